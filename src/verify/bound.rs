//! A quick bound: how much of a claim a stretch of a source can hold at best, in the claim's order.
//!
//! The length of the longest common subsequence, of many words at once (Hyyrö, "Bit-parallel LCS-length
//! computation revisited", 2004). No alignment keeps more words than that.

use super::atoms::{Atom, Claim};
use crate::text::WordKey;

/// Words of a claim in a number.
const BLOCK: usize = u64::BITS as usize;

/// The claimed atoms.
pub(super) struct Bound {
    /// What they are compared by, ascending, each once.
    keys: Vec<WordKey>,
    /// For each key, in as many numbers as the claim needs, which atoms have it.
    which: Vec<u64>,
    /// In as many numbers which atoms tell something.
    telling: Vec<u64>,
    /// The weight of all.
    all: u32,
    room: Room,
}

/// Which atoms have not been met yet, in the sense of the algorithm: of all, and of those that tell something.
#[derive(Default)]
struct Room {
    all: Vec<u64>,
    telling: Vec<u64>,
}

/// What a stretch may hold at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// The share of the claim's weight, 0 to 1.
    pub(super) share: f32,
    /// The weight of what is missing at least.
    pub(super) missing: u32,
}

impl Bound {
    pub(super) fn new(claim: &Claim) -> Self {
        let claimed = claim.side.atoms.iter().zip(&claim.inserted);
        let atoms: Vec<&Atom> =
            claimed.filter(|(atom, inserted)| !**inserted && !atom.is_wild()).map(|(atom, _)| atom).collect();
        let mut keys: Vec<WordKey> = atoms.iter().map(|atom| atom.key).collect();
        keys.sort_unstable();
        keys.dedup();
        let blocks = atoms.len().div_ceil(BLOCK);
        let (mut which, mut telling) = (vec![0; keys.len() * blocks], vec![0; blocks]);
        for (n, atom) in atoms.iter().enumerate() {
            let bit = 1 << (n % BLOCK);
            let row = keys.binary_search(&atom.key).unwrap_or_default() * blocks;
            if let Some(which) = which.get_mut(row + n / BLOCK) {
                *which |= bit;
            }
            if let Some(telling) = telling.get_mut(n / BLOCK).filter(|_| !atom.function) {
                *telling |= bit;
            }
        }
        let all = atoms.iter().map(|atom| atom.weight()).sum();
        Self { keys, which, telling, all, room: Room::default() }
    }

    /// What `stretch` may hold.
    pub(super) fn of(&mut self, stretch: &[Atom]) -> Held {
        let blocks = self.telling.len();
        for room in [&mut self.room.all, &mut self.room.telling] {
            room.clear();
            room.resize(blocks, u64::MAX);
        }
        for atom in stretch {
            let Ok(at) = self.keys.binary_search(&atom.key) else { continue };
            let which = self.which.get(at * blocks..(at + 1) * blocks).unwrap_or_default();
            meet(&mut self.room.all, which.iter().copied());
            if !atom.function {
                meet(&mut self.room.telling, which.iter().zip(&self.telling).map(|(which, telling)| which & telling));
            }
        }
        let held = Atom::weigh(met(&self.room.all), met(&self.room.telling)).min(self.all);
        #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
        let share = if self.all == 0 { 1.0 } else { held as f32 / self.all as f32 };
        Held { share, missing: self.all - held }
    }
}

/// The next word of the stretch is `which` of the claim.
fn meet(room: &mut [u64], which: impl Iterator<Item = u64>) {
    let mut carry = false;
    for (left, which) in room.iter_mut().zip(which) {
        let (sum, over) = left.overflowing_add(*left & which);
        let (sum, once_more) = sum.overflowing_add(u64::from(carry));
        carry = over | once_more;
        *left = sum | (*left & !which);
    }
}

/// How many atoms were met.
fn met(room: &[u64]) -> u32 {
    room.iter().map(|left| left.count_zeros()).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{claim_of, speech, window_of};
    use super::*;

    const WORDS: &[&str] = &["sea", "salt", "the", "of", "rope", "we", "mast", "tide", "a", "gull"];

    /// The greatest weight of words in one order on both sides, by a table of all.
    fn heaviest(claim: &[Atom], stretch: &[Atom]) -> u32 {
        let mut above = vec![0; stretch.len() + 1];
        for a in claim {
            let mut row = above.clone();
            for (n, b) in stretch.iter().enumerate() {
                let both = if a.key == b.key { above[n] + a.weight() } else { 0 };
                row[n + 1] = both.max(row[n]).max(above[n + 1]);
            }
            above = row;
        }
        above.last().copied().unwrap_or_default()
    }

    proptest! {
        /// Claims of up to three numbers.
        #[test]
        fn nothing_holds_more(
            draft in prop::collection::vec(0..WORDS.len(), 1..150),
            source in prop::collection::vec(0..WORDS.len(), 1..200),
        ) {
            let text = |words: &[usize]| words.iter().map(|&n| WORDS[n]).collect::<Vec<_>>().join(" ");
            let (draft, source) = (text(&draft), speech("s", &text(&source)));
            let (claim, window) = (claim_of(&draft), window_of(&source));
            let held = Bound::new(&claim).of(&window.side.atoms);
            let all: u32 = claim.side.atoms.iter().map(Atom::weight).sum();
            let most = heaviest(&claim.side.atoms, &window.side.atoms);
            prop_assert!(all - held.missing >= most);
            // Where all words weigh the same it is no more than that either.
            if claim.side.atoms.iter().all(|atom| !atom.function) {
                prop_assert_eq!(all - held.missing, most);
            }
        }
    }

    #[test]
    fn order_counts() {
        let (claim, source) = (claim_of("rope mast tide"), speech("s", "tide mast rope"));
        let held = Bound::new(&claim).of(&window_of(&source).side.atoms);
        assert_eq!(held.missing, 10);
    }
}
