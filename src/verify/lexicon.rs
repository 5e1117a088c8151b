//! What single words mean for a comparison. The tables are files in `data/`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::{WordKey, words};

/// In what way a word carries the sense.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(super) enum Class {
    /// It does not, by itself.
    #[default]
    Plain,
    /// "not", "never", "without", "failed".
    Negation,
    /// "could", "must".
    Modal,
    /// "perhaps", "allegedly".
    Hedge,
    /// "if", "unless".
    Condition,
    /// "I", "their".
    Pronoun,
    /// "all", "some", "only".
    Quantity,
    /// "Monday", "June".
    Date,
    /// "hours", "dollars".
    Unit,
    /// "percent", "million": without it a number is another number.
    Scale,
    /// "17".
    Number,
    /// "failed": a negation before "to".
    Failure,
    /// "Mrs", "Senator": goes with a name and is none.
    Title,
}

/// How two words are opposites.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Opposition {
    /// "accept", "reject".
    Antonym,
    /// "more", "less".
    Comparison,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The form it is compared by: "sen" is "senator".
    pub(super) canon: WordKey,
    /// In what way it carries the sense.
    pub(super) class: Class,
    /// Words of one class and value mean the same.
    pub(super) value: u16,
    /// Whether it is a word of grammar.
    pub(super) function: bool,
}

/// The tables.
#[derive(Default)]
pub(super) struct Lexicon {
    entries: FxHashMap<WordKey, Entry>,
    contractions: FxHashMap<WordKey, Vec<WordKey>>,
    /// Regular and irregular contractions with the words they stand for, and the other way round.
    written_out: FxHashMap<WordKey, Vec<WordKey>>,
    contracted: FxHashMap<(WordKey, WordKey), WordKey>,
    /// For each word the groups it is in: the group's number and the side.
    opposites: FxHashMap<WordKey, Vec<(u16, bool, Opposition)>>,
    /// The forms of irregular verbs, each with the number of its verb.
    verbs: FxHashMap<WordKey, u16>,
    /// Misspellings with what was meant.
    slips: FxHashMap<WordKey, WordKey>,
    /// The longest first; with each whether punctuation must set it off.
    fillers: Vec<(Vec<WordKey>, bool)>,
}

impl Lexicon {
    /// The tables, read once.
    pub(super) fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
        &LEXICON
    }

    fn read() -> Self {
        let mut lexicon = Self::default();
        for (class, value, line) in (0..).zip(rows(include_str!("data/classes.txt"))).map(|(n, line)| {
            let class = match line.split_whitespace().next() {
                Some("negation") => Class::Negation,
                Some("modal") => Class::Modal,
                Some("hedge") => Class::Hedge,
                Some("condition") => Class::Condition,
                Some("pronoun") => Class::Pronoun,
                Some("quantity") => Class::Quantity,
                Some("date") => Class::Date,
                Some("unit") => Class::Unit,
                Some("scale") => Class::Scale,
                Some("number") => Class::Number,
                Some("failure") => Class::Failure,
                Some("title") => Class::Title,
                _ => Class::Plain,
            };
            (class, n, line)
        }) {
            for form in after_colon(line).split_whitespace() {
                let entry = lexicon.entry(WordKey::of(form));
                (entry.class, entry.value) = (class, value);
            }
        }
        for word in rows(include_str!("data/function.txt")).flat_map(str::split_whitespace) {
            lexicon.entry(WordKey::of(word)).function = true;
        }
        for line in rows(include_str!("data/variants.txt")) {
            let head = line.split(':').next().unwrap_or_default();
            if head.contains(' ') {
                continue;
            }
            let canon = *lexicon.entry(WordKey::of(head));
            for form in after_colon(line).split_whitespace() {
                let entry = lexicon.entry(WordKey::of(form));
                entry.canon = canon.canon;
                (entry.class, entry.value) =
                    if entry.class == Class::Plain { (canon.class, canon.value) } else { (entry.class, entry.value) };
            }
        }
        for line in rows(include_str!("data/contractions.txt")) {
            let short = line.split(':').next().unwrap_or_default();
            let long = after_colon(line).split_whitespace().map(WordKey::of).collect();
            lexicon.contractions.insert(WordKey::of(short), long);
        }
        lexicon.read_regular();
        for (n, line) in (0..).zip(rows(include_str!("data/opposites.txt"))) {
            let kind = if line.starts_with("comparison") { Opposition::Comparison } else { Opposition::Antonym };
            for (side, forms) in [true, false].into_iter().zip(after_colon(line).split('/')) {
                for form in forms.split_whitespace() {
                    lexicon.opposites.entry(WordKey::of(form)).or_default().push((n, side, kind));
                }
            }
        }
        for (n, line) in (0..).zip(rows(include_str!("data/verbs.txt"))) {
            lexicon.verbs.extend(line.split_whitespace().map(|form| (WordKey::of(form), n)));
        }
        for line in rows(include_str!("data/misspellings.txt")) {
            let right = WordKey::of(line.split(':').next().unwrap_or_default());
            lexicon.slips.extend(after_colon(line).split_whitespace().map(|wrong| (WordKey::of(wrong), right)));
        }
        lexicon.fillers = rows(include_str!("data/fillers.txt"))
            .map(|line| (words(line).iter().map(|word| word.key).collect(), line.starts_with('*')))
            .collect();
        lexicon.fillers.sort_by_key(|filler: &(Vec<WordKey>, bool)| std::cmp::Reverse(filler.0.len()));
        lexicon
    }

    /// Makes the contractions that follow a rule: "we are" is "we're", "did not" is "didn't".
    fn read_regular(&mut self) {
        for line in rows(include_str!("data/regular.txt")) {
            let mut parts = line.split(':').next().unwrap_or_default().split_whitespace();
            let (Some(ending), Some(long)) = (parts.next(), parts.next()) else { continue };
            for stem in after_colon(line).split_whitespace() {
                let short = WordKey::of(&format!("{stem}{ending}"));
                let pair = (WordKey::of(stem), WordKey::of(long));
                self.written_out.entry(short).or_insert_with(|| vec![pair.0, pair.1]);
                self.contracted.insert(pair, short);
            }
        }
        for (short, long) in &self.contractions {
            self.written_out.insert(*short, long.clone());
            if let [a, b] = long.as_slice() {
                // "cannot" and "can't": the first in the order of keys, whichever map order.
                let known = self.contracted.entry((*a, *b)).or_insert(*short);
                *known = (*known).min(*short);
            }
        }
    }

    /// The words that a contraction stands for most often.
    pub(super) fn written_out(&self, word: WordKey) -> Option<&[WordKey]> {
        self.written_out.get(&word).map(Vec::as_slice)
    }

    /// The contraction of two words.
    pub(super) fn contracted(&self, first: WordKey, second: WordKey) -> Option<WordKey> {
        self.contracted.get(&(first, second)).copied()
    }

    fn entry(&mut self, key: WordKey) -> &mut Entry {
        self.entries.entry(key).or_insert(Entry { canon: key, class: Class::Plain, value: 0, function: false })
    }

    /// What is known of a word; nothing for most.
    pub(super) fn entry_of(&self, key: WordKey) -> Option<&Entry> {
        self.entries.get(&key)
    }

    /// The words that an irregular contraction stands for.
    pub(super) fn expansion(&self, key: WordKey) -> Option<&[WordKey]> {
        self.contractions.get(&key).map(Vec::as_slice)
    }

    /// Which irregular verb a word is a form of.
    pub(super) fn verb(&self, form: WordKey) -> Option<u16> {
        self.verbs.get(&form).copied()
    }

    /// The word that a well-known misspelling stands for.
    pub(super) fn corrected(&self, misspelt: WordKey) -> Option<WordKey> {
        self.slips.get(&misspelt).copied()
    }

    /// Whether two words are opposites.
    pub(super) fn opposition(&self, a: WordKey, b: WordKey) -> Option<Opposition> {
        let (of_a, of_b) = (self.opposites.get(&a)?, self.opposites.get(&b)?);
        let meets = |x: &&(u16, bool, Opposition)| of_b.iter().any(|y| x.0 == y.0 && x.1 != y.1);
        of_a.iter().find(meets).map(|found| found.2)
    }

    /// How many of the first `keys` are one filler ("you know" is 2; 0 when they are none), and
    /// whether it is one only where punctuation sets it off.
    pub(super) fn filler(&self, keys: &[WordKey]) -> (usize, bool) {
        self.fillers.iter().find(|filler| keys.starts_with(&filler.0)).map_or((0, false), |f| (f.0.len(), f.1))
    }
}

/// The lines of a table that are neither empty nor comments.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What a line says behind its colon.
pub(super) fn after_colon(line: &str) -> &str {
    line.split_once(':').map_or("", |(_, rest)| rest)
}
