//! The real text: articles, books and transcripts.

use std::collections::HashSet;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use rustc_hash::FxHasher;
use serde::Deserialize;
use verbatim::text::words;

/// Books are cut into documents of about so many bytes, at the next blank line.
const PIECE: usize = 6_000;
/// Files of articles, one a line, below the folder of the data.
const ARTICLES: [&str; 3] = ["attribution/dev.jsonl", "attribution/de.dev.jsonl", "outlets/dev.articles.jsonl"];
const BOOKS: &str = "misquotes/sources";
const TRANSCRIPTS: &str = "transcripts/sources";

/// A text that is searched as one.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) text: String,
    /// Whether it is an article, whose quotation marks hold what somebody said.
    pub(crate) is_article: bool,
}

#[derive(Deserialize)]
struct Article {
    text: String,
}

/// All documents below `data`, each text once, always in the same order.
pub(crate) fn read(data: &Path) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    for file in ARTICLES {
        let path = data.join(file);
        let lines = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        for (n, line) in lines.lines().enumerate() {
            let article: Article =
                serde_json::from_str(line).with_context(|| format!("{}:{} is no article", path.display(), n + 1))?;
            documents.push(Document { text: article.text, is_article: true });
        }
    }
    for path in files(&data.join(BOOKS))? {
        let text = lossy(&path)?;
        documents.extend(pieces(&text).map(|piece| Document { text: piece.to_owned(), is_article: false }));
    }
    for path in files(&data.join(TRANSCRIPTS))? {
        documents.push(Document { text: lossy(&path)?, is_article: false });
    }
    let hashes: Vec<Option<u64>> = documents.par_iter().map(|document| hash(&document.text)).collect();
    let mut seen = HashSet::new();
    let mut fresh = hashes.into_iter().map(|hash| hash.is_some_and(|hash| seen.insert(hash)));
    documents.retain(|_| fresh.next() == Some(true));
    ensure!(!documents.is_empty(), "{} holds no text", data.display());
    Ok(documents)
}

/// A number for the words of a text; `None` when it has none.
fn hash(text: &str) -> Option<u64> {
    let words = words(text);
    let mut hasher = FxHasher::default();
    words.iter().for_each(|word| word.key.hash(&mut hasher));
    (!words.is_empty()).then(|| hasher.finish())
}

/// All text files below `folder`, sorted.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "txt" || extension == "md") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn lossy(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let least = rest.ceil_char_boundary(PIECE);
        let end = rest[least..].find("\n\n").map_or(rest.len(), |blank| least + blank);
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        Some(piece)
    })
}
