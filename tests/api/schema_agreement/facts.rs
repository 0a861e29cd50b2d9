//! What a schema says about instances, whichever of the two dialects it is said in: OpenAPI 3.0 or JSON Schema.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// What is said, by place and keyword: `Session.status` and `type`.
pub type Facts = BTreeMap<(String, String), Value>;

/// What `schema` says, which stands in `root` and may refer to what else is there.
pub fn facts(place: &str, schema: &Value, root: &Value) -> Facts {
    let mut reader = Reader {
        root,
        facts: Facts::new(),
    };
    reader.schema(place, schema);
    reader.facts
}

struct Reader<'a> {
    root: &'a Value,
    facts: Facts,
}

impl<'a> Reader<'a> {
    /// What is said twice in two ways holds in both.
    fn say(&mut self, place: &str, keyword: &str, value: Value) {
        let key = (place.to_owned(), keyword.to_owned());
        let value = match self.facts.remove(&key) {
            Some(before) if before != value => json!([before, value]),
            _ => value,
        };
        self.facts.insert(key, value);
    }

    fn schema(&mut self, place: &str, schema: &'a Value) {
        for (keyword, value) in schema.as_object().unwrap() {
            match keyword.as_str() {
                // What is for readers, and what only steers the generation.
                "title" | "description" | "$schema" | "$defs" => {}
                extension if extension.starts_with("x-") => {}
                "nullable" if value == false => {}
                "required" => {}
                "$ref" => self.reference(place, value.as_str().unwrap()),
                "allOf" => value
                    .as_array()
                    .unwrap()
                    .iter()
                    .for_each(|part| self.schema(place, part)),
                "anyOf" => self.any_of(place, value.as_array().unwrap()),
                "type" => self.kind(place, value),
                "enum" => {
                    let values: BTreeSet<_> = value.as_array().unwrap().iter().map(text).collect();
                    self.say(place, "enum", json!(values));
                }
                "items" => self.schema(&format!("{place}[]"), value),
                "additionalProperties" if value.is_boolean() || value == &json!({}) => {
                    self.say(place, "others", json!(value != false));
                }
                "additionalProperties" => self.schema(&format!("{place}{{}}"), value),
                "properties" => {
                    let required = &schema["required"];
                    for (name, property) in value.as_object().unwrap() {
                        let place = format!("{place}.{name}");
                        let names = required.as_array().into_iter().flatten();
                        let is_required = names.into_iter().any(|other| other == name);
                        self.say(&place, "required", json!(is_required));
                        self.schema(&place, property);
                    }
                }
                other => self.say(place, other, value.clone()),
            }
        }
    }

    /// An object is compared where it stands for itself; anything else is what it says.
    fn reference(&mut self, place: &str, reference: &str) {
        let pointer = reference.strip_prefix('#').unwrap();
        let target = self.root.pointer(pointer).unwrap();
        if target["properties"].is_object() {
            let name = pointer.rsplit('/').next();
            self.say(place, "component", json!(name));
            // Beside `nullable`, OpenAPI says it once more.
            self.say(place, "type", json!("object"));
        } else {
            self.schema(place, target);
        }
    }

    fn any_of(&mut self, place: &str, parts: &'a [Value]) {
        let null = json!({ "type": "null" });
        let (nulls, others): (Vec<_>, Vec<_>) = parts.iter().partition(|part| **part == null);
        if !nulls.is_empty() {
            self.say(place, "nullable", json!(true));
        }
        match others.as_slice() {
            [only] => self.schema(place, only),
            several => {
                let mut kinds = BTreeSet::new();
                for (number, part) in several.iter().enumerate() {
                    let place = format!("{place}|{number}");
                    self.schema(&place, part);
                    let kind = self.facts.get(&(place, "type".to_owned()));
                    kinds.extend(kind.map(|kind| text(kind).to_owned()));
                }
                // What each of several is, is what the whole is: OpenAPI may say it once more.
                if kinds.len() == 1 {
                    self.say(place, "type", json!(kinds.first()));
                }
            }
        }
    }

    fn kind(&mut self, place: &str, value: &Value) {
        match value.as_array() {
            Some(kinds) => {
                for kind in kinds {
                    if kind == "null" {
                        self.say(place, "nullable", json!(true));
                    } else {
                        self.say(place, "type", kind.clone());
                    }
                }
            }
            None => self.say(place, "type", value.clone()),
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
