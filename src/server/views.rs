//! Where an editor is sent to see a passage: into the source's file where an editor shows it, else into
//! its text as it was read, written to a file of its own.

use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::path::PathBuf;

use ropey::Rope;

use crate::source::Source;
use crate::text::Span;

/// A place that an editor can open.
#[derive(Debug)]
pub(super) struct View {
    pub(super) path: PathBuf,
    /// What the editor will show.
    pub(super) text: Rope,
    /// From a span of the source's text to a span of that.
    tied: Option<crate::source::OffsetMap>,
}

impl View {
    /// Where `source` is shown.
    pub(super) fn of(source: &Source) -> Option<Self> {
        let card = &source.card;
        match card.format.as_str() {
            _ if card.fragment.is_some() => Self::written(source),
            "plain text" | "Markdown" => {
                Some(Self { path: card.path.clone(), text: Rope::from_str(&source.text), tied: None })
            }
            // What stands in the file byte by byte is shown there, where the file is as an editor reads it.
            "HTML" | "subtitles" => match fs::read_to_string(&card.path) {
                Ok(file) => Some(Self {
                    path: card.path.clone(),
                    text: Rope::from_str(&file),
                    tied: Some(source.offsets.clone()),
                }),
                Err(_) => Self::written(source),
            },
            _ => Self::written(source),
        }
    }

    /// The bytes of what the editor shows for `span` of the source's text.
    pub(super) fn span(&self, span: Span) -> Span {
        self.tied.as_ref().map_or(span, |tied| tied.span_to_file(span))
    }

    /// A file with the source's text, in a folder that is named by what it holds.
    fn written(source: &Source) -> Option<Self> {
        let mut hasher = rustc_hash::FxHasher::default();
        (&source.card.path, &source.card.fragment, &source.text).hash(&mut hasher);
        let folder = std::env::temp_dir().join("verbatim-views").join(format!("{:016x}", hasher.finish()));
        let name: String = source
            .card
            .key
            .chars()
            .map(|c| if c.is_alphanumeric() || "-_ ".contains(c) { c } else { '-' })
            .take(80)
            .collect();
        let path = folder.join(format!("{name}.txt"));
        if fs::read(&path).ok().as_deref() != Some(source.text.as_bytes()) {
            fs::create_dir_all(&folder).and_then(|()| fs::write(&path, &source.text)).ok()?;
        }
        Some(Self { path, text: Rope::from_str(&source.text), tied: None })
    }
}
