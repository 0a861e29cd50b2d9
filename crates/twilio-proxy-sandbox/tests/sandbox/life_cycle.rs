use insta::assert_json_snapshot;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use twilio_proxy_sandbox::Sandbox;

use crate::caller::{
    assert_problem, deleted, fetched, get, interactions_url, list_url, post, posted, send, sids,
    text,
};

async fn empty() -> Sandbox {
    Sandbox::builder().services(0).start().await.unwrap()
}

/// A record with the port taken out of its URLs.
fn portable(sandbox: &Sandbox, record: &Value) -> Value {
    let text = record.to_string();
    serde_json::from_str(&text.replace(sandbox.base_url(), "http://sandbox")).unwrap()
}

/// The record is gone, and no list has it.
async fn assert_gone(sandbox: &Sandbox, record: &Value, list: &str) {
    let url = text(record, "/url");
    for method in [Method::GET, Method::DELETE] {
        let response = send(sandbox, method, url, &[]).await;
        assert_problem(response, StatusCode::NOT_FOUND, 20404).await;
    }
    let sid = text(record, "/sid").to_owned();
    assert!(!sids(sandbox, list).await.contains(&sid));
}

#[tokio::test]
async fn a_service() {
    let sandbox = empty().await;
    let form = [
        ("UniqueName", "dispatch"),
        ("DefaultTtl", "3600"),
        ("CallbackUrl", "https://example.com/calls?to=1"),
        ("GeoMatchLevel", "area-code"),
        ("NumberSelectionBehavior", "avoid-sticky"),
        ("ChatInstanceSid", "IS0123456789abcdef0123456789abcdef"),
    ];
    let response = post(&sandbox, "/v1/Services", &form).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let service: Value = response.json().await.unwrap();
    assert_json_snapshot!(portable(&sandbox, &service));
    let url = text(&service, "/url");
    assert_eq!(fetched(&sandbox, url).await, service);
    assert_eq!(
        sids(&sandbox, "/v1/Services").await,
        [text(&service, "/sid")]
    );

    let form = [("UniqueName", "delivery"), ("CallbackUrl", "")];
    let updated = posted(&sandbox, url, &form).await;
    let mut expected = service.clone();
    expected["unique_name"] = json!("delivery");
    expected["callback_url"] = Value::Null;
    expected["date_updated"] = updated["date_updated"].clone();
    assert_eq!(updated, expected);
    assert_ne!(updated["date_updated"], service["date_updated"]);
    assert_eq!(fetched(&sandbox, url).await, updated);

    assert_eq!(deleted(&sandbox, url).await, StatusCode::NO_CONTENT);
    assert_gone(&sandbox, &service, "/v1/Services").await;
    assert_problem(post(&sandbox, url, &[]).await, StatusCode::NOT_FOUND, 20404).await;
}

#[tokio::test]
async fn a_session() {
    let sandbox = empty().await;
    let service = posted(
        &sandbox,
        "/v1/Services",
        &[("UniqueName", "dispatch"), ("DefaultTtl", "60")],
    )
    .await;
    let number = [("PhoneNumber", "+15550110")];
    posted(&sandbox, text(&service, "/links/phone_numbers"), &number).await;
    let list = text(&service, "/links/sessions");
    let form = [
        ("UniqueName", "order-1"),
        ("DateExpiry", "2030-01-02T03:04:05+01:00"),
        ("Mode", "message-only"),
        (
            "Participants",
            r#"{"Identifier": "+15550100", "FriendlyName": "Ann"}"#,
        ),
        ("Participants", r#"{"identifier": "+15550101"}"#),
    ];
    let response = post(&sandbox, list, &form).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let session: Value = response.json().await.unwrap();
    assert_json_snapshot!(portable(&sandbox, &session));
    let url = text(&session, "/url");
    assert_eq!(fetched(&sandbox, url).await, session);
    assert_eq!(sids(&sandbox, list).await, [text(&session, "/sid")]);
    let participants = text(&session, "/links/participants");
    assert_eq!(sids(&sandbox, participants).await.len(), 2);

    let updated = posted(&sandbox, url, &[("Ttl", "5")]).await;
    assert_eq!(
        (&updated["ttl"], &updated["status"]),
        (&json!(5), &json!("open"))
    );
    let closed = posted(&sandbox, url, &[("Status", "closed")]).await;
    assert_eq!(closed["closed_reason"], "api");
    assert!(closed["date_ended"].is_string());
    let reopened = posted(&sandbox, url, &[("Status", "in-progress")]).await;
    assert!(reopened["date_ended"].is_null() && reopened["closed_reason"].is_null());

    assert_eq!(deleted(&sandbox, url).await, StatusCode::NO_CONTENT);
    assert_gone(&sandbox, &session, list).await;
    assert_problem(
        get(&sandbox, participants).await,
        StatusCode::NOT_FOUND,
        20404,
    )
    .await;
}

#[tokio::test]
async fn a_participant() {
    let sandbox = Sandbox::builder().participants(0).start().await.unwrap();
    let list = format!(
        "{}/v1/Services/{}/Sessions/{}/Participants",
        sandbox.base_url(),
        sandbox.service_sid(),
        sandbox.session_sid()
    );
    let form = [("Identifier", "+15550100"), ("FriendlyName", "Ann")];
    let response = post(&sandbox, &list, &form).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let participant: Value = response.json().await.unwrap();
    assert_json_snapshot!(portable(&sandbox, &participant));
    let url = text(&participant, "/url");
    assert_eq!(fetched(&sandbox, url).await, participant);
    assert_eq!(sids(&sandbox, &list).await, [text(&participant, "/sid")]);

    let partner = posted(&sandbox, &list, &[("Identifier", "+15550101")]).await;
    assert_ne!(partner["proxy_identifier"], participant["proxy_identifier"]);
    let no_update = post(&sandbox, url, &[]).await;
    assert_problem(no_update, StatusCode::METHOD_NOT_ALLOWED, 20004).await;

    // The API's description has this deletion alone answer 200.
    assert_eq!(deleted(&sandbox, url).await, StatusCode::OK);
    assert_gone(&sandbox, &participant, &list).await;
    let messages = text(&participant, "/links/message_interactions");
    assert_problem(get(&sandbox, messages).await, StatusCode::NOT_FOUND, 20404).await;
    posted(&sandbox, &list, &[("Identifier", "+15550102")]).await;
}

#[tokio::test]
async fn a_phone_number() {
    let sandbox = empty().await;
    let service = posted(&sandbox, "/v1/Services", &[("UniqueName", "dispatch")]).await;
    let list = text(&service, "/links/phone_numbers");
    let form = [
        ("Sid", "PN0123456789abcdef0123456789abcdef"),
        ("PhoneNumber", "+15550100"),
        ("IsReserved", "true"),
    ];
    let response = post(&sandbox, list, &form).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let number: Value = response.json().await.unwrap();
    assert_json_snapshot!(portable(&sandbox, &number));
    let url = text(&number, "/url");
    assert_eq!(fetched(&sandbox, url).await, number);

    let sessions = text(&service, "/links/sessions");
    let session = posted(&sandbox, sessions, &[]).await;
    let participants = text(&session, "/links/participants");
    let reserved = post(&sandbox, participants, &[("Identifier", "+15550101")]).await;
    assert_problem(reserved, StatusCode::BAD_REQUEST, 80207).await;
    let updated = posted(&sandbox, url, &[("IsReserved", "False")]).await;
    assert_eq!(updated["is_reserved"], false);
    let with = posted(&sandbox, participants, &[("Identifier", "+15550102")]).await;
    assert_eq!(with["proxy_identifier_sid"], number["sid"]);
    assert_eq!(fetched(&sandbox, url).await["in_use"], 1);
    posted(&sandbox, text(&session, "/url"), &[("Status", "closed")]).await;
    assert_eq!(fetched(&sandbox, url).await["in_use"], 0);

    let by_number = posted(&sandbox, list, &[("PhoneNumber", "+445550100")]).await;
    let other = [("Sid", "PN00000000000000000000000000000001")];
    let by_sid = posted(&sandbox, list, &other).await;
    assert!(text(&by_sid, "/phone_number").starts_with('+'));
    assert_eq!(
        sids(&sandbox, list).await,
        [&number, &by_number, &by_sid].map(|number| text(number, "/sid"))
    );
    assert_eq!(deleted(&sandbox, url).await, StatusCode::NO_CONTENT);
    assert_gone(&sandbox, &number, list).await;
}

#[tokio::test]
async fn a_message_interaction_and_its_interaction() {
    let sandbox = Sandbox::builder().interactions(3).start().await.unwrap();
    let messages = list_url(&sandbox);
    let session_url = messages.split("/Participants").next().unwrap();
    let interactions = format!("{session_url}/Interactions");
    let form = [
        ("Body", "at the corner, \"soon\""),
        ("MediaUrl", "https://example.com/1.png"),
        ("MediaUrl", "https://example.com/2.png"),
    ];
    let response = post(&sandbox, &messages, &form).await;
    // The API's description has this creation alone answer 200.
    assert_eq!(response.status(), StatusCode::OK);
    let message: Value = response.json().await.unwrap();
    assert_json_snapshot!(portable(&sandbox, &message));
    assert_eq!(fetched(&sandbox, text(&message, "/url")).await, message);

    let sid = text(&message, "/sid");
    let interaction = fetched(&sandbox, &format!("{interactions}/{sid}")).await;
    let mut expected = message.clone();
    expected.as_object_mut().unwrap().remove("participant_sid");
    expected["url"] = json!(format!("{interactions}/{sid}"));
    assert_eq!(interaction, expected);
    for list in [&messages, &interactions] {
        assert_eq!(sids(&sandbox, list).await[3..], [sid]);
    }
    let session = fetched(&sandbox, session_url).await;
    assert_eq!(session["date_last_interaction"], message["date_created"]);

    let no_deletion = send(&sandbox, Method::DELETE, text(&message, "/url"), &[]).await;
    assert_problem(no_deletion, StatusCode::METHOD_NOT_ALLOWED, 20004).await;
    let url = text(&interaction, "/url");
    assert_eq!(deleted(&sandbox, url).await, StatusCode::NO_CONTENT);
    assert_gone(&sandbox, &interaction, &interactions).await;
    assert_eq!(sids(&sandbox, &messages).await.len(), 3);
}

#[tokio::test]
async fn an_interaction_of_the_seed() {
    let sandbox = Sandbox::builder();
    let sandbox = sandbox
        .participants(2)
        .interactions(2)
        .start()
        .await
        .unwrap();
    let messages = list_url(&sandbox);
    let interactions = interactions_url(&sandbox);
    let all = sids(&sandbox, &interactions).await;
    let own = sids(&sandbox, &messages).await;
    assert_eq!(own, [all[0].clone(), all[2].clone()], "they speak in turn");
    let [first, second] = [0, 1].map(|index| format!("{interactions}/{}", all[index]));
    let interaction = fetched(&sandbox, &first).await;
    assert_eq!(
        interaction["outbound_participant_sid"],
        sandbox.participant_sid().as_str()
    );
    let not_own = format!("{messages}/{}", all[1]);
    assert_problem(get(&sandbox, &not_own).await, StatusCode::NOT_FOUND, 20404).await;

    assert_eq!(deleted(&sandbox, &first).await, StatusCode::NO_CONTENT);
    assert_gone(&sandbox, &interaction, &interactions).await;
    assert_eq!(sids(&sandbox, &messages).await, [all[2].clone()]);
    assert_eq!(fetched(&sandbox, &second).await["sid"], all[1]);
    let no_creation = post(&sandbox, &interactions, &[]).await;
    assert_problem(no_creation, StatusCode::METHOD_NOT_ALLOWED, 20004).await;
}

#[tokio::test]
async fn what_is_under_a_deleted_service_is_gone() {
    let sandbox = Sandbox::builder().services(2).start().await.unwrap();
    let messages = list_url(&sandbox);
    let interaction = fetched(&sandbox, &messages).await;
    let service = messages.split("/Sessions").next().unwrap();
    let session = messages.split("/Participants").next().unwrap();
    let under = [
        service.to_owned(),
        format!("{service}/PhoneNumbers"),
        session.to_owned(),
        format!("{session}/Interactions"),
        messages.clone(),
        text(&interaction, "/interactions/0/url").to_owned(),
    ];
    assert_eq!(deleted(&sandbox, service).await, StatusCode::NO_CONTENT);
    for url in under {
        assert_problem(get(&sandbox, &url).await, StatusCode::NOT_FOUND, 20404).await;
    }
    assert_eq!(sids(&sandbox, "/v1/Services").await.len(), 1);
}
