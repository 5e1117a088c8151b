//! A draft on five articles: what most people have.

use std::hint::black_box;
use std::time::Duration;

use anyhow::{Result, ensure};
use fastrand::Rng;
use verbatim::archive::Query;
use verbatim::text::{WordKey, words};

use crate::clock::Clock;
use crate::corpus::Document;
use crate::engines::Ours;
use crate::figures::{Figures, median};

const ARTICLES: usize = 5;
const QUOTATIONS: usize = 300;
/// How often it is done; the middle counts.
const TIMES: usize = 41;

pub(crate) fn measure(figures: &mut Figures, documents: &[Document], seed: u64) -> Result<()> {
    let usual = |document: &&Document| document.is_article && (3_000..8_000).contains(&document.text.len());
    let texts: Vec<String> = documents.iter().filter(usual).take(ARTICLES).map(|d| d.text.clone()).collect();
    ensure!(texts.len() == ARTICLES, "there are not {ARTICLES} articles of the usual length");
    let keys: Vec<Vec<WordKey>> = texts.iter().map(|text| words(text).iter().map(|word| word.key).collect()).collect();
    let quotations = quotations(&keys, &mut Rng::with_seed(seed));
    let queries: Vec<Query<'_>> = quotations.iter().map(|words| Query { words }).collect();

    let (mut indexing, mut looking, mut one) = (Vec::new(), Vec::new(), Vec::new());
    let mut incomplete = 0;
    for time in 0..TIMES {
        let fresh = texts.clone();
        let begun = Clock::process();
        let ours = Ours::of(fresh);
        indexing.push(begun.elapsed());
        let begun = Clock::process();
        let answers = ours.archive.candidates(&queries);
        looking.push(begun.elapsed());
        incomplete = answers.iter().filter(|answer| !answer.complete || answer.passages.is_empty()).count();
        let query = &queries[time * 7 % queries.len()];
        let begun = Clock::process();
        black_box(ours.archive.candidates(std::slice::from_ref(query)));
        one.push(begun.elapsed());
    }
    figures.time("small/index", median(&indexing));
    figures.time("small/look-up", median(&looking));
    let total: Vec<Duration> = indexing.iter().zip(&looking).map(|(a, b)| *a + *b).collect();
    figures.time("small/from-nothing", median(&total));
    figures.time("small/one", median(&one));
    figures.count("small/without-answer", incomplete as u64);
    figures.count("small/words", keys.iter().map(|words| words.len() as u64).sum());
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
