//! What the reader of web pages keeps and leaves out, and how fast: pages in several layouts, made of
//! invented sentences of which it is known which are the article's. Prints for each layout the F1 of
//! words, the share of the article's sentences kept, and for all megabytes a second on one core.
//!
//! `cargo bench --bench readers`

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a bench that cannot go on has nothing to measure")]

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

use verbatim::source::{Options, documents};

/// Pages of each layout.
const PAGES: usize = 40;
/// How often all are read for the speed; the best counts, as others use the machine, too.
const TIMES: usize = 5;

/// Numbers that look random; the same for each run.
struct Random(u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below.max(1)
    }

    /// A sentence of an invented language, of `least` words and more.
    fn sentence(&mut self, least: usize) -> String {
        let syllables = ["ka", "re", "mi", "to", "su", "len", "dor", "vi", "pa", "shu"];
        let count = least + self.below(20);
        let mut words: Vec<String> =
            (0..count).map(|_| (0..=self.below(3)).map(|_| syllables[self.below(10)]).collect()).collect();
        if self.below(4) == 0 {
            words[count / 2] = format!("{},", words[count / 2]);
        }
        let text = words.join(" ");
        let quoted = self.below(5) == 0;
        let sentence = text[..1].to_uppercase() + &text[1..] + ".";
        if quoted { format!("“{sentence}”") } else { sentence }
    }

    fn paragraphs(&mut self) -> Vec<String> {
        (0..8 + self.below(16))
            .map(|_| (0..=self.below(4)).map(|_| self.sentence(3)).collect::<Vec<_>>().join(" "))
            .collect()
    }

    fn links(&mut self, count: usize) -> String {
        (0..count).map(|_| format!("<li><a href=\"/x\">{}</a></li>", self.sentence(2))).collect()
    }

    /// Other stories, each with the beginning of its text.
    fn teasers(&mut self, count: usize, class: &str) -> String {
        (0..count)
            .map(|_| {
                format!(
                    "<div class=\"{class}\"><h3><a href=\"/y\">{}</a></h3><p>{}</p></div>",
                    self.sentence(4),
                    self.sentence(14)
                )
            })
            .collect()
    }
}

type Layout = fn(&[String], &mut Random) -> String;

fn paragraphs(texts: &[String]) -> String {
    texts.iter().map(|text| format!("<p>{}</p>\n", text.replace('“', "&ldquo;").replace('”', "&rdquo;"))).collect()
}

fn semantic(texts: &[String], random: &mut Random) -> String {
    let (first, second) = texts.split_at(texts.len() / 2);
    format!(
        "<header><nav><ul>{}</ul></nav></header><main><article><h1>{}</h1><p class=byline>By Ann Gale</p>{}<figure><img><figcaption>{}</figcaption></figure><aside>{}</aside>{}</article></main><section><h2>More</h2>{}</section><footer><p>{}</p></footer>",
        random.links(9),
        random.sentence(5),
        paragraphs(first),
        random.sentence(12),
        random.links(4),
        paragraphs(second),
        random.teasers(6, "card"),
        random.sentence(15)
    )
}

fn divisions(texts: &[String], random: &mut Random) -> String {
    let text: String = texts.iter().map(|text| format!("<div>{text}</div>")).collect();
    format!(
        "<div id=top>{}</div><div class=wrap><div class=c1><div class=t>{text}</div></div><div class=c2>{}</div></div>",
        random.links(12),
        random.teasers(5, "box")
    )
}

fn tables(texts: &[String], random: &mut Random) -> String {
    format!(
        "<table><tr><td>{}</td><td>{}</td><td>{}</td></tr></table>",
        random.links(8),
        texts.join("<br><br>\n"),
        random.teasers(2, "b")
    )
}

fn weblog(texts: &[String], random: &mut Random) -> String {
    let comments: String = (0..9).map(|_| format!("<li class=comment><p>{}</p></li>", random.sentence(20))).collect();
    format!(
        "<div id=page class=\"site has-sidebar\"><article class=post><h1 class=entry-title>{}</h1><div class=entry-content>{}<div class=sharedaddy>{}</div></div></article><div id=comments><ol>{comments}</ol></div><aside class=widget-area>{}</aside></div>",
        random.sentence(4),
        paragraphs(texts),
        random.links(3),
        random.teasers(4, "widget")
    )
}

fn interrupted(texts: &[String], random: &mut Random) -> String {
    let mut text = String::new();
    for chunk in texts.chunks(3) {
        text.push_str(&format!("<div class=chunk><div>{}</div></div>", paragraphs(chunk)));
        text.push_str(&format!(
            "<div class=newsletter-signup><h4>{}</h4><p>{}</p></div>",
            random.sentence(3),
            random.sentence(18)
        ));
    }
    format!(
        "<div class=topbar>{}</div><div class=page><h1>{}</h1>{text}</div><div class=recirc>{}</div>",
        random.links(7),
        random.sentence(5),
        random.teasers(6, "recirc-item")
    )
}

const LAYOUTS: [(&str, Layout); 5] = [
    ("semantic", semantic),
    ("divisions", divisions),
    ("tables", tables),
    ("weblog", weblog),
    ("interrupted", interrupted),
];

fn counts(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

#[expect(clippy::cast_precision_loss, reason = "these are small numbers")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn main() {
    let mut random = Random(11);
    let options = Options::default();
    let read = |page: &str| {
        let parts = documents(page.as_bytes(), Path::new("page.html"), &options);
        parts.ok().and_then(|mut parts| parts.pop()?.document.ok()).map(|document| document.text).unwrap_or_default()
    };
    let mut pages = Vec::new();
    println!("layout       F1 of words  sentences kept");
    for (name, layout) in LAYOUTS {
        let (mut both, mut ours, mut theirs, mut kept, mut sentences) = (0, 0, 0, 0, 0);
        for _ in 0..PAGES {
            let texts = random.paragraphs();
            let script = format!("<script>{}</script>", "var x = function(a) { return a < 3 };".repeat(200));
            let body = layout(&texts, &mut random);
            let page = format!("<!doctype html><html><head><title>x</title>{script}</head><body>{body}</body></html>");
            let text = read(&page);
            let (found, wanted) = (counts(&text), counts(&texts.join(" ")));
            both +=
                wanted.iter().map(|(word, count)| found.get(word).map_or(0, |other| *other.min(count))).sum::<usize>();
            ours += found.values().sum::<usize>();
            theirs += wanted.values().sum::<usize>();
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for sentence in texts.iter().flat_map(|text| text.split_inclusive(". ")) {
                sentences += 1;
                kept += usize::from(flat.contains(sentence.trim()));
            }
            pages.push(page);
        }
        println!("{name:<12} {:>11.3} {:>15.3}", 2.0 * share(both, ours + theirs), share(kept, sentences));
    }
    let bytes: usize = pages.iter().map(String::len).sum();
    let best = (0..TIMES).map(|_| {
        let started = Instant::now();
        let total: usize = pages.iter().map(|page| read(page).len()).sum();
        assert!(total > 0, "nothing was read");
        started.elapsed()
    });
    let best = best.min().unwrap_or(Duration::MAX);
    #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
    let speed = bytes as f64 / 1e6 / best.as_secs_f64();
    println!(
        "{speed:.0} MB/s on one core, of {} pages with {:.1} kB each",
        pages.len(),
        share(bytes, pages.len()) / 1000.0
    );
}
