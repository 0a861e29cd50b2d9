//! What the pages show of each operation, and a server that answers by it.

use std::path::Path;

use serde_json::Value;

use crate::support::request::Request;
use crate::support::response::Answer;

/// An operation of the description.
pub struct Operation {
    pub id: String,
    pub method: String,
    pub path: String,
    /// The status of its success.
    pub status: u16,
    /// The type of its success, where it has one.
    pub schema: Option<String>,
}

impl Operation {
    /// The sample on the operation's page.
    pub fn sample(&self) -> Option<Value> {
        let words = self.id.chars().fold(String::new(), |mut words, character| {
            if character.is_uppercase() && !words.is_empty() {
                words.push('-');
            }
            words.push(character.to_ascii_lowercase());
            words
        });
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/pages");
        let page = std::fs::read_to_string(folder.join(words + ".txt")).unwrap();
        let mut lines = page.lines().filter(|line| line.starts_with('{'));
        lines.next().map(|line| serde_json::from_str(line).unwrap())
    }

    fn is_asked_by(&self, request: &Request) -> bool {
        let (template, path) = (self.path.split('/'), request.path.split('/'));
        self.method == request.method
            && template.clone().count() == path.clone().count()
            && template
                .zip(path)
                .all(|(expected, found)| expected.starts_with('{') || expected == found)
    }
}

/// All operations of the description.
pub fn operations() -> Vec<Operation> {
    let description: Value =
        serde_json::from_str(include_str!("../../openapi/twilio-proxy.json")).unwrap();
    let mut operations = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let (status, response) = operation["responses"]
                .as_object()
                .and_then(|responses| responses.iter().next())
                .unwrap();
            let schema = &response["content"]["application/json"]["schema"]["$ref"];
            operations.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase(),
                path: path.clone(),
                status: status.parse().unwrap(),
                schema: schema
                    .as_str()
                    .map(|reference| reference.rsplit('/').next().unwrap().to_owned()),
            });
        }
    }
    operations
}

/// The operation that a request asks for.
pub fn asked(operations: &[Operation], request: &Request) -> usize {
    let mut found = operations.iter();
    let place = found.position(|operation| operation.is_asked_by(request));
    place.unwrap_or_else(|| panic!("{} {} is no operation", request.method, request.path))
}

/// Answers each operation by what its page shows.
pub fn samples() -> impl Fn(usize, &Request) -> Answer + Send + Sync {
    let operations = operations();
    move |_, request| {
        let operation = &operations[asked(&operations, request)];
        let body = operation.sample().map(|sample| sample.to_string());
        let json = [("content-type", "application/json")];
        Answer::status(operation.status, &json, body.unwrap_or_default())
    }
}
