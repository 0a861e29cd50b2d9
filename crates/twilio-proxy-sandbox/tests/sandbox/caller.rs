use reqwest::{Client, Method, Response, StatusCode};
use serde_json::Value;
use twilio_proxy_sandbox::Sandbox;

pub fn list_url(sandbox: &Sandbox) -> String {
    format!(
        "{}/v1/Services/{}/Sessions/{}/Participants/{}/MessageInteractions",
        sandbox.base_url(),
        sandbox.service_sid(),
        sandbox.session_sid(),
        sandbox.participant_sid()
    )
}

pub fn interactions_url(sandbox: &Sandbox) -> String {
    format!(
        "{}/v1/Services/{}/Sessions/{}/Interactions",
        sandbox.base_url(),
        sandbox.service_sid(),
        sandbox.session_sid()
    )
}

pub async fn get(sandbox: &Sandbox, to: &str) -> Response {
    send(sandbox, Method::GET, to, &[]).await
}

/// A request to a path, or to a URL that the sandbox gave.
pub async fn send(sandbox: &Sandbox, method: Method, to: &str, form: &[(&str, &str)]) -> Response {
    let url = match to.strip_prefix('/') {
        Some(path) => format!("{}/{path}", sandbox.base_url()),
        None => to.to_owned(),
    };
    let request = Client::new()
        .request(method.clone(), url)
        .basic_auth(sandbox.account_sid(), Some(sandbox.auth_token()));
    let request = if method == Method::POST {
        request.form(form)
    } else {
        request
    };
    request.send().await.unwrap()
}

pub async fn post(sandbox: &Sandbox, to: &str, form: &[(&str, &str)]) -> Response {
    send(sandbox, Method::POST, to, form).await
}

/// What a POST makes or changes; it must succeed.
pub async fn posted(sandbox: &Sandbox, to: &str, form: &[(&str, &str)]) -> Value {
    let response = post(sandbox, to, form).await;
    assert!(response.status().is_success(), "{to}: {response:?}");
    response.json().await.unwrap()
}

pub async fn fetched(sandbox: &Sandbox, url: &str) -> Value {
    let response = get(sandbox, url).await;
    assert_eq!(response.status(), StatusCode::OK, "{url}");
    response.json().await.unwrap()
}

pub async fn deleted(sandbox: &Sandbox, url: &str) -> StatusCode {
    let response = send(sandbox, Method::DELETE, url, &[]).await;
    let status = response.status();
    assert_eq!(response.bytes().await.unwrap(), "");
    status
}

/// A text of an answer, such as a record's `url`.
pub fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    let text = value.pointer(pointer).and_then(Value::as_str);
    text.unwrap_or_else(|| panic!("no text at {pointer} in {value}"))
}

/// The SIDs of a list, in its order.
pub async fn sids(sandbox: &Sandbox, list: &str) -> Vec<String> {
    let (records, _) = walk(sandbox, list.to_owned()).await;
    let sids = records.iter().map(|record| text(record, "/sid"));
    sids.map(str::to_owned).collect()
}

pub async fn assert_problem(response: Response, status: StatusCode, code: u32) {
    assert_eq!(response.status(), status);
    assert!(
        response.headers()["twilio-request-id"]
            .to_str()
            .unwrap()
            .starts_with("RQ")
    );
    assert_eq!(response.headers()["content-type"], "application/json");
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["code"], code);
    assert_eq!(body["status"], status.as_u16());
    assert!(!body["message"].as_str().unwrap().is_empty());
}

/// Follows the next links as they are given, as the vendor's own clients do.
pub async fn walk(sandbox: &Sandbox, first: String) -> (Vec<Value>, usize) {
    let (mut all, mut pages, mut next) = (Vec::new(), 0, Some(first));
    while let Some(url) = next {
        let body: Value = get(sandbox, &url).await.json().await.unwrap();
        let key = body["meta"]["key"].as_str().unwrap();
        all.extend(body[key].as_array().unwrap().iter().cloned());
        assert_eq!(body["meta"]["page"], pages);
        assert_eq!(body["meta"]["previous_page_url"].is_null(), pages == 0);
        next = body["meta"]["next_page_url"].as_str().map(str::to_owned);
        pages += 1;
    }
    (all, pages)
}
