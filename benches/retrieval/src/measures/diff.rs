//! Locating a quotation in an article and telling the difference.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use similar::{Algorithm, capture_diff_slices};
use verbatim::archive::{Archive, Query, SourceId};
use verbatim::source::from_text;
use verbatim::text::{Span, WordKey};
use verbatim::verify::{Concordances, Wording, find, wording};

use crate::clock::Clock;
use crate::corpus::{Corpus, Document, WordId};
use crate::figures::{Figures, median};
use crate::quotations::{Class, Quotation};

const PAIRS: usize = 300;
/// How often all pairs are done, in turn; the middle counts.
const TIMES: usize = 9;

/// A quotation and the article it comes from.
struct Pair<'a> {
    quotation: &'a Quotation,
    claim: Wording,
    keys: Vec<WordKey>,
    article: &'a [WordId],
    archive: Archive,
    concordances: Concordances,
}

/// What is done with a pair.
type Way<'a> = &'a dyn Fn(&Pair<'_>);

pub(crate) fn measure(
    figures: &mut Figures,
    corpus: &Corpus,
    documents: &[Document],
    quotations: &[Quotation],
) -> Result<()> {
    let suits = |quotation: &&Quotation| {
        let altered = matches!(quotation.class, Class::Random10 | Class::Random30 | Class::Spaced30);
        let usual = |document: usize| (300..2_000).contains(&corpus.document(document).len());
        altered
            && (8..=64).contains(&quotation.words.len())
            && quotation.truth.first().is_some_and(|truth| usual(truth.document))
    };
    let mut suitable: Vec<&Quotation> = quotations.iter().filter(suits).collect();
    let step = (suitable.len() / PAIRS).max(1);
    suitable = suitable.into_iter().step_by(step).take(PAIRS).collect();
    let pairs: Vec<Pair<'_>> = suitable
        .into_iter()
        .map(|quotation| {
            let document = quotation.truth[0].document;
            Ok(Pair {
                quotation,
                claim: wording(&quotation.text, &[Span::new(0, quotation.text.len())]),
                keys: quotation.words.iter().map(|&word| corpus.key(word)).collect(),
                article: corpus.document(document),
                archive: archive(&documents[document].text)?,
                concordances: Concordances::default(),
            })
        })
        .collect::<Result<_>>()?;
    let ways: [(&str, Way<'_>); 5] = [
        ("locate", &|pair| {
            black_box(pair.archive.candidates_in(&[Query::nearest(&pair.keys)], &[SourceId(0)]));
        }),
        ("verify", &|pair| {
            black_box(find(&pair.claim, &pair.quotation.text, &pair.archive, &pair.concordances, &[]));
        }),
        ("verify-cited", &|pair| {
            black_box(find(&pair.claim, &pair.quotation.text, &pair.archive, &pair.concordances, &[SourceId(0)]));
        }),
        ("plain", &|pair| {
            black_box(plain(&pair.quotation.words, pair.article));
        }),
        ("similar", &|pair| {
            black_box(capture_diff_slices(Algorithm::Myers, pair.article, &pair.quotation.words));
        }),
    ];
    let mut times = vec![Vec::new(); ways.len()];
    for _ in 0..TIMES {
        for ((_, way), times) in ways.iter().zip(&mut times) {
            let begun = Clock::thread();
            pairs.iter().for_each(way);
            times.push(begun.elapsed() / u32::try_from(pairs.len().max(1)).unwrap_or(u32::MAX));
        }
    }
    for ((name, _), times) in ways.iter().zip(&times) {
        figures.time(format!("diff/{name}"), median(times));
    }
    figures.count("diff/pairs", pairs.len() as u64);
    Ok(())
}

/// An archive of one article.
fn archive(text: &str) -> Result<Archive> {
    let source = from_text(Path::new("article.txt"), "article.txt", text);
    let source = source.map_err(|skipped| anyhow!("the article {}", skipped.reason))?;
    Ok(Archive::build(vec![Arc::new(source)], Vec::new()))
}

/// One difference between the quotation and the article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    Same,
    Replaced,
    Dropped,
    PutIn,
}

/// The textbook's way (Sellers, 1980): the whole table, and the way back through it.
fn plain(quotation: &[WordId], text: &[WordId]) -> (u32, Vec<Step>) {
    let width = text.len() + 1;
    let mut table = vec![0_u32; (quotation.len() + 1) * width];
    for i in 1..=quotation.len() {
        let (above, row) = table[(i - 1) * width..].split_at_mut(width);
        row[0] = above[0] + 1;
        for j in 1..width {
            let pair = above[j - 1] + u32::from(quotation[i - 1] != text[j - 1]);
            row[j] = pair.min(above[j] + 1).min(row[j - 1] + 1);
        }
    }
    let last = &table[quotation.len() * width..];
    let (mut j, errors) = last.iter().copied().enumerate().min_by_key(|(_, errors)| *errors).unwrap_or_default();
    let mut i = quotation.len();
    let mut steps = Vec::new();
    while i > 0 {
        let here = table[i * width + j];
        let same = j > 0 && quotation[i - 1] == text[j - 1];
        if j > 0 && here == table[(i - 1) * width + j - 1] + u32::from(!same) {
            steps.push(if same { Step::Same } else { Step::Replaced });
            (i, j) = (i - 1, j - 1);
        } else if here == table[(i - 1) * width + j] + 1 {
            steps.push(Step::PutIn);
            i -= 1;
        } else {
            steps.push(Step::Dropped);
            j -= 1;
        }
    }
    steps.reverse();
    (errors, steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_tells_the_difference() {
        let (errors, steps) = plain(&[1, 2, 9, 4, 6], &[8, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(errors, 2);
        assert_eq!(steps, [Step::Same, Step::Same, Step::Replaced, Step::Same, Step::Dropped, Step::Same]);
    }
}
