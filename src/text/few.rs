//! Lists that mostly have one element, which takes no memory of its own: a text has hundreds of quotations and names,
//! and is read anew at each keystroke.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smallvec::SmallVec;

/// Mostly one.
pub type Few<T> = SmallVec<[T; 1]>;

/// Writes `list` as any other.
pub(crate) fn serialize<T: Serialize, S: Serializer>(list: &Few<T>, serializer: S) -> Result<S::Ok, S::Error> {
    list.as_slice().serialize(serializer)
}

/// Reads a list. Takes memory for what is there, whatever length was announced: that may be a lie.
pub(crate) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Few<T>, D::Error> {
    deserializer.deserialize_seq(Reader(PhantomData))
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
    type Value = Few<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Few<T>, A::Error> {
        let mut all = Few::new();
        while let Some(one) = list.next_element()? {
            all.push(one);
        }
        Ok(all)
    }
}
