//! The quotations that alterations are planted into, and the sources they come from.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use verbatim::text::{Span, Word, normal_form, words};

/// Shorter quotations leave nothing to plant anything into.
const SHORTEST: usize = 7;
/// Longer ones are no quotations of the usual kind.
const LONGEST: usize = 120;
/// So many quotations lie between two that are far apart.
const FAR: usize = 4;
/// So many sentences of one transcript are taken.
const TURNS: usize = 60;

/// The words between two marks of a source, as the source has them.
#[derive(Clone, Debug)]
pub(crate) struct Quote {
    /// The key of the source.
    pub(crate) key: String,
    /// Whether somebody was heard saying it, as opposed to a newspaper quoting it.
    pub(crate) heard: bool,
    /// The words, without marks.
    pub(crate) text: String,
    /// The words of `text`.
    pub(crate) words: Vec<Word>,
    /// The words in the form in which they are compared.
    pub(crate) forms: Vec<String>,
    /// The end of another quotation of the source, which stands far away from this one.
    pub(crate) far: Option<String>,
}

impl Quote {
    pub(crate) fn new(key: &str, heard: bool, text: String) -> Self {
        let words = words(&text);
        let forms = words.iter().map(|word| normal_form(word.span.of(&text))).collect();
        Self { key: key.to_owned(), heard, text, words, forms, far: None }
    }

    /// The word as it is written.
    pub(crate) fn raw(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.span.of(&self.text))
    }

    /// What stands between word `at` and the one before; all before the first.
    pub(crate) fn before(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.words.get(before)).map_or(0, |word| word.span.end);
        let end = self.words.get(at).map_or(self.text.len(), |word| word.span.start);
        Span::new(start, end).of(&self.text)
    }

    /// Whether a sentence begins with word `at`, so that its capital says nothing.
    pub(crate) fn begins_sentence(&self, at: usize) -> bool {
        at == 0 || self.before(at).contains(['.', '!', '?', ':', '…', '“', '"', '‘', '\'', '—', '–'])
    }

    /// Whether nothing in it needs care in Markdown or is a mark of editing.
    pub(crate) fn is_plain(&self) -> bool {
        !self.text.contains(['[', ']', '(', ')', '*', '_', '`', '<', '>', '"', '“', '”', '\\', '…', '#', '|', '~'])
            && !self.text.contains("..")
            && !self.text.contains(". .")
    }
}

/// A folder of sources and what is quoted in them.
pub(crate) struct Corpus {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) sources: usize,
}

/// Every `every`th source from the `offset`th on: real articles and transcripts where they are at
/// hand, else the example.
pub(crate) fn read(every: usize, offset: usize) -> std::io::Result<Corpus> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = here.join("../shared/data");
    let (mut texts, mut every) = (Vec::new(), every);
    if shared.is_dir() {
        articles(&shared.join("attribution/dev.jsonl"), &mut texts)?;
        articles(&shared.join("outlets/dev.articles.jsonl"), &mut texts)?;
        transcripts(&shared.join("transcripts/sources"), &mut texts)?;
    } else {
        println!("{} is not there: the example serves instead, which shows little", shared.display());
        transcripts(&here.join("examples/harbour/sources"), &mut texts)?;
        texts.iter_mut().for_each(|text| text.1 = false);
        every = 1;
    }
    let mut known = HashSet::new();
    texts.retain(|(text, _)| known.insert(text.clone()));
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join("sources"))?;
    let mut corpus = Corpus { folder, quotes: Vec::new(), sources: 0 };
    for (n, (text, heard)) in texts.into_iter().enumerate().skip(offset).step_by(every) {
        let key = format!("s{n:04}");
        fs::write(corpus.folder.path().join("sources").join(format!("{key}.txt")), &text)?;
        corpus.sources += 1;
        let quotes = if heard { said(&text) } else { quoted(&text) };
        let quotes = quotes.into_iter().map(|quote| Quote::new(&key, heard, quote));
        let mut quotes: Vec<Quote> = quotes.filter(|q| (SHORTEST..=LONGEST).contains(&q.words.len())).collect();
        let ends: Vec<Option<String>> = quotes.iter().map(end).collect();
        for (n, quote) in quotes.iter_mut().enumerate() {
            let far = (n + ends.len() / 2) % ends.len();
            quote.far = if n.abs_diff(far) >= FAR { ends[far].clone() } else { None };
        }
        corpus.quotes.extend(quotes);
    }
    Ok(corpus)
}

fn articles(path: &Path, texts: &mut Vec<(String, bool)>) -> std::io::Result<()> {
    for line in fs::read_to_string(path)?.lines() {
        let article: serde_json::Value = serde_json::from_str(line)?;
        texts.extend(article["text"].as_str().map(|text| (text.to_owned(), false)));
    }
    Ok(())
}

fn transcripts(folder: &Path, texts: &mut Vec<(String, bool)>) -> std::io::Result<()> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    for path in paths {
        texts.push((String::from_utf8_lossy(&fs::read(path)?).into_owned(), true));
    }
    Ok(())
}

/// The last words of a quotation, from the middle on.
fn end(quote: &Quote) -> Option<String> {
    let middle = quote.words.get(quote.words.len() / 2)?.span.start;
    (quote.is_plain() && quote.words.len() >= 2 * SHORTEST).then(|| quote.text.get(middle..).map(str::to_owned))?
}

/// What stands between double marks inside one paragraph. Paragraphs in which the marks do not pair
/// are left out: nobody knows what is quoted there.
fn quoted(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for paragraph in text.lines() {
        let straight = paragraph.matches('"').count();
        let (open, close) = (paragraph.matches('“').count(), paragraph.matches('”').count());
        if straight % 2 == 1 || open != close || (straight > 0 && open > 0) {
            continue;
        }
        let mut rest = paragraph;
        while let Some(start) = rest.find(['“', '"']) {
            let mark = if rest.get(start..).is_some_and(|r| r.starts_with('“')) { '“'.len_utf8() } else { 1 };
            let Some(inside) = rest.get(start + mark..) else { break };
            let Some(end) = inside.find(['”', '"']) else { break };
            let quote = inside.get(..end).unwrap_or_default();
            if !quote.contains('“') {
                found.push(quote.trim().to_owned());
            }
            rest = inside.get(end..).map_or("", |r| r.trim_start_matches(['”', '"']));
        }
    }
    found
}

/// Sentences of what was said, each whole, of lines long enough not to be labels or notes.
fn said(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines().filter(|line| line.len() > 120) {
        let spoken = line.split_once(": ").filter(|(label, _)| label.len() < 40).map_or(line, |(_, rest)| rest);
        let whole = Span::new(0, spoken.len());
        for sentence in verbatim::text::sentences(spoken, whole) {
            found.push(sentence.of(spoken).trim().to_owned());
        }
    }
    let step = (found.len() / TURNS).max(1);
    found.into_iter().step_by(step).collect()
}
