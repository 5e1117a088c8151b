//! The report as one page of HTML.

use std::io::{self, Write};

use askama::Template;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::draft::{Block, blocks};
use super::model::{Card, Dossier, Told};
use super::passage::{Kind, Passage};
use crate::report::printable;
use crate::rules::Severity;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    dossier: &'a Dossier<'a>,
    blocks: Vec<Block>,
    findings: Vec<(Option<usize>, &'a Told)>,
    style: &'static str,
    script: &'static str,
    /// By which the policy knows the style and the script, and nothing else.
    style_hash: String,
    script_hash: String,
    version: &'static str,
}

/// Writes the evidence of `dossier` as a page that needs nothing beside it.
///
/// # Errors
/// Those of `out`.
pub fn write(dossier: &Dossier<'_>, out: &mut dyn Write) -> io::Result<()> {
    let page = Page {
        blocks: blocks(dossier),
        findings: dossier.findings(),
        style: STYLE,
        script: SCRIPT,
        style_hash: hash(STYLE),
        script_hash: hash(SCRIPT),
        version: env!("CARGO_PKG_VERSION"),
        dossier,
    };
    out.write_all(page.render().map_err(io::Error::other)?.as_bytes())
}

/// As a content security policy names a script.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

impl Page<'_> {
    fn card(&self, at: &usize) -> Option<&Card> {
        self.dossier.cards.get(*at)
    }

    /// Text of a draft or a source, without what turns the direction of a line.
    fn text(&self, text: &str) -> String {
        printable::text(text).into_owned()
    }
}

impl Told {
    fn class(&self) -> &'static str {
        match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
            Severity::Hint | Severity::Off => "hint",
        }
    }

    fn label(&self) -> &'static str {
        match self.severity {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
            Severity::Information => "Note",
            Severity::Hint | Severity::Off => "Hint",
        }
    }
}

impl Card {
    /// Whether it is shown where only those with findings are.
    fn has_findings(&self) -> bool {
        !self.findings.is_empty()
    }
}

impl Passage {
    /// "The Skerrow Courier, 4 March": who published it, and when.
    fn imprint(&self) -> String {
        [&self.outlet, &self.date].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
    }
}

impl Kind {
    fn is_draft(self) -> bool {
        self == Self::Draft
    }

    fn is_source(self) -> bool {
        self == Self::Source
    }

    fn is_context(self) -> bool {
        self == Self::Context
    }
}
