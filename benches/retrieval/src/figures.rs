//! What was measured: numbers by name, kept on disk, so that parts can be measured again by themselves.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

/// Numbers by name, as `007/verbatim/exact/median`. Times are microseconds, sizes bytes.
#[derive(Debug)]
pub(crate) struct Figures {
    path: PathBuf,
    numbers: BTreeMap<String, f64>,
}

impl Figures {
    /// Those that are in the folder.
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let path = folder.join("figures.json");
        let numbers = match fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text).with_context(|| format!("{} is damaged", path.display()))?,
            Err(_) => BTreeMap::new(),
        };
        Ok(Self { path, numbers })
    }

    /// Writes them to their folder.
    pub(crate) fn save(&self) -> Result<()> {
        let text = serde_json::to_string_pretty(&self.numbers)?;
        fs::write(&self.path, text).with_context(|| format!("cannot write {}", self.path.display()))
    }

    /// All of them as JSON.
    pub(crate) fn json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(&self.numbers)?)
    }

    /// Forgets what begins with `start`, before it is measured again.
    pub(crate) fn forget(&mut self, start: &str) {
        self.numbers.retain(|name, _| !name.starts_with(start));
    }

    pub(crate) fn set(&mut self, name: impl Into<String>, number: f64) {
        self.numbers.insert(name.into(), number);
    }

    #[expect(clippy::cast_precision_loss, reason = "for people")]
    pub(crate) fn count(&mut self, name: impl Into<String>, number: u64) {
        self.set(name, number as f64);
    }

    pub(crate) fn time(&mut self, name: impl Into<String>, time: Duration) {
        self.set(name, microseconds(time));
    }

    pub(crate) fn get(&self, name: &str) -> Option<f64> {
        self.numbers.get(name).copied()
    }

    /// The sizes of corpora for which there are figures whose name goes on with `rest`.
    pub(crate) fn sizes(&self, rest: &str) -> Vec<usize> {
        let size = |name: &String| name.split_once('/').filter(|(_, behind)| *behind == rest)?.0.parse().ok();
        self.numbers.keys().filter_map(size).collect()
    }
}

pub(crate) fn microseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// The value below which `share` of the times lie; 0 of none.
pub(crate) fn quantile(times: &[Duration], share: f64) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a list"
    )]
    let place = (sorted.len() as f64 * share) as usize;
    sorted.get(place.min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// The middle of the times; 0 of none.
pub(crate) fn median(times: &[Duration]) -> Duration {
    quantile(times, 0.5)
}
