//! `verbatim check` on a house's drafts: 2,000 with twenty quotations each, against a whole archive.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::corpus::Rounds;
use crate::figures::Figures;
use crate::quotations::{Class, Quotation};

const DRAFTS: usize = 2_000;
const QUOTATIONS: usize = 20;
/// How often it is run with the archive packed; the best time counts, as others use the machine too.
const TIMES: usize = 3;
/// What is in the drafts, most often first: most quotations are right.
const CLASSES: [Class; 4] = [Class::Exact, Class::Exact, Class::Random10, Class::Elided];

/// Runs `verbatim` on drafts beside the first `size` rounds as plain files: first with nothing packed; then with what
/// the first run left of the sources, and every quotation looked up anew; then with what it left of the outcomes too.
pub(crate) fn measure(
    figures: &mut Figures,
    verbatim: &Path,
    rounds: &Rounds,
    size: usize,
    quotations: &[Quotation],
) -> Result<()> {
    let folder = rounds.beside("check", size);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    write_drafts(&folder.join("drafts"), quotations)?;
    let sources = rounds.plain(size)?;
    fs::write(
        folder.join("verbatim.toml"),
        format!("[sources]\npaths = [{:?}]\nmax-files = 1000000\n", sources.display().to_string()),
    )?;
    let cache = folder.join("cache");
    let name = format!("{size:03}/check");
    figures.time(format!("{name}/first"), run(verbatim, &folder, &cache, &[])?);
    for (what, arguments) in [("anew", ["--no-cache"].as_slice()), ("again", &[])] {
        let mut best = Duration::MAX;
        for _ in 0..TIMES {
            best = best.min(run(verbatim, &folder, &cache, arguments)?);
        }
        figures.time(format!("{name}/{what}"), best);
    }
    Ok(())
}

fn run(verbatim: &Path, folder: &Path, cache: &Path, arguments: &[&str]) -> Result<Duration> {
    let begun = Instant::now();
    let status = Command::new(verbatim)
        .args(["check", "drafts"])
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", cache)
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .status()
        .with_context(|| format!("cannot run {}", verbatim.display()))?;
    let time = begun.elapsed();
    // 1 says that there are findings, as there should be.
    ensure!(matches!(status.code(), Some(0 | 1)), "{} check ended with {status}", verbatim.display());
    Ok(time)
}

fn write_drafts(folder: &Path, quotations: &[Quotation]) -> Result<()> {
    fs::create_dir_all(folder)?;
    let chosen: Vec<Vec<&Quotation>> =
        CLASSES.iter().map(|class| quotations.iter().filter(|q| q.class == *class).collect()).collect();
    for n in 0..DRAFTS {
        let mut draft = format!("# Brief {n}\n\n");
        for m in 0..QUOTATIONS {
            let place = n * QUOTATIONS + m;
            let of_class = &chosen[place % CLASSES.len()];
            let quotation = of_class[place * 7 % of_class.len()];
            writeln!(draft, "The speaker said, “{}”, as was reported.\n", plain(&quotation.text))?;
        }
        fs::write(folder.join(format!("brief-{n:04}.md")), draft)?;
    }
    Ok(())
}

/// The text on one line, without what Markdown or a reader would take for marks.
fn plain(text: &str) -> String {
    let plain: String = text.chars().map(|c| if "*_`[]<>\\#|~“”„\"".contains(c) { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
