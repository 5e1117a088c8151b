//! What is measured in a process of its own: building, opening, the first look-up, memory.

use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use verbatim::text::WordKey;

use super::count;
use crate::corpus::{Corpus, Rounds};
use crate::engines::{Asked, Built, Engine, Ours, Reach, Tantivy, Terms};
use crate::figures::{Figures, median};
use crate::options::{Child, Place};
use crate::process::{forget, memory, peak_memory};
use crate::quotations::{Class, Quotation};

/// How many quotations a new process looks up.
const LOOKED_UP: usize = 300;
/// How often a process is started with its files in memory; the middle counts.
const STARTS: usize = 5;

/// What a new process did.
#[derive(Serialize, Deserialize)]
struct Opened {
    open: Duration,
    first: Duration,
    median: Duration,
    memory: u64,
}

/// Builds the project's archive with one thread and says what it took.
pub(crate) fn build(figures: &mut Figures, rounds: &Rounds, place: &Place) -> Result<()> {
    let built: Built = run(&Child::BuildOurs(place.clone()), "")?;
    record(figures, place.rounds, "verbatim", &built);
    let folder = Ours::folder(rounds, place.rounds);
    ensure!(folder.is_dir(), "{} was not made", folder.display());
    Ok(())
}

/// Builds tantivy's two indexes with one thread each, unless they are there.
pub(crate) fn build_peers(figures: &mut Figures, place: &Place) -> Result<()> {
    for terms in [Terms::Words, Terms::Pairs] {
        let built: Built = run(&Child::BuildTantivy { place: place.clone(), pairs: terms == Terms::Pairs }, "")?;
        record(figures, place.rounds, terms.name(), &built);
    }
    Ok(())
}

fn record(figures: &mut Figures, size: usize, engine: &str, built: &Built) {
    let name = format!("{size:03}/{engine}/build");
    figures.time(format!("{name}/time"), built.time);
    figures.count(format!("{name}/text"), built.text);
    figures.count(format!("{name}/index"), built.index);
    figures.count(format!("{name}/words"), built.words);
    figures.count(format!("{name}/peak"), built.peak);
}

/// Opens the archive in new processes, with its files in memory and then without.
pub(crate) fn open(
    figures: &mut Figures,
    rounds: &Rounds,
    place: &Place,
    corpus: &Corpus,
    quotations: &[Quotation],
) -> Result<()> {
    let telling = |q: &&Quotation| q.class == Class::Random10 && q.words.len() >= 8;
    let keys = |q: &Quotation| q.words.iter().map(|&word| corpus.key(word).0).collect();
    let asked: Vec<Vec<u64>> = quotations.iter().filter(telling).take(LOOKED_UP).map(keys).collect();
    let asked = serde_json::to_string(&asked)?;
    let child = Child::Open(place.clone());
    run::<Opened>(&child, &asked)?;
    let warm: Vec<Opened> = (0..STARTS).map(|_| run(&child, &asked)).collect::<Result<_>>()?;
    let name = format!("{:03}/open", place.rounds);
    let middle = |of: fn(&Opened) -> Duration| median(&warm.iter().map(of).collect::<Vec<_>>());
    figures.time(format!("{name}/warm"), middle(|opened| opened.open));
    figures.time(format!("{name}/first-warm"), middle(|opened| opened.first));
    figures.time(format!("{name}/median"), middle(|opened| opened.median));
    figures.count(format!("{name}/memory"), warm.iter().map(|opened| opened.memory).max().unwrap_or_default());
    forget(&Ours::folder(rounds, place.rounds)).context("cannot drop the index from the page cache")?;
    let cold: Opened = run(&child, &asked)?;
    figures.time(format!("{name}/cold"), cold.open);
    figures.time(format!("{name}/first-cold"), cold.first);
    Ok(())
}

/// Runs this program as `child` and reads its answer.
fn run<T: for<'a> Deserialize<'a>>(child: &Child, input: &str) -> Result<T> {
    let program = std::env::current_exe()?;
    let mut process = Command::new(program)
        .args(child.arguments())
        .env("RAYON_NUM_THREADS", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    process.stdin.take().context("no input")?.write_all(input.as_bytes())?;
    let output = process.wait_with_output()?;
    ensure!(output.status.success(), "a process of its own failed: {:?}", child);
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// What this program does as a child: one thing, and its answer on standard output.
pub(crate) fn child(child: &Child) -> Result<()> {
    let answer = match child {
        Child::Count { place, engine } => return count::child(place, *engine),
        Child::BuildOurs(place) => {
            let rounds = Rounds::new(&place.folder);
            let folder = Ours::folder(&rounds, place.rounds);
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            serde_json::to_string(&Ours::build(&rounds, place.rounds)?)?
        }
        Child::BuildTantivy { place, pairs } => {
            let terms = if *pairs { Terms::Pairs } else { Terms::Words };
            serde_json::to_string(&Tantivy::build(terms, &Rounds::new(&place.folder), place.rounds)?)?
        }
        Child::Open(place) => serde_json::to_string(&opened(place)?)?,
    };
    println!("{answer}");
    Ok(())
}

fn opened(place: &Place) -> Result<Opened> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let asked: Vec<Vec<u64>> = serde_json::from_str(&input)?;
    let asked: Vec<Vec<WordKey>> = asked.into_iter().map(|words| words.into_iter().map(WordKey).collect()).collect();
    let begun = Instant::now();
    let mut ours = Ours::open(&Rounds::new(&place.folder), place.rounds, Reach::Nearest, None)?;
    let open = begun.elapsed();
    let mut times = Vec::new();
    for keys in &asked {
        let begun = Instant::now();
        std::hint::black_box(ours.look_up(&Asked { words: &[], keys, in_parts: false }));
        times.push(begun.elapsed());
    }
    let first = times.first().copied().unwrap_or_default();
    Ok(Opened { open, first, median: median(&times), memory: memory().max(peak_memory()) })
}
