//! The identifiers of a generated client, which names of a description must not collide with.

use heck::ToSnakeCase;
use unicode_normalization::UnicodeNormalization;

/// Names that the generated client has already, or that its code uses, folded.
pub(crate) const CLIENT_NAMES: [&str; 20] = [
    // Methods.
    "new",
    "newwithclient",
    "pre",
    "post",
    "exec",
    "client",
    "baseurl",
    "inner",
    "apiversion",
    // Types beside those of the operations.
    "error",
    "bytestream",
    "clienthooks",
    "clientinfo",
    "operationinfo",
    "requestbuilderext",
    "responsevalue",
    // Types of the language.
    "from",
    "option",
    "result",
    "string",
];

/// Names that the code of the generated types uses.
pub(crate) const TYPES_IN_USE: [&str; 2] = ["Default", "Self"];

/// Returns the name of a field or a parameter, in the form in which Rust compares names.
pub(crate) fn snake(name: &str) -> String {
    ident(name, str::to_snake_case).nfc().collect()
}

/// Returns the identifier that typify makes of a name in a case.
pub(crate) fn ident(name: &str, case: fn(&str) -> String) -> String {
    let folded = match name {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ => case(
            &name
                .replace('\'', "")
                .replace(|c: char| !unicode_ident::is_xid_continue(c), "-"),
        ),
    };
    match folded.chars().next() {
        None => case("x"),
        Some(first) if unicode_ident::is_xid_start(first) => folded,
        // The generator puts `x` before a field and `_` before a parameter: taken for one here.
        Some(_) => format!("{}{}", case("x"), folded.trim_start_matches('_')),
    }
}
