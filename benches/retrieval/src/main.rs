//! The benchmark of the search: any quotation found in any archive, at once, however it was altered.
//! What is measured and how, and the command, stand in `docs/retrieval.md`.

#![expect(clippy::indexing_slicing, reason = "a benchmark that has lost count has nothing to measure")]

mod bars;
mod clock;
mod corpus;
mod engines;
mod figures;
mod kernel;
mod measures;
mod options;
mod page;
mod process;
mod quotations;
mod tables;

use std::collections::HashMap;
use std::fs;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Parser;

use corpus::{Corpus, Document, Rounds};
use engines::{Engine, Ours, Reach, Tantivy, Terms};
use figures::Figures;
use measures::{change, check, count, diff, judge, lookups, outside, process as processes, small};
use options::{Options, Part, Place};
use quotations::Quotation;

fn main() -> Result<()> {
    let options = Options::parse();
    match &options.child {
        Some(child) => processes::child(child),
        None => run(&options),
    }
}

/// Measures what is asked for and shows all figures there are.
fn run(options: &Options) -> Result<()> {
    let documents = corpus::read(&options.data)?;
    let rounds = Rounds::new(&options.folder);
    let largest = options.grow.iter().copied().max().unwrap_or(1);
    rounds.write(&documents, options.seed, largest)?;
    let real = Corpus::load(&rounds, 1)?;
    let quotations = quotations::draw(&documents, &real, options.each, options.seed);
    let mut figures = Figures::open(&options.folder)?;
    desk(options, &mut figures, &real, &documents, &quotations)?;
    drop(real);
    for &size in &options.grow {
        sized(options, &mut figures, &rounds, size, &quotations)?;
    }
    let text = page::figures(&figures);
    println!("{text}");
    if let Some(page) = &options.page {
        page::renew(page, &text)?;
    }
    if let Some(json) = &options.json {
        fs::write(json, figures.json()?).with_context(|| format!("cannot write {}", json.display()))?;
    }
    Ok(())
}

/// What does not depend on the size of the corpus.
fn desk(
    options: &Options,
    figures: &mut Figures,
    real: &Corpus,
    documents: &[Document],
    quotations: &[Quotation],
) -> Result<()> {
    if options.measures(Part::Small) {
        figures.forget("small/");
        small::measure(figures, documents, options.seed)?;
    }
    if options.measures(Part::Diff) {
        figures.forget("diff/");
        diff::measure(figures, real, documents, quotations)?;
    }
    if options.measures(Part::Change) {
        figures.forget("change/");
        change::measure(figures, documents)?;
    }
    if options.measures(Part::Outside) {
        figures.forget("rapidfuzz/");
        outside::rapidfuzz(figures, &options.python, real, documents, quotations)?;
    }
    figures.save()
}

/// What is measured on a corpus of `size` rounds.
fn sized(
    options: &Options,
    figures: &mut Figures,
    rounds: &Rounds,
    size: usize,
    quotations: &[Quotation],
) -> Result<()> {
    let place = Place { folder: options.folder.clone(), rounds: size };
    let with_peers = size <= options.peers_up_to;
    if options.measures(Part::Build) {
        eprintln!("size {size}: building");
        processes::build(figures, rounds, &place)?;
        if with_peers {
            processes::build_peers(figures, &place)?;
        }
        figures.save()?;
    }
    if options.measures(Part::Outside) && with_peers {
        eprintln!("size {size}: ripgrep");
        outside::ripgrep(figures, rounds, size, quotations)?;
    }
    if let Some(verbatim) = options.verbatim.as_ref().filter(|_| options.measures(Part::Check) && with_peers) {
        eprintln!("size {size}: check");
        check::measure(figures, verbatim, rounds, size, quotations)?;
    }
    if options.measures(Part::Open) || options.measures(Part::Lookups) {
        let corpus = Arc::new(Corpus::load(rounds, size)?);
        figures.count(format!("{size:03}/corpus/text"), corpus.bytes());
        figures.count(format!("{size:03}/corpus/words"), corpus.words() as u64);
        figures.count(format!("{size:03}/corpus/documents"), corpus.documents() as u64);
        if options.measures(Part::Open) {
            eprintln!("size {size}: opening");
            processes::open(figures, rounds, &place, &corpus, quotations)?;
        }
        if options.measures(Part::Lookups) {
            look_up(options, figures, rounds, size, &corpus, quotations)?;
        }
    }
    if options.measures(Part::Count) && with_peers {
        eprintln!("size {size}: counting instructions");
        count::measure(figures, &place, quotations)?;
    }
    figures.save()
}

fn look_up(
    options: &Options,
    figures: &mut Figures,
    rounds: &Rounds,
    size: usize,
    corpus: &Arc<Corpus>,
    quotations: &[Quotation],
) -> Result<()> {
    eprintln!("size {size}: looking up, {:.0} MB", corpus.megabytes());
    let ours = |reach| Ours::open(rounds, size, reach, Some(Arc::clone(corpus)));
    let mut engines: Vec<Box<dyn Engine>> = vec![Box::new(ours(Reach::Nearest)?), Box::new(ours(Reach::Near)?)];
    if size <= options.peers_up_to {
        for terms in [Terms::Pairs, Terms::Words] {
            Tantivy::build(terms, rounds, size)?;
            engines.push(Box::new(Tantivy::open(terms, rounds, size, corpus)?));
        }
    }
    let optima = if size <= options.scanned_up_to {
        judge::exhaustive(corpus, quotations, options.scanned)
    } else {
        HashMap::new()
    };
    lookups::measure(figures, size, corpus, quotations, &optima, &mut engines, options.peers);
    Ok(())
}
