//! What single words are: verbs of speech, pronouns, titles, function words.
//!
//! The words themselves are data, one table for each language, in `data`.

use std::sync::LazyLock;

use super::data::{de, en, names};
use super::table::WordTable;

/// Word classes, as bits: a word may belong to several ("claims" is a verb and a noun).
pub(super) mod class {
    /// A set of classes.
    pub(in crate::prose) type Classes = u64;

    macro_rules! classes {
        ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
            $($(#[$doc])* pub(in crate::prose) const $name: Classes = 1 << $bit;)*
        };
    }

    classes! {
        /// A verb that reports words: say, tell, write.
        SAY = 0;
        /// A verb of speech that takes the person spoken to: tell, ask.
        TELL = 1;
        /// A verb that often carries a few quoted words: call, praise, denounce.
        WEAK = 2;
        /// Any other common verb.
        VERB = 3;
        /// A verb form that can stand with a subject: says, said.
        FINITE = 4;
        /// A verb form in -ing, and what works alike.
        SAY_ING = 5;
        /// The plain form of a verb.
        BASE = 6;
        /// A form of "be".
        BE = 7;
        /// Auxiliaries, and "to".
        AUX = 8;
        NEGATION = 9;
        HE = 10;
        SHE = 11;
        THEY = 12;
        IT = 13;
        FIRST_PERSON = 14;
        OBJECT_PRONOUN = 15;
        POSSESSIVE = 16;
        MY = 17;
        /// Relative and interrogative pronouns.
        WHO = 18;
        DETERMINER = 19;
        PREPOSITION = 20;
        CONJUNCTION = 21;
        SUBORDINATOR = 22;
        THAT = 23;
        /// "according".
        ACCORDING = 24;
        ADVERB = 25;
        /// Nouns for what was said: statement, tweet.
        SPEECH_NOUN = 26;
        /// What may stand before a name: Mr., Senator.
        TITLE = 27;
        MALE = 28;
        FEMALE = 29;
        /// "Jr.", "III".
        SUFFIX = 30;
        /// What may stand before a role: former, senior.
        MODIFIER = 31;
        CALENDAR = 32;
        /// Those spoken to, unnamed: reporters, supporters.
        ADDRESSEE = 33;
        /// Nouns for one human being by what they do: envoy, spokesman.
        ROLE = 34;
        /// Nouns for bodies: ministry, company.
        BODY = 35;
        /// Nouns for several: officials.
        GROUP = 36;
        DEMONYM = 37;
        PLACE = 38;
        /// Words whose point ends no sentence.
        ABBREVIATION = 39;
        /// Words that are no name although a capital begins them.
        STOP = 40;
        /// Where people post.
        PLATFORM = 41;
        /// A given name.
        GIVEN = 42;
        /// What a title in quotation marks stands behind: film, song, titled.
        WORK = 43;
        /// "von", "de": inside a name in lower case.
        PARTICLE = 44;
        /// Prepositions that say where: in, at.
        LOCATIVE = 45;
        /// What stands for a party before a state or in brackets: R, D.
        PARTY = 46;
        /// What a name for something follows: "what he calls".
        WHAT = 47;
        /// Titles of those who speak for others, judge or report them, and of family: of whom a
        /// text that is about somebody else says "the judge", "the spokesman".
        BYSTANDER = 48;
        /// A verb form that says that its clause reports somebody's words: German "sei", "habe".
        REPORTED = 49;
        /// What compares or equates: as, like.
        LIKE = 50;
        /// What gives words to whoever is named right behind it, after the words: German "so X".
        THUS = 51;
        /// What stands behind whoever reports: German "X zufolge".
        POSTPOSED = 52;
        /// Determiners of a case that no subject has: German "dem", "des".
        OBLIQUE = 53;
        /// Nouns for what nobody can be: German ones in "-ung", "-heit".
        ABSTRACT = 54;
        /// Whoever runs for an office: candidate, nominee.
        RUNNING = 55;
    }
}

use class::Classes;

/// The word lists of one language.
pub(super) struct Tables {
    /// Verbs of [`class::SAY`].
    pub(super) speech_verbs: &'static str,
    /// Verbs of [`class::TELL`].
    pub(super) telling_verbs: &'static str,
    /// Verbs of [`class::WEAK`].
    pub(super) weak_verbs: &'static str,
    /// Verbs of [`class::VERB`].
    pub(super) other_verbs: &'static str,
    /// All other classes, each with its words.
    pub(super) classes: &'static [(Classes, &'static str)],
    /// Words that begin with an apostrophe: 'tis.
    pub(super) elisions: &'static str,
    /// The phrases of "according to", each with its words.
    pub(super) according: &'static [&'static [&'static str]],
    /// Endings of nouns for what nobody can be; see [`class::ABSTRACT`].
    pub(super) abstract_endings: &'static [&'static str],
    /// Whether nouns are joined to one word whose last part says what it is, and the finite verb of a
    /// main clause stands second, with its subject behind it where something else comes first.
    pub(super) joins_nouns: bool,
    /// The labels of turns.
    pub(super) labels: Labels,
}

/// The words that stand for speakers, and among their words, in transcripts and interviews.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labels {
    /// Labels of a question: Q.
    pub(super) questions: &'static str,
    /// Labels of an answer: A.
    pub(super) answers: &'static str,
    /// Words of labels that leave open who speaks: unidentified, audience.
    pub(super) unknown: &'static str,
    /// Notes of what is heard and nobody says: laughter.
    pub(super) noises: &'static str,
    /// Words before "with" and the one who is interviewed: interview, spoke.
    pub(super) conversations: &'static str,
}

/// A language the engine reads.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(super) enum Language {
    #[default]
    English,
    German,
}

/// The words of one language with their classes.
pub(super) struct Lexicon {
    /// Which language.
    pub(super) language: Language,
    words: WordTable,
    elisions: Vec<&'static str>,
    /// The phrases of "according to", each with its words.
    pub(super) according: &'static [&'static [&'static str]],
    abstract_endings: &'static [&'static str],
    joins_nouns: bool,
    labels: Labels,
}

impl Lexicon {
    /// The lexicon of `language`.
    pub(super) fn of(language: Language) -> &'static Self {
        static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::build(Language::English, &en::TABLES));
        static GERMAN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::build(Language::German, &de::TABLES));
        match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        }
    }

    fn build(language: Language, tables: &Tables) -> Self {
        let mut words = WordTable::default();
        let mut add = |word: &str, classes: Classes| words.add(word, classes);
        for &(classes, list) in tables.classes {
            list.split_whitespace().for_each(|word| add(word, classes));
        }
        for (classes, list) in [
            (class::SAY, tables.speech_verbs),
            (class::SAY | class::TELL, tables.telling_verbs),
            (class::WEAK, tables.weak_verbs),
            (class::VERB, tables.other_verbs),
        ] {
            for entry in list.split_whitespace() {
                for (form, kind) in inflect(entry) {
                    add(&form, classes | kind);
                }
            }
        }
        for (classes, list) in [(class::MALE, names::MALE), (class::FEMALE, names::FEMALE), (0, names::EITHER)] {
            for name in list.split_whitespace() {
                add(name, class::GIVEN | classes);
            }
        }
        for particle in names::PARTICLES.split_whitespace() {
            add(particle, class::PARTICLE);
        }
        Self {
            language,
            words,
            elisions: tables.elisions.split_whitespace().collect(),
            according: tables.according,
            abstract_endings: tables.abstract_endings,
            joins_nouns: tables.joins_nouns,
            labels: tables.labels,
        }
    }

    /// The classes of `word`, whatever its case; none when it is unknown.
    pub(super) fn classes(&self, word: &str) -> Classes {
        if let Some(classes) = self.words.get(word) {
            return classes;
        }
        if word.is_ascii() {
            let hyphened = self.compound(word);
            return if hyphened == 0 && self.joins_nouns { self.joined(word) } else { hyphened };
        }
        let lower: String = word.chars().filter(|c| !crate::text::is_joint(*c)).flat_map(char::to_lowercase).collect();
        let known = self.words.get(&lower.replace('’', "'"));
        known.unwrap_or_else(|| if self.joins_nouns { self.joined(word) } else { 0 })
    }

    /// What a noun is that no table has, by the noun at its end, itself or in another case
    /// ("Regierungssprecher", "des Außenministeriums"), or by its ending.
    fn joined(&self, word: &str) -> Classes {
        const NOUNS: Classes = class::ROLE | class::BODY | class::GROUP | class::WORK | class::SPEECH_NOUN;
        const SHORTEST: usize = 4;
        if !word.starts_with(char::is_uppercase) {
            return 0;
        }
        let lower = word.to_lowercase();
        let places = lower.char_indices().map(|(at, _)| at);
        for start in places.filter(|at| *at == 0 || *at >= SHORTEST - 1) {
            let end = lower.get(start..).unwrap_or_default();
            if end.len() < SHORTEST {
                break;
            }
            let forms = [Some(end), end.strip_suffix('s'), end.strip_suffix("es"), end.strip_suffix('n')];
            let found = forms
                .into_iter()
                .flatten()
                .filter(|form| form.len() >= SHORTEST)
                .find_map(|form| self.words.get(form).filter(|classes| classes & NOUNS != 0));
            if let Some(found) = found {
                return found & (NOUNS | class::TITLE | class::MALE | class::FEMALE | class::BYSTANDER);
            }
        }
        let named = self.abstract_endings.iter().any(|ending| lower.ends_with(ending));
        if named { class::ABSTRACT } else { 0 }
    }

    /// Whether the finite verb of a main clause stands second.
    pub(super) fn verb_is_second(&self) -> bool {
        self.joins_nouns
    }

    /// The nouns in a hyphenated word that no table has: "vice-chairman", "senator-elect".
    fn compound(&self, word: &str) -> Classes {
        let Some(hyphen) = word.bytes().rposition(|byte| byte == b'-') else { return 0 };
        // "R-Texas"
        let party = word.split('-').next().and_then(|first| self.words.get(first)).unwrap_or(0) & class::PARTY;
        if party != 0 {
            return party;
        }
        let (first, last) = (word.get(..hyphen).unwrap_or_default(), word.get(hyphen + 1..).unwrap_or_default());
        let noun = if last.eq_ignore_ascii_case("elect") { first } else { last };
        let nominal = class::ROLE | class::TITLE | class::BODY | class::GROUP | class::MALE | class::FEMALE;
        let found = self.words.get(noun).unwrap_or(0);
        if found & (class::ROLE | class::TITLE | class::GROUP) == 0 { 0 } else { found & nominal }
    }

    /// Whether `word` (without its apostrophe) is one of those that begin with an apostrophe.
    pub(super) fn is_elision(&self, word: &str) -> bool {
        word.len() <= 6 && self.elisions.iter().any(|elision| elision.eq_ignore_ascii_case(word))
    }

    /// Whether `word` labels a question: "Q".
    pub(super) fn asks(&self, word: &str) -> bool {
        listed(self.labels.questions, word)
    }

    /// Whether `word` labels an answer: "A".
    pub(super) fn answers(&self, word: &str) -> bool {
        listed(self.labels.answers, word)
    }

    /// Whether a label leaves open who speaks: "UNIDENTIFIED MALE", "Speaker 2".
    pub(super) fn hides_speaker(&self, label: &str) -> bool {
        let mut words =
            label.split_whitespace().filter(|word| !word.starts_with(|c: char| c.is_ascii_digit() || c == '#'));
        let first = words.next().is_some_and(|first| listed(self.labels.unknown, first));
        first && words.all(|word| listed(self.labels.unknown, word) || self.classes(word) & class::ROLE != 0)
    }

    /// Whether `note`, without its brackets, is of what is heard and nobody says: "LAUGHTER".
    pub(super) fn is_noise(&self, note: &str) -> bool {
        let mut words = note.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.any(|word| listed(self.labels.noises, word))
    }

    /// Whether `word` may stand before "with" and the one who is interviewed.
    pub(super) fn is_conversation(&self, word: &str) -> bool {
        listed(self.labels.conversations, word)
    }
}

fn listed(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|known| known.eq_ignore_ascii_case(word))
}

/// The forms of a verb given as `base[:past[:participle]]`, `base+` where the last consonant doubles.
fn inflect(entry: &str) -> Vec<(String, Classes)> {
    let mut parts = entry.split(':');
    let head = parts.next().unwrap_or_default();
    let base = head.trim_end_matches('+');
    let stem = if head.len() > base.len() {
        format!("{base}{}", base.chars().last().unwrap_or_default())
    } else {
        base.to_owned()
    };
    let silent_e = stem.strip_suffix('e').filter(|rest| !rest.ends_with('e') && !rest.ends_with('o'));
    let past = parts.next().map_or_else(
        || match (base.strip_suffix('e'), base.strip_suffix('y')) {
            (Some(short), _) => format!("{short}ed"),
            (_, Some(short)) if !short.ends_with(['a', 'e', 'o', 'u']) => format!("{short}ied"),
            _ => format!("{stem}ed"),
        },
        str::to_owned,
    );
    let third = match base.strip_suffix('y') {
        Some(short) if !short.ends_with(['a', 'e', 'o', 'u']) => format!("{short}ies"),
        _ if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") || base == "go" => {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    };
    let gerund = format!("{}ing", silent_e.unwrap_or(&stem));
    let mut forms =
        vec![(base.to_owned(), class::BASE), (third, class::FINITE), (past, class::FINITE), (gerund, class::SAY_ING)];
    forms.extend(parts.map(|participle| (participle.to_owned(), class::FINITE)));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected() {
        let forms = |entry| inflect(entry).into_iter().map(|(form, _)| form).collect::<Vec<_>>().join(" ");
        assert_eq!(forms("say:said"), "say says said saying");
        assert_eq!(forms("argue"), "argue argues argued arguing");
        assert_eq!(forms("deny"), "deny denies denied denying");
        assert_eq!(forms("quip+"), "quip quips quipped quipping");
        assert_eq!(forms("write:wrote:written"), "write writes wrote writing written");
        assert_eq!(forms("agree"), "agree agrees agreed agreeing");
    }

    #[test]
    fn a_word_has_all_its_classes_in_any_case() {
        let lexicon = Lexicon::of(Language::English);
        let claims = lexicon.classes("Claims");
        assert!(claims & class::SAY != 0 && claims & class::SPEECH_NOUN != 0);
        assert!(lexicon.classes("Didn’t") & class::AUX != 0);
        assert_eq!(lexicon.classes("xylograph"), 0);
    }

    #[test]
    fn a_joined_noun_is_what_its_last_part_is() {
        let lexicon = Lexicon::of(Language::German);
        let is = |word: &str, class: Classes| lexicon.classes(word) & class != 0;
        assert!(is("Hafensprecher", class::ROLE) && is("Hafenministeriums", class::BODY));
        assert!(is("Wetterdienst", class::BODY) && is("Raddampferfilm", class::WORK));
        assert!(is("Begründungen", class::SPEECH_NOUN) || is("Begründungen", class::ABSTRACT));
        assert!(is("Dunkelheit", class::ABSTRACT));
        assert_eq!(lexicon.classes("Marsch"), 0);
        assert_eq!(Lexicon::of(Language::English).classes("Hafensprecher"), 0);
    }
}
