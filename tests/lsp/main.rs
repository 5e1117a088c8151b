//! The language server through its own wire: the real program, a real session, every wait bounded.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../support/lsp.rs"]
mod client;
#[path = "../support/model.rs"]
mod model;

mod agreement;
mod completion;
mod conformance;
mod disk;
mod endings;
mod features;
mod garbage;
mod navigation;
mod order;
mod passages;
mod positions;
mod quotations;
mod tape;
