//! Lists that mostly have one element, which takes no memory of its own: a text has hundreds of quotations and names,
//! and is read anew at each keystroke.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smallvec::{Array, SmallVec};

/// Mostly one.
pub type Few<T> = SmallVec<[T; 1]>;

/// Writes `list` as any other.
pub(crate) fn serialize<A: Array<Item: Serialize>, S: Serializer>(
    list: &SmallVec<A>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    list.as_slice().serialize(serializer)
}

/// Reads a list. Takes memory for what is there, whatever length was announced: that may be a lie.
pub(crate) fn deserialize<'de, A: Array<Item: Deserialize<'de>>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<SmallVec<A>, D::Error> {
    deserializer.deserialize_seq(Reader(PhantomData))
}

struct Reader<A>(PhantomData<A>);

impl<'de, A: Array<Item: Deserialize<'de>>> Visitor<'de> for Reader<A> {
    type Value = SmallVec<A>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<SmallVec<A>, S::Error> {
        let mut all = SmallVec::new();
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        Ok(all)
    }
}
