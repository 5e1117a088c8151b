//! Reading what is not held yet.
//!
//! Documents stream through: a few files are read at a time, by all cores, packed, and written to a
//! segment. A segment is completed and the manifest written after every so many bytes, so that a kill
//! costs no more than those.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::folder::{Folder, Lock};
use super::manifest::{Entry, Manifest, Part};
use super::writer::Writer;
use super::{Observer, Progress, Stock, Stopped, Store, Wanted, tiers, unkept};
use crate::source::pack::{self, Label};
use crate::source::{Options, Source, bytes_of, contents};
use crate::text::WordKey;

/// Bytes of files that are read at a time.
const AT_ONCE: u64 = 4_000_000;
/// Files that are read at a time.
const FILES_AT_ONCE: usize = 256;
/// Bytes of files after which a segment is complete.
const SEGMENT: u64 = 32_000_000;

/// A document, packed.
struct Packed {
    keys: Vec<WordKey>,
    label: Vec<u8>,
    body: Vec<u8>,
}

/// What became of a file.
enum Outcome {
    /// It is what it was, or was moved here from another folder: its documents are held.
    Held(Entry),
    /// It was read; the entry's documents are these, in order.
    Read(Entry, Vec<Packed>),
}

/// Entries of files that are gone, by name and content: where one of them turns up in another folder,
/// its documents are held already.
type Gone = Mutex<HashMap<[u8; 32], Vec<Entry>>>;

impl Store {
    /// Reads those of `wanted` that `known` does not hold. What is read is kept in `place`, if there is
    /// one, else in memory.
    pub(super) fn gather(
        &self,
        wanted: &[Wanted<'_>],
        known: Stock,
        place: Option<(&Folder, &Lock)>,
        observer: &dyn Observer,
    ) -> Result<Stock, Stopped> {
        let mut all: HashMap<Vec<u8>, Entry> =
            known.entries.into_iter().map(|entry| (entry.path.clone(), entry)).collect();
        let mut job = Job {
            options: &self.options,
            stock: Stock { entries: Vec::new(), ..known },
            place,
            writer: None,
            unfinished: Vec::new(),
            bytes: 0,
        };
        let mut queue: VecDeque<(&Wanted<'_>, Option<Entry>)> = VecDeque::new();
        for file in wanted {
            let entry = all.remove(file.path.as_os_str().as_encoded_bytes());
            match (entry, file.stamp) {
                (Some(entry), Some(stamp)) if stamp.proves_unchanged(&entry.stamp) => job.stock.entries.push(entry),
                (entry, _) => queue.push_back((file, entry)),
            }
        }
        let gone = Gone::default();
        for entry in all.into_values().filter(|entry| entry.documents().next().is_some()) {
            gone.lock().unwrap_or_else(PoisonError::into_inner).entry(entry.digest).or_default().push(entry);
        }
        let total = queue.len();
        while !queue.is_empty() {
            if observer.progress(Progress { done: total - queue.len().min(total), total }).is_break() {
                return Err(Stopped);
            }
            let batch = next_batch(&mut queue);
            let outcomes: Vec<Outcome> = batch.into_par_iter().map(|(file, old)| job.read(file, old, &gone)).collect();
            for outcome in outcomes {
                job.take(outcome, wanted, observer);
            }
            if let Some((_, lock)) = place {
                lock.is_alive();
            }
        }
        job.complete(wanted);
        Ok(job.end(wanted))
    }
}

fn next_batch<'a, 'w>(queue: &mut VecDeque<(&'a Wanted<'w>, Option<Entry>)>) -> Vec<(&'a Wanted<'w>, Option<Entry>)> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < FILES_AT_ONCE && bytes < AT_ONCE {
        let Some(next) = queue.pop_front() else { break };
        bytes += next.0.stamp.map_or(0, |stamp| stamp.size);
        batch.push(next);
    }
    batch
}

/// A reading that is going on.
struct Job<'a> {
    options: &'a Options,
    stock: Stock,
    place: Option<(&'a Folder, &'a Lock)>,
    writer: Option<Writer<'a>>,
    /// Entries whose documents are in the segment that is being written.
    unfinished: Vec<Entry>,
    /// Bytes of the files in it.
    bytes: u64,
}

impl<'a> Job<'a> {
    /// Looks at a file, of which `old` was known.
    fn read(&self, file: &Wanted<'_>, old: Option<Entry>, gone: &Gone) -> Outcome {
        let path = file.path.as_os_str().as_encoded_bytes().to_vec();
        let stamp = file.stamp.unwrap_or_default();
        let mut entry = Entry { path, stamp, digest: [0; 32], parts: Vec::new(), notices: Vec::new() };
        let bytes = match bytes_of(file.path, self.options.limits) {
            Ok(bytes) => bytes,
            Err(reason) => {
                entry.parts.push(Part::Skipped(None, reason));
                return Outcome::Read(entry, Vec::new());
            }
        };
        // A name has endings that decide how the file is read, and some tell a date.
        let name = file.path.file_name().unwrap_or_default().as_encoded_bytes();
        let mut hasher = blake3::Hasher::new();
        hasher.update(name).update(&[0]).update(&bytes);
        entry.digest = *hasher.finalize().as_bytes();
        let held = old.filter(|old| old.digest == entry.digest).or_else(|| {
            let mut gone = gone.lock().unwrap_or_else(PoisonError::into_inner);
            gone.get_mut(&entry.digest).and_then(Vec::pop)
        });
        if let Some(Entry { parts, notices, .. }) = held {
            return Outcome::Held(Entry { parts, notices, ..entry });
        }
        let found = contents(file.path, file.shown, self.options);
        entry.notices = found.notices;
        let mut packed = Vec::new();
        for (fragment, part) in found.parts {
            match part {
                Ok(source) => {
                    // The segment and the number are told when it is written.
                    entry.parts.push(Part::Document(0, 0));
                    packed.push(Packed::of(&source));
                }
                Err(reason) => entry.parts.push(Part::Skipped(fragment, reason)),
            }
        }
        Outcome::Read(entry, packed)
    }

    /// Keeps what was read of a file.
    fn take(&mut self, outcome: Outcome, wanted: &[Wanted<'_>], observer: &dyn Observer) {
        let (entry, packed) = match outcome {
            Outcome::Held(entry) => return self.stock.entries.push(entry),
            Outcome::Read(entry, packed) if packed.is_empty() => return self.stock.entries.push(entry),
            Outcome::Read(entry, packed) => (entry, packed),
        };
        let words: usize = packed.iter().map(|document| document.keys.len()).sum();
        let size = entry.stamp.size;
        if self.writer.as_ref().is_some_and(|writer| writer.is_full(words)) || self.bytes + size > SEGMENT {
            self.complete(wanted);
            observer.interim(&self.stock);
        }
        let mut added = entry.clone();
        match self.add(&mut added, &packed) {
            Ok(()) => {
                self.bytes += size;
                self.unfinished.push(added);
            }
            Err(error) => {
                self.forget_place(&error, wanted);
                if let Err(error) = self.add(&mut added, &packed) {
                    let reason = format!("cannot be indexed: {error}");
                    let parts = vec![Part::Skipped(None, reason)];
                    self.stock.entries.push(Entry { parts, ..entry });
                } else {
                    self.unfinished.push(added);
                }
            }
        }
    }

    fn add(&mut self, entry: &mut Entry, packed: &[Packed]) -> io::Result<()> {
        let mut writer = match self.writer.take() {
            Some(writer) => writer,
            None => Writer::new(self.place.map(|(folder, _)| folder))?,
        };
        let places = entry.parts.iter_mut().filter_map(|part| match part {
            Part::Document(_, document) => Some(document),
            Part::Skipped(..) => None,
        });
        for (document, packed) in places.zip(packed) {
            *document = writer.add(&packed.keys, &packed.label, &packed.body)?;
        }
        self.writer = Some(writer);
        Ok(())
    }

    /// Completes the segment that is being written, and writes down what is held by now.
    fn complete(&mut self, wanted: &[Wanted<'_>]) {
        self.bytes = 0;
        if let Some(writer) = self.writer.take() {
            match writer.finish() {
                Ok((id, segment)) => {
                    for entry in &mut self.unfinished {
                        for part in &mut entry.parts {
                            if let Part::Document(of, _) = part {
                                *of = id;
                            }
                        }
                    }
                    self.stock.segments.insert(id, segment);
                    self.stock.entries.append(&mut self.unfinished);
                }
                Err(error) => return self.forget_place(&error, wanted),
            }
        }
        self.publish();
    }

    fn publish(&mut self) {
        let Some((folder, _)) = self.place else { return };
        let manifest = Manifest::new(self.stock.entries.clone(), self.options);
        if let Err(error) = folder.publish(&manifest.pack()) {
            self.stock.notices.push(unkept(folder, &error));
            self.place = None;
        }
    }

    /// Goes on in memory where the folder cannot be written. What was in the segment at hand is read
    /// once more.
    fn forget_place(&mut self, error: &io::Error, wanted: &[Wanted<'_>]) {
        self.writer = None;
        if let Some((folder, _)) = self.place.take() {
            self.stock.notices.push(unkept(folder, error));
        }
        let lost = std::mem::take(&mut self.unfinished);
        let files: HashMap<&[u8], &Wanted<'_>> =
            wanted.iter().map(|file| (file.path.as_os_str().as_encoded_bytes(), file)).collect();
        for entry in lost {
            let Some(file) = files.get(entry.path.as_slice()) else { continue };
            match self.read(file, None, &Gone::default()) {
                Outcome::Read(mut entry, packed) if !packed.is_empty() => match self.add(&mut entry, &packed) {
                    Ok(()) => self.unfinished.push(entry),
                    Err(error) => {
                        entry.parts = vec![Part::Skipped(None, format!("cannot be indexed: {error}"))];
                        self.stock.entries.push(entry);
                    }
                },
                Outcome::Read(entry, _) | Outcome::Held(entry) => self.stock.entries.push(entry),
            }
        }
    }

    /// Merges what has become too many segments, and lets go of what is in none.
    fn end(mut self, wanted: &[Wanted<'_>]) -> Stock {
        if self.writer.is_some() {
            // A segment that could not be kept, begun again in memory.
            self.complete(wanted);
        }
        self.stock = self.stock.sorted(wanted);
        self.stock.drop_unused();
        loop {
            match tiers::merge(&mut self.stock, self.place.map(|(folder, _)| folder)) {
                Ok(true) => self.publish(),
                Ok(false) => break,
                Err(error) => {
                    // All is held still, only in more pieces.
                    if let Some((folder, _)) = self.place.take() {
                        self.stock.notices.push(unkept(folder, &error));
                    }
                    break;
                }
            }
        }
        self.stock.drop_unused();
        if let Some((folder, _)) = self.place {
            folder.sweep(&self.stock.segments.keys().copied().collect());
        }
        self.stock
    }
}

impl Packed {
    fn of(source: &Source) -> Self {
        let keys = source.words.iter().map(|word| word.key).collect();
        Self { keys, label: Label::pack(source), body: pack::pack(source) }
    }
}
