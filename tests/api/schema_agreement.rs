//! The circle closes: what the Rust types state of themselves as JSON Schemas is what the description says.

mod facts;

use std::collections::{BTreeMap, BTreeSet};

use schemars::{JsonSchema, schema_for};
use serde_json::{Value, json};
use twilio_proxy_client::{Redacted, enums, sid, types};

use facts::facts;

/// Where the Rust types may say something else than the description.
struct Exception {
    keyword: &'static str,
    described: Value,
    stated: Value,
    /// Only of what may be left out.
    of_optional: bool,
    why: &'static str,
}

fn exceptions() -> [Exception; 5] {
    [
        Exception {
            keyword: "nullable",
            described: json!(null),
            stated: json!(true),
            of_optional: true,
            why: "what may be left out is an Option, which takes a null for nothing; it never sends one",
        },
        Exception {
            keyword: "format",
            described: json!("uri"),
            stated: json!(null),
            of_optional: false,
            why: "an address is kept as it came, so that an odd one costs nobody a record",
        },
        Exception {
            keyword: "format",
            described: json!("phone-number"),
            stated: json!(null),
            of_optional: false,
            why: "a number is kept as it came, so that an odd one costs nobody a record",
        },
        Exception {
            keyword: "format",
            described: json!("password"),
            stated: json!(null),
            of_optional: false,
            why: "it asks for text that is not shown, and a schema can't say what Debug does",
        },
        Exception {
            keyword: "format",
            described: json!(null),
            stated: json!("int64"),
            of_optional: false,
            why: "an integer without bounds is the widest that there is",
        },
    ]
}

/// The types that stand for components, by the component's name.
fn stated() -> BTreeMap<&'static str, Value> {
    fn of<T: JsonSchema>() -> Value {
        schema_for!(T).to_value()
    }
    macro_rules! table {
        ($($module:ident::$name:ident),* $(,)?) => {
            [$((stringify!($name), of::<$module::$name>())),*]
        };
    }
    let same_name = table![
        sid::AccountSid,
        types::ApiError,
        sid::ChatInstanceSid,
        types::CreateMessageInteractionRequest,
        types::CreateParticipantRequest,
        types::CreatePhoneNumberRequest,
        types::CreateServiceRequest,
        types::CreateSessionRequest,
        types::Interaction,
        sid::InteractionSid,
        enums::InteractionResourceStatus,
        enums::InteractionType,
        enums::ServiceGeoMatchLevel,
        enums::ServiceNumberSelectionBehavior,
        enums::SessionMode,
        enums::SessionStatus,
        types::ListInteractionResponse,
        types::ListMessageInteractionResponse,
        types::ListParticipantResponse,
        types::ListPhoneNumberResponse,
        types::ListServiceResponse,
        types::ListSessionResponse,
        types::MessageInteraction,
        sid::MessageInteractionSid,
        types::NewParticipant,
        types::PageMeta,
        types::Participant,
        sid::ParticipantSid,
        types::PhoneNumber,
        types::PhoneNumberCapabilities,
        sid::PhoneNumberSid,
        sid::ResourceSid,
        types::Service,
        sid::ServiceSid,
        types::Session,
        sid::SessionSid,
        types::UpdatePhoneNumberRequest,
        types::UpdateServiceRequest,
        types::UpdateSessionRequest,
    ];
    let others = [
        ("PageLink", of::<Redacted>()),
        ("PageToken", of::<Redacted>()),
        ("PersonalLink", of::<Redacted>()),
        ("PersonalPhoneNumber", of::<Redacted>()),
        ("PersonalText", of::<Redacted>()),
    ];
    same_name.into_iter().chain(others).collect()
}

/// One thing that the description and a type do not agree on.
struct Difference {
    place: String,
    keyword: String,
    described: Value,
    stated: Value,
    is_optional: bool,
}

impl Exception {
    fn covers(&self, difference: &Difference) -> bool {
        self.keyword == difference.keyword
            && self.described == difference.described
            && self.stated == difference.stated
            && (difference.is_optional || !self.of_optional)
    }
}

/// Components of callbacks, whose types are written and not generated. They have no JSON Schema.
const OF_CALLBACKS: [&str; 3] = ["InteractionEvent", "NewSession", "OutOfSessionEvent"];

fn components() -> Value {
    let description = include_str!("../../openapi/twilio-proxy.json");
    let mut description: Value = serde_json::from_str(description).unwrap();
    let mut components = description["components"]["schemas"].take();
    for name in OF_CALLBACKS {
        let removed = components.as_object_mut().unwrap().remove(name);
        assert!(removed.is_some(), "{name}");
    }
    components
}

/// Of one component and its type.
fn differences(name: &str, components: &Value, stated: &Value) -> Vec<Difference> {
    let root = json!({ "components": { "schemas": components } });
    let described = facts(name, &components[name], &root);
    let stated = facts(name, stated, stated);
    let keys: BTreeSet<_> = described.keys().chain(stated.keys()).collect();
    let of = |facts: &facts::Facts, key| facts.get(key).cloned().unwrap_or_default();
    keys.into_iter()
        .filter(|key| of(&described, key) != of(&stated, key))
        .map(|key| {
            let (place, keyword) = key.clone();
            let required = described.get(&(place.clone(), "required".to_owned()));
            Difference {
                is_optional: required == Some(&json!(false)),
                place,
                keyword,
                described: of(&described, key),
                stated: of(&stated, key),
            }
        })
        .collect()
}

/// What no exception explains, in a line each.
fn unexplained(differences: &[Difference]) -> Vec<String> {
    let exceptions = exceptions();
    differences
        .iter()
        .filter(|found| !exceptions.iter().any(|exception| exception.covers(found)))
        .map(|found| {
            format!(
                "{}: {} is {} in the description and {} in Rust",
                found.place, found.keyword, found.described, found.stated
            )
        })
        .collect()
}

#[test]
fn the_types_state_what_the_description_says() {
    let stated = stated();
    let components = components();
    let described: BTreeSet<_> = components
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let listed: BTreeSet<_> = stated.keys().copied().collect();
    let unlike: Vec<_> = listed.symmetric_difference(&described).collect();
    assert!(
        unlike.is_empty(),
        "only in the table of types, or only in the description: {unlike:?}"
    );
    let differences: Vec<_> = stated
        .iter()
        .flat_map(|(name, stated)| differences(name, &components, stated))
        .collect();
    for exception in exceptions() {
        let used = differences.iter().any(|found| exception.covers(found));
        assert!(used, "no exception any more: {}", exception.why);
    }
    assert_eq!(unexplained(&differences), Vec::<String>::new());
}

#[test]
fn whatever_the_description_said_else_would_be_found() {
    let components = components();
    let stated = stated();
    let mut tried = 0;
    for (name, schema) in components.as_object().unwrap() {
        let mut try_it = |what: &str, change: &dyn Fn(&mut Value)| {
            let mut changed = components.clone();
            change(&mut changed);
            let found = unexplained(&differences(name, &changed, &stated[name.as_str()]));
            assert!(!found.is_empty(), "{name}: {what}");
            tried += 1;
        };
        for keyword in ["pattern", "enum", "type"] {
            if schema[keyword].is_null() {
                continue;
            }
            let other = if keyword == "enum" {
                json!(["other"])
            } else {
                json!("other")
            };
            try_it(keyword, &|all| all[name][keyword] = other.clone());
        }
        for (property, said) in schema["properties"].as_object().into_iter().flatten() {
            try_it(&format!("{property} removed"), &|all| {
                all[name]["properties"]
                    .as_object_mut()
                    .unwrap()
                    .remove(property);
            });
            try_it(&format!("{property} of another type"), &|all| {
                all[name]["properties"][property] = json!({ "type": "number" });
            });
            try_it(&format!("{property} with another format"), &|all| {
                all[name]["properties"][property]["format"] = json!("other");
            });
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let is_required = required.contains(&json!(property));
            try_it(&format!("{property} required or not"), &|all| {
                let mut names = required.clone();
                names.retain(|other| other != property);
                if !is_required {
                    names.push(json!(property));
                }
                all[name]["required"] = json!(names);
            });
            // Of what may be left out, an Option says both.
            if is_required && said["nullable"].is_null() {
                try_it(&format!("{property} or null"), &|all| {
                    all[name]["properties"][property]["nullable"] = json!(true);
                });
            }
        }
    }
    assert!(tried > 500, "only {tried}");
}
