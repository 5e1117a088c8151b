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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Options, Source, read_file};

    /// The source that a file called `name` with this content is, and where it is shown.
    fn view(folder: &std::path::Path, name: &str, content: &str, fragment: Option<&str>) -> (Source, View) {
        let path = folder.join(name);
        fs::write(&path, content).unwrap();
        let source = read_file(&path, name, fragment, &Options::default()).unwrap();
        let view = View::of(&source).unwrap();
        (source, view)
    }

    /// The words `words` of the source as the editor will show them.
    fn shown(source: &Source, view: &View, words: &str) -> String {
        let start = source.text.find(words).unwrap();
        let span = view.span(Span::new(start, start + words.len()));
        view.text.byte_slice(span.start..span.end).to_string()
    }

    const PAGE: &str = "<html><body><nav>Home</nav><p>The tide <b>waits</b> for nobody &amp; the ferry waits for the tide, she said on the quay that morning.</p>";

    #[test]
    fn a_page_is_shown_in_its_own_file() {
        let folder = tempfile::tempdir().unwrap();
        let (source, view) = view(folder.path(), "a.html", PAGE, None);
        assert_eq!(view.path, folder.path().join("a.html"));
        assert_eq!(shown(&source, &view, "nobody & the ferry"), "nobody &amp; the ferry");
    }

    #[test]
    fn what_no_editor_shows_is_written_out_once() {
        let folder = tempfile::tempdir().unwrap();
        let rtf = "{\\rtf1 The tide waits for nobody, and the ferry waits for the tide.}";
        let (source, first) = view(folder.path(), "a.rtf", rtf, None);
        assert_ne!(first.path, folder.path().join("a.rtf"));
        assert_eq!(fs::read_to_string(&first.path).unwrap(), source.text);
        assert_eq!(shown(&source, &first, "the ferry"), "the ferry");
        let again = View::of(&source).unwrap();
        assert_eq!(again.path, first.path);
    }

    #[test]
    fn one_document_of_several_is_written_out() {
        let folder = tempfile::tempdir().unwrap();
        let letter = |n| {
            format!(
                "From a@b.example Thu May  1 10:00:00 2031\nFrom: a@b.example\n\nThe tide of day {n} waits for nobody.\n\n"
            )
        };
        let mailbox = format!("{}{}", letter(1), letter(2));
        let (source, view) = view(folder.path(), "list.mbox", &mailbox, Some("2"));
        assert_eq!(view.text.to_string(), source.text);
        assert!(view.text.to_string().contains("day 2"), "{}", source.text);
    }
}
