//! Subtitles: SubRip (.srt) and WebVTT (.vtt). Cues of one speaker run on as one paragraph, as they
//! were spoken; each keeps its time.

use super::compose::Composer;
use super::decode::{Decoded, decode_leniently};
use super::front_matter::Said;
use super::html::unescaped;
use super::reader::{File, Part, Reader};
use super::{Locator, Metadata, SourceKind, assemble};
use crate::prose::BlockKind;

/// A silence this long, in milliseconds, begins a paragraph.
const SILENCE: u64 = 4000;

/// Reads subtitles.
#[derive(Debug)]
pub(super) struct Subtitles;

impl Reader for Subtitles {
    fn format(&self) -> &'static str {
        "subtitles"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["srt", "vtt", "sbv"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).starts_with(b"WEBVTT")
    }

    fn is_isolated(&self) -> bool {
        false
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let Decoded { text, offsets, notice } = decode_leniently(file.bytes)?;
        let cues = cues(&text);
        if cues.is_empty() {
            return Err("has no cues: no line says from when to when words are shown".to_owned());
        }
        let mut composer = Composer::default();
        write(&cues, &text, &mut composer);
        let mut composed = composer.finish();
        composed.offsets = composed.offsets.through(&offsets);
        let metadata = Metadata { title: title(&text), kind: SourceKind::Transcript, ..Metadata::default() };
        Ok(Part::whole(assemble(composed, Said { metadata, names_kind: true, made: None, notice })))
    }
}

/// Words that are shown for a while.
#[derive(Debug, PartialEq)]
struct Cue<'a> {
    from: u64,
    to: u64,
    lines: Vec<&'a str>,
}

/// The title in the header of a WebVTT file: "WEBVTT - The debate".
fn title(text: &str) -> Option<String> {
    let header = text.lines().next()?.strip_prefix("WEBVTT")?;
    let title = header.trim().trim_start_matches(['-', '–', ' ']).trim();
    (!title.is_empty()).then(|| title.to_owned())
}

fn cues(text: &str) -> Vec<Cue<'_>> {
    let mut cues: Vec<Cue<'_>> = Vec::new();
    let mut open = false;
    let mut in_note = false;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if let Some((from, to)) = timing(trimmed) {
            in_note = false;
            // The number that stands above the times is no words of the cue before.
            if open && let Some(last) = cues.last_mut() {
                let number = |line: &&str| line.trim().bytes().all(|byte| byte.is_ascii_digit());
                if last.lines.last().is_some_and(number) && last.lines.len() > 1 {
                    last.lines.pop();
                }
            }
            cues.push(Cue { from, to, lines: Vec::new() });
            open = true;
        } else if trimmed.is_empty() {
            // A blank line ends a cue, unless a file parts the lines of cues by blank ones.
            let next = lines.peek().map(|next| next.trim());
            let identifies = |next: &str| {
                timing(next).is_some() || next.is_empty() || next.bytes().all(|byte| byte.is_ascii_digit())
            };
            let goes_on = open
                && cues.last().is_some_and(|cue| cue.lines.is_empty())
                && next.is_some_and(|next| !identifies(next));
            open = goes_on;
            in_note = false;
        } else if open && !in_note {
            if let Some(cue) = cues.last_mut() {
                cue.lines.push(trimmed);
            }
        } else if trimmed.starts_with("NOTE") || trimmed == "STYLE" || trimmed == "REGION" {
            in_note = true;
        }
    }
    cues
}

/// "00:01:02,500 --> 00:01:04,000 align:start", "01:02.500 --> 01:04.000", "0:01:02.500,0:01:04.000".
fn timing(line: &str) -> Option<(u64, u64)> {
    let (from, to) = match line.split_once("-->") {
        Some(both) => both,
        None => {
            line.split_once(',').filter(|(from, to)| from.contains('.') && to.contains('.') && !to.contains(' '))?
        }
    };
    Some((time(from.trim())?, time(to.split_whitespace().next()?)?))
}

/// A time in milliseconds.
fn time(text: &str) -> Option<u64> {
    let (clock, fraction) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let mut seconds = 0u64;
    let mut parts = 0;
    for part in clock.split(':') {
        parts += 1;
        let number = part.trim().parse::<u64>().ok().filter(|number| *number < 100_000)?;
        seconds = seconds.checked_mul(60)?.checked_add(number)?;
    }
    let digits = fraction.get(..fraction.len().min(3))?;
    let scale = [1000, 100, 10, 1].get(digits.len()).copied()?;
    let fraction = digits.parse::<u64>().ok()? * scale;
    (2..=4).contains(&parts).then_some(seconds * 1000 + fraction)
}

/// A line of a cue: who speaks, where that is said, and the words as pieces of the file.
#[derive(Debug, Default)]
struct Spoken {
    speaker: Option<String>,
    /// Whether a dash says that somebody else goes on.
    turn: bool,
    words: String,
}

fn write(cues: &[Cue<'_>], file: &str, composer: &mut Composer) {
    let mut last: Option<(u64, Option<String>)> = None;
    let mut shown: Vec<String> = Vec::new();
    for cue in cues {
        let mut timed = false;
        let lines: Vec<Spoken> = cue.lines.iter().map(|line| spoken(line)).collect();
        // Captions that roll up show the line before once more.
        let now: Vec<String> = lines.iter().map(|line| line.words.clone()).collect();
        for (line, original) in lines.into_iter().zip(&cue.lines) {
            if line.words.trim().is_empty()
                || (shown.contains(&line.words) && cue.lines.len() > 1)
                || (shown.last() == Some(&line.words) && overlaps(&last, cue))
            {
                continue;
            }
            let silent = last.as_ref().is_none_or(|(to, _)| cue.from > to + SILENCE);
            let known = last.as_ref().and_then(|(_, speaker)| speaker.clone());
            let changed = line.speaker.is_some() && line.speaker != known;
            if silent || changed || line.turn {
                composer.begin(BlockKind::Paragraph);
            }
            if !timed {
                composer.locate(Locator::Time(cue.from));
                timed = true;
            }
            if let Some(speaker) = line.speaker.as_ref().filter(|_| silent || changed || line.turn) {
                composer.piece(&format!("{speaker}:"), None);
            }
            composer.flow(" ", None);
            tie(composer, &line.words, original, file);
            let speaker = line.speaker.or(if line.turn { None } else { known });
            last = Some((cue.to, speaker));
        }
        shown = now;
    }
}

fn overlaps(last: &Option<(u64, Option<String>)>, cue: &Cue<'_>) -> bool {
    last.as_ref().is_some_and(|(to, _)| *to + 200 >= cue.from)
}

/// Adds the words of a line, tied to the file where they stand there as they are.
fn tie(composer: &mut Composer, words: &str, original: &str, file: &str) {
    let line = original.as_ptr().addr().checked_sub(file.as_ptr().addr());
    let at = original.find(words).and_then(|within| Some(line? + within));
    composer.flow(words, at);
}

/// Reads a line without its styling: `<v Ann Gale>`, `<i>`, `{\an8}`, `<00:00:01.000>`, "- ", "ANN GALE:", "[Ann Gale]", ">> ".
fn spoken(line: &str) -> Spoken {
    let mut found = Spoken::default();
    let mut rest = line;
    let mut words = String::with_capacity(line.len());
    while let Some(at) = rest.find(['<', '{']) {
        let (before, from) = rest.split_at(at);
        words.push_str(before);
        let close = if from.starts_with('<') { '>' } else { '}' };
        match from.find(close) {
            Some(end) if from.starts_with('<') || from.starts_with("{\\") => {
                let tag = from.get(1..end).unwrap_or_default();
                if let Some(name) = voice(tag) {
                    found.speaker = Some(name);
                }
                rest = from.get(end + 1..).unwrap_or_default();
            }
            _ => {
                words.push_str(from.get(..1).unwrap_or_default());
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    words.push_str(rest);
    let words = if words.contains('&') { unescaped(&words) } else { words };
    let mut words = words.trim();
    for mark in [">>>", ">>", "- ", "– ", "— ", "-"] {
        if let Some(after) = words.strip_prefix(mark)
            && after
                .trim_start()
                .starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '"' | '\'' | '‘' | '[' | '('))
        {
            found.turn = true;
            words = after.trim_start();
            break;
        }
    }
    let bracketed =
        words.strip_prefix('[').or_else(|| words.strip_prefix('(')).and_then(|rest| rest.split_once([']', ')']));
    if let Some((name, after)) = bracketed
        && (after.trim_start().starts_with(':') || is_name(name) && !after.trim().is_empty())
    {
        found.speaker = Some(name.trim().to_owned());
        words = after.trim_start().trim_start_matches(':').trim_start();
    }
    if found.speaker.is_none()
        && let Some((label, after)) = words.split_once(':')
        && after.starts_with(' ')
        && super::kind::label(words) == Some(label)
        && (is_name(label) || !label.contains(char::is_lowercase))
    {
        found.speaker = Some(label.to_owned());
        words = after.trim_start();
    }
    found.words = words.to_owned();
    found
}

/// The name in a voice tag of WebVTT: `v Ann Gale`, `v.loud Ann Gale`.
fn voice(tag: &str) -> Option<String> {
    let rest = tag.strip_prefix('v')?;
    let (class, name) = rest.split_once(char::is_whitespace)?;
    ((class.is_empty() || class.starts_with('.')) && !name.trim().is_empty()).then(|| name.trim().to_owned())
}

/// Two to four words with capitals.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::{Document, Options};
    use crate::text::Span;

    fn document(text: &str, name: &str) -> Document {
        let options = Options::default();
        let file = File::new(text.as_bytes(), Path::new(name), &options);
        Subtitles.read(&file).unwrap().remove(0).document.unwrap()
    }

    #[test]
    fn cues_run_on_and_keep_their_times() {
        let srt = "1\r\n00:00:01,000 --> 00:00:03,000\r\n{\\an8}<i>We will not</i>\r\nsign this.\r\n\r\n2\r\n00:00:03,100 --> 00:00:05,000\r\nNot today.\r\n\r\n3\r\n00:01:10,000 --> 00:01:12,000\r\n- Why?\r\n- Because.\r\n";
        let read = document(srt, "a.srt");
        assert_eq!(read.text, "We will not sign this. Not today.\n\nWhy?\n\nBecause.\n");
        let at = |words: &str| {
            let start = read.text.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            (read.locators.first(span).unwrap().to_string(), read.offsets.span_to_file(span).of(srt).to_owned())
        };
        assert_eq!(at("sign this."), ("00:00:01".to_owned(), "sign this.".to_owned()));
        assert_eq!(at("Not today"), ("00:00:03".to_owned(), "Not today".to_owned()));
        assert_eq!(at("Because"), ("00:01:10".to_owned(), "Because".to_owned()));
    }

    #[test]
    fn voices_and_labels_name_who_speaks() {
        let vtt = "WEBVTT - Debate\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnothing\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v.loud Ann Gale>We <00:01.500>won&rsquo;t</v>\n\n00:02.000 --> 00:03.000\n<v Ann Gale>sign.\n\n00:03.000 --> 00:04.000\n<v Bo Reed>Why?\n\n00:04.000 --> 00:05.000\nMR. COLE: Order.\n";
        let read = document(vtt, "a.vtt");
        assert_eq!(read.text, "Ann Gale: We won’t sign.\n\nBo Reed: Why?\n\nMR. COLE: Order.\n");
        assert_eq!(read.metadata.title.as_deref(), Some("Debate"));
        assert_eq!(read.metadata.kind, SourceKind::Transcript);
    }

    #[test]
    fn captions_that_roll_up_are_read_once() {
        let vtt = "WEBVTT\n\n00:01.000 --> 00:03.000\nthe talks have\n\n00:03.000 --> 00:05.000\nthe talks have\nfailed again\n\n00:05.000 --> 00:07.000\nfailed again\nsaid the mayor\n";
        assert_eq!(document(vtt, "a.vtt").text, "the talks have failed again said the mayor\n");
    }
}
