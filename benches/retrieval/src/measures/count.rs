//! How many instructions a look-up takes: the same in each run, whoever else uses the machine.
//!
//! Each engine looks the same quotations up in a process of its own, under callgrind, which counts only while
//! `counted` runs.

use std::hint::black_box;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};

use crate::corpus::{Corpus, Rounds, WordId};
use crate::engines::{Asked, Engine, Ours, Peer, Reach, Tantivy, Terms};
use crate::figures::Figures;
use crate::options::{Child, Place};
use crate::quotations::{Class, Quotation};

/// How many quotations of a class are looked up.
const EACH: usize = 50;
const CLASSES: [Class; 4] = [Class::Exact, Class::Random10, Class::Random30, Class::Spaced30];

/// Counts for all engines that have an index of this size.
pub(crate) fn measure(figures: &mut Figures, place: &Place, quotations: &[Quotation]) -> Result<()> {
    if !Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success()) {
        eprintln!("valgrind is not installed; instructions are not counted");
        return Ok(());
    }
    for class in CLASSES {
        let of_class = quotations.iter().filter(|quotation| quotation.class == class);
        let asked: Vec<&[WordId]> = of_class.take(EACH).map(|quotation| quotation.words.as_slice()).collect();
        let input = serde_json::to_string(&asked)?;
        let mut ours = None;
        for engine in [Peer::Verbatim, Peer::Pairs, Peer::Words] {
            let count = run(&Child::Count { place: place.clone(), engine }, &input)? / asked.len().max(1) as u64;
            let name = format!("{:03}/{}/{}", place.rounds, engine.name(), class.name());
            figures.count(format!("{name}/instructions"), count);
            let ours = *ours.get_or_insert(count);
            #[expect(clippy::cast_precision_loss, reason = "a ratio for people")]
            figures.set(format!("{name}/instructions-ratio"), count as f64 / ours.max(1) as f64);
        }
    }
    Ok(())
}

/// The instructions of `child` while it looks up.
fn run(child: &Child, input: &str) -> Result<u64> {
    let mut process = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*counted*"])
        .arg(std::env::current_exe()?)
        .args(child.arguments())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    process.stdin.take().context("no input")?.write_all(input.as_bytes())?;
    let output = process.wait_with_output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "valgrind failed: {said}");
    let line = said.lines().find_map(|line| line.split_once("Collected :"));
    line.and_then(|(_, count)| count.trim().parse().ok()).with_context(|| format!("valgrind counted nothing: {said}"))
}

/// What the child does: looks up what is asked on standard input.
pub(crate) fn child(place: &Place, engine: Peer) -> Result<()> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let asked: Vec<Vec<WordId>> = serde_json::from_str(&input)?;
    let rounds = Rounds::new(&place.folder);
    let corpus = Arc::new(Corpus::load(&rounds, place.rounds)?);
    let mut opened: Box<dyn Engine> = match engine {
        Peer::Verbatim => Box::new(Ours::open(&rounds, place.rounds, Reach::Nearest, Some(Arc::clone(&corpus)))?),
        Peer::Pairs => Box::new(Tantivy::open(Terms::Pairs, &rounds, place.rounds, &corpus)?),
        Peer::Words => Box::new(Tantivy::open(Terms::Words, &rounds, place.rounds, &corpus)?),
    };
    for words in &asked {
        let keys: Vec<_> = words.iter().map(|&word| corpus.key(word)).collect();
        counted(opened.as_mut(), &Asked { words, keys: &keys, in_parts: false });
    }
    Ok(())
}

/// One look-up; callgrind counts while this runs, which it knows by its name.
#[inline(never)]
fn counted(engine: &mut dyn Engine, asked: &Asked<'_>) {
    black_box(engine.look_up(asked));
}
