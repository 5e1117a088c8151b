//! Which drafts quote which passages: the way back from a source.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::ls_types::{Location, Uri};

use super::analysis::Analysis;
use super::documents::Documents;
use super::opened::Opened;
use super::positions::Encoding;
use super::session::Session;
use super::uris;
use super::views::View;
use crate::archive::SourceId;
use crate::rules::Verdict;
use crate::text::{Span, reading_text};
use crate::verify::Extent;

/// A quotation of a draft that rests on a passage of a source.
#[derive(Clone, Debug)]
pub(super) struct Use {
    /// The quotation in the draft.
    pub(super) at: Location,
    /// Its words.
    pub(super) text: String,
    /// The outcome.
    pub(super) verdict: Verdict,
    /// Whom the draft gives the words to.
    pub(super) speaker: Option<String>,
    /// The passages that have them, by the source's file and its fragment, as bytes of its text. One that
    /// was made of pieces that do not belong together has each of them, not what stands between.
    pub(super) passages: Vec<(PathBuf, Option<String>, Span)>,
}

impl Use {
    /// Where the passages are that the source `id` of `opened` has.
    pub(super) fn within(&self, opened: &Opened, id: SourceId) -> impl Iterator<Item = Span> {
        let card = opened.workspace.archive.card(id);
        let is_here = move |path: &Path, fragment: &Option<String>| {
            card.is_some_and(|card| *path == card.path && *fragment == card.fragment)
        };
        self.passages.iter().filter(move |(path, fragment, _)| is_here(path, fragment)).map(|(_, _, span)| *span)
    }
}

/// The quotations of a draft that rest on passages.
pub(super) fn uses(analysis: &Analysis, encoding: Encoding) -> Vec<Use> {
    let archive = &analysis.opened.workspace.archive;
    let resting = analysis.checked.quotations.iter().map(|quotation| {
        let held = quotation.evidence.iter().filter(|e| matches!(e.extent, Extent::Whole | Extent::Part));
        let passages = held.flat_map(|evidence| {
            let whole = std::slice::from_ref(&evidence.span);
            let spans = if evidence.spliced { evidence.pieces.as_slice() } else { whole };
            let card = archive.card(evidence.source);
            spans.iter().filter_map(move |span| Some((card?.path.clone(), card?.fragment.clone(), *span)))
        });
        Use {
            at: Location { uri: analysis.uri.clone(), range: encoding.range(&analysis.text, quotation.span) },
            text: reading_text(&analysis.checked.draft.prose, quotation.inner),
            verdict: quotation.verdict,
            speaker: quotation.speaker.as_ref().map(|speaker| speaker.best().to_owned()),
            passages: passages.collect(),
        }
    });
    resting.filter(|quotation| !quotation.passages.is_empty()).collect()
}

/// What is known of all drafts: of those that are open, and of the others as the last survey met them.
pub(super) fn known(session: &Session, documents: &Documents) -> Vec<Use> {
    let encoding = session.capabilities().encoding;
    let open = documents.all().filter_map(|document| document.outcome.borrow().last.clone());
    let mut known: Vec<Use> = open.flat_map(|analysis| uses(&analysis, encoding)).collect();
    let survey = session.survey.findings();
    known.extend(survey.uses.iter().filter(|other| documents.get(&other.at.uri).is_none()).cloned());
    known.sort_by(|a, b| (&a.at.uri, a.at.range.start).cmp(&(&b.at.uri, b.at.range.start)));
    known
}

/// A document that is a source, as an editor shows it.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) opened: Arc<Opened>,
    pub(super) id: SourceId,
    pub(super) view: Arc<View>,
}

/// The source that the open document `uri` shows, if it is one and shows it as it was read.
pub(super) fn source_shown(session: &Session, documents: &Documents, uri: &Uri) -> Option<Shown> {
    let path = uris::to_path(uri)?;
    let text = &documents.get(uri)?.text;
    session.workspaces.opened().into_iter().find_map(|opened| {
        let (id, view) = shown_at(&opened, &path)?;
        (view.text == *text).then_some(Shown { opened, id, view })
    })
}

fn shown_at(opened: &Opened, path: &Path) -> Option<(SourceId, Arc<View>)> {
    let own = opened.workspace.catalogue.at(path).and_then(|id| Some((id, opened.view(id)?)));
    own.filter(|(_, view)| view.path == path).or_else(|| opened.view_at(path))
}

/// Whether some workspace has a source that an editor shows as `uri`.
pub(super) fn is_shown(session: &Session, uri: &Uri) -> bool {
    let path = uris::to_path(uri);
    let is_source =
        |opened: &Opened, path: &Path| opened.workspace.catalogue.at(path).is_some() || opened.view_at(path).is_some();
    path.is_some_and(|path| session.workspaces.opened().iter().any(|opened| is_source(opened, &path)))
}
