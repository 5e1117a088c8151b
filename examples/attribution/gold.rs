//! Annotated articles, and what the engine says of them.

use serde_json::Value;
use verbatim::prose::{Quotation, Reading, paragraphs, read_once};
use verbatim::text::{Span, sentences};

/// An article with its annotated quotations and the engine's.
pub(crate) struct Article {
    /// Which set of data it belongs to.
    pub(crate) set: String,
    /// Whether every quotation is annotated.
    pub(crate) exhaustive: bool,
    /// The quoted spans, annotated and found, without marks and edges.
    pub(crate) gold_spans: Vec<Span>,
    pub(crate) found_spans: Vec<Span>,
    /// What was asked: one for each annotated piece with quoted words and a speaker.
    pub(crate) asked: Vec<Asked>,
}

/// One annotated piece of speech, and what the engine says of it.
pub(crate) struct Asked {
    /// "direct" or "mixed".
    pub(crate) kind: String,
    /// How its speaker is named: "named", "pronoun", "nominal".
    pub(crate) speaker_kind: String,
    /// Where the cue stands.
    pub(crate) cue: Side,
    /// Where its speaker is named.
    pub(crate) right_place: Place,
    pub(crate) outcome: Outcome,
    /// The confidence of an answer.
    pub(crate) confidence: Option<f32>,
}

/// On which side of the words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Before,
    Behind,
    None,
}

/// Where a mention stands as seen from the words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Place {
    SameSentence,
    SameParagraph,
    ParagraphBefore,
    Elsewhere,
}

/// What became of a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    Right,
    /// Another mention, which stands there.
    Wrong(Place),
    /// A quotation without a speaker.
    Unanswered,
    /// No quotation was found there.
    NoSpan,
}

/// The articles of `path` that are measured.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn load(path: &str) -> std::io::Result<Vec<Article>> {
    let text = std::fs::read_to_string(path)?;
    let values = text.lines().map(serde_json::from_str::<Value>).enumerate();
    let measured = values.filter_map(|(number, value)| {
        let value = value.ok()?;
        (number % 2 == 1 || value["exhaustive"] != Value::Bool(true)).then(|| article(&value))?
    });
    Ok(measured.collect())
}

fn article(value: &Value) -> Option<Article> {
    let text = value["text"].as_str()?;
    let blocks = paragraphs(text);
    let reading = read_once(text, &blocks);
    let found: Vec<&Quotation> = reading.quoted_speech(text).map(|(_, quotation)| quotation).collect();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let span = |start: &Value, end: &Value| {
        let at = |value: &Value| starts.get(usize::try_from(value.as_u64()?).ok()?).copied();
        Some(Span::new(at(start)?, at(end)?))
    };
    let none = Vec::new();
    let quotes = value["quotes"].as_array().unwrap_or(&none);
    let quoted = |quote: &Value| {
        let spans = quote["quoted"].as_array().cloned().unwrap_or_default();
        spans.iter().filter_map(|pair| span(&pair[0], &pair[1])).collect::<Vec<Span>>()
    };
    let mut gold_spans: Vec<Span> = quotes.iter().flat_map(quoted).map(|span| bare(text, span)).collect();
    gold_spans.sort_unstable();
    gold_spans.dedup();
    let pieces = found.iter().flat_map(|quotation| lines(text, quotation.inner()));
    let found_spans = pieces.map(|span| bare(text, span)).filter(|span| !span.is_empty()).collect();
    let asked = |quote: &Value| {
        let words = span(&quote["start"], &quote["end"])?;
        let named = quote["speaker_text"].as_str().filter(|text| !text.is_empty())?;
        let direct = quote["type"] != "indirect";
        direct.then(|| {
            let speakers = speaker_spans(quote, span);
            let answer = found.iter().copied().max_by_key(|other| overlap(other.inner(), words));
            let answer = answer.filter(|other| overlap(other.inner(), words) > 0);
            let mention = answer.and_then(|other| other.attribution.as_ref()?.speaker.mention);
            let outcome = match (answer, mention) {
                (None, _) => Outcome::NoSpan,
                (Some(_), None) => Outcome::Unanswered,
                (Some(other), Some(_)) if is_right(text, &reading, other, named, &speakers) => Outcome::Right,
                (Some(_), Some(mention)) => Outcome::Wrong(place(text, words, mention)),
            };
            Asked {
                kind: quote["type"].as_str().unwrap_or_default().to_owned(),
                speaker_kind: quote["speaker_kind"].as_str().unwrap_or_default().to_owned(),
                cue: match span(&quote["cue_start"], &quote["cue_end"]) {
                    Some(cue) if cue.start < words.start => Side::Before,
                    Some(_) => Side::Behind,
                    None => Side::None,
                },
                right_place: speakers
                    .iter()
                    .map(|speaker| place(text, words, *speaker))
                    .min()
                    .unwrap_or(Place::Elsewhere),
                outcome,
                confidence: answer.and_then(|other| Some(other.attribution.as_ref()?.confidence)),
            }
        })
    };
    Some(Article {
        set: value["source_dataset"].as_str().unwrap_or_default().to_owned(),
        exhaustive: value["exhaustive"] == Value::Bool(true),
        asked: quotes.iter().filter_map(asked).collect(),
        gold_spans,
        found_spans,
    })
}

/// Where the annotators marked the speaker; nowhere when they only named them.
fn speaker_spans(quote: &Value, span: impl Fn(&Value, &Value) -> Option<Span>) -> Vec<Span> {
    match quote["speaker_spans"].as_array() {
        Some(pairs) => pairs.iter().filter_map(|pair| span(&pair[0], &pair[1])).collect(),
        None => span(&quote["speaker_start"], &quote["speaker_end"]).into_iter().collect(),
    }
}

/// Whether the engine's mention overlaps the annotated one or names the same; where only a name is
/// given, whether its last word stands in the engine's name or mention.
fn is_right(text: &str, reading: &Reading, answer: &Quotation, named: &str, speakers: &[Span]) -> bool {
    let Some(speaker) = answer.attribution.as_ref().map(|attribution| &attribution.speaker) else { return false };
    let mention = speaker.mention.map_or("", |span| span.of(text));
    let words = |text: &str| {
        let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>()
    };
    let Some(_) = speakers.first() else {
        let name = reading.speaker_of(answer).map_or("", |person| person.name.as_str());
        let wanted = last_name(named).or_else(|| words(named).pop());
        return wanted.is_some_and(|wanted| words(&format!("{mention} {name}")).contains(&wanted));
    };
    let overlaps = speaker.mention.is_some_and(|mention| speakers.iter().any(|other| other.overlaps(mention)));
    overlaps || last_name(mention).is_some_and(|name| words(named).contains(&name))
}

/// The last capitalised word of a mention that is no function word, in lower case.
fn last_name(mention: &str) -> Option<String> {
    const NO_NAMES: &str = " The A An And But In On At For With As If When While After Before It He She They We I You This \
        That These Those ";
    let word = |c: char| c.is_alphanumeric() || matches!(c, '’' | '\'' | '-' | '_');
    let mut words = mention.split(|c: char| !word(c));
    let name = words.rfind(|w| w.starts_with(char::is_uppercase) && !NO_NAMES.contains(&format!(" {w} ")))?;
    Some(name.trim_end_matches("’s").trim_end_matches("'s").to_lowercase())
}

fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn place(text: &str, words: Span, mention: Span) -> Place {
    let line = |at: usize| {
        let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end);
        Span::new(start, end)
    };
    let own = line(words.start).join(line(words.end.saturating_sub(1).max(words.start)));
    if own.covers(mention) {
        let between = sentences(text, own);
        let sentence = |at: usize| between.iter().position(|sentence| at < sentence.end);
        let same =
            [words.start, words.end.saturating_sub(1)].into_iter().any(|at| sentence(at) == sentence(mention.start));
        return if same { Place::SameSentence } else { Place::SameParagraph };
    }
    let before = text.get(..own.start).unwrap_or_default().trim_end();
    let paragraph = line(before.len());
    if !before.is_empty() && paragraph.covers(mention) { Place::ParagraphBefore } else { Place::Elsewhere }
}

/// `span` cut at the ends of lines.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut start = span.start;
    let mut found = Vec::new();
    for line in span.of(text).split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        found.push(Span::new(start, start + line.len()));
        let end = start + line.len();
        start = end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

/// `span` without marks, blanks and punctuation at its edges.
fn bare(text: &str, span: Span) -> Span {
    let junk = |c: char| {
        matches!(c, ' ' | '\t' | '\u{a0}' | '"' | '“' | '”' | '„' | '«' | '»' | '.' | ',' | ';' | ':' | '?' | '!' | '’')
            || matches!(c, '‘' | '\'' | '…' | '—' | '–' | '-')
    };
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start_matches(junk).len());
    Span::new(start, start + words.trim_matches(junk).len())
}
