//! What the command can be asked.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::engines::Peer;

/// Measures the search of quotations in archives of real and grown text, beside other engines in the
/// same run, and writes the figures into a page.
#[derive(Parser, Debug)]
#[command(name = "retrieval-bench")]
pub(crate) struct Options {
    /// The folder with the real text: `attribution`, `outlets`, `misquotes`, `transcripts`.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"))]
    pub(crate) data: PathBuf,
    /// Where the grown text, the indexes and the figures go; up to 40 GB with all sizes.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/retrieval"))]
    pub(crate) folder: PathBuf,
    /// How many times the real text; 7 is about 250 MB, 150 about 5 GB.
    #[arg(long, value_delimiter = ',', default_value = "1,5,7,20,150")]
    pub(crate) grow: Vec<usize>,
    /// Quotations of each class.
    #[arg(long, default_value_t = 1_000)]
    pub(crate) each: usize,
    /// Quotations of each class that the other engines look up.
    #[arg(long, default_value_t = 200)]
    pub(crate) peers: usize,
    /// The largest corpus, in times the real text, that the other engines index.
    #[arg(long, default_value_t = 7)]
    pub(crate) peers_up_to: usize,
    /// Quotations of each class for which the whole corpus is scanned.
    #[arg(long, default_value_t = 100)]
    pub(crate) scanned: usize,
    /// The largest corpus, in times the real text, that is scanned.
    #[arg(long, default_value_t = 7)]
    pub(crate) scanned_up_to: usize,
    /// What is measured; all, if nothing is named. The rest keeps its figures.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(crate) only: Vec<Part>,
    /// The page that gets the figures between its marks.
    #[arg(long)]
    pub(crate) page: Option<PathBuf>,
    /// The file that gets the figures as JSON.
    #[arg(long)]
    pub(crate) json: Option<PathBuf>,
    /// The `verbatim` command, for drafts checked against a whole archive.
    #[arg(long)]
    pub(crate) verbatim: Option<PathBuf>,
    /// A Python that has RapidFuzz.
    #[arg(long, default_value = "python3")]
    pub(crate) python: PathBuf,
    /// Another seed draws other quotations and grows other text.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[command(subcommand)]
    pub(crate) child: Option<Child>,
}

/// A part of what is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Part {
    /// Building the indexes: time, size, memory.
    Build,
    /// Opening them in a new process.
    Open,
    /// Looking up all quotations.
    Lookups,
    /// Counting the instructions of look-ups, under valgrind.
    Count,
    /// 300 quotations against five articles.
    Small,
    /// Locating and telling the difference in one article.
    Diff,
    /// One source changes.
    Change,
    /// ripgrep and RapidFuzz.
    Outside,
    /// `verbatim check` on 2,000 drafts.
    Check,
}

impl Options {
    pub(crate) fn measures(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

/// One thing that is done in a process of its own.
#[derive(Clone, Subcommand, Debug)]
#[command(hide = true)]
pub(crate) enum Child {
    BuildOurs(Place),
    BuildTantivy {
        #[command(flatten)]
        place: Place,
        #[arg(long)]
        pairs: bool,
    },
    Open(Place),
    Count {
        #[command(flatten)]
        place: Place,
        #[arg(long, value_enum)]
        engine: Peer,
    },
}

/// A corpus.
#[derive(Clone, Args, Debug)]
pub(crate) struct Place {
    #[arg(long = "in")]
    pub(crate) folder: PathBuf,
    #[arg(long)]
    pub(crate) rounds: usize,
}

impl Child {
    /// The arguments that ask for it.
    pub(crate) fn arguments(&self) -> Vec<std::ffi::OsString> {
        let (name, place) = match self {
            Self::BuildOurs(place) => ("build-ours", place),
            Self::BuildTantivy { place, .. } => ("build-tantivy", place),
            Self::Open(place) => ("open", place),
            Self::Count { place, .. } => ("count", place),
        };
        let mut arguments = vec![name.into(), "--in".into(), place.folder.clone().into_os_string()];
        arguments.extend(["--rounds".into(), place.rounds.to_string().into()]);
        match self {
            Self::BuildTantivy { pairs: true, .. } => arguments.push("--pairs".into()),
            Self::Count { engine, .. } => arguments.extend(["--engine".into(), engine.argument().into()]),
            _ => {}
        }
        arguments
    }
}
