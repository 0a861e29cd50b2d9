//! Markdown reports show every name of an API as text.

use super::{HOSTILE, marked, read};
use openapi_rust_diff::{Comparison, Format, compare, render};
use pages_to_openapi::terminal::escaped_line;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;
use xtask::diff::OPTIONS;

/// The cells of a report's table. The report may have no other markup than its heading, its table, code and the
/// word for what breaks.
#[track_caller]
fn cells(report: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut in_cell = false;
    for event in Parser::new_ext(
        report,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                in_cell = true;
                rows.last_mut().unwrap().push(String::new());
            }
            Event::End(TagEnd::TableCell) => in_cell = false,
            Event::Text(text) | Event::Code(text) => {
                if in_cell {
                    rows.last_mut().unwrap().last_mut().unwrap().push_str(&text);
                }
            }
            Event::InlineHtml(element) if ["<code>", "</code>"].contains(&&*element) => {}
            Event::Start(Tag::Heading { .. } | Tag::Table(_) | Tag::Paragraph | Tag::Strong)
            | Event::End(_) => {}
            other => assert_eq!(format!("{other:?}"), "", "{report}"),
        }
    }
    rows
}

/// Asserts that each cell shows the text that the comparison has.
#[track_caller]
fn assert_shown(comparison: &Comparison) {
    let report = render(comparison, None, Format::Markdown);
    let rows = cells(&report);
    assert_eq!(rows.len(), comparison.rows.len() + 1, "{report}");
    for (shown, row) in rows.iter().skip(1).zip(&comparison.rows) {
        let plain = |text: &str| text.replace('`', "").trim().to_owned();
        let expected = [row.verdict.name(), &row.place, &row.change, &row.meaning];
        let expected = expected.map(|text| plain(&escaped_line(text)));
        let shown: Vec<String> = shown.iter().map(|cell| plain(cell)).collect();
        assert_eq!(shown, expected, "{report}");
    }
}

fn each_way(mark: &str, check: impl Fn(&Comparison)) {
    let base = read("../crates/openapi-rust-diff/tests/diff/base.json");
    let other = marked(&base, mark);
    for (old, new) in [(&base, &other), (&other, &base)] as [(&Value, &Value); 2] {
        check(&compare(old, new, OPTIONS).unwrap());
    }
}

#[test]
fn markup_in_names_and_values_is_shown_as_text() {
    for mark in [
        "`<img src=x onerror=alert(1)>",
        "``<script>`",
        "` <b> `` </b> ```",
        "|<b>|",
        "\\|\\`<b>\\",
        " ![a](http://a.example/b) [a](javascript:a) <http://a.example>",
        " **a** _b_ ~~c~~ # d\n\n# e\n- f\n1. g",
        "&lt;b&gt;&#60;b&#62;<!-- ",
        "| a |",
        "\r\n\r\n<details open>",
        HOSTILE,
    ] {
        each_way(mark, assert_shown);
    }
}

#[test]
fn no_html_of_an_api_is_in_the_report() {
    for mark in [
        "`<img src=x>",
        "<img src=x>",
        "` <img src=x>",
        "`a`<img src=x>",
    ] {
        each_way(mark, |comparison| {
            let report = render(comparison, None, Format::Markdown);
            assert!(!report.contains("<img"), "{report}");
        });
    }
}

#[test]
fn nobody_is_mentioned_and_nothing_is_linked() {
    each_way(
        " @team #1 https://a.example www.b.example $a$",
        |comparison| {
            assert_shown(comparison);
            let report = render(comparison, None, Format::Markdown);
            for event in Parser::new_ext(&report, Options::ENABLE_TABLES) {
                if let Event::Text(text) = event {
                    let is_plain = ["@", "#", "://", "www.", "$"]
                        .iter()
                        .all(|mark| !text.contains(mark));
                    assert!(is_plain, "{text}");
                }
            }
        },
    );
}
