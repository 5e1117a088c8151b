//! Where the prose of a source differs from its text.
//!
//! Prose is its text with the markup overwritten, byte for byte: mostly with one filler over a
//! stretch, line breaks kept. So it is told as stretches: how far each is from the last, how long it
//! is, and the filler; or, where there is none, the bytes.

use super::spans::{put, take};
use crate::text::JOINT;

/// Stands in place of a filler before a stretch that has bytes of its own.
const LITERAL: u8 = 0;

/// What markup is overwritten with.
const FILLERS: [u8; 2] = [b' ', JOINT as u8];

/// How to make `prose` of `text`, which is as long.
pub(super) fn pack(text: &str, prose: &str) -> Vec<u8> {
    let (text, prose) = (text.as_bytes(), prose.as_bytes());
    let mut packed = Vec::new();
    let (mut at, mut behind) = (0, 0);
    let differs = |at: usize| text.get(at) != prose.get(at);
    while let Some(start) = (at..prose.len()).find(|at| differs(*at)) {
        let filler = prose.get(start).copied().filter(|byte| FILLERS.contains(byte));
        let goes_on = |at: &usize| match (filler, text.get(*at), prose.get(*at)) {
            (Some(filler), Some(old), Some(new)) => filled(*old, filler) == *new,
            (None, _, Some(new)) => differs(*at) && !FILLERS.contains(new),
            _ => false,
        };
        let upto = (start..prose.len()).find(|at| !goes_on(at)).unwrap_or(prose.len());
        let end = (start..upto).rev().find(|at| differs(*at)).map_or(upto, |last| last + 1);
        put(&mut packed, start - behind);
        put(&mut packed, end - start);
        packed.push(filler.unwrap_or(LITERAL));
        if filler.is_none() {
            packed.extend_from_slice(prose.get(start..end).unwrap_or_default());
        }
        (at, behind) = (end, end);
    }
    packed
}

/// The prose that `packed` makes of `text`; `None` where it does not fit.
pub(super) fn unpack(text: &str, mut packed: &[u8]) -> Option<String> {
    let mut prose = text.as_bytes().to_vec();
    let mut at = 0_usize;
    while !packed.is_empty() {
        let start = at.checked_add(take(&mut packed)?)?;
        let end = start.checked_add(take(&mut packed)?)?;
        let (&filler, rest) = packed.split_first()?;
        packed = rest;
        let place = prose.get_mut(start..end)?;
        if filler == LITERAL {
            let (bytes, rest) = packed.split_at_checked(place.len())?;
            place.copy_from_slice(bytes);
            packed = rest;
        } else {
            place.iter_mut().for_each(|byte| *byte = filled(*byte, filler));
        }
        at = end;
    }
    String::from_utf8(prose).ok()
}

/// What `old` is where it is overwritten with `filler`.
fn filled(old: u8, filler: u8) -> u8 {
    if matches!(old, b'\n' | b'\r') { old } else { filler }
}
