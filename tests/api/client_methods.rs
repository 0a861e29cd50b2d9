//! Each operation by its method of the client.

use chrono::{DateTime, Utc};
use twilio_proxy::{
    Client, Error, ErrorKind, InteractionType, NewParticipant, ServiceGeoMatchLevel,
    ServiceNumberSelectionBehavior, SessionMode, SessionStatus,
};

use crate::api::generated_methods::call_all;
use crate::support::documented_operations::samples;
use crate::support::fixtures::{PARTICIPANT, SERVICE, SESSION, builder, record, sid};
use crate::support::request::Request;
use crate::support::response::Answer;
use crate::support::server::Server;

const INTERACTION: &str = "KI00000000000000000000000000000005";
const NUMBER: &str = "PN00000000000000000000000000000006";
const CHAT: &str = "IS00000000000000000000000000000007";

/// Every operation once, with the values and in the order of [`call_all`].
async fn call_all_methods(client: &Client) -> Result<(), Error> {
    client
        .create_service("couriers & customers")
        .default_ttl(3_600)
        .callback_url("https://example.com/told?by=proxy&how=full")
        .geo_match_level(ServiceGeoMatchLevel::AreaCode)
        .number_selection_behavior(ServiceNumberSelectionBehavior::PreferSticky)
        .chat_instance_sid(CHAT)
        .send()
        .await?;
    client.list_services().page().await?;
    client.fetch_service(SERVICE).send().await?;
    client
        .update_service(SERVICE)
        .geo_match_level("planet")
        .send()
        .await?;
    client.delete_service(SERVICE).send().await?;

    client
        .create_phone_number(SERVICE)
        .phone_number("+14155550100")
        .is_reserved(true)
        .send()
        .await?;
    client.list_phone_numbers(SERVICE).page().await?;
    client.fetch_phone_number(SERVICE, NUMBER).send().await?;
    let update = client.update_phone_number(SERVICE, NUMBER);
    update.is_reserved(false).send().await?;
    client.delete_phone_number(SERVICE, NUMBER).send().await?;

    client
        .create_session(SERVICE)
        .unique_name("order 17 \u{2013} caf\u{e9}")
        .date_expiry("2030-01-02T03:04:05Z".parse::<DateTime<Utc>>().unwrap())
        .mode(SessionMode::VoiceAndMessage)
        .participants([
            NewParticipant::new("+14155550101").proxy_identifier_sid(NUMBER),
            NewParticipant::new("messenger:42"),
        ])
        .send()
        .await?;
    client.list_sessions(SERVICE).page().await?;
    client.fetch_session(SERVICE, SESSION).send().await?;
    let update = client.update_session(SERVICE, SESSION);
    update.status(SessionStatus::Closed).send().await?;
    client.delete_session(SERVICE, SESSION).send().await?;

    let create = client.create_participant(SERVICE, SESSION, "+14155550101");
    create.proxy_identifier_sid(NUMBER).send().await?;
    client.list_participants(SERVICE, SESSION).page().await?;
    let fetch = client.fetch_participant(SERVICE, SESSION, PARTICIPANT);
    fetch.send().await?;
    let delete = client.delete_participant(SERVICE, SESSION, PARTICIPANT);
    delete.send().await?;

    client.list_interactions(SERVICE, SESSION).page().await?;
    let fetch = client.fetch_interaction(SERVICE, SESSION, INTERACTION);
    fetch.send().await?;
    let delete = client.delete_interaction(SERVICE, SESSION, INTERACTION);
    delete.send().await?;

    client
        .create_message_interaction(SERVICE, SESSION, PARTICIPANT)
        .body("50 % off + a gift = \u{1f381} & more")
        .media_url([
            "https://example.com/1.png",
            "https://example.com/2.png?size=s&v=2",
        ])
        .send()
        .await?;
    let list = client.list_message_interactions(SERVICE, SESSION, PARTICIPANT);
    list.page().await?;
    let fetch = client.fetch_message_interaction(SERVICE, SESSION, PARTICIPANT, INTERACTION);
    fetch.send().await?;
    Ok(())
}

/// The requests as text. A listing asks for a page size, and the generated client for none.
fn texts(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let texts = requests.iter().map(Request::shown);
    texts
        .map(|text| text.replace("  ? PageSize = 1000\n", ""))
        .collect()
}

#[tokio::test]
async fn each_method_sends_the_request_of_the_generated_client() {
    let methods = Server::answering(samples()).await;
    let client = builder(&methods).build().unwrap();
    call_all_methods(&client).await.unwrap();
    let generated = Server::answering(samples()).await;
    let client = builder(&generated).build().unwrap();
    call_all(&client).await.unwrap();
    let (methods, generated) = (texts(&methods), texts(&generated));
    assert_eq!(methods.len(), 25);
    for (method, generated) in methods.iter().zip(&generated) {
        assert_eq!(method, generated);
    }
}

#[tokio::test]
async fn the_error_of_each_method_is_that_of_the_api() {
    for refused in 0..25 {
        let sample = samples();
        let server = Server::answering(move |number, request| match number == refused {
            true => Answer::api_error(404, 20404, "Gone"),
            false => sample(number, request),
        })
        .await;
        let error = call_all_methods(&builder(&server).build().unwrap()).await;
        let error = error.unwrap_err();
        assert_eq!(
            (error.kind(), error.code()),
            (ErrorKind::NotFound, Some(20404))
        );
        assert_eq!((server.count(), error.attempts()), (refused + 1, 1));
    }
}

#[tokio::test]
async fn an_invalid_argument_is_an_error_when_the_request_is_sent() {
    let server = Server::answering(samples()).await;
    let client = builder(&server).build().unwrap();
    let participant = NewParticipant::new("+1").proxy_identifier_sid("not a SID");
    let errors = [
        client.fetch_session(SESSION, "x").send().await.unwrap_err(),
        client.delete_service("KS1").send().await.unwrap_err(),
        client.update_session(SERVICE, "").send().await.unwrap_err(),
        client.list_sessions("..").page().await.unwrap_err(),
        client
            .create_phone_number(SERVICE)
            .sid("PN")
            .send()
            .await
            .unwrap_err(),
        client
            .create_session(SERVICE)
            .participants([participant])
            .send()
            .await
            .unwrap_err(),
        client.fetch_service("").send().await.unwrap_err(),
        client.fetch_service(".").send().await.unwrap_err(),
        client
            .fetch_session(SERVICE, "..")
            .send()
            .await
            .unwrap_err(),
    ];
    for error in errors {
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::InvalidInput, 0)
        );
        assert!(!error.outcome_unknown());
    }
    assert_eq!(server.connections(), 0);
}

/// Text, numbers and arrays are accepted as they are, without `into()` or a type of the crate.
#[tokio::test]
async fn setters_accept_plain_values() {
    let server = Server::answering(samples()).await;
    let client = builder(&server).build().unwrap();
    client
        .create_session(SERVICE)
        .mode("message-only")
        .status("open")
        .ttl(3600)
        .participants([NewParticipant::new("+14155550101").friendly_name("Ann")])
        .send()
        .await
        .unwrap();
    client
        .create_service("dispatch")
        .callback_url("https://example.com/hook")
        .geo_match_level("area-code")
        .send()
        .await
        .unwrap();
    client
        .create_participant(SERVICE, SESSION, "+14155550101")
        .friendly_name("Ann")
        .send()
        .await
        .unwrap();
    client
        .create_message_interaction(SERVICE, SESSION, PARTICIPANT)
        .media_url(["https://example.com/1.png"])
        .send()
        .await
        .unwrap();

    let requests = server.requests();
    let field = |request: usize, name: &str| {
        let fields = requests[request].form();
        let found = fields.into_iter().find(|(key, _)| key == name);
        found.expect("the field was sent").1
    };
    assert_eq!(field(0, "Mode"), "message-only");
    assert_eq!(field(0, "Status"), "open");
    assert_eq!(field(0, "Ttl"), "3600");
    assert!(field(0, "Participants").contains(r#""FriendlyName":"Ann""#));
    assert_eq!(field(1, "CallbackUrl"), "https://example.com/hook");
    assert_eq!(field(1, "GeoMatchLevel"), "area-code");
    assert_eq!(field(2, "FriendlyName"), "Ann");
    assert_eq!(field(3, "MediaUrl"), "https://example.com/1.png");
}

#[tokio::test]
async fn a_unique_name_is_percent_encoded_in_the_path() {
    let server = Server::answering(samples()).await;
    let client = builder(&server).build().unwrap();
    for (name, encoded) in [
        ("dispatch", "dispatch"),
        ("a b/c?d#e%f", "a%20b%2Fc%3Fd%23e%25f"),
        ("../x", "..%2Fx"),
        ("%2e%2e", "%252e%252e"),
        ("caf\u{e9}", "caf%C3%A9"),
        ("...", "..."),
    ] {
        // The sample server knows no such path.
        drop(client.fetch_service(name).send().await);
        let request = server.requests().pop().unwrap();
        assert_eq!(request.path, format!("/v1/Services/{encoded}"));
    }
}

#[tokio::test]
async fn a_response_has_status_headers_and_the_resource() {
    let body = record(1).to_string();
    let headers = [("twilio-request-id", "RQ7"), ("x-note", "kept")];
    for status in [200, 201, 202, 206] {
        let server = Server::scripted([Answer::status(status, &headers, &body)]).await;
        let client = builder(&server).build().unwrap();
        let create = client.create_message_interaction(SERVICE, SESSION, PARTICIPANT);
        let response = create.response().await.unwrap();
        assert_eq!(
            (response.status(), response.request_id()),
            (status, Some("RQ7"))
        );
        assert_eq!(response.header("X-Note"), Some("kept"));
        assert_eq!(response.header("x-none"), None);
        assert_eq!(response.sid.as_str(), sid(1));
        assert_eq!(response.type_, Some(InteractionType::Message));
        assert!(!format!("{response:?}").contains("kept"));
        assert_eq!(response.into_inner().sid.as_str(), sid(1));
    }
    let server = Server::scripted([Answer::status(204, &headers, "")]).await;
    let client = builder(&server).build().unwrap();
    let deleted = client.delete_session(SERVICE, SESSION).response().await;
    assert_eq!(deleted.unwrap().status(), 204);
}

#[tokio::test]
async fn a_create_that_does_not_decode_keeps_its_record() {
    for (body, path) in [
        (r#"{"sid":7}"#, "sid"),
        ("[]", "."),
        ("", ""),
        ("<html>", "."),
    ] {
        let answer = Answer::status(201, &[("twilio-request-id", "RQ1")], body);
        let server = Server::scripted([answer]).await;
        let client = builder(&server).build().unwrap();
        let create = client.create_message_interaction(SERVICE, SESSION, PARTICIPANT);
        let error = create.send().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Decode, Some(201))
        );
        assert_eq!((error.attempts(), error.request_id()), (1, Some("RQ1")));
        assert!(error.outcome_unknown());
        let rejected = error.rejected().map(|record| (record.raw(), record.path()));
        assert_eq!(rejected, (!body.is_empty()).then_some((body, path)));
        assert_eq!(server.count(), 1);
    }
}

#[test]
fn requests_are_values_that_show_no_personal_data() {
    fn is_sendable<T: Send + std::fmt::Debug + 'static>(_: &T) {}
    let client = crate::support::fixtures::builder_of_nowhere()
        .build()
        .unwrap();
    let session = client.create_session(SERVICE).unique_name("canary");
    let participant = NewParticipant::new("+14155550199").friendly_name("canary");
    let session = session.participants([participant.clone()]);
    let list = client
        .list_sessions(SERVICE)
        .extra_param("Secret", "canary");
    is_sendable(&session);
    is_sendable(&list);
    for text in [
        format!("{session:?}"),
        format!("{participant:?}"),
        format!("{list:?}"),
        format!("{:?}", client.fetch_service("canary")),
    ] {
        assert!(!text.contains("canary") && !text.contains("0199"), "{text}");
    }
}
