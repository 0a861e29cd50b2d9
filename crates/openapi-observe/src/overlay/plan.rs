//! Changes of a description turned into overlay actions.

use crate::description::{Description, child, keys};
use crate::kind::Kind;
use crate::name::{DATA, is_version};
use crate::observation::Row;
use crate::overlay::edit::{Action, Edit};
use crate::overlay::fix::Fix;
use crate::overlay::new_schema::{new_schema, widened};
use crate::schema::{JsonType, first_type};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The actions for one row.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// The evidence, and what no action does.
    pub(crate) comments: Vec<String>,
    pub(crate) actions: Vec<Action>,
}

/// The actions for all rows so far.
#[derive(Debug)]
pub(crate) struct Plan {
    edit: Edit,
    widened: BTreeSet<String>,
    steps: Vec<Step>,
}

impl Plan {
    pub(crate) fn new(document: &Value) -> Self {
        Self {
            edit: Edit::new(document),
            widened: BTreeSet::new(),
            steps: Vec::new(),
        }
    }

    pub(crate) fn finish(self) -> Vec<Step> {
        self.steps
    }

    /// Adds the changes for a row; `types` are those of all values at its place.
    pub(crate) fn add(
        &mut self,
        row: &Row,
        fixes: &BTreeSet<Fix>,
        types: Option<&BTreeSet<JsonType>>,
    ) {
        let text = BTreeSet::from([JsonType::String]);
        let types = types.unwrap_or(&text);
        let left_out = fixes
            .iter()
            .filter(|fix| !self.carry_out(fix, types))
            .count();
        let mut comments = vec![format!("{}: {}", row.place, evidence(row))];
        if left_out > 0 {
            comments.push("A name or a value that may be personal data is left out.".to_owned());
        }
        let actions = self.edit.take_actions();
        if left_out > 0 || !actions.is_empty() {
            self.steps.push(Step { comments, actions });
        }
    }

    /// Carries out a change. Returns whether the overlay may show it. A change that was made already is not made again.
    fn carry_out(&mut self, fix: &Fix, types: &BTreeSet<JsonType>) -> bool {
        match fix {
            Fix::AddOperation { path, method } => self.add_operation(path, method),
            Fix::AddStatus {
                operation,
                status,
                like,
            } => self.add_status(operation, *status, like.as_deref()),
            Fix::AddQueryParameter { name, .. } | Fix::AddFormField { name, .. }
                if name == DATA =>
            {
                return false;
            }
            Fix::AddQueryParameter { operation, name } => {
                let parameter = json!({ "name": name, "in": "query", "schema": new_schema(types) });
                self.edit
                    .update(operation, json!({ "parameters": [parameter] }));
            }
            Fix::AddFormField { operation, name } => {
                let schema = json!({ "type": "object", "properties": { name: new_schema(types) } });
                let content = json!({ "application/x-www-form-urlencoded": { "schema": schema } });
                self.edit
                    .update(operation, json!({ "requestBody": { "content": content } }));
            }
            Fix::AddProperty { schema, name } => self.add_property(schema, name, types),
            Fix::MakeOptional { schema, name } => self.make_optional(schema, name),
            Fix::MakeParameterOptional { parameter } => {
                self.edit.update(parameter, json!({ "required": false }))
            }
            Fix::AllowNull { schema } => self.allow_null(schema),
            Fix::Widen { schema } => self.widen(schema, types),
            Fix::RemoveKeyword { schema, keyword } => self.remove_keyword(schema, keyword),
            Fix::AddEnumValue { listings, value } => {
                return self.add_enum_value(listings, value.as_deref());
            }
        }
        true
    }

    fn add_operation(&mut self, path: &str, method: &str) {
        let names: Vec<&str> = path
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
            .collect();
        let parameters = names.iter().map(|name| {
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
        });
        let operation = json!({
            "operationId": operation_id(path, method),
            "parameters": parameters.collect::<Vec<_>>(),
            "responses": {},
        });
        self.edit
            .update("/paths", json!({ path: { method: operation } }));
    }

    fn add_status(&mut self, operation: &str, status: u16, like: Option<&str>) {
        let pointer = child(&child(operation, "responses"), &status.to_string());
        // A body that agrees with no other response comes first, and leaves the content open.
        if self.edit.get(&pointer).is_some() {
            return;
        }
        let mut response = json!({ "description": "Seen in recorded traffic" });
        let content = like.and_then(|response| self.edit.get(&child(response, "content")));
        if let (Some(content), Some(members)) = (content, response.as_object_mut()) {
            members.insert("content".to_owned(), content.clone());
        }
        self.edit.update(
            operation,
            json!({ "responses": { status.to_string(): response } }),
        );
    }

    fn add_property(&mut self, schema: &str, name: &str, types: &BTreeSet<JsonType>) {
        if name == DATA {
            self.edit
                .update(schema, json!({ "additionalProperties": true }));
            return;
        }
        let property = child(&child(schema, "properties"), name);
        if self.edit.get(&property).is_none() {
            self.edit
                .update(schema, json!({ "properties": { name: new_schema(types) } }));
        }
    }

    fn make_optional(&mut self, schema: &str, name: &str) {
        let required = self
            .edit
            .get(&child(schema, "required"))
            .and_then(Value::as_array);
        let Some(required) = required.filter(|names| names.iter().any(|one| one == name)) else {
            return;
        };
        let others = required
            .iter()
            .filter(|one| *one != name)
            .cloned()
            .collect();
        self.edit.replace_required(schema, others);
    }

    fn allow_null(&mut self, pointer: &str) {
        let Some(schema) = self.edit.get(pointer).and_then(Value::as_object) else {
            return;
        };
        if schema.get("nullable") == Some(&Value::Bool(true)) {
            return;
        }
        let mut added = Map::new();
        match schema.get("type") {
            Some(Value::Array(_)) => {
                self.edit.update(pointer, json!({ "type": ["null"] }));
                return;
            }
            Some(_) => {}
            // `nullable` has a meaning beside `type` only.
            None => {
                let description = Description::new(self.edit.document());
                if let Some(name) =
                    description.and_then(|description| first_type(description, pointer))
                {
                    added.insert("type".to_owned(), name.into());
                }
            }
        }
        added.insert("nullable".to_owned(), true.into());
        match schema.get("$ref").cloned() {
            Some(reference) => {
                added.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
                self.edit.replace(pointer, added.into());
            }
            None => self.edit.update(pointer, added.into()),
        }
    }

    fn widen(&mut self, pointer: &str, types: &BTreeSet<JsonType>) {
        if let Some(schema) = self.edit.get(pointer)
            && self.widened.insert(pointer.to_owned())
        {
            let widened = widened(schema, types);
            self.edit.replace(pointer, widened);
        }
    }

    fn remove_keyword(&mut self, pointer: &str, keyword: &str) {
        let mut schema = self.edit.get(pointer).cloned();
        let removed = schema
            .as_mut()
            .and_then(|schema| schema.as_object_mut()?.shift_remove(keyword));
        if let (Some(schema), Some(_)) = (schema, removed) {
            self.edit.replace(pointer, schema);
        }
    }

    fn add_enum_value(&mut self, listings: &[String], value: Option<&str>) -> bool {
        let Some(value) = value.and_then(|value| serde_json::from_str::<Value>(value).ok()) else {
            return false;
        };
        for listing in listings {
            let values = self
                .edit
                .get(&child(listing, "enum"))
                .and_then(Value::as_array);
            if values.is_some_and(|values| !values.contains(&value)) {
                self.edit.update(listing, json!({ "enum": [value] }));
            }
        }
        true
    }
}

/// Returns a name for an operation, such as `GetServicesThings`.
fn operation_id(path: &str, method: &str) -> String {
    let words = keys(path).into_iter();
    let words = words.filter(|key| !key.contains('{') && !is_version(key));
    let end = if path.ends_with('}') { "Item" } else { "" };
    let words = std::iter::once(method.to_owned())
        .chain(words)
        .chain([end.to_owned()]);
    let capitalized = words.map(|word| {
        let mut characters = word.chars().filter(char::is_ascii_alphanumeric);
        let first = characters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(characters).collect::<String>()
    });
    capitalized.collect()
}

/// Returns the evidence for a row, such as "null in 12 of 40 exchanges".
fn evidence(row: &Row) -> String {
    let what = match row.kind {
        Kind::UndocumentedOperation => "an undocumented operation",
        Kind::UndocumentedStatus => "an undocumented status",
        Kind::UndocumentedParameter => "an undocumented parameter",
        Kind::UndocumentedField => "an undocumented field",
        Kind::MissingRequired => "absent, though required,",
        Kind::Null => "null",
        Kind::Type => "another type",
        Kind::Format => "another format",
        Kind::Pattern => "another pattern",
        Kind::EnumValue => "a value that the enum does not list",
        Kind::NeverSeen => "never seen",
    };
    let (seen, of) = (row.seen, row.of);
    let plural = if of == 1 { "" } else { "s" };
    format!("{what} in {seen} of {of} exchange{plural}")
}
