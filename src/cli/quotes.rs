//! `verbatim quotes`: what was recognised in drafts and sources. Nothing is checked.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::prose::{Attribution, Form, Memo, Nature, Quotation, Reading, Venue, VenueKind, paragraphs, read};
use crate::text::{LineIndex, Span, one_line};

/// How quotations are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a file.
    Jsonl,
}

/// What is printed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Options {
    /// In which form.
    pub(super) format: Format,
    /// Whether to say why: the cue, the pattern, the person behind the mention.
    pub(super) explain: bool,
    /// Whether titles, terms and quotations inside quotations are printed too.
    pub(super) all: bool,
}

/// Prints the quotations of `files` to `out`. A file that cannot be read is named in `errors` and
/// the rest still done.
///
/// Returns whether every file could be read.
///
/// # Errors
/// When `out` or `errors` cannot be written to.
pub(super) fn run(
    files: &[PathBuf],
    options: Options,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> io::Result<bool> {
    let mut all_read = true;
    let mut memo = Memo::default();
    for path in files {
        match text_of(path) {
            Ok(text) => {
                let (prose, reading) = analyse(path, text, &mut memo);
                match options.format {
                    Format::Text => print_text(path, &prose, &reading, options, out)?,
                    Format::Jsonl => print_json(path, &prose, &reading, options, out)?,
                }
            }
            Err(reason) => {
                all_read = false;
                writeln!(errors, "{}: {reason}", path.display())?;
            }
        }
    }
    Ok(all_read)
}

/// The text of a file; broken UTF-8 is read with replacement characters.
fn text_of(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    if head.contains(&0) {
        let at = head.iter().position(|byte| *byte == 0).unwrap_or(0);
        return Err(format!("is not text (binary data at byte {at})"));
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(broken) => String::from_utf8_lossy(broken.as_bytes()).into_owned(),
    })
}

/// The prose of a file and what it says: a Markdown file as a draft, any other as plain text.
fn analyse(path: &Path, text: String, memo: &mut Memo) -> (String, Reading) {
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md")) {
        let draft = crate::draft::parse(&text, memo);
        if !draft.blocks.is_empty() {
            return (draft.prose, draft.reading);
        }
    }
    let blocks = paragraphs(&text);
    let reading = read(&text, &blocks, memo);
    (text, reading)
}

/// The quotations to print: somebody's words in marks of their own. Doubled apostrophes are what
/// some archives made of other marks, and of inner ones too, so they are printed on demand only; and
/// so are the unmarked turns of a transcript, which are all of its text.
fn chosen<'a>(text: &'a str, reading: &'a Reading, options: Options) -> impl Iterator<Item = &'a Quotation> {
    reading.quotations.iter().filter(move |quotation| {
        let speech = quotation.within.is_none() && quotation.nature == Nature::Speech;
        let turn =
            quotation.form == Form::Block && quotation.attribution.as_ref().is_some_and(|a| a.pattern == "label");
        options.all || (speech && !turn && !quotation.span.of(text).starts_with("''"))
    })
}

fn print_json(path: &Path, text: &str, reading: &Reading, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let mut counter = Counter { text, byte: 0, scalars: 0 };
    let quotations: Vec<QuotationLine<'_>> = chosen(text, reading, options)
        .map(|quotation| object(text, reading, quotation, options, &mut counter))
        .collect();
    let line = FileLine { path: &path.to_string_lossy(), quotations };
    serde_json::to_writer(&mut *out, &line)?;
    writeln!(out)
}

/// What is printed of a file. Here and below the fields stand in the order of their names.
#[derive(Serialize)]
struct FileLine<'a> {
    path: &'a str,
    quotations: Vec<QuotationLine<'a>>,
}

#[derive(Serialize)]
struct QuotationLine<'a> {
    cue: Option<CueLine<'a>>,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    nature: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    speaker: Option<SpeakerLine<'a>>,
    start: usize,
    text: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    venues: Option<Vec<VenueLine<'a>>>,
}

#[derive(Serialize)]
struct CueLine<'a> {
    end: usize,
    start: usize,
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct SpeakerLine<'a> {
    confidence: f64,
    end: Option<usize>,
    mention: &'a str,
    name: Option<&'a str>,
    start: Option<usize>,
}

#[derive(Serialize)]
struct VenueLine<'a> {
    kind: &'static str,
    name: &'a str,
}

fn object<'a>(
    text: &'a str,
    reading: &'a Reading,
    quotation: &'a Quotation,
    options: Options,
    counter: &mut Counter<'_>,
) -> QuotationLine<'a> {
    let inner = quotation.inner();
    let (start, end) = counter.range(inner);
    let attribution = quotation.attribution.as_ref();
    let speaker = attribution.map(|attribution| {
        let name = reading.speaker_of(quotation).map(|person| person.name.as_str()).filter(|name| !name.is_empty());
        let at = attribution.speaker.mention.map(|span| counter.range(span));
        SpeakerLine {
            confidence: (f64::from(attribution.confidence) * 1000.0).round() / 1000.0,
            end: at.map(|at| at.1),
            mention: &attribution.speaker.text,
            name,
            start: at.map(|at| at.0),
        }
    });
    let cue = attribution.and_then(|attribution| attribution.cue).map(|cue| {
        let (start, end) = counter.range(cue);
        CueLine { end, start, text: one_line(cue.of(text)) }
    });
    let explained = attribution.filter(|_| options.explain);
    let venue = |venue: &'a Venue| VenueLine { kind: kind_name(venue.kind), name: &venue.name };
    QuotationLine {
        cue,
        end,
        nature: options.all.then(|| nature_name(quotation.nature)),
        pattern: explained.map(|attribution| attribution.pattern),
        speaker,
        start,
        text: one_line(inner.of(text)),
        venues: explained.map(|attribution| attribution.venues.iter().map(venue).collect()),
    }
}

/// Counts Unicode scalar values up to a byte. Goes forward from the last place asked for where
/// it can, so that a file is not counted from its start for each quotation.
struct Counter<'a> {
    text: &'a str,
    byte: usize,
    scalars: usize,
}

impl Counter<'_> {
    fn range(&mut self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }

    fn at(&mut self, byte: usize) -> usize {
        let between = Span::new(byte.min(self.byte), byte.max(self.byte)).of(self.text).chars().count();
        self.scalars = if byte >= self.byte { self.scalars + between } else { self.scalars - between };
        self.byte = byte;
        self.scalars
    }
}

fn print_text(path: &Path, text: &str, reading: &Reading, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let lines = LineIndex::new(text);
    for quotation in chosen(text, reading, options) {
        let at = lines.position(text, quotation.span.start);
        let words = shortened(&one_line(quotation.inner().of(text)));
        writeln!(out, "{}:{}:{}: “{words}”", path.display(), at.line, at.column)?;
        let Some(attribution) = &quotation.attribution else {
            writeln!(
                out,
                "    {}",
                if quotation.nature == Nature::Speech { "speaker unknown" } else { nature_name(quotation.nature) }
            )?;
            continue;
        };
        writeln!(out, "    {}", speaker_line(text, reading, quotation, attribution))?;
        if options.explain {
            writeln!(out, "    because: {}, confidence {:.2}", attribution.pattern, attribution.confidence)?;
        }
    }
    Ok(())
}

/// "he → Marco Rubio, said, ABC News"
fn speaker_line(text: &str, reading: &Reading, quotation: &Quotation, attribution: &Attribution) -> String {
    let mut line = attribution.speaker.text.clone();
    if let Some(person) = reading.speaker_of(quotation)
        && !person.name.is_empty()
        && person.name != line
    {
        line = format!("{line} → {}", person.name);
    }
    if let Some(cue) = attribution.cue {
        line = format!("{line}, {}", one_line(cue.of(text)));
    }
    for venue in &attribution.venues {
        line = format!("{line}, {}", venue.name);
    }
    line
}

fn shortened(words: &str) -> String {
    const MOST: usize = 72;
    if words.chars().count() <= MOST {
        return words.to_owned();
    }
    let kept: String = words.chars().take(MOST - 1).collect();
    format!("{}…", kept.trim_end())
}

fn nature_name(nature: Nature) -> &'static str {
    match nature {
        Nature::Speech => "speech",
        Nature::Title => "title",
        Nature::Term => "term",
    }
}

fn kind_name(kind: VenueKind) -> &'static str {
    match kind {
        VenueKind::Programme => "programme",
        VenueKind::Outlet => "outlet",
        VenueKind::Platform => "platform",
        VenueKind::Event => "event",
        VenueKind::Unnamed => "unnamed",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn printed(name: &str, bytes: &[u8], options: Options) -> (String, String, bool) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let (mut out, mut errors) = (Vec::new(), Vec::new());
        let good = run(&[path], options, &mut out, &mut errors).unwrap();
        (String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap(), good)
    }

    #[test]
    fn offsets_count_scalar_values() {
        let text = "Žižka came. “Hélas, it’s over,” Marsh said.";
        let (out, _, good) = printed("a.txt", text.as_bytes(), Options { format: Format::Jsonl, ..Options::default() });
        assert!(good);
        let value: Value = serde_json::from_str(&out).unwrap();
        let quotation = &value["quotations"][0];
        let scalars: Vec<char> = text.chars().collect();
        let part = |start: &Value, end: &Value| {
            let at = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
            scalars[at(start)..at(end)].iter().collect::<String>()
        };
        assert_eq!(part(&quotation["start"], &quotation["end"]), "Hélas, it’s over,");
        let speaker = &quotation["speaker"];
        assert_eq!(part(&speaker["start"], &speaker["end"]), "Marsh");
        assert_eq!(quotation["cue"]["text"], "said");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let (out, errors, good) = printed("a.bin", b"ab\0cd", Options::default());
        assert!(!good && out.is_empty());
        assert!(errors.contains("a.bin: is not text"), "{errors}");
        let (out, _, good) = printed("a.txt", b"\xff\xfe \"Yes, we do,\" Marsh said.", Options::default());
        assert!(good && out.contains("Marsh, said"), "{out}");
    }
}
