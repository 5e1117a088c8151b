//! From what is held to an archive.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::manifest::{Part, SegmentId};
use super::{Shard, Stock};
use crate::archive::{Archive, Place, Segment, Skipped};
use crate::source::pack::Label;
use crate::source::{Card, Library, Named, keys, part_of};

impl Stock {
    /// The archive of `files`, as far as they are held, with what `library` says of them, and what people
    /// should know about them. `skipped` could not be walked.
    pub(crate) fn archive(
        &self,
        files: &[(PathBuf, String)],
        library: &Library,
        mut skipped: Vec<Skipped>,
    ) -> (Archive, Vec<String>) {
        let mut segments: Vec<(SegmentId, &Arc<Segment>)> = self.segments.iter().map(|(id, of)| (*id, of)).collect();
        segments.sort_unstable_by_key(|(id, _)| *id);
        let index: HashMap<SegmentId, usize> = segments.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
        let known = self.by_path();
        let mut notices: Vec<(usize, String)> = Vec::new();
        let mut cards = Vec::with_capacity(files.len());
        let (mut places, mut of_file) = (Vec::new(), Vec::new());
        for (number, (path, shown)) in files.iter().enumerate() {
            let Some(entry) = known.get(path.as_os_str().as_encoded_bytes()) else { continue };
            notices.extend(entry.notices.iter().map(|notice| (number, format!("{shown}{notice}"))));
            for part in &entry.parts {
                let skip = |fragment: Option<&str>, reason: &str| Skipped {
                    path: path.clone(),
                    shown: part_of(shown, fragment),
                    reason: reason.to_owned(),
                };
                let (segment, document) = match part {
                    Part::Document(segment, document) => (segment, *document),
                    Part::Skipped(fragment, reason) => {
                        skipped.push(skip(fragment.as_deref(), reason));
                        continue;
                    }
                };
                let label = self.segments.get(segment).and_then(|segment| segment.card(document)).map(Label::unpack);
                let (Some(Ok(label)), Some(&segment)) = (label, index.get(segment)) else {
                    skipped.push(skip(
                        None,
                        "could not be had from the index, which is damaged; `verbatim sources --clean` removes it",
                    ));
                    continue;
                };
                cards.push(label.card(path.clone(), shown));
                places.push(Place { segment, document });
                of_file.push(number);
            }
        }
        for shard in &self.shards {
            let Ok(segment) = &shard.segment else { continue };
            for document in 0..segment.documents() {
                let record = segment.card(document).unwrap_or_default();
                let (Ok(label), Ok(shown)) = (Label::unpack(record), Label::shown(record)) else {
                    skipped.push(Skipped {
                        path: shard.path.clone(),
                        shown: shard.shown.clone(),
                        reason: format!("has a damaged record, the {}th; have it packed anew", document + 1),
                    });
                    continue;
                };
                cards.push(label.card(shard.path.join(shown), &format!("{}/{shown}", shard.shown)));
                places.push(Place { segment: segments.len(), document });
                of_file.push(files.len());
            }
            segments.push((SegmentId::MAX, segment));
        }
        let (names, shared) = keys(cards.iter().map(|card| Named {
            path: &card.path,
            fragment: card.fragment.as_deref(),
            shown: &card.shown,
        }));
        let mut cards: Vec<Card> = cards.into_iter().zip(names).map(|(card, key)| Card { key, ..card }).collect();
        let of_library = library.apply(&mut cards);
        notices.extend(of_file.iter().zip(shared).filter_map(|(number, notice)| Some((*number, notice?))));
        notices.sort_by_key(|(number, _)| *number);
        notices.extend(self.shards.iter().filter_map(Shard::notice).map(|notice| (files.len(), notice)));
        let cards = cards.into_iter().map(Arc::new).collect();
        let segments = segments.into_iter().map(|(_, segment)| Arc::clone(segment)).collect();
        let archive = Archive::over(cards, segments, places, skipped);
        (archive, of_library.into_iter().chain(notices.into_iter().map(|(_, notice)| notice)).collect())
    }
}
