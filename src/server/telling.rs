//! Findings as they are sent unasked: the text of a list of diagnostics, of which an edit has only that made which is
//! new. Most findings of a long draft stay what they are and move.

use std::hash::Hash as _;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;
use tower_lsp::ls_types::Diagnostic;
use xxhash_rust::xxh3::Xxh3;

use super::analysis::Analysis;
use super::capabilities::ResolvedClientCapabilities;
use super::opened::Opened;
use super::requests::diagnostic::{data, range, unplaced};
use crate::remembered::Rounds;
use crate::rules::{Finding, Related};

/// A list with nothing in it.
pub(super) const NOTHING: &[u8] = b"[]";

/// What so many findings say is made by one thread.
const HUNDRED: usize = 100;

/// What was told of a draft lately. Belongs to one draft and one client.
#[derive(Debug, Default)]
pub(super) struct Telling {
    /// What each finding says wherever it stands, by a digest of it: the members of a JSON object, without its
    /// brackets; `None` for one that is switched off.
    said: FxHashMap<u128, Said>,
    /// Where its passages are shown.
    opened: Option<Arc<Opened>>,
    rounds: Rounds,
    /// How long the last list was.
    length: usize,
}

#[derive(Debug)]
struct Said {
    members: Option<Box<[u8]>>,
    round: u64,
}

impl Telling {
    /// The findings of `analysis` as a JSON list of diagnostics, by where they stand.
    pub(super) fn tell(&mut self, analysis: &Analysis, capabilities: ResolvedClientCapabilities) -> Vec<u8> {
        if !self.opened.as_ref().is_some_and(|opened| Arc::ptr_eq(opened, &analysis.opened)) {
            self.said.clear();
            self.opened = Some(Arc::clone(&analysis.opened));
        }
        self.rounds.begin();
        let findings = analysis.checked.all_findings();
        let digests: Vec<u128> = findings.iter().map(|finding| digest(finding)).collect();
        self.learn(analysis, &findings, &digests, capabilities);
        // A little more than last time: it is not to be moved while it grows.
        let mut list = Vec::with_capacity(self.length + self.length / 8 + NOTHING.len());
        list.push(b'[');
        for (finding, digest) in findings.into_iter().zip(&digests) {
            if let Some(said) = self.said.get_mut(digest) {
                said.round = self.rounds.now();
                if let Some(members) = &said.members {
                    write(&mut list, members, analysis, finding, capabilities);
                }
            }
        }
        list.push(b']');
        self.length = list.len();
        if let Some(oldest) = self.rounds.oldest() {
            self.said.retain(|_, said| said.round >= oldest);
        }
        list
    }

    /// Makes what those of `findings` say that are new.
    fn learn(
        &mut self,
        analysis: &Analysis,
        findings: &[&Finding],
        digests: &[u128],
        capabilities: ResolvedClientCapabilities,
    ) {
        let new = findings.iter().zip(digests).filter(|(_, digest)| !self.said.contains_key(*digest));
        let new: Vec<(&&Finding, &u128)> = new.collect();
        let make = |(finding, digest): &(&&Finding, &u128)| {
            (**digest, unplaced(analysis, finding, capabilities).as_ref().and_then(members))
        };
        let round = self.rounds.now();
        let keep = |(digest, members)| (digest, Said { members, round });
        // What a hundred cost is worth waking another thread for.
        if new.len() < 2 * HUNDRED {
            self.said.extend(new.iter().map(make).map(keep));
        } else {
            let made: Vec<_> = new.par_iter().with_min_len(HUNDRED).map(make).collect();
            self.said.extend(made.into_iter().map(keep));
        }
    }
}

/// Adds `finding` to `list`, which says `members` wherever it stands.
fn write(
    list: &mut Vec<u8>,
    members: &[u8],
    analysis: &Analysis,
    finding: &Finding,
    capabilities: ResolvedClientCapabilities,
) {
    let draft = &analysis.checked.draft;
    list.extend_from_slice(if list.len() > 1 { b",{\"range\":" } else { b"{\"range\":" });
    put(list, &range(draft, finding.span, capabilities));
    list.push(b',');
    list.extend_from_slice(members);
    if let Some(data) = data(draft, finding, capabilities) {
        list.extend_from_slice(b",\"data\":");
        put(list, &data);
    }
    list.push(b'}');
}

/// Adds `value` as JSON, which cannot fail: it is written to memory, and its keys are names.
fn put(list: &mut Vec<u8>, value: &impl Serialize) {
    let _ = serde_json::to_writer(list, value);
}

/// What `diagnostic` says, its place left out.
fn members(diagnostic: &Diagnostic) -> Option<Box<[u8]>> {
    let mut value = serde_json::to_value(diagnostic).ok()?;
    value.as_object_mut()?.remove("range");
    let text = value.to_string();
    Some(text.strip_prefix('{')?.strip_suffix('}')?.as_bytes().into())
}

/// Names what `finding` says by all that [`unplaced`] looks at.
fn digest(finding: &Finding) -> u128 {
    let Finding { code, severity, message, related, span: _, fixes: _ } = finding;
    let mut hasher = Xxh3::new();
    (code, severity, message).hash(&mut hasher);
    for Related { source, span, message } in related {
        (source, span, message).hash(&mut hasher);
    }
    hasher.digest128()
}

#[cfg(test)]
mod tests {
    use ropey::Rope;
    use serde_json::Value;

    use super::*;
    use crate::server::positions::Encoding;
    use crate::server::requests::diagnostic::to_protocol;
    use crate::workspace::{Memo, Workspace};

    #[test]
    fn what_is_told_is_what_is_answered() {
        let folder = tempfile::tempdir().unwrap();
        let source =
            "“We never stop for the tide,” Ada Marsh said on Tuesday.\n\n“The ferry waits for nobody,” she added.\n";
        std::fs::create_dir(folder.path().join("sources")).unwrap();
        std::fs::write(folder.path().join("sources/a.txt"), source).unwrap();
        let opened = Arc::new(Opened::new(Workspace::open(folder.path()).unwrap()));
        let says = "“We always stop for the tide,” Ada Marsh said. [@a]\n\n“The ferry waits for everybody,” she added. [@a]\n\nNobody. [@b]\n";
        let texts = [
            says.to_owned(),
            format!("Ünd 🎉 {says}"),
            format!("One.\n\n{says}“What is nowhere to be found,” he said."),
            "Nothing.".to_owned(),
            says.to_owned(),
        ];
        let plain = ResolvedClientCapabilities { encoding: Encoding::Utf16, ..Default::default() };
        let rich = ResolvedClientCapabilities {
            related_information: true,
            diagnostic_data: true,
            code_description: true,
            ..plain
        };
        for capabilities in [plain, rich] {
            let (mut memo, mut telling) = (Memo::default(), Telling::default());
            for text in &texts {
                let checked = opened.workspace.check(&folder.path().join("d.md"), text, &mut memo);
                let uri = "file:///d.md".parse().unwrap();
                let opened = Arc::clone(&opened);
                let analysis = Analysis { uri, version: 1, text: Rope::from_str(text), checked, opened };
                let told: Value = serde_json::from_slice(&telling.tell(&analysis, capabilities)).unwrap();
                let answered = to_protocol(&analysis, capabilities);
                assert!(answered.is_empty() == (text == "Nothing."), "{text}");
                assert_eq!(told, serde_json::to_value(answered).unwrap());
            }
        }
    }
}
