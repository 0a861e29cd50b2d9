use twilio_proxy::Redacted;
use twilio_proxy_sandbox::Sandbox;

use crate::caller::{get, list_url};

#[tokio::test]
async fn a_recorded_request_shows_no_secret() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let url = list_url(&sandbox);
    get(&sandbox, &format!("{url}?PageSize=7&PageToken=PAsecret")).await;
    let send = sandbox.client().unwrap();
    let send = send.generated().create_message_interaction();
    send.service_sid(sandbox.service_sid())
        .session_sid(sandbox.session_sid())
        .participant_sid(sandbox.participant_sid())
        .body_map(|message| message.body(Redacted::from("at the door")))
        .send()
        .await
        .unwrap();
    let requests = sandbox.requests();
    assert_eq!(requests[0].query, "PageSize=7&PageToken=PAsecret");
    assert_eq!(requests[1].field("Body"), Some("at the door"));
    let shown = format!("{requests:?} {sandbox:?}");
    for secret in ["PAsecret", "Basic ", sandbox.auth_token(), "at the door"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    for named in ["PageSize=7", "\"PageToken\"", "authorization", "\"Body\""] {
        assert!(shown.contains(named), "{named}: {shown}");
    }
}

#[tokio::test]
async fn parameters_fields_and_headers_are_had_by_their_names() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let request = reqwest::Client::new().post(format!(
        "{}/v1/Nowhere?A=1+2&A=3&B=%C3%A9",
        sandbox.base_url()
    ));
    let fields = [
        ("MediaUrl", "http://a"),
        ("MediaUrl", "http://b"),
        ("Body", "é & ü"),
    ];
    request
        .header("X-Two", "2")
        .basic_auth(sandbox.account_sid(), Some(sandbox.auth_token()))
        .form(&fields)
        .send()
        .await
        .unwrap();
    let json = reqwest::Client::new().post(sandbox.base_url());
    let json = json.basic_auth(sandbox.account_sid(), Some(sandbox.auth_token()));
    json.json(&"A=1").send().await.unwrap();

    let requests = sandbox.requests();
    let [form, json] = &requests[..] else {
        panic!("{requests:?}")
    };
    assert_eq!(
        (form.method.as_str(), form.path.as_str()),
        ("POST", "/v1/Nowhere")
    );
    assert_eq!(form.parameter("A"), Some("1 2"));
    assert_eq!(form.parameter("B"), Some("é"));
    assert_eq!(form.parameter("a"), None);
    assert_eq!(
        form.form,
        fields.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert_eq!(form.field("Body"), Some("é & ü"));
    assert_eq!(form.field("body"), None);
    assert_eq!(form.header("x-TWO"), Some("2"));
    assert_eq!(form.header("x-three"), None);
    assert!(json.form.is_empty() && json.parameters.is_empty());
}
