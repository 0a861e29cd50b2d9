//! Checks the version and the references of a description. The generator would panic at a wrong one, or never return.

use std::collections::HashSet;
use std::fmt;

use super::elements::{Held, Kind, SAME_VALUE};
use serde_json::Value;

/// A part of a description that the generator cannot read.
#[derive(Debug)]
pub struct Problem {
    /// The keys that lead to it.
    pub keys: Vec<String>,
    message: String,
}

impl Problem {
    pub fn new(keys: Vec<String>, message: String) -> Self {
        Self { keys, message }
    }
}

impl fmt::Display for Problem {
    /// Writes the place as a JSON pointer, and the message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for key in &self.keys {
            write!(f, "/{}", key.replace('~', "~0").replace('/', "~1"))?;
        }
        if !self.keys.is_empty() {
            f.write_str(": ")?;
        }
        f.write_str(&self.message)
    }
}

/// Returns the problem of a description of another version, whose references have other rules.
pub fn version(description: &Value) -> Option<Problem> {
    let (key, found) = match (description.get("swagger"), description.get("openapi")) {
        (Some(version), _) => (Some("swagger"), format!("this is Swagger {version}")),
        (None, Some(Value::String(version))) if version.starts_with("3.0.") => return None,
        (None, Some(version)) => (Some("openapi"), format!("this is OpenAPI {version}")),
        (None, None) => (
            None,
            "the key `openapi` with the version is missing".to_owned(),
        ),
    };
    Some(Problem {
        keys: key.map(str::to_owned).into_iter().collect(),
        message: format!("{found}, and the generator reads OpenAPI 3.0 only: \"3.0.3\""),
    })
}

/// Returns the problems of a description's references.
pub fn references(description: &Value) -> Vec<Problem> {
    let mut walk = Walk {
        description,
        keys: Vec::new(),
        links: Vec::new(),
        found: Vec::new(),
    };
    walk.element(Kind::Description, description);
    let circular = circular(walk.links).into_iter().map(|link| Problem {
        keys: link.keys,
        message: format!(
            "the reference to {} is circular: no component on the way has content of its own",
            link.to
        ),
    });
    walk.found.extend(circular);
    walk.found
}

/// A reference that a component consists of, or that is an alternative for its whole value.
struct Link {
    from: String,
    to: String,
    keys: Vec<String>,
}

/// Returns the links that lead back to where they start.
fn circular(mut links: Vec<Link>) -> Vec<Link> {
    loop {
        let before = links.len();
        let starts: HashSet<String> = links.iter().map(|link| link.from.clone()).collect();
        let ends: HashSet<String> = links.iter().map(|link| link.to.clone()).collect();
        links.retain(|link| starts.contains(&link.to) && ends.contains(&link.from));
        if links.len() == before {
            return links;
        }
    }
}

struct Walk<'a> {
    description: &'a Value,
    /// The keys that lead to the current element.
    keys: Vec<String>,
    links: Vec<Link>,
    found: Vec<Problem>,
}

impl Walk<'_> {
    fn at(&mut self, key: &str, visit: impl FnOnce(&mut Self)) {
        self.keys.push(key.to_owned());
        visit(self);
        self.keys.pop();
    }

    fn report(&mut self, message: impl Into<String>) {
        self.found.push(Problem {
            keys: self.keys.clone(),
            message: message.into(),
        });
    }

    /// Visits an element. The parser of the whole description reports a value of a wrong type.
    fn element(&mut self, kind: Kind, value: &Value) {
        match value {
            Value::String(name) if kind == Kind::SchemaName => {
                let is_reference = name.contains(['#', '/']);
                let reference = if is_reference {
                    name.clone()
                } else {
                    format!("#/components/schemas/{name}")
                };
                self.reference(Kind::Schema, &Value::String(reference));
            }
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref") {
                    return self.at("$ref", |walk| walk.reference(kind, reference));
                }
                for (key, value) in members {
                    if let Some((held, kind)) = kind.under(key) {
                        self.at(key, |walk| walk.elements(held, kind, value));
                    }
                }
            }
            _ => {}
        }
    }

    fn elements(&mut self, held: Held, kind: Kind, value: &Value) {
        match (held, value) {
            (Held::Alone, value) => self.element(kind, value),
            (Held::InList, Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.at(&index.to_string(), |walk| walk.element(kind, item));
                }
            }
            (Held::ByName | Held::AmongOthers, Value::Object(members)) => {
                let are_components =
                    matches!(self.keys.as_slice(), [first, _] if first == "components");
                for (key, value) in members {
                    if matches!(held, Held::AmongOthers) && key.starts_with("x-") {
                        continue;
                    }
                    self.at(key, |walk| {
                        if are_components && !is_name(key) {
                            walk.report("the name of a component may have letters, digits, \".\", \"-\" and \"_\" only");
                        } else if key == "$ref" && value.is_string() && kind != Kind::SchemaName {
                            walk.report("the generator reads no reference here");
                        }
                        walk.element(kind, value);
                    });
                }
            }
            _ => {}
        }
    }

    fn reference(&mut self, kind: Kind, reference: &Value) {
        match self.target(kind, reference) {
            Ok(to) => {
                if let Some(from) = self.component() {
                    let keys = self.keys.clone();
                    self.links.push(Link { from, to, keys });
                }
            }
            Err(message) => self.report(message),
        }
    }

    /// Returns the component that a reference names, as `components/schemas/Name`.
    fn target(&self, kind: Kind, reference: &Value) -> Result<String, String> {
        let section = kind
            .section()
            .ok_or("the generator reads no reference here")?;
        let Value::String(text) = reference else {
            return Err(format!("the reference {reference} is not text"));
        };
        let Some(local) = text.strip_prefix("#/") else {
            return Err(format!(
                "the reference {reference} leads out of the description: copy the element to components/{section}"
            ));
        };
        let name = local
            .strip_prefix("components/")
            .and_then(|rest| rest.strip_prefix(section)?.strip_prefix('/'));
        let Some(name) = name.filter(|name| is_name(name)) else {
            return Err(format!(
                "the reference {reference} must name an element of components/{section} without escapes: \"#/components/{section}/Name\""
            ));
        };
        let components = self
            .description
            .get("components")
            .and_then(|components| components.get(section)?.get(name));
        components.map(|_| local.to_owned()).ok_or_else(|| {
            format!("the reference {reference} names a component that does not exist")
        })
    }

    /// Returns the component that consists of the current reference.
    fn component(&self) -> Option<String> {
        let [first, section, name, way @ .., _] = self.keys.as_slice() else {
            return None;
        };
        let is_same_value =
            |key: &String| SAME_VALUE.contains(&key.as_str()) || key.parse::<usize>().is_ok();
        (first == "components" && way.iter().all(is_same_value))
            .then(|| format!("{first}/{section}/{name}"))
    }
}

/// Whether OpenAPI allows the name for a component.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}
