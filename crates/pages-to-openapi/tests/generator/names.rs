//! Names that are the generator's own, or fold into one another.

use proptest::prelude::*;
use proptest::sample::select;

/// Names of fields and parameters.
pub fn name() -> impl Strategy<Value = String> {
    const OWN: [&str; 52] = [
        "status",
        "Status",
        "userId",
        "user_id",
        "UserID",
        "user-id",
        "USERID",
        "id",
        "ID",
        "Id",
        "new",
        "send",
        "body",
        "body_map",
        "type",
        "self",
        "Self",
        "super",
        "crate",
        "async",
        "gen",
        "try",
        "match",
        "_",
        "__",
        "-",
        "extra",
        "client",
        "value",
        "url",
        "request",
        "response",
        "result",
        "info",
        "header_map",
        "headers",
        "1st",
        "x1st",
        "_1st",
        "+1",
        "-1",
        "Error",
        "builder",
        "default",
        "clone",
        "größe",
        "GRÖSSE",
        "名前",
        "住所",
        "e\u{301}",
        "é",
        "😀",
    ];
    prop_oneof![
        6 => select(&OWN[..]).prop_map(str::to_owned),
        3 => "[A-Za-z_][A-Za-z0-9_.-]{0,6}",
        1 => "[a-z]{1,3}\\[[a-z]{0,3}\\]",
        1 => "[0-9]{1,3}",
    ]
}

/// Resources whose names Rust or the generated code has already, or that the describer makes.
pub const RESOURCES: [&str; 44] = [
    "Option",
    "Result",
    "String",
    "Vec",
    "Box",
    "Default",
    "Some",
    "None",
    "Ok",
    "Err",
    "Debug",
    "Clone",
    "Copy",
    "Send",
    "Into",
    "From",
    "Try From",
    "Error",
    "Client",
    "Self",
    "Builder",
    "Conversion Error",
    "Response Value",
    "Text Up To 5",
    "Known Status",
    "Other Status",
    "Status",
    "Serialize",
    "Widget Id",
    "CA",
    "Bool",
    "Str",
    "Char",
    "U64",
    "Iterator",
    "Drop",
    "Fn",
    "Future",
    "Sized",
    "Eq",
    "Hash",
    "Ord",
    "To String",
    "Deserialize",
];

/// A page for each of the names, as a resource and as an operation.
pub fn of_names() -> Vec<String> {
    let mut pages = Vec::new();
    for (number, name) in RESOURCES.iter().enumerate() {
        for (verb, method) in [("Fetch ", "GET"), ("Create ", "POST"), ("", "PUT")] {
            pages.push(format!(
                "{verb}{name}\n\n{method} {{{{host}}}}/v1/{number}/{{{{id}}}}\n\nRequest Params\n\n\
                 | Key | Datatype | Required | Description |\n\
                 | {name} | string | false | Can be: `open`, `closed`, or `{name}`. The default is `open`. |\n\
                 | b | string | false | Must be {number} characters or fewer. |\n\n\
                 RESPONSES\n\nstatus: OK\n\n{{\"{name}\": {{\"a\": {number}}}, \"b\": null}}\n\n\
                 status: 404\n\n{{\"code\": 1}}\n"
            ));
        }
    }
    pages
}
