//! Text out of pages, descriptions, overlays, file names and arguments reaches a terminal escaped, and Markdown as text.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

#[path = "program/forced.rs"]
mod forced;
#[path = "terminal/markdown.rs"]
mod markdown;

use forced::{Printed, run};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Sets a window's title, clears the screen in both encodings, deletes, turns the text around, and ends a line in
/// other ways than a newline.
const HOSTILE: &str = "\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}2J\u{8}\u{7f}\u{202e}\u{2066}\u{200f}\u{2028}\u{85}\r\u{feff}";

/// A text as JSON and YAML can escape it.
fn in_quotes(text: &str) -> String {
    text.encode_utf16()
        .map(|unit| format!("\\u{unit:04x}"))
        .collect()
}

/// A page with a response whose JSON has this key.
fn page(key: &str) -> String {
    format!(
        "Fetch Widget\n\nGET https://api.example.com/v1/Widgets/:Sid\n\nRESPONSES\n\nstatus: OK\n\n{{\"{}\": \"a\"}}\n",
        in_quotes(key)
    )
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Asserts that nothing was printed that a terminal obeys, beside the program's own colours and newlines.
#[track_caller]
fn assert_visible(printed: &Printed) {
    let colours = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    for text in [&printed.stdout, &printed.stderr] {
        let plain = colours.replace_all(text, "");
        let obeyed = plain.chars().find(|c| {
            *c != '\n'
                && (c.is_control()
                    || matches!(*c, '\u{200e}' | '\u{200f}' | '\u{feff}')
                    || ('\u{2028}'..='\u{202e}').contains(c)
                    || ('\u{2066}'..='\u{2069}').contains(c))
        });
        assert_eq!(obeyed, None, "{}", plain.escape_debug());
    }
}

#[test]
fn an_explanation_shows_control_characters_escaped() {
    let page = page("a\u{1b}[2J\u{9b}2J\n");
    let folder = folder(&[("page.txt", &page)]);
    let arguments = ["spec", "--pages", "page.txt", "--explain"];
    let text = run(folder.path(), &arguments);
    assert_eq!(text.code, Some(0), "{}", text.stderr);
    assert_visible(&text);
    assert!(
        text.stdout.contains("a\\u{1b}[2J\\u{9b}2J\\n"),
        "{}",
        text.stdout
    );

    let program = run(
        folder.path(),
        &[&arguments[..], &["--format", "json"]].concat(),
    );
    assert_visible(&program);
    let explained: Value = serde_json::from_str(&program.stdout).unwrap();
    assert!(explained.to_string().contains("a\\u001b[2J\u{9b}2J\\n"));
}

#[test]
fn a_printed_description_has_the_bytes_of_the_file() {
    let page = page("a\u{1b}[2J\u{9b}2J\u{7f}");
    let folder = folder(&[("page.txt", &page)]);
    let printed = run(folder.path(), &["spec", "--pages", "page.txt"]);
    assert_visible(&printed);
    let written = ["spec", "--pages", "page.txt", "--output", "api.json"];
    assert_eq!(run(folder.path(), &written).code, Some(0));
    let file = fs::read_to_string(folder.path().join("api.json")).unwrap();
    assert_eq!(printed.stdout, file);
    assert!(file.contains("a\\u001b[2J\\u009b2J\\u007f"), "{file}");
}

#[test]
fn the_difference_from_an_old_file_is_escaped() {
    let old = format!("{{\n  \"openapi\": \"{HOSTILE}\",\r\n\t\"a\": \u{0}\n}}");
    let folder = folder(&[("page.txt", &page("sid")), ("api.json", &old)]);
    for format in ["text", "json"] {
        let arguments = [
            "spec", "--pages", "page.txt", "--output", "api.json", "--check", "--format", format,
        ];
        let printed = run(folder.path(), &arguments);
        assert_eq!(printed.code, Some(4));
        assert_visible(&printed);
        assert!(printed.stdout.contains("-  \"openapi\": \"\\u{1b}]0;"));
    }
}

#[test]
fn diagnostics_are_escaped_and_the_caret_stays_at_its_column() {
    let broken = format!("{}{HOSTILE}", page("sid").replace("\"a\"}", "\u{1b}[2J x"));
    let folder = folder(&[("page.txt", &broken)]);
    for format in ["text", "json"] {
        let arguments = ["spec", "--pages", "page.txt", "--format", format];
        let printed = run(folder.path(), &arguments);
        assert_eq!(printed.code, Some(100));
        assert_visible(&printed);
    }
    let plain = run(folder.path(), &["spec", "--pages", "page.txt"]);
    let plain = anstream::adapter::strip_str(&plain.stderr).to_string();
    insta::assert_snapshot!(plain);
}

#[cfg(unix)]
#[test]
fn file_names_are_escaped() {
    // The separator of paths and the zero byte cannot be in a name.
    let name = format!("page{HOSTILE}\n.txt");
    let folder = folder(&[(&name, "no page"), ("api.json", "{\"openapi\": \"3.0.3\"}")]);
    let missing = format!("missing{HOSTILE}\n");
    for arguments in [
        vec!["spec", "--pages", &name],
        vec!["spec", "--pages", &name, "--format", "json"],
        vec!["spec", "--pages", "."],
        vec!["spec", "--pages", &missing],
        vec!["diff", &missing, "api.json"],
        vec!["diff", &name, "api.json"],
    ] {
        let printed = run(folder.path(), &arguments);
        assert_eq!(printed.code, Some(100), "{arguments:?}");
        assert_visible(&printed);
        let escape = ["\\u{1b}", "\\u001b"];
        let is_escaped = escape.iter().any(|escape| printed.stderr.contains(escape));
        assert!(is_escaped, "{arguments:?}: {}", printed.stderr);
    }
}

#[test]
fn revisions_are_escaped() {
    let folder = folder(&[]);
    let made = Command::new("git")
        .arg("init")
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(made.status.success());
    for revision in [HOSTILE, "a\u{9b}2J\u{202e}\n"] {
        let printed = run(folder.path(), &["diff", "--base", revision]);
        assert_eq!(printed.code, Some(100));
        assert_visible(&printed);
        assert!(printed.stderr.contains("\\u{9b}2J"), "{}", printed.stderr);
    }
}

#[test]
fn wrong_arguments_are_escaped() {
    let folder = folder(&[]);
    for arguments in [
        vec![HOSTILE],
        vec!["spec", HOSTILE],
        vec!["spec", "--format", HOSTILE],
        vec!["bench", "--date", HOSTILE],
        vec!["soak", "--runs", HOSTILE],
        vec!["diff", HOSTILE],
    ] {
        let printed = run(folder.path(), &arguments);
        assert_eq!(printed.code, Some(100), "{arguments:?}");
        assert_visible(&printed);
    }
}

#[test]
fn overlays_are_escaped() {
    for (text, message) in [
        ("\u{9b}2J\u{85}\u{202e}\u{2028}", "matches nothing"),
        (HOSTILE, "invalid JSONPath"),
    ] {
        let overlay = format!(
            "overlay: 1.0.0\ninfo: {{ title: a, version: a }}\nactions:\n- target: \"$['a{}']\"\n  update: {{}}\n",
            in_quotes(text)
        );
        let folder = folder(&[("page.txt", &page("sid")), ("overlay.yaml", &overlay)]);
        let arguments = ["spec", "--pages", "page.txt", "--overlay", "overlay.yaml"];
        let printed = run(folder.path(), &arguments);
        assert_eq!(printed.code, Some(100));
        assert_visible(&printed);
        assert!(printed.stderr.contains(message), "{}", printed.stderr);
    }
}

/// A description with a text appended to every name and value that an API may choose.
fn marked(value: &Value, mark: &str) -> Value {
    match value {
        Value::Object(members) => {
            let names = [
                "properties",
                "schemas",
                "paths",
                "content",
                "headers",
                "securitySchemes",
            ];
            let member = |(key, value): (&String, &Value)| {
                let value = match value.as_object() {
                    Some(named) if names.contains(&key.as_str()) => {
                        let named = named
                            .iter()
                            .map(|(name, value)| (format!("{name}{mark}"), marked(value, mark)));
                        Value::Object(named.collect())
                    }
                    _ => marked(value, mark),
                };
                (key.clone(), value)
            };
            Value::Object(members.iter().map(member).collect())
        }
        Value::Array(items) => items.iter().map(|item| marked(item, mark)).collect(),
        Value::String(text) if text.starts_with("3.0") => value.clone(),
        Value::String(text) => json!(format!("{text}{mark}")),
        other => other.clone(),
    }
}

fn read(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_comparison_is_escaped_in_each_format() {
    let base = read("../crates/openapi-rust-diff/tests/diff/base.json");
    let folder = folder(&[
        ("base.json", &base.to_string()),
        ("marked.json", &marked(&base, HOSTILE).to_string()),
        (
            "other.json",
            &marked(&base, "\u{1b}[2J` | <img src=x>").to_string(),
        ),
    ]);
    for (old, new) in [
        ("base.json", "marked.json"),
        ("marked.json", "base.json"),
        ("marked.json", "other.json"),
    ] {
        for format in ["text", "markdown", "json", "github", "html"] {
            let printed = run(folder.path(), &["diff", old, new, "--format", format]);
            assert_eq!(printed.code, Some(5), "{}", printed.stderr);
            assert_visible(&printed);
        }
    }
}
