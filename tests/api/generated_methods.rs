//! Each operation of the description, by its generated method.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::json;
use twilio_proxy::generated::types::{CreateParticipantRequest, NewParticipant};
use twilio_proxy::{
    Client, Error, ErrorKind, Redacted, ServiceGeoMatchLevel, ServiceNumberSelectionBehavior,
    SessionMode, SessionStatus,
};

use crate::support::documented_operations::{asked, operations, samples};
use crate::support::fixtures::{PARTICIPANT, SERVICE, SESSION, builder};
use crate::support::response::{Answer, Then};
use crate::support::server::Server;

const INTERACTION: &str = "KI00000000000000000000000000000005";
const NUMBER: &str = "PN00000000000000000000000000000006";
const CHAT: &str = "IS00000000000000000000000000000007";

/// Every operation once. `?` takes the generated errors.
pub async fn call_all(client: &Client) -> Result<(), Error> {
    let api = client.generated();

    api.create_service()
        .body_map(|service| {
            service
                .unique_name("couriers & customers")
                .default_ttl(3_600_i64)
                .callback_url("https://example.com/told?by=proxy&how=full".to_owned())
                .geo_match_level(ServiceGeoMatchLevel::AreaCode)
                .number_selection_behavior(ServiceNumberSelectionBehavior::PreferSticky)
                .chat_instance_sid(Some(CHAT.parse().unwrap()))
        })
        .send()
        .await?;
    api.list_service().send().await?;
    api.fetch_service().sid(SERVICE).send().await?;
    api.update_service()
        .sid(SERVICE)
        .body_map(|service| service.geo_match_level(ServiceGeoMatchLevel::from("planet")))
        .send()
        .await?;
    api.delete_service().sid(SERVICE).send().await?;

    api.create_phone_number()
        .service_sid(SERVICE)
        .body_map(|number| {
            number
                .phone_number(Redacted::from("+14155550100"))
                .is_reserved(true)
        })
        .send()
        .await?;
    api.list_phone_number().service_sid(SERVICE).send().await?;
    let number = || api.fetch_phone_number().service_sid(SERVICE);
    number().sid(NUMBER).send().await?;
    let number = || api.update_phone_number().service_sid(SERVICE).sid(NUMBER);
    number()
        .body_map(|number| number.is_reserved(false))
        .send()
        .await?;
    let number = || api.delete_phone_number().service_sid(SERVICE);
    number().sid(NUMBER).send().await?;

    let participant: CreateParticipantRequest = CreateParticipantRequest::builder()
        .identifier("+14155550101")
        .proxy_identifier_sid(Some(NUMBER.parse().unwrap()))
        .try_into()
        .unwrap();
    let participants: Vec<NewParticipant> = serde_json::from_value(json!([
        { "Identifier": "+14155550101", "ProxyIdentifierSid": NUMBER },
        { "Identifier": "messenger:42" },
    ]))
    .unwrap();
    api.create_session()
        .service_sid(SERVICE)
        .body_map(|session| {
            session
                .unique_name("order 17 \u{2013} caf\u{e9}".to_owned())
                .date_expiry(Some("2030-01-02T03:04:05Z".parse().unwrap()))
                .mode(SessionMode::VoiceAndMessage)
                .participants(participants)
        })
        .send()
        .await?;
    api.list_session().service_sid(SERVICE).send().await?;
    let session = || api.fetch_session().service_sid(SERVICE);
    session().sid(SESSION).send().await?;
    api.update_session()
        .service_sid(SERVICE)
        .sid(SESSION)
        .body_map(|session| session.status(SessionStatus::Closed))
        .send()
        .await?;
    let session = || api.delete_session().service_sid(SERVICE);
    session().sid(SESSION).send().await?;

    api.create_participant()
        .service_sid(SERVICE)
        .session_sid(SESSION)
        .body(participant)
        .send()
        .await?;
    let participants = || api.list_participant().service_sid(SERVICE);
    participants().session_sid(SESSION).send().await?;
    let participant = || api.fetch_participant().service_sid(SERVICE);
    let fetched = participant().session_sid(SESSION).sid(PARTICIPANT);
    fetched.send().await?;
    let participant = || api.delete_participant().service_sid(SERVICE);
    let deleted = participant().session_sid(SESSION).sid(PARTICIPANT);
    deleted.send().await?;

    let interactions = || api.list_interaction().service_sid(SERVICE);
    interactions().session_sid(SESSION).send().await?;
    let interaction = || api.fetch_interaction().service_sid(SERVICE);
    let fetched = interaction().session_sid(SESSION).sid(INTERACTION);
    fetched.send().await?;
    let interaction = || api.delete_interaction().service_sid(SERVICE);
    let deleted = interaction().session_sid(SESSION).sid(INTERACTION);
    deleted.send().await?;

    api.create_message_interaction()
        .service_sid(SERVICE)
        .session_sid(SESSION)
        .participant_sid(PARTICIPANT)
        .body_map(|message| {
            message
                .body(Redacted::from("50 % off + a gift = \u{1f381} & more"))
                .media_url(vec![
                    "https://example.com/1.png".into(),
                    "https://example.com/2.png?size=s&v=2".into(),
                ])
        })
        .send()
        .await?;
    api.list_message_interaction()
        .service_sid(SERVICE)
        .session_sid(SESSION)
        .participant_sid(PARTICIPANT)
        .send()
        .await?;
    api.fetch_message_interaction()
        .service_sid(SERVICE)
        .session_sid(SESSION)
        .participant_sid(PARTICIPANT)
        .sid(INTERACTION)
        .send()
        .await?;
    Ok(())
}

#[tokio::test]
async fn every_operation_is_called_by_its_method() {
    let server = Server::answering(samples()).await;
    call_all(&builder(&server).build().unwrap()).await.unwrap();
    let operations = operations();
    let requests = server.requests();
    let called: BTreeSet<_> = requests
        .iter()
        .map(|request| asked(&operations, request))
        .collect();
    assert_eq!((called.len(), requests.len()), (25, 25));
    let credentials = requests.iter().map(|it| it.header("authorization"));
    let credentials: BTreeSet<_> = credentials.collect();
    assert!(credentials.len() == 1 && credentials.first().unwrap().is_some());
    let shown: Vec<_> = requests
        .iter()
        .map(|request| {
            let id = &operations[asked(&operations, request)].id;
            // The other headers are those of every request.
            let told = request.shown();
            let lines = told.lines().filter(|line| {
                line.contains(" = ") || line.contains("content-type") || !line.starts_with(' ')
            });
            format!("{id}: {}", lines.collect::<Vec<_>>().join("\n"))
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n\n"));
}

#[tokio::test]
async fn the_error_of_every_operation_is_mapped() {
    for refused in 0..25 {
        let sample = samples();
        let server = Server::answering(move |number, request| match number == refused {
            true => Answer::api_error(404, 20404, "Gone"),
            false => sample(number, request),
        })
        .await;
        let error = call_all(&builder(&server).build().unwrap()).await;
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
        assert_eq!((error.status(), error.code()), (Some(404), Some(20404)));
        assert_eq!((server.count(), error.attempts()), (refused + 1, 1));
    }
}

#[tokio::test]
async fn the_bounds_of_the_client_are_those_of_an_operation() {
    let server = Server::answering(samples()).await;
    let small = builder(&server).max_response_bytes(100).build().unwrap();
    let fetch = small.generated().fetch_service().sid(SERVICE).send().await;
    let error = Error::from(fetch.unwrap_err());
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1));

    let server = Server::scripted([Answer::raw("").then(Then::Silence)]).await;
    let hasty = builder(&server).request_timeout(Duration::from_millis(50));
    let hasty = hasty.build().unwrap();
    let fetch = hasty.generated().fetch_service().sid(SERVICE).send().await;
    let error = Error::from(fetch.unwrap_err());
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 4));
    assert_eq!(server.count(), 4);
}

#[tokio::test]
async fn any_success_of_a_delete_or_a_message_is_one() {
    for status in [200, 202, 204] {
        let server = Server::scripted([Answer::status(status, &[], "")]).await;
        let client = builder(&server).build().unwrap();
        let delete = client.generated().delete_service().sid(SERVICE).send();
        assert_eq!(delete.await.unwrap().status().as_u16(), status);
        let participant = client.generated().delete_participant();
        let participant = participant.service_sid(SERVICE).session_sid(SESSION);
        participant.sid(PARTICIPANT).send().await.unwrap();
    }
    let sample = crate::support::fixtures::record(1).to_string();
    for status in [200, 201, 202] {
        let server = Server::scripted([Answer::status(status, &[], &sample)]).await;
        let client = builder(&server).build().unwrap();
        let message = client.generated().create_message_interaction();
        let message = message.service_sid(SERVICE).session_sid(SESSION);
        let sent = message.participant_sid(PARTICIPANT).send().await.unwrap();
        assert_eq!(sent.sid.as_str(), crate::support::fixtures::sid(1));
    }
}

#[tokio::test]
async fn an_error_of_an_operation_without_content_is_mapped() {
    async fn delete(client: &Client) -> Result<(), Error> {
        client
            .generated()
            .delete_service()
            .sid(SERVICE)
            .send()
            .await?;
        Ok(())
    }
    for (status, code, kind) in [
        (401, 20003, ErrorKind::Unauthorized),
        (404, 20404, ErrorKind::NotFound),
        (409, 80409, ErrorKind::Api),
        (500, 20500, ErrorKind::Api),
    ] {
        let server = Server::scripted([Answer::api_error(status, code, "No")]).await;
        let client = builder(&server).build().unwrap();
        let error = delete(&client).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (kind, Some(status)));
        assert_eq!((error.code(), error.message()), (Some(code), "No"));
        assert_eq!(error.request_id(), Some("RQ1"));
    }
}

#[tokio::test]
async fn a_sid_of_another_kind_is_refused_unsent() {
    let server = Server::answering(samples()).await;
    let client = builder(&server).build().unwrap();
    for sid in [SESSION, "..", "", "a unique name"] {
        let update = client.generated().update_service().sid(sid).send().await;
        let error = Error::from(update.unwrap_err());
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{sid}");
        assert_eq!(error.attempts(), 0);
        // What was wrong, as a listing says it, and no name of a type of the generated code.
        let listing = client.list_sessions(sid).collect().await.unwrap_err();
        assert_eq!(error.message(), format!("sid: {}", listing.message()));
    }
    assert_eq!(server.connections(), 0);
}
