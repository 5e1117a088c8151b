//! The engine as its callers see it, on short invented texts.

mod attribution;
mod hostile;
mod inner;
mod people;
mod quotations;
mod turns;
mod venues;

use super::{Memo, Nature, Reading, VenueKind, paragraphs, read};

/// Reads plain text.
fn reading(text: &str) -> Reading {
    read(text, &paragraphs(text), &mut Memo::default())
}

/// One line for each quotation: its words, and who says them by which cue.
fn said(text: &str) -> String {
    let reading = reading(text);
    let mut out = String::new();
    for quotation in &reading.quotations {
        let words: Vec<&str> = quotation.parts.iter().map(|part| part.of(text)).collect();
        let inner = if quotation.within.is_some() { "  " } else { "" };
        out.push_str(&format!("{inner}{} <- ", words.join(" / ")));
        match (&quotation.attribution, quotation.nature) {
            (Some(attribution), _) => {
                out.push_str(&attribution.speaker.text);
                let name = reading.speaker_of(quotation).map(|person| person.name.as_str()).unwrap_or_default();
                if name != attribution.speaker.text && !name.is_empty() {
                    out.push_str(&format!(" = {name}"));
                }
                if let Some(cue) = attribution.cue {
                    out.push_str(&format!(", {}", cue.of(text)));
                }
            }
            (None, Nature::Speech) => out.push_str("unknown"),
            (None, nature) => out.push_str(&format!("{nature:?}")),
        }
        out.push('\n');
    }
    out
}

/// The venues of each quotation that somebody speaks.
fn heard(text: &str) -> Vec<String> {
    let reading = reading(text);
    let spoken = reading.quotations.iter().filter_map(|quotation| quotation.attribution.as_ref());
    spoken
        .map(|attribution| {
            let named = |venue: &super::Venue| match venue.kind {
                VenueKind::Unnamed => format!("({})", venue.name),
                _ => venue.name.to_string(),
            };
            attribution.venues.iter().map(named).collect::<Vec<_>>().join(", ")
        })
        .collect()
}
