//! Bodies in encodings and framings that a server may get wrong: all items, or one error, but never a silent part of them.

use twilio_proxy::ErrorKind::{self, Decode, Transport};

use crate::support::fixtures::{
    builder, drain, kinds_of, listing, only_error, page, records, sids, sids_of,
};
use crate::support::response::{Answer, zip};
use crate::support::server::Server;

fn encoded(encoding: &str, body: &[u8]) -> Answer {
    let headers = [
        ("content-type", "application/json"),
        ("content-encoding", encoding),
    ];
    Answer::status(200, &headers, body)
}

fn wrong_checksum(zipped: &[u8]) -> Vec<u8> {
    let mut zipped = zipped.to_vec();
    let checksum = zipped.len() - 8;
    zipped[checksum] ^= 1;
    zipped
}

#[tokio::test]
async fn a_body_is_read_whole_or_is_an_error() {
    let body = page(records(0..3), None).to_string();
    let zipped = zip(body.as_bytes());
    let (one, other) = body.split_at(100);
    let members = [zip(one.as_bytes()), zip(other.as_bytes())].concat();
    let raw = |head: &str, body: &[u8]| {
        Answer::raw(
            [
                format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(),
                body,
            ]
            .concat(),
        )
    };
    let length = |bytes: usize| format!("content-length: {bytes}");
    let cases: Vec<(&str, Answer, Option<ErrorKind>)> = vec![
        ("identity", encoded("identity", body.as_bytes()), None),
        (
            "garbage after the gzip",
            encoded("gzip", &[&zipped, b"garbage".as_slice()].concat()),
            None,
        ),
        (
            "HTTP/1.0",
            Answer::raw(format!("HTTP/1.0 200 OK\r\n\r\n{body}")),
            None,
        ),
        ("GZIP", encoded("GZIP", &zipped), None),
        ("x-gzip", encoded("x-gzip", &zipped), None),
        (
            "gzip and identity",
            encoded("identity, Gzip ", &zipped),
            None,
        ),
        ("two members", encoded("gzip", &members), None),
        (
            "an empty member in between",
            encoded(
                "gzip",
                &[zip(one.as_bytes()), zip(b""), zip(other.as_bytes())].concat(),
            ),
            None,
        ),
        (
            "two members and zeros",
            encoded("X-GZIP", &[members.as_slice(), &[0; 512]].concat()),
            None,
        ),
        (
            "the second member cut",
            encoded("gzip", &members[..members.len() - 9]),
            Some(Transport),
        ),
        (
            "a checksum that is wrong",
            encoded("gzip", &wrong_checksum(&zipped)),
            Some(Transport),
        ),
        (
            "a million empty members",
            encoded("gzip", &zip(b"").repeat(1_000_000)),
            Some(Transport),
        ),
        (
            "gzip in gzip, said once",
            encoded("gzip", &zip(&zipped)),
            Some(Decode),
        ),
        (
            "gzip in gzip, said twice",
            encoded("gzip, gzip", &zip(&zipped)),
            Some(Decode),
        ),
        (
            "deflate, which nobody asked for",
            encoded("deflate", &zipped),
            Some(Decode),
        ),
        (
            "brotli, which nobody asked for",
            encoded("br", &zipped),
            Some(Decode),
        ),
        ("an empty gzip", encoded("gzip", b""), Some(Decode)),
        (
            "a byte order mark",
            Answer::text(format!("\u{feff}{body}")),
            Some(Decode),
        ),
        (
            "UTF-16",
            Answer::text(
                body.encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect::<Vec<_>>(),
            ),
            Some(Decode),
        ),
        (
            "a length that is too short",
            raw(&length(body.len() - 1), body.as_bytes()),
            Some(Decode),
        ),
        (
            "a length that is too long",
            raw(&length(body.len() + 1), body.as_bytes()),
            Some(Transport),
        ),
        (
            "a gzip whose length is too long",
            raw(
                &format!("content-encoding: gzip\r\n{}", length(zipped.len() + 1)),
                &zipped,
            ),
            Some(Transport),
        ),
    ];
    for (name, answer, kind) in cases {
        let server = Server::scripted([answer]).await;
        let client = builder(&server).build().unwrap();
        let outcome = drain(listing(&client).items()).await;
        let expected: Vec<_> = kind.into_iter().collect();
        assert_eq!(kinds_of(&outcome), expected, "{name}");
        let items = if kind.is_none() { 3 } else { 0 };
        assert_eq!(sids_of(&outcome), sids(0..items), "{name}");
        let requests = if kind == Some(Transport) { 4 } else { 1 };
        assert_eq!(server.count(), requests, "{name}");
    }
}

#[tokio::test]
async fn an_encoding_that_is_not_decoded_is_named() {
    let body = page(records(0..3), None).to_string();
    let long = "x".repeat(10_000);
    for (encoding, named) in [
        ("br", "\"br\""),
        ("zstd", "\"zstd\""),
        ("Deflate", "\"deflate\""),
        ("gzip, br", "\"gzip, br\""),
        ("compress", "\"compress\""),
        ("\x7f\u{9b}31m", "content encoding"),
        (&long, "content encoding"),
    ] {
        let headers = [("content-encoding", encoding), ("twilio-request-id", "RQ1")];
        let server = Server::scripted([Answer::status(200, &headers, &body)]).await;
        let error = only_error(listing(&builder(&server).build().unwrap())).await;
        let sent = (error.kind(), error.status(), error.request_id());
        if sent.0 == Transport {
            // HTTP allows no control character in a header.
            assert!(encoding.contains('\x7f'));
            continue;
        }
        assert_eq!(sent, (Decode, Some(200), Some("RQ1")), "{named}");
        assert!(error.message().contains(named), "{error}");
        assert!(error.to_string().len() < 300 && !error.to_string().contains('\u{9b}'));
        assert_eq!((error.attempts(), server.count()), (1, 1));
    }
}

/// The status is enough to report a failure with any body.
#[tokio::test]
async fn an_error_in_an_unknown_encoding_keeps_its_status() {
    let answer = Answer::status(404, &[("content-encoding", "br")], "?");
    let server = Server::scripted([answer]).await;
    let error = only_error(listing(&builder(&server).build().unwrap())).await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::NotFound, Some(404))
    );
}

#[tokio::test]
async fn an_error_is_decompressed_too() {
    let body = r#"{"code":20404,"message":"gone","status":404}"#;
    for encoding in ["gzip", "GZIP", "x-gzip"] {
        let answer = Answer::status(404, &[("content-encoding", encoding)], zip(body.as_bytes()));
        let server = Server::scripted([answer]).await;
        let error = only_error(listing(&builder(&server).build().unwrap())).await;
        assert_eq!((error.code(), error.message()), (Some(20404), "gone"));
    }
}

/// The bound counts all members together, and only decompressed bytes.
#[tokio::test]
async fn the_bound_counts_decompressed_bytes() {
    let body = page(records(0..3), None).to_string();
    let (one, other) = body.split_at(100);
    let members = [zip(one.as_bytes()), zip(other.as_bytes())].concat();
    let stored = {
        use std::io::Write;
        let level = flate2::Compression::none();
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
        encoder.write_all(body.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    assert!(stored.len() > body.len());
    let length = u64::try_from(body.len()).unwrap();
    for zipped in [members, stored] {
        let server = Server::scripted([Answer::gzip(&zipped)]).await;
        let fits = builder(&server).max_response_bytes(length).build().unwrap();
        assert_eq!(drain(listing(&fits).items()).await.len(), 3);
        let small = builder(&server).max_response_bytes(length - 1);
        let error = only_error(listing(&small.build().unwrap())).await;
        assert_eq!(error.kind(), ErrorKind::TooLarge);
    }
}

/// A page token of a few letters may be part of an encoding's name.
#[tokio::test]
async fn a_short_page_token_keeps_no_body_from_being_decompressed() {
    for token in ["g", "gzip", "i"] {
        let link = crate::support::fixtures::link(1, token);
        let first = Answer::json(&page(records(0..1), Some(&link)));
        let last = page(records(1..2), None).to_string();
        let server = Server::scripted([first, Answer::gzip(&zip(last.as_bytes()))]).await;
        let outcome = drain(listing(&builder(&server).build().unwrap()).items()).await;
        assert_eq!(sids_of(&outcome), sids(0..2), "{token}");
    }
}

/// An encoding may repeat a secret as any header may.
#[tokio::test]
async fn an_encoding_shows_no_page_token() {
    let link = crate::support::fixtures::link(1, "canary-token");
    let first = Answer::json(&page(records(0..1), Some(&link)));
    let second = Answer::status(200, &[("content-encoding", "canary-token")], "{}");
    let server = Server::scripted([first, second]).await;
    let outcome = drain(listing(&builder(&server).build().unwrap()).items()).await;
    assert_eq!(kinds_of(&outcome), [Decode]);
    assert!(!format!("{outcome:?}").contains("canary"), "{outcome:?}");
}
