//! The parts of a page, by their headings.

use super::sample;
use super::status_line::status_line;
use super::table;
use super::text::{Fence, Line};

/// What a part of a page tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Parameters,
    Body,
    Headers,
    Responses,
}

/// A section: where its heading starts, the line after the heading, and its kind.
pub(super) type Start = (usize, usize, Section);

/// Where the sections start. Under `RESPONSES` everything is an answer.
pub(super) fn sections(lines: &[Line<'_>]) -> Vec<Start> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.fence != Fence::Outside {
            continue;
        }
        let name = line.plain();
        let rest = lines.get(index + 1..).unwrap_or_default();
        let section = match (named(name), likely(name)) {
            (Some(section), _) => Some((index + 1, section)),
            (None, Some(section)) if holds(section, rest) => Some((index + 1, section)),
            _ => over_two_lines(name, rest).map(|section| (index + 2, section)),
        };
        let Some((after, section)) = section else {
            continue;
        };
        found.push((index, after, section));
        if section == Section::Responses {
            break;
        }
    }
    found
}

/// A heading that is broken over two lines, such as `Body` and `PARAM`.
fn over_two_lines(name: &str, rest: &[Line<'_>]) -> Option<Section> {
    let second = rest.first().filter(|line| line.fence == Fence::Outside)?;
    let is_word = |text: &str| !text.is_empty() && text.chars().all(char::is_alphabetic);
    if !is_word(name) || !is_word(second.plain()) {
        return None;
    }
    let section = named(&format!("{name} {}", second.plain()))?;
    holds(section, rest.get(1..)?).then_some(section)
}

/// The headings as the publishers write them.
fn named(name: &str) -> Option<Section> {
    match name {
        "Request Params" => Some(Section::Parameters),
        "Body PARAM" | "Request Body" => Some(Section::Body),
        "HEADERS" => Some(Section::Headers),
        "RESPONSES" => Some(Section::Responses),
        _ => None,
    }
}

/// Headings that a description may have too: what follows decides.
fn likely(name: &str) -> Option<Section> {
    let name = name.trim_end_matches(':').to_lowercase();
    match name.as_str() {
        "request params" | "request param" | "request parameters" | "query params"
        | "query parameters" | "path variables" | "path params" => Some(Section::Parameters),
        "body param" | "body params" | "body parameters" | "request body" | "body" => {
            Some(Section::Body)
        }
        "headers" | "request headers" => Some(Section::Headers),
        "responses" | "response" => Some(Section::Responses),
        _ => None,
    }
}

/// Whether lines begin with what a section has.
fn holds(section: Section, lines: &[Line<'_>]) -> bool {
    let Some(next) = lines.iter().find(|line| !line.is_blank()) else {
        return section == Section::Headers || section == Section::Responses;
    };
    match section {
        Section::Parameters | Section::Headers => table::starts(lines),
        Section::Body => table::starts(lines) || sample::begins(next),
        Section::Responses => status_line(next).is_some(),
    }
}
