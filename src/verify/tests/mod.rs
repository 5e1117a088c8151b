//! What a reader of the house may rely on, in invented texts.

use std::fmt::Write;
use std::sync::Arc;

use smallvec::smallvec;

use super::atoms::Claim;
use super::window::Window;
use super::{Extent, Match, matches, wording};
use crate::archive::{Archive, SourceId};
use crate::prose::{Attribution, Block, BlockKind, Form, Nature, Person, PersonId, Quotation, Reading, Speaker};
use crate::source::{Card, Locators, OffsetMap, Source, Voice};
use crate::text::{Span, words};

mod alterations;
mod brackets;
mod clips;
mod forms;
mod hostile;
mod marked;
mod nearness;
mod senses;
mod splices;

/// A source in which typographic marks quote; `@Name` right behind a closing mark names the speaker,
/// and `@title` says that it is no speech.
pub(super) fn article(key: &str, text: &str) -> Arc<Source> {
    let mut reading = Reading::default();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '“' => open = Some(at),
            '”' => {
                let Some(start) = open.take() else { continue };
                let end = at + c.len_utf8();
                let name: String = text[end..]
                    .strip_prefix('@')
                    .map(|rest| rest.chars().take_while(|c| c.is_alphabetic()).collect())
                    .unwrap_or_default();
                let nature = if name == "title" { Nature::Title } else { Nature::Speech };
                let person = (!name.is_empty() && nature == Nature::Speech).then(|| person(&mut reading, &name));
                let speaker = Speaker { mention: None, text: name.into(), person };
                let attribution = Attribution {
                    speaker,
                    cue: None,
                    venues: Vec::new(),
                    when: None,
                    confidence: 1.0,
                    pattern: "test".into(),
                };
                reading.quotations.push(Quotation {
                    span: Span::new(start, end),
                    parts: smallvec![Span::new(start + '“'.len_utf8(), at)],
                    form: Form::Marks,
                    nature,
                    within: None,
                    continues: None,
                    attribution: person.map(|_| attribution),
                });
            }
            _ => {}
        }
    }
    source(key, text, reading, Voice::Reporter)
}

/// A source that is its author's own words: a speech, a book.
pub(super) fn speech(key: &str, text: &str) -> Arc<Source> {
    source(key, text, Reading::default(), Voice::Author)
}

fn person(reading: &mut Reading, name: &str) -> PersonId {
    let known = reading.people.iter().position(|person| person.name == name);
    PersonId(known.unwrap_or_else(|| {
        reading.people.push(Person { name: name.into(), ..Person::default() });
        reading.people.len() - 1
    }))
}

fn source(key: &str, text: &str, reading: Reading, voice: Voice) -> Arc<Source> {
    Arc::new(Source {
        card: Arc::new(Card { key: key.to_owned(), path: key.into(), shown: key.to_owned(), voice, ..Card::default() }),
        text: text.to_owned(),
        prose: text.to_owned(),
        offsets: OffsetMap::identity(),
        locators: Locators::default(),
        lines: std::sync::OnceLock::new(),
        blocks: vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }],
        reading,
        words: words(text),
    })
}

/// The matches of `quotation` in `sources`; `cited` are the keys of cited ones.
pub(super) fn find(sources: &[Arc<Source>], quotation: &str, cited: &[&str]) -> (Archive, Vec<Match>) {
    let archive = Archive::build(sources.to_vec(), Vec::new());
    let prefer: Vec<SourceId> =
        archive.sources().filter(|(_, source)| cited.contains(&source.key.as_str())).map(|(id, _)| id).collect();
    let wording = wording(quotation, &[Span::new(0, quotation.len())]);
    let found = matches(&wording, quotation, &archive, &prefer);
    (archive, found)
}

/// A quotation, ready to be compared.
pub(super) fn claim_of(quotation: &str) -> Claim {
    Claim::new(&wording(quotation, &[Span::new(0, quotation.len())]), quotation)
}

/// All of a source, ready to be compared.
pub(super) fn window_of(source: &Source) -> Window<'_> {
    Window::new(SourceId(0), source, 0..source.words.len())
}

/// What was found, in lines: a source with its grade, then each alteration, omission and cut.
pub(super) fn shown(sources: &[Arc<Source>], quotation: &str) -> String {
    shown_citing(sources, quotation, &[])
}

pub(super) fn shown_citing(sources: &[Arc<Source>], quotation: &str, cited: &[&str]) -> String {
    let (archive, found) = find(sources, quotation, cited);
    let mut out = String::new();
    for found in found {
        let source = archive.source(found.source).unwrap();
        write!(out, "{} {:?}", source.card.key, found.grade()).unwrap();
        out.push_str(if found.spliced { " spliced" } else { "" });
        out.push_str(match found.extent {
            Extent::Whole => "",
            Extent::Part => " in part",
            Extent::Version => " version",
            Extent::Nearest => " nearest",
        });
        out.push('\n');
        for a in &found.alterations {
            let sense = a.sense.map(|sense| format!(" {sense:?}")).unwrap_or_default();
            let (draft, original) = (a.draft.of(quotation), a.source.of(&source.text));
            writeln!(out, "  {:?} {:?}{sense}: {draft:?} for {original:?}", a.kind, a.grade).unwrap();
        }
        for o in &found.omissions {
            let sense = o.sense.map(|sense| format!(" {sense:?}")).unwrap_or_default();
            writeln!(out, "  Omitted{sense}: {:?}", o.source.of(&source.text)).unwrap();
        }
        if let Some(clip) = &found.clip {
            writeln!(out, "  Clipped {:?}: {:?}", clip.sense, clip.source.of(&source.text)).unwrap();
        }
    }
    out
}

/// The same for one speech.
pub(super) fn in_speech(text: &str, quotation: &str) -> String {
    shown(&[speech("speech", text)], quotation)
}
