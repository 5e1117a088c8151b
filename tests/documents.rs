//! What the documents say about the program is true.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use verbatim::rules::Code;

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn the_readme_lists_every_rule_with_its_default() {
    let readme = read("README.md");
    let rows: Vec<_> =
        readme.lines().filter(|line| line.starts_with("| `") && line.matches('|').count() == 4).collect();
    for code in Code::ALL {
        let start = format!("| `{code}` | {} | ", code.default_severity());
        assert!(rows.iter().any(|row| row.starts_with(&start)), "README.md has no row {start}");
    }
}

#[test]
fn the_readme_lists_what_each_profile_sets() {
    use verbatim::config::Profile;
    let profiles = [Profile::NewsStrict, Profile::News, Profile::Academic, Profile::Mla, Profile::Legal];
    let readme = read("README.md");
    for code in Code::ALL {
        let set: Vec<String> = profiles.iter().map(|profile| profile.severity(code).to_string()).collect();
        let disputed = set.iter().any(|severity| *severity != set[0]);
        let row = format!("| `{code}` | {} |", set.join(" | "));
        assert_eq!(readme.lines().any(|line| line == row), disputed, "README.md and the profiles differ: {row}");
    }
}

#[test]
fn links_between_documents_lead_to_files() {
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "docs/attribution.md",
        "docs/ci.md",
        "tests/fixtures/README.md",
    ] {
        let text = read(name);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.starts_with("http") {
                continue;
            }
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name).with_file_name(target);
            assert!(path.exists(), "{name} links to {target}, which is not there");
        }
    }
}

#[test]
fn the_configuration_in_the_readme_is_one() {
    let readme = read("README.md");
    let toml = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let config: verbatim::config::Config = toml::from_str(toml).unwrap();
    assert_eq!(config.rules.len(), 2);
    assert_eq!(config.drafts.include, verbatim::config::Config::default().drafts.include);
}

#[test]
fn the_page_about_ci_names_every_reporter_and_no_other() {
    let page = read("docs/ci.md");
    let table = page.split("| --- | --- |\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let first = table.lines().filter_map(|row| row.split('|').nth(1));
    let named: Vec<&str> = first.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    let help =
        std::process::Command::new(env!("CARGO_BIN_EXE_verbatim")).args(["check", "--reporter", "none"]).output();
    let message = String::from_utf8(help.unwrap().stderr).unwrap();
    let all = message.split("there are ").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    assert_eq!(named.join(", "), all);
}
