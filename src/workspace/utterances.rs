//! What the sources have people say, looked up by words or by speaker: for whoever is about to quote.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{NamedSpeaker, Workspace};
use crate::archive::{Passage, Query, SourceId};
use crate::prose::{Nature, Quotation};
use crate::source::{Source, Voice};
use crate::text::{Span, WordKey, sentences, words_in};

/// How many places of the archive are looked at for one question.
const PLACES: usize = 64;

/// Two words that chance alone brings together so often tell nothing: what goes on from them may be anything.
const COMMON: usize = 1_000;

/// How many sources are brought in for one question.
const SOURCES: usize = 12;

/// Words that stand in a source as somebody's.
#[derive(Clone, Debug)]
pub struct Utterance {
    /// The source.
    pub id: SourceId,
    /// The same, brought in.
    pub source: Arc<Source>,
    /// From the first word that was asked for to the end of its sentence; bytes into the source's text.
    pub sentence: Span,
    /// From there to the end of all that is said without a break.
    pub whole: Span,
    /// Whether the first word begins the utterance.
    pub begins: bool,
    /// Whose words they are.
    pub speaker: Option<NamedSpeaker>,
}

impl Workspace {
    /// What the sources have people say that goes on from `words`, their last word being only begun where
    /// `begun` has its beginning, in lower case. What begins with the words comes first; what several
    /// sources have stands there once.
    #[must_use]
    pub fn utterances(&self, words: &[WordKey], begun: &str, most: usize) -> Vec<Utterance> {
        if let [one, other] = words
            && self.archive.chances(*one, *other) > COMMON
        {
            return Vec::new();
        }
        let Some(found) = self.archive.candidates(&[Query::exact(words)]).pop() else { return Vec::new() };
        let exact: Vec<Passage> = found.passages.into_iter().filter(|p| p.errors == 0).take(PLACES).collect();
        let mut ids: Vec<SourceId> = Vec::new();
        for passage in &exact {
            if !ids.contains(&passage.source) && ids.len() < SOURCES {
                ids.push(passage.source);
            }
        }
        // One after the other: whoever types has a check running, and would wait for its threads.
        let brought: HashMap<SourceId, Arc<Source>> =
            ids.into_iter().filter_map(|id| Some((id, self.archive.source(id)?))).collect();
        let mut seen = HashSet::new();
        let mut utterances = Vec::new();
        for passage in exact {
            let Some(source) = brought.get(&passage.source) else { continue };
            for at in places(source, words, passage.words) {
                let Some(utterance) = self.utterance(passage.source, source, at, words.len(), begun) else { continue };
                if seen.insert(key_of(source, utterance.whole)) {
                    utterances.push(utterance);
                }
            }
        }
        utterances.sort_by_key(|utterance| (!utterance.begins, utterance.speaker.is_none()));
        utterances.truncate(most);
        utterances
    }

    /// What the source `id` has people say whose name `is_meant`, by where it stands.
    #[must_use]
    pub fn said_by(&self, id: SourceId, is_meant: &dyn Fn(&NamedSpeaker) -> bool) -> Vec<Utterance> {
        let Some(source) = self.archive.source(id) else { return Vec::new() };
        let speech = source.reading.speech();
        speech
            .filter_map(|quotation| {
                let speaker = self.speaker_of(&source, quotation).filter(is_meant)?;
                let first = quotation.parts.first().copied().unwrap_or(quotation.span);
                let sentence = sentences(&source.prose, first).first().copied().unwrap_or(first);
                let source = Arc::clone(&source);
                Some(Utterance { id, source, sentence, whole: first, begins: true, speaker: Some(speaker) })
            })
            .collect()
    }

    fn speaker_of(&self, source: &Source, quotation: &Quotation) -> Option<NamedSpeaker> {
        let attribution = quotation.attribution.as_ref()?;
        Some(super::weigh::spoken_by(&self.people, &source.reading, attribution))
    }

    /// The utterance whose words from the `at`th of the source on are the ones that were asked for.
    fn utterance(&self, id: SourceId, source: &Arc<Source>, at: usize, count: usize, begun: &str) -> Option<Utterance> {
        let first = source.words.get(at)?.span;
        let last = source.words.get(at + count - 1)?.span;
        if !begun.is_empty() {
            let next = source.words.get(at + count)?.span.of(&source.prose);
            if !next.to_lowercase().starts_with(begun) {
                return None;
            }
        }
        let asked = first.join(last);
        let quotation = source.quotation_at(asked).map(|(_, quotation)| quotation);
        let quotation = quotation.filter(|quotation| quotation.nature == Nature::Speech);
        let (part, speaker) = match quotation {
            Some(quotation) => {
                let part = quotation.parts.iter().copied().find(|part| part.covers(asked))?;
                (part, self.speaker_of(source, quotation))
            }
            // What a reporter tells in their own words is nobody's speech.
            None if source.card.voice == Voice::Reporter => return None,
            None => (source.blocks.iter().map(|block| block.span).find(|block| block.covers(asked))?, None),
        };
        let stands_in = |sentence: &Span| sentence.end >= last.end;
        let rest = Span::new(first.start, part.end);
        let end = sentences(&source.prose, rest).into_iter().find(stands_in).map_or(part.end, |sentence| sentence.end);
        let before = words_in(&source.prose, Span::new(part.start, first.start));
        Some(Utterance {
            id,
            source: Arc::clone(source),
            sentence: Span::new(first.start, end),
            whole: Span::new(first.start, trimmed_end(&source.prose, rest)),
            begins: before.is_empty(),
            speaker,
        })
    }
}

/// Where `words` stand in `source`, as indices of its words, in and right behind the words of a passage.
fn places<'a>(
    source: &'a Source,
    words: &'a [WordKey],
    passage: std::ops::Range<usize>,
) -> impl Iterator<Item = usize> + 'a {
    let stands = move |at: &usize| {
        let here = source.words.get(*at..*at + words.len()).unwrap_or_default();
        here.len() == words.len() && here.iter().map(|word| word.key).eq(words.iter().copied())
    };
    passage.filter(stands)
}

fn trimmed_end(prose: &str, span: Span) -> usize {
    span.start + span.of(prose).trim_end().len()
}

/// What tells an utterance from another: its words.
fn key_of(source: &Source, span: Span) -> Vec<WordKey> {
    let from = source.words.partition_point(|word| word.span.start < span.start);
    let words = source.words.iter().skip(from).take_while(|word| word.span.end <= span.end);
    words.map(|word| word.key).collect()
}
