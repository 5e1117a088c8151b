//! What is measured; each file is one question.

pub(crate) mod change;
pub(crate) mod check;
pub(crate) mod count;
pub(crate) mod diff;
pub(crate) mod judge;
pub(crate) mod lookups;
pub(crate) mod outside;
pub(crate) mod process;
pub(crate) mod small;
