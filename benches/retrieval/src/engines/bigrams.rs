//! What tantivy indexes: the words as the project reads them, one by one or in pairs.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use verbatim::text::words;

use crate::corpus::form;

/// Reads a text into words, or into pairs of neighbouring words.
#[derive(Clone)]
pub(super) struct Runs {
    /// One or two.
    pub(super) length: usize,
}

/// The terms of one text.
pub(super) struct Stream {
    terms: std::vec::IntoIter<String>,
    token: Token,
}

impl Tokenizer for Runs {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        let forms: Vec<String> = words(text).iter().map(|word| form(word.span.of(text))).collect();
        let terms: Vec<String> = forms.windows(self.length).map(|run| run.join(" ")).collect();
        Stream { terms: terms.into_iter(), token: Token::default() }
    }
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        let Some(term) = self.terms.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text = term;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
