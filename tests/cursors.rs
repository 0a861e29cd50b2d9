//! A cursor's text: there and back, and what is refused.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use twilio_proxy::{Cursor, ErrorKind};

use crate::sample::{
    ACCOUNT, PARTICIPANT, SERVICE, TOKEN, builder, collection, drain, list, listing, only_error,
    sids, sids_of,
};
use crate::server::Server;

async fn cursor(server: &Server) -> Cursor {
    let mut items = list(server).page_size(4).items();
    for _ in 0..6 {
        items.next().await.unwrap().unwrap();
    }
    items.cursor().unwrap()
}

#[tokio::test]
async fn a_cursor_goes_through_text_and_serde() {
    let server = Server::answering(collection(10)).await;
    let cursor = cursor(&server).await;
    let text: Cursor = cursor.to_string().parse().unwrap();
    let json = serde_json::to_string(&cursor).unwrap();
    let json: Cursor = serde_json::from_str(&json).unwrap();
    for back in [text, json] {
        assert_eq!(back.to_string(), cursor.to_string());
        let rest = drain(list(&server).resume(back).items()).await;
        assert_eq!(sids_of(&rest), sids(6..10));
    }
}

#[tokio::test]
async fn a_cursor_holds_no_credential_and_no_host() {
    let server = Server::answering(collection(10)).await;
    let cursor = cursor(&server).await;
    let text = cursor.to_string();
    let body = URL_SAFE_NO_PAD
        .decode(text.split_once('.').unwrap().1)
        .unwrap();
    let plain = format!("{text} {cursor:?} {}", String::from_utf8_lossy(&body));
    for secret in [TOKEN, ACCOUNT, "127.0.0.1", "twilio.com", "http"] {
        assert!(!plain.contains(secret), "{secret} is in {plain}");
    }
    assert!(!format!("{cursor:?}").contains("PT1"));
}

#[tokio::test]
async fn a_cursor_of_another_collection_is_refused_unsent() {
    let server = Server::answering(collection(10)).await;
    let cursor = cursor(&server).await;
    let before = server.count();
    let other = builder(&server)
        .build()
        .unwrap()
        .list_message_interactions(SERVICE, "KC0000000000000000000000000000ffff", PARTICIPANT)
        .unwrap();
    let error = only_error(other.clone().resume(cursor.clone())).await;
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    let error = other.resume(cursor).page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(server.count(), before);
}

#[tokio::test]
async fn a_broken_text_is_no_cursor() {
    let server = Server::answering(collection(10)).await;
    let good = cursor(&server).await.to_string();
    let body = good.split_once('.').unwrap().1;
    let wrap = |json: &str| format!("tpc1.{}", URL_SAFE_NO_PAD.encode(json));
    for text in [
        String::new(),
        "tpc1.".to_owned(),
        "tpc1.!!!".to_owned(),
        format!("tpc2.{body}"),
        body.to_owned(),
        good[..good.len() - 4].to_owned(),
        format!("{good}AAAA"),
        "\u{1f980}".to_owned(),
        wrap("{}"),
        wrap("null"),
        wrap(r#"{"c":"x","n":0,"s":0,"k":0}"#),
        wrap(r#"{"c":"x","n":0,"s":1001,"k":0}"#),
        wrap(r#"{"c":"x","n":-1,"s":1,"k":0}"#),
        wrap(r#"{"c":"x","n":0,"s":1,"k":0,"host":"evil"}"#),
    ] {
        let error = text.parse::<Cursor>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{text}");
        assert!(serde_json::from_value::<Cursor>(text.into()).is_err());
    }
}

#[tokio::test]
async fn a_cursor_past_the_end_of_its_page_gives_nothing_twice() {
    let server = Server::answering(collection(10)).await;
    let client = builder(&server).build().unwrap();
    let collection = format!(
        "list_message_interaction/{SERVICE}/{}/{PARTICIPANT}",
        crate::sample::SESSION
    );
    let far = serde_json::json!({ "c": collection, "n": 0, "s": 4, "k": usize::MAX });
    let text = format!("tpc1.{}", URL_SAFE_NO_PAD.encode(far.to_string()));
    let rest = drain(listing(&client).resume(text.parse().unwrap()).items()).await;
    assert_eq!(sids_of(&rest), sids(4..10));
}
