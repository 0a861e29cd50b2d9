//! Secrets, page tokens and messages are in nothing that prints or logs.

use std::error::Error as _;
use std::fmt::Debug;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use tracing_subscriber::fmt::format::FmtSpan;
use twilio_proxy::{Client, ClientBuilder, Credentials, Error};

use crate::support::fault_table::all;
use crate::support::fixtures::{
    ACCOUNT, PARTICIPANT, SERVICE, SESSION, builder, link, listing, page, quick, record_with,
};
use crate::support::response::Answer;
use crate::support::server::Server;

const SECRET: &str = "canary-secret-5d41";
const PAGE_TOKEN: &str = "PTcanary-token-402a";
const MESSAGE: &str = "canary message bc4b";

/// All that was printed or logged.
#[derive(Clone, Default)]
struct Said(Arc<Mutex<Vec<u8>>>);

impl Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Said {
    fn debug(&mut self, value: &impl Debug) {
        write!(self, "{value:?} {value:#?}").unwrap();
    }

    fn error(&mut self, error: &Error) {
        self.debug(error);
        write!(self, "{error} {}", error.message()).unwrap();
        let mut source = error.source();
        while let Some(cause) = source {
            write!(self, "{cause} {cause:?}").unwrap();
            source = cause.source();
        }
        self.debug(&error.cursor());
        self.debug(&error.rejected());
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

/// The first page leads to one that is an answer of the table, and holds a message in a good and a bad record.
fn first_page() -> Answer {
    let message = json!(MESSAGE);
    let mut bad = record_with(1, "date_created", message.clone());
    bad["data"] = message.clone();
    let records = vec![
        record_with(0, "data", message.clone()),
        bad,
        record_with(2, "inbound_resource_sid", message.clone()),
        record_with(3, "type", json!([MESSAGE])),
        message,
    ];
    Answer::json(&page(records, Some(&link(1, PAGE_TOKEN))))
}

/// Answers that repeat to the client all that it should not show, and sent.
fn echoes(what: &str) -> Vec<Vec<Answer>> {
    let basic = STANDARD.encode(format!("{ACCOUNT}:{SECRET}"));
    let all = format!("no {what} for {SECRET}, Basic {basic}");
    let mut echoes: Vec<_> = [200, 400, 401, 404, 429, 500]
        .map(|status| Answer::api_error(status, 20001, &all))
        .to_vec();
    for status in [200, 302, 500] {
        let headers = [
            ("content-type", all.as_str()),
            ("twilio-request-id", all.as_str()),
            ("location", all.as_str()),
        ];
        echoes.push(Answer::status(status, &headers, all.as_bytes()));
    }
    echoes.push(Answer::raw(format!(
        "HTTP/1.1 200 {all}\r\n{all}\r\n\r\n{MESSAGE}"
    )));
    echoes.push(Answer::text(format!(
        "{{\"interactions\":[\"{MESSAGE}\"], {MESSAGE}"
    )));
    echoes.into_iter().map(|answer| vec![answer]).collect()
}

fn client(server: &Server) -> ClientBuilder {
    Client::builder()
        .credentials(Credentials::auth_token(ACCOUNT, SECRET))
        .base_url(server.url())
        // Bounds the pauses after a 429 too.
        .retry(quick().max_delay(Duration::from_millis(10)))
        .request_timeout(Duration::from_millis(50))
        .max_response_bytes(1 << 20)
}

#[tokio::test]
async fn no_canary_is_in_any_output() {
    // What hyper and reqwest log by the `log` crate is taken too; there is one such place in a process.
    tracing_log::LogTracer::init().unwrap();
    let mut said = Said::default();
    let logged = Said::default();
    let writer = logged.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    // With one subscriber alone, places that other tests reach first on their threads would be silent here too.
    let second = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(io::sink)
        .finish();
    let _second = tracing::Dispatch::new(second);
    let guard = tracing::subscriber::set_default(subscriber);

    let faults = all().into_iter().map(|(_, script, _, _)| script);
    for script in faults.chain(echoes(PAGE_TOKEN)) {
        let server = Server::answering(move |number, request| match request.parameter("Page") {
            None => first_page(),
            Some(_) => script[number.saturating_sub(1).min(script.len() - 1)].clone(),
        })
        .await;
        let builder = client(&server);
        said.debug(&builder);
        let client = builder.build().unwrap();
        said.debug(&client);
        said.debug(&client.generated());
        let list = listing(&client);
        said.debug(&list);
        let mut items = list.clone().items();
        while let Some(item) = items.next().await {
            said.debug(&items);
            said.debug(&items.cursor());
            match item {
                Ok(item) => said.debug(&item),
                Err(error) => said.error(&error),
            }
        }
        let mut pages = list.pages();
        while let Some(page) = pages.next().await {
            said.debug(&pages);
            match page {
                Ok(page) => said.debug(&page),
                Err(error) => said.error(&error),
            }
        }
    }
    let faults = all().into_iter().map(|(_, script, _, _)| script);
    for script in faults.chain(echoes(MESSAGE)) {
        let server = Server::scripted(script).await;
        let client = client(&server).build().unwrap();
        let message = client.generated().create_message_interaction();
        let message = message.service_sid(SERVICE).session_sid(SESSION);
        let message = message.participant_sid(PARTICIPANT);
        let message = message.body_map(|message| {
            let media = vec![format!("https://example.com/{MESSAGE}").into()];
            message.body(Some(MESSAGE.into())).media_url(media)
        });
        said.debug(&message);
        match message.send().await {
            Ok(message) => said.debug(&message),
            Err(error) => said.error(&error.into()),
        }
    }
    drop(guard);

    let (said, logged) = (said.text(), logged.text());
    for source in ["twilio_proxy.request", "hyper_util", "reqwest"] {
        assert!(logged.contains(source), "nothing of {source} was logged");
    }
    let basic = STANDARD.encode(format!("{ACCOUNT}:{SECRET}"));
    let mut canaries = vec![basic.clone(), basic[48..].to_owned()];
    for canary in [SECRET, PAGE_TOKEN, MESSAGE] {
        canaries.push(canary.to_owned());
        canaries.push(STANDARD.encode(canary).trim_end_matches('=').to_owned());
    }
    for (place, text) in [("output", said), ("log", logged)] {
        for canary in &canaries {
            let found = text.lines().find(|line| line.contains(canary));
            assert!(found.is_none(), "{canary} is in the {place}: {found:?}");
        }
    }
}

/// What the generated method gives holds the links of the page, and they hold tokens.
#[tokio::test]
async fn a_generated_page_shows_no_token_and_no_message() {
    let record = record_with(0, "data", "canary message".into());
    let body = page(vec![record], Some(&link(1, "canary-token")));
    let server = Server::scripted([Answer::json(&body)]).await;
    let client = builder(&server).build().unwrap();
    let operation = client.generated().list_message_interaction();
    let operation = operation.service_sid(SERVICE).session_sid(SESSION);
    let answer = operation.participant_sid(PARTICIPANT).send().await.unwrap();
    let shown = format!("{answer:?} {:?}", answer.meta);
    assert!(!shown.contains("canary"), "{shown}");
}
