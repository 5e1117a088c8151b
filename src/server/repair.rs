//! Names of documents that are no URIs, set right: Kate sends blanks and dashes as they are, and the
//! library would refuse the whole message.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What ends the key of every name of a document, in letters of any size: `uri`, `rootUri`, `targetUri`.
const KEY: &[u8] = b"uri\"";

/// What a URI may not hold anywhere.
const FORBIDDEN: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// The message with every URI in it percent-encoded where that was left out. Nothing else is touched:
/// inside a text the mark behind a key would stand behind a backslash.
pub(super) fn repaired(message: Vec<u8>) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut done = 0;
    for key in message.windows(KEY.len()).enumerate().filter(|(_, bytes)| bytes.eq_ignore_ascii_case(KEY)) {
        let Some((start, literal)) = value(&message, key.0 + KEY.len()) else { continue };
        let Some(encoded) = encoded(literal) else { continue };
        whole.extend_from_slice(message.get(done..start).unwrap_or_default());
        whole.extend_from_slice(encoded.as_bytes());
        done = start + literal.len();
    }
    if done == 0 {
        return message;
    }
    whole.extend_from_slice(message.get(done..).unwrap_or_default());
    whole
}

/// Where the text behind a key begins, and the text with its marks, as JSON has it.
fn value(message: &[u8], key_end: usize) -> Option<(usize, &[u8])> {
    let behind = message.get(key_end..)?;
    let from_colon = behind.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let inner = from_colon.strip_prefix(b"\"")?;
    let mut escaped = false;
    let end = inner.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    })?;
    Some((message.len() - from_colon.len(), from_colon.get(..end + 2)?))
}

/// The URI in `literal`, encoded, as JSON; `None` where there is nothing to do.
fn encoded(literal: &[u8]) -> Option<String> {
    let uri: String = serde_json::from_slice(literal).ok()?;
    let encoded = utf8_percent_encode(&uri, FORBIDDEN).to_string();
    (encoded != uri).then(|| format!("\"{encoded}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_repaired(sent: &str, expected: &str) {
        assert_eq!(String::from_utf8(repaired(sent.as_bytes().to_vec())).unwrap(), expected);
    }

    #[test]
    fn what_was_not_encoded_is() {
        assert_repaired(r#"{"uri":"file:///a b/é – x.md"}"#, r#"{"uri":"file:///a%20b/%C3%A9%20%E2%80%93%20x.md"}"#);
        assert_repaired(
            r#"{"rootUri": "file:///a b", "textDocument": {"uri" : "file:\/\/\/\u00e9"}, "n": 1}"#,
            r#"{"rootUri": "file:///a%20b", "textDocument": {"uri" : "file:///%C3%A9"}, "n": 1}"#,
        );
    }

    #[test]
    fn what_is_a_uri_stays() {
        for sent in [
            r#"{"uri":"file:///a%20b/%C3%A9.md#x?y=[1]"}"#,
            r#"{"rootUri":null,"uri":7,"x":"uri","y":"a b"}"#,
            r#"{"text":"\"uri\":\"a b\""}"#,
            r#"{"uri":"a b"#,
            "",
        ] {
            assert_repaired(sent, sent);
        }
    }
}
