//! How long it takes until a source that was changed is found by its new words.

use std::time::Instant;

use anyhow::{Result, ensure};
use tantivy::collector::Count;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, IndexWriter, ReloadPolicy, TantivyDocument, Term};

use crate::corpus::Document;
use crate::engines::{Changing, Terms, keys, register, schema};
use crate::figures::{Figures, median};

/// How many sources there are.
const SOURCES: usize = 2_000;
/// How often one of them changes.
const TIMES: usize = 31;
const MEMORY: usize = 50_000_000;

pub(crate) fn measure(figures: &mut Figures, documents: &[Document]) -> Result<()> {
    let texts: Vec<&str> = documents.iter().take(SOURCES).map(|document| document.text.as_str()).collect();
    let folder = tempfile::tempdir()?;
    let (schema, text_field, number_field) = schema(Terms::Pairs);
    let index = Index::create_in_dir(folder.path(), schema)?;
    register(&index, Terms::Pairs);
    let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let document = |n: u64, text: &str| {
        let mut document = TantivyDocument::default();
        document.add_text(text_field, text);
        document.add_u64(number_field, n);
        document
    };
    for (n, text) in (0..).zip(&texts) {
        writer.add_document(document(n, text))?;
    }
    writer.commit()?;

    let documents: Vec<_> = texts.iter().map(|text| keys(text)).collect();
    let mut ours = Changing::new(documents.iter().map(Vec::as_slice))?;
    let (mut theirs_took, mut ours_took) = (Vec::new(), Vec::new());
    for time in 0..TIMES {
        let place = time * 13 % texts.len();
        let number = place as u64;
        let sign = format!("changed{time} once");
        let changed = format!("{} {sign}", texts[place]);

        let begun = Instant::now();
        writer.delete_term(Term::from_field_u64(number_field, number));
        writer.add_document(document(number, &changed))?;
        writer.commit()?;
        reader.reload()?;
        let term = TermQuery::new(Term::from_field_text(text_field, &sign), IndexRecordOption::Basic);
        let found = reader.searcher().search(&term, &Count)?;
        theirs_took.push(begun.elapsed());
        ensure!(found == 1, "tantivy does not find what was changed");

        let begun = Instant::now();
        ours.replace(place, &changed)?;
        let found = ours.count(&keys(&sign));
        ours_took.push(begun.elapsed());
        ensure!(found == 1, "the archive does not find what was changed");
    }
    figures.time("change/verbatim", median(&ours_took));
    figures.time("change/tantivy", median(&theirs_took));
    Ok(())
}
