//! Text of a description that would be code, HTML or a link to an item if the client's documentation held it as it is.

use crate::generate::generate;
use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use syn::visit_mut::VisitMut;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// Creates a file whose path the environment names.
const CODE: &str = r#"std::fs::write(std::env::var("MARKER").unwrap(), "").unwrap();"#;

/// Each way of CommonMark and rustdoc to write a block of code, raw HTML or a link, with `CODE` for a line of Rust.
const HOSTILE: [&str; 62] = [
    "```\nCODE\n```",
    "Words.\n\n```rust\nCODE\n```\n\nWords.",
    "Words.\n```rust,no_run\nCODE\n```",
    "```should_panic\nCODE\n```",
    "```compile_fail,E0433\nCODE\n```",
    "```rust,ignore-windows\nCODE\n```",
    "```{.rust}\nCODE\n```",
    "```edition2024 ,custom\nCODE\n```",
    "~~~\nCODE\n~~~",
    "~~~rust `x`\nCODE\n~~~",
    "``````\nCODE\n```\nCODE\n``````",
    "  ```\n  CODE\n  ```",
    "   ~~~~ rust\nCODE\n   ~~~~",
    "```\nCODE",
    "```text\nCODE\n```\n```\nCODE\n```",
    "```text\nCODE\n~~~\n\n    CODE\n```",
    "````text\n```\nCODE\n````",
    "```a`b\n\n```\nCODE\n```",
    "    CODE",
    "\tCODE",
    "Words.\n\n    CODE\n\n    CODE\n",
    "Words.\n\n  \tCODE\n",
    "# Heading\n    CODE",
    "Words\n===\n    CODE",
    "***\n    CODE",
    "- ```\n  CODE\n  ```",
    "- a\n\n  ```rust\n  CODE\n  ```",
    "1. a\n\n       CODE",
    "-     CODE",
    "-\n      CODE",
    "- - -     CODE",
    "- > 1. ```\n      CODE",
    "> ```\n> CODE\n> ```",
    ">     CODE",
    ">\tCODE",
    "> > ~~~rust\n> > CODE",
    "*    CODE\n*    CODE",
    "* ```\n* CODE\n* ```",
    "Words.\r\n\r\n```\r\nCODE\r\n```\r\n",
    "Words.\r\r```\rCODE\r```\r",
    "\u{b}\u{c}```\nCODE\n```\0",
    "\u{a0}\u{2003}```\nCODE\n```",
    "\u{feff}```\nCODE\n```",
    "\\\n```\nCODE\n```",
    "`\n```\nCODE\n```",
    "<!--\n```\nCODE\n```",
    "<pre>\n\n```\nCODE\n```\n",
    "[^1]: a\n\n        CODE\n\n    ```\n    CODE\n    ```",
    "- `status`: ```\nCODE\n```",
    "- `status`:         CODE",
    "*/ } fn main() { CODE } /*",
    "\"] #![doc = \"```\n",
    "#![doc = include_str!(\"/etc/passwd\")]\n#![feature(x)]",
    "#![doc(html_root_url = \"x\")] /* /** /*! //! ///",
    "[Missing] [`crate::missing`] [x](crate::missing) [x][Missing] <crate::missing>\n\n[x]: Missing\n[Missing]: crate::missing",
    "[`Vec<T>`], [Box::new()], [struct@Missing], [a\nb], ![x](x.png) ![Missing]",
    "<script>alert(1)</script> <b>open <img src=x onerror=alert(1)> </div> <?php ?> <!DOCTYPE x> <![CDATA[x]]>",
    "a | b\n--|--\n`<script>alert(1)</script>|`\n\na\n:-:\n`<b>|`",
    "[x](javascript:alert(1)) <javascript:alert(1)> [x](data:text/html,x) [x](<https://a b>) <x@example.com>",
    "https://example.com/a?b=c, http://example.com. `https://example.com` [a](https://example.com) <https://example.com>",
    "\u{202e}\u{2066}x\u{2069}\u{202c}\u{200f}\u{61c}\u{85}\u{2028}\u{1b}[31m\u{9b}31m",
    "[^1] [ ] - [ ] x\n- [x] y\n\n[^1]: z `unclosed ``unclosed ```unclosed",
];

/// A description with one text in every place that can have one.
fn description(text: &str) -> Value {
    let answer = |schema: &str| {
        let reference = json!({ "$ref": format!("#/components/schemas/{schema}") });
        json!({ "description": text, "content": { "application/json": { "schema": reference } } })
    };
    let described = |mut schema: Value| {
        schema["description"] = text.into();
        schema
    };
    // Of an inline schema, a title would be the type's name, and all of them have one.
    let titled = |mut schema: Value| {
        schema["title"] = text.into();
        described(schema)
    };
    json!({
        "openapi": "3.0.3",
        "info": { "title": text, "description": text, "termsOfService": text, "version": text },
        "servers": [{ "url": text, "description": text }],
        "tags": [{ "name": text, "description": text }],
        "externalDocs": { "url": text, "description": text },
        "paths": { "/v1/Things/{Sid}": {
            "summary": text,
            "description": text,
            "get": {
                "operationId": "FetchThing",
                "tags": [text],
                "summary": text,
                "description": text,
                "parameters": [
                    { "name": "Sid", "in": "path", "required": true, "description": text,
                      "schema": { "$ref": "#/components/schemas/ThingSid" } },
                    { "name": "Status", "in": "query", "description": text,
                      "schema": described(json!({ "type": "string", "enum": ["a", "b"] })) },
                ],
                "responses": { "200": answer("Thing"), "4XX": answer("Fault") },
            },
            "post": {
                "operationId": "UpdateThing",
                "description": text,
                "parameters": [{ "$ref": "#/components/parameters/Sid" }],
                "requestBody": { "required": true, "description": text, "content": { "application/x-www-form-urlencoded": {
                    "schema": { "$ref": "#/components/schemas/UpdateThingRequest" } } } },
                "responses": { "200": answer("Thing") },
            },
        } },
        "components": {
            "parameters": { "Sid": { "name": "Sid", "in": "path", "required": true, "description": text,
                "schema": { "$ref": "#/components/schemas/ThingSid" } } },
            "schemas": {
                "ThingSid": titled(json!({ "type": "string", "pattern": "^KS[0-9a-fA-F]{32}$" })),
                "Label": titled(json!({ "type": "string", "maxLength": 9 })),
                "Known": titled(json!({ "type": "string", "enum": ["one", "two"] })),
                "Kind": titled(json!({ "anyOf": [{ "$ref": "#/components/schemas/Known" }, { "type": "string" }] })),
                "Secret": titled(json!({ "type": "string", "x-personal-data": true })),
                "Fault": titled(json!({ "type": "object", "properties": { text: { "type": "string" } } })),
                "Value": titled(json!({ "type": "string", "enum": [text] })),
                "Either": titled(json!({ "oneOf": [
                    { "description": text, "type": "object", "required": ["a"],
                      "additionalProperties": false, "properties": { "a": described(json!({ "type": "string" })) } },
                    { "description": text, "type": "array", "items": described(json!({ "type": "integer" })) },
                ] })),
                "Thing": titled(json!({ "type": "object", "required": ["sid"], "properties": {
                    "sid": { "allOf": [{ "$ref": "#/components/schemas/ThingSid" }], "description": text },
                    "label": { "allOf": [{ "$ref": "#/components/schemas/Label" }], "description": text },
                    "kind": { "allOf": [{ "$ref": "#/components/schemas/Kind" }], "description": text },
                    "value": { "$ref": "#/components/schemas/Value" },
                    "either": { "$ref": "#/components/schemas/Either" },
                    "when": described(json!({ "type": "string", "format": "date-time" })),
                    "inner": described(json!({ "type": "object", "properties": { "a": described(json!({ "type": "string", "default": text })) } })),
                    "others": described(json!({ "type": "object", "additionalProperties": described(json!({ "type": "integer" })) })),
                } })),
                "UpdateThingRequest": titled(json!({ "type": "object", "properties": {
                    "Status": described(json!({ "type": "string", "enum": ["a", "b"] })),
                    "Names": described(json!({ "type": "array", "items": described(json!({ "type": "string" })) })),
                } })),
            },
        },
    })
}

/// The documentation of each item of generated Rust, without the links that the generator makes of its own names.
#[derive(Default)]
struct Documentation(Vec<String>);

impl Documentation {
    fn of(client: &str) -> Vec<String> {
        let mut found = Self::default();
        found.visit_file_mut(&mut syn::parse_file(client).unwrap());
        assert!(found.0.len() > 25, "only {} items", found.0.len());
        found.0
    }
}

impl VisitMut for Documentation {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let lines = attributes
            .iter()
            .filter_map(|attribute| match &attribute.meta {
                Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
                    Expr::Lit(ExprLit {
                        lit: Lit::Str(line),
                        ..
                    }) => Some(line.value()),
                    _ => panic!("documentation that is no text"),
                },
                Meta::List(meta) if meta.path.is_ident("doc") => panic!("a setting of rustdoc"),
                _ => None,
            });
        let text = lines.collect::<Vec<_>>().join("\n");
        let start = text.trim_start();
        if !text.is_empty()
            && !start.starts_with("Builder for [`Client::")
            && !start.starts_with("Builds a [`")
        {
            self.0.push(text);
        }
    }
}

/// What in Markdown is more than words, as rustdoc reads it.
fn faults(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // rustdoc takes whatever is in brackets for the name of an item.
    let mut item = |_: BrokenLink<'_>| Some((CowStr::from("item"), CowStr::from("")));
    let is_harmless = |event: &Event<'_>| match event {
        Event::Start(Tag::CodeBlock(kind)) => *kind == CodeBlockKind::Fenced("text".into()),
        Event::Start(Tag::Link { dest_url, .. }) => {
            dest_url.starts_with("https://") || dest_url.starts_with("http://")
        }
        Event::Start(
            Tag::Image { .. } | Tag::HtmlBlock | Tag::FootnoteDefinition(_) | Tag::Table(_),
        )
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_) => false,
        _ => true,
    };
    Parser::new_with_broken_link_callback(markdown, options, Some(&mut item))
        .filter(|event| !is_harmless(event))
        .map(|event| format!("{event:?} in {markdown:?}"))
        .collect()
}

/// What is wrong with the client of a text.
fn problems(text: &str) -> Vec<String> {
    let client = generate(&description(text).to_string(), true)
        .unwrap()
        .client;
    let is_hidden = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let hidden = client.chars().filter(is_hidden);
    let hidden: Vec<String> = hidden.map(|c| format!("{c:?} of {text:?}")).collect();
    let documentation = Documentation::of(&client);
    hidden
        .into_iter()
        .chain(documentation.iter().flat_map(|markdown| faults(markdown)))
        .collect()
}

fn hostile() -> impl Iterator<Item = String> {
    HOSTILE.iter().map(|text| text.replace("CODE", CODE))
}

#[test]
fn no_text_of_a_description_is_code_html_or_a_link_to_an_item() {
    let found: Vec<String> = hostile().flat_map(|text| problems(&text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn names_of_the_generators_own_crate_in_a_description_stay_as_they_are() {
    let name = "progenitor_client::encode_path";
    let client = generate(&description(name).to_string(), false)
        .unwrap()
        .client;
    for place in [
        format!("#[serde(rename = \"{name}\""),
        format!("\"{name}\" => Ok(Self::"),
        format!("/// {name}\n"),
    ] {
        assert!(client.contains(&place), "{place} is not in\n{client}");
    }
    assert!(client.contains("use crate::support::{"));
    assert!(!client.contains("use progenitor_client"));
    assert!(!client.contains("&progenitor_client::"));
}

/// Texts of what Markdown gives a meaning.
fn texts() -> impl Strategy<Value = String> {
    const PARTS: [&str; 62] = [
        "`",
        "``",
        "```",
        "````",
        "~~~",
        "~",
        " ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\r",
        "- ",
        "-",
        "* ",
        "+ ",
        "1. ",
        "12) ",
        "> ",
        ">",
        "# ",
        "---",
        "===",
        ":-:",
        "|",
        "--|--",
        "[",
        "]",
        "](",
        "(",
        ")",
        "[^1]:",
        "[x]:",
        "[ ] ",
        "![",
        "<",
        ">",
        "</",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "script>",
        "https://example.com",
        "\\",
        "*",
        "**",
        "_",
        "&lt;",
        "&#96;",
        "\"]",
        "*/",
        "/*",
        "#![x]",
        "rust",
        "text",
        "Item",
        "crate::x",
        "\0",
        "\u{202e}",
        "\u{a0}",
    ];
    let parts = proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..24);
    parts.prop_map(|parts| parts.concat())
}

#[test]
fn no_random_text_is_code_html_or_a_link_to_an_item() {
    let cases = std::env::var("PROPTEST_CASES").map_or(100, |cases| cases.parse().unwrap());
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..Default::default()
    };
    proptest!(config, |(text in texts())| {
        prop_assert_eq!(problems(&text), Vec::<String>::new());
    });
}

/// A crate of items that have this documentation and nothing else.
fn library(documentation: &[String]) -> String {
    let items: Vec<syn::Item> = documentation
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let name = quote::format_ident!("Item{number}");
            let lines = text.split('\n');
            syn::parse_quote!(#(#[doc = #lines])* pub struct #name;)
        })
        .collect();
    let documentation = "//! Documentation.\n";
    format!(
        "{documentation}{}",
        prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items
        })
    )
}

/// Runs a compiler on a crate in a folder.
fn run(program: &str, arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(program);
    command
        .args([
            "--edition",
            "2024",
            "--crate-name",
            "documented",
            "library.rs",
        ])
        .args(arguments);
    command
        .current_dir(folder)
        .env("MARKER", folder.join("marker"))
        .output()
        .unwrap()
}

/// Whether rustdoc runs something of a documentation.
fn runs(documentation: &[String], folder: &Path) -> bool {
    fs::write(folder.join("library.rs"), library(documentation)).unwrap();
    let tested = run("rustdoc", &["--test"], folder);
    let told = String::from_utf8_lossy(&tested.stdout).into_owned();
    assert!(
        told.contains("\nrunning "),
        "{told}{}",
        String::from_utf8_lossy(&tested.stderr)
    );
    let marker = folder.join("marker");
    let is_made = fs::remove_file(marker).is_ok();
    is_made || !told.contains("\nrunning 0 tests")
}

#[test]
fn rustdoc_runs_no_text_of_a_description_and_has_no_objection() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let code = format!("```\n{CODE}\n```");
    assert!(runs(&[code], folder), "the test itself finds nothing");
    let documentation: Vec<String> = hostile()
        .flat_map(|text| {
            Documentation::of(
                &generate(&description(&text).to_string(), true)
                    .unwrap()
                    .client,
            )
        })
        .collect();
    assert!(!runs(&documentation, folder));
    for (program, arguments) in [
        (
            "rustdoc",
            &[
                "--document-private-items",
                "-D",
                "warnings",
                "-W",
                "rustdoc::all",
            ][..],
        ),
        (
            "rustc",
            &[
                "--crate-type",
                "lib",
                "--emit",
                "metadata",
                "-D",
                "warnings",
            ],
        ),
    ] {
        let checked = run(program, arguments, folder);
        assert!(
            checked.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&checked.stderr)
        );
    }
}
