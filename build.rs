//! Gives the program names for the way in which it reads sources and for the way in which it checks drafts: digests of
//! the code that does. What was kept on disk by other code is made anew, whatever the version says.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The rooms that decide what a source is once it has been read.
const READING: [&str; 5] = ["src/archive", "src/draft", "src/prose", "src/source", "src/text"];

/// All that decides what is said of a draft.
const CHECKING: [&str; 2] = ["src", "Cargo.lock"];

fn main() -> io::Result<()> {
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    for (name, places) in [("VERBATIM_ENGINE", &READING[..]), ("VERBATIM_CHECKER", &CHECKING[..])] {
        println!("cargo::rustc-env={name}={version}-{:016x}", digest(places)?);
    }
    Ok(())
}

/// The hash of Fowler, Noll and Vo of all files in `places`, 64 bits, variant 1a.
fn digest(places: &[&str]) -> io::Result<u64> {
    let mut files = Vec::new();
    for place in places {
        println!("cargo::rerun-if-changed={place}");
        let path = Path::new(place);
        // A package made for others may have no lock file.
        if path.is_dir() {
            gather(path, &mut files)?;
        } else if path.exists() {
            files.push(path.to_path_buf());
        }
    }
    files.sort();
    let mut digest = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        for byte in fs::read(file)? {
            digest = (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(digest)
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { gather(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
