//! The events of callbacks.

use twilio_proxy::{
    ErrorKind, InteractionEvent, InteractionResourceStatus, InteractionType, OutOfSessionEvent,
    SessionMode, SessionStatus,
};

const KI: &str = "KI00000000000000000000000000000001";
const KC: &str = "KC00000000000000000000000000000002";
const KP: &str = "KP00000000000000000000000000000003";
const SM: &str = "SM00000000000000000000000000000004";

fn interaction(parameters: &str) -> Result<InteractionEvent, twilio_proxy::Error> {
    let body = format!(
        "interactionSid={KI}&interactionSessionSid={KC}&interactionType=Message{parameters}"
    );
    InteractionEvent::parse(body.as_bytes())
}

#[test]
fn an_interaction_has_its_parameters_with_their_types() {
    let event = interaction(&format!(
        "&interactionData=%7B%22body%22%3A%22hi+there%22%7D&interactionDateCreated=2018-03-13T22%3A42%3A54Z\
         &inboundParticipantSid={KP}&inboundResourceSid={SM}&inboundResourceStatus=Completed\
         &outboundParticipantSid=&outboundResourceType=message"
    ))
    .unwrap();
    assert_eq!(event.interaction_sid.as_str(), KI);
    assert_eq!(event.interaction_session_sid.as_str(), KC);
    assert_eq!(event.interaction_type, InteractionType::Message);
    assert_eq!(
        event.interaction_data.as_deref(),
        Some(r#"{"body":"hi there"}"#)
    );
    let created = event.interaction_date_created.unwrap();
    assert_eq!(created.timestamp(), 1_520_980_974);
    assert_eq!(event.inbound_participant_sid.unwrap().as_str(), KP);
    assert_eq!(event.inbound_resource_sid.unwrap().as_str(), SM);
    let status = Some(InteractionResourceStatus::Completed);
    assert_eq!(event.inbound_resource_status, status);
    assert_eq!(event.outbound_participant_sid, None);
    assert_eq!(event.outbound_resource_type.as_deref(), Some("message"));
    assert!(event.extra.is_empty());
}

#[test]
fn what_is_unknown_is_kept() {
    let body = format!(
        "interactionSid={KI}&interactionSessionSid={KC}&interactionType=Hologram&future=%2B15550100\
         &inboundResourceStatus=teleported&inboundResourceSid=not-a-sid&interactionDateCreated=yesterday"
    );
    let event = InteractionEvent::parse(body.as_bytes()).unwrap();
    let unknown = InteractionType::Other("Hologram".to_owned());
    assert_eq!(event.interaction_type, unknown);
    let unknown = InteractionResourceStatus::Other("teleported".to_owned());
    assert_eq!(event.inbound_resource_status, Some(unknown));
    assert_eq!(event.inbound_resource_sid, None);
    let extra: Vec<_> = event
        .extra
        .iter()
        .map(|(name, value)| (name.as_str(), &**value))
        .collect();
    assert_eq!(
        extra,
        [
            ("future", "+15550100"),
            ("inboundResourceSid", "not-a-sid"),
            ("interactionDateCreated", "yesterday"),
        ]
    );
    let shown = format!("{event:?}");
    assert!(!shown.contains("+15550100"), "{shown}");
}

#[test]
fn an_event_without_its_identity_is_an_error_that_names_the_parameter() {
    for (body, message) in [
        (
            "",
            "the callback has no parameter interactionSid: parse it as the event of its URL",
        ),
        (
            "interactionSid=",
            "the callback has no parameter interactionSid: parse it as the event of its URL",
        ),
        (
            "{\"interactionSid\":1}",
            "the callback has no parameter interactionSid: parse it as the event of its URL",
        ),
        (
            "interactionSid=%2B15550100",
            "the callback's parameter interactionSid is not of its type",
        ),
        (
            "interactionSid=KI00000000000000000000000000000001",
            "the callback has no parameter interactionSessionSid: parse it as the event of its URL",
        ),
    ] {
        let error = InteractionEvent::parse(body.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.message(), message, "{body}");
        assert!(!format!("{error} {error:?}").contains("+15550100"));
    }
    let error = OutOfSessionEvent::parse(b"From=%2B15550100&Body=secret").unwrap_err();
    assert_eq!(
        error.message(),
        "the callback has no parameter To: parse it as the event of its URL"
    );
    assert!(!format!("{error} {error:?}").contains("secret"));
}

#[test]
fn a_message_out_of_session_has_its_sender_and_the_last_session() {
    let body = format!(
        "From=%2B15550100&To=%2B15550101&Body=Hello%21&MessageSid={SM}&NumMedia=1&FromCity=SEATTLE\
         &MediaUrl0=https%3A%2F%2Fexample.com%2F1&sessionSid={KC}&sessionStatus=closed&sessionMode=Voice-Only\
         &ttl=3600&inboundParticipantIdentifier=%2B15550100"
    );
    let event = OutOfSessionEvent::parse(body.as_bytes()).unwrap();
    assert_eq!((&*event.from, &*event.to), ("+15550100", "+15550101"));
    assert_eq!(event.body.as_deref(), Some("Hello!"));
    assert_eq!(event.message_sid.unwrap().as_str(), SM);
    assert_eq!(event.call_sid, None);
    assert_eq!(event.num_media, Some(1));
    assert_eq!(event.session_sid.unwrap().as_str(), KC);
    assert_eq!(event.session_status, Some(SessionStatus::Closed));
    assert_eq!(event.session_mode, Some(SessionMode::VoiceOnly));
    assert_eq!(event.ttl, Some(3600));
    assert_eq!(
        event.inbound_participant_identifier.as_deref(),
        Some("+15550100")
    );
    assert_eq!(&*event.extra["MediaUrl0"], "https://example.com/1");
    let shown = format!("{event:?}");
    for personal in ["+15550100", "+15550101", "Hello!", "SEATTLE", "example.com"] {
        assert!(!shown.contains(personal), "{personal}: {shown}");
    }
}

#[test]
fn a_stranger_has_no_session() {
    let event = OutOfSessionEvent::parse(b"From=%2B15550100&To=%2B15550101&CallStatus=ringing");
    let event = event.unwrap();
    assert_eq!(event.session_sid, None);
    assert_eq!(event.call_status, Some(InteractionResourceStatus::Ringing));
    assert_eq!(event.body, None);
}
