//! `verbatim init`: a commented configuration to start from.

use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, bail};

use super::Outcome;
use super::terminal::Terminal;
use crate::config::{Config, FILE_NAME};
use crate::rules::Code;

/// Write a commented verbatim.toml into the current folder
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments, terminal: &Terminal) -> anyhow::Result<Outcome> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let folders = source_folders(&here);
    // Created anew or not at all: a configuration that is there is never written over.
    let mut file = match File::create_new(here.join(FILE_NAME)) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{FILE_NAME} is there already; it was left as it is")
        }
        file => file.with_context(|| format!("cannot write {FILE_NAME}"))?,
    };
    file.write_all(template(&folders).as_bytes()).with_context(|| format!("cannot write {FILE_NAME}"))?;
    let found = match folders.as_slice() {
        [] => "put your sources into a folder \"sources\", or set [sources] paths".to_owned(),
        folders => format!("sources: {}", folders.join(", ")),
    };
    terminal.print(format!("wrote {FILE_NAME}; {found}\n"))?;
    Ok(Outcome::Clean)
}

/// The configuration file, with `folders` as the sources' paths where there are any.
fn template(folders: &[String]) -> String {
    let rules: String = Code::ALL.iter().map(|code| format!("# {code} = \"{}\"\n", code.default_severity())).collect();
    let defaults = Config::default().sources;
    let text = include_str!("init.toml")
        .replace("@RULES@", &rules)
        .replace("@MAX-FILES@", &defaults.max_files.to_string())
        .replace("@MAX-FILE-SIZE@", &defaults.max_file_size.to_string());
    if folders.is_empty() {
        return text;
    }
    let list: Vec<_> = folders.iter().map(|folder| toml::Value::from(folder.as_str()).to_string()).collect();
    text.replace("# paths = []", &format!("paths = [{}]", list.join(", ")))
}

/// The folders called "sources" in `here` and in the folders right below it, relative to `here`.
fn source_folders(here: &Path) -> Vec<String> {
    let folders = |path: &Path| -> Vec<String> {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let mut names: Vec<_> = folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        names
    };
    let mut found = Vec::new();
    for name in folders(here) {
        if name == "sources" {
            found.push(name);
        } else if folders(&here.join(&name)).iter().any(|inner| inner == "sources") {
            found.push(format!("{name}/sources"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Fields;

    fn parse(text: &str) -> Config {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn the_template_as_written_says_nothing_but_the_defaults() {
        assert_eq!(parse(&template(&[])), Config::default());
    }

    #[test]
    fn every_commented_setting_is_a_setting_and_the_default() {
        let template = template(&[]);
        let uncommented: Vec<_> = template
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(setting) if setting.contains(" = ") => setting,
                _ => line,
            })
            .collect();
        let mut config = parse(&uncommented.join("\n"));
        assert_eq!(config.rules.len(), Code::ALL.len());
        assert!(config.rules.iter().all(|(code, severity)| code.default_severity() == *severity));
        // Tables that have no default show an example.
        assert_eq!((config.people.len(), config.sources.kinds.len()), (1, 1));
        assert_ne!(config.sources.fields, Fields::default());
        config.rules.clear();
        config.people.clear();
        config.sources.kinds.clear();
        config.sources.fields = Fields::default();
        assert_eq!(config, Config::default());
    }

    #[test]
    fn folders_with_sources_are_found_and_named() {
        let here = tempfile::tempdir().unwrap();
        for folder in ["b/sources", "a/other", "sources"] {
            fs::create_dir_all(here.path().join(folder)).unwrap();
        }
        let folders = source_folders(here.path());
        assert_eq!(folders, ["b/sources", "sources"]);
        let paths = parse(&template(&folders)).sources.paths;
        assert_eq!(paths, [Path::new("b/sources"), Path::new("sources")]);
    }
}
