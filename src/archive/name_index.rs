//! Sources by names of one kind, without the names: an archive of ten thousand sources has many, and a program
//! that is asked for one of them now and then need not hold them a second time.

use xxhash_rust::xxh3::xxh3_128;

use super::SourceId;

/// For each name, by a digest of it, the sources that bear it.
#[derive(Clone, Debug, Default)]
pub(super) struct NameIndex {
    /// The digests, sorted; those that several sources bear once for each.
    digests: Vec<u128>,
    /// The sources, in the same order; those of one name in theirs.
    sources: Vec<SourceId>,
}

impl NameIndex {
    /// The index of `names`.
    pub(super) fn of<N: AsRef<[u8]>>(names: impl Iterator<Item = (N, SourceId)>) -> Self {
        let mut all: Vec<(u128, SourceId)> = names.map(|(name, id)| (xxh3_128(name.as_ref()), id)).collect();
        all.sort_unstable();
        all.dedup();
        let (digests, sources) = all.into_iter().unzip();
        Self { digests, sources }
    }

    /// The sources called `name`; `None` where none is.
    pub(super) fn get(&self, name: impl AsRef<[u8]>) -> Option<&[SourceId]> {
        let digest = xxh3_128(name.as_ref());
        let from = self.digests.partition_point(|other| *other < digest);
        let count = self.digests.get(from..)?.iter().take_while(|other| **other == digest).count();
        self.sources.get(from..from + count).filter(|sources| !sources.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_a_name_are_found_in_order() {
        let names = [("b", 2), ("a", 1), ("b", 0), ("b", 2)];
        let index = NameIndex::of(names.into_iter().map(|(name, id)| (name, SourceId(id))));
        assert_eq!(index.get("b"), Some([SourceId(0), SourceId(2)].as_slice()));
        assert_eq!(index.get("a"), Some([SourceId(1)].as_slice()));
        assert_eq!(index.get("c"), None);
        assert_eq!(NameIndex::default().get("a"), None);
    }
}
