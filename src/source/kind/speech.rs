//! Speeches: one person's words, spoken to hearers.

use crate::prose::{Block, BlockKind};

/// A text that opens by addressing its hearers, or under a title that calls it an address, or that
/// speaks in the first and second person all through.
pub(super) fn is_speech(prose: &str, blocks: &[Block]) -> bool {
    const SALUTATIONS: &[&str] = &[
        "my fellow",
        "fellow-citizens",
        "fellow citizens",
        "fellow-countrymen",
        "fellow countrymen",
        "mr. speaker,",
        "madam speaker,",
        "mr. chairman,",
        "madam president,",
        "ladies and gentlemen,",
        "your excellencies",
        "my lords,",
    ];
    const THANKS: &[&str] = &["thank you very much", "thank you. thank you", "thank you all", "good evening, everyone"];
    const TITLES: &[&str] = &[
        "inaugural address",
        "state of the union address",
        "'s address",
        "’s address",
        "remarks by",
        "address by",
        "speech by",
        "speech of",
        "address of the",
    ];
    /// An address comes before anything else is said.
    const OPENING: usize = 30;
    let starts: Vec<String> = blocks
        .iter()
        .take(3)
        .map(|block| block.span.of(prose).split_whitespace().take(OPENING).collect::<Vec<_>>().join(" ").to_lowercase())
        .collect();
    let titled = blocks.iter().zip(&starts).take(2).any(|(block, start)| {
        let short = block.kind == BlockKind::Heading || block.span.len() < 120;
        short && TITLES.iter().any(|title| start.contains(title))
    });
    // An article may open with somebody else's address, in quotation marks.
    let quotes = |start: &String| start.contains(['"', '“', '«', '„']);
    let opens = |start: &String| {
        !quotes(start)
            && (SALUTATIONS.iter().any(|salutation| start.contains(salutation))
                || THANKS.iter().any(|thanks| start.starts_with(thanks)))
    };
    titled || starts.iter().any(opens) || is_personal(prose)
}

/// In so many words that stand outside quotation marks, at least, one is "I", "we", "you" or the
/// like. In news prose, columns included, it is one in thirty at most.
const PERSONAL: usize = 17;
/// Shorter texts say too little about their voice.
const FEWEST: usize = 200;

/// Whether a text speaks in the first and second person all through, and quotes little.
fn is_personal(prose: &str) -> bool {
    let (mut all, mut outside, mut personal) = (0_usize, 0_usize, 0_usize);
    let mut quoted = false;
    for (part, mark) in prose.split_inclusive(['“', '”', '"', '\n']).map(|part| {
        let mark = part.chars().next_back().filter(|c| matches!(c, '“' | '”' | '"' | '\n'));
        (part, mark)
    }) {
        for word in part.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).filter(|w| !w.is_empty())
        {
            all += 1;
            if !quoted {
                outside += 1;
                personal += usize::from(is_pronoun(word));
            }
        }
        quoted = match mark {
            Some('“') => true,
            Some('"') => !quoted,
            Some(_) => false,
            None => quoted,
        };
    }
    outside >= FEWEST && outside * 20 >= all * 17 && personal * PERSONAL >= outside
}

/// "I", "we're", "your".
fn is_pronoun(word: &str) -> bool {
    let stem = word.split(['\'', '’']).next().unwrap_or_default();
    let is = |pronoun: &&str| stem.eq_ignore_ascii_case(pronoun);
    ["i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours"].iter().any(is) && stem != "US"
}

/// Whether notes of what the hearers did stand in the text, as only a record of a speech has them:
/// "(APPLAUSE)", `[Laughter]`.
pub(super) fn has_stage_notes(prose: &str) -> bool {
    const NOTES: &[&str] = &["applause", "laughter", "cheers", "crosstalk", "booing", "chanting", "inaudible"];
    const FEWEST: usize = 3;
    let notes = prose.match_indices(['(', '[']).filter(|(at, _)| {
        let inside = prose.get(at + 1..).unwrap_or_default();
        let end = inside.char_indices().take(40).find(|(_, c)| matches!(c, ')' | ']')).map(|(end, _)| end);
        let note = end.and_then(|end| inside.get(..end)).unwrap_or_default().to_lowercase();
        NOTES.iter().any(|word| note.contains(word))
    });
    notes.take(FEWEST).count() == FEWEST
}
