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
    let title = head.iter().position(|line| !line.is_blank());
    let before = title.map_or(head.len(), |index| index + 1);
    let blocks = Blocks::of(lines.get(address.end..).unwrap_or_default());
    let after_title = head.get(before..).unwrap_or_default();
    let description = paragraphs(after_title.iter().chain(blocks.intro));

    let mut answers = Vec::new();
    for lines in blocks.section(Section::Responses) {
        read_answers(source, lines, &mut answers, &mut faults);
    }
    let sample = body_sample(source, &blocks, &mut faults);
    let mut tables = Tables {
        source,
        blocks: &blocks,
        shown: shown_keys(&answers, sample.as_ref()),
        faults: &mut faults,
    };
    let parameters = tables.parameters(&url);
    let headers = tables.headers();
    let fields = tables.fields(sample.as_ref());
    if !faults.is_empty() {
        faults.sort_by_key(|fault| fault.excerpt.as_ref().map(|excerpt| excerpt.place));
        return Err(faults);
    }
    let title = title.and_then(|index| head.get(index));
    Ok(Page {
        file: file.to_owned(),
        title: title.map(|line| Located::new(line.plain().to_owned(), line.place())),
        description: (!description.text.is_empty()).then_some(description),
        method: address.method,
        url,
        parameters,
        headers,
        body: Body { fields, sample },
        answers,
        warnings: Vec::new(),
        folders: Vec::new(),
        text: diagnostic::Source::new(&text),
    })
}

/// The parts of a page after its address.
struct Blocks<'a> {
    /// The lines before the first section.
    intro: &'a [Line<'a>],
    sections: Vec<(Section, &'a [Line<'a>])>,
}

impl<'a> Blocks<'a> {
    fn of(lines: &'a [Line<'a>]) -> Self {
        let starts = sections(lines);
        let intro = starts.first().map_or(lines.len(), |(start, _)| *start);
        let sections = starts.iter().enumerate().map(|(index, (start, section))| {
            let end = starts.get(index + 1).map_or(lines.len(), |(end, _)| *end);
            (*section, lines.get(start + 1..end).unwrap_or_default())
        });
        Self {
            intro: lines.get(..intro).unwrap_or_default(),
            sections: sections.collect(),
        }
    }

    fn section(&self, wanted: Section) -> impl Iterator<Item = &'a [Line<'a>]> {
        let sections = self.sections.iter();
        sections
            .filter(move |(section, _)| *section == wanted)
            .map(|(_, lines)| *lines)
    }
}

/// Reads the first sample of the request's body.
fn body_sample(
    source: Source<'_>,
    blocks: &Blocks<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Sample> {
    let mut first = None;
    for lines in blocks
        .section(Section::Body)
        .filter(|lines| !table::starts(lines))
    {
        match sample::read(source.file, source.text, lines) {
            Ok(sample) => first = first.or(sample),
            Err(fault) => faults.push(fault),
        }
    }
    first
}

/// Returns the keys of all samples. They show where a glued key ends.
fn shown_keys<'a>(answers: &'a [Answer], body: Option<&'a Sample>) -> Vec<&'a str> {
    let mut shown = Vec::new();
    let samples = answers.iter().filter_map(|answer| answer.sample.as_ref());
    for sample in samples.chain(body) {
        if let Sample::Json(node) = sample {
            keys(&node.value, &mut shown);
        }
    }
    shown
}

/// Reads the tables of a page.
struct Tables<'a> {
    source: Source<'a>,
    blocks: &'a Blocks<'a>,
    /// The keys of the samples.
    shown: Vec<&'a str>,
    faults: &'a mut Vec<Diagnostic>,
}

impl Tables<'_> {
    fn parameters(&mut self, url: &url::Url) -> Vec<Row> {
        let query = url.query.iter().map(|query| &query.name);
        let names = query.chain(&url.path_parameters);
        let names = names.map(|name| name.value.as_str());
        let mut names = Names::new(names, self.shown.iter().copied());
        self.rows(Section::Parameters, &mut names)
    }

    fn headers(&mut self) -> Vec<Row> {
        let mut names = Names::new([], ["Accept", "Content-Type", "Authorization"]);
        self.rows(Section::Headers, &mut names)
    }

    fn fields(&mut self, sample: Option<&Sample>) -> Vec<Row> {
        let members = match sample {
            Some(Sample::Json(node)) => members(&node.value),
            _ => Vec::new(),
        };
        let mut names = Names::new(members, self.shown.iter().copied());
        self.rows(Section::Body, &mut names)
    }

    fn rows(&mut self, section: Section, names: &mut Names<'_>) -> Vec<Row> {
        let mut rows = Vec::new();
        // A body that does not start as a table is a sample.
        let is_table = |lines: &&[Line<'_>]| section != Section::Body || table::starts(lines);
        for lines in self.blocks.section(section).filter(is_table) {
            match table::read(lines, names) {
                Ok(read) => rows.extend(read),
                Err(fault) => {
                    let (message, expected) = fault.value;
                    let help = "give each row a line of its own, under the table's head";
                    let fault = self.source.fault(fault.place, message, help);
                    self.faults.push(fault.expected(expected));
                }
            }
        }
        rows
    }
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
