use reqwest::{Client, StatusCode};
use serde_json::json;
use twilio_proxy_sandbox::{Sandbox, StartError};

use crate::caller::{assert_problem, deleted, fetched, list_url, post, posted, sids, text};

const BAD: StatusCode = StatusCode::BAD_REQUEST;

#[tokio::test]
async fn a_session_has_two_participants_at_most() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let list = list_url(&sandbox);
    let list = list.rsplit_once('/').unwrap().0.rsplit_once('/').unwrap().0;
    let second = posted(&sandbox, list, &[("Identifier", "+15550100")]).await;
    let twice = post(&sandbox, list, &[("Identifier", "+15550100")]).await;
    assert_problem(twice, BAD, 80103).await;
    let third = [("Identifier", "+15550101")];
    assert_problem(post(&sandbox, list, &third).await, BAD, 80609).await;
    deleted(&sandbox, text(&second, "/url")).await;
    posted(&sandbox, list, &third).await;

    let sessions = list.split("/Sessions").next().unwrap().to_owned() + "/Sessions";
    let form = ["1", "2", "3"].map(|digit| format!(r#"{{"Identifier": "+1555010{digit}"}}"#));
    let form = form.each_ref().map(|json| ("Participants", json.as_str()));
    assert_problem(post(&sandbox, &sessions, &form).await, BAD, 80609).await;
    assert_eq!(
        sids(&sandbox, &sessions).await.len(),
        1,
        "nothing half made"
    );

    let error = Sandbox::builder()
        .participants(3)
        .start()
        .await
        .unwrap_err();
    assert!(matches!(error, StartError::Participants { asked: 3 }));
    assert!(error.to_string().contains("at most 2 participants, not 3"));
}

#[tokio::test]
async fn a_name_is_given_once() {
    let sandbox = Sandbox::builder().services(2).start().await.unwrap();
    let name = [("UniqueName", "service-1")];
    assert_problem(post(&sandbox, "/v1/Services", &name).await, BAD, 80602).await;
    let service = format!("/v1/Services/{}", sandbox.service_sid());
    posted(&sandbox, &service, &name).await;
    let taken = post(&sandbox, &service, &[("UniqueName", "service-2")]).await;
    assert_problem(taken, BAD, 80602).await;

    let sessions = format!("{service}/Sessions");
    let name = [("UniqueName", "session-1")];
    assert_problem(post(&sandbox, &sessions, &name).await, BAD, 80603).await;
    for _ in 0..2 {
        let unnamed = posted(&sandbox, &sessions, &[("UniqueName", "")]).await;
        assert!(unnamed["unique_name"].is_null());
    }
    let other = posted(&sandbox, "/v1/Services", &[("UniqueName", "other")]).await;
    posted(&sandbox, text(&other, "/links/sessions"), &name).await;
}

#[tokio::test]
async fn a_phone_number_is_in_a_service_once_and_is_used_only_there() {
    let sandbox = Sandbox::builder().participants(0).start().await.unwrap();
    let service = format!("/v1/Services/{}", sandbox.service_sid());
    let numbers = format!("{service}/PhoneNumbers");
    let listed = fetched(&sandbox, &format!("{}{numbers}", sandbox.base_url())).await;
    let known = &listed["phone_numbers"][1];
    for (field, value) in [("Sid", "/sid"), ("PhoneNumber", "/phone_number")] {
        let again = post(&sandbox, &numbers, &[(field, text(known, value))]).await;
        assert_problem(again, BAD, 80104).await;
    }
    let participants = format!("{service}/Sessions/{}/Participants", sandbox.session_sid());
    let unknown = [
        ("Identifier", "+15550100"),
        ("ProxyIdentifier", "+15550199"),
    ];
    assert_problem(post(&sandbox, &participants, &unknown).await, BAD, 80605).await;
    let asked = text(known, "/sid");
    let form = [("Identifier", "+15550100"), ("ProxyIdentifierSid", asked)];
    assert_eq!(
        posted(&sandbox, &participants, &form).await["proxy_identifier"],
        known["phone_number"]
    );
}

#[tokio::test]
async fn a_closed_session_is_only_opened_again() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let messages = list_url(&sandbox);
    let session = messages.split("/Participants").next().unwrap();
    for status in ["open", "failed", "unknown"] {
        let response = post(&sandbox, session, &[("Status", status)]).await;
        assert_problem(response, BAD, 80608).await;
    }
    posted(&sandbox, session, &[("Status", "closed")]).await;
    let participants = format!("{session}/Participants");
    for (to, form) in [
        (session, ("Ttl", "5")),
        (session, ("Status", "closed")),
        (&messages, ("Body", "hello")),
        (&participants, ("Identifier", "+15550100")),
    ] {
        assert_problem(post(&sandbox, to, &[form]).await, BAD, 80607).await;
    }
    let status = post(&sandbox, session, &[("Status", "open")]).await;
    assert_problem(status, BAD, 80608).await;
    posted(&sandbox, session, &[("Status", "in-progress")]).await;
    posted(&sandbox, &messages, &[("Body", "hello")]).await;
}

#[tokio::test]
async fn a_person_gets_one_number_in_two_sessions_unless_the_request_forbids_it() {
    let sandbox = Sandbox::builder()
        .sessions(2)
        .participants(0)
        .start()
        .await
        .unwrap();
    let sessions = format!("/v1/Services/{}/Sessions", sandbox.service_sid());
    let number = fetched(
        &sandbox,
        &format!("/v1/Services/{}/PhoneNumbers", sandbox.service_sid()),
    )
    .await;
    let number = text(&number, "/phone_numbers/0/phone_number").to_owned();
    let [first, second] = &sids(&sandbox, &sessions).await[..] else {
        panic!("two sessions");
    };
    let participants = |session: &str| format!("{sessions}/{session}/Participants");
    let ann = [("Identifier", "+15550100"), ("ProxyIdentifier", &number)];
    let strict = |value| [ann[0], ann[1], ("FailOnParticipantConflict", value)];
    posted(&sandbox, &participants(first), &strict("true")).await;

    let conflict = post(&sandbox, &participants(second), &strict("true")).await;
    assert_problem(conflict, StatusCode::CONFLICT, 80623).await;
    let json = json!({ "Identifier": "+15550100", "ProxyIdentifier": number }).to_string();
    let form = [
        ("Participants", json.as_str()),
        ("FailOnParticipantConflict", "true"),
    ];
    let conflict = post(&sandbox, &sessions, &form).await;
    assert_problem(conflict, StatusCode::CONFLICT, 80623).await;
    assert_eq!(
        sids(&sandbox, &sessions).await.len(),
        2,
        "nothing half made"
    );
    let unclear = post(&sandbox, &participants(second), &strict("perhaps")).await;
    assert_problem(unclear, BAD, 20001).await;

    posted(&sandbox, &participants(second), &strict("false")).await;
    // Once the other session is closed, there is no conflict.
    for session in [first, second] {
        posted(
            &sandbox,
            &format!("{sessions}/{session}"),
            &[("Status", "closed")],
        )
        .await;
    }
    posted(&sandbox, &sessions, &form).await;
}

/// Where to, what, and a part of what is said of it.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

#[tokio::test]
async fn a_field_that_is_missing_or_wrong_is_named_and_changes_nothing() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let messages = list_url(&sandbox);
    let session = messages.split("/Participants").next().unwrap();
    let service = messages.split("/Sessions").next().unwrap();
    let before = fetched(&sandbox, service).await;
    let long = "x".repeat(256);
    let cases: &[Case] = &[
        ("/v1/Services", &[], "UniqueName"),
        ("/v1/Services", &[("UniqueName", "")], "UniqueName"),
        ("/v1/Services", &[("UniqueName", &long)], "UniqueName"),
        (service, &[("UniqueName", "")], "UniqueName"),
        (service, &[("DefaultTtl", "-1")], "DefaultTtl"),
        (service, &[("DefaultTtl", "soon")], "DefaultTtl"),
        (
            service,
            &[("DefaultTtl", "1"), ("DefaultTtl", "2")],
            "DefaultTtl",
        ),
        (
            service,
            &[("GeoMatchLevel", "planet")],
            "area-code, overlay, radius, country",
        ),
        (
            service,
            &[("NumberSelectionBehavior", "sticky")],
            "avoid-sticky, prefer-sticky",
        ),
        (service, &[("CallbackUrl", "example.com")], "CallbackUrl"),
        (
            service,
            &[("InterceptCallbackUrl", "ftp://example.com")],
            "InterceptCallbackUrl",
        ),
        (
            service,
            &[("OutOfSessionCallbackUrl", "/here")],
            "OutOfSessionCallbackUrl",
        ),
        (service, &[("ChatInstanceSid", "KS")], "ChatInstanceSid"),
        (
            service,
            &[
                ("UniqueName", "new"),
                ("DefaultTtl", "1"),
                ("ChatInstanceSid", "KS"),
            ],
            "ChatInstanceSid",
        ),
        (
            &format!("{service}/Sessions"),
            &[("Mode", "loud")],
            "message-only, voice-only",
        ),
        (
            &format!("{service}/Sessions"),
            &[("Status", "busy")],
            "open, in-progress, closed",
        ),
        (
            &format!("{service}/Sessions"),
            &[("DateExpiry", "tomorrow")],
            "DateExpiry",
        ),
        (
            &format!("{service}/Sessions"),
            &[("Participants", "Ann")],
            "Participants",
        ),
        (
            &format!("{service}/Sessions"),
            &[("Participants", "{}")],
            "Identifier",
        ),
        (session, &[("Status", "busy")], "Status"),
        (session, &[("Ttl", "1.5")], "Ttl"),
        (session, &[("Ttl", "0")], "Ttl"),
        (session, &[("Ttl", "2147483647")], "Ttl"),
        (
            &format!("{session}/Participants"),
            &[("Identifier", "+15550100"), ("ProxyIdentifier", &long)],
            "ProxyIdentifier",
        ),
        (&format!("{session}/Participants"), &[], "Identifier"),
        (
            &format!("{session}/Participants"),
            &[("Identifier", "+15550100"), ("FriendlyName", &long)],
            "FriendlyName",
        ),
        (
            &format!("{session}/Participants"),
            &[("Identifier", "+15550100"), ("ProxyIdentifierSid", "PN1")],
            "ProxyIdentifierSid",
        ),
        (
            &format!("{service}/PhoneNumbers"),
            &[],
            "Sid or PhoneNumber",
        ),
        (&format!("{service}/PhoneNumbers"), &[("Sid", "PN1")], "Sid"),
        (
            &format!("{service}/PhoneNumbers"),
            &[("PhoneNumber", "555")],
            "PhoneNumber",
        ),
        (
            &format!("{service}/PhoneNumbers"),
            &[("PhoneNumber", "+15550100"), ("IsReserved", "yes")],
            "IsReserved",
        ),
        (&messages, &[], "Body or MediaUrl"),
        (&messages, &[("MediaUrl", "picture.png")], "MediaUrl"),
    ];
    for (to, form, named) in cases {
        let response = post(&sandbox, to, form).await;
        assert_eq!(response.status(), BAD, "{to} {form:?}");
        let body: serde_json::Value = response.json().await.unwrap();
        assert_eq!(body["code"], 20001, "{to} {form:?}");
        let message = text(&body, "/message");
        assert!(message.contains(named), "{to} {form:?}: {message}");
    }
    assert_eq!(fetched(&sandbox, service).await, before);
    assert_eq!(sids(&sandbox, "/v1/Services").await.len(), 1);
    for (list, count) in [("Sessions", 1), ("PhoneNumbers", 2)] {
        let list = format!("{service}/{list}");
        assert_eq!(sids(&sandbox, &list).await.len(), count, "{list}");
    }
    assert_eq!(sids(&sandbox, &messages).await.len(), 100);
}

#[tokio::test]
async fn a_body_that_is_not_a_form_is_refused() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let url = format!("{}/v1/Services", sandbox.base_url());
    let request = Client::new()
        .post(&url)
        .json(&json!({ "UniqueName": "one" }));
    let request = request.basic_auth(sandbox.account_sid(), Some(sandbox.auth_token()));
    assert_problem(request.send().await.unwrap(), BAD, 20001).await;
}

#[tokio::test]
async fn a_participant_without_an_identifier_or_with_a_field_that_is_not_text_is_refused() {
    let sandbox = Sandbox::builder().participants(0).start().await.unwrap();
    let sessions = format!("/v1/Services/{}/Sessions", sandbox.service_sid());
    let cases = [
        ("{}", "Missing required parameter Identifier"),
        (
            r#"{"Identifier": null}"#,
            "Missing required parameter Identifier",
        ),
        (
            r#"{"Identifier": ""}"#,
            "Missing required parameter Identifier",
        ),
        (
            r#"{"Identifier": " \t"}"#,
            "Missing required parameter Identifier",
        ),
        (r#"{"Identifier": 15550100}"#, "Identifier"),
        (r#"{"Identifier": true}"#, "Identifier"),
        (r#"{"Identifier": ["+15550100"]}"#, "Identifier"),
        (
            r#"{"Identifier": {"Identifier": "+15550100"}}"#,
            "Identifier",
        ),
        (r#"{"Identifier": "1", "Identifier": "2"}"#, "Identifier"),
        (r#"{"Identifier": "1", "identifier": "2"}"#, "Identifier"),
        (r#"{"Identifier": "1", "FriendlyName": 1}"#, "FriendlyName"),
        (r#"{"Identifier": "1", "friendlyName": []}"#, "FriendlyName"),
        (
            r#"{"Identifier": "1", "FriendlyName": "2", "FriendlyName": "3"}"#,
            "FriendlyName",
        ),
        (
            r#"{"Identifier": "1", "ProxyIdentifier": {}}"#,
            "ProxyIdentifier",
        ),
        (
            r#"{"Identifier": "1", "ProxyIdentifierSid": 1}"#,
            "ProxyIdentifierSid",
        ),
        ("null", "Participants"),
        ("1", "Participants"),
        ("[]", "Participants"),
        (r#"["Identifier"]"#, "Participants"),
        (r#"[{"Identifier": "1"}]"#, "Participants"),
        (r#"{"Identifier": "1"} {}"#, "Participants"),
        ("", "Participants"),
    ];
    for (json, named) in cases {
        let response = post(&sandbox, &sessions, &[("Participants", json)]).await;
        assert_eq!(response.status(), BAD, "{json}");
        let body: serde_json::Value = response.json().await.unwrap();
        assert_eq!(body["code"], 20001, "{json}");
        let message = text(&body, "/message");
        assert!(message.contains(named), "{json}: {message}");
    }
    for identifier in ["", " "] {
        let participants = format!("{sessions}/{}/Participants", sandbox.session_sid());
        let response = post(&sandbox, &participants, &[("Identifier", identifier)]).await;
        assert_problem(response, BAD, 20001).await;
    }
    assert_eq!(
        sids(&sandbox, &sessions).await.len(),
        1,
        "no session was created"
    );
}

#[tokio::test]
async fn null_and_unknown_fields_of_a_participant_are_absent() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let sessions = format!("/v1/Services/{}/Sessions", sandbox.service_sid());
    let json = json!({
        "Identifier": "+15550100",
        "FriendlyName": null,
        "ProxyIdentifier": null,
        "ProxyIdentifierSid": null,
        "Unknown": 1,
    });
    let session = posted(&sandbox, &sessions, &[("Participants", &json.to_string())]).await;
    let participants = fetched(&sandbox, text(&session, "/links/participants")).await;
    let participant = &participants["participants"][0];
    assert_eq!(participant["identifier"], "+15550100");
    assert!(participant["friendly_name"].is_null());
    assert!(participant["proxy_identifier"].is_string());
}
