//! What is planted, and what must be said of it: forms, words and marks. Senses are in `senses`.

use verbatim::rules::Code;

use crate::corpus::Quote;
use crate::plant::{Random, cased, head, inserted, is_content, one_way, paired, put_behind, replaced, span, swapped};
use crate::tables;

/// Changes one quotation; `None` where it offers no place for the change.
pub(crate) type Plant = fn(&Quote, &mut Random) -> Option<String>;

/// One kind of alteration.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) group: Group,
    /// The codes that are right; none: nothing may be said.
    pub(crate) codes: &'static [Code],
    /// Whether it may as well be silent.
    pub(crate) may_be_silent: bool,
    pub(crate) plant: Plant,
}

/// What kinds are summed up by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Group {
    Untouched,
    Typography,
    Style,
    CleanedUp,
    Words,
    Sense,
    Marked,
    MarkedTurned,
    Splice,
}

const SILENT: &[Code] = &[];
pub(crate) const TURNED: &[Code] = &[Code::ChangedMeaning];
const STYLE: &[Code] = &[Code::StyleVariant, Code::NumeralForWord];

pub(crate) fn kind(name: &'static str, group: Group, codes: &'static [Code], plant: Plant) -> Kind {
    Kind { name, group, codes, may_be_silent: false, plant }
}

/// All kinds, in the order of the report.
pub(crate) fn all() -> Vec<Kind> {
    let mut kinds = vec![kind("untouched", Group::Untouched, SILENT, |quote, _| Some(quote.text.clone()))];
    typography(&mut kinds);
    style(&mut kinds);
    worded(&mut kinds);
    marked(&mut kinds);
    crate::senses::add(&mut kinds);
    kinds.push(kind("splice: two quotations run on", Group::Splice, &[Code::SplicedQuote], |q, _| {
        let middle = q.words.len() / 2;
        (middle >= 7).then(|| Some(format!("{} {}", head(q, middle)?, q.far.as_ref()?)))?
    }));
    kinds
}

fn typography(kinds: &mut Vec<Kind>) {
    let mut add = |name, plant| kinds.push(kind(name, Group::Typography, SILENT, plant));
    add("apostrophes", |q, _| {
        let straight = q.text.replace('’', "'");
        if straight == q.text { Some(q.text.replace('\'', "’")).filter(|t| *t != q.text) } else { Some(straight) }
    });
    add("dashes", |q, random| {
        let dash = ["—", " – ", " — ", "--", " -- ", "–"];
        let found = ["—", "–", "--", " - "].into_iter().find(|dash| q.text.contains(dash))?;
        Some(q.text.replacen(found, random.pick(&dash)?, 1)).filter(|t| *t != q.text)
    });
    add("spaces", |q, random| {
        let space = ["\u{a0}", "  ", "\u{202f}", "\u{2009}", "\n"];
        let at = 1 + random.below(q.words.len() - 1);
        let place = q.words.get(at)?.span.start.checked_sub(1)?;
        let mut text = q.text.clone();
        (text.get(place..=place) == Some(" ")).then(|| text.replace_range(place..=place, space[random.below(5)]))?;
        Some(text)
    });
    add("ligatures", |q, _| {
        Some(q.text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")).filter(|t| *t != q.text)
    });
    add("soft hyphens", |q, random| {
        swapped(q, random, |_, form, _| {
            (form.len() > 6 && form.is_ascii()).then(|| format!("{}\u{ad}{}", &form[..3], &form[3..]))
        })
    });
    add("decomposed", |q, _| {
        let text =
            q.text.replace('é', "e\u{301}").replace('ñ', "n\u{303}").replace('á', "a\u{301}").replace('ó', "o\u{301}");
        (text != q.text).then_some(text)
    });
    // A hyphen parts words as a space does; which of the two is a house's typography.
    add("hyphen or space", |q, random| {
        let options: Vec<String> = (1..q.words.len())
            .filter(|at| q.before(*at) == "-")
            .filter_map(|at| replaced(q, at - 1, at + 1, &format!("{} {}", q.raw(at - 1), q.raw(at))))
            .collect();
        random.pick(&options).cloned()
    });
    add("last mark", |q, random| {
        let end = q.words.last()?.span.end;
        (!q.text.get(end..)?.contains(['?', '!'])).then_some(())?;
        Some(format!("{}{}", q.text.get(..end)?, random.pick(&[",", ".", "", ";"])?)).filter(|t| *t != q.text)
    });
    add("first letter", |q, _| {
        let first = q.raw(0);
        let lower = first.to_lowercase();
        let other = if lower == first { cased("X", first) } else { lower };
        (first.len() > 2 && other != first && !q.forms[0].starts_with("i'")).then(|| replaced(q, 0, 1, &other))?
    });
}

fn style(kinds: &mut Vec<Kind>) {
    let mut add = |name, plant| kinds.push(kind(name, Group::Style, STYLE, plant));
    add("initials", |q, random| {
        paired(q, random, &[("us", "U.S."), ("uk", "U.K."), ("un", "U.N."), ("gop", "G.O.P."), ("dc", "D.C.")])
            .filter(|_| {
                q.text.contains("U.S") || q.text.contains("US") || q.text.contains("GOP") || q.text.contains("UN")
            })
            .filter(|text| !text.contains("u.s") && !text.to_lowercase().contains(" us "))
    });
    add("joined or split", |q, random| {
        let mut options: Vec<String> = Vec::new();
        for at in 1..q.words.len() {
            let (a, b) = (q.raw(at - 1), q.raw(at));
            if q.before(at) == "-" {
                options.extend(
                    replaced(q, at - 1, at + 1, &format!("{a}{b}")).filter(|_| !b.contains(char::is_uppercase)),
                );
            }
        }
        let joined = one_way(
            q,
            random,
            [
                ("cannot", "can not"),
                ("anymore", "any more"),
                ("some day", "someday"),
                ("any more", "anymore"),
                ("cooperation", "co-operation"),
                ("health care", "healthcare"),
                ("healthcare", "health care"),
                ("website", "web site"),
                ("email", "e-mail"),
                ("policymakers", "policy-makers"),
                ("underway", "under way"),
                ("thank you", "thankyou"),
            ],
        );
        options.extend(joined);
        random.pick(&options).cloned()
    });
    add("numeral for word", |q, random| {
        let names = [
            ("two", "2"),
            ("three", "3"),
            ("four", "4"),
            ("five", "5"),
            ("six", "6"),
            ("seven", "7"),
            ("eight", "8"),
            ("nine", "9"),
            ("ten", "10"),
            ("twelve", "12"),
            ("fifteen", "15"),
            ("twenty", "20"),
            ("thirty", "30"),
            ("forty", "40"),
            ("fifty", "50"),
            ("first", "1st"),
            ("second", "2nd"),
            ("one hundred", "100"),
            ("twenty five", "25"),
        ];
        paired(q, random, &names)
    });
    add("large numbers", |q, random| {
        swapped(q, random, |_, form, _| {
            let n: u64 = form.parse().ok().filter(|n| *n >= 1000 && (*n % 1000 == 0))?;
            Some(if n.is_multiple_of(1_000_000) {
                format!("{} million", n / 1_000_000)
            } else {
                format!("{} thousand", n / 1000)
            })
        })
        .or_else(|| {
            let at = q.forms.iter().position(|form| form == "million")?;
            let before = q.forms.get(at.checked_sub(1)?)?.parse::<u64>().ok()?;
            replaced(q, at - 1, at + 1, &format!("{before},000,000"))
        })
    });
    add("contraction", |q, random| paired(q, random, tables::CONTRACTED));
    add("spelling", |q, random| paired(q, random, tables::SPELLINGS));
    add("percent", |q, random| {
        let at = q.forms.iter().position(|form| form == "percent" || form == "cent")?;
        let from = if q.forms.get(at)? == "cent" { at.checked_sub(1).filter(|at| q.forms[*at] == "per")? } else { at };
        let number = q.forms.get(from.checked_sub(1)?)?.clone();
        number.chars().all(|c| c.is_ascii_digit() || c == '.').then_some(())?;
        let forms =
            [format!("{number}%"), format!("{number} percent"), format!("{number} per cent"), format!("{number} pct.")];
        replaced(q, from - 1, at + 1, random.pick(forms.get(..3)?)?).filter(|t| *t != q.text)
    });
    add("currency", |q, random| {
        let place = q.text.find(['$', '€', '£'])?;
        let (name, sign) = match q.text.get(place..)?.chars().next()? {
            '$' => ("dollars", '$'),
            '€' => ("euros", '€'),
            _ => ("pounds", '£'),
        };
        let at = q.words.iter().position(|word| word.span.start == place + sign.len_utf8())?;
        let scaled = q.forms.get(at + 1).is_some_and(|form| tables::SCALES.contains(&form.as_str()));
        let last = at + usize::from(scaled);
        let amount = q.text.get(q.words[at].span.start..q.words[last].span.end)?.replace('-', " ");
        let mut text = q.text.clone();
        let _ = random;
        text.replace_range(place..q.words[last].span.end, &format!("{amount} {name}"));
        Some(text)
    });
    add("date", |q, random| {
        let mut options = Vec::new();
        for at in 0..q.words.len() {
            let Some(day) =
                q.forms.get(at + 1).and_then(|f| f.trim_end_matches(char::is_alphabetic).parse::<u8>().ok())
            else {
                continue;
            };
            if tables::MONTHS.contains(&q.raw(at)) && (1..=31).contains(&day) && q.before(at + 1) == " " {
                options.extend(replaced(q, at, at + 2, &format!("{day} {}", q.raw(at))));
                let month = q.raw(at).get(..3)?;
                options.extend(
                    replaced(q, at, at + 2, &format!("{month}. {}", q.raw(at + 1))).filter(|_| q.raw(at).len() > 4),
                );
            }
        }
        random.pick(&options).cloned()
    });
    add("abbreviation", |q, random| paired(q, random, tables::ABBREVIATIONS));
    add("transliteration", |q, random| {
        paired(
            q,
            random,
            &[
                ("zelensky", "Zelenskyy"),
                ("gaddafi", "Qaddafi"),
                ("gadhafi", "Qadhafi"),
                ("koran", "Qur'an"),
                ("putin", "Poutin"),
                ("mohammed", "Muhammad"),
                ("hezbollah", "Hizbullah"),
                ("osama", "Usama"),
                ("kiev", "Kyiv"),
                ("isis", "ISIL"),
                ("al qaeda", "al Qaida"),
                ("assad", "Asad"),
                ("beijing", "Peking"),
            ],
        )
    });
    // "5%" and "5 percent" are read as the same word.
    kinds.iter_mut().filter(|kind| kind.name == "percent").for_each(|kind| kind.may_be_silent = true);
}

fn worded(kinds: &mut Vec<Kind>) {
    let altered: &[Code] = &[Code::AlteredQuote];
    let mut add = |name, group, codes, plant| kinds.push(kind(name, group, codes, plant));
    add("cleaned-up: fillers", Group::CleanedUp, &[Code::CleanedUpQuote], |q, random| {
        let mut options = Vec::new();
        for filler in ["um", "uh", "er", "ah", "you know", "i mean"] {
            let wanted: Vec<&str> = filler.split(' ').collect();
            for at in 1..q.words.len().saturating_sub(wanted.len()) {
                let upto = at + wanted.len();
                let apart = wanted.len() == 1 || (q.before(at).contains(',') && q.before(upto).contains(','));
                if apart && q.forms.get(at..upto).is_some_and(|forms| forms == wanted) {
                    options.extend(replaced(q, at, upto, ""));
                }
            }
        }
        q.heard.then(|| random.pick(&options).cloned())?
    });
    add("cleaned-up: repeats", Group::CleanedUp, &[Code::CleanedUpQuote], |q, random| {
        let twice = |at: &usize| {
            q.forms.get(at - 1) == q.forms.get(*at)
                && !["very", "that", "had", "many", "years", "more", "no"].contains(&q.forms[*at].as_str())
        };
        let places: Vec<usize> = (2..q.words.len())
            .filter(twice)
            .filter(|&at| !q.begins_sentence(at) || q.before(at).contains('-'))
            .collect();
        let at = *random.pick(&places)?;
        q.heard.then(|| replaced(q, at, at + 1, "").map(|text| text.replace(" -- --", " --").replace(",,", ",")))?
    });
    add("cleaned-up: false starts", Group::CleanedUp, &[Code::CleanedUpQuote], |q, random| {
        let begun = |at: &usize| {
            let dash = q.before(at + 2);
            (dash.contains("--") || dash.contains('—'))
                && q.forms.get(*at) == q.forms.get(at + 2)
                && q.forms.get(at + 1) == q.forms.get(at + 3)
        };
        let places: Vec<usize> = (1..q.words.len().saturating_sub(3)).filter(begun).collect();
        let at = *random.pick(&places)?;
        let text = replaced(q, at, at + 2, "")?;
        q.heard.then(|| text.replacen("  ", " ", 1).replacen("-- ", "", 1))
    });
    add("words: replaced", Group::Words, altered, |q, random| {
        swapped(q, random, |at, _, random| {
            is_content(q, at).then(|| (*random.pick(tables::STRANGERS).unwrap_or(&"harbour")).to_owned())
        })
    });
    add("words: put in", Group::Words, altered, |q, random| {
        put_behind(q, random, &["the", "a", "this", "that", "of", "my", "our", "their"], tables::MANNERS)
    });
    add("words: dropped", Group::Words, &[Code::UnmarkedOmission], |q, random| {
        let inside = |at: &usize| {
            *at > 1 && *at + 2 < q.words.len() && is_content(q, *at) && q.before(*at) == " " && q.before(at + 1) == " "
        };
        let places: Vec<usize> = (0..q.words.len()).filter(inside).collect();
        let at = *random.pick(&places)?;
        replaced(q, at, at + 1, "")
    });
    add("words: moved", Group::Words, altered, |q, random| {
        let free = |at: &usize| is_content(q, *at) && q.before(at + 1) == " " && q.before(*at) == " ";
        let places: Vec<usize> = (1..q.words.len().saturating_sub(1)).filter(free).collect();
        let (from, to) = (*random.pick(&places)?, *random.pick(&places)?);
        (from.abs_diff(to) > 3).then_some(())?;
        let word = q.raw(from).to_owned();
        let without = Quote::new(&q.key, q.heard, replaced(q, from, from + 1, "")?);
        inserted(&without, to.min(without.words.len() - 1), &word)
    });
    add("words: tense", Group::Words, altered, |q, random| paired(q, random, tables::TENSES));
    add("words: grammar set right", Group::Words, &[Code::RepairedGrammar], |q, random| {
        one_way(q, random, tables::GRAMMAR.iter().copied())
    });
}

fn marked(kinds: &mut Vec<Kind>) {
    let mut add = |name, plant| kinds.push(kind(name, Group::Marked, SILENT, plant));
    add("[put in]", |q, random| {
        let words = ["[of the council]", "[last year]", "[Keller]", "[on Monday]", "[the former official]"];
        let at = 2 + random.below(q.words.len() - 3);
        inserted(q, at, random.pick(&words)?).filter(|_| q.before(at) == " ")
    });
    add("(put in)", |q, random| {
        let words = ["(of the council)", "(Keller)", "(the former official)"];
        let at = 2 + random.below(q.words.len() - 3);
        inserted(q, at, random.pick(&words)?).filter(|_| q.before(at) == " ")
    });
    add("[noun] for a pronoun", |q, random| {
        let nouns = ["[Keller]", "[the senator]", "[the council]", "[Mr. Morrow]"];
        let by = *random.pick(&nouns)?;
        one_way(q, random, ["he", "she", "they", "him", "them", "it"].map(|pronoun| (pronoun, by)))
    });
    add("[tense]", |q, random| {
        one_way(
            q,
            random,
            [
                ("is", "[was]"),
                ("are", "[were]"),
                ("has", "[had]"),
                ("will", "[would]"),
                ("want", "[wanted]"),
                ("am", "[is]"),
                ("says", "[said]"),
            ],
        )
    });
    add("[T]he", |q, _| {
        let (first, rest) = (q.raw(0).chars().next()?, q.raw(0).get(1..)?);
        let other: String =
            if first.is_uppercase() { first.to_lowercase().collect() } else { first.to_uppercase().collect() };
        (first.is_ascii_alphabetic() && q.raw(0).len() > 2).then(|| replaced(q, 0, 1, &format!("[{other}]{rest}")))?
    });
    add("[sic]", |q, random| {
        let at = 2 + random.below(q.words.len() - 2);
        inserted(q, at, random.pick(&["[sic]", "(sic)", "[*sic*]"])?).filter(|_| q.before(at) == " ")
    });
    add("emphasis", |q, random| {
        swapped(q, random, |at, _, random| {
            let mark = random.pick(&["*", "**", "_"])?;
            (q.before(at).ends_with(' ') && q.raw(at).len() > 3).then(|| format!("{mark}{}{mark}", q.raw(at)))
        })
        .map(|text| text + ["", " [emphasis added]", " (emphasis mine)"][random.below(3)])
    });
    add("… inside", |q, random| {
        let dots = ["…", "...", ". . .", "....", "[...]", "[…]", " … ", "... ,", "(...)"];
        let len = 2 + random.below(6);
        let from = 3 + random.below(q.words.len().saturating_sub(len + 6));
        let upto = from + len;
        (upto + 3 < q.words.len()).then_some(())?;
        let hidden = q.forms.get(from.saturating_sub(1)..upto + 1)?;
        let turns = |form: &String| tables::TURNS_HIDDEN.contains(&form.as_str()) || form.ends_with("n't");
        (!hidden.iter().any(turns)).then(|| replaced(q, from, upto, random.pick(&dots)?))?
    });
    add("… at the edges", |q, random| {
        let end = head(q, q.words.len())?;
        Some(match random.below(3) {
            0 => format!("… {}", q.text),
            1 => format!("{end} …"),
            _ => format!("...{end}..."),
        })
    });
    let mut add = |name, codes, plant| kinds.push(kind(name, Group::MarkedTurned, codes, plant));
    add("[sic] the source lacks", &[Code::AlteredQuote], |q, random| {
        let by = *random.pick(tables::STRANGERS)?;
        swapped(q, random, |at, _, _| is_content(q, at).then(|| format!("{by} [sic]")))
    });
    add("[number]", TURNED, |q, random| {
        swapped(q, random, |at, form, _| {
            let n: u64 = form.parse().ok()?;
            (n > 1 && q.before(at).ends_with(' ')).then(|| format!("[{}]", n + 3))
        })
    });
    add("[…] for a negation", TURNED, |q, random| {
        one_way(
            q,
            random,
            [
                ("not", "[really]"),
                ("never", "[always]"),
                ("don't", "[do]"),
                ("didn't", "[did]"),
                ("can't", "[can]"),
                ("isn't", "[is]"),
                ("won't", "[will]"),
            ],
        )
    });
    add("[opposite]", TURNED, |q, random| {
        let quoted = paired(q, random, tables::COMPARATIVES)?;
        bracketed(q, &quoted)
    });
    add("[other word]", &[Code::BracketedReplacement], |q, random| {
        let by = *random.pick(tables::STRANGERS)?;
        swapped(q, random, |at, _, _| is_content(q, at).then(|| format!("[{by}]")))
    });
    add("… hides a negation", TURNED, |q, random| {
        let mut options = Vec::new();
        for at in 2..q.words.len().saturating_sub(2) {
            if ["not", "never"].contains(&q.forms[at].as_str())
                && q.before(at) == " "
                && q.before(at + 1) == " "
                && !["only", "just", "merely", "simply"].contains(&q.forms[at + 1].as_str())
            {
                options.extend(replaced(q, at, at + 1, "…"));
            }
        }
        random.pick(&options).cloned()
    });
    add("… hides a condition", TURNED, |q, random| {
        let mut options = Vec::new();
        for at in 4..q.words.len() {
            if !["if", "unless"].contains(&q.forms[at].as_str())
                || q.begins_sentence(at)
                || ["as", "even", "what", "and", "or", "but", "than", "see", "wonder", "know", "that"]
                    .contains(&q.forms[at - 1].as_str())
            {
                continue;
            }
            let upto = (at + 2..q.words.len()).find(|&n| q.before(n).contains([',', ';', '—']));
            if let Some(upto) =
                upto.filter(|upto| upto + 2 < q.words.len() && !(at..*upto).any(|n| q.begins_sentence(n + 1)))
            {
                options.extend(replaced(q, at, upto, "…"));
            }
        }
        random.pick(&options).cloned()
    });
}

/// `changed` with brackets round what is not as in the quotation.
fn bracketed(quote: &Quote, changed: &str) -> Option<String> {
    let same_start = quote
        .words
        .iter()
        .take_while(|word| changed.get(word.span.range()) == quote.text.get(word.span.range()))
        .count();
    let from = span(quote, same_start)?.start;
    let other = Quote::new(&quote.key, quote.heard, changed.to_owned());
    let mut same_end = 0;
    while same_end < other.words.len() - same_start
        && same_end < quote.words.len() - same_start
        && other.raw(other.words.len() - 1 - same_end) == quote.raw(quote.words.len() - 1 - same_end)
    {
        same_end += 1;
    }
    let upto = other.words.get((other.words.len() - 1).checked_sub(same_end)?)?.span.end;
    let inside = changed.get(from..upto)?;
    Some(format!("{}[{inside}]{}", changed.get(..from)?, changed.get(upto..)?))
}
