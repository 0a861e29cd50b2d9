//! Checks the operations of a description against the limits of the generator. It panics at operations beyond them, without
//! naming them.

use std::collections::{BTreeMap, HashMap};

use super::check::Problem;
use heck::ToSnakeCase;
use serde_json::{Map, Value};

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Returns the operations that the generator cannot generate, of a description whose references are valid.
///
/// Each operation needs a unique `operationId`, a declaration of each parameter in its path, at most one media type of its
/// request body, and one type each for its successes and its errors.
pub fn generator_limits(description: &Value) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut names = HashMap::new();
    let paths = description.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            let Some(value) = item.get(method) else {
                continue;
            };
            let operation = Operation {
                description,
                path,
                item,
                method,
                value,
            };
            found.extend(operation.name_problem(&mut names));
            if operation.id().is_empty() {
                continue;
            }
            found.extend(operation.parameter_problems());
            found.extend(operation.body_problem());
            found.extend(operation.response_problems());
        }
    }
    found
}

struct Operation<'a> {
    description: &'a Value,
    path: &'a str,
    item: &'a Value,
    method: &'a str,
    value: &'a Value,
}

/// The body that the generated method returns for a status.
enum Content<'a> {
    Json(Value),
    Bytes(&'a str),
    Nothing,
}

impl Content<'_> {
    /// Whether the generated methods return both by the same type.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Json(one), Self::Json(other)) => one == other,
            (Self::Bytes(_), Self::Bytes(_)) | (Self::Nothing, Self::Nothing) => true,
            _ => false,
        }
    }

    fn label(&self) -> String {
        match self {
            Self::Json(schema) => match schema.get("$ref").and_then(Value::as_str) {
                Some(reference) => reference.rsplit('/').next().unwrap_or(reference).to_owned(),
                None => "a schema without a name".to_owned(),
            },
            Self::Bytes(media_type) => (*media_type).to_owned(),
            Self::Nothing => "no content".to_owned(),
        }
    }
}

impl<'a> Operation<'a> {
    fn id(&self) -> &'a str {
        self.value
            .get("operationId")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    fn problem(&self, below: &[&str], message: String) -> Problem {
        let keys = ["paths", self.path, self.method];
        Problem::new(
            keys.iter()
                .chain(below)
                .map(|key| (*key).to_owned())
                .collect(),
            message,
        )
    }

    /// Returns the problem of a missing name, or of one whose method another operation has.
    fn name_problem(&self, names: &mut HashMap<String, &'a str>) -> Option<Problem> {
        let id = self.id();
        if id.is_empty() {
            return Some(
                self.problem(
                    &[],
                    "the operation has no operationId, from which the generator makes a method"
                        .to_owned(),
                ),
            );
        }
        let other = names.insert(id.to_snake_case(), id)?;
        let message = match other == id {
            true => format!("two operations have the operationId {id}"),
            false => format!("the operationIds {other} and {id} are the same method in Rust"),
        };
        Some(self.problem(&["operationId"], message))
    }

    /// Returns a problem for each parameter of the path that is not declared, and each declared one that it lacks.
    fn parameter_problems(&self) -> Vec<Problem> {
        let id = self.id();
        let declared = self.path_parameters();
        let in_path = names_in(self.path);
        let undeclared = in_path
            .iter()
            .filter(|name| !declared.contains_key(**name))
            .map(|name| {
                self.problem(
                    &["parameters"],
                    format!("{id} does not declare the parameter {{{name}}} of its path"),
                )
            });
        let mut problems: Vec<Problem> = undeclared.collect();
        for (name, parameter) in &declared {
            if !in_path.contains(name) {
                let message = format!(
                    "{id} declares the path parameter {name}, which its path does not have"
                );
                problems.push(self.problem(&["parameters"], message));
            } else if parameter.get("required") != Some(&Value::Bool(true)) {
                let message =
                    format!("{id} declares the path parameter {name} without `required: true`");
                problems.push(self.problem(&["parameters"], message));
            }
        }
        problems
    }

    /// Returns the declared path parameters by name.
    fn path_parameters(&self) -> BTreeMap<&'a str, &'a Value> {
        [self.item, self.value]
            .into_iter()
            .filter_map(|holder| holder.get("parameters")?.as_array())
            .flatten()
            .map(|parameter| self.resolved(parameter))
            .filter(|parameter| parameter.get("in").is_some_and(|place| place == "path"))
            .filter_map(|parameter| Some((parameter.get("name")?.as_str()?, parameter)))
            .collect()
    }

    fn body_problem(&self) -> Option<Problem> {
        let content = self
            .resolved(self.value.get("requestBody")?)
            .get("content")?;
        let types: Vec<&str> = content.as_object()?.keys().map(String::as_str).collect();
        (types.len() > 1).then(|| {
            let message = format!(
                "the request body of {} has {} media types, and the generator reads one: {}",
                self.id(),
                types.len(),
                types.join(", ")
            );
            self.problem(&["requestBody"], message)
        })
    }

    /// Returns a problem for the successes and one for the errors if they differ in their type.
    fn response_problems(&self) -> Vec<Problem> {
        let responses = self.value.get("responses").and_then(Value::as_object);
        let Some(responses) = responses else {
            return Vec::new();
        };
        let has = |range: &str| responses.contains_key(range);
        // A range covers `default` among the successes, and `adapt` lets it cover the statuses of its class.
        let is_success = |status: &str| match status {
            "default" => !has("2XX"),
            status => status == "101" || status.starts_with('2'),
        };
        let is_error = |status: &str| match status {
            "default" | "4XX" | "5XX" => true,
            status if status.starts_with('4') => !has("4XX"),
            status => status.starts_with('5') && !has("5XX"),
        };
        let successes = self.types_problem("success", responses, is_success);
        let errors = self.types_problem("error", responses, is_error);
        successes.into_iter().chain(errors).collect()
    }

    fn types_problem(
        &self,
        class: &str,
        responses: &'a Map<String, Value>,
        belongs: impl Fn(&str) -> bool,
    ) -> Option<Problem> {
        let mut types = responses
            .iter()
            .filter(|(status, _)| belongs(status))
            .map(|(status, response)| (status, self.content(response)));
        let (first_status, first) = types.next()?;
        let (status, other) = types.find(|(_, content)| !content.is_like(&first))?;
        let message = format!(
            "{} has two {class} types, and the generator makes one: {} for {first_status}, {} for {status}",
            self.id(),
            first.label(),
            other.label()
        );
        Some(self.problem(&["responses", status], message))
    }

    fn content(&self, response: &'a Value) -> Content<'a> {
        let content = self
            .resolved(response)
            .get("content")
            .and_then(Value::as_object);
        let content = content.into_iter().flatten();
        let json = content.clone().find(|(media_type, _)| {
            *media_type == "application/json" || media_type.starts_with("application/json;")
        });
        match (json, content.clone().next()) {
            (Some((_, media)), _) => {
                Content::Json(media.get("schema").map(unannotated).unwrap_or_default())
            }
            (None, Some((media_type, _))) => Content::Bytes(media_type),
            (None, None) => Content::Nothing,
        }
    }

    /// Returns the component that a reference names, or the value itself.
    fn resolved(&self, value: &'a Value) -> &'a Value {
        let reference = value.get("$ref").and_then(Value::as_str);
        reference
            .and_then(|reference| self.description.pointer(reference.strip_prefix('#')?))
            .unwrap_or(value)
    }
}

/// Returns the names in braces of a path.
fn names_in(path: &str) -> Vec<&str> {
    let parts = path.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect()
}

/// Returns a schema without the keywords that do not change its type.
fn unannotated(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let kept = members
                .iter()
                .filter(|(key, _)| !["description", "title", "example"].contains(&key.as_str()));
            kept.map(|(key, member)| (key.clone(), unannotated(member)))
                .collect()
        }
        Value::Array(items) => items.iter().map(unannotated).collect(),
        other => other.clone(),
    }
}
