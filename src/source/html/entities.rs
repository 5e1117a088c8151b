//! Character references.

use quick_xml::escape::resolve_html5_entity;

/// The longest name of a character reference, with room to spare.
const LONGEST: usize = 40;

/// The character reference that `text` begins with: what it stands for, and its length in bytes.
pub(in crate::source) fn entity(text: &str) -> Option<(String, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16),
            None => (number, 10),
        };
        let length = digits.bytes().take(9).take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let code = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
        let end = text.len() - digits.len() + length;
        let end = end + usize::from(text.as_bytes().get(end) == Some(&b';'));
        return Some((character(code).to_string(), end));
    }
    let length = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let name = rest.get(..length)?;
    if rest.as_bytes().get(length) == Some(&b';') {
        return resolve_html5_entity(name).map(|value| (value.to_owned(), length + 2));
    }
    // Old names may stand without the semicolon.
    ["nbsp", "amp", "lt", "gt", "quot", "copy", "reg", "pound", "laquo", "raquo", "eacute"]
        .into_iter()
        .find(|old| name.starts_with(old))
        .and_then(|old| Some((resolve_html5_entity(old)?.to_owned(), old.len() + 1)))
}

/// The character with this number; those from 128 to 159 mean what they mean in Windows-1252, as the
/// HTML standard has it.
fn character(code: u32) -> char {
    let shown = match code {
        0x80..=0x9f => {
            let byte = [u8::try_from(code).unwrap_or_default()];
            let (decoded, _, _) = encoding_rs::WINDOWS_1252.decode(&byte);
            decoded.chars().next()
        }
        0 => None,
        _ => char::from_u32(code),
    };
    shown.unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// `text` with its character references resolved.
pub(in crate::source) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match entity(from) {
            Some((value, length)) => {
                out.push_str(&value);
                rest = from.get(length..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        assert_eq!(
            unescaped("a&rsquo;s &#8220;x&#x201D; &#147; &amp; R&D &bogus; &nbsp"),
            "a’s “x” “ & R&D &bogus; \u{a0}"
        );
        assert_eq!(entity("&amp;x"), Some(("&".to_owned(), 5)));
        assert_eq!(entity("&#0;").map(|e| e.0).as_deref(), Some("\u{fffd}"));
    }
}
