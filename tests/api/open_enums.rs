//! The enums of the API that it may extend.

use std::collections::HashSet;

use twilio_proxy::{
    InteractionResourceStatus, InteractionType, ServiceGeoMatchLevel,
    ServiceNumberSelectionBehavior, SessionMode, SessionStatus,
};

#[test]
fn a_listed_value_is_never_other() {
    for text in ["open", "in-progress", "closed", "failed", "unknown"] {
        let json = format!("\"{text}\"");
        for status in [
            SessionStatus::from(text),
            SessionStatus::from(text.to_owned()),
            text.parse().unwrap(),
            serde_json::from_str(&json).unwrap(),
        ] {
            assert!(!matches!(status, SessionStatus::Other(_)), "{text}");
            assert_eq!(
                (status.as_str(), status.to_string()),
                (text, text.to_owned())
            );
            assert_eq!(serde_json::to_string(&status).unwrap(), json);
        }
    }
    assert_eq!(SessionStatus::from("unknown"), SessionStatus::Unknown);
    assert_eq!(
        SessionMode::from("voice-and-message"),
        SessionMode::VoiceAndMessage
    );
    assert_eq!(InteractionType::from("voice"), InteractionType::Voice);
    let status = InteractionResourceStatus::from("delivery-unknown");
    assert_eq!(status, InteractionResourceStatus::DeliveryUnknown);
    assert_eq!(
        ServiceGeoMatchLevel::from("area-code"),
        ServiceGeoMatchLevel::AreaCode
    );
    let behavior = ServiceNumberSelectionBehavior::from("avoid-sticky");
    assert_eq!(behavior, ServiceNumberSelectionBehavior::AvoidSticky);
}

#[test]
fn any_other_value_is_kept() {
    for text in ["", "Open", " open", "h\u{f6}rt", "a\"b"] {
        let status = SessionStatus::from(text);
        assert_eq!(status, SessionStatus::Other(text.to_owned()));
        let json = serde_json::to_string(text).unwrap();
        assert_eq!(serde_json::to_string(&status).unwrap(), json);
        assert_eq!(
            serde_json::from_str::<SessionStatus>(&json).unwrap(),
            status
        );
    }
    for json in ["7", "null", "[]", "{}", "true"] {
        assert!(
            serde_json::from_str::<SessionStatus>(json).is_err(),
            "{json}"
        );
    }
}

#[test]
fn values_are_ordered_and_hashed() {
    let texts = ["open", "closed", "later"];
    let values: HashSet<_> = texts.map(SessionStatus::from).into();
    assert_eq!(values.len(), 3);
    assert!(SessionStatus::Open < SessionStatus::from("later"));
}
