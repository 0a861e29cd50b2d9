//! The status and the body of a response compared with the responses of its operation.

use crate::description::{Description, Site};
use crate::har::ResponseBody;
use crate::kind::Kind;
use crate::notes::{Difference, Notes};
use crate::overlay::Fix;
use crate::routes::Operation;
use crate::schema::{At, Walker, shape};
use serde_json::Value;
use std::collections::BTreeSet;

/// Compares a response with its operation.
pub(crate) fn compare<'a>(
    description: Description<'a>,
    walker: &Walker<'a>,
    notes: &mut Notes,
    operation: &Operation<'a>,
    status: u16,
    body: &ResponseBody,
) {
    let comparer = Responses {
        description,
        walker,
        operation,
    };
    let documented = operation.site.member("responses");
    match (documented.and_then(|all| response(&all, status)), body) {
        (None, _) => comparer.undocumented_status(notes, status, body),
        (Some(response), ResponseBody::Json(body)) => comparer.body(notes, response, body),
        _ => {}
    }
}

/// Describes a body without its values.
pub(crate) fn example(body: &ResponseBody) -> String {
    match body {
        ResponseBody::None => "no body".to_owned(),
        ResponseBody::Json(body) => shape(body),
        ResponseBody::Unread(reason) => reason.to_string(),
    }
}

/// Returns the response that an operation has for a status.
fn response<'a>(responses: &Site<'a>, status: u16) -> Option<Site<'a>> {
    let class = status / 100;
    let keys = [
        status.to_string(),
        format!("{class}XX"),
        format!("{class}xx"),
        "default".to_owned(),
    ];
    keys.iter().find_map(|key| responses.member(key))
}

struct Responses<'r, 'a> {
    description: Description<'a>,
    walker: &'r Walker<'a>,
    operation: &'r Operation<'a>,
}

impl<'a> Responses<'_, 'a> {
    fn body(&self, notes: &mut Notes, response: Site<'a>, body: &Value) {
        let operation = &self.operation.name;
        if let Some(schema) = self.json_schema(response) {
            let at = At::new(operation, operation);
            self.walker.value(notes, &schema, body, at);
        }
    }

    /// Returns the schema of a JSON body.
    fn json_schema(&self, response: Site<'a>) -> Option<Site<'a>> {
        let response = self.description.resolved(response)?;
        let content = response.member("content")?;
        let mut kinds = content
            .members()
            .filter(|(key, _)| key.contains("json") || *key == "*/*");
        kinds.find_map(|(_, kind)| kind.member("schema"))
    }

    fn undocumented_status(&self, notes: &mut Notes, status: u16, body: &ResponseBody) {
        let like = match body {
            ResponseBody::Json(body) => self.response_like(notes, status, body),
            _ => None,
        };
        let difference = Difference {
            within: self.operation.name.clone(),
            example: example(body),
            fixes: BTreeSet::from([Fix::AddStatus {
                operation: self.operation.site.pointer.clone(),
                status,
                like,
            }]),
        };
        let place = format!("{} {status}", self.operation.name);
        notes.differ(Kind::UndocumentedStatus, &place, difference);
    }

    /// Returns the pointer of the response with which a body agrees, of those for the same class of statuses.
    fn response_like(&self, notes: &mut Notes, status: u16, body: &Value) -> Option<String> {
        let class = (status / 100).to_string();
        let responses = self.operation.site.member("responses")?;
        let mut others = responses
            .members()
            .filter(|(key, _)| key.starts_with(&class));
        others.find_map(|(_, response)| {
            let response = self.description.resolved(response)?;
            self.json_schema(response.clone())?;
            let mut trial = Notes::default();
            self.body(&mut trial, response.clone(), body);
            let agrees = trial.differences.is_empty() && !self.walker.is_exhausted();
            agrees.then(|| {
                notes.append(trial);
                response.pointer
            })
        })
    }
}
