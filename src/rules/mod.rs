//! Rules: from evidence to findings. One file per rule, whose doc comment is its manual page.
//!
//! A rule looks at a [`Case`] and says at most one thing. What several rules say about one
//! quotation is put in order by [`judge()`]: the finding that explains the others is told, the rest
//! become its related information.
//!
//! To add a rule: a [`Code`], a file with the manual page and `check`, a line in `RULES` and in
//! `manual`, and fixtures for what it reports and what it must leave alone.

mod case;
mod declared;
mod edges;
mod evidence;
mod fixes;
mod judge;
mod manual;
mod model;
mod phrases;
mod speakers;
mod suppress;

pub mod altered_quote;
pub mod bracketed_replacement;
pub mod changed_meaning;
pub mod cleaned_up_quote;
pub mod corrected_typo;
pub mod disputed_speaker;
pub mod disputed_wording;
pub mod edge_ellipsis;
pub mod edited_source;
pub mod misattributed_quote;
pub mod numeral_for_word;
pub mod paraphrase_as_quote;
pub mod quote_not_found;
pub mod repaired_grammar;
pub mod spliced_quote;
pub mod stale_evidence;
pub mod style_variant;
pub mod turned_question;
pub mod unbracketed_capital;
pub mod uncited_quote;
pub mod unknown_citation;
pub mod unmarked_emphasis;
pub mod unmarked_ending;
pub mod unmarked_omission;
pub mod unreadable_source;
pub mod unused_suppression;
pub mod wrong_locator;
pub mod wrong_source;
pub mod wrong_venue;

pub use case::{Case, Claim, SURE};
pub use evidence::{Evidence, NamedSpeaker, Standing};
pub use judge::{judge, verdict};
pub use manual::manual;
pub use model::{Code, Edit, Finding, Fix, Related, Severity, UnknownCode, Verdict};
pub use suppress::suppress;
