//! A draft on five articles: what most people have.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Result, ensure};
use fastrand::Rng;
use verbatim::text::WordKey;

use crate::clock::Clock;
use crate::corpus::Document;
use crate::engines::{Ours, keys};
use crate::figures::{Figures, median};

const ARTICLES: usize = 5;
const QUOTATIONS: usize = 300;
/// How often it is done; the middle counts.
const TIMES: usize = 41;

pub(crate) fn measure(figures: &mut Figures, documents: &[Document], seed: u64) -> Result<()> {
    let usual = |document: &&Document| document.is_article && (3_000..8_000).contains(&document.text.len());
    let articles: Vec<Vec<WordKey>> =
        documents.iter().filter(usual).take(ARTICLES).map(|document| keys(&document.text)).collect();
    ensure!(articles.len() == ARTICLES, "there are not {ARTICLES} articles of the usual length");
    let quotations = quotations(&articles, &mut Rng::with_seed(seed));

    let (mut indexing, mut looking, mut one) = (Vec::new(), Vec::new(), Vec::new());
    let mut without = 0;
    for time in 0..TIMES {
        let begun = Clock::process();
        let ours = Ours::of(articles.iter().map(Vec::as_slice))?;
        indexing.push(begun.elapsed());
        let begun = Clock::process();
        let answers: Vec<_> = quotations.iter().map(|words| ours.candidates(words)).collect();
        looking.push(begun.elapsed());
        without = answers.iter().filter(|(passages, complete)| !complete || passages.is_empty()).count();
        let begun = Clock::process();
        black_box(ours.candidates(&quotations[time * 7 % quotations.len()]));
        one.push(begun.elapsed());
    }
    figures.time("small/index", median(&indexing));
    figures.time("small/look-up", median(&looking));
    let total: Vec<Duration> = indexing.iter().zip(&looking).map(|(a, b)| *a + *b).collect();
    figures.time("small/from-nothing", median(&total));
    figures.time("small/one", median(&one));
    figures.count("small/without-answer", without as u64);
    figures.count("small/words", articles.iter().map(|words| words.len() as u64).sum());
    Ok(())
}

/// Stretches of 5 to 39 words, every second with one word in eight and one more replaced.
fn quotations(articles: &[Vec<WordKey>], random: &mut Rng) -> Vec<Vec<WordKey>> {
    let one = |n: usize| {
        let article = &articles[random.usize(..articles.len())];
        let length = random.usize(5..40).min(article.len());
        let start = random.usize(..=article.len() - length);
        let mut words = article[start..start + length].to_vec();
        if n % 2 == 1 {
            for _ in 0..1 + length / 8 {
                words[random.usize(..length)] = article[random.usize(..article.len())];
            }
        }
        words
    };
    (0..QUOTATIONS).map(one).collect()
}
