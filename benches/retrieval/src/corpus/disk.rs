//! The texts on disk.
//!
//! A round is one file of documents, each with its length in bytes before it (four bytes, the lowest
//! first). The first round is the real text, each further one as much of grown text, so that a corpus
//! that is `n` times the real text is the first `n` rounds. A round appears under its name when it is
//! all there; what was interrupted is written again.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use rayon::prelude::*;

use super::grow::Chain;
use super::real::Document;

/// How many files one folder of plain files holds.
const FILES: usize = 1_000;
/// No document is longer; what says so is no file of ours.
const LONGEST: u32 = 1 << 26;

/// The folder in which the rounds lie.
#[derive(Clone, Debug)]
pub(crate) struct Rounds {
    folder: PathBuf,
}

impl Rounds {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf() }
    }

    /// Writes the first `rounds` rounds, those that are not there yet.
    pub(crate) fn write(&self, real: &[Document], seed: u64, rounds: usize) -> Result<()> {
        fs::create_dir_all(&self.folder).with_context(|| format!("cannot make {}", self.folder.display()))?;
        let bytes: usize = real.iter().map(|document| document.text.len()).sum();
        self.claim(&format!("seed {seed}, {} documents of {bytes} bytes\n", real.len()))?;
        if !self.path(0).exists() {
            self.write_round(0, real.iter().map(|document| document.text.as_str()))?;
        }
        let missing: Vec<usize> = (1..rounds).filter(|&round| !self.path(round).exists()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        eprintln!("growing the text: {} rounds of {} MB", missing.len(), bytes / 1_000_000);
        let chain = Chain::new(real);
        missing.into_par_iter().try_for_each(|round| self.write_round(round, chain.round(round, seed)))
    }

    /// Sees to it that a folder has rounds of one growth only.
    fn claim(&self, growth: &str) -> Result<()> {
        let path = self.folder.join("growth.txt");
        match fs::read_to_string(&path) {
            Ok(found) if found == growth => Ok(()),
            Ok(_) => bail!("{} holds another corpus; remove it or name another folder", self.folder.display()),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::write(&path, growth).with_context(|| format!("cannot write {}", path.display()))
            }
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    fn path(&self, round: usize) -> PathBuf {
        self.folder.join(format!("round-{round:03}.docs"))
    }

    fn write_round(&self, round: usize, documents: impl Iterator<Item = impl AsRef<str>>) -> Result<()> {
        let path = self.path(round);
        let begun = path.with_extension("begun");
        let written = || -> std::io::Result<()> {
            let mut file = BufWriter::with_capacity(1 << 20, File::create(&begun)?);
            for document in documents {
                let text = document.as_ref().as_bytes();
                file.write_all(&u32::try_from(text.len()).map_err(std::io::Error::other)?.to_le_bytes())?;
                file.write_all(text)?;
            }
            file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
            fs::rename(&begun, &path)
        };
        written().with_context(|| format!("cannot write {}", path.display()))
    }

    /// The documents of the first `rounds` rounds, one after the other.
    pub(crate) fn documents(&self, rounds: usize) -> impl Iterator<Item = Result<String>> + use<> {
        let this = self.clone();
        (0..rounds).flat_map(move |round| {
            let path = this.path(round);
            let opened = File::open(&path).with_context(|| format!("cannot read {}", path.display()));
            let (file, failed) = match opened {
                Ok(file) => (Some(BufReader::with_capacity(1 << 20, file)), None),
                Err(error) => (None, Some(Err(error))),
            };
            let texts = file.into_iter().flat_map(move |mut file| {
                let path = path.clone();
                std::iter::from_fn(move || {
                    next(&mut file).with_context(|| format!("{} is damaged", path.display())).transpose()
                })
            });
            failed.into_iter().chain(texts)
        })
    }

    /// Writes the documents of the first `rounds` rounds as files of their own, and returns the folder.
    pub(crate) fn plain(&self, rounds: usize) -> Result<PathBuf> {
        let folder = self.folder.join(format!("plain-{rounds:03}"));
        if folder.exists() {
            return Ok(folder);
        }
        let begun = folder.with_extension("begun");
        if begun.exists() {
            fs::remove_dir_all(&begun)?;
        }
        for (n, text) in self.documents(rounds).enumerate() {
            let part = begun.join(format!("{:04}", n / FILES));
            if n % FILES == 0 {
                fs::create_dir_all(&part)?;
            }
            fs::write(part.join(format!("{n:07}.txt")), text?)?;
        }
        fs::rename(&begun, &folder)?;
        Ok(folder)
    }

    /// A folder beside the rounds for what an engine makes of the first `rounds` of them.
    pub(crate) fn beside(&self, engine: &str, rounds: usize) -> PathBuf {
        self.folder.join(format!("{engine}-{rounds:03}"))
    }
}

/// The next document; `None` at the end.
fn next(file: &mut BufReader<File>) -> Result<Option<String>> {
    let mut length = [0; 4];
    match file.read(&mut length[..1])? {
        0 => return Ok(None),
        _ => file.read_exact(&mut length[1..])?,
    }
    let length = u32::from_le_bytes(length);
    ensure!(length <= LONGEST, "a document of {length} bytes");
    let mut text = vec![0; length as usize];
    file.read_exact(&mut text)?;
    Ok(Some(String::from_utf8(text)?))
}
