//! `--reporter json`: the whole outcome, for programs.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;

use super::model::Report;

/// Writes `report` as one JSON document.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    writeln!(out)
}

/// The schema of the report, as published in `schema/check.schema.json`.
#[must_use]
pub fn schema() -> schemars::Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Report<'_>>()
}
