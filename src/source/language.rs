//! The language of a text.

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 4000;
/// Less than this tells nothing, in bytes.
const LEAST: usize = 120;

/// The language of `text` as a code of ISO 639: of two letters where there is one; `None` where the
/// text is too short or too mixed to tell.
pub(super) fn detect(text: &str) -> Option<String> {
    let sample = text.get(..text.floor_char_boundary(SAMPLE))?;
    if sample.len() < LEAST {
        return None;
    }
    let found = whatlang::detect(sample)?;
    found.is_reliable().then(|| short(found.lang().code()).to_owned())
}

/// The code of two letters for one of three.
fn short(code: &str) -> &str {
    const SHORT: &[(&str, &str)] = &[
        ("eng", "en"),
        ("deu", "de"),
        ("fra", "fr"),
        ("spa", "es"),
        ("ita", "it"),
        ("por", "pt"),
        ("nld", "nl"),
        ("rus", "ru"),
        ("ukr", "uk"),
        ("pol", "pl"),
        ("ces", "cs"),
        ("slk", "sk"),
        ("swe", "sv"),
        ("dan", "da"),
        ("nob", "nb"),
        ("fin", "fi"),
        ("est", "et"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("hun", "hu"),
        ("ron", "ro"),
        ("bul", "bg"),
        ("srp", "sr"),
        ("hrv", "hr"),
        ("slv", "sl"),
        ("mkd", "mk"),
        ("ell", "el"),
        ("tur", "tr"),
        ("aze", "az"),
        ("uzb", "uz"),
        ("tuk", "tk"),
        ("ara", "ar"),
        ("heb", "he"),
        ("yid", "yi"),
        ("pes", "fa"),
        ("urd", "ur"),
        ("hin", "hi"),
        ("ben", "bn"),
        ("guj", "gu"),
        ("pan", "pa"),
        ("mar", "mr"),
        ("nep", "ne"),
        ("tam", "ta"),
        ("tel", "te"),
        ("kan", "kn"),
        ("mal", "ml"),
        ("sin", "si"),
        ("ori", "or"),
        ("tha", "th"),
        ("mya", "my"),
        ("khm", "km"),
        ("kat", "ka"),
        ("hye", "hy"),
        ("amh", "am"),
        ("cmn", "zh"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("vie", "vi"),
        ("ind", "id"),
        ("jav", "jv"),
        ("tgl", "tl"),
        ("epo", "eo"),
        ("lat", "la"),
        ("afr", "af"),
        ("cat", "ca"),
        ("aka", "ak"),
        ("zul", "zu"),
        ("sna", "sn"),
        ("bel", "be"),
        ("cym", "cy"),
    ];
    SHORT.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_tell_their_language() {
        let german = "Der Hafenmeister sagte am Montag, dass die Fähre auch im nächsten Jahr nicht fahren werde, weil das Geld dafür fehle und niemand es geben wolle.";
        assert_eq!(detect(german).as_deref(), Some("de"));
        assert_eq!(detect("The ferry sank."), None);
    }
}
