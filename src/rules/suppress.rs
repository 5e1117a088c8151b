//! Ignore comments: which findings they silence, and which silence nothing.

use crate::draft::{Draft, Suppression};

use super::model::{Code, Finding};
use super::unused_suppression;

/// Takes from `findings` what the draft's ignore comments silence. Each list of findings is that
/// of one quotation or citation, beside the byte at which that stands. Returns what is to be said
/// about the comments themselves.
#[must_use]
pub fn suppress(draft: &Draft, findings: &mut [(usize, &mut Vec<Finding>)]) -> Vec<Finding> {
    let mut about = Vec::new();
    for suppression in &draft.suppressions {
        let mut silenced = Vec::new();
        let reached = |at: usize| suppression.reach.contains(at);
        for (_, list) in findings.iter_mut().filter(|(at, _)| reached(*at)) {
            list.retain(|finding| {
                let hit = covers(suppression, finding.code);
                if hit {
                    silenced.push(finding.code);
                }
                !hit
            });
        }
        about.extend(unused_suppression::check(suppression, &silenced));
    }
    about
}

fn covers(suppression: &Suppression, code: Code) -> bool {
    suppression.codes.is_empty() || suppression.codes.iter().any(|(name, _)| name == code.as_str())
}
