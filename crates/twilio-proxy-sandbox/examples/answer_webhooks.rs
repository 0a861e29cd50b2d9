//! Answers the callbacks of a service: blocks messages that contain a word, and connects strangers with an agent.
//!
//! `TWILIO_AUTH_TOKEN` is the account's auth token. The first argument is the port, the second the public URL that leads to
//! it, if the API is on another machine.

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Response, Uri};
use twilio_proxy::webhook::{self, Verifier};
use twilio_proxy::{InteractionEvent, NewSession, OutOfSessionEvent};

const BLOCKED_WORD: &str = "refund";
const AGENT: &str = "+14155550102";

/// InterceptCallbackUrl: may the interaction go on?
fn intercept(body: &[u8]) -> Response<String> {
    let Ok(event) = InteractionEvent::parse(body) else {
        return webhook::allow();
    };
    let data = event.interaction_data.as_deref().unwrap_or_default();
    if data.contains(BLOCKED_WORD) {
        println!("blocked {}", event.interaction_sid);
        return webhook::block();
    }
    webhook::allow()
}

/// OutOfSessionCallbackUrl: who answers somebody without a session?
fn out_of_session(body: &[u8]) -> Response<String> {
    match OutOfSessionEvent::parse(body) {
        Ok(event) if event.message_sid.is_some() => {
            webhook::json(&NewSession::new(AGENT).ttl(3600))
        }
        _ => webhook::twiml("<Response><Say>Please send a message.</Say></Response>"),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let port: u16 = arguments.next().as_deref().unwrap_or("4020").parse()?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let local_url = format!("http://{}", listener.local_addr()?);
    let public_url = arguments.next().unwrap_or(local_url.clone());
    let verifier = Verifier::new(std::env::var("TWILIO_AUTH_TOKEN")?);

    let answer = async move |uri: Uri, headers: HeaderMap, body: Bytes| {
        if let Err(error) = verifier.verify(&format!("{public_url}{uri}"), &headers, &body) {
            eprintln!("{}: {error}", uri.path());
            return webhook::block();
        }
        match uri.path() {
            "/intercept" => intercept(&body),
            "/out-of-session" => out_of_session(&body),
            _ => webhook::allow(),
        }
    };
    println!("listening on {local_url}");
    axum::serve(listener, Router::new().fallback(answer)).await?;
    Ok(())
}
