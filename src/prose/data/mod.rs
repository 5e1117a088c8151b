//! The words the engine knows, by language. Tables only: what the classes mean is said in
//! [`super::lexicon`].

pub(super) mod calendar;
pub(super) mod de;
pub(super) mod en;
pub(super) mod names;
pub(super) mod natures;
pub(super) mod venues;
pub(super) mod weights;
