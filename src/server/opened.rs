//! A workspace as it was read at one moment, with what the server needs to show its sources.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tower_lsp::ls_types::{Location, Uri};

use super::positions::Encoding;
use super::views::View;
use crate::archive::SourceId;
use crate::remembered::Remembered;
use crate::text::Span;
use crate::workspace::{Keys, Speakers, Workspace};

/// How many sources are kept ready to be shown. A draft quotes fewer; whoever asks for more waits
/// a little longer.
const MOST_VIEWS: usize = 512;

/// How many places in sources are remembered as an editor finds them: those of all findings of a long draft, which are
/// told anew with every edit.
const MOST_PLACES: usize = 1 << 14;

/// A stretch of a source's text, in units of the encoding.
type Place = (SourceId, Span, Encoding);

/// A workspace as it was read at one moment.
#[derive(Debug)]
pub(super) struct Opened {
    /// The workspace.
    pub(super) workspace: Workspace,
    /// How sources are shown, kept once it was needed to make positions; `None` for those that cannot be.
    views: Mutex<HashMap<SourceId, Option<Arc<View>>>>,
    places: Remembered<Place, Option<Location>, MOST_PLACES>,
    speakers: OnceLock<Speakers>,
    keys: OnceLock<Keys>,
}

impl Opened {
    /// Wraps a workspace that was just read.
    pub(super) fn new(workspace: Workspace) -> Self {
        let (speakers, keys) = (OnceLock::new(), OnceLock::new());
        Self { views: Mutex::default(), places: Remembered::default(), speakers, keys, workspace }
    }

    /// Whether the file at `path` is one of the sources, or would be if it were saved.
    pub(super) fn is_source(&self, path: &Path) -> bool {
        let Workspace { catalogue, archive, .. } = &self.workspace;
        catalogue.at(path).is_some()
            || archive.skipped().iter().any(|skipped| skipped.path == path)
            || self.workspace.source_places().iter().any(|place| path.starts_with(place))
    }

    /// Why drafts here are not checked, if so: nobody set this folder up to have its quotations
    /// checked. An editor opens all kinds of Markdown, and would underline every quotation in it.
    pub(super) fn idle_because(&self) -> Option<&str> {
        let idle = self.workspace.config_path.is_none() && self.workspace.source_places().is_empty();
        idle.then(|| self.workspace.notices.first().map_or("there are no sources here", String::as_str))
    }

    /// How an editor shows a source; `None` where it cannot be had.
    pub(super) fn view(&self, id: SourceId) -> Option<Arc<View>> {
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = views.get(&id) {
            return known.clone();
        }
        if views.len() >= MOST_VIEWS {
            views.clear();
        }
        let source = self.workspace.archive.source(id);
        let view = source.and_then(|source| View::of(&source)).map(Arc::new);
        views.entry(id).or_insert(view).clone()
    }

    /// The source that an editor shows in the file at `path`, where that file was made for showing it.
    pub(super) fn view_at(&self, path: &Path) -> Option<(SourceId, Arc<View>)> {
        let views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = views.iter().filter_map(|(id, view)| Some((*id, view.as_ref()?)));
        let mut at_path = shown.filter(|(_, view)| view.path == path);
        at_path.next().map(|(id, view)| (id, Arc::clone(view)))
    }

    /// Everybody whose words the sources have; found out when it is asked for first.
    pub(super) fn speakers(&self) -> &Speakers {
        self.speakers.get_or_init(|| Speakers::of(&self.workspace))
    }

    /// The keys of all sources; likewise.
    pub(super) fn keys(&self) -> &Keys {
        self.keys.get_or_init(|| Keys::of(&self.workspace))
    }

    /// Where an editor finds the bytes `span` of a source's text.
    pub(super) fn location(&self, id: SourceId, span: Span, encoding: Encoding) -> Option<Location> {
        self.places.recall((id, span, encoding), |_| {
            let view = self.view(id)?;
            Some(Location { uri: Uri::from_file_path(&view.path)?, range: encoding.range(&view.text, view.span(span)) })
        })
    }
}
