//! The published schemas of what people may set, against the types. `UPDATE_EXPECT=1` writes them anew.

use std::path::Path;

use expect_test::expect_file;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use verbatim::config::Config;
use verbatim::server::Settings;

/// The schema of `T`, in the draft that editors of TOML and of settings understand.
fn schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>().into()
}

fn published(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name)
}

fn assert_published<T: JsonSchema>(name: &str) {
    let text = serde_json::to_string_pretty(&schema::<T>()).unwrap() + "\n";
    expect_file![published(name)].assert_eq(&text);
}

/// For editors that check and complete `verbatim.toml`.
#[test]
fn the_configuration_has_the_published_schema() {
    assert_published::<Config>("verbatim.schema.json");
}

/// `editors/vscode/test/settings.test.ts` holds the settings of VS Code to it.
#[test]
fn the_settings_of_editors_have_the_published_schema() {
    assert_published::<Settings>("settings.schema.json");
}

#[test]
fn what_init_writes_follows_the_schema() {
    let folder = super::Folder::new(&[]);
    folder.run(&["init"]);
    let text = std::fs::read_to_string(folder.path().join("verbatim.toml")).unwrap();
    let written: Value = serde_json::to_value(toml::from_str::<toml::Table>(&text).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema::<Config>()).unwrap();
    let errors: Vec<_> = validator.iter_errors(&written).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let misspelt = serde_json::json!({"sources": {"path": []}});
    assert!(!validator.is_valid(&misspelt), "a misspelt key must be noticed");
}
