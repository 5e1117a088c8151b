//! The look-ups as tables, one for each size of the corpus.

use std::fmt::Write as _;

use crate::engines::Terms;
use crate::figures::Figures;
use crate::quotations::Class;

const OURS: &str = "verbatim";

/// The tables of all sizes there are figures for.
pub(crate) fn lookups(figures: &Figures) -> String {
    let mut out = String::new();
    for size in figures.sizes("corpus/text") {
        let has = |engine: &str| figures.get(&format!("{size:03}/{engine}/exact/median")).is_some();
        if !has(OURS) {
            continue;
        }
        let number = |name: &str| figures.get(&format!("{size:03}/corpus/{name}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "### {size} times the real text: {:.0} MB, {:.1} million words, {:.0} documents\n",
            number("text") / 1e6,
            number("words") / 1e6,
            number("documents"),
        );
        let peers: Vec<&str> = [Terms::Pairs.name(), Terms::Words.name()].into_iter().filter(|e| has(e)).collect();
        let mut head = "| Quotations | found | incomplete | missed | median µs | p99 µs |".to_owned();
        let mut rule = "| --- | --- | --- | --- | --- | --- |".to_owned();
        for peer in &peers {
            let _ = write!(head, " {peer}: found | times as long |");
            rule.push_str(" --- | --- |");
        }
        let _ = writeln!(out, "{head}\n{rule}");
        for class in Class::ALL {
            row(&mut out, figures, size, class, &peers);
        }
        out.push('\n');
    }
    out
}

fn row(out: &mut String, figures: &Figures, size: usize, class: Class, peers: &[&str]) {
    let get = |engine: &str, what: &str| figures.get(&format!("{size:03}/{engine}/{}/{what}", class.name()));
    let Some(middle) = get(OURS, "median") else { return };
    let count = |what: &str| get(OURS, what).unwrap_or_default();
    let _ = write!(
        out,
        "| {} | {} | {:.0} | {} | {middle:.1} | {:.0} |",
        class.name(),
        found(figures, size, OURS, class),
        count("incomplete"),
        if count("segments") > 0.0 { "–".to_owned() } else { format!("{:.0}", count("missed")) },
        count("p99"),
    );
    for peer in peers {
        let ratio = get(peer, "ratio").unwrap_or_default();
        let _ = write!(out, " {} | {ratio:.1} |", found(figures, size, peer, class));
    }
    out.push('\n');
}

/// "97 of 100": quotations, or stretches of those that were put together.
fn found(figures: &Figures, size: usize, engine: &str, class: Class) -> String {
    let get = |what: &str| figures.get(&format!("{size:03}/{engine}/{}/{what}", class.name())).unwrap_or_default();
    let (found, of) = match get("segments") {
        segments if segments > 0.0 => (get("segments-found"), segments),
        _ => (get("found"), get("eligible")),
    };
    format!("{found:.0} of {of:.0}")
}

/// The instructions of a look-up, where they were counted.
pub(crate) fn instructions(figures: &Figures) -> String {
    let mut out = String::new();
    for size in figures.sizes("verbatim/exact/instructions") {
        let text = figures.get(&format!("{size:03}/corpus/text")).unwrap_or_default() / 1e6;
        let _ = writeln!(out, "### Instructions of a look-up, {text:.0} MB\n");
        out.push_str(
            "| Quotations | verbatim, thousands | tantivy 2-grams | tantivy BM25 |\n| --- | --- | --- | --- |\n",
        );
        for class in Class::ALL {
            let get = |engine: &str, what: &str| figures.get(&format!("{size:03}/{engine}/{}/{what}", class.name()));
            let Some(ours) = get(OURS, "instructions") else { continue };
            let ratio = |terms: Terms| get(terms.name(), "instructions-ratio").unwrap_or_default();
            let (pairs, words) = (ratio(Terms::Pairs), ratio(Terms::Words));
            let _ = writeln!(out, "| {} | {:.0} | {pairs:.1} × | {words:.1} × |", class.name(), ours / 1e3);
        }
        out.push('\n');
    }
    out
}

/// What else was measured of the indexes, one row for each size and engine.
pub(crate) fn indexes(figures: &Figures) -> String {
    let mut out = String::from(
        "### Indexes, built with one thread\n\n| Text | engine | MB of text a second | index / text | words / text | most memory MB |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for size in figures.sizes("corpus/text") {
        for engine in [OURS, Terms::Pairs.name(), Terms::Words.name()] {
            let get = |what: &str| figures.get(&format!("{size:03}/{engine}/build/{what}"));
            let (Some(time), Some(text)) = (get("time"), get("text")) else { continue };
            let share = |what: &str| {
                get(what).filter(|bytes| *bytes > 0.0).map_or("–".to_owned(), |bytes| format!("{:.2}", bytes / text))
            };
            let _ = writeln!(
                out,
                "| {:.0} MB | {engine} | {:.1} | {} | {} | {:.0} |",
                text / 1e6,
                text / time,
                share("index"),
                share("words"),
                get("peak").unwrap_or_default() / 1e6,
            );
        }
    }
    out
}
