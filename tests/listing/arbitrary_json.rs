//! Whatever JSON comes: no panic, and nothing lost.

use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};
use twilio_proxy::Cursor;

use crate::support::fixtures::{drain, list, record};
use crate::support::response::Answer;
use crate::support::server::Server;

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(name(), inner, 0..6)
                .prop_map(|fields| Value::Object(Map::from_iter(fields))),
        ]
    })
}

/// Names that matter, and others.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "interactions",
            "meta",
            "next_page_url",
            "sid",
            "data",
            "code"
        ])
        .prop_map(str::to_owned),
        ".{0,6}",
    ]
}

/// A good record, one with a field that is anything, or anything at all.
fn any_record() -> impl Strategy<Value = Value> {
    let fields: Vec<String> = record(0).as_object().unwrap().keys().cloned().collect();
    prop_oneof![
        (0..1000usize).prop_map(record),
        (prop::sample::select(fields), any_json()).prop_map(|(field, value)| {
            let mut record = record(0);
            record[field] = value;
            record
        }),
        any_json(),
    ]
}

/// Lists whatever the strategy makes of bodies, each by a check of what came.
fn each_body(
    bodies: impl Strategy<Value = Value>,
    check: impl Fn(&Value, usize, usize) -> Result<(), TestCaseError>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let body = Arc::new(Mutex::new(Value::Null));
    let served = Arc::clone(&body);
    let server = runtime.block_on(Server::answering(move |_, _| {
        Answer::json(&served.lock().unwrap())
    }));
    let list = list(&server).max_pages(1);
    let config = ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..Default::default()
    };
    TestRunner::new(config)
        .run(&bodies, |value| {
            *body.lock().unwrap() = value.clone();
            let outcome = runtime.block_on(drain(list.clone().items()));
            let given = outcome.iter().filter(|item| item.is_ok()).count();
            check(&value, given, outcome.len() - given)
        })
        .unwrap();
}

#[test]
fn items_and_rejected_records_are_the_records_sent() {
    let pages = prop::collection::vec(any_record(), 0..8)
        .prop_map(|records| json!({ "interactions": records, "meta": { "next_page_url": null } }));
    each_body(pages, |page, given, rejected| {
        let sent = page["interactions"].as_array().unwrap().len();
        prop_assert_eq!(given + rejected, sent);
        Ok(())
    });
}

#[test]
fn any_body_is_a_page_or_one_error() {
    each_body(any_json(), |body, given, errors| {
        let records = body["interactions"].as_array();
        match records.filter(|_| body["meta"].is_object()) {
            // A next link that is missing or cannot be followed adds an error of its own.
            Some(records) => prop_assert!(given + errors <= records.len() + 1),
            None => prop_assert_eq!((given, errors), (0, 1)),
        }
        Ok(())
    });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_text_is_a_cursor_or_an_error(text in prop_oneof![".*", "tpc[12]\\.[A-Za-z0-9_-]{0,80}"]) {
        if let Ok(cursor) = text.parse::<Cursor>() {
            let again: Cursor = cursor.to_string().parse().unwrap();
            prop_assert_eq!(again, cursor);
        }
    }
}
