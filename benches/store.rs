//! What it costs to open an archive: from nothing, from what is kept, after one file changed; and to bring
//! one source in to look at a passage of it. The ratios matter; all are measured in one run.
//!
//! `cargo bench --bench store [-- COUNT]`, with COUNT sources, 1,000 unless said otherwise: articles of
//! `../shared` where they are at hand, again and again with another last line, else articles made up here.

#![expect(clippy::expect_used, reason = "a bench that cannot go on has nothing to measure")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use verbatim::workspace::Workspace;

/// Texts to make sources of.
fn articles() -> Vec<String> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/attribution/dev.jsonl");
    let lines = fs::read_to_string(data).unwrap_or_default();
    let rows = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let found: Vec<String> = rows.filter_map(|row| Some(row.get("text")?.as_str()?.to_owned())).collect();
    if !found.is_empty() {
        return found;
    }
    println!("../shared is not here: the articles are made up");
    let sentence =
        |n: usize| format!("“We counted {n} boats,” said Ada Marsh of pier {}. Nobody else did.\n\n", n % 13);
    (0..100).map(|n| (0..60).map(|m| sentence(n * 60 + m)).collect()).collect()
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// The most memory that this process has had, where the system tells.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}

fn main() {
    let count = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1000);
    let articles = articles();
    let dir = tempfile::tempdir().expect("a folder for the sources");
    let root = dir.path();
    fs::create_dir_all(root.join("sources")).expect("a folder for the sources");
    fs::write(root.join("verbatim.toml"), "[sources]\npaths = [\"sources\"]\ncache = \"cache\"\n")
        .expect("a configuration");
    let mut bytes = 0;
    let file = |n: usize| root.join(format!("sources/a{n:06}.txt"));
    for n in 0..count {
        let text = format!("{}\n\nEdition {n}.\n", articles[n % articles.len()]);
        bytes += text.len();
        fs::write(file(n), text).expect("a source");
    }
    // Young files are compared by content; most archives have rested.
    std::thread::sleep(Duration::from_secs(3));

    let (_, from_nothing) = timed(|| Workspace::open(root).expect("a workspace"));
    let reading_peak = peak();
    let best = |times: usize, work: &dyn Fn() -> Workspace| {
        let runs = (0..times).map(|_| timed(work)).collect::<Vec<_>>();
        runs.into_iter().min_by_key(|run| run.1).expect("a run")
    };
    let (workspace, kept) = best(5, &|| Workspace::open(root).expect("a workspace"));
    let (_, unchanged) = best(5, &|| workspace.refreshed().expect("a workspace"));
    let sources = || workspace.archive.sources().map(|(id, _)| id).take(1000);
    let (loaded, loading) =
        timed(|| sources().map(|id| workspace.archive.source(id).map_or(0, |source| source.text.len())).sum::<usize>());
    let (_, again) = timed(|| sources().take(100).filter_map(|id| workspace.archive.source(id)).count());
    fs::write(file(0), "“We never stop,” said Ada Marsh.").expect("a source");
    let (_, changed) = timed(|| workspace.refreshed().expect("a workspace"));
    let disk: u64 = walk(&root.join("cache"));

    let ms = |time: Duration| format!("{:9.2} ms", time.as_secs_f64() * 1e3);
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    println!(
        "{count} sources, {:.1} MB; kept in {:.1} MB",
        number(bytes) / 1e6,
        number(usize::try_from(disk).unwrap_or(0)) / 1e6
    );
    println!(
        "from nothing        {}  {:.1} MB/s, peak memory {reading_peak}",
        ms(from_nothing),
        number(bytes) / 1e6 / from_nothing.as_secs_f64()
    );
    println!("from what is kept   {}  {:.0} times faster", ms(kept), from_nothing.as_secs_f64() / kept.as_secs_f64());
    println!("refreshed, no change{}", ms(unchanged));
    println!("refreshed, one file {}", ms(changed));
    let each = loading.as_secs_f64() * 1e6 / number(count.min(1000));
    println!(
        "a source brought in {each:9.1} µs for {:.1} KB on average",
        number(loaded) / 1e3 / number(count.min(1000))
    );
    println!("the same again      {:9.2} µs", again.as_secs_f64() * 1e6 / number(count.min(100)));
}

fn walk(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|e| if e.path().is_dir() { walk(&e.path()) } else { e.metadata().map_or(0, |found| found.len()) }).sum()
}
