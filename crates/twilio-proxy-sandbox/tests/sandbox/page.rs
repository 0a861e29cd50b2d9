//! The page at `/sandbox`.

use fantoccini::Locator;
use fantoccini::key::Key;
use reqwest::StatusCode;
use serde_json::{Value, json};
use twilio_proxy_sandbox::Sandbox;

use crate::application::Application;
use crate::browser::Browser;

async fn with_page() -> Sandbox {
    let sandbox = Sandbox::builder().participants(2).page();
    sandbox.start().await.unwrap()
}

fn url(sandbox: &Sandbox, path: &str) -> String {
    format!("{}{path}", sandbox.base_url())
}

async fn state(sandbox: &Sandbox) -> Value {
    let response = reqwest::get(url(sandbox, "/sandbox/state")).await.unwrap();
    response.json().await.unwrap()
}

/// Sends a form of the page, with further headers.
async fn deliver(
    sandbox: &Sandbox,
    form: &Value,
    headers: &[(&str, &str)],
) -> (StatusCode, String) {
    let mut request = reqwest::Client::new()
        .post(url(sandbox, "/sandbox/deliveries"))
        .json(form);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.send().await.unwrap();
    (response.status(), response.text().await.unwrap())
}

#[tokio::test]
async fn without_being_asked_for_there_is_no_page() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    for path in ["/sandbox", "/sandbox/state", "/sandbox/page.js"] {
        let response = reqwest::get(url(&sandbox, path)).await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn requests_of_other_origins_are_refused() {
    let sandbox = with_page().await;
    let client = reqwest::Client::new();
    for (name, value) in [
        ("host", "rebound.example"),
        ("host", "127.0.0.1.rebound.example"),
        ("origin", "http://elsewhere.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        for path in ["/sandbox", "/sandbox/state"] {
            let request = client.get(url(&sandbox, path)).header(name, value);
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{name}: {value}");
            assert!(
                !response
                    .text()
                    .await
                    .unwrap()
                    .contains(sandbox.auth_token())
            );
        }
        let form = json!({ "kind": "call", "from": "+15550100", "to": "+15550101" });
        let (status, _) = deliver(&sandbox, &form, &[(name, value)]).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
    // A form that any page can send without asking is not JSON.
    let simple = client.post(url(&sandbox, "/sandbox/deliveries")).body("{}");
    let response = simple.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(state(&sandbox).await["deliveries"], json!([]));
}

#[tokio::test]
async fn the_page_loads_nothing_from_elsewhere() {
    let sandbox = with_page().await;
    let page = reqwest::get(url(&sandbox, "/sandbox")).await.unwrap();
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    let mut text = page.text().await.unwrap();
    for path in ["/sandbox/page.css", "/sandbox/page.js"] {
        assert!(text.contains(path));
        let file = reqwest::get(url(&sandbox, path)).await.unwrap();
        assert_eq!(file.status(), StatusCode::OK);
        text.push_str(&file.text().await.unwrap());
    }
    for foreign in ["http:", "https:", "//", "url(", "@import"] {
        assert!(!text.contains(foreign), "{foreign}");
    }
}

#[tokio::test]
async fn the_state_is_bounded_and_a_bad_form_is_an_error() {
    let builder = Sandbox::builder()
        .services(30)
        .sessions(30)
        .participants(0)
        .page();
    let sandbox = builder.start().await.unwrap();
    let shown = state(&sandbox).await;
    assert_eq!(shown["services"].as_array().unwrap().len(), 25);
    assert_eq!(shown["more_services"], 5);
    assert_eq!(
        shown["services"][0]["sessions"].as_array().unwrap().len(),
        25
    );
    assert_eq!(shown["services"][0]["more_sessions"], 5);
    let to_nobody = json!({ "kind": "message", "from": "+15550100", "to": "+1", "body": "hello" });
    let (status, text) = deliver(&sandbox, &to_nobody, &[]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(
        text.contains("add it to a service's phone numbers"),
        "{text}"
    );
    let (status, _) = deliver(&sandbox, &json!({ "kind": "fax" }), &[]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let client = sandbox.client().unwrap();
    for _ in 0..120 {
        client
            .fetch_service(sandbox.service_sid().as_str())
            .send()
            .await
            .unwrap();
    }
    let requests = state(&sandbox).await["requests"].clone();
    assert_eq!(requests.as_array().unwrap().len(), 100);
    assert_eq!(requests[0]["number"], 120);
    assert!(!requests.to_string().contains("authorization"));
}

#[tokio::test]
async fn a_person_writes_and_the_other_one_reads() {
    // The width of a phone.
    let Some(browser) = Browser::start(400).await else {
        return;
    };
    let sandbox = with_page().await;
    let application = Application::start(sandbox.auth_token()).await;
    let client = sandbox.client().unwrap();
    client
        .update_service(sandbox.service_sid())
        .intercept_callback_url(application.url("/intercept"))
        .send()
        .await
        .unwrap();
    let list = client.list_participants(sandbox.service_sid(), sandbox.session_sid());
    let people = list.collect().await.unwrap();
    let page = &browser.client;
    page.goto(&url(&sandbox, "/sandbox")).await.unwrap();

    // By keyboard: the button of the first participant moves the focus to the message, Tab to the button that sends.
    let writes_as = format!("as-{}", people[0].sid);
    let find = page.wait().for_element(Locator::Id(&writes_as));
    find.await
        .unwrap()
        .send_keys(&Key::Enter.to_string())
        .await
        .unwrap();
    let write = async |text: &str| {
        let message = page.active_element().await.unwrap();
        assert_eq!(message.attr("name").await.unwrap().as_deref(), Some("body"));
        message.clear().await.unwrap();
        message.send_keys(text).await.unwrap();
        message.send_keys(&Key::Tab.to_string()).await.unwrap();
        let button = page.active_element().await.unwrap();
        button.send_keys(&Key::Enter.to_string()).await.unwrap();
    };
    write("I am <b>at the corner</b>").await;
    let bubble = page
        .wait()
        .for_element(Locator::Css(".bubble"))
        .await
        .unwrap();
    let seen = bubble.text().await.unwrap();
    let reached = format!(
        "{} sees, from {}:",
        people[1].identifier.as_deref().unwrap(),
        people[1].proxy_identifier.as_deref().unwrap()
    );
    assert_eq!(seen, format!("{reached}\nI am <b>at the corner</b>"));

    let body = page.find(Locator::Css("textarea")).await.unwrap();
    body.click().await.unwrap();
    write("I want a refund").await;
    let blocked = Locator::Css("#deliveries .bad");
    let blocked = page.wait().for_element(blocked).await.unwrap();
    assert_eq!(
        blocked.text().await.unwrap(),
        "blocked by InterceptCallbackUrl"
    );
    let bubbles = page.find_all(Locator::Css(".bubble")).await.unwrap();
    assert_eq!(bubbles.len(), 1);

    // The newest callback, with its request, the check of its signature and its answer.
    let callback = page
        .find(Locator::Css("#deliveries summary"))
        .await
        .unwrap();
    callback.click().await.unwrap();
    let callback = page
        .find(Locator::Css("#deliveries details[open]"))
        .await
        .unwrap();
    let text = callback.text().await.unwrap();
    for part in [
        "/intercept: status 403",
        "valid",
        "interactionData",
        r#"{"body":"I want a refund"}"#,
    ] {
        assert!(text.contains(part), "{text}");
    }
    let requests = page
        .find(Locator::Id("requests"))
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(requests.contains("InterceptCallbackUrl"), "{requests}");
    let shown = page
        .find(Locator::Id("credentials"))
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(shown.contains(&format!("TWILIO_AUTH_TOKEN={}", sandbox.auth_token())));
    let scrolls = "return document.documentElement.scrollWidth > innerWidth";
    assert_eq!(
        page.execute(scrolls, Vec::new()).await.unwrap(),
        json!(false)
    );
    browser.close().await;
}
