//! The faults: what the server does, what comes of it, and how many requests it takes.

use serde_json::{Value, json};
use twilio_proxy::ErrorKind::{
    self, Api, Decode, NotFound, Pagination, RateLimited, Timeout, TooLarge, Transport,
    Unauthorized,
};

use crate::support::fixtures::{page, record, records};
use crate::support::response::{Answer, Then, zip};

/// A fault's name, its script (the last answer goes on), and the expected kind (none: all items come) and requests.
pub type Fault = (&'static str, Vec<Answer>, Option<ErrorKind>, usize);

pub fn all() -> Vec<Fault> {
    [
        framing(),
        silence(),
        sizes(),
        no_pages(),
        statuses(),
        passing(),
    ]
    .concat()
}

fn good() -> Answer {
    Answer::json(&page(records(0..3), None))
}

fn head(rest: &str) -> Answer {
    Answer::raw(format!("HTTP/1.1 200 OK\r\n{rest}"))
}

/// Faults that last, and are worth another try.
fn broken(name: &'static str, answer: Answer) -> Fault {
    (name, vec![answer], Some(Transport), 4)
}

fn framing() -> Vec<Fault> {
    let zipped = zip(page(records(0..3), None).to_string().as_bytes());
    let many_headers = "a: b\r\n".repeat(10_000);
    vec![
        broken("closed without an answer", Answer::raw("")),
        broken("reset without an answer", Answer::raw("").then(Then::Reset)),
        broken("status line cut", good().cut(7)),
        broken("headers cut", good().cut(30)),
        broken("body cut", good().short_of(40)),
        broken("body cut by one byte", good().short_of(1)),
        broken("body cut by a reset", good().short_of(40).then(Then::Reset)),
        broken(
            "chunks cut",
            head("transfer-encoding: chunked\r\n\r\n5\r\n{\"int"),
        ),
        broken(
            "chunk size is no number",
            head("transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
        ),
        broken(
            "chunk size overflows",
            head("transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}"),
        ),
        broken(
            "content length is negative",
            head("content-length: -1\r\n\r\n{}"),
        ),
        broken(
            "content length is no number",
            head("content-length: ten\r\n\r\n{}"),
        ),
        broken(
            "two content lengths",
            head("content-length: 2\r\ncontent-length: 3\r\n\r\n{}x"),
        ),
        broken(
            "garbage in place of HTTP",
            Answer::raw("HELLO THERE\r\n\r\n"),
        ),
        broken(
            "binary garbage",
            Answer::raw([0, 159, 146, 150, 255, 0, 13, 10]),
        ),
        broken(
            "TLS in place of HTTP",
            Answer::raw([0x15, 3, 3, 0, 2, 2, 40]),
        ),
        broken(
            "a body without a head",
            Answer::raw(page(vec![], None).to_string()),
        ),
        broken(
            "status is no number",
            Answer::raw("HTTP/1.1 abc OK\r\n\r\n"),
        ),
        broken(
            "another version of HTTP",
            Answer::raw("HTTP/3.0 200 OK\r\n\r\n"),
        ),
        broken("a header without a colon", head("nonsense\r\n\r\n{}")),
        broken(
            "a header of a mebibyte",
            head(&format!("a: {}\r\n\r\n{{}}", "b".repeat(1 << 20))),
        ),
        broken("10,000 headers", head(&format!("{many_headers}\r\n{{}}"))),
        broken("gzip that is none", Answer::gzip(b"{\"interactions\":[]}")),
        broken("gzip cut", Answer::gzip(&zipped[..zipped.len() / 2])),
    ]
}

fn silence() -> Vec<Fault> {
    let late = |name, answer| (name, vec![answer], Some(Timeout), 4);
    let slow = |answer: Answer| answer.again(" ", Then::Drip);
    vec![
        late("no answer", Answer::raw("").then(Then::Silence)),
        late("no end of the head", good().cut(20).then(Then::Silence)),
        late("no end of the body", good().short_of(9).then(Then::Silence)),
        late(
            "the head drips",
            Answer::raw("HTTP/1.1 200 OK\r\na: ").again("b", Then::Drip),
        ),
        late(
            "the body drips",
            slow(head("content-length: 1000000\r\n\r\n")),
        ),
        late(
            "chunks drip",
            head("transfer-encoding: chunked\r\n\r\n").again("1\r\n \r\n", Then::Drip),
        ),
        late(
            "informational answers without end",
            Answer::raw("").again("HTTP/1.1 102 Wait\r\n\r\n", Then::Drip),
        ),
    ]
}

fn sizes() -> Vec<Fault> {
    let large = |name, answer| (name, vec![answer], Some(TooLarge), 1);
    let chunk = format!("1000\r\n{}\r\n", " ".repeat(0x1000));
    vec![
        large("a gzip bomb", Answer::bomb(200)),
        large("a gzip bomb in a 404", Answer::bomb(404)),
        large("a gzip bomb in a 500", Answer::bomb(500)),
        large(
            "10 GiB announced",
            head("content-length: 10737418240\r\n\r\n"),
        ),
        large(
            "chunks without end",
            head("transfer-encoding: chunked\r\n\r\n").again(chunk, Then::Repeat),
        ),
        large(
            "a body without end",
            head("\r\n").again(" ".repeat(0x1000), Then::Repeat),
        ),
    ]
}

fn no_pages() -> Vec<Fault> {
    let none = |name, answer| (name, vec![answer], Some(Decode), 1);
    let json = |name, body: Value| none(name, Answer::json(&body));
    let list_twice = r#"{"interactions":[{}],"interactions":[],"meta":{}}"#;
    vec![
        json("an empty object", json!({})),
        json("null", Value::Null),
        json("a number", json!(1)),
        json("an empty array", json!([])),
        json("an array in place of the object", json!([[], {}])),
        json("another list", json!({ "messages": [], "meta": {} })),
        json(
            "the list is null",
            json!({ "interactions": null, "meta": {} }),
        ),
        json(
            "the list is an object",
            json!({ "interactions": {}, "meta": {} }),
        ),
        json("no meta", json!({ "interactions": [] })),
        json(
            "meta is null",
            json!({ "interactions": [record(0)], "meta": null }),
        ),
        json(
            "meta is an array",
            json!({ "interactions": [], "meta": [] }),
        ),
        json(
            "meta is an array of its fields",
            json!({ "interactions": [], "meta": [null, null, null, null, null, null, null] }),
        ),
        json("meta is text", json!({ "interactions": [], "meta": "" })),
        json(
            "the next link is a number",
            json!({ "interactions": [], "meta": { "next_page_url": 1 } }),
        ),
        json(
            "meta without a documented key",
            json!({ "interactions": [], "meta": { "nextPageUrl": null } }),
        ),
        none("the list twice", Answer::text(list_twice)),
        none(
            "meta twice",
            Answer::text(r#"{"interactions":[],"meta":{},"meta":{}}"#),
        ),
        none("JSON cut", Answer::text(r#"{"interactions":["#)),
        none(
            "JSON with a rest",
            Answer::text(r#"{"interactions":[],"meta":{}} {}"#),
        ),
        none("no UTF-8", Answer::text([b'{', 0xff, b'}'])),
        none("deep nesting", Answer::text("[".repeat(100_000))),
        none(
            "HTML",
            Answer::status(200, &[("content-type", "text/html")], "<html>Down</html>"),
        ),
        none("no body", Answer::text("")),
        none("204", Answer::status(204, &[], "")),
        none(
            "202",
            Answer::status(202, &[], page(vec![], None).to_string()),
        ),
        none(
            "206",
            Answer::status(206, &[], page(vec![], None).to_string()),
        ),
        (
            "a 200 with an error",
            vec![Answer::text(
                r#"{"code":20404,"message":"gone","status":404}"#,
            )],
            Some(Api),
            1,
        ),
    ]
}

fn statuses() -> Vec<Fault> {
    let status = |name, status, kind, requests| {
        let answer = Answer::status(status, &[("content-type", "text/html")], "<html>");
        (name, vec![answer], Some(kind), requests)
    };
    let throttled = |name, wait, requests| {
        (
            name,
            vec![Answer::throttled(wait)],
            Some(RateLimited),
            requests,
        )
    };
    let next = |name, link| {
        (
            name,
            vec![Answer::json(&page(vec![], Some(link)))],
            Some(Pagination),
            1,
        )
    };
    vec![
        status("301", 301, Api, 1),
        status("304", 304, Api, 1),
        status("400", 400, Api, 1),
        status("401", 401, Unauthorized, 1),
        status("403", 403, Unauthorized, 1),
        status("404", 404, NotFound, 1),
        status("408", 408, Api, 4),
        status("418", 418, Api, 1),
        status("429", 429, RateLimited, 10),
        status("500", 500, Api, 4),
        status("502", 502, Api, 4),
        status("503", 503, Api, 4),
        status("504", 504, Api, 4),
        status("999", 999, Api, 1),
        throttled("429 for an hour", "3600", 1),
        throttled(
            "429 until the far future",
            "Tue, 31 Dec 2999 23:59:59 GMT",
            1,
        ),
        throttled("429 until the past", "Fri, 31 Dec 1999 23:59:59 GMT", 4),
        throttled("429 for a negative time", "-1", 10),
        throttled(
            "429 for 10^35 s",
            "100000000000000000000000000000000000",
            10,
        ),
        throttled("429 for nan", "nan", 10),
        throttled("429 for nothing", "", 10),
        next("an empty query as next link", "?"),
        next(
            "a next link into another collection",
            "https://proxy.twilio.com/v1/Services?Page=1",
        ),
    ]
}

/// Faults that pass: all items come.
fn passing() -> Vec<Fault> {
    let passes = |name, fault: Answer| (name, vec![fault, good()], None, 2);
    vec![
        (
            "an informational answer first",
            vec![
                Answer::raw([b"HTTP/1.1 103 Soon\r\n\r\n", good().bytes.as_slice()].concat())
                    .then(Then::Keep),
            ],
            None,
            1,
        ),
        (
            "an empty next link",
            vec![Answer::json(&page(records(0..3), Some("")))],
            None,
            1,
        ),
        (
            "a body up to the connection's end",
            vec![head(&format!("\r\n{}", page(records(0..3), None)))],
            None,
            1,
        ),
        (
            "gzip",
            vec![Answer::gzip(&zip(page(records(0..3), None)
                .to_string()
                .as_bytes()))],
            None,
            1,
        ),
        passes("one close", Answer::raw("")),
        passes("one reset", Answer::raw("").then(Then::Reset)),
        passes("one body cut", good().short_of(5)),
        passes("one silence", Answer::raw("").then(Then::Silence)),
        passes("one 500", Answer::status(500, &[], "")),
        passes("one 408", Answer::status(408, &[], "")),
        passes("one 429 with no wait", Answer::throttled("0")),
        passes(
            "one 503 with no wait",
            Answer::status(503, &[("retry-after", "0")], ""),
        ),
    ]
}
