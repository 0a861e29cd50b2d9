//! The description's outline: what changes here changes for users.

use std::collections::BTreeMap;

use serde_json::Value;

fn name_of(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap().to_owned();
    }
    let join = |key: &str, by: &str| {
        let parts = schema[key].as_array()?;
        Some(parts.iter().map(name_of).collect::<Vec<_>>().join(by))
    };
    let base = join("allOf", " and ")
        .or_else(|| join("anyOf", " or "))
        .or_else(|| join("oneOf", " xor "))
        .unwrap_or_else(|| match schema["type"].as_str() {
            Some("array") => format!("[{}]", name_of(&schema["items"])),
            Some(of) => of.to_owned(),
            None => "anything".to_owned(),
        });
    let mut words = vec![base];
    for key in [
        "format",
        "pattern",
        "minimum",
        "maximum",
        "default",
        "enum",
        "nullable",
        "x-personal-data",
    ] {
        match &schema[key] {
            Value::Null => {}
            Value::Bool(true) => words.push(key.to_owned()),
            value => words.push(format!("{key}={value}")),
        }
    }
    words.join(" ")
}

fn outline(description: &Value) -> String {
    let mut lines = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(id) = operation["operationId"].as_str() else {
                continue;
            };
            let tags: Vec<_> = operation["tags"].as_array().unwrap().iter().collect();
            let tag = tags[0].as_str().unwrap();
            assert_eq!(tags.len(), 1, "{id}");
            lines.push(format!("{id} ({tag}): {} {path}", method.to_uppercase()));
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let required = if parameter["required"] == true {
                    ", required"
                } else {
                    ""
                };
                lines.push(format!(
                    "  {} {}: {}{required}",
                    parameter["in"].as_str().unwrap(),
                    parameter["name"].as_str().unwrap(),
                    name_of(&parameter["schema"])
                ));
            }
            let bodies = operation["requestBody"]["content"].as_object();
            for (media, body) in bodies.into_iter().flatten() {
                lines.push(format!("  {media}: {}", name_of(&body["schema"])));
            }
            for (status, response) in operation["responses"].as_object().unwrap() {
                let shown = match &response["content"]["application/json"]["schema"] {
                    Value::Null => "nothing".to_owned(),
                    schema => name_of(schema),
                };
                lines.push(format!("  {status}: {shown}"));
            }
        }
    }
    for (name, schema) in description["components"]["schemas"].as_object().unwrap() {
        lines.push(format!("{name}: {}", name_of(schema)));
        let required: Vec<_> = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .collect();
        for (property, schema) in schema["properties"].as_object().into_iter().flatten() {
            let needed = required.iter().any(|name| *name == property);
            let required = if needed { ", required" } else { "" };
            lines.push(format!("  {property}: {}{required}", name_of(schema)));
            if !schema["additionalProperties"].is_null() {
                let values = name_of(&schema["additionalProperties"]);
                lines.push(format!("    each: {values}"));
            }
        }
        if !schema["additionalProperties"].is_null() {
            lines.push("  and others".to_owned());
        }
    }
    lines.join("\n")
}

fn description() -> Value {
    serde_json::from_str(include_str!("../../openapi/twilio-proxy.json")).unwrap()
}

#[test]
fn the_outline_of_the_description() {
    insta::assert_snapshot!(outline(&description()));
}

#[test]
fn all_25_operations_are_there() {
    let description = description();
    let paths = description["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|item| item.as_object().unwrap());
    let mut by_verb: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (method, operation) in operations {
        let id = operation["operationId"].as_str().unwrap();
        let resource = operation["tags"][0].as_str().unwrap();
        let verb = id.strip_suffix(resource).unwrap();
        by_verb
            .entry((verb, method.as_str()))
            .or_default()
            .push(resource);
    }
    let all = [
        "Interaction",
        "MessageInteraction",
        "Participant",
        "PhoneNumber",
        "Service",
        "Session",
    ];
    let but = |others: &[&str]| -> Vec<_> {
        let kept = all.into_iter().filter(|name| !others.contains(name));
        kept.collect()
    };
    let expected = [
        (("Create", "post"), but(&["Interaction"])),
        (("Delete", "delete"), but(&["MessageInteraction"])),
        (("Fetch", "get"), but(&[])),
        (("List", "get"), but(&[])),
        (
            ("Update", "post"),
            but(&["Interaction", "MessageInteraction", "Participant"]),
        ),
    ];
    for resources in by_verb.values_mut() {
        resources.sort_unstable();
    }
    assert_eq!(by_verb, BTreeMap::from(expected));
    assert_eq!(by_verb.values().map(Vec::len).sum::<usize>(), 25);
}
