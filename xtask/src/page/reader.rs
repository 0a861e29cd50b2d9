//! A page's text to a [`Page`]: sections, the `METHOD url` line, status blocks.

use super::text::{self, Line};
use super::{Answer, Body, Page, Prose, Sample, Status, sample, table, url};
use crate::diagnostic::{Diagnostic, Located, Place};
use std::collections::HashSet;

const METHODS: [&str; 8] = [
    "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Parameters,
    Body,
    Headers,
    Responses,
}

/// Reads a page. `file` names it in messages.
///
/// # Errors
/// Everything that keeps the page from being read rightly, each with its place.
pub fn read(file: &str, bytes: &[u8]) -> Result<Page, Vec<Diagnostic>> {
    let text = text::decode(file, bytes).map_err(|fault| vec![fault])?;
    let lines = text::lines(&text);
    let Some((method_line, method, address)) = method(&lines) else {
        let first = lines.iter().find(|line| !line.is_blank());
        let place = first.map(Line::place).unwrap_or_default();
        return Err(vec![
            Diagnostic::of_file(
                file,
                "the page has no `METHOD url` line",
                "write a line such as `GET https://host/path` under the title",
            )
            .at(place, &text)
            .expected("no line after this names a method and an address"),
        ]);
    };
    let mut faults = Vec::new();
    let url = url::parse(&address.value, address.place).unwrap_or_else(|fault| {
        let (message, help) = fault.value;
        faults.push(Diagnostic::of_file(file, message, help).at(fault.place, &text));
        url::Url::default()
    });
    let head = lines.get(..method_line).unwrap_or_default();
    let tail = lines.get(method_line + 1..).unwrap_or_default();
    let title = head
        .iter()
        .find(|line| !line.is_blank())
        .map(|line| Located::new(heading(line).to_owned(), line.place()));
    let mut description = Prose::default();
    for line in head.iter().filter(|line| !line.is_blank()).skip(1) {
        description.push(line.trimmed(), line.place());
    }

    let sections = sections(tail);
    let intro_end = sections.first().map_or(tail.len(), |(start, _)| *start);
    for line in tail.get(..intro_end).unwrap_or_default() {
        if !line.is_blank() {
            description.push(line.trimmed(), line.place());
        }
    }

    let mut parameters = Vec::new();
    let mut headers = Vec::new();
    let mut body = Body::default();
    let mut answers = Vec::new();
    let known: HashSet<&str> = url
        .query
        .iter()
        .map(|query| query.name.value.as_str())
        .chain(url.path_parameters.iter().map(|name| name.value.as_str()))
        .collect();
    for (index, (start, section)) in sections.iter().enumerate() {
        let end = sections.get(index + 1).map_or(tail.len(), |(end, _)| *end);
        let lines = tail.get(start + 1..end).unwrap_or_default();
        match section {
            Section::Parameters => parameters.extend(table::read(lines, &known)),
            Section::Headers => headers.extend(table::read(lines, &table::headers())),
            Section::Body => match read_body(file, &text, lines) {
                Ok(read) => {
                    body.fields.extend(read.fields);
                    body.sample = body.sample.or(read.sample);
                }
                Err(fault) => faults.push(fault),
            },
            Section::Responses => {
                read_answers(file, &text, lines, &mut answers, &mut faults);
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Page {
        file: file.to_owned(),
        title,
        description: (!description.text.is_empty()).then_some(description),
        method,
        url,
        parameters,
        headers,
        body,
        answers,
        warnings: Vec::new(),
        text,
    })
}

/// The first line that names a method and an address.
fn method(lines: &[Line<'_>]) -> Option<(usize, Located<String>, Located<String>)> {
    lines.iter().enumerate().find_map(|(index, line)| {
        let text = line.trimmed();
        let (word, rest) = text.split_once(text::blank)?;
        let address = rest.trim_matches(text::blank);
        let is_address = address.contains('/') || address.contains("{{");
        if !METHODS.contains(&word) || !is_address {
            return None;
        }
        let place = line.place();
        let before = text.len() - rest.trim_start_matches(text::blank).len();
        let column = place.column + text.get(..before).unwrap_or(text).chars().count();
        Some((
            index,
            Located::new(word.to_owned(), place),
            Located::new(address.to_owned(), Place { column, ..place }),
        ))
    })
}

/// A heading's text without the marks that Markdown puts before it.
fn heading<'a>(line: &Line<'a>) -> &'a str {
    line.trimmed()
        .trim_start_matches('#')
        .trim_matches(text::blank)
}

/// Where the sections start. Under `RESPONSES` everything is an answer.
fn sections(lines: &[Line<'_>]) -> Vec<(usize, Section)> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let name = heading(line).trim_end_matches(':');
        let section = match name {
            "HEADERS" | "Headers" => Section::Headers,
            "RESPONSES" | "Responses" => Section::Responses,
            _ => match name.to_ascii_lowercase().as_str() {
                "request params" | "request param" => Section::Parameters,
                "body param" | "body params" | "request body" => Section::Body,
                _ => continue,
            },
        };
        found.push((index, section));
        if section == Section::Responses {
            break;
        }
    }
    found
}

fn read_body(file: &str, page: &str, lines: &[Line<'_>]) -> Result<Body, Diagnostic> {
    if table::starts(lines) {
        return Ok(Body {
            fields: table::read(lines, &HashSet::new()),
            sample: None,
        });
    }
    let sample = sample::read(file, page, lines)?;
    Ok(Body {
        fields: Vec::new(),
        sample,
    })
}

fn read_answers(
    file: &str,
    page: &str,
    lines: &[Line<'_>],
    answers: &mut Vec<Answer>,
    faults: &mut Vec<Diagnostic>,
) {
    let starts: Vec<(usize, Located<&str>)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| {
            let text = line.trimmed();
            let head = text.get(..7)?;
            if !head.eq_ignore_ascii_case("status:") {
                return None;
            }
            let status = text.get(7..)?.trim_matches(text::blank);
            Some((index, Located::new(status, line.place())))
        })
        .collect();
    let first = starts.first().map_or(lines.len(), |(start, _)| *start);
    if let Some(stray) = lines
        .get(..first)
        .unwrap_or_default()
        .iter()
        .find(|line| !line.is_blank())
    {
        faults.push(
            Diagnostic::of_file(
                file,
                "an answer without a status",
                "write a line such as `status: OK` above the sample",
            )
            .at(stray.place(), page)
            .expected("expected `status: …`"),
        );
    }
    for (index, (start, status)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(lines.len(), |(end, _)| *end);
        let body = lines.get(start + 1..end).unwrap_or_default();
        let sample = match sample::read(file, page, body) {
            Ok(sample) => sample,
            Err(fault) => {
                faults.push(fault);
                None::<Sample>
            }
        };
        match Status::parse(status.value) {
            Some(code) => answers.push(Answer {
                status: Located::new(code, status.place),
                sample,
            }),
            None => faults.push(
                Diagnostic::of_file(
                    file,
                    format!("unknown status `{}`", status.value),
                    "use a reason of the HTTP registry such as `OK`, or the code",
                )
                .at(status.place, page)
                .expected("no HTTP status has this name"),
            ),
        }
    }
}
