//! The words of a corpus on disk, so that they need not be read from its texts again.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context, Result};
use verbatim::text::WordKey;

use super::Corpus;

/// So many numbers are read at a time.
const CHUNK: usize = 1 << 16;

impl Corpus {
    /// Writes the words into `folder`, which appears when all is written.
    pub(super) fn pack(&self, folder: &Path) -> Result<()> {
        let begun = folder.with_extension("begun");
        fs::create_dir_all(&begun).with_context(|| format!("cannot make {}", begun.display()))?;
        let write = |name: &str, bytes: &mut dyn Iterator<Item = Vec<u8>>| -> std::io::Result<()> {
            let mut file = BufWriter::with_capacity(1 << 20, File::create(begun.join(name))?);
            for bytes in bytes {
                file.write_all(&bytes)?;
            }
            file.flush()
        };
        write("words", &mut self.ids.chunks(CHUNK).map(|ids| ids.iter().flat_map(|id| id.to_le_bytes()).collect()))?;
        write("starts", &mut self.starts.iter().map(|start| (*start as u64).to_le_bytes().to_vec()))?;
        write("keys", &mut self.keys.iter().map(|key| key.0.to_le_bytes().to_vec()))?;
        write("forms", &mut self.forms.iter().map(|form| format!("{form}\n").into_bytes()))?;
        write("bytes", &mut std::iter::once(self.bytes.to_le_bytes().to_vec()))?;
        fs::rename(&begun, folder).with_context(|| format!("cannot make {}", folder.display()))
    }

    /// The words that [`Corpus::pack`] wrote into `folder`.
    pub(super) fn unpack(folder: &Path) -> Result<Self> {
        let forms = fs::read_to_string(folder.join("forms"))?;
        let keys: Vec<WordKey> = numbers(&folder.join("keys"), |bytes| WordKey(u64::from_le_bytes(bytes)))?;
        let known = (0..).zip(&keys).map(|(id, key)| (*key, id)).collect();
        let starts = numbers(&folder.join("starts"), u64::from_le_bytes)?;
        Ok(Self {
            ids: numbers(&folder.join("words"), u32::from_le_bytes)?,
            starts: starts.into_iter().map(usize::try_from).collect::<Result<_, _>>()?,
            known,
            keys,
            forms: forms.lines().map(Into::into).collect(),
            bytes: numbers(&folder.join("bytes"), u64::from_le_bytes)?.first().copied().unwrap_or_default(),
        })
    }
}

/// The numbers of `N` bytes that a file holds.
fn numbers<const N: usize, T>(path: &Path, number: impl Fn([u8; N]) -> T) -> Result<Vec<T>> {
    let failed = || format!("cannot read {}", path.display());
    let mut file = File::open(path).with_context(failed)?;
    let length = usize::try_from(file.metadata()?.len())?;
    let mut all = Vec::with_capacity(length / N);
    let mut chunk = vec![0; N * CHUNK];
    let mut left = length;
    while left > 0 {
        let part = &mut chunk[..left.min(N * CHUNK)];
        file.read_exact(part).with_context(failed)?;
        left -= part.len();
        all.extend(part.as_chunks::<N>().0.iter().map(|bytes| number(*bytes)));
    }
    Ok(all)
}
