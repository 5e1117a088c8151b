//! Rules: from evidence to findings. One file per rule, whose doc comment is its manual page.

mod model;

pub use model::{Code, Edit, Finding, Fix, Related, Severity, UnknownCode, Verdict};
