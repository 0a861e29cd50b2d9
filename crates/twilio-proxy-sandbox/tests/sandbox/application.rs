//! An application with webhooks: an HTTP server on loopback that verifies, records and answers callbacks.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Response, Uri};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use twilio_proxy::webhook::{self, Verifier};
use twilio_proxy::{InteractionEvent, NewSession, OutOfSessionEvent};

/// The events that an application received, in their order.
#[derive(Clone, Debug)]
pub enum Event {
    Intercept(InteractionEvent),
    Progress(InteractionEvent),
    OutOfSession(Box<OutOfSessionEvent>),
}

pub struct Application {
    pub base_url: String,
    events: Arc<Mutex<Vec<Event>>>,
    task: JoinHandle<()>,
}

impl Application {
    /// Starts an application that verifies with this auth token. It blocks messages with the word `refund`, responds to the
    /// strangers that call with TwiML, and connects those that write with `+15550102`.
    pub async fn start(auth_token: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let events = Arc::new(Mutex::new(Vec::new()));
        let (verifier, recorded, base) = (
            Verifier::new(auth_token),
            Arc::clone(&events),
            base_url.clone(),
        );
        let handler = async move |uri: Uri, headers: HeaderMap, body: Bytes| {
            let url = format!("{base}{uri}");
            verifier.verify(&url, &headers, &body).unwrap();
            let (event, response) = answer(uri.path(), &body).await;
            recorded.lock().unwrap().push(event);
            response
        };
        let router = Router::new().fallback(handler);
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            base_url,
            events,
            task,
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// Returns the events since the last call.
    pub fn take_events(&self) -> Vec<Event> {
        std::mem::take(&mut self.events.lock().unwrap())
    }
}

impl Drop for Application {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(path: &str, body: &[u8]) -> (Event, Response<String>) {
    match path {
        "/intercept" => {
            let event = InteractionEvent::parse(body).unwrap();
            let data = event.interaction_data.as_deref().unwrap_or_default();
            let response = match data.contains("refund") {
                true => webhook::block(),
                false => webhook::allow(),
            };
            (Event::Intercept(event), response)
        }
        "/late" => {
            let event = InteractionEvent::parse(body).unwrap();
            tokio::time::sleep(Duration::from_secs(60)).await;
            (Event::Intercept(event), webhook::block())
        }
        "/progress" => {
            let event = InteractionEvent::parse(body).unwrap();
            (Event::Progress(event), webhook::block())
        }
        "/out-of-session" => {
            let event = OutOfSessionEvent::parse(body).unwrap();
            let response = match &event.call_sid {
                Some(_) => webhook::twiml("<Response><Reject/></Response>"),
                None => webhook::json(&NewSession::new("+15550102").ttl(60)),
            };
            (Event::OutOfSession(Box::new(event)), response)
        }
        _ => panic!("no such path: {path}"),
    }
}
