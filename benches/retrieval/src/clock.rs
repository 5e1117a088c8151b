//! Time on a processor. Others use the machine too; what they take is no time of ours.

use std::time::Duration;

use rustix::time::{ClockId, Timespec, clock_gettime};

/// A time that has begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    id: ClockId,
    begun: Duration,
}

impl Clock {
    /// The time of this thread alone.
    pub(crate) fn thread() -> Self {
        Self::of(ClockId::ThreadCPUTime)
    }

    /// The time of all threads of this process together.
    pub(crate) fn process() -> Self {
        Self::of(ClockId::ProcessCPUTime)
    }

    fn of(id: ClockId) -> Self {
        Self { id, begun: duration(clock_gettime(id)) }
    }

    /// The time since it was begun.
    pub(crate) fn elapsed(self) -> Duration {
        duration(clock_gettime(self.id)).saturating_sub(self.begun)
    }
}

fn duration(time: Timespec) -> Duration {
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or_default())
}
