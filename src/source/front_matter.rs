//! What front matter says about a source.

use serde_json::Value;

use super::{Metadata, SourceKind};
use crate::draft::{FrontMatter, Syntax};

/// What a source's front matter says.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) metadata: Metadata,
    /// Whether it says what kind of document it is.
    pub(super) names_kind: bool,
    /// When the file was made: the date of a text that gives none.
    pub(super) made: Option<String>,
    /// Why it could not be understood.
    pub(super) notice: Option<String>,
}

impl Said {
    /// What the properties of a file say, whose date is that of its making.
    pub(super) fn by_properties(mut metadata: Metadata, notice: Option<String>) -> Self {
        let made = metadata.date.take();
        Self { metadata, names_kind: false, made, notice }
    }
}

/// Keys by what they mean, the most telling first.
const TITLE: &[&str] = &["title", "headline", "name"];
const OUTLET: &[&str] =
    &["outlet", "publication", "publisher", "newspaper", "site", "site_name", "website", "container-title", "journal"];
const AUTHORS: &[&str] = &["author", "authors", "byline", "by", "creator"];
const SPEAKERS: &[&str] = &["speaker", "speakers"];
const DATE: &[&str] = &["date", "published", "publication_date", "date_published", "issued", "pubdate", "year"];
const URL: &[&str] = &["url", "link", "source", "canonical", "source_url", "permalink"];
const LANGUAGE: &[&str] = &["lang", "language"];
const KIND: &[&str] = &["kind", "type", "genre", "document_type"];

/// What documents are called, and their kind.
const KINDS: &[(&[&str], SourceKind)] = &[
    (&["transcript", "interview", "hearing", "debate", "deposition"], SourceKind::Transcript),
    (&["speech", "address", "remarks", "sermon", "lecture", "testimony", "letter"], SourceKind::Speech),
    (&["book", "novel", "play", "poem", "memoir", "scripture", "essay"], SourceKind::Book),
    (&["release", "statement", "press release", "press-release", "post", "tweet", "communique"], SourceKind::Release),
    (
        &["report", "law", "act", "study", "paper", "filing", "judgment", "ruling", "treaty", "resolution", "thesis"],
        SourceKind::Report,
    ),
    (&["article", "news", "story", "newspaper", "article-newspaper", "webpage", "blog"], SourceKind::Article),
];

/// Reads the front matter `front` of `text`.
pub(super) fn read(text: &str, front: FrontMatter) -> Said {
    let parsed = match front.syntax {
        Syntax::Yaml => {
            serde_saphyr::from_str::<Value>(front.body.of(text)).map_err(|error| first_line(&error.to_string()))
        }
        Syntax::Toml => toml::from_str::<Value>(front.body.of(text)).map_err(|error| first_line(error.message())),
    };
    match parsed {
        Ok(value) => said(&value),
        Err(error) => {
            Said { notice: Some(format!("has front matter that cannot be understood: {error}")), ..Said::default() }
        }
    }
}

/// What labelled lines at the top of a text without front matter say: "Title: …", "Author: …".
/// One such line may be anything; two known labels in a row are a header.
pub(super) fn read_header<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Said> {
    let known = |label: &str| [TITLE, OUTLET, AUTHORS, SPEAKERS, DATE, URL, KIND].concat().contains(&label);
    let labelled = lines.map_while(|line| {
        let (label, value) = line.split_once(':')?;
        // Markdown saved as plain text: "# Title: …".
        let label = label.trim_start_matches('#').trim().to_lowercase();
        let value = value.trim();
        (known(&label) && !value.is_empty()).then(|| (label, Value::from(value)))
    });
    let fields: serde_json::Map<String, Value> = labelled.collect();
    (fields.len() >= 2).then(|| said(&Value::Object(fields)))
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

pub(super) fn said(value: &Value) -> Said {
    let text = |keys: &[&str]| keys.iter().find_map(|key| string(field(value, key)?));
    let list = |keys: &[&str]| keys.iter().find_map(|key| strings(field(value, key)?)).unwrap_or_default();
    let speakers = list(SPEAKERS);
    let named = text(KIND).and_then(|name| kind_named(&name));
    let kind = named.unwrap_or(if speakers.is_empty() { SourceKind::Article } else { SourceKind::Speech });
    let url = URL.iter().filter_map(|key| string(field(value, key)?)).find(|url| is_address(url));
    // `source: Reuters` names an outlet, `source: https://…` an address.
    let outlet = text(OUTLET).or_else(|| string(field(value, "source")?).filter(|source| !is_address(source)));
    let metadata = Metadata {
        title: text(TITLE),
        outlet,
        authors: if speakers.is_empty() { list(AUTHORS) } else { speakers },
        date: text(DATE).map(|date| super::dates::normalised(&date)),
        url,
        language: text(LANGUAGE).and_then(|code| Some(code.split(['-', '_']).next()?.to_lowercase())),
        kind,
    };
    Said { names_kind: named.is_some() || kind != SourceKind::Article, metadata, made: None, notice: None }
}

pub(super) fn kind_named(name: &str) -> Option<SourceKind> {
    let name = name.trim().to_lowercase();
    KINDS.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, kind)| *kind)
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The field `key` of a mapping, whatever its case.
fn field<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    let map = value.as_object()?;
    map.get(key).or_else(|| map.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value))
}

/// A scalar as text; of a mapping its `name`, of a list its first.
fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(map) => return map.get("name").and_then(string),
        Value::Array(items) => return items.first().and_then(string),
        Value::Null | Value::Bool(_) => String::new(),
    };
    (!text.is_empty()).then_some(text)
}

/// One name or several: a list, or "A and B", "A; B".
fn strings(value: &Value) -> Option<Vec<String>> {
    let names: Vec<String> = match value {
        Value::Array(items) => items.iter().filter_map(string).collect(),
        other => string(other)?.split([';', '&']).flat_map(|part| part.split(" and ")).map(unbyline).collect(),
    };
    let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then_some(names)
}

fn unbyline(name: &str) -> String {
    let name = name.trim();
    name.strip_prefix("By ").or_else(|| name.strip_prefix("by ")).unwrap_or(name).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::find_front_matter;

    fn read_all(text: &str) -> Said {
        read(text, find_front_matter(text).unwrap())
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = read_all(
            "---\nTitle: Ferry talks\nauthors: [Ann Gale, Bo Reed]\npublisher: {name: Harbour Times}\ndate: 2031-05-02\nlink: https://h.example/a\n---\n",
        );
        let toml = read_all(
            "+++\ntitle = \"Ferry talks\"\nauthor = \"By Ann Gale and Bo Reed\"\nsource = \"Harbour Times\"\ndate = \"2031-05-02\"\nurl = \"https://h.example/a\"\n+++\n",
        );
        assert_eq!(yaml.metadata, toml.metadata);
        assert_eq!(yaml.metadata.authors, ["Ann Gale", "Bo Reed"]);
        assert_eq!(yaml.metadata.outlet.as_deref(), Some("Harbour Times"));
    }

    #[test]
    fn a_speaker_makes_a_speech_and_a_kind_is_believed() {
        let speech = read_all("---\nspeaker: Ann Gale\nauthor: Staff\n---\n").metadata;
        assert_eq!((speech.kind, speech.authors), (SourceKind::Speech, vec!["Ann Gale".to_owned()]));
        assert_eq!(read_all("---\nkind: Press release\n---\n").metadata.kind, SourceKind::Release);
    }

    #[test]
    fn labelled_lines_are_a_header_when_there_are_two() {
        let said = read_header("Title: Ferry talks\nYear: 1892\nAuthor: Ann Gale\nNote: this".lines()).unwrap();
        assert_eq!(said.metadata.title.as_deref(), Some("Ferry talks"));
        assert_eq!(said.metadata.date.as_deref(), Some("1892"));
        assert!(read_header("Source: a man on the quay\nHe said no".lines()).is_none());
    }

    #[test]
    fn broken_front_matter_is_said() {
        let said = read_all("---\ntitle: [open\n---\nText");
        assert!(said.notice.unwrap().starts_with("has front matter that cannot be understood"));
        assert_eq!(said.metadata, Metadata::default());
    }
}
