//! What people say to each other, and how they are reached, is in nothing that prints.

use serde::de::DeserializeOwned;
use serde_json::Value;
use twilio_proxy::generated::types::{
    CreateMessageInteractionRequest, CreateParticipantRequest, CreatePhoneNumberRequest,
    CreateSessionRequest, NewParticipant,
};
use twilio_proxy::{Error, Interaction, MessageInteraction, Participant, PhoneNumber};

use crate::support::documented_operations::operations;
use crate::support::fixtures::{PARTICIPANT, SERVICE, SESSION, builder};
use crate::support::response::Answer;
use crate::support::server::Server;

const CANARY: &str = "+14155550199-canary";

/// A page's sample, with the canary wherever it has personal data.
fn sample(id: &str) -> Value {
    let operations = operations();
    let operation = operations.iter().find(|operation| operation.id == id);
    let mut sample = operation.unwrap().sample().unwrap();
    for name in [
        "data",
        "identifier",
        "proxy_identifier",
        "phone_number",
        "friendly_name",
    ] {
        if let Some(value) = sample.get_mut(name) {
            *value = CANARY.into();
        }
    }
    assert!(sample.to_string().contains(CANARY), "{id}");
    sample
}

fn printed<T: DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
    let typed: T = serde_json::from_value(value).unwrap();
    format!("{typed:?}")
}

#[test]
fn no_resource_shows_it() {
    for text in [
        printed::<Interaction>(sample("FetchInteraction")),
        printed::<MessageInteraction>(sample("FetchMessageInteraction")),
        printed::<Participant>(sample("FetchParticipant")),
        printed::<PhoneNumber>(sample("FetchPhoneNumber")),
    ] {
        assert!(text.contains("sid: "), "{text}");
        assert!(!text.contains(CANARY), "{text}");
    }
}

fn participant_of_a_session() -> NewParticipant {
    serde_json::from_value(serde_json::json!({ "Identifier": CANARY })).unwrap()
}

#[test]
fn no_form_shows_it() {
    let message = CreateMessageInteractionRequest::builder()
        .body(Some(CANARY.into()))
        .media_url(vec![CANARY.into()]);
    let participant = CreateParticipantRequest::builder()
        .identifier(CANARY)
        .friendly_name(Some(CANARY.into()))
        .proxy_identifier(Some(CANARY.into()));
    let number = CreatePhoneNumberRequest::builder().phone_number(Some(CANARY.into()));
    let session = CreateSessionRequest::builder().participants(vec![participant_of_a_session()]);
    for text in [
        format!("{message:?}"),
        format!("{participant:?}"),
        format!("{number:?}"),
        format!("{session:?}"),
    ] {
        assert!(text.contains("bytes redacted"), "{text}");
        assert!(!text.contains(CANARY), "{text}");
    }
}

/// An error of a server that repeats what it was sent: as it came, and decoded.
async fn echoed(form: impl AsyncFnOnce(&twilio_proxy::Client) -> Result<(), Error>) -> Error {
    let server = Server::answering(|_, request| {
        let form = request.form();
        let values: Vec<_> = form.iter().map(|(_, value)| value.as_str()).collect();
        let said = format!("can't take {} of {}", values.join(", "), request.body);
        Answer::api_error(400, 80000, &said)
    })
    .await;
    let client = builder(&server).build().unwrap();
    form(&client).await.unwrap_err()
}

#[tokio::test]
async fn no_error_repeats_it() {
    let message = echoed(async |client| {
        let message = client.generated().create_message_interaction();
        let message = message.service_sid(SERVICE).session_sid(SESSION);
        let message = message.participant_sid(PARTICIPANT);
        let message = message.body_map(|message| message.body(Some(CANARY.into())));
        message.send().await?;
        Ok(())
    });
    let participant = echoed(async |client| {
        let participant = client.generated().create_participant();
        let participant = participant.service_sid(SERVICE).session_sid(SESSION);
        let participant = participant.body_map(|participant| participant.identifier(CANARY));
        participant.send().await?;
        Ok(())
    });
    let session = echoed(async |client| {
        let participant = participant_of_a_session();
        let session = client.generated().create_session().service_sid(SERVICE);
        let session = session.body_map(|session| session.participants(vec![participant]));
        session.send().await?;
        Ok(())
    });
    for error in [message.await, participant.await, session.await] {
        let text = format!("{error} {error:?} {}", error.message());
        assert!(text.contains("can't take"), "{text}");
        // The sign is encoded in what was sent.
        assert!(!text.contains("4155550199-canary"), "{text}");
    }
}

#[tokio::test]
async fn an_error_still_names_what_is_about_nobody() {
    let error = echoed(async |client| {
        let number = client.generated().create_phone_number();
        let sid = "PN00000000000000000000000000000006";
        let number = number.service_sid(SERVICE).body_map(|number| {
            number
                .sid(Some(sid.parse().unwrap()))
                .is_reserved(Some(true))
        });
        number.send().await?;
        Ok(())
    })
    .await;
    let message = error.message();
    assert!(
        message.contains("true, PN00000000000000000000000000000006"),
        "{message}"
    );
}

/// A field counts as personal unless the description has it and does not mark it.
#[test]
fn plain_fields_are_those_without_a_mark() {
    let plain = twilio_proxy_client::PLAIN_FIELDS;
    for personal in [
        "Body",
        "MediaUrl",
        "Identifier",
        "ProxyIdentifier",
        "FriendlyName",
        "PhoneNumber",
        "Participants",
        "PageToken",
    ] {
        assert!(!plain.contains(&personal), "{personal}");
    }
    for known in [
        "Status",
        "UniqueName",
        "Ttl",
        "Page",
        "PageSize",
        "ProxyIdentifierSid",
    ] {
        assert!(plain.contains(&known), "{known}");
    }
}
