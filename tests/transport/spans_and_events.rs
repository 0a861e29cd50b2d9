//! What a subscriber sees of a listing: spans and events, field by field.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use twilio_proxy::{Error, ErrorKind, MessageInteraction};

use crate::support::fixtures::{builder, drain, kinds_of, link, listing, page, record_with};
use crate::support::response::Answer;
use crate::support::server::Server;

type Fields = BTreeMap<String, String>;

/// The spans in the order in which they were opened, and the events; of our crates alone.
#[derive(Clone, Default)]
struct Observed(Arc<Mutex<Seen>>);

#[derive(Default)]
struct Seen {
    spans: Vec<(Id, Fields)>,
    events: Vec<Fields>,
}

struct Into<'a>(&'a mut Fields);

impl Visit for Into<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = format!("{value:?}").trim_matches('"').to_owned();
        self.0.insert(field.name().to_owned(), text);
    }
}

impl<S: Subscriber> Layer<S> for Observed {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        if attributes.metadata().name() == "twilio_proxy.request" {
            let mut fields = Fields::new();
            attributes.record(&mut Into(&mut fields));
            self.0.lock().unwrap().spans.push((id.clone(), fields));
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut seen = self.0.lock().unwrap();
        // Ids are used again: the last span of this one is meant.
        if let Some((_, fields)) = seen.spans.iter_mut().rfind(|(other, _)| other == id) {
            values.record(&mut Into(fields));
        }
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target().starts_with("twilio_proxy") {
            let mut fields = Fields::new();
            event.record(&mut Into(&mut fields));
            self.0.lock().unwrap().events.push(fields);
        }
    }
}

/// A 429, a page with a new value twice and a bad record, a 500, a last page, in this order.
async fn observed() -> Seen {
    let new = |number| record_with(number, "type", "observed-only-here".into());
    let first = page(
        vec![new(0), Value::Null, new(2)],
        Some(&link(1, "PTcanary")),
    );
    let headers = [
        ("twilio-request-id", "RQ1"),
        ("twilio-concurrent-requests", "7"),
    ];
    let server = Server::scripted([
        Answer::throttled("0"),
        Answer::status(200, &headers, first.to_string()),
        Answer::status(500, &[("twilio-request-id", "RQ2")], ""),
        Answer::json(&page(vec![new(3)], None)),
    ])
    .await;
    let (outcome, seen) = observe(&server).await;
    assert_eq!(kinds_of(&outcome), [ErrorKind::Record]);
    assert_eq!((outcome.len(), server.count()), (4, 4));
    seen
}

/// Lists all there is, and notes what is said of it.
async fn observe(server: &Server) -> (Vec<Result<MessageInteraction, Error>>, Seen) {
    let observed = Observed::default();
    let subscriber = tracing_subscriber::registry().with(observed.clone());
    let guard = tracing::subscriber::set_default(subscriber);
    let outcome = drain(listing(&builder(server).build().unwrap()).items()).await;
    drop(guard);
    let seen = std::mem::take(&mut *observed.0.lock().unwrap());
    (outcome, seen)
}

#[tokio::test]
async fn a_rate_limit_that_ends_a_call_is_an_event_too() {
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let server = Server::scripted([Answer::throttled("3600")]).await;
    let (outcome, seen) = observe(&server).await;
    assert_eq!(kinds_of(&outcome), [ErrorKind::RateLimited]);
    assert_eq!(seen.events.len(), 1, "{:?}", seen.events);
}

#[tokio::test]
async fn each_attempt_is_a_span_and_each_surprise_an_event() {
    // With one subscriber alone, places that other tests reach first on their threads would be silent here.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let Seen { spans, events } = observed().await;
    let expected = [
        (Some("0"), "1", "429", None),
        (Some("0"), "2", "200", Some("RQ1")),
        (Some("1"), "1", "500", Some("RQ2")),
        (Some("1"), "2", "200", Some("RQ1")),
    ];
    assert_eq!(spans.len(), expected.len());
    for ((_, span), (page, attempt, status, request)) in spans.iter().zip(expected) {
        let field = |name: &str| span.get(name).map(String::as_str);
        assert_eq!(field("operation"), Some("list_message_interactions"));
        assert_eq!(
            (field("attempt"), field("status")),
            (Some(attempt), Some(status))
        );
        assert_eq!(field("request_id"), request);
        assert_eq!(field("page"), page);
        assert!(field("elapsed_ms").unwrap().parse::<u64>().is_ok());
        assert_eq!(field("http.request.method"), Some("GET"));
        assert_eq!(field("http.response.status_code"), Some(status));
        assert_eq!(field("server.address"), Some("127.0.0.1"));
        assert!(field("server.port").unwrap().parse::<u16>().is_ok());
    }
    let number = |wanted: &dyn Fn(&Fields) -> bool| events.iter().filter(|one| wanted(one)).count();
    let is = |name: &'static str, text: &'static str| {
        move |event: &Fields| event.get(name).is_some_and(|value| value == text)
    };
    assert_eq!(number(&|event| event.contains_key("wait_ms")), 2, "retries");
    assert_eq!(number(&is("kind", "RateLimited")), 1);
    assert_eq!(number(&is("status", "500")), 1);
    assert_eq!(
        number(&is("value", "observed-only-here")),
        1,
        "once a value"
    );
    assert_eq!(number(&is("index", "1")), 1, "the bad record");
    assert_eq!(number(&is("concurrent_requests", "7")), 1);
    let all = format!("{spans:?} {events:?}");
    for hidden in [
        "PageSize",
        "PageToken",
        "PTcanary",
        "?",
        "MessageInteractions",
    ] {
        assert!(!all.contains(hidden), "{hidden} is in {all}");
    }
}
