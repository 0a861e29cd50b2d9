//! The description's outline: what changes here changes for users.

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
            lines.push(format!("{id}: {} {path}", method.to_uppercase()));
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
            for (status, response) in operation["responses"].as_object().unwrap() {
                let schema = &response["content"]["application/json"]["schema"];
                lines.push(format!("  {status}: {}", name_of(schema)));
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
        }
    }
    lines.join("\n")
}

#[test]
fn the_outline_of_the_description() {
    let description = include_str!("../openapi/twilio-proxy.json");
    insta::assert_snapshot!(outline(&serde_json::from_str(description).unwrap()));
}
