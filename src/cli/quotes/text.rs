//! Quotations as lines for people, and why each has its speaker.

use std::io::{self, Write};
use std::path::Path;

use super::{Options, Read, nature_name};
use crate::prose::{Answer, Attribution, Explanation, Nature, Quotation};
use crate::text::{LineIndex, Span, one_line};

/// How many reasons on either side are printed.
const REASONS: usize = 3;
/// A reason that weighs less than this explains nothing.
const SLIGHT: f32 = 0.05;
/// Below this probability of the runner-up there was no other to speak of.
const HOPELESS: f32 = 0.005;

/// Prints the quotations of the file at `path`; one inside another is indented, and printed where its
/// speaker is known.
pub(super) fn print(path: &Path, read: &Read, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let lines = LineIndex::new(&read.prose);
    let printer = Printer { read, lines: &lines };
    let chosen: Vec<usize> = read.chosen(options).map(|(index, _)| index).collect();
    for (index, quotation) in read.reading.quotations.iter().enumerate() {
        let relayed = quotation.within.is_some_and(|outer| chosen.contains(&outer)) && quotation.attribution.is_some();
        if !chosen.contains(&index) && !relayed {
            continue;
        }
        let indent = if quotation.within.is_some() { "    " } else { "" };
        let at = lines.position(&read.prose, quotation.span.start);
        let words = shortened(&one_line(quotation.inner().of(&read.prose)));
        writeln!(out, "{indent}{}:{}:{}: “{words}”", path.display(), at.line, at.column)?;
        if options.explain {
            let because = read.because.get(index).cloned().unwrap_or_default();
            for (name, value) in printer.rows(quotation, &because) {
                writeln!(out, "{indent}    {name:<11} {value}")?;
            }
            continue;
        }
        match &quotation.attribution {
            Some(attribution) => writeln!(out, "{indent}    {}", printer.speaker_line(quotation, attribution))?,
            None if quotation.nature == Nature::Speech => writeln!(out, "{indent}    speaker unknown")?,
            None => writeln!(out, "{indent}    {}", nature_name(quotation.nature))?,
        }
    }
    Ok(())
}

struct Printer<'a> {
    read: &'a Read,
    lines: &'a LineIndex,
}

impl Printer<'_> {
    fn words(&self, span: Span) -> String {
        one_line(span.of(&self.read.prose)).into_owned()
    }

    /// "he → Marco Rubio, said, ABC News"
    fn speaker_line(&self, quotation: &Quotation, attribution: &Attribution) -> String {
        let mut line = self.speaker(quotation, attribution);
        if let Some(cue) = attribution.cue {
            line = format!("{line}, {}", self.words(cue));
        }
        for venue in &attribution.venues {
            line = format!("{line}, {}", venue.name);
        }
        if let Some(when) = &attribution.when {
            line = format!("{line}, {}", when.text);
        }
        line
    }

    /// "he → Marco Rubio"
    fn speaker(&self, quotation: &Quotation, attribution: &Attribution) -> String {
        let mention = &attribution.speaker.text;
        match self.read.reading.speaker_of(quotation).map(|person| person.name.as_str()) {
            Some(name) if !name.is_empty() && name != mention => format!("{mention} → {name}"),
            _ => mention.to_string(),
        }
    }

    /// Why: what is printed under a quotation, by name.
    fn rows(&self, quotation: &Quotation, because: &Explanation) -> Vec<(&'static str, String)> {
        let mut rows = Vec::new();
        match &quotation.attribution {
            Some(attribution) => {
                rows.push(("speaker", self.speaker(quotation, attribution)));
                rows.push(("confidence", format!("{:.2}", attribution.confidence)));
                if let Some(cue) = attribution.cue {
                    let at = self.lines.position(&self.read.prose, cue.start);
                    rows.push(("cue", format!("“{}” at {}:{}", self.words(cue), at.line, at.column)));
                }
                rows.push(("pattern", attribution.pattern.clone().into_owned()));
                if !attribution.venues.is_empty() {
                    let names: Vec<&str> = attribution.venues.iter().map(|venue| venue.name.as_str()).collect();
                    rows.push(("venue", names.join(", ")));
                }
                if let Some(when) = &attribution.when {
                    rows.push(("date", when.text.clone()));
                }
            }
            None => rows.push(("speaker", format!("unknown: {}", self.why_unknown(quotation, because)))),
        }
        if because.chain.len() > 1 {
            let links: Vec<String> = because.chain.iter().map(|link| self.link(*link)).collect();
            rows.push(("chain", links.join(" ← ")));
        }
        let (chosen, runner_up) = (because.answers.first(), because.answers.get(1));
        if let Some(chosen) = chosen {
            rows.extend(reasons(chosen, runner_up));
        }
        if let Some(other) = runner_up.filter(|other| other.probability >= HOPELESS) {
            let who = other.mention.map_or_else(|| "nobody".to_owned(), |mention| self.link(mention));
            rows.push(("runner-up", format!("{who}, {:.2}, {}", other.probability, other.pattern)));
        }
        rows
    }

    /// “Mr. Rubio” (12:5)
    fn link(&self, mention: Span) -> String {
        let at = self.lines.position(&self.read.prose, mention.start);
        format!("“{}” ({}:{})", self.words(mention), at.line, at.column)
    }

    fn why_unknown(&self, quotation: &Quotation, because: &Explanation) -> String {
        let nobody = because.answers.first().filter(|answer| answer.mention.is_none());
        match (quotation.nature, nobody) {
            (Nature::Title, _) => "written like the title of a work".to_owned(),
            (Nature::Term, _) => "a term, or words that nobody is said to have said".to_owned(),
            (Nature::Speech, Some(nobody)) => {
                format!("that nobody is named beside it has the probability {:.2}", nobody.probability)
            }
            (Nature::Speech, None) if quotation.within.is_some() => {
                "no clause of speech in the words around it says who is quoted".to_owned()
            }
            (Nature::Speech, None) => "a mark says that somebody else speaks, and not who".to_owned(),
        }
    }
}

/// What spoke for the one chosen and against them, beside what speaks for the runner-up as well.
fn reasons(chosen: &Answer, runner_up: Option<&Answer>) -> Vec<(&'static str, String)> {
    let shared = |what: &String| runner_up.is_some_and(|other| other.weights.iter().any(|(known, _)| known == what));
    let own = || chosen.weights.iter().filter(|(what, weight)| weight.abs() >= SLIGHT && !shared(what));
    let row = |name: &'static str, (what, weight): &(String, f32)| (name, format!("{weight:+.2} {what}"));
    let mut rows: Vec<_> = own().filter(|(_, weight)| *weight > 0.0).take(REASONS).map(|one| row("for", one)).collect();
    rows.extend(own().filter(|(_, weight)| *weight < 0.0).take(1).map(|one| row("against", one)));
    rows
}

fn shortened(words: &str) -> String {
    const MOST: usize = 72;
    if words.chars().count() <= MOST {
        return words.to_owned();
    }
    let kept: String = words.chars().take(MOST - 1).collect();
    format!("{}…", kept.trim_end())
}
