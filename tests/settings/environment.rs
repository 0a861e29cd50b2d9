//! Clients from environment variables, each in a process of its own.

use std::ffi::OsStr;
use std::process::Command;

use twilio_proxy::{Client, ClientBuilder, RetryPolicy};

use crate::support::fixtures::{ACCOUNT, collection, listing};
use crate::support::server::Server;

const CHILD: &str = "TWILIO_PROXY_TESTS_CHILD";

/// Names the variable whose value a child process passes to [`ClientBuilder::base_url`].
const SET_BASE_URL: &str = "TWILIO_PROXY_TESTS_SET_BASE_URL";

type Variable = (&'static str, &'static str);

pub const SID: Variable = ("TWILIO_ACCOUNT_SID", ACCOUNT);
pub const TOKEN: Variable = ("TWILIO_AUTH_TOKEN", "canary-token");
const KEY: Variable = ("TWILIO_API_KEY", "SK1");
const SECRET: Variable = ("TWILIO_API_KEY_SECRET", "canary-secret");
const EDGE: Variable = ("TWILIO_EDGE", "dublin");
const REGION: Variable = ("TWILIO_REGION", "ie1");

/// Returns the line that a child process with these variables prints about its client.
pub async fn outcome(variables: &[(&str, impl AsRef<OsStr>)]) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args([
        "settings::environment::child",
        "--exact",
        "--ignored",
        "--nocapture",
    ]);
    let certificates = variables
        .iter()
        .any(|(name, _)| name.starts_with("SSL_CERT_"));
    for (name, _) in std::env::vars_os() {
        let upper = name.to_string_lossy().to_uppercase();
        if upper.starts_with("TWILIO_")
            || upper.ends_with("_PROXY")
            || upper == "REQUEST_METHOD"
            || (certificates && upper.starts_with("SSL_CERT_"))
        {
            child.env_remove(name);
        }
    }
    child.env(CHILD, "1");
    child.envs(variables.iter().map(|(name, value)| (name, value.as_ref())));
    let output = tokio::task::spawn_blocking(move || child.output())
        .await
        .unwrap()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let printed = text
        .split_once("outcome: ")
        .expect("the child prints no outcome")
        .1;
    printed.lines().next().unwrap().to_owned()
}

/// Asserts that a child process with these variables reports a configuration error, and returns its message.
pub async fn rejected(variables: &[(&str, impl AsRef<OsStr>)]) -> String {
    let message = outcome(variables).await;
    assert!(message.starts_with("Configuration: "), "{message}");
    assert!(!message.contains("canary"), "{message}");
    message
}

#[tokio::test]
#[ignore = "the other tests run it in a process with an environment of its own"]
async fn child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let client = match Client::from_env() {
        Ok(client) => client,
        Err(error) => {
            println!("\noutcome: {:?}: {error} {error:?}", error.kind());
            return;
        }
    };
    if std::env::var_os("TWILIO_PROXY_BASE_URL").is_none() {
        println!("\noutcome: {client:?}");
        return;
    }
    let mut builder = ClientBuilder::from_env()
        .unwrap()
        .retry(RetryPolicy::none());
    if let Ok(url) = std::env::var(SET_BASE_URL) {
        builder = builder.base_url(url);
    }
    let client = builder.build().unwrap();
    match listing(&client).collect().await {
        Ok(items) => println!("\noutcome: listed {}", items.len()),
        Err(error) => println!("\noutcome: failed: {:?}: {error}", error.kind()),
    }
}

#[tokio::test]
async fn an_api_key_wins_over_the_accounts_token() {
    let server = Server::answering(collection(3)).await;
    let url = server.url();
    let sandbox = ("TWILIO_PROXY_BASE_URL", url.as_str());
    // The vendor's command line has another name for the secret.
    let alias = [KEY, ("TWILIO_API_SECRET", SECRET.1)];
    let both = [alias[0], alias[1], SECRET];
    // Empty variables count as unset.
    let empty = [(KEY.0, ""), (SECRET.0, ""), ("TWILIO_API_SECRET", "")];

    for credentials in [
        [SID, TOKEN].as_slice(),
        &[&[SID, TOKEN], empty.as_slice()].concat(),
        &[SID, TOKEN, KEY, SECRET],
        &[KEY, SECRET],
        &[SID, KEY, SECRET, (TOKEN.0, "")],
        &alias,
        &both,
    ] {
        let variables = [credentials, &[sandbox]].concat();
        assert_eq!(outcome(&variables).await, "listed 3", "{variables:?}");
    }
    let sent: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.header("authorization").unwrap().to_owned())
        .collect();
    let basic = |text: String| {
        use base64::Engine;
        format!(
            "Basic {}",
            base64::engine::general_purpose::STANDARD.encode(text)
        )
    };
    let account = basic(format!("{ACCOUNT}:canary-token"));
    let key = basic("SK1:canary-secret".into());
    let expected = [&account, &account, &key, &key, &key, &key, &key];
    assert_eq!(sent, expected.map(String::as_str));
}

#[tokio::test]
async fn half_of_a_pair_names_the_missing_variable() {
    for (variables, missing) in [
        (vec![], TOKEN.0),
        (vec![SID], TOKEN.0),
        (vec![TOKEN], SID.0),
        (vec![SID, (TOKEN.0, "")], TOKEN.0),
        (vec![KEY], SECRET.0),
        (vec![SECRET], KEY.0),
        (vec![("TWILIO_API_SECRET", "canary")], KEY.0),
        // An auth token does not stand in for the other half of an API key.
        (vec![SID, TOKEN, KEY], SECRET.0),
        (vec![SID, TOKEN, KEY, (SECRET.0, "")], SECRET.0),
        (vec![SID, TOKEN, KEY, ("TWILIO_API_SECRET", "")], SECRET.0),
        (vec![SID, TOKEN, SECRET], KEY.0),
        (vec![SID, TOKEN, SECRET, (KEY.0, "")], KEY.0),
        (vec![SID, TOKEN, ("TWILIO_API_SECRET", "canary")], KEY.0),
    ] {
        let message = rejected(&variables).await;
        let missing = format!("{missing} is not");
        let none = variables.is_empty();
        assert!(
            none || message.contains(&missing),
            "{variables:?}: {message}"
        );
    }
    let message = rejected(&[] as &[Variable]).await;
    for (name, _) in [SID, TOKEN, KEY, SECRET] {
        assert!(message.contains(name), "{message}");
    }
}

#[tokio::test]
async fn two_secrets_of_one_key_that_differ_are_an_error() {
    let message = rejected(&[KEY, SECRET, ("TWILIO_API_SECRET", "canary-other")]).await;
    assert!(message.contains(SECRET.0), "{message}");
    assert!(message.contains("TWILIO_API_SECRET"), "{message}");
}

#[tokio::test]
async fn values_with_quotes_or_white_space_at_their_ends_are_errors() {
    for (name, value) in [
        (SID.0, " AC00000000000000000000000000000001"),
        (TOKEN.0, "canary "),
        (TOKEN.0, "canary\n"),
        (TOKEN.0, "\tcanary"),
        (TOKEN.0, "'canary'"),
        (TOKEN.0, "canary\""),
        (TOKEN.0, "\u{201c}canary\u{201d}"),
        (TOKEN.0, "canary\u{a0}"),
        (TOKEN.0, "\u{feff}canary"),
        (TOKEN.0, " "),
        (KEY.0, "\"SK1\""),
        (SECRET.0, "canary\r"),
        ("TWILIO_API_SECRET", "`canary`"),
        (EDGE.0, "dublin "),
        (REGION.0, "'ie1'"),
        ("TWILIO_PROXY_BASE_URL", " https://canary.example"),
        ("TWILIO_PROXY_BASE_URL", "\"https://canary.example\""),
    ] {
        // The later variables replace the earlier ones of the same name.
        let variables = [SID, TOKEN, KEY, SECRET, EDGE, REGION, (name, value)];
        let message = rejected(&variables).await;
        assert!(message.contains(name), "{name}={value:?}: {message}");
        assert!(message.contains("white space"), "{message}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_value_that_is_not_utf_8_is_an_error() {
    use std::os::unix::ffi::OsStrExt;

    for name in [SID.0, TOKEN.0, KEY.0, SECRET.0, EDGE.0, REGION.0] {
        let value = OsStr::from_bytes(b"canary\xff");
        let variables =
            [SID, TOKEN, KEY, SECRET, EDGE, REGION].map(|(name, value)| (name, OsStr::new(value)));
        let message = rejected(&[variables.as_slice(), &[(name, value)]].concat()).await;
        assert!(
            message.contains(&format!("{name} is not UTF-8")),
            "{message}"
        );
    }
}

#[tokio::test]
async fn a_base_url_wins_over_edge_and_region() {
    let server = Server::answering(collection(3)).await;
    let url = server.url();
    let base_url = ("TWILIO_PROXY_BASE_URL", url.as_str());
    for named in [[EDGE].as_slice(), &[REGION], &[EDGE, REGION]] {
        let variables = [[SID, TOKEN].as_slice(), named, &[base_url]].concat();
        assert_eq!(outcome(&variables).await, "listed 3", "{variables:?}");
    }

    let both = outcome(&[SID, TOKEN, EDGE, REGION]).await;
    let host = "https://proxy.dublin.ie1.twilio.com";
    assert!(both.contains(host), "{both}");
    let neither = outcome(&[SID, TOKEN, (EDGE.0, ""), (REGION.0, "")]).await;
    assert!(neither.contains("https://proxy.twilio.com"), "{neither}");
    for (one, other) in [(EDGE, REGION), (REGION, EDGE)] {
        let message = rejected(&[SID, TOKEN, one, (other.0, "")]).await;
        assert!(
            message.contains(one.0) && message.contains(other.0),
            "{message}"
        );
        assert!(
            message.contains("region") && message.contains("edge"),
            "{message}"
        );
    }
    // A request for a sandbox must not reach the live API.
    let message = rejected(&[SID, TOKEN, (base_url.0, "")]).await;
    assert!(
        message.contains("TWILIO_PROXY_BASE_URL is empty"),
        "{message}"
    );
}

#[tokio::test]
async fn a_setting_of_the_builder_replaces_that_of_the_environment() {
    let server = Server::answering(collection(3)).await;
    let of_environment = Server::answering(collection(1)).await;
    let (url, environment_url) = (server.url(), of_environment.url());
    let variables = [
        SID,
        TOKEN,
        ("TWILIO_PROXY_BASE_URL", &environment_url),
        (SET_BASE_URL, &url),
    ];
    assert_eq!(outcome(&variables).await, "listed 3");
    assert_eq!(of_environment.count(), 0);
    // The credentials are still those of the environment.
    assert!(server.requests()[0].header("authorization").is_some());
}
