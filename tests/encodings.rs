//! Bodies in encodings and framings that a server may get wrong: the items, or one error; never a part in silence.

use twilio_proxy::ErrorKind::{self, Decode, Transport};

use crate::answer::{Answer, zip};
use crate::sample::{builder, drain, kinds_of, listing, page, records, sids, sids_of};
use crate::server::Server;

fn encoded(encoding: &str, body: &[u8]) -> Answer {
    let headers = [
        ("content-type", "application/json"),
        ("content-encoding", encoding),
    ];
    Answer::status(200, &headers, body)
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
        (
            "two members, the second unread",
            encoded("gzip", &members),
            Some(Decode),
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
