//! The parts of a page, by their headings.

use super::sample;
use super::status_line::status;
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

/// Where the sections start. Under `RESPONSES` everything is an answer.
pub(super) fn sections(lines: &[Line<'_>]) -> Vec<(usize, Section)> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.fence != Fence::Outside {
            continue;
        }
        let name = line.plain();
        let rest = lines.get(index + 1..).unwrap_or_default();
        let section = match named(name) {
            Some(section) => section,
            None => match likely(name) {
                Some(section) if holds(section, rest) => section,
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
        Section::Responses => status(next).is_some(),
    }
}
