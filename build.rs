//! Gives the program a name for the way in which it reads sources: a digest of the code that does.
//! An index on disk that was made by other code is made anew, whatever the version says.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The rooms that decide what a source is once it has been read.
const READING: [&str; 5] = ["src/archive", "src/draft", "src/prose", "src/source", "src/text"];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for room in READING {
        println!("cargo::rerun-if-changed={room}");
        gather(Path::new(room), &mut files)?;
    }
    files.sort();
    // The hash of Fowler, Noll and Vo, 64 bits, variant 1a.
    let mut digest = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        for byte in fs::read(file)? {
            digest = (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    println!("cargo::rustc-env=VERBATIM_ENGINE={version}-{digest:016x}");
    Ok(())
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { gather(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
