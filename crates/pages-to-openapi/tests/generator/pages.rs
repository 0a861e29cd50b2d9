//! Pages at random: names that are the generator's own or fold into one another, values of every kind.

use proptest::prelude::*;
use proptest::sample::select;

use crate::names::{RESOURCES, name};

/// A set of pages, each of an operation of its own.
pub fn sets(size: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(page(), size).prop_map(|pages| {
        let pages = pages.into_iter().enumerate();
        pages
            .map(|(number, (title, rest))| {
                // The paths differ, so that no two pages describe one operation.
                let rest = rest.replacen("/v1/", &format!("/v1/{number}/"), 1);
                format!("{title}\n\n{rest}")
            })
            .collect()
    })
}

fn title() -> impl Strategy<Value = String> {
    const OWN: [&str; 30] = [
        "List Widgets",
        "List Widget",
        "Fetch Widget",
        "Create Widget",
        "Update Widget",
        "Delete Widget",
        "Archive Widget",
        "List Gadgets",
        "Get all gadgets",
        "Create Gadget",
        "***",
        "-",
        "Self",
        "Type",
        "Error",
        "Result",
        "Option",
        "String",
        "Value",
        "From",
        "2fa Enable",
        "Größe Lesen",
        "名前",
        "🎉",
        "List SMS Messages",
        "List AA",
        "New",
        "Page Meta",
        "Error Response",
        "Response Value",
    ];
    prop_oneof![
        6 => select(&OWN[..]).prop_map(str::to_owned),
        4 => (select(vec!["Fetch", "List", "Create", "Update", "Archive"]), select(&RESOURCES[..]))
            .prop_map(|(verb, resource)| format!("{verb} {resource}")),
        3 => "(List|Fetch|Create|Delete|New|Pre|Exec|Client|Archive)( [A-Za-z]{1,5}){0,2}",
    ]
}

/// A value of JSON, as deep as asked for.
fn value(depth: u32) -> BoxedStrategy<String> {
    const LEAVES: [&str; 18] = [
        "1",
        "1.5",
        "-3",
        "12345678901",
        "123456789012345678901234567890",
        "null",
        "true",
        "\"s\"",
        "\"\"",
        "[]",
        "{}",
        "[[1], [2]]",
        "\"2020-01-01T00:00:00Z\"",
        "\"2020-01-01\"",
        "\"https://a.example/b\"",
        "\"f47ac10b-58cc-4372-a567-0e02b2c3d479\"",
        "\"CA0123456789abcdef0123456789abcdef\"",
        "\"<string>\"",
    ];
    let leaf = select(&LEAVES[..]).prop_map(str::to_owned);
    if depth == 0 {
        return leaf.boxed();
    }
    let array = prop::collection::vec(value(depth - 1), 0..3)
        .prop_map(|items| format!("[{}]", items.join(", ")));
    prop_oneof![4 => leaf, 2 => object(depth), 1 => array].boxed()
}

fn object(depth: u32) -> impl Strategy<Value = String> {
    let members = prop::collection::vec((name(), value(depth - 1)), 0..6);
    members.prop_map(|members| {
        let members: Vec<String> = members
            .iter()
            .map(|(name, value)| format!("{}: {value}", serde_json::json!(name)))
            .collect();
        format!("{{{}}}", members.join(", "))
    })
}

fn answer() -> impl Strategy<Value = String> {
    let list = (name(), object(2)).prop_map(|(name, item)| {
        let name = serde_json::json!(name);
        format!("{{\"meta\": {{\"page\": 0, \"page_size\": 50}}, {name}: [{item}]}}")
    });
    prop_oneof![
        4 => object(3),
        2 => list,
        2 => value(2),
        1 => Just("pong".to_owned()),
        3 => Just(String::new()),
        // The same on many pages.
        2 => Just("{\"done\": true}".to_owned()),
    ]
}

fn table() -> impl Strategy<Value = String> {
    const KINDS: [&str; 7] = [
        "string", "number", "integer", "boolean", "array", "object", "null",
    ];
    const SENTENCES: [&str; 16] = [
        "",
        "Can be: `open`, `closed`, or `failed`.",
        "Can be: `open`, `closed`, or `failed`. The default is `open`.",
        "One of: `a-b`, `a_b`, `A B` or `+1`. The default is `c`.",
        "Can be: `-1`, `1`, or ` `.",
        "Can be: `self`, `Self`, `type` or `1st`.",
        "Can be: `open` or `closed`. Must be 6 characters or fewer.",
        "The default is 5.",
        "The default is `x`.",
        "The default is true.",
        "Minimum value: 1, maximum value: 100.",
        "Minimum value: 0.5.",
        "Minimum value: 1, maximum value: 100. The default is 20.",
        "Must be 5 characters or fewer.",
        "Must be between 2 and 40 characters. The default is `none`.",
        "(Required) Deprecated.",
    ];
    let row = (
        name(),
        select(&KINDS[..]),
        any::<bool>(),
        select(&SENTENCES[..]),
    );
    prop::collection::vec(row, 0..5).prop_map(|rows| {
        let mut table = "| Key | Datatype | Required | Description |\n".to_owned();
        for (name, kind, required, text) in rows {
            // A default has to be one of its type.
            let number = ["number", "integer"].contains(&kind);
            let fits = match () {
                () if text.contains("default is true") => kind == "boolean",
                () if text.contains("default is 5") || text.contains("default is 20") => number,
                () if text.contains("default is") => kind == "string",
                () => true,
            };
            let text = if fits { text } else { "" };
            table.push_str(&format!("| {name} | {kind} | {required} | {text} |\n"));
        }
        table
    })
}

/// The names of headers, those that HTTP has uses for among them.
fn headers() -> impl Strategy<Value = String> {
    const OWN: [&str; 12] = [
        "Accept",
        "accept",
        "Authorization",
        "Content-Type",
        "X-Id",
        "x-id",
        "X_Id",
        "api-version",
        "If-Match",
        "X-Größe",
        "a b",
        "new",
    ];
    const KINDS: [&str; 4] = ["string", "number", "array", "object"];
    const SENTENCES: [&str; 4] = [
        "",
        "Can be: `open`, `closed`, or `failed`.",
        "Must be 5 characters or fewer.",
        "`application/json`",
    ];
    let row = (
        select(&OWN[..]),
        select(&KINDS[..]),
        any::<bool>(),
        select(&SENTENCES[..]),
    );
    prop::collection::vec(row, 0..4).prop_map(|rows| {
        let mut table = "| Key | Datatype | Required | Description |\n".to_owned();
        for (name, kind, required, text) in rows {
            table.push_str(&format!("| {name} | {kind} | {required} | {text} |\n"));
        }
        table
    })
}

fn address() -> impl Strategy<Value = String> {
    let segment = prop_oneof![
        3 => "[a-z]{1,6}".prop_map(|word| format!("/{word}")),
        4 => name().prop_filter("no slash", |name| !name.contains(['/', '{', '}', '[']))
            .prop_map(|name| format!("/{{{{{name}}}}}")),
        1 => "[a-z]{1,4}".prop_map(|name| format!("/:{name}")),
        1 => "[a-z]{1,4}".prop_map(|name| format!("/{{{{{name}}}}}:verb")),
        1 => "[a-z]{1,4}".prop_map(|name| format!("/{{{{{name}}}}}.json")),
        1 => Just("/a}b".to_owned()),
        1 => Just("/größe".to_owned()),
    ];
    let samples = select(vec!["1", "1.5", "true", "<string>", "a%20b", ""]);
    let query = prop::collection::vec((name(), samples), 0..4).prop_map(|query| {
        let pairs: Vec<String> = query
            .iter()
            .map(|(name, sample)| format!("{name}={sample}"))
            .collect();
        pairs.join("&")
    });
    (prop::collection::vec(segment, 0..4), query)
        .prop_map(|(segments, query)| format!("{{{{host}}}}/v1/x{}?{query}", segments.concat()))
}

fn body() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => table().prop_map(|table| format!("\nBody PARAM\n\n{table}")),
        2 => value(2).prop_map(|value| format!("\nRequest Body\n\n{value}\n")),
        1 => Just("\nRequest Body\n\n{\"force\": true}\n".to_owned()),
        1 => Just("\nRequest Body\n\n{\"k\"=>nil, \"n\"=>{\"a\"=>1}}\n".to_owned()),
        4 => Just(String::new()),
    ]
}

fn page() -> impl Strategy<Value = (String, String)> {
    const STATUSES: [&str; 17] = [
        "OK",
        "200",
        "Created",
        "No Content",
        "Accepted",
        "101",
        "302",
        "2XX",
        "4XX",
        "5XX",
        "400",
        "404",
        "422",
        "Too Many Requests",
        "500",
        "503",
        "default",
    ];
    (
        title(),
        select(vec![
            "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE",
        ]),
        address(),
        table(),
        headers(),
        body(),
        prop::collection::vec((select(&STATUSES[..]), answer()), 0..5),
    )
        .prop_map(|(title, method, address, table, headers, body, answers)| {
            let mut page = format!("{method} {address}\n\nRequest Params\n\n{table}{body}");
            page.push_str(&format!("\nHEADERS\n\n{headers}\nRESPONSES\n"));
            for (status, answer) in answers {
                page.push_str(&format!("\nstatus: {status}\n\n{answer}\n"));
            }
            (title, page)
        })
}
