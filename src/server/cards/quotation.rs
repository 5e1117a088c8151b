//! The card of a quotation.

use std::sync::Arc;

use tower_lsp::ls_types::MarkupContent;

use super::markup::{Card, Format};
use super::{passage, source};
use crate::prose::{Nature, VenueKind};
use crate::rules::{Severity, Verdict};
use crate::server::analysis::Analysis;
use crate::source::text_link;
use crate::text::Span;
use crate::verify::{Alteration, AlterationKind, Extent, Grade, Sense};
use crate::workspace::{CheckedQuotation, Evidence};

/// How many differences, omissions and further sources are listed.
const LISTED: usize = 8;
/// How many bytes of what an ellipsis leaves out are shown at most.
const OMISSION: usize = 600;

/// The card of `quotation`: the verdict, the passage, what differs, who said it where, and who
/// else has it.
pub(in crate::server) fn quotation(analysis: &Analysis, quotation: &CheckedQuotation, format: Format) -> MarkupContent {
    let mut card = Card::new(format);
    write_verdict(&mut card, analysis, quotation);
    if let Some(best) = quotation.evidence.first()
        && let Some(source) = analysis.opened.workspace.archive.source(best.source)
    {
        card.paragraph();
        card.say(match best.extent {
            Extent::Whole | Extent::Version => "",
            Extent::Part => "A part of it: ",
            Extent::Nearest => "The nearest passage: ",
        });
        passage::write(&mut card, &source, best.span, &best.pieces);
        write_differences(&mut card, analysis, best);
        card.paragraph();
        write_origin(&mut card, &source, best);
        write_others(&mut card, analysis, quotation.evidence.get(1..).unwrap_or_default());
    }
    card.finish()
}

fn write_verdict(card: &mut Card, analysis: &Analysis, quotation: &CheckedQuotation) {
    let sources = analysis.opened.workspace.archive.sources().len();
    let nature = analysis.checked.draft.reading.quotations.get(quotation.index).map(|q| q.nature);
    let (sign, said) = match quotation.verdict {
        Verdict::Verbatim => ("✓ ", "the source's words".to_owned()),
        Verdict::Edited => ("✓ ", "the source's words, with edits that are marked or allowed".to_owned()),
        Verdict::Altered => ("✗ ", "not as the source has it".to_owned()),
        Verdict::NotFound if sources == 1 => ("✗ ", "the one source does not hold these words".to_owned()),
        Verdict::NotFound => ("✗ ", format!("none of the {sources} sources holds these words")),
        Verdict::Unchecked => ("", unchecked_because(nature).to_owned()),
    };
    // The words may be right and the speaker or the citation wrong.
    let doubted = quotation.findings.iter().any(|finding| finding.severity >= Severity::Warning);
    let sign = if doubted && sign == "✓ " { "⚠ " } else { sign };
    let name = quotation.verdict.to_string();
    let mut letters = name.chars();
    let name: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    card.say(sign).strong(&name).say(" – ").say(&said);
    let codes = quotation.findings.iter().filter(|finding| finding.severity > Severity::Hint);
    let codes: Vec<_> = codes.map(|finding| finding.code.as_str()).collect();
    if !codes.is_empty() {
        card.say(" (").say(&codes.join(", ")).say(")");
    }
}

fn unchecked_because(nature: Option<Nature>) -> &'static str {
    match nature {
        Some(Nature::Title) => "the title of a work",
        Some(Nature::Term) => "a term, nobody's words",
        Some(Nature::Speech) | None => "too short or too common to be anybody's words",
    }
}

fn write_differences(card: &mut Card, analysis: &Analysis, evidence: &Evidence) {
    let Some(source) = analysis.opened.workspace.archive.source(evidence.source) else { return };
    let draft = |span: Span| span.of(&analysis.checked.draft.prose);
    // Of marked edits, those that stand for something: a reader wants to see what.
    let replaces = |a: &Alteration| a.kind == AlterationKind::Bracketed && !a.source.is_empty();
    let tells = |a: &&Alteration| (a.grade > Grade::Typography && a.kind != AlterationKind::Bracketed) || replaces(a);
    let shown: Vec<_> = evidence.alterations.iter().filter(tells).collect();
    if !(shown.is_empty() && evidence.omissions.is_empty() && evidence.clip.is_none()) {
        card.paragraph();
    }
    for alteration in shown.iter().take(LISTED) {
        let (before, after) = (draft(alteration.draft), alteration.source.of(&source.prose));
        card.item();
        match alteration.kind {
            AlterationKind::Replaced => {
                card.say("“").struck(before).say("” → “").strong(after).say("”");
            }
            AlterationKind::Bracketed => {
                card.say("“").quote(before).say("” stands for “").strong(after).say("”");
            }
            AlterationKind::Dropped => drop(card.say("left out: “").strong(after).say("”")),
            AlterationKind::Added => drop(card.say("not in the source: “").struck(before).say("”")),
            AlterationKind::Moved => drop(card.say("stands elsewhere: “").strong(after).say("”")),
        }
        write_sense(card, alteration.sense);
    }
    if shown.len() > LISTED {
        card.item().say(&format!("and {} more", shown.len() - LISTED));
    }
    if let Some(clip) = &evidence.clip {
        card.item().say("cut off: “").strong(clip.source.of(&source.prose)).say("”");
        write_sense(card, Some(clip.sense));
    }
    for omission in evidence.omissions.iter().take(LISTED) {
        let left_out = passage::shortened(omission.source.of(&source.prose), OMISSION);
        card.item().say("the ellipsis leaves out: “").quote(&left_out).say("”");
        write_sense(card, omission.sense);
    }
}

fn write_sense(card: &mut Card, sense: Option<Sense>) {
    let Some(sense) = sense else { return };
    card.say(match sense {
        Sense::Negation => " – a negation",
        Sense::Number => " – a number",
        Sense::Modality => " – how certain it is",
        Sense::Name => " – who it is about",
        Sense::Date => " – a date",
        Sense::Comparison => " – a comparison",
        Sense::Quantity => " – how many it is said of",
        Sense::Antonym => " – the opposite",
        Sense::Condition => " – a condition",
        Sense::Subject => " – what it is said of",
    });
}

fn write_origin(card: &mut Card, source: &crate::source::Source, evidence: &Evidence) {
    if let Some(speaker) = &evidence.speaker {
        card.strong(speaker.name.as_deref().unwrap_or(&speaker.mention));
        // "Told reporters" is no place that anybody could look up.
        let named = evidence.venues.iter().any(|venue| venue.kind != VenueKind::Unnamed);
        if let Some(venue) = evidence.venue.as_ref().filter(|_| named) {
            card.say(", ").quote(venue);
        }
        if let Some(date) = &evidence.date {
            card.say(", ").quote(date);
        }
        card.say(", in ");
    }
    let title = source.card.metadata.title.as_deref().unwrap_or(&source.card.key);
    source::link_to(card, source, evidence.span, title);
    let metadata = &source.card.metadata;
    if metadata.outlet.is_some() || metadata.date.is_some() || !metadata.authors.is_empty() {
        card.say(" – ");
        source::write_origin(card, source);
    }
    if let Some(place) = source.locators.first(evidence.span) {
        card.say(", ").quote(&place.to_string());
    }
    if let Some(url) = &metadata.url {
        // Only of a page is it known that a browser shows these words.
        let is_page = matches!(source.card.format.as_str(), "HTML" | "MHTML");
        let passage = crate::text::reading_text(&source.prose, evidence.span);
        card.say(" · ").address(&if is_page { text_link(url, &passage) } else { url.clone() });
    }
}

fn write_others(card: &mut Card, analysis: &Analysis, others: &[Arc<Evidence>]) {
    if others.is_empty() {
        return;
    }
    card.paragraph().say("Also in: ");
    for (place, other) in others.iter().take(LISTED).enumerate() {
        let Some(source) = analysis.opened.workspace.archive.source(other.source) else { continue };
        card.say(if place > 0 { ", " } else { "" });
        source::link_to(card, &source, other.span, &source.card.key);
        let differs = other.alterations.iter().any(|a| a.grade > Grade::Style);
        card.say(match other.extent {
            Extent::Whole | Extent::Version if differs => " (in other words)",
            Extent::Whole | Extent::Version => "",
            Extent::Part => " (a part)",
            Extent::Nearest => " (near)",
        });
    }
    if others.len() > LISTED {
        card.say(&format!(" and {} more", others.len() - LISTED));
    }
}
