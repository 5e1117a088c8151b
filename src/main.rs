//! The `verbatim` command: parses arguments, calls [`verbatim::cli`], ends with its exit status.

fn main() {}
