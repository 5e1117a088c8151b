//! OpenDocument texts (ISO/IEC 26300).

use super::assemble;
use super::compose::Composer;
use super::docx::metadata;
use super::front_matter::Said;
use super::package::{Node, Package, walk};
use super::reader::{File, Part, Reader};
use crate::prose::BlockKind;

/// Reads OpenDocument texts, packed or as one XML file.
#[derive(Debug)]
pub(super) struct Odt;

impl Reader for Odt {
    fn format(&self) -> &'static str {
        "OpenDocument text"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["odt", "ott", "fodt"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04")
            && bytes.get(30..100).is_some_and(|head| {
                head.windows(18)
                    .any(|window| window == b"opendocument.text".as_slice() || window == b".opendocument.text")
            })
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let (body, about) = if file.bytes.starts_with(b"PK") {
            let mut package = Package::open(file.bytes, file.most())?;
            let body =
                package.text("content.xml")?.ok_or_else(|| "is no OpenDocument text: it has no content".to_owned())?;
            (body, package.text("meta.xml")?.unwrap_or_default())
        } else {
            let text = super::decode::decode_leniently(file.bytes)?.text;
            (text.clone(), text)
        };
        let mut composer = Composer::default();
        let notice = read_body(&body, &mut composer);
        if composer.text().trim().is_empty() {
            return Err(notice.unwrap_or_else(|| "has no text".to_owned()));
        }
        Ok(Part::whole(assemble(composer.finish(), Said::by_properties(metadata(&about), notice))))
    }
}

/// Adds the text of the body; says where it breaks off.
fn read_body(xml: &str, composer: &mut Composer) -> Option<String> {
    let mut in_body = false;
    let (mut skipped, mut paragraphs, mut items, mut cells) = (0usize, 0usize, 0usize, 0usize);
    let mut notes: Vec<String> = Vec::new();
    let mut in_note = 0usize;
    let outcome = walk(xml, |node| match node {
        Node::Start(name, attributes) => match name {
            "text" if !in_body => in_body = true,
            "tracked-changes" | "annotation" | "note-citation" | "forms" | "desc" | "title" | "sequence-decls" => {
                skipped += 1
            }
            // A note stands where it is called; its words come behind the text.
            "note-body" => {
                in_note += 1;
                notes.push(String::new());
            }
            "list-item" => items += 1,
            "table-cell" => cells += 1,
            "h" | "p" if in_note == 0 => {
                paragraphs += 1;
                composer.begin(match name {
                    "h" => BlockKind::Heading,
                    _ if cells > 0 => BlockKind::TableCell,
                    _ if items > 0 => BlockKind::ListItem,
                    _ => BlockKind::Paragraph,
                });
            }
            "s" | "tab" if skipped == 0 && in_note == 0 => composer.flow(" ", None),
            "s" | "tab" if in_note > 0 => {
                let _ = attributes;
                notes.last_mut().into_iter().for_each(|note| note.push(' '));
            }
            "line-break" if in_note == 0 => composer.break_line(),
            _ => {}
        },
        Node::End(name) => match name {
            "tracked-changes" | "annotation" | "note-citation" | "forms" | "desc" | "title" | "sequence-decls" => {
                skipped = skipped.saturating_sub(1)
            }
            "note-body" => in_note = in_note.saturating_sub(1),
            "list-item" => items = items.saturating_sub(1),
            "table-cell" => cells = cells.saturating_sub(1),
            "h" | "p" if in_note > 0 => notes.last_mut().into_iter().for_each(|note| note.push(' ')),
            "h" | "p" => {
                paragraphs = paragraphs.saturating_sub(1);
                composer.end();
            }
            _ => {}
        },
        Node::Text(_) if !in_body || skipped > 0 => {}
        Node::Text(text) if in_note > 0 => notes.last_mut().into_iter().for_each(|note| note.push_str(text)),
        Node::Text(text) if paragraphs > 0 => composer.flow(text, None),
        Node::Text(_) => {}
    });
    for note in notes {
        composer.begin(BlockKind::Footnote);
        composer.flow(&note, None);
    }
    composer.end();
    outcome.err().map(|reason| format!("{reason}; what stands before it was read"))
}
