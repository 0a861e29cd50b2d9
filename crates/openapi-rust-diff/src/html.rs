//! Comparisons as one page for a browser, without scripts and external resources.

mod group;

use crate::cells::cells;
use crate::location::Location;
use crate::row::{Code, Comparison, Row, Verdict};
use crate::source_line::MarkedLine;
use crate::terminal::escaped_line;
use crate::version::RequiredVersion;
use group::{Group, groups};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The browser loads nothing, and runs nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";
const STYLE: &str = include_str!("html/page.css");
const VERDICTS: [Verdict; 3] = [Verdict::Breaking, Verdict::Additive, Verdict::Neutral];

/// Returns the page.
pub(crate) fn page(
    comparison: &Comparison,
    summary: &str,
    required: Option<&RequiredVersion>,
) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { "What changes for a Rust user" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "What changes for a Rust user" }
                    p.summary { (summary) "." }
                    (versions(required))
                }
                @if !comparison.rows.is_empty() { (filter(comparison)) }
                main {
                    @for group in groups(&comparison.rows) { (section(&group)) }
                }
            }
        }
    };
    page.into_string()
}

/// Returns the release and the version that the changes require.
fn versions(required: Option<&RequiredVersion>) -> Markup {
    html! {
        @if let Some(required) = required {
            dl.versions {
                div { dt { "Last version" } dd { (required.release) } }
                @if required.version != required.release {
                    div { dt { "Next version, at least" } dd { (required.version) } }
                } @else {
                    div { dt { "Next version" } dd { "any" } }
                }
            }
        }
    }
}

/// Returns the checkboxes that show and hide the rows of each verdict.
fn filter(comparison: &Comparison) -> Markup {
    html! {
        fieldset.filter {
            legend { "Show" }
            @for verdict in VERDICTS {
                label class=(verdict) {
                    input type="checkbox" id=(verdict) checked autocomplete="off";
                    span.count { (comparison.of_verdict(verdict).count()) }
                    " " (verdict)
                }
            }
        }
    }
}

fn section(group: &Group<'_>) -> Markup {
    let verdicts = VERDICTS.map(|verdict| {
        let has = group.rows.iter().any(|row| row.verdict == verdict);
        if has {
            format!("has-{verdict} ")
        } else {
            String::new()
        }
    });
    let class = format!("group {}", verdicts.concat().trim_end());
    html! {
        section class=(class) {
            h2 {
                span.kind { (group.kind) }
                " "
                @if let Some(name) = &group.name { code { (escaped_line(name)) } }
            }
            div.rows {
                @for row in &group.rows { (article(row)) }
            }
        }
    }
}

fn article(row: &Row) -> Markup {
    let [place, change, meaning] = cells(row);
    html! {
        article class=(format!("row {}", row.verdict)) {
            h3 {
                span.verdict { (row.verdict) }
                " " span.place { (place) }
            }
            p.change { (sentence(&change)) }
            p.meaning { (sentence(&meaning)) }
            (code(&row.code))
            @if let Some(location) = &row.location { (source(location)) }
        }
    }
}

/// Returns the code before and after a change.
fn code(code: &Code) -> Markup {
    let lines = [("before", "−", &code.before), ("after", "+", &code.after)];
    let lines = lines
        .into_iter()
        .filter_map(|(class, sign, text)| Some((class, sign, text.as_ref()?)));
    let lines: Vec<_> = lines.collect();
    html! {
        @if !lines.is_empty() {
            pre.code {
                @for (class, sign, text) in lines {
                    span class=(class) { span.sign { (sign) } " " (escaped_line(text)) "\n" }
                }
            }
        }
    }
}

/// Returns the line that a row comes from.
fn source(location: &Location) -> Markup {
    let line = MarkedLine::new(&location.text, location.caret);
    let (before, marked) = line.parts();
    // The whole word is easier to see than its first character.
    let is_part_of_word = |c: char| c.is_alphanumeric() || "_-\"'".contains(c);
    let end = marked
        .char_indices()
        .skip(1)
        .find(|(_, c)| !is_part_of_word(*c));
    let (marked, after) = marked.split_at(end.map_or(marked.len(), |(index, _)| index));
    html! {
        figure.source {
            figcaption {
                (location)
                @if let Some(origin) = &location.origin { " · " (escaped_line(origin)) }
            }
            pre {
                span.number { (location.line) } " "
                (before.trim_start()) mark { (marked) } (after)
            }
        }
    }
}

/// Returns a sentence in which code stands between backticks.
fn sentence(text: &str) -> Markup {
    html! {
        @for (number, part) in text.split('`').enumerate() {
            @if number % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}
