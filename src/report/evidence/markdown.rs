//! The report as Markdown, for systems that take nothing else.

use std::io::{self, Write};

use super::model::{Card, Dossier, Told};
use super::passage::{Kind, Passage};
use crate::report::markdown::text;

/// Writes the evidence of `dossier` as Markdown.
///
/// # Errors
/// Those of `out`.
pub fn write(dossier: &Dossier<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Evidence: {}\n\n{}\n", text(&dossier.title), dossier.summary)?;
    writeln!(out, "| Verdict | Quotations |\n| --- | --- |")?;
    for share in &dossier.verdicts {
        writeln!(out, "| {} {} | {} |", share.verdict.sign, share.verdict.label, share.count)?;
    }
    writeln!(out, "\n~~Struck words~~ stand only in the draft, **bold words** only in the source.\n\n## Quotations\n")?;
    dossier.cards.iter().try_for_each(|card| write_card(card, out))?;
    if !dossier.others.is_empty() {
        writeln!(out, "## Other findings\n")?;
        dossier.others.iter().try_for_each(|told| writeln!(out, "- line {}: {}", told.line, found(told)))?;
        writeln!(out)?;
    }
    writeln!(out, "## Sources\n\n| Key | Source | Quotations | File | SHA-256 |\n| --- | --- | --- | --- | --- |")?;
    for source in &dossier.sources {
        let imprint = [&source.title, &source.outlet, &source.date].into_iter().flatten();
        let imprint = imprint.map(|part| text(part)).collect::<Vec<_>>().join(", ");
        let numbers = source.numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let (key, path) = (text(&source.key), text(&source.path));
        writeln!(out, "| {key} | {imprint} | {numbers} | {path} | {} |", source.sha256)?;
    }
    writeln!(out, "\nThe draft {} has the SHA-256 {}.", text(&dossier.draft.shown), dossier.sha256)
}

fn write_card(card: &Card, out: &mut dyn Write) -> io::Result<()> {
    let speaker = card.speaker.as_deref().map(|speaker| format!(" · {}", text(speaker))).unwrap_or_default();
    let (sign, label) = (card.verdict.sign, card.verdict.label);
    writeln!(out, "### {}. {sign} {label}{speaker} · line {}\n\n“{}”\n", card.number, card.line, text(&card.words))?;
    for told in &card.findings {
        writeln!(out, "- {}", found(told))?;
    }
    if !card.findings.is_empty() {
        writeln!(out)?;
    }
    for passage in &card.passages {
        writeln!(out, "> {}\n>\n> {}\n", words(passage), origin(passage))?;
    }
    Ok(())
}

fn found(told: &Told) -> String {
    format!("**{}** {}: {}", told.severity, told.code, text(&told.message))
}

/// The passage with the differences marked; spaces stay outside of marks, where Markdown wants them.
fn words(passage: &Passage) -> String {
    let part = |part: &super::passage::Part| {
        let (words, mark) = match part.kind {
            Kind::Context | Kind::Same => return text(&part.text),
            Kind::Draft => (text(part.text.trim()), "~~"),
            Kind::Source => (text(part.text.trim()), "**"),
        };
        let tail = if part.text.ends_with(' ') { " " } else { "" };
        format!("{mark}{words}{mark}{tail}")
    };
    passage.parts.iter().map(part).collect::<String>().trim().to_owned()
}

fn origin(passage: &Passage) -> String {
    let title = text(passage.title.as_deref().unwrap_or(&passage.key));
    let said = [&passage.speaker, &passage.venue, &passage.said].into_iter().flatten().map(|part| text(part));
    let mut origin = format!("— {title}");
    for part in [&passage.outlet, &passage.date].into_iter().flatten().map(|part| text(part)) {
        origin.push_str(&format!(", {part}"));
    }
    for part in said.chain([text(&passage.place)]) {
        origin.push_str(&format!(" · {part}"));
    }
    if let Some(href) = &passage.href {
        origin.push_str(&format!(" · <{href}>"));
    }
    origin
}
