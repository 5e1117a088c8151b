//! Messages held against the protocol's own model, `metaModel.json`: types, enumerations, properties that
//! are missing or unknown, the direction, answers without a question, ranges that end before they start.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde_json::Value;

/// The model, and the requests that wait for their answers.
pub(crate) struct Model {
    structures: HashMap<String, Value>,
    enumerations: HashMap<String, Value>,
    aliases: HashMap<String, Value>,
    methods: HashMap<String, Value>,
    /// By who asked and the id: the method.
    asked: HashMap<(bool, String), String>,
    /// How many messages were looked at.
    pub(crate) count: usize,
}

impl Model {
    /// The model, where it is at hand; says so where it is not.
    pub(crate) fn load() -> Option<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/protocol/metaModel.json");
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("messages are not held against the model: {} is not here", path.display());
            return None;
        };
        let model: Value = serde_json::from_str(&text).expect("the model is JSON");
        let by = |list: &str, key: &str| -> HashMap<String, Value> {
            let entries = model[list].as_array().expect("a list").iter();
            entries.map(|entry| (entry[key].as_str().expect("a name").to_owned(), entry.clone())).collect()
        };
        let mut methods = by("notifications", "method");
        methods.extend(by("requests", "method"));
        Some(Self {
            structures: by("structures", "name"),
            enumerations: by("enumerations", "name"),
            aliases: by("typeAliases", "name"),
            methods,
            asked: HashMap::new(),
            count: 0,
        })
    }

    /// What is wrong with the messages of `log`, one in a line: "[LSP - send] {…}" or "[LSP - receive] {…}",
    /// seen from the server. Logs of one session may come in pieces.
    pub(crate) fn faults(&mut self, log: &str) -> Vec<String> {
        let mut faults = Vec::new();
        for line in log.lines() {
            let Some((tag, _)) = line.split_once('{') else { continue };
            let message: Value = serde_json::from_str(&line[tag.len()..]).expect("a message is JSON");
            let found = self.message(tag.contains("send"), &message);
            faults.extend(found.into_iter().map(|fault| format!("{fault} in {}", &line[..line.len().min(300)])));
            self.count += 1;
        }
        faults
    }

    fn message(&mut self, from_server: bool, message: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        if message["jsonrpc"] != "2.0" {
            faults.push("jsonrpc is not 2.0".to_owned());
        }
        let id = message.get("id").map(Value::to_string);
        let Some(method) = message.get("method").and_then(Value::as_str) else {
            let asked = id.and_then(|id| self.asked.remove(&(!from_server, id)));
            return match (asked, message.get("error")) {
                (None, _) => vec!["an answer without a question".to_owned()],
                (Some(_), Some(error)) if error["code"].is_i64() && error["message"].is_string() => Vec::new(),
                (Some(_), Some(_)) => vec!["a malformed error".to_owned()],
                (Some(method), None) => match self.methods.get(&method) {
                    Some(model) => self.check(&model["result"], &message["result"], "result"),
                    None => Vec::new(),
                },
            };
        };
        if let Some(model) = self.methods.get(method) {
            if id.is_some() != model.get("result").is_some() {
                faults.push("an id is missing or out of place".to_owned());
            }
            let wrong = if from_server { "clientToServer" } else { "serverToClient" };
            if model["messageDirection"] == wrong {
                faults.push("sent the wrong way".to_owned());
            }
            if let Some(params) = model.get("params") {
                faults.extend(self.check(params, &message["params"], "params"));
            }
        } else if !(method.starts_with("$/") || method.starts_with("verbatim/")) {
            faults.push(format!("unknown method {method}"));
        }
        if let Some(id) = id {
            self.asked.insert((from_server, id), method.to_owned());
        }
        faults
    }

    /// All properties of a structure, those of its parents and mixins included.
    fn members(&self, name: &str) -> BTreeMap<String, Value> {
        let structure = &self.structures[name];
        let mut members = BTreeMap::new();
        for list in ["extends", "mixins"] {
            for parent in structure[list].as_array().into_iter().flatten() {
                members.extend(self.members(parent["name"].as_str().expect("a name")));
            }
        }
        members.extend(properties(structure));
        members
    }

    fn record(&self, members: &BTreeMap<String, Value>, value: &Value, path: &str, open: bool) -> Vec<String> {
        let Some(object) = value.as_object() else { return vec![format!("{path} is no object")] };
        let needed = members.iter().filter(|(name, member)| member["optional"] != true && !object.contains_key(*name));
        let mut faults: Vec<String> = needed.map(|(name, _)| format!("{path}.{name} is missing")).collect();
        for (name, inner) in object {
            match members.get(name) {
                Some(member) => faults.extend(self.check(&member["type"], inner, &format!("{path}.{name}"))),
                None if open => {}
                None => faults.push(format!("{path}.{name} is not of the protocol")),
            }
        }
        if members.keys().eq(["end", "start"]) && faults.is_empty() {
            let place = |end: &str| (value[end]["line"].as_u64(), value[end]["character"].as_u64());
            if place("start") > place("end") {
                faults.push(format!("{path} ends before it starts"));
            }
        }
        faults
    }

    fn check(&self, kind: &Value, value: &Value, path: &str) -> Vec<String> {
        let items = |list: &str| kind[list].as_array().cloned().unwrap_or_default();
        match kind["kind"].as_str().expect("a kind") {
            "base" => base(kind["name"].as_str().expect("a name"), value, path),
            "reference" => self.reference(kind["name"].as_str().expect("a name"), value, path),
            "array" => match value.as_array() {
                Some(values) => {
                    let each = values.iter().enumerate();
                    each.flat_map(|(at, v)| self.check(&kind["element"], v, &format!("{path}[{at}]"))).collect()
                }
                None => vec![format!("{path} is no list")],
            },
            "map" => match value.as_object() {
                Some(values) => {
                    values.iter().flat_map(|(key, v)| self.check(&kind["value"], v, &format!("{path}.{key}"))).collect()
                }
                None => vec![format!("{path} is no map")],
            },
            "tuple" => match value.as_array() {
                Some(values) if values.len() == items("items").len() => {
                    let each = items("items").into_iter().zip(values);
                    each.flat_map(|(kind, v)| self.check(&kind, v, path)).collect()
                }
                _ => vec![format!("{path} is no tuple of that length")],
            },
            "or" => {
                let tries = items("items").into_iter().map(|kind| self.check(&kind, value, path));
                tries.min_by_key(Vec::len).unwrap_or_default()
            }
            "and" => {
                let mut members = BTreeMap::new();
                for part in items("items") {
                    members.extend(self.members(part["name"].as_str().expect("a name")));
                }
                self.record(&members, value, path, false)
            }
            "literal" => self.record(&properties(&kind["value"]), value, path, false),
            _ if *value == kind["value"] => Vec::new(),
            _ => vec![format!("{path} is not {}", kind["value"])],
        }
    }

    fn reference(&self, name: &str, value: &Value, path: &str) -> Vec<String> {
        if name.starts_with("LSPAny") || name.starts_with("LSPObject") || name.starts_with("LSPArray") {
            return Vec::new();
        }
        if let Some(alias) = self.aliases.get(name) {
            return self.check(&alias["type"], value, path);
        }
        if let Some(enumeration) = self.enumerations.get(name) {
            if enumeration["supportsCustomValues"] == true {
                return self.check(&enumeration["type"], value, path);
            }
            let mut values = enumeration["values"].as_array().into_iter().flatten();
            let known = values.any(|known| known["value"] == *value);
            return if known { Vec::new() } else { vec![format!("{path}: {value} is no {name}")] };
        }
        self.record(&self.members(name), value, path, name.ends_with("ClientCapabilities"))
    }
}

fn properties(structure: &Value) -> BTreeMap<String, Value> {
    let list = structure["properties"].as_array().into_iter().flatten();
    list.map(|member| (member["name"].as_str().expect("a name").to_owned(), member.clone())).collect()
}

fn base(name: &str, value: &Value, path: &str) -> Vec<String> {
    let fits = match name {
        "string" | "URI" | "DocumentUri" | "RegExp" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "decimal" => value.is_number(),
        "uinteger" => value.as_u64().is_some_and(|number| i32::try_from(number).is_ok()),
        _ => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
    };
    if fits { Vec::new() } else { vec![format!("{path}: {value} is no {name}")] }
}
