//! Every small change at every place of a description: thousands, most of them such as nobody thinks of.

use crate::truth::{CLIENTS, Case, Client};
use serde_json::{Value, json};

/// Where the rows are known to say something else than the client shows, and why that stands.
const KNOWN: [(&str, &str); 4] = [
    (
        "not true of ListBook, 200",
        "an answer within ListBook is called ListBookResponse, as a component is",
    ),
    (
        "not true of Loan.kind",
        "a type within Loan's kind is called LoanKind, as a component is",
    ),
    (
        "uuid::Uuid",
        "the client keeps a UUID as text, which needs no library",
    ),
    (
        "schema is a nullable BookSid",
        "a path's parameter that may be null is an Option",
    ),
];

#[test]
#[ignore = "takes minutes: cargo xtask soak"]
fn whatever_changes_the_claims_are_true() {
    let (base, _) = &*CLIENTS;
    let mut found: Vec<String> = Vec::new();
    let mut compared = 0;
    for (what, description) in changes(&base.description) {
        let changed = Client::of(&what, description);
        // What no client can be made of is mostly no sound description.
        if changed.surface.is_none() {
            continue;
        }
        let there = Case::of(&what, [base, &changed]);
        let back = Case::of(&format!("{what}, back"), [&changed, base]);
        found.extend(there.problems().into_iter().chain(back.problems()));
        compared += 1;
    }
    let is_known = |problem: &String| KNOWN.iter().any(|(known, _)| problem.contains(known));
    let unknown: Vec<String> = found
        .iter()
        .filter(|problem| !is_known(problem))
        .cloned()
        .collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    for (known, why) in KNOWN {
        let is_there = found.iter().any(|problem| problem.contains(known));
        assert!(is_there, "it is no longer so that {why}");
    }
    assert!(compared > 3000, "only {compared} changes have a client");
}

/// The description with one small change, and what that is.
fn changes(base: &Value) -> impl Iterator<Item = (String, Value)> {
    let mut places = Vec::new();
    find("", base, &mut places);
    places.into_iter().flat_map(move |place| {
        let here = base.pointer(&place).unwrap();
        let others = of_schema(here)
            .into_iter()
            .filter(move |(_, now)| now != here);
        others.map(move |(what, now)| {
            let mut description = base.clone();
            *description.pointer_mut(&place).unwrap() = now;
            (format!("{place} {what}"), description)
        })
    })
}

/// The pointers of all schemas, of components, properties, parameters and bodies alike.
fn find(pointer: &str, value: &Value, found: &mut Vec<String>) {
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let at = format!("{pointer}/{}", escaped(key));
                let is_map =
                    pointer.ends_with("/components/schemas") || pointer.ends_with("/properties");
                if is_map
                    || key == "schema"
                    || key == "items"
                    || (key == "additionalProperties" && member.is_object())
                {
                    found.push(at.clone());
                }
                find(&at, member, found);
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                find(&format!("{pointer}/{number}"), item, found);
            }
        }
        _ => {}
    }
}

fn of_schema(schema: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for kind in ["string", "integer", "number", "boolean", "object"] {
        all.push((format!("is {kind}"), json!({ "type": kind })));
    }
    all.push((
        "is list".to_owned(),
        json!({ "type": "array", "items": { "type": "string" } }),
    ));
    all.push(("is anything".to_owned(), json!({})));
    all.push((
        "is map".to_owned(),
        json!({ "type": "object", "additionalProperties": { "type": "integer" } }),
    ));
    all.push((
        "is struct".to_owned(),
        json!({ "type": "object", "properties": { "a": { "type": "string" } } }),
    ));
    all.push((
        "is enum".to_owned(),
        json!({ "type": "string", "enum": ["a", "b"] }),
    ));
    for name in [
        "Fault",
        "Binding",
        "Genre",
        "PersonalText",
        "BookSid",
        "Isbn",
    ] {
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        all.push((
            format!("is a nullable {name}"),
            json!({ "allOf": [reference], "nullable": true }),
        ));
        all.push((format!("is {name}"), reference));
    }
    all.push(("wrapped".to_owned(), json!({ "allOf": [schema] })));
    all.push((
        "or text".to_owned(),
        json!({ "anyOf": [schema, { "type": "string" }] }),
    ));
    all.push((
        "or a number".to_owned(),
        json!({ "oneOf": [schema, { "type": "number" }] }),
    ));
    if schema.get("$ref").is_some() {
        return all;
    }
    let keywords = [
        ("nullable", vec![json!(true)]),
        ("title", vec![json!("Named")]),
        ("description", vec![json!("Of another text.")]),
        (
            "format",
            [
                "date",
                "date-time",
                "uuid",
                "uri",
                "int32",
                "int64",
                "uint8",
                "float",
                "double",
                "password",
                "ipv4",
                "byte",
                "binary",
            ]
            .map(|format| json!(format))
            .to_vec(),
        ),
        ("minimum", vec![json!(-5), json!(0), json!(1)]),
        ("maximum", vec![json!(200), json!(70000), json!(-1)]),
        ("multipleOf", vec![json!(2)]),
        ("minLength", vec![json!(1)]),
        ("maxLength", vec![json!(40)]),
        (
            "pattern",
            vec![json!("^[a-z]+$"), json!("^ZZ[0-9a-fA-F]{32}$")],
        ),
        ("minItems", vec![json!(1)]),
        ("maxItems", vec![json!(3)]),
        ("uniqueItems", vec![json!(true)]),
        (
            "enum",
            vec![
                json!(["a", "b"]),
                json!(["novel"]),
                json!(["hard", "soft", "spiral"]),
            ],
        ),
        ("default", vec![json!("novel"), json!(7), json!(true)]),
        (
            "additionalProperties",
            vec![
                json!(true),
                json!(false),
                json!({}),
                json!({ "type": "string" }),
            ],
        ),
        ("x-personal-data", vec![json!(true)]),
        ("x-other", vec![json!(1)]),
        ("deprecated", vec![json!(true)]),
        ("readOnly", vec![json!(true)]),
    ];
    for (keyword, values) in keywords {
        for value in values {
            let mut now = schema.clone();
            now[keyword] = value.clone();
            all.push((format!("{keyword} {value}"), now));
        }
    }
    let members = schema.as_object().unwrap();
    for key in members.keys() {
        let mut now = members.clone();
        now.shift_remove(key);
        all.push((format!("without {key}"), Value::Object(now)));
    }
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let required = schema
            .get("required")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        for name in properties.keys() {
            let mut now = schema.clone();
            now["properties"]
                .as_object_mut()
                .unwrap()
                .shift_remove(name);
            all.push((format!("without property {name}"), now.clone()));
            now["properties"]["renamed_to"] = properties[name].clone();
            all.push((format!("property {name} renamed"), now));
            let mut names = required.clone();
            names.retain(|other| other != name);
            if names.len() == required.len() {
                names.push(json!(name));
            }
            let mut now = schema.clone();
            now["required"] = json!(names);
            all.push((format!("property {name} required or not"), now));
        }
        let mut now = schema.clone();
        now["properties"]["new-one"] = json!({ "type": "string" });
        all.push(("property added".to_owned(), now.clone()));
        let mut names = required;
        names.push(json!("new-one"));
        now["required"] = json!(names);
        all.push(("required property added".to_owned(), now));
    }
    all
}
