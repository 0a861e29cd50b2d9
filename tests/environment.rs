//! The client of the environment, each time in a process of its own.

use std::process::Command;

use twilio_proxy::Client;

use crate::sample::{ACCOUNT, collection, listing};
use crate::server::Server;

const CHILD: &str = "TWILIO_PROXY_TESTS_CHILD";

/// What the child process makes of these variables.
async fn outcome(variables: &[(&str, &str)]) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["environment::child", "--exact", "--ignored", "--nocapture"]);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TWILIO_") {
            child.env_remove(name);
        }
    }
    child.env(CHILD, "1").envs(variables.iter().copied());
    let output = tokio::task::spawn_blocking(move || child.output())
        .await
        .unwrap()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = text
        .split_once("outcome: ")
        .expect("the child says nothing")
        .1;
    said.lines().next().unwrap().to_owned()
}

#[tokio::test]
#[ignore = "run by the other test, in a process with an environment of its own"]
async fn child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    match Client::from_env() {
        Ok(client) if std::env::var_os("TWILIO_PROXY_BASE_URL").is_some() => {
            let listed = listing(&client).collect().await.unwrap().len();
            println!("\noutcome: listed {listed}");
        }
        Ok(client) => println!("\noutcome: {client:?}"),
        Err(error) => println!("\noutcome: {:?}: {error}", error.kind()),
    }
}

#[tokio::test]
async fn the_environment_makes_a_client_or_says_what_is_missing() {
    let server = Server::answering(collection(3)).await;
    let url = server.url();
    let account = [
        ("TWILIO_ACCOUNT_SID", ACCOUNT),
        ("TWILIO_AUTH_TOKEN", "canary-token"),
    ];
    let key = [
        ("TWILIO_API_KEY", "SK1"),
        ("TWILIO_API_KEY_SECRET", "canary-secret"),
    ];
    let sandbox = [("TWILIO_PROXY_BASE_URL", url.as_str())];

    assert_eq!(
        outcome(&[account, [sandbox[0]; 2]].concat()).await,
        "listed 3"
    );
    assert_eq!(
        outcome(&[account, key, [sandbox[0]; 2]].concat()).await,
        "listed 3"
    );
    let sent: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.header("authorization").unwrap().to_owned())
        .collect();
    // `AC…01:canary-token`, and the key that wins over it: `SK1:canary-secret`.
    let basic = |text: String| {
        use base64::Engine;
        format!(
            "Basic {}",
            base64::engine::general_purpose::STANDARD.encode(text)
        )
    };
    let expected = [
        format!("{ACCOUNT}:canary-token"),
        "SK1:canary-secret".into(),
    ]
    .map(basic);
    assert_eq!(sent, expected);

    let edge = ("TWILIO_EDGE", "dublin");
    let region = ("TWILIO_REGION", "ie1");
    let both = outcome(&[account, [edge, region]].concat()).await;
    assert!(
        both.contains("https://proxy.dublin.ie1.twilio.com"),
        "{both}"
    );
    assert!(outcome(&account).await.contains("https://proxy.twilio.com"));
    for (variables, named) in [
        (vec![], "TWILIO_AUTH_TOKEN"),
        (vec![account[0]], "TWILIO_AUTH_TOKEN"),
        (vec![account[1]], "TWILIO_ACCOUNT_SID"),
        (
            vec![account[0], ("TWILIO_AUTH_TOKEN", "")],
            "TWILIO_AUTH_TOKEN",
        ),
        (vec![key[0]], "TWILIO_API_KEY_SECRET"),
        (vec![key[1]], "TWILIO_API_KEY"),
        (vec![account[0], account[1], edge], "region"),
        (vec![account[0], account[1], region], "edge"),
        (
            vec![account[0], account[1], ("TWILIO_PROXY_BASE_URL", "")],
            "base URL",
        ),
    ] {
        let said = outcome(&variables).await;
        assert!(said.starts_with("Configuration: "), "{variables:?}: {said}");
        assert!(said.contains(named), "{variables:?}: {said}");
        assert!(!said.contains("canary"), "{said}");
    }
}
