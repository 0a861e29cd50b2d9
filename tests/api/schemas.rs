//! The Rust types as JSON Schemas, and the pages' own samples through them.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use twilio_proxy::{Interaction, MessageInteraction, Participant, PhoneNumber, Service, Session};
use twilio_proxy_client::types::{
    ListInteractionResponse, ListMessageInteractionResponse, ListParticipantResponse,
    ListPhoneNumberResponse, ListServiceResponse, ListSessionResponse, PageMeta,
};

use crate::support::documented_operations::operations;

#[test]
fn the_types_as_json_schemas() {
    insta::assert_json_snapshot!(
        "schema_of_message_interaction",
        schemars::schema_for!(MessageInteraction)
    );
    insta::assert_json_snapshot!("schema_of_page_meta", schemars::schema_for!(PageMeta));
    insta::assert_json_snapshot!("schema_of_interaction", schemars::schema_for!(Interaction));
    insta::assert_json_snapshot!("schema_of_participant", schemars::schema_for!(Participant));
    insta::assert_json_snapshot!("schema_of_phone_number", schemars::schema_for!(PhoneNumber));
    insta::assert_json_snapshot!("schema_of_service", schemars::schema_for!(Service));
    insta::assert_json_snapshot!("schema_of_session", schemars::schema_for!(Session));
}

fn written_back<T: DeserializeOwned + Serialize>(sample: &Value) -> Value {
    let decoded: T = serde_json::from_value(sample.clone()).unwrap();
    serde_json::to_value(&decoded).unwrap()
}

#[test]
fn every_pages_sample_is_decoded_and_written_back() {
    let mut samples = 0;
    for operation in operations() {
        let Some(schema) = &operation.schema else {
            assert_eq!(operation.method, "DELETE");
            assert!(operation.sample().is_none(), "{}", operation.id);
            continue;
        };
        let write = match schema.as_str() {
            "Interaction" => written_back::<Interaction>,
            "MessageInteraction" => written_back::<MessageInteraction>,
            "Participant" => written_back::<Participant>,
            "PhoneNumber" => written_back::<PhoneNumber>,
            "Service" => written_back::<Service>,
            "Session" => written_back::<Session>,
            "ListInteractionResponse" => written_back::<ListInteractionResponse>,
            "ListMessageInteractionResponse" => written_back::<ListMessageInteractionResponse>,
            "ListParticipantResponse" => written_back::<ListParticipantResponse>,
            "ListPhoneNumberResponse" => written_back::<ListPhoneNumberResponse>,
            "ListServiceResponse" => written_back::<ListServiceResponse>,
            "ListSessionResponse" => written_back::<ListSessionResponse>,
            other => panic!("{}: no type for {other}", operation.id),
        };
        let sample = operation.sample().unwrap();
        assert_eq!(write(&sample), sample, "{}", operation.id);
        samples += 1;
    }
    assert_eq!(samples, 20);
}

#[test]
fn what_no_sample_shows_is_kept_too() {
    let mut number = serde_json::json!({
        "sid": "PN00000000000000000000000000000006",
        "account_sid": "AC00000000000000000000000000000001",
        "service_sid": "KS00000000000000000000000000000002",
        "capabilities": { "sms_outbound": true, "voice_inbound": false, "sms": true },
    });
    assert_eq!(written_back::<PhoneNumber>(&number), number);
    for empty in ["capabilities", "phone_number", "in_use", "is_reserved"] {
        number[empty] = Value::Null;
    }
    let written = written_back::<PhoneNumber>(&number);
    assert_eq!(written.as_object().unwrap().len(), 3, "null is no value");

    let service = serde_json::json!({
        "sid": "KS00000000000000000000000000000002",
        "account_sid": "AC00000000000000000000000000000001",
        "geo_match_level": "planet",
        "links": {
            "sessions": "https://proxy.twilio.com/v1/Services/KS2/Sessions",
            "phone_numbers": "https://proxy.twilio.com/v1/Services/KS2/PhoneNumbers",
        },
    });
    assert_eq!(written_back::<Service>(&service), service);
}

#[test]
fn the_pages_own_sample_is_decoded_and_written_back() {
    let page = include_str!("../../openapi/pages/list-message-interaction.txt");
    let sample: Value = serde_json::from_str(page.lines().last().unwrap()).unwrap();
    let decoded: ListMessageInteractionResponse = serde_json::from_value(sample.clone()).unwrap();
    let written = serde_json::to_value(&decoded).unwrap();
    for (before, after) in sample["interactions"]
        .as_array()
        .unwrap()
        .iter()
        .zip(written["interactions"].as_array().unwrap())
    {
        assert_eq!(after, before);
        assert_eq!(after.as_object().unwrap().len(), 20);
    }
    assert_eq!(written, sample, "something is lost");
    insta::assert_json_snapshot!("the_pages_sample_written_back", written);
}
