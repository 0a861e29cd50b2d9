//! What the page shows, as JSON.

use axum::http::{HeaderMap, HeaderValue};
use serde_json::{Value, json};
use twilio_proxy::webhook::Verifier;

use crate::callback::{Callback, CallbackResponse};
use crate::delivery::Outcome;
use crate::delivery_log::LoggedDelivery;
use crate::resource::participant::Participant;
use crate::resource::service::Service;
use crate::resource::session::Session;
use crate::said::Kind;
use crate::server::Served;

/// The most services, and the most sessions of each, that the page shows.
const MOST_SHOWN: usize = 25;

/// The most requests that the page shows.
const MOST_REQUESTS: usize = 100;

/// Returns what the page shows. The newest of everything comes first, services aside.
pub(crate) fn of(served: &Served) -> Value {
    let verifier = Verifier::new(&served.account.auth_token);
    let deliveries = served.deliveries.as_ref();
    let deliveries: Vec<_> = deliveries
        .map(|log| log.newest_first())
        .unwrap_or_default()
        .iter()
        .map(|logged| delivery(&verifier, logged))
        .collect();
    let requests = served.requests.newest(MOST_REQUESTS).into_iter();
    let requests: Vec<_> = requests
        .map(|(number, request)| {
            json!({
                "number": number,
                "method": request.method,
                "path": request.path,
                "query": request.query,
                "form": request.form,
            })
        })
        .collect();
    let store = served.store();
    let services: Vec<_> = store
        .services
        .values()
        .take(MOST_SHOWN)
        .map(service)
        .collect();
    json!({
        "environment": [
            ("TWILIO_ACCOUNT_SID", &served.account.sid),
            ("TWILIO_AUTH_TOKEN", &served.account.auth_token),
            ("TWILIO_PROXY_BASE_URL", &served.base_url),
        ],
        "more_services": store.services.len() - services.len(),
        "services": services,
        "deliveries": deliveries,
        "requests": requests,
    })
}

fn service(service: &Service) -> Value {
    let record = &service.record;
    let numbers = service.phone_numbers.values();
    let numbers: Vec<_> = numbers.map(|number| &number.phone_number).collect();
    let sessions = service.sessions.newest(MOST_SHOWN);
    let sessions: Vec<_> = sessions.map(session).collect();
    json!({
        "sid": record.sid,
        "unique_name": record.unique_name,
        "callback_url": record.callback_url,
        "intercept_callback_url": record.intercept_callback_url,
        "out_of_session_callback_url": record.out_of_session_callback_url,
        "phone_numbers": numbers,
        "more_sessions": service.sessions.len() - sessions.len(),
        "sessions": sessions,
    })
}

fn session(session: &Session) -> Value {
    let record = &session.record;
    let participants: Vec<_> = session.participants.values().map(participant).collect();
    json!({
        "sid": record.sid,
        "unique_name": record.unique_name,
        "status": record.status,
        "mode": record.mode,
        "participants": participants,
    })
}

fn participant(participant: &Participant) -> Value {
    json!({
        "sid": participant.sid,
        "identifier": participant.identifier,
        "friendly_name": participant.friendly_name,
        "proxy_identifier": participant.proxy_identifier,
    })
}

fn delivery(verifier: &Verifier, logged: &LoggedDelivery) -> Value {
    let LoggedDelivery {
        number,
        sent,
        delivery,
    } = logged;
    let callbacks = delivery.callbacks().iter().enumerate();
    let callbacks: Vec<_> = callbacks
        .map(|(place, sent)| callback(verifier, &format!("callback-{number}-{place}"), sent))
        .collect();
    let twiml = match delivery.outcome() {
        Outcome::Twiml(text) => Some(text),
        _ => None,
    };
    json!({
        "kind": match sent.kind { Kind::Message => "message", Kind::Call => "call" },
        "from": sent.from,
        "to": sent.to,
        "body": sent.body,
        "outcome": outcome(delivery.outcome()),
        "twiml": twiml,
        "reached": delivery.to(),
        "shown_from": delivery.from(),
        "callbacks": callbacks,
    })
}

/// Returns the page's name of an outcome.
pub(crate) fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Delivered => "delivered",
        Outcome::Blocked => "blocked",
        Outcome::SessionCreated => "session_created",
        Outcome::Twiml(_) => "twiml",
        Outcome::Nobody => "nobody",
    }
}

fn callback(verifier: &Verifier, id: &str, callback: &Callback) -> Value {
    let mut headers = HeaderMap::new();
    if let Ok(signature) = HeaderValue::try_from(&callback.signature) {
        headers.insert("x-twilio-signature", signature);
    }
    let is_valid = verifier
        .verify(&callback.url, &headers, callback.form().as_bytes())
        .is_ok();
    let response = match callback.response {
        CallbackResponse::Status(status) => format!("status {status}"),
        CallbackResponse::Failed => "the connection failed".to_owned(),
        CallbackResponse::Late => "no response in time".to_owned(),
        CallbackResponse::Skipped => "skipped, because its host is not this machine".to_owned(),
    };
    json!({
        "id": id,
        "url": callback.url,
        "signature": callback.signature,
        "is_signature_valid": is_valid,
        "parameters": callback.parameters,
        "response": response,
        "response_body": callback.response_body,
    })
}
