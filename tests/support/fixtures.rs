//! Records, pages and clients to test with.

use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

use serde_json::{Value, json};
use twilio_proxy::{
    Client, ClientBuilder, Credentials, Error, ErrorKind, Items, List, MessageInteraction,
    RetryPolicy,
};

use crate::support::request::Request;
use crate::support::response::Answer;
use crate::support::server::Server;

pub const ACCOUNT: &str = "AC00000000000000000000000000000001";
pub const SERVICE: &str = "KS00000000000000000000000000000002";
pub const SESSION: &str = "KC00000000000000000000000000000003";
pub const PARTICIPANT: &str = "KP00000000000000000000000000000004";
pub const TOKEN: &str = "token-of-the-account";

/// The collection's path.
pub fn path() -> String {
    format!(
        "/v1/Services/{SERVICE}/Sessions/{SESSION}/Participants/{PARTICIPANT}/MessageInteractions"
    )
}

/// The SID of a record by its number.
pub fn sid(number: usize) -> String {
    format!("KI{number:032x}")
}

pub fn sids(numbers: Range<usize>) -> Vec<String> {
    numbers.map(sid).collect()
}

/// A record with all 20 properties.
pub fn record(number: usize) -> Value {
    json!({
        "sid": sid(number),
        "session_sid": SESSION,
        "service_sid": SERVICE,
        "account_sid": ACCOUNT,
        "data": "{\"body\":\"see you at eight\"}",
        "type": "message",
        "participant_sid": PARTICIPANT,
        "inbound_participant_sid": PARTICIPANT,
        "inbound_resource_sid": "SM00000000000000000000000000000005",
        "inbound_resource_status": "received",
        "inbound_resource_type": "Message",
        "inbound_resource_url": "https://api.example/inbound",
        "outbound_participant_sid": null,
        "outbound_resource_sid": null,
        "outbound_resource_status": "sent",
        "outbound_resource_type": "Message",
        "outbound_resource_url": null,
        "date_created": "2015-07-30T20:00:00Z",
        "date_updated": "2015-07-30T20:00:00.125Z",
        "url": "https://proxy.example/interaction"
    })
}

/// A record with one field changed.
pub fn record_with(number: usize, field: &str, value: Value) -> Value {
    let mut record = record(number);
    record[field] = value;
    record
}

pub fn records(numbers: Range<usize>) -> Vec<Value> {
    numbers.map(record).collect()
}

/// A page's body.
pub fn page(records: Vec<Value>, next: Option<&str>) -> Value {
    json!({
        "interactions": records,
        "meta": {
            "page": 0,
            "page_size": 50,
            "first_page_url": format!("https://proxy.twilio.com{}?PageSize=50&Page=0", path()),
            "previous_page_url": null,
            "url": format!("https://proxy.twilio.com{}?PageSize=50&Page=0", path()),
            "next_page_url": next,
            "key": "interactions"
        }
    })
}

/// A next link in the API's form, for the API's default page size.
pub fn link(page: usize, token: &str) -> String {
    sized_link(50, page, token)
}

/// A next link in the API's form.
pub fn sized_link(size: usize, page: usize, token: &str) -> String {
    format!(
        "https://proxy.twilio.com{}?PageSize={size}&Page={page}&PageToken={token}",
        path()
    )
}

/// A collection of this many records, served by page number and page size.
pub fn collection(total: usize) -> impl Fn(usize, &Request) -> Answer + Send + Sync {
    move |_, request| {
        let number = |name| request.parameter(name).map(|text| text.parse().unwrap());
        let size: usize = number("PageSize").unwrap();
        let at: usize = number("Page").unwrap_or(0);
        let end = ((at + 1) * size).min(total);
        let next = (end < total).then(|| sized_link(size, at + 1, &format!("PT{}", at + 1)));
        Answer::json(&page(records(at * size..end), next.as_deref()))
    }
}

/// Four attempts as by default, with waits that cost a test nothing.
pub fn quick() -> RetryPolicy {
    RetryPolicy::default().base_delay(Duration::from_millis(1))
}

pub fn builder(server: &Server) -> ClientBuilder {
    Client::builder()
        .credentials(Credentials::auth_token(ACCOUNT, TOKEN))
        .base_url(server.url())
        .retry(quick())
}

/// A client that reaches nothing.
pub fn builder_of_nowhere() -> ClientBuilder {
    Client::builder().credentials(twilio_proxy::Credentials::auth_token("AC", "token"))
}

pub fn listing(client: &Client) -> List<MessageInteraction> {
    client.list_message_interactions(SERVICE, SESSION, PARTICIPANT)
}

/// A listing by a client of its own.
pub fn list(server: &Server) -> List<MessageInteraction> {
    listing(&builder(server).build().unwrap())
}

/// All that a stream gives, in order; it has to end, and to stay ended.
pub async fn drain(mut items: Items<MessageInteraction>) -> Vec<Result<MessageInteraction, Error>> {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item);
        assert!(all.len() < 100_000, "the stream does not end");
    }
    for _ in 0..3 {
        assert!(items.next().await.is_none(), "something follows the end");
    }
    all
}

/// The SIDs of the items, without the errors.
pub fn sids_of(outcome: &[Result<MessageInteraction, Error>]) -> Vec<String> {
    outcome
        .iter()
        .flatten()
        .map(|item| item.sid.to_string())
        .collect()
}

/// The kinds of the errors, in order.
pub fn kinds_of(outcome: &[Result<MessageInteraction, Error>]) -> Vec<ErrorKind> {
    outcome
        .iter()
        .filter_map(|item| item.as_ref().err().map(Error::kind))
        .collect()
}

/// The one error of a listing that gives no item.
pub async fn only_error(list: List<MessageInteraction>) -> Error {
    let mut outcome = drain(list.items()).await;
    assert_eq!(outcome.len(), 1, "{outcome:?}");
    outcome.remove(0).unwrap_err()
}

/// Asserts that every record of the range came once.
pub fn assert_each_once(sids: impl IntoIterator<Item = String>, numbers: Range<usize>) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for sid in sids {
        *times.entry(sid).or_default() += 1;
    }
    assert!(
        times.values().all(|times| *times == 1),
        "an item came twice"
    );
    assert_eq!(times.len(), numbers.len());
    assert!(numbers.map(sid).all(|sid| times.contains_key(&sid)));
}
