//! `verbatim quotes`: what was recognised in drafts and sources. Nothing is checked.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::prose::{Answer, Explanation, Nature, Quotation, Reading, Venue, VenueKind, explain, paragraphs, read_once};
use crate::source::{self, Source};
use crate::text::{Span, one_line};

mod text;

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
    for path in files {
        for read in Read::all(path, options) {
            match read {
                Ok((shown, read)) => match options.format {
                    Format::Text => text::print(&shown, &read, options, out)?,
                    Format::Jsonl => print_json(&shown, &read, options, out)?,
                },
                Err(reason) => {
                    all_read = false;
                    writeln!(errors, "{}: {reason}", path.display())?;
                }
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

/// A file that was read.
struct Read {
    prose: String,
    reading: Reading,
    /// Why each quotation has its speaker; empty unless that is asked.
    because: Vec<Explanation>,
}

/// Endings of files that are read as they are.
const PLAIN: [&str; 5] = ["", "txt", "text", "md", "markdown"];

impl Read {
    /// Reads the file at `path`, a plain one as it is, any other as the sources that it holds, each with the path
    /// shown.
    fn all(path: &Path, options: Options) -> Vec<Result<(PathBuf, Self), String>> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        if PLAIN.contains(&ending.as_str()) {
            return vec![text_of(path).map(|text| (path.to_path_buf(), Self::new(path, text, options)))];
        }
        let of_part = |(fragment, source): (Option<String>, Result<Source, String>)| {
            let shown = match fragment {
                Some(fragment) => PathBuf::from(format!("{}#{fragment}", path.display())),
                None => path.to_path_buf(),
            };
            source.map(|source| (shown, Self::of(source, options)))
        };
        let contents = source::contents(path, &path.to_string_lossy(), &source::Options::default());
        contents.parts.into_iter().map(of_part).collect()
    }

    fn of(source: Source, options: Options) -> Self {
        let (reading, because) =
            if options.explain { explain(&source.prose, &source.blocks) } else { (source.reading, Vec::new()) };
        Self { prose: source.text, reading, because }
    }

    /// Reads `text`: a Markdown file as a draft, any other as plain text.
    fn new(path: &Path, text: String, options: Options) -> Self {
        let draft = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
            .then(|| crate::draft::prose_of(&text))
            .filter(|(_, blocks)| !blocks.is_empty());
        let (prose, blocks) = draft.unwrap_or_else(|| {
            let blocks = paragraphs(&text);
            (text, blocks)
        });
        let (reading, because) =
            if options.explain { explain(&prose, &blocks) } else { (read_once(&prose, &blocks), Vec::new()) };
        Self { prose, reading, because }
    }

    /// The quotations to print, each with its index.
    fn chosen(&self, options: Options) -> Box<dyn Iterator<Item = (usize, &Quotation)> + '_> {
        if options.all {
            return Box::new(self.reading.quotations.iter().enumerate());
        }
        Box::new(self.reading.quoted_speech(&self.prose))
    }
}

fn print_json(path: &Path, read: &Read, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let mut counter = Counter { text: &read.prose, byte: 0, scalars: 0 };
    let quotations: Vec<QuotationLine<'_>> =
        read.chosen(options).map(|(index, quotation)| object(read, index, quotation, options, &mut counter)).collect();
    let line = FileLine { path: &path.to_string_lossy(), quotations };
    let mut line = serde_json::to_vec(&line)?;
    line.push(b'\n');
    out.write_all(&line)
}

/// What is printed of a file.
#[derive(Serialize)]
struct FileLine<'a> {
    path: &'a str,
    quotations: Vec<QuotationLine<'a>>,
}

#[derive(Serialize)]
struct QuotationLine<'a> {
    cue: Option<CueLine<'a>>,
    end: usize,
    speaker: Option<SpeakerLine<'a>>,
    start: usize,
    text: Cow<'a, str>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    kind: Option<KindLine>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    reason: Option<ReasonLine<'a>>,
}

/// What is printed too when titles and terms are.
#[derive(Serialize)]
struct KindLine {
    nature: &'static str,
    within: Option<usize>,
}

/// What is printed too when reasons are asked for.
#[derive(Serialize)]
struct ReasonLine<'a> {
    chain: Vec<Cow<'a, str>>,
    date: Option<&'a str>,
    pattern: Option<&'a str>,
    runner_up: Option<AnswerLine<'a>>,
    venues: Vec<VenueLine<'a>>,
}

#[derive(Serialize)]
struct AnswerLine<'a> {
    mention: Option<Cow<'a, str>>,
    pattern: &'static str,
    probability: f64,
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
    read: &'a Read,
    index: usize,
    quotation: &'a Quotation,
    options: Options,
    counter: &mut Counter<'_>,
) -> QuotationLine<'a> {
    let (text, reading) = (read.prose.as_str(), &read.reading);
    let inner = quotation.inner();
    let (start, end) = counter.range(inner);
    let attribution = quotation.attribution.as_ref();
    let speaker = attribution.map(|attribution| {
        let name = reading.speaker_of(quotation).map(|person| person.name.as_str()).filter(|name| !name.is_empty());
        let at = attribution.speaker.mention.map(|span| counter.range(span));
        SpeakerLine {
            confidence: rounded(attribution.confidence),
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
    let nature = nature_name(quotation.nature);
    QuotationLine {
        cue,
        end,
        speaker,
        start,
        text: one_line(inner.of(text)),
        kind: options.all.then_some(KindLine { nature, within: quotation.within }),
        reason: read.because.get(index).map(|because| reason(text, quotation, because)),
    }
}

fn reason<'a>(text: &'a str, quotation: &'a Quotation, because: &'a Explanation) -> ReasonLine<'a> {
    let attribution = quotation.attribution.as_ref();
    let answer = |answer: &'a Answer| AnswerLine {
        mention: answer.mention.map(|mention| one_line(mention.of(text))),
        pattern: answer.pattern,
        probability: rounded(answer.probability),
    };
    let venue = |venue: &'a Venue| VenueLine { kind: kind_name(venue.kind), name: &venue.name };
    ReasonLine {
        chain: because.chain.iter().map(|mention| one_line(mention.of(text))).collect(),
        date: attribution.and_then(|attribution| attribution.when.as_ref()).map(|when| when.text.as_str()),
        pattern: attribution.map(|attribution| attribution.pattern.as_ref()),
        runner_up: because.answers.get(1).map(answer),
        venues: attribution.map(|attribution| attribution.venues.iter().map(venue).collect()).unwrap_or_default(),
    }
}

/// Three places are as much as the figures are worth.
fn rounded(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
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
        for (name, reason) in [("a.txt", "a.txt: is not text"), ("a.bin", "a.bin: is a program")] {
            let (out, errors, good) = printed(name, b"ab\0cd", Options::default());
            assert!(!good && out.is_empty());
            assert!(errors.contains(reason), "{errors}");
        }
        let (out, _, good) = printed("a.txt", b"\xff\xfe \"Yes, we do,\" Marsh said.", Options::default());
        assert!(good && out.contains("Marsh, said"), "{out}");
    }

    #[test]
    fn why_is_said_of_each_quotation() {
        let text = "Ada Marsh, the harbour mistress, came late.\n\n“We go on for now,” she said on Monday.\n\n\
                    “Tom Rowan told me, ‘We cannot pay,’ ” Marsh added.\n\nNobody was there. “All of it was lost in one night.”\n";
        let explain = Options { explain: true, ..Options::default() };
        let (out, _, good) = printed("a.txt", text.as_bytes(), explain);
        let rows = |start: &str| {
            let lines = out.lines().skip_while(|line| !line.contains(start)).skip(1);
            lines.take_while(|line| line.starts_with("    ") && !line.contains("a.txt:")).collect::<Vec<_>>().join("\n")
        };
        let first = rows("“We go on");
        assert!(good && first.contains("    speaker     she → Ada Marsh\n    confidence  "), "{out}");
        assert!(first.contains("\n    cue         “said” at 3:25\n    pattern     quote mention verb\n"), "{out}");
        assert!(
            first.contains("\n    date        Monday\n    chain       “she” (3:21) ← “Ada Marsh” (1:1)\n"),
            "{out}"
        );
        assert!(first.contains("\n    for         +") && first.contains("\n    runner-up   "), "{out}");
        assert!(out.contains("a.txt:5:21: “We cannot pay,”\n        speaker     Tom Rowan\n"), "{out}");
        let (json, ..) = printed("a.txt", text.as_bytes(), Options { format: Format::Jsonl, ..explain });
        let value: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["quotations"][0]["chain"], serde_json::json!(["she", "Ada Marsh"]));
        assert_eq!(value["quotations"][0]["date"], "Monday");
        assert!(value["quotations"][0]["runner_up"]["probability"].as_f64().unwrap() < 0.5);
    }

    #[test]
    fn why_a_speaker_is_unknown_is_said() {
        let text = "The band played “Silent Harbour of the Night” twice.\n";
        let options = Options { explain: true, all: true, ..Options::default() };
        let (out, ..) = printed("a.txt", text.as_bytes(), options);
        assert!(out.contains("    speaker     unknown: written like the title of a work\n"), "{out}");
    }
}
