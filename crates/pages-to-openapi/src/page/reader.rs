//! A page's text to a [`Page`]: sections, tables, samples, status blocks.

use super::model::{Answer, Body, Page, Row};
use super::prose::Prose;
use super::sample::{Node, Sample};
use super::sections::{Section, sections};
use super::status::Status;
use super::status_line::status;
use super::table::{self, Names};
use super::text::{self, Line};
use super::{address, sample, url};
use crate::diagnostic::{self, Diagnostic, Located};

/// Reads a page. `file` names it in messages.
///
/// # Errors
/// Everything that keeps the page from being read rightly, each with its place.
pub fn read(file: &str, bytes: &[u8]) -> Result<Page, Vec<Diagnostic>> {
    let text = text::decode(file, bytes).map_err(|fault| vec![fault])?;
    let all = text::lines(&text);
    let lines = all.get(text::front_matter(&all)..).unwrap_or_default();
    let source = Source { file, text: &text };
    let address = address::find(lines).map_err(|fault| {
        let (message, expected) = fault.value;
        let help = "write a line such as `GET https://host/path` under the title";
        vec![source.fault(fault.place, message, help).expected(expected)]
    })?;
    let mut faults = Vec::new();
    let url = url::parse(&address.url.value, address.url.place).unwrap_or_else(|fault| {
        let (message, help) = fault.value;
        faults.push(source.fault(fault.place, message, help));
        url::Url::default()
    });
    let head = lines.get(..address.line).unwrap_or_default();
    let tail = lines.get(address.end..).unwrap_or_default();
    let title = head
        .iter()
        .position(|line| !line.is_blank())
        .and_then(|index| head.get(index).map(|line| (index, line)));
    let sections = sections(tail);
    let intro = sections.first().map_or(tail.len(), |(start, _)| *start);
    let before = title.map_or(head.len(), |(index, _)| index + 1);
    let description = paragraphs(
        head.get(before..)
            .unwrap_or_default()
            .iter()
            .chain(tail.get(..intro).unwrap_or_default()),
    );

    let blocks: Vec<(Section, &[Line<'_>])> = sections
        .iter()
        .enumerate()
        .map(|(index, (start, section))| {
            let end = sections.get(index + 1).map_or(tail.len(), |(end, _)| *end);
            (*section, tail.get(start + 1..end).unwrap_or_default())
        })
        .collect();
    let of = |wanted: Section| {
        let blocks = blocks.iter();
        blocks
            .filter(move |(section, _)| *section == wanted)
            .map(|(_, lines)| *lines)
    };

    let mut answers = Vec::new();
    for lines in of(Section::Responses) {
        read_answers(source, lines, &mut answers, &mut faults);
    }
    let mut body = Body::default();
    for lines in of(Section::Body).filter(|lines| !table::starts(lines)) {
        match sample::read(file, &text, lines) {
            Ok(sample) => body.sample = body.sample.or(sample),
            Err(fault) => faults.push(fault),
        }
    }

    // Keys of the samples tell where a glued key ends.
    let mut shown = Vec::new();
    let samples = answers
        .iter()
        .filter_map(|answer: &Answer| answer.sample.as_ref());
    for sample in samples.chain(&body.sample) {
        if let Sample::Json(node) = sample {
            keys(&node.value, &mut shown);
        }
    }
    let shown = || shown.iter().copied();
    let mut rows = |lines: &[Line<'_>], names: &mut Names<'_>| -> Vec<Row> {
        table::read(lines, names).unwrap_or_else(|fault| {
            let (message, expected) = fault.value;
            let help = "give each row a line of its own, under the table's head";
            faults.push(source.fault(fault.place, message, help).expected(expected));
            Vec::new()
        })
    };
    let query = url.query.iter().map(|query| &query.name);
    let of_url = query
        .chain(&url.path_parameters)
        .map(|name| name.value.as_str());
    let mut names = Names::new(of_url, shown());
    let parameters = of(Section::Parameters)
        .flat_map(|lines| rows(lines, &mut names))
        .collect();
    let mut names = Names::new([], ["Accept", "Content-Type", "Authorization"]);
    let headers = of(Section::Headers)
        .flat_map(|lines| rows(lines, &mut names))
        .collect();
    let of_body: Vec<&str> = match &body.sample {
        Some(Sample::Json(node)) => members(&node.value),
        _ => Vec::new(),
    };
    let mut names = Names::new(of_body, shown());
    let fields = of(Section::Body)
        .filter(|lines| table::starts(lines))
        .flat_map(|lines| rows(lines, &mut names))
        .collect();
    body.fields = fields;

    if !faults.is_empty() {
        faults.sort_by_key(|fault| fault.excerpt.as_ref().map(|excerpt| excerpt.place));
        return Err(faults);
    }
    Ok(Page {
        file: file.to_owned(),
        title: title.map(|(_, line)| Located::new(line.plain().to_owned(), line.place())),
        description: (!description.text.is_empty()).then_some(description),
        method: address.method,
        url,
        parameters,
        headers,
        body,
        answers,
        warnings: Vec::new(),
        folders: Vec::new(),
        text: diagnostic::Source::new(&text),
    })
}

/// The page's name and text, for messages.
#[derive(Clone, Copy)]
struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

impl Source<'_> {
    fn fault(
        self,
        place: crate::diagnostic::Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::of_file(self.file, message, help).at(place, self.text)
    }
}

/// The lines' text; a blank line stays between two that are not.
fn paragraphs<'a>(lines: impl Iterator<Item = &'a Line<'a>>) -> Prose {
    let mut prose = Prose::default();
    let mut gap = false;
    for line in lines {
        if line.is_blank() {
            gap = !prose.text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            prose.push("", line.place());
        }
        prose.push(line.trimmed(), line.place());
    }
    prose
}

/// The keys of an object, or of the objects in an array.
fn members(node: &Node) -> Vec<&str> {
    match node {
        Node::Object(members) => members.iter().map(|(key, _)| key.as_str()).collect(),
        Node::Array(items) => items.iter().flat_map(|item| members(&item.value)).collect(),
        _ => Vec::new(),
    }
}

/// The keys of all objects.
fn keys<'a>(node: &'a Node, out: &mut Vec<&'a str>) {
    match node {
        Node::Object(members) => {
            for (key, node) in members {
                out.push(key);
                keys(&node.value, out);
            }
        }
        Node::Array(items) => items.iter().for_each(|item| keys(&item.value, out)),
        _ => {}
    }
}

fn read_answers(
    source: Source<'_>,
    lines: &[Line<'_>],
    answers: &mut Vec<Answer>,
    faults: &mut Vec<Diagnostic>,
) {
    let starts: Vec<(usize, Located<&str>)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| {
            let status = status(line)?;
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
            source
                .fault(
                    stray.place(),
                    "an answer without a status",
                    "write a line such as `status: OK` above the sample",
                )
                .expected("expected `status: …`"),
        );
    }
    for (index, (start, status)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(lines.len(), |(end, _)| *end);
        let body = lines.get(start + 1..end).unwrap_or_default();
        let sample = sample::read(source.file, source.text, body).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        });
        match Status::parse(status.value) {
            Ok(code) => answers.push(Answer {
                status: Located::new(code, status.place),
                sample,
            }),
            Err((message, expected)) => {
                let help = "use a reason of the HTTP registry such as `OK`, or the code";
                let fault = source.fault(status.place, message, help);
                faults.push(fault.expected(expected));
            }
        }
    }
}
