//! tantivy: the ten best documents for the words of a quotation, or for its pairs of words, each
//! verified by a scan of all its words, which lie in memory.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::directory::MmapDirectory;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

use super::bigrams::Runs;
use super::{Answer, Asked, Built, Engine, Hit};
use crate::clock::Clock;
use crate::corpus::{Corpus, Rounds};
use crate::kernel::Scanner;

/// How many documents are verified.
const TOP: usize = 10;
/// Memory of the writer, in bytes.
const MEMORY: usize = 400_000_000;
/// Says, in the folder of an index, that it is all there, and what it took.
const DONE: &str = "built.json";

/// What the terms are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Terms {
    /// Words, ranked by BM25.
    Words,
    /// Pairs of neighbouring words.
    Pairs,
}

impl Terms {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Words => "tantivy BM25",
            Self::Pairs => "tantivy 2-grams",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Words => "tantivy-words",
            Self::Pairs => "tantivy-pairs",
        }
    }

    fn length(self) -> usize {
        match self {
            Self::Words => 1,
            Self::Pairs => 2,
        }
    }
}

/// An index that is open.
pub(crate) struct Tantivy {
    terms: Terms,
    text: Field,
    searcher: Searcher,
    numbers: Vec<Column<u64>>,
    corpus: Arc<Corpus>,
    scanner: Scanner,
}

/// The fields: the text, and the document's number.
pub(crate) fn schema(terms: Terms) -> (Schema, Field, Field) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default().set_tokenizer("runs").set_index_option(match terms {
        Terms::Words => IndexRecordOption::WithFreqs,
        Terms::Pairs => IndexRecordOption::Basic,
    });
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let number = schema.add_u64_field("number", FAST | tantivy::schema::INDEXED);
    (schema.build(), text, number)
}

/// Makes the index read texts as the project does.
pub(crate) fn register(index: &Index, terms: Terms) {
    index.tokenizers().register("runs", TextAnalyzer::builder(Runs { length: terms.length() }).build());
}

impl Tantivy {
    /// Builds the index of the first `count` rounds with one thread, unless it is there, into one segment.
    pub(crate) fn build(terms: Terms, rounds: &Rounds, count: usize) -> Result<Built> {
        let folder = rounds.beside(terms.folder(), count);
        if let Some(built) = built(&folder) {
            return Ok(built);
        }
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let begun = Clock::process();
        let (schema, text_field, number_field) = schema(terms);
        let index = Index::create_in_dir(&folder, schema)?;
        register(&index, terms);
        let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
        let mut built = Built::default();
        for (number, text) in (0_u64..).zip(rounds.documents(count)) {
            let text = text?;
            built.text += text.len() as u64;
            let mut document = TantivyDocument::default();
            document.add_text(text_field, text);
            document.add_u64(number_field, number);
            writer.add_document(document)?;
        }
        writer.commit()?;
        built.time = begun.elapsed();
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.wait_merging_threads()?;
        for entry in fs::read_dir(&folder)? {
            built.index += entry?.metadata()?.len();
        }
        built.peak = crate::process::peak_memory();
        fs::write(folder.join(DONE), serde_json::to_string(&built)?)?;
        Ok(built)
    }

    /// Opens the index of the first `count` rounds.
    pub(crate) fn open(terms: Terms, rounds: &Rounds, count: usize, corpus: &Arc<Corpus>) -> Result<Self> {
        let (_, text, _) = schema(terms);
        let index = Index::open(MmapDirectory::open(rounds.beside(terms.folder(), count))?)?;
        register(&index, terms);
        let searcher = index.reader()?.searcher();
        let columns = searcher.segment_readers().iter().map(|reader| reader.fast_fields().u64("number"));
        let numbers = columns.collect::<tantivy::Result<_>>()?;
        let scanner = Scanner::new(corpus.distinct());
        Ok(Self { terms, text, searcher, numbers, corpus: Arc::clone(corpus), scanner })
    }

    /// The numbers of the best documents.
    fn best(&self, asked: &Asked<'_>) -> Vec<usize> {
        let mut seen = HashSet::new();
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for run in asked.words.windows(self.terms.length()) {
            let term = run.iter().map(|&word| self.corpus.form(word)).collect::<Vec<_>>().join(" ");
            let term = Term::from_field_text(self.text, &term);
            if seen.insert(term.clone()) {
                clauses.push((Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
            }
        }
        let query = BooleanQuery::new(clauses);
        let top = self.searcher.search(&query, &TopDocs::with_limit(TOP).order_by_score()).unwrap_or_default();
        let number = |address: tantivy::DocAddress| {
            let number = self.numbers.get(address.segment_ord as usize)?.first(address.doc_id)?;
            usize::try_from(number).ok()
        };
        top.into_iter().filter_map(|(_, address)| number(address)).collect()
    }
}

impl Engine for Tantivy {
    fn name(&self) -> &'static str {
        self.terms.name()
    }

    fn look_up(&mut self, asked: &Asked<'_>) -> Answer {
        let documents = self.best(asked);
        self.scanner.seek(asked.words);
        let verify = |document: usize| {
            let text = self.corpus.document(document);
            let errors = self.scanner.best(text).errors;
            Hit { document, words: 0..text.len(), errors }
        };
        let mut hits: Vec<Hit> = documents.into_iter().map(verify).collect();
        hits.sort_by_key(|hit| hit.errors);
        Answer { hits, complete: true }
    }
}

fn built(folder: &Path) -> Option<Built> {
    serde_json::from_str(&fs::read_to_string(folder.join(DONE)).ok()?).ok()
}
