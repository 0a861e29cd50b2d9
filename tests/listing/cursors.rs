//! A cursor's text: there and back, and what is refused.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::json;
use twilio_proxy::{Cursor, ErrorKind};

use crate::support::fixtures::{
    ACCOUNT, PARTICIPANT, SERVICE, SESSION, TOKEN, builder, collection, drain, kinds_of, link,
    list, only_error, page, record, sids, sids_of,
};
use crate::support::response::Answer;
use crate::support::server::Server;

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
    let other = builder(&server).build().unwrap().list_message_interactions(
        SERVICE,
        "KC0000000000000000000000000000ffff",
        PARTICIPANT,
    );
    let error = only_error(other.clone().resume(cursor.clone())).await;
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    let error = other.resume(cursor).page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(server.count(), before);
}

/// The text of a cursor with this JSON, with a checksum that fits.
fn text_of(json: &str) -> String {
    let checksum = crc32fast::hash(json.as_bytes());
    let body = [json.as_bytes(), &checksum.to_le_bytes()].concat();
    format!("tpc2.{}", URL_SAFE_NO_PAD.encode(body))
}

/// The JSON of a cursor of the sample's collection.
fn json_with(field: &str, value: serde_json::Value) -> String {
    let collection = format!("list_message_interactions/{SERVICE}/{SESSION}/{PARTICIPANT}");
    let mut json = json!({ "c": collection, "n": 0, "s": 4, "k": 0 });
    json[field] = value;
    json.to_string()
}

fn assert_invalid(text: &str) {
    let error = text.parse::<Cursor>().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{text:?}");
    assert_eq!(error.attempts(), 0, "{text:?}");
    assert!(serde_json::from_value::<Cursor>(text.into()).is_err());
}

#[tokio::test]
async fn a_broken_text_is_no_cursor() {
    let server = Server::answering(collection(10)).await;
    let good = cursor(&server).await.to_string();
    let body = good.split_once('.').unwrap().1;
    for text in [
        String::new(),
        "tpc2.".to_owned(),
        "tpc2.!!!".to_owned(),
        format!("tpc1.{body}"),
        format!("tpc3.{body}"),
        format!("TPC2.{body}"),
        body.to_owned(),
        format!("{good}="),
        format!("{good}\n"),
        format!(" {good}"),
        format!("{good}{good}"),
        "\u{1f980}".to_owned(),
        text_of(""),
        text_of("{}"),
        text_of("null"),
        text_of(&json_with("s", json!(0))),
        text_of(&json_with("s", json!(1001))),
        text_of(&json_with("n", json!(-1))),
        text_of(&json_with("k", json!(-1))),
        text_of(&json_with("host", json!("evil"))),
        // The JSON of the format before this one, which has no checksum.
        format!("tpc1.{}", URL_SAFE_NO_PAD.encode(json_with("n", json!(1)))),
        format!("tpc2.{}", URL_SAFE_NO_PAD.encode(json_with("n", json!(1)))),
    ] {
        assert_invalid(&text);
    }
    let message = "unsupported cursor format: expected the output of `Cursor::to_string()`";
    let error = format!("tpc1.{body}").parse::<Cursor>().unwrap_err();
    assert_eq!(error.message(), message);
}

#[tokio::test]
async fn a_text_with_any_character_changed_added_or_removed_is_no_cursor() {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n";
    let server = Server::answering(collection(200)).await;
    // Texts of each length modulo four, as base64 has it.
    let mut lengths = std::collections::HashSet::new();
    for size in [4, 14, 104] {
        let mut items = list(&server).page_size(size).items();
        items.next().await.unwrap().unwrap();
        let good = items.cursor().unwrap().to_string();
        lengths.insert(good.len() % 4);
        for place in 0..=good.len() {
            let (before, after) = good.split_at(place);
            for letter in LETTERS.chars() {
                assert_invalid(&format!("{before}{letter}{after}"));
            }
            let Some(old) = after.chars().next() else {
                continue;
            };
            let after = &after[1..];
            assert_invalid(&format!("{before}{after}"));
            for letter in LETTERS.chars().filter(|letter| *letter != old) {
                assert_invalid(&format!("{before}{letter}{after}"));
            }
            assert_invalid(before);
        }
    }
    assert_eq!(lengths.len(), 3);
}

#[test]
fn a_changed_text_is_no_cursor() {
    let config = ProptestConfig {
        cases: 2_000,
        failure_persistence: None,
        ..Default::default()
    };
    let cursors = (
        any::<u64>(),
        1u16..=1000,
        any::<u32>(),
        ".{0,40}",
        any::<bool>(),
    );
    let changes = (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        any::<char>(),
    );
    TestRunner::new(config)
        .run(
            &(cursors, changes),
            |((page, size, skip, token, swap), (at, other, letter))| {
                let mut json = json!({ "c": "x/y", "n": page, "s": size, "k": skip });
                if !token.is_empty() {
                    json["t"] = token.into();
                }
                let good = text_of(&json.to_string())
                    .parse::<Cursor>()
                    .unwrap()
                    .to_string();
                let mut letters: Vec<char> = good.chars().collect();
                let (at, other) = (at.index(letters.len()), other.index(letters.len()));
                if swap {
                    letters.swap(at, other);
                } else {
                    letters[at] = letter;
                }
                let changed: String = letters.into_iter().collect();
                prop_assert_eq!(changed.parse::<Cursor>().is_ok(), changed == good);
                let inverted: String = good
                    .char_indices()
                    .map(|(place, letter)| match place == at {
                        true if letter.is_ascii_lowercase() => letter.to_ascii_uppercase(),
                        true => letter.to_ascii_lowercase(),
                        false => letter,
                    })
                    .collect();
                prop_assert_eq!(inverted.parse::<Cursor>().is_ok(), inverted == good);
                Ok(())
            },
        )
        .unwrap();
}

#[tokio::test]
async fn a_token_may_be_as_long_in_a_cursor_as_in_a_next_link_and_no_longer() {
    const LONGEST: usize = 16 << 10;
    for (length, fits) in [(LONGEST, true), (LONGEST + 1, false), (10 * LONGEST, false)] {
        let token = "x".repeat(length);
        let text = text_of(&json_with("t", token.clone().into()));
        assert_eq!(text.parse::<Cursor>().is_ok(), fits, "{length}");
        if !fits {
            assert_invalid(&text);
            let error = text.parse::<Cursor>().unwrap_err();
            assert!(error.to_string().len() < 200, "{error}");
        }
        let first = page(vec![record(0)], Some(&link(1, &token)));
        let pages = [first, page(vec![record(1)], None)];
        let server = Server::scripted(pages.iter().map(Answer::json)).await;
        let outcome = drain(list(&server).items()).await;
        let kinds = if fits {
            vec![]
        } else {
            vec![ErrorKind::Pagination]
        };
        assert_eq!(kinds_of(&outcome), kinds, "{length}");
    }
    // The longest token is sent, even if each of its bytes takes three in the URL.
    let text = text_of(&json_with("t", "\u{0}".repeat(LONGEST).into()));
    let server = Server::answering(|_, _| Answer::json(&page(vec![record(0)], None))).await;
    let rest = drain(list(&server).resume(text.parse().unwrap()).items()).await;
    assert_eq!(sids_of(&rest), sids(0..1));
}

#[tokio::test]
async fn a_cursor_past_the_end_of_its_page_gives_nothing_twice() {
    let server = Server::answering(collection(10)).await;
    let text = text_of(&json_with("k", usize::MAX.into()));
    let rest = drain(list(&server).resume(text.parse().unwrap()).items()).await;
    assert_eq!(sids_of(&rest), sids(4..10));
}
