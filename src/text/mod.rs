//! Pure text: byte spans, lines, words and sentences.
//!
//! Nothing here knows what a quotation is. Every function keeps the way back to the bytes it read.

mod bytes;
pub(crate) mod few;
mod kinds;
mod lines;
mod mask;
mod reading;
mod sentences;
mod span;
mod words;

pub(crate) use bytes::next_byte;
pub use few::Few;
pub(crate) use kinds::is_letter;
pub use lines::{LineIndex, Position};
pub use mask::{JOINT, Mask, is_joint, one_line};
pub use reading::reading_text;
pub use sentences::sentences;
pub use span::Span;
pub use words::{Word, WordKey, normal_form, small_number, words, words_in};

/// A text of so many bytes is long: it is worth waking other threads for.
pub(crate) const LONG: usize = 50_000;
