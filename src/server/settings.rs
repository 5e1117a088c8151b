//! What a writer sets in their editor: how things are shown. What is checked, and how, is set in
//! `verbatim.toml`, where the command finds it too.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The name under which editors keep the settings.
pub const SECTION: &str = "verbatim";

/// The settings of an editor, below [`SECTION`]. What an editor does not know of has its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct Settings {
    /// Show source and date behind every quotation that is the source's words.
    pub inlay_hints: bool,
    /// Show how many quotations are verified above a draft, and where a source is quoted above its passages.
    pub code_lens: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { inlay_hints: false, code_lens: true }
    }
}

impl Settings {
    /// Reads what a client sent: the settings themselves, or an object that has them below [`SECTION`].
    /// Other settings of the same section are the editor's own. `None` where it is nothing of the kind,
    /// or has a value of the wrong type, which is logged.
    pub(super) fn read(sent: &Value) -> Option<Self> {
        let own = sent.get(SECTION).unwrap_or(sent);
        if !own.is_object() {
            return None;
        }
        Self::deserialize(own).inspect_err(|error| tracing::warn!(%error, "settings that are none")).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_come_with_and_without_their_section() {
        let hints = Settings { inlay_hints: true, ..Settings::default() };
        assert_eq!(Settings::read(&json!({"inlayHints": true, "path": "x"})), Some(hints));
        assert_eq!(Settings::read(&json!({"verbatim": {"inlayHints": true}})), Some(hints));
        assert_eq!(Settings::read(&json!({})), Some(Settings::default()));
        assert_eq!(Settings::read(&Value::Null), None);
        assert_eq!(Settings::read(&json!({"inlayHints": "yes"})), None);
    }
}
