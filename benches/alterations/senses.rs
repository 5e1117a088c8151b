//! Alterations that turn the sense.

use verbatim::rules::Code;

use crate::corpus::Quote;
use crate::kinds::{Group, Kind, TURNED, kind};
use crate::plant::{Random, head, one_way, paired, put_behind, replaced, swapped, tail};
use crate::tables;

pub(crate) fn add(kinds: &mut Vec<Kind>) {
    negations(kinds);
    amounts(kinds);
    certainty(kinds);
    people(kinds);
    cuts(kinds);
}

fn negations(kinds: &mut Vec<Kind>) {
    let mut add = |name, plant| kinds.push(kind(name, Group::Sense, TURNED, plant));
    add("negation: not dropped", |q, random| {
        swapped(q, random, |at, form, _| {
            let only = q
                .forms
                .get(at + 1)
                .is_none_or(|next| ["only", "just", "merely", "simply", "to"].contains(&next.as_str()));
            (form == "not" && !only && at > 0).then(String::new)
        })
    });
    add("negation: not put in", |q, random| {
        put_behind(q, random, tables::AUXILIARIES, &["not"]).filter(|t| !negates_twice(t))
    });
    add("negation: n't dropped", |q, random| one_way(q, random, tables::NOT_CONTRACTED.iter().copied()));
    add("negation: n't put on", |q, random| {
        let back = tables::NOT_CONTRACTED.iter().map(|&(short, long)| (long, short));
        one_way(q, random, back).filter(|t| !negates_twice(t))
    });
    add("negation: never, no, none, without", |q, random| paired(q, random, tables::NO_WORDS));
    add("negation: never put in", |q, random| {
        put_behind(q, random, &["i", "we", "they", "has", "have", "will", "would"], &["never"])
    });
    add("negation: never dropped", |q, random| one_way(q, random, [("never", "")]));
    add("negation: no for a, the", |q, random| {
        swapped(q, random, |at, form, _| {
            let next = q.forms.get(at + 1)?;
            let follows = q.before(at + 1) == " "
                && at > 0
                && !["one", "longer", "way", "matter", "doubt", "wonder"].contains(&next.as_str());
            (form == "no" && q.before(at) == " " && follows).then(|| "a".to_owned())
        })
    });
    add("negation: hardly", |q, random| {
        let kept = ["hardly", "barely", "scarcely"];
        put_behind(q, random, &["can", "could", "is", "was", "are", "will", "would"], &kept)
            .or_else(|| one_way(q, random, kept.map(|word| (word, ""))))
    });
    add("negation: failed to, refused to", |q, random| {
        put_behind(
            q,
            random,
            &["will", "would", "can", "could", "should", "must", "may", "might"],
            &["fail to", "refuse to", "decline to", "be unable to"],
        )
        .or_else(|| {
            one_way(
                q,
                random,
                ["failed to", "refused to", "refuses to", "unable to", "failed to"].map(|form| (form, "")),
            )
        })
    });
    add("negation: un-, in-, dis-", |q, random| paired(q, random, tables::UN_WORDS));
}

fn negates_twice(text: &str) -> bool {
    let text = text.to_lowercase().replace('’', "'");
    ["not not", "not never", "n't not", "not n't", "not no ", "not only", "not just", "never not", "n't nothing"]
        .iter()
        .any(|twice| text.contains(twice))
}

fn amounts(kinds: &mut Vec<Kind>) {
    let mut add = |name, plant| kinds.push(kind(name, Group::Sense, TURNED, plant));
    add("number: digits", |q, random| {
        swapped(q, random, |_, form, random| {
            let n: f64 = form.parse().ok()?;
            let plain = form.parse::<u64>().is_ok();
            let step = 1 + random.below(8);
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let other = if random.below(2) == 0 { n * 2.0 + 1.0 } else { n + step as f64 };
            Some(if plain { format!("{other:.0}") } else { format!("{other:.1}") })
        })
    });
    add("number: one figure off", |q, random| {
        swapped(q, random, |_, form, random| {
            let digits = form.chars().filter(char::is_ascii_digit).count();
            (form.parse::<u64>().is_ok() && digits > 1).then_some(())?;
            let at = random.below(digits);
            let turned = |(n, c): (usize, char)| if n == at { char::from(b'1' + (c as u8 - b'0' + 3) % 9) } else { c };
            Some(form.chars().enumerate().map(turned).collect::<String>()).filter(|other| other != form)
        })
    });
    add("number: words", |q, random| {
        swapped(q, random, |_, form, random| {
            tables::NUMBER_WORDS
                .contains(&form)
                .then(|| random.pick(tables::NUMBER_WORDS))
                .flatten()
                .filter(|w| **w != form)
                .map(|w| (*w).to_owned())
        })
    });
    add("number: scale", |q, random| {
        swapped(q, random, |_, form, random| {
            tables::SCALES
                .contains(&form)
                .then(|| random.pick(tables::SCALES))
                .flatten()
                .filter(|w| **w != form)
                .map(|w| (*w).to_owned())
        })
    });
    add("number: unit", |q, random| paired(q, random, tables::UNITS));
    add("number: currency", |q, random| {
        let sign = q.text.find('$')?;
        let mut text = q.text.clone();
        text.replace_range(sign..=sign, random.pick(&["€", "£", "¥"])?);
        Some(text)
    });
    add("date: days and months", |q, random| {
        swapped(q, random, |at, _, random| {
            let raw = q.raw(at);
            let list = [tables::DAYS, tables::MONTHS].into_iter().find(|list| list.contains(&raw))?;
            ((raw != "May" && raw != "March") || q.before(at) == " ").then_some(())?;
            random.pick(list).filter(|other| **other != raw).map(|other| (*other).to_owned())
        })
    });
    add("date: year", |q, random| {
        swapped(q, random, |_, form, random| {
            let year: usize = form.parse().ok().filter(|year| (1900..2030).contains(year))?;
            Some((year + 1 + random.below(9)).to_string())
        })
    });
    add("date: when", |q, random| paired(q, random, tables::TIMES));
}

fn certainty(kinds: &mut Vec<Kind>) {
    let mut add = |name, plant| kinds.push(kind(name, Group::Sense, TURNED, plant));
    add("modal: another", |q, random| paired(q, random, tables::MODALS).filter(|_| !q.text.contains("May ")));
    add("modal: put in", |q, random| {
        one_way(q, random, [("is", "may be"), ("are", "could be"), ("was", "might have been"), ("is", "should be")])
    });
    add("modal: dropped", |q, random| {
        one_way(
            q,
            random,
            [
                ("may be", "is"),
                ("might be", "is"),
                ("could be", "is"),
                ("should be", "is"),
                ("would be", "is"),
                ("could have been", "was"),
                ("must be", "is"),
            ],
        )
    });
    add("hedge: put in", |q, random| put_behind(q, random, tables::AUXILIARIES, tables::HEDGES));
    add("hedge: dropped", |q, random| {
        swapped(q, random, |at, form, _| (at > 0 && tables::HEDGES.contains(&form)).then(String::new))
    });
    add("hedge: I think", swapped_view);
    add("quantity", |q, random| paired(q, random, tables::QUANTIFIERS));
    add("quantity: only, almost", |q, random| {
        let limits = ["only", "almost", "nearly", "about"];
        let dropped = one_way(
            q,
            random,
            limits
                .map(|limit| (limit, ""))
                .into_iter()
                .filter(|limit| limit.0 != "about" && !q.text.contains("not only")),
        );
        dropped.or_else(|| put_behind(q, random, &["is", "are", "was", "were"], &["only", "almost", "nearly"]))
    });
    add("comparison", |q, random| paired(q, random, tables::COMPARATIVES));
    add("opposite", |q, random| paired(q, random, tables::ANTONYMS));
}

/// A view taken out of the middle of a sentence: "because I think it is" becomes "because it is".
fn swapped_view(quote: &Quote, random: &mut Random) -> Option<String> {
    let mut options = Vec::new();
    for view in tables::VIEWS {
        let wanted: Vec<&str> = view.split(' ').collect();
        for at in 1..quote.words.len().saturating_sub(wanted.len() + 2) {
            if quote.forms.get(at..at + wanted.len()).is_some_and(|forms| forms == wanted)
                && !quote.forms[at - 1].ends_with("n't")
            {
                options.extend(replaced(quote, at, at + wanted.len(), ""));
            }
        }
    }
    random.pick(&options).cloned()
}

fn people(kinds: &mut Vec<Kind>) {
    let mut add = |name, plant| kinds.push(kind(name, Group::Sense, TURNED, plant));
    add("name", |q, random| {
        swapped(q, random, |at, _, random| {
            is_name(q, at).then(|| random.pick(tables::NAMES)).flatten().map(|n| (*n).to_owned())
        })
    });
    add("pronoun", |q, random| paired(q, random, tables::PRONOUNS).filter(|_| !q.text.contains("US")));
    // Words in another place as well as another name in each.
    kinds.push(kind("names exchanged", Group::Sense, &[Code::ChangedMeaning, Code::AlteredQuote], |q, random| {
        let names: Vec<usize> = (0..q.words.len())
            .filter(|&at| is_name(q, at) && !is_name(q, at + 1) && !is_name(q, at.wrapping_sub(1)))
            .collect();
        let (first, second) = (*random.pick(&names)?, *random.pick(&names)?);
        (first + 1 < second && q.raw(first) != q.raw(second)).then_some(())?;
        let (a, b) = (q.raw(first).to_owned(), q.raw(second).to_owned());
        let turned = Quote::new(&q.key, q.heard, replaced(q, second, second + 1, &a)?);
        replaced(&turned, first, first + 1, &b)
    }));
    kinds.push(kind("question made statement", Group::Sense, &[Code::TurnedQuestion], |q, _| {
        q.text.trim_end().ends_with('?').then(|| head(q, q.words.len()).map(|text| text + "."))?
    }));
    kinds.push(kind("statement made question", Group::Sense, &[Code::TurnedQuestion], |q, random| {
        (q.text.trim_end().ends_with('.') && random.below(10) == 0)
            .then(|| head(q, q.words.len()).map(|text| text + "?"))?
    }));
}

/// A capital inside a sentence, no "I", no title, no abbreviation.
fn is_name(quote: &Quote, at: usize) -> bool {
    let raw = quote.raw(at);
    let titles = [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Sen",
        "Gov",
        "President",
        "Senator",
        "Governor",
        "Secretary",
        "God",
        "Congress",
        "Madam",
        "General",
        "Representative",
        "Speaker",
        "Judge",
        "Mayor",
        "Chairman",
        "Minister",
        "Prime",
        "Director",
        "Day",
    ];
    raw.len() > 3
        && at > 0
        && raw.chars().next().is_some_and(char::is_uppercase)
        && raw.chars().skip(1).all(char::is_lowercase)
        && !quote.begins_sentence(at)
        && !quote.before(at).contains('-')
        && !titles.contains(&raw)
        && !tables::DAYS.contains(&raw)
        && !tables::MONTHS.contains(&raw)
}

fn cuts(kinds: &mut Vec<Kind>) {
    let mut add = |name, plant| kinds.push(kind(name, Group::Sense, TURNED, plant));
    add("condition: if dropped", |q, random| {
        swapped(q, random, |at, form, _| {
            let idle = at.checked_sub(1).is_some_and(|before| {
                ["as", "even", "what", "wonder", "know", "see", "sure"].contains(&q.forms[before].as_str())
            });
            (["if", "unless"].contains(&form) && !idle).then(String::new)
        })
    });
    add("condition: cut off before", |q, _| {
        (q.forms.first()? == "if" || q.forms.first()? == "unless").then_some(())?;
        let from = (2..q.words.len().checked_sub(5)?).find(|&n| q.before(n).contains([',', ';']))?;
        (!(1..from).any(|n| q.begins_sentence(n)) && q.before(from).trim() == ",").then(|| tail(q, from))?
    });
    add("condition: cut off behind", |q, _| {
        let is = |at: &usize| {
            ["if", "unless"].contains(&q.forms[*at].as_str())
                && !q.begins_sentence(*at)
                && matches!(q.before(*at), " " | ", ")
                && ![
                    "as",
                    "even",
                    "what",
                    "and",
                    "or",
                    "but",
                    "than",
                    "see",
                    "wonder",
                    "wondering",
                    "know",
                    "that",
                    "ask",
                    "asked",
                    "not",
                    "only",
                    "sure",
                    "wondered",
                    "like",
                    "because",
                    "so",
                    "matter",
                    "of",
                    "care",
                    "decide",
                ]
                .contains(&q.forms[at - 1].as_str())
        };
        let at = (6..q.words.len()).find(is)?;
        head(q, at)
    });
    add("cut behind a negation", |q, random| {
        let negations = [
            "not", "never", "without", "don't", "doesn't", "didn't", "won't", "can't", "cannot", "isn't", "aren't",
            "wouldn't", "hardly",
        ];
        let options: Vec<usize> = (1..q.words.len().saturating_sub(6))
            .filter(|&at| {
                let next = q.forms[at].as_str();
                negations.contains(&q.forms[at - 1].as_str())
                    && q.before(at) == " "
                    && ![
                        "only", "just", "merely", "simply", "i", "we", "you", "they", "he", "it", "she", "because",
                        "as", "that", "about", "for", "to", "the", "a", "in", "by", "been", "so",
                    ]
                    .contains(&next)
            })
            .collect();
        tail(q, *random.pick(&options)?)
    });
    add("cut behind an attribution", |q, random| {
        let verbs = ["say", "says", "said", "claim", "claims", "claimed", "argue", "allege"];
        let subjects = [
            "they",
            "people",
            "he",
            "she",
            "some",
            "critics",
            "democrats",
            "republicans",
            "others",
            "opponents",
            "clinton",
            "trump",
            "folks",
        ];
        let options: Vec<usize> = (2..q.words.len().saturating_sub(6))
            .filter(|&at| {
                verbs.contains(&q.forms[at - 1].as_str())
                    && subjects.contains(&q.forms[at - 2].as_str())
                    && (q.before(at) == " " || q.before(at) == ", ")
            })
            .filter(|&at| !["to", "about", "so", "it", "and", "in", "on", "for", "at"].contains(&q.forms[at].as_str()))
            .filter(|&at| {
                q.begins_sentence(at - 2)
                    || ["and", "but", "that", "as"]
                        .contains(&q.forms.get(at.wrapping_sub(3)).map_or("", String::as_str))
            })
            .collect();
        let at = *random.pick(&options)?;
        let from = if q.forms[at] == "that" { at + 1 } else { at };
        tail(q, from)
    });
}
