//! The session that the response to an out-of-session callback asks for.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::form::Form;
use crate::resource::session::Sessions;
use crate::resource::{Address, Resource};
use crate::sent::Sent;
use crate::store::Store;

/// The JSON of a response.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewSession {
    participant_identifier: String,
    participant_proxy_identifier: Option<String>,
    unique_name: Option<String>,
    mode: Option<String>,
    ttl: Option<Value>,
    date_expiry: Option<String>,
}

/// Creates the session with the sender and the participant of the response. Returns its SID, or `None` if the API would
/// refuse it.
pub(crate) fn create(
    store: &mut Store,
    service_sid: &str,
    sent: &Sent,
    response: &str,
) -> Option<String> {
    let new: NewSession = serde_json::from_str(response).ok()?;
    let ttl = match new.ttl {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text),
        Some(other) => Some(other.to_string()),
    };
    let sender = json!({ "Identifier": sent.from, "ProxyIdentifier": sent.to });
    let other = json!({
        "Identifier": new.participant_identifier,
        "ProxyIdentifier": new.participant_proxy_identifier,
    });
    let fields = [
        ("UniqueName", new.unique_name),
        ("Mode", new.mode),
        ("Ttl", ttl),
        ("DateExpiry", new.date_expiry),
        ("Participants", Some(sender.to_string())),
        ("Participants", Some(other.to_string())),
    ];
    let fields = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let form = Form::of(fields.collect());
    let path = format!("/v1/Services/{service_sid}/Sessions");
    let at = Address::of(path, vec![service_sid.to_owned()]);
    let origin = store.next_origin();
    Sessions::create(store, &at, &form, origin).ok()
}
