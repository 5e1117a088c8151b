//! A quick bound: how much of a claim a stretch of a source can hold at best, order aside.

use super::atoms::{Atom, Claim};
use crate::text::WordKey;

/// The claimed atoms, in any order.
pub(super) struct Bound {
    kinds: Vec<Kind>,
    /// The weight of all.
    all: u32,
}

/// All claimed atoms of one key.
struct Kind {
    key: WordKey,
    claimed: u32,
    weight: u32,
    /// How often the stretch at hand has it.
    held: u32,
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
        let claimed =
            claim.side.atoms.iter().zip(&claim.inserted).filter(|(atom, inserted)| !**inserted && !atom.is_wild());
        let mut atoms: Vec<(WordKey, u32)> = claimed.map(|(atom, _)| (atom.key, atom.weight())).collect();
        atoms.sort_unstable();
        let all = atoms.iter().map(|atom| atom.1).sum();
        let kinds = atoms.chunk_by(|a, b| a.0 == b.0).filter_map(|run| {
            let &(key, weight) = run.first()?;
            Some(Kind { key, claimed: u32::try_from(run.len()).unwrap_or(u32::MAX), weight, held: 0 })
        });
        Self { kinds: kinds.collect(), all }
    }

    /// What `stretch` may hold.
    pub(super) fn of(&mut self, stretch: &[Atom]) -> Held {
        self.kinds.iter_mut().for_each(|kind| kind.held = 0);
        for atom in stretch {
            if let Ok(at) = self.kinds.binary_search_by_key(&atom.key, |kind| kind.key)
                && let Some(kind) = self.kinds.get_mut(at)
            {
                kind.held = kind.claimed.min(kind.held + 1);
            }
        }
        let held: u32 = self.kinds.iter().map(|kind| kind.held * kind.weight).sum();
        #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
        let share = if self.all == 0 { 1.0 } else { held as f32 / self.all as f32 };
        Held { share, missing: self.all - held }
    }
}
