//! The page that shows the figures.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::figures::Figures;
use crate::{bars, tables};

const BEGIN: &str = "<!-- figures: written by benches/retrieval -->\n";
const END: &str = "<!-- end of figures -->";

/// The figures in Markdown.
pub(crate) fn figures(figures: &Figures) -> String {
    let bars = bars::table(figures);
    let tables = [tables::lookups(figures), tables::instructions(figures), tables::indexes(figures)];
    format!("{bars}\n{}", tables.concat())
}

/// Writes what stands between the marks of the page anew.
pub(crate) fn renew(page: &Path, text: &str) -> Result<()> {
    let old = fs::read_to_string(page).with_context(|| format!("cannot read {}", page.display()))?;
    let marks = old.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) =
        marks.with_context(|| format!("{}: the marks around the figures are missing", page.display()))?;
    fs::write(page, format!("{before}{BEGIN}\n{text}\n{END}{after}"))
        .with_context(|| format!("cannot write {}", page.display()))
}
