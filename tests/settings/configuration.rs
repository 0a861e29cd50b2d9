//! Invalid settings and arguments are errors before any I/O.

use twilio_proxy::{Client, ClientBuilder, Credentials, ErrorKind};

use crate::support::fixtures::{
    ACCOUNT, PARTICIPANT, SERVICE, SESSION, TOKEN, builder, collection,
};
use crate::support::server::Server;

fn live() -> ClientBuilder {
    Client::builder().credentials(Credentials::auth_token(ACCOUNT, TOKEN))
}

fn refused(builder: ClientBuilder) -> String {
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!((error.attempts(), error.status()), (0, None));
    format!("{error} {error:?}")
}

#[test]
fn base_urls_that_would_show_credentials_or_are_none_are_refused() {
    for url in [
        "",
        " ",
        "nonsense",
        "proxy.twilio.com",
        "ftp://proxy.twilio.com",
        "file:///etc/passwd",
        "http://proxy.twilio.com",
        "http://192.0.2.1",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "https://user:canary@proxy.twilio.com",
        "https://canary@proxy.twilio.com",
        "https://proxy.twilio.com?canary=1",
        "https://proxy.twilio.com#canary",
        "https://",
        "https://[::1",
    ] {
        assert!(!refused(live().base_url(url)).contains("canary"), "{url}");
        let debug = format!("{:?}", live().base_url(url));
        assert!(!debug.contains("canary"), "{debug}");
    }
}

#[test]
fn base_urls_that_serve_are_taken() {
    for url in [
        "https://proxy.twilio.com",
        "https://proxy.twilio.com/",
        "http://localhost:4010",
        "http://127.0.0.1:4010/base",
        "http://[::1]:4010",
    ] {
        live().base_url(url).build().unwrap();
    }
    live().build().unwrap();
    live().edge("dublin").region("ie1").build().unwrap();
    live()
        .base_url("http://192.0.2.1")
        .allow_http(true)
        .build()
        .unwrap();
}

#[test]
fn an_edge_and_a_region_come_together_and_are_names() {
    refused(live().edge("dublin"));
    refused(live().region("ie1"));
    for label in ["", "a.b", "evil.example/", "a b", "é", "@"] {
        refused(live().edge(label).region("ie1"));
        refused(live().edge("dublin").region(label));
    }
    for message in [
        refused(live().edge("dublin")),
        refused(live().region("ie1")),
    ] {
        for setting in ["edge()", "region()", "TWILIO_EDGE", "TWILIO_REGION"] {
            assert!(message.contains(setting), "{message}");
        }
    }
}

#[test]
fn a_base_url_replaces_edge_and_region() {
    let elsewhere = || live().base_url("https://gateway.example");
    for builder in [
        elsewhere().edge("dublin"),
        elsewhere().region("ie1"),
        elsewhere().edge("dublin").region("ie1"),
    ] {
        let client = format!("{:?}", builder.build().unwrap());
        assert!(client.contains("https://gateway.example"), "{client}");
    }
}

#[test]
fn credentials_that_make_no_header_are_refused() {
    refused(Client::builder());
    for (user, secret) in [
        ("", "canary"),
        (ACCOUNT, ""),
        (ACCOUNT, "canary\r\nX-Evil: 1"),
        (ACCOUNT, "canary\0"),
        (ACCOUNT, "canary\u{7f}"),
        (ACCOUNT, "canary\u{85}"),
        ("AC\n", "canary"),
        ("AC:1", "canary"),
    ] {
        for credentials in [
            Credentials::auth_token(user, secret),
            Credentials::api_key(user, secret),
        ] {
            assert!(!format!("{credentials:?}").contains("canary"));
            let said = refused(Client::builder().credentials(credentials));
            assert!(!said.contains("canary"), "{said}");
        }
    }
}

#[test]
fn other_settings_that_can_not_be_are_refused() {
    refused(live().max_in_flight(0));
    for suffix in ["app\r\nX-Evil: 1", "app\0", "app\u{7f}", "\n"] {
        let message = refused(live().user_agent_suffix(suffix));
        assert!(message.contains("user_agent_suffix"), "{message}");
    }
    for suffix in ["", "app/1.2", "app/1.2 (a comment)", "caf\u{e9}/1"] {
        live().user_agent_suffix(suffix).build().unwrap();
    }
}

#[tokio::test]
async fn a_bad_sid_is_refused_unsent() {
    let server = Server::answering(collection(1)).await;
    let client = builder(&server).build().unwrap();
    for bad in [
        "",
        "..",
        "../../..",
        "KS",
        "KS0000000000000000000000000000000g",
        "XX00000000000000000000000000000002",
        "KS000000000000000000000000000000022",
        "ks00000000000000000000000000000002",
        "KS0000000000000000000000000000/../",
        "KS\u{e9}00000000000000000000000000000",
    ] {
        for (service, session, participant) in [
            (bad, SESSION, PARTICIPANT),
            (SERVICE, bad, PARTICIPANT),
            (SERVICE, SESSION, bad),
        ] {
            let error = client
                .list_message_interactions(service, session, participant)
                .collect()
                .await
                .unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{bad}");
            assert_eq!(error.attempts(), 0);
        }
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_base_url_with_a_control_character_is_refused() {
    for url in [
        "https://proxy.twi\nlio.com",
        "https://proxy\t.twilio.com",
        "https://proxy.twilio.com\r\n",
        "\0https://proxy.twilio.com",
    ] {
        let builder = Client::builder().credentials(Credentials::auth_token(ACCOUNT, TOKEN));
        let error = builder.base_url(url).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{url:?}");
    }
}
