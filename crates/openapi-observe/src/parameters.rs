//! The path, the query and the body of a request compared with the parameters of its operation.

use crate::description::{Description, Site};
use crate::har::{Exchange, RequestBody};
use crate::kind::Kind;
use crate::name::shown;
use crate::notes::{Difference, Notes};
use crate::overlay::Fix;
use crate::routes::Operation;
use crate::schema::{At, JsonType, Walker, shape};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The media types of forms.
const FORMS: [&str; 2] = ["application/x-www-form-urlencoded", "multipart/form-data"];

/// Compares a request with its operation.
pub(crate) fn compare<'a>(
    description: Description<'a>,
    walker: &Walker<'a>,
    notes: &mut Notes,
    operation: &Operation<'a>,
    exchange: &Exchange<'_>,
) {
    let request = Request {
        description,
        walker,
        operation,
    };
    let path_values = operation.path_values.iter();
    for (name, value) in path_values {
        if let Some(parameter) = request.declared("path", name) {
            request.declared_value(notes, name, &parameter, std::slice::from_ref(value));
        }
    }
    request.query(notes, &grouped(exchange.query()));
    match exchange.request_body() {
        RequestBody::None => {}
        RequestBody::Form(fields) => request.form(notes, &grouped(fields)),
        RequestBody::Json(body) => {
            if let Some(schema) = request.body_schema(|key| key.contains("json")) {
                walker.value(
                    notes,
                    &schema,
                    &body,
                    At::new(&operation.name, &operation.name),
                );
            }
        }
    }
}

/// Returns the values of each name.
fn grouped(pairs: Vec<(String, String)>) -> BTreeMap<String, Vec<String>> {
    let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in pairs {
        values.entry(name).or_default().push(value);
    }
    values
}

struct Request<'r, 'a> {
    description: Description<'a>,
    walker: &'r Walker<'a>,
    operation: &'r Operation<'a>,
}

impl<'a> Request<'_, 'a> {
    fn query(&self, notes: &mut Notes, query: &BTreeMap<String, Vec<String>>) {
        for (name, texts) in query {
            match self.declared("query", name) {
                Some(parameter) => self.declared_value(notes, name, &parameter, texts),
                None => self.undocumented(notes, name, texts, |operation, name| {
                    Fix::AddQueryParameter { operation, name }
                }),
            }
        }
        let all = self.parameters().filter(|parameter| {
            parameter
                .value
                .get("in")
                .is_some_and(|place| place == "query")
        });
        for parameter in all {
            let is_required = parameter.value.get("required") == Some(&Value::Bool(true));
            let Some(name) = parameter.value.get("name").and_then(Value::as_str) else {
                continue;
            };
            if is_required && !query.contains_key(name) {
                let fix = Fix::MakeParameterOptional {
                    parameter: parameter.pointer,
                };
                self.differ(notes, Kind::MissingRequired, name, "absent".to_owned(), fix);
            }
        }
    }

    fn form(&self, notes: &mut Notes, fields: &BTreeMap<String, Vec<String>>) {
        if let Some(schema) = self.body_schema(|key| FORMS.contains(&key)) {
            self.walker
                .form(notes, &schema, fields, &self.operation.name);
            return;
        }
        for (name, texts) in fields {
            self.undocumented(notes, name, texts, |operation, name| Fix::AddFormField {
                operation,
                name,
            });
        }
    }

    /// Returns the parameters of the operation and of its path.
    fn parameters(&self) -> impl Iterator<Item = Site<'a>> {
        let owners = [&self.operation.site, &self.operation.item];
        let lists = owners
            .into_iter()
            .filter_map(|owner| owner.member("parameters"));
        let parameters: Vec<Site<'a>> = lists
            .flat_map(|list| list.items().collect::<Vec<_>>())
            .collect();
        let description = self.description;
        parameters
            .into_iter()
            .filter_map(move |parameter| description.resolved(parameter))
    }

    fn declared(&self, place: &str, name: &str) -> Option<Site<'a>> {
        self.parameters().find(|parameter| {
            let has =
                |key: &str, text: &str| parameter.value.get(key).is_some_and(|value| value == text);
            has("in", place) && has("name", name)
        })
    }

    fn declared_value(
        &self,
        notes: &mut Notes,
        name: &str,
        parameter: &Site<'a>,
        texts: &[String],
    ) {
        let Some(schema) = parameter.member("schema") else {
            return;
        };
        let place = format!("{}.{name}", self.operation.name);
        let at = At::new(&place, &self.operation.name);
        let is_joined = parameter.value.get("explode") == Some(&Value::Bool(false));
        if is_joined {
            let items = texts
                .iter()
                .flat_map(|text| text.split(','))
                .map(str::to_owned);
            self.walker
                .texts(notes, &schema, &items.collect::<Vec<_>>(), at);
        } else {
            self.walker.texts(notes, &schema, texts, at);
        }
    }

    fn undocumented(
        &self,
        notes: &mut Notes,
        name: &str,
        texts: &[String],
        fix: impl Fn(String, String) -> Fix,
    ) {
        let value: Value = match texts {
            [text] => text.as_str().into(),
            texts => texts.to_vec().into(),
        };
        let name = shown(name);
        let place = format!("{}.{name}", self.operation.name);
        notes.value(&place, JsonType::of(&value));
        let fix = fix(self.operation.site.pointer.clone(), name.to_owned());
        self.differ(notes, Kind::UndocumentedParameter, name, shape(&value), fix);
    }

    fn differ(&self, notes: &mut Notes, kind: Kind, name: &str, example: String, fix: Fix) {
        let operation = &self.operation.name;
        let difference = Difference {
            within: operation.clone(),
            example,
            fixes: BTreeSet::from([fix]),
        };
        notes.differ(kind, &format!("{operation}.{name}"), difference);
    }

    /// Returns the schema of the request's body in the first media type that is accepted.
    fn body_schema(&self, is_accepted: impl Fn(&str) -> bool) -> Option<Site<'a>> {
        let body = self
            .description
            .resolved(self.operation.site.member("requestBody")?)?;
        let content = body.member("content")?;
        let mut accepted = content.members().filter(|(key, _)| is_accepted(key));
        accepted.find_map(|(_, media_type)| media_type.member("schema"))
    }
}
