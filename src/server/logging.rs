//! The log, on standard error.

use tracing_subscriber::EnvFilter;

/// Where the level is taken from, the first that is set: our own variable, then everybody's.
const VARIABLES: [&str; 2] = ["VERBATIM_LOG", "RUST_LOG"];

/// What is logged when nobody says: our own words, and warnings of the libraries.
const DEFAULT: &str = "warn,verbatim=info";

/// Starts to log. Does nothing where a log is set up already.
pub(super) fn start() {
    let wanted = VARIABLES.into_iter().find_map(|name| std::env::var(name).ok());
    let filter = EnvFilter::builder().parse_lossy(wanted.as_deref().unwrap_or(DEFAULT));
    // Nobody is there to hear that a log exists already.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).try_init();
}
