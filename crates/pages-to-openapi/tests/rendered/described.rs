//! Whether a description has everything that a page states.

use super::facts::{Body, Facts, Field};
use pages_to_openapi::convert::describe;
use pages_to_openapi::page::Page;
use proptest::test_runner::TestCaseError;
use serde_json::Value;

/// Names under keys of the description that say so, wherever they are.
fn holds(document: &Value, keys: &[&str], name: &str) -> bool {
    match document {
        Value::Object(members) => members.iter().any(|(key, value)| {
            let here = keys.contains(&key.as_str())
                && match value {
                    Value::Array(items) => items.iter().any(|item| item["name"] == name),
                    _ => value.get(name).is_some(),
                };
            here || holds(value, keys, name)
        }),
        Value::Array(items) => items.iter().any(|item| holds(item, keys, name)),
        _ => false,
    }
}

/// Checks that each name of the page has its place in the description.
pub fn check(facts: &Facts, page: Page, text: &str) -> Result<(), TestCaseError> {
    let document = match describe(&[page]) {
        Ok(description) => description.document,
        // Datatypes and sentences are drawn apart.
        Err(faults)
            if faults
                .iter()
                .all(|fault| !fault.is_error() || fault.message.starts_with("the default ")) =>
        {
            return Ok(());
        }
        Err(faults) => {
            let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
            return Err(TestCaseError::fail(format!("{}\n{text}", said.join("\n"))));
        }
    };
    let missing = |kind: &str, name: &str| {
        TestCaseError::fail(format!("no {kind} {name}\n{text}\n{document:#}"))
    };
    let parameters = ["parameters", "x-other-parameters"];
    let query = facts.query.iter().map(|(name, _)| name.as_str());
    let rows =
        |rows: &'_ [Field]| -> Vec<String> { rows.iter().map(|field| field.key.clone()).collect() };
    let names = query.map(str::to_owned).chain(rows(&facts.parameters));
    for name in names.chain(rows(&facts.headers)) {
        let of_http = ["accept", "content-type", "authorization"];
        if !holds(&document, &parameters, &name) && !of_http.contains(&name.to_lowercase().as_str())
        {
            return Err(missing("parameter", &name));
        }
    }
    let properties = ["properties", "x-other-properties"];
    if let Body::Form(fields) = &facts.body {
        for name in rows(fields) {
            if !holds(&document, &properties, &name) {
                return Err(missing("field", &name));
            }
        }
    }
    for (_, status, _) in &facts.answers {
        if !holds(&document, &["responses", "x-other-responses"], status) {
            return Err(missing("status", status));
        }
    }
    Ok(())
}
