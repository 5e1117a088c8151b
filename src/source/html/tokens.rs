//! From the text of a page to its tags and strings. The one file that knows the tokenizer.

use std::convert::Infallible;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span as TokenSpan, Tokenizer};

use crate::text::Span;

/// Who is told what a page consists of, in order.
pub(super) trait Sink {
    /// A start tag called `name` begins.
    fn open(&mut self, name: &[u8]);
    /// The tag has an attribute called `name`.
    fn attribute(&mut self, name: &[u8]);
    /// The last attribute has this value, with its character references resolved.
    fn value(&mut self, value: &[u8]);
    /// The start tag ends before byte `end`.
    fn opened(&mut self, self_closing: bool, end: usize);
    /// An end tag called `name` begins at byte `start`.
    fn closed(&mut self, name: &[u8], start: usize);
    /// Text between tags, with its character references as they are written.
    fn string(&mut self, span: Span);
}

/// Tells `sink` all of `text`.
pub(super) fn walk(text: &str, sink: &mut impl Sink) {
    let mut emitter: CallbackEmitter<_, Infallible, usize> = CallbackEmitter::new(Told(sink));
    emitter.naively_switch_states(true);
    // What is met goes to the sink; the tokenizer itself gives nothing, and reads to the end.
    let none = Tokenizer::new_with_emitter(text, Quiet(emitter)).next();
    debug_assert!(none.is_none(), "the sink returns no tokens");
}

struct Told<'a, S>(&'a mut S);

impl<S: Sink> Callback<Infallible, usize> for Told<'_, S> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: TokenSpan<usize>) -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.0.open(name),
            CallbackEvent::AttributeName { name } => self.0.attribute(name),
            CallbackEvent::AttributeValue { value } => self.0.value(value),
            CallbackEvent::CloseStartTag { self_closing } => self.0.opened(self_closing, span.end),
            CallbackEvent::EndTag { name } => self.0.closed(name, span.start),
            CallbackEvent::String { .. } => self.0.string(Span::new(span.start, span.end)),
            _ => {}
        }
        None
    }
}

/// An emitter that is not told of errors: to find them takes an eighth of the time.
struct Quiet<E>(E);

impl<E: Emitter> ForwardingEmitter for Quiet<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}
