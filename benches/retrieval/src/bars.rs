//! Each measure beside the bar it has to reach.

use std::fmt::Write as _;

use crate::engines::Terms;
use crate::figures::Figures;
use crate::quotations::Class;

/// Up to one word in ten altered.
const NEAR: [Class; 2] = [Class::Exact, Class::Random10];
/// Three in ten.
const FAR: [Class; 2] = [Class::Random30, Class::Spaced30];
const WHOLE: [Class; 6] =
    [Class::Exact, Class::Random10, Class::Random30, Class::Spaced30, Class::Burst30, Class::Bracketed];
const JOINED: [Class; 3] = [Class::Elided, Class::Spliced, Class::TwoPlaces];

/// A measure, its bar, and what was measured.
struct Row {
    measure: String,
    bar: String,
    measured: String,
    /// `None` where there is no bar.
    holds: Option<bool>,
}

/// All measures for which there are figures, as a table.
pub(crate) fn table(figures: &Figures) -> String {
    let mut bars = Bars { figures, rows: Vec::new() };
    for size in figures.sizes("corpus/text") {
        bars.recall(size);
        bars.speed(size);
        bars.peers(size);
        bars.index(size);
    }
    bars.growth();
    bars.desk();
    let mut out = String::from("| Measure | Bar | Measured | Holds |\n| --- | --- | --- | --- |\n");
    for row in bars.rows {
        let holds = row.holds.map_or("", |holds| if holds { "yes" } else { "**no**" });
        let _ = writeln!(out, "| {} | {} | {} | {holds} |", row.measure, row.bar, row.measured);
    }
    out
}

struct Bars<'a> {
    figures: &'a Figures,
    rows: Vec<Row>,
}

impl Bars<'_> {
    fn get(&self, size: usize, name: &str) -> Option<f64> {
        self.figures.get(&format!("{size:03}/{name}"))
    }

    /// Megabytes of text, rounded as they are spoken of.
    fn text(&self, size: usize) -> String {
        let megabytes = self.get(size, "corpus/text").unwrap_or_default() / 1e6;
        if megabytes < 1e3 { format!("{megabytes:.0} MB") } else { format!("{:.1} GB", megabytes / 1e3) }
    }

    fn is_large(&self, size: usize) -> bool {
        self.get(size, "corpus/text").is_some_and(|bytes| bytes > 4e9)
    }

    /// Whether it is about as large as the corpus that the bars speak of.
    fn is_usual(&self, size: usize) -> bool {
        self.get(size, "corpus/text").is_some_and(|bytes| (2e8..3.5e8).contains(&bytes))
    }

    /// Over some classes the largest of a figure.
    fn most(&self, size: usize, classes: &[Class], what: &str) -> Option<f64> {
        classes.iter().filter_map(|class| self.ours(size, *class, what)).reduce(f64::max)
    }

    fn ours(&self, size: usize, class: Class, what: &str) -> Option<f64> {
        self.get(size, &format!("verbatim/{}/{what}", class.name()))
    }

    fn sum(&self, size: usize, engine: &str, classes: &[Class], what: &str) -> f64 {
        let of = |class: &Class| self.get(size, &format!("{engine}/{}/{what}", class.name()));
        classes.iter().filter_map(of).sum()
    }

    fn at_most(&mut self, measure: String, most: f64, unit: &str, measured: Option<f64>) {
        if let Some(number) = measured {
            let holds = number <= most;
            self.rows.push(Row {
                measure,
                bar: format!("at most {}", shown(most, unit)),
                measured: shown(number, unit),
                holds: Some(holds),
            });
        }
    }

    fn at_least(&mut self, measure: String, least: f64, unit: &str, measured: Option<f64>) {
        if let Some(number) = measured {
            let holds = number >= least;
            self.rows.push(Row {
                measure,
                bar: format!("at least {}", shown(least, unit)),
                measured: shown(number, unit),
                holds: Some(holds),
            });
        }
    }

    /// What there is no bar for.
    fn shown(&mut self, measure: String, unit: &str, measured: Option<f64>) {
        let row = |number| Row { measure, bar: String::new(), measured: shown(number, unit), holds: None };
        self.rows.extend(measured.map(row));
    }

    fn recall(&mut self, size: usize) {
        let text = self.text(size);
        let asked = self.sum(size, "verbatim", &WHOLE, "asked");
        if asked == 0.0 {
            return;
        }
        let (eligible, found, missed) = (
            self.sum(size, "verbatim", &WHOLE, "eligible"),
            self.sum(size, "verbatim", &WHOLE, "found"),
            self.sum(size, "verbatim", &WHOLE, "missed"),
        );
        self.rows.push(Row {
            measure: format!("4 words or more, up to 30% altered, {text}: as close as a scan's, or said"),
            bar: "all".to_owned(),
            measured: format!("{found:.0} of {eligible:.0} found, {missed:.0} missed unsaid"),
            holds: Some(missed == 0.0),
        });
        let most = if self.is_large(size) { 4.0 } else { 0.5 };
        let incomplete = 100.0 * self.sum(size, "verbatim", &WHOLE, "incomplete") / asked;
        self.at_most(format!("of these said to be incomplete, {text}"), most, "%", Some(incomplete));
        let short = |what: &str| self.ours(size, Class::Short, what).unwrap_or_default();
        let (of, found, missed) = (short("eligible"), short("found"), short("missed"));
        self.rows.push(Row {
            measure: format!("1 to 3 words, {text}: found, or said to be too common"),
            bar: "all".to_owned(),
            measured: format!("{found:.0} of {of:.0} found, {missed:.0} missed unsaid"),
            holds: Some(missed == 0.0),
        });
        let segments = self.sum(size, "verbatim", &JOINED, "segments");
        let found = 100.0 * self.sum(size, "verbatim", &JOINED, "segments-found") / segments;
        self.at_least(format!("stretches of unmarked splices and elisions found, {text}"), 97.0, "%", Some(found));
    }

    fn speed(&mut self, size: usize) {
        let text = self.text(size);
        if self.is_usual(size) {
            self.at_most(format!("up to 10% altered, {text}, median"), 10.0, "µs", self.most(size, &NEAR, "median"));
            self.at_most(format!("30% altered, {text}, median"), 25.0, "µs", self.most(size, &FAR, "median"));
            let joined = self.most(size, &JOINED, "median");
            self.at_most(format!("unmarked splices and elisions, {text}, median"), 150.0, "µs", joined);
        }
        if self.is_large(size) {
            for (classes, name, middle, worst) in
                [(&NEAR, "up to 10% altered", 20.0, 1_000.0), (&FAR, "30% altered", 50.0, 5_000.0)]
            {
                self.at_most(format!("{name}, {text}, median"), middle, "µs", self.most(size, classes, "median"));
                self.at_most(format!("{name}, {text}, p99"), worst, "µs", self.most(size, classes, "p99"));
            }
            let fabricated = self.ours(size, Class::Fabricated, "median");
            self.at_most(format!("fabricated, {text}, median"), 1_000.0, "µs", fabricated);
        }
    }

    /// How many times as long others take over the same quotations, and what they find of them.
    fn peers(&mut self, size: usize) {
        let text = self.text(size);
        if !self.is_usual(size) {
            return;
        }
        for (terms, near, far) in [(Terms::Pairs, 20.0, 8.0), (Terms::Words, 200.0, 80.0)] {
            let peer = terms.name();
            for (classes, name, bar) in [(&NEAR, "up to 10%", near), (&FAR, "30%", far)] {
                let ratios = classes.iter().filter_map(|c| self.get(size, &format!("{peer}/{}/ratio", c.name())));
                let least = ratios.reduce(f64::min);
                self.at_least(format!("{peer} take so many times as long, {name} altered, {text}"), bar, "×", least);
            }
            let share = |found: f64, of: f64| if of > 0.0 { 100.0 * found / of } else { 0.0 };
            let of = self.sum(size, peer, &WHOLE, "eligible");
            if of > 0.0 {
                let theirs = share(self.sum(size, peer, &WHOLE, "found"), of);
                let asked = self.sum(size, "verbatim", &WHOLE, "eligible");
                let ours = share(self.sum(size, "verbatim", &WHOLE, "found"), asked);
                self.rows.push(Row {
                    measure: format!("found of those up to 30% altered, {text}: verbatim, {peer}"),
                    bar: "more".to_owned(),
                    measured: format!("{ours:.1}%, {theirs:.1}%"),
                    holds: Some(ours > theirs),
                });
            }
        }
    }

    fn index(&mut self, size: usize) {
        if !self.is_usual(size) && !self.is_large(size) {
            return;
        }
        let text = self.text(size);
        let share = |what: &str| Some(self.get(size, what)? / self.get(size, "verbatim/build/text")?);
        let (index, words) = (share("verbatim/build/index"), share("verbatim/build/words"));
        self.at_most(format!("index over text, {text}"), 0.85, "", index);
        self.at_most(format!("words over text, {text}"), 0.30, "", words);
        let rate = |engine: &str| {
            let get = |what: &str| self.get(size, &format!("{engine}/build/{what}"));
            Some(get("text")? / get("time")?)
        };
        let faster = rate("verbatim").zip(rate(Terms::Pairs.name())).map(|(ours, theirs)| ours / theirs);
        self.at_least(format!("built faster than tantivy 2-grams, a thread, {text}"), 5.0, "×", faster);
        if self.is_large(size) {
            let gigabytes = |bytes: f64| bytes / (1_u64 << 30) as f64;
            let peak = self.get(size, "verbatim/build/peak").map(gigabytes);
            self.at_most(format!("most memory while building, {text}"), 2.0, "GiB", peak);
            let memory = self.get(size, "open/memory").map(|bytes| bytes / 1e6);
            self.shown(format!("memory after 300 look-ups in a new process, {text}"), "MB", memory);
            for (what, measure, most) in [
                ("warm", "open", 50.0),
                ("first-warm", "first look-up of a new process, files in memory", 1.0),
                ("first-cold", "first look-up of a new process, files dropped from memory", 500.0),
            ] {
                let time = self.get(size, &format!("open/{what}")).map(|time| time / 1e3);
                self.at_most(format!("{measure}, {text}"), most, "ms", time);
            }
        }
        if self.is_usual(size) {
            let memory = self.get(size, "open/memory").map(|bytes| bytes / 1e6);
            self.shown(format!("memory after 300 look-ups in a new process, {text}"), "MB", memory);
            let check = |what: &str| self.get(size, &format!("check/{what}")).map(|time| time / 1e6);
            let (anew, again) = (check("anew"), check("again"));
            self.at_most(format!("check of 2,000 drafts with 40,000 quotations, {text}"), 3.0, "s", anew);
            self.shown(format!("the same when no draft and no source has changed since, {text}"), "s", again);
        }
    }

    /// Twenty times the text, from whichever sizes there are.
    fn growth(&mut self) {
        let sizes = self.figures.sizes("verbatim/exact/median");
        for &large in &sizes {
            let Some(&small) = sizes.iter().find(|&&small| (19..=22).contains(&(large / small))) else { continue };
            let (from, to) = (self.text(small), self.text(large));
            for class in [Class::Exact, Class::Random10, Class::Random30, Class::Spaced30] {
                let middle = |size: usize| self.ours(size, class, "median");
                let ratio = middle(large).zip(middle(small)).map(|(large, small)| large / small);
                let measure = format!("median at {to} over that at {from}, {}", class.name());
                self.at_most(measure, 2.2, "×", ratio);
            }
        }
    }

    /// What does not depend on the size of a corpus.
    fn desk(&mut self) {
        let get = |name: &str| self.figures.get(name);
        let over = |a: &str, b: &str| get(a).zip(get(b)).map(|(a, b)| a / b);
        let from_nothing = get("small/from-nothing").map(|time| time / 1e3);
        let one = get("small/one");
        let rapidfuzz = over("rapidfuzz/10% random/median", "rapidfuzz/10% random/verbatim");
        let plain = over("diff/plain", "diff/verify");
        let similar = over("diff/similar", "diff/verify");
        let locate = get("diff/locate");
        let graded = get("diff/verify");
        let change = over("change/tantivy", "change/verbatim");
        self.at_most("300 quotations against five articles, from nothing".to_owned(), 2.0, "ms", from_nothing);
        self.at_most("one changed quotation against five articles".to_owned(), 10.0, "µs", one);
        self.at_least("RapidFuzz takes so many times as long on 1,000 articles".to_owned(), 15.0, "×", rapidfuzz);
        self.at_least("locate and diff in an article: plain table".to_owned(), 8.0, "×", plain);
        self.at_least("locate and diff in an article: similar".to_owned(), 40.0, "×", similar);
        self.shown("locating a quotation in an article alone".to_owned(), "µs", locate);
        self.shown("locating it, telling and grading the differences".to_owned(), "µs", graded);
        self.at_least("one changed source found: tantivy's commit and reload".to_owned(), 100.0, "×", change);
    }
}

fn shown(number: f64, unit: &str) -> String {
    let digits = if unit.is_empty() { 2 } else { usize::from(number.fract() != 0.0) };
    match unit {
        "" | "%" | "×" => format!("{number:.digits$}{unit}"),
        _ => format!("{number:.digits$} {unit}"),
    }
}
