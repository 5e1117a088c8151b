//! The card of a passage of a source: who quotes it.

use tower_lsp::ls_types::MarkupContent;

use super::markup::{Card, Format};
use super::passage::shortened;
use crate::server::quoting::Use;
use crate::server::uris;

/// How many bytes of a quotation are shown.
const SHOWN: usize = 160;
/// How many drafts are listed.
const LISTED: usize = 8;

/// The card of a passage that `uses` rest on.
pub(in crate::server) fn quoted(uses: &[&Use], format: Format) -> MarkupContent {
    let mut card = Card::new(format);
    card.strong("Quoted").say(" in:");
    for used in uses.iter().take(LISTED) {
        let line = used.at.range.start.line + 1;
        let name = format!("{}:{line}", uris::last_segment(&used.at.uri));
        card.item().link(&name, &format!("{}#L{line}", used.at.uri.as_str()));
        card.say(" – ").say(&used.verdict.to_string()).say(": “").quote(&shortened(&used.text, SHOWN)).say("”");
        if let Some(speaker) = &used.speaker {
            card.say(", as said by ").quote(speaker);
        }
    }
    if uses.len() > LISTED {
        card.item().say(&format!("and {} more", uses.len() - LISTED));
    }
    card.finish()
}
