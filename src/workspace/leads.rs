//! Where the citations of a draft lead, kept from one check to the next.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::archive::SourceId;
use crate::draft::Target;

/// The sources of citations that lead to some, by where the target lies in memory: the citations of what an edit did
/// not touch share theirs with those of the last check.
#[derive(Debug, Default)]
pub(super) struct Leads(FxHashMap<usize, Lead>);

#[derive(Debug)]
struct Lead {
    /// Held, so that nothing else comes to lie there.
    target: Arc<Target>,
    sources: Arc<[SourceId]>,
    round: u64,
}

impl Leads {
    /// The sources of `target`, asked for in `round`; where they are not known, `look_up` finds them.
    pub(super) fn recall<'a>(
        &mut self,
        target: &Arc<Target>,
        round: u64,
        look_up: impl FnOnce() -> Option<&'a [SourceId]>,
    ) -> Option<Arc<[SourceId]>> {
        let place = Arc::as_ptr(target).addr();
        if let Some(lead) = self.0.get_mut(&place).filter(|lead| Arc::ptr_eq(&lead.target, target)) {
            lead.round = round;
            return Some(Arc::clone(&lead.sources));
        }
        let sources: Arc<[SourceId]> = look_up()?.into();
        self.0.insert(place, Lead { target: Arc::clone(target), sources: Arc::clone(&sources), round });
        Some(sources)
    }

    /// Forgets what was last asked for before round `oldest`.
    pub(super) fn forget(&mut self, oldest: u64) {
        self.0.retain(|_, lead| lead.round >= oldest);
    }
}
