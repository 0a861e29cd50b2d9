//! A page's text to a [`Page`]: sections, tables, samples, status blocks.

use super::address::{self, Address};
use super::answers::read_answers;
use super::model::{Answer, Body, Page, Row};
use super::problems::{Problems, Source};
use super::prose::Prose;
use super::sample::{Node, Sample};
use super::sections::{Section, sections};
use super::table::{self, Names};
use super::text::{self, Line};
use super::{form_list, furniture, sample, url};
use crate::diagnostic::{self, Diagnostic, Located};

/// Reads a page. `file` names it in messages.
///
/// # Errors
/// Everything that keeps the page from being read rightly, each with its place.
pub fn read(file: &str, bytes: &[u8]) -> Result<Page, Vec<Diagnostic>> {
    match read_leniently(file, bytes) {
        (Some(page), left_out) if left_out.is_empty() => Ok(page),
        (_, left_out) => Err(left_out.into_iter().map(Diagnostic::strict).collect()),
    }
}

/// Reads a page as far as it can be read. Returns the reports of the parts that are left out, or that of the whole page.
pub fn read_leniently(file: &str, bytes: &[u8]) -> (Option<Page>, Vec<Diagnostic>) {
    let (page, left_out) = match readable(file, bytes) {
        Ok((page, faults)) => (Some(page), faults),
        Err(faults) => (None, faults),
    };
    (
        page,
        left_out.into_iter().map(Diagnostic::left_out).collect(),
    )
}

/// Reads a page. Returns it with the faults of its parts.
///
/// # Errors
/// The faults for which there is no page at all.
fn readable(file: &str, bytes: &[u8]) -> Result<(Page, Vec<Diagnostic>), Vec<Diagnostic>> {
    let text = text::decode(file, bytes).map_err(|fault| vec![fault])?;
    let all = text::lines(&text);
    let lines = furniture::without(all.get(text::front_matter(&all)..).unwrap_or_default());
    let source = Source { file, text: &text };
    let address = find_address(source, lines)?;
    let mut problems = Problems::default();
    let url = read_url(source, &address, &mut problems);
    let head = lines.get(..address.line).unwrap_or_default();
    let (title, after_title) = title(head);
    let blocks = Blocks::of(lines.get(address.end..).unwrap_or_default());
    let description = paragraphs(after_title.iter().chain(blocks.intro));

    let mut answers = Vec::new();
    for lines in blocks.section(Section::Responses) {
        read_answers(source, lines, &mut answers, &mut problems);
    }
    let sample = body_sample(source, &blocks, &mut problems);
    let tables = Tables {
        source,
        blocks: &blocks,
        shown: shown_keys(&answers, sample.as_ref()),
        faults: &mut problems.faults,
    };
    let known = url.clone().unwrap_or_default();
    let (parameters, headers, fields) = tables.all(&address.method.value, &known, sample.as_ref());
    let Problems {
        mut faults,
        warnings,
    } = problems;
    faults.sort_by_key(|fault| fault.excerpt.as_ref().map(|excerpt| excerpt.place));
    let Some(url) = url else {
        return Err(faults);
    };
    let page = Page {
        file: file.to_owned(),
        title: title.map(|line| Located::new(line.plain().to_owned(), line.place())),
        description: (!description.text.is_empty()).then_some(description),
        method: address.method,
        url,
        parameters,
        headers,
        body: Body {
            // A list of fields is no sample of a body.
            sample: sample.filter(|sample| form_list::rows(sample).is_none()),
            fields,
            others: Vec::new(),
        },
        answers,
        keep_going: false,
        warnings,
        collection: None,
        auth: None,
        folders: Vec::new(),
        text: diagnostic::Source::new(&text),
    };
    Ok((page, faults))
}

/// Returns the line of the title and the lines after it.
fn title<'a, 'b>(head: &'b [Line<'a>]) -> (Option<&'b Line<'a>>, &'b [Line<'a>]) {
    let title = head
        .iter()
        .position(|line| !line.is_blank() && !furniture::is_heading(line));
    let after = title.map_or(head.len(), |index| index + 1);
    let line = title.and_then(|index| head.get(index));
    (line, head.get(after..).unwrap_or_default())
}

fn find_address(source: Source<'_>, lines: &[Line<'_>]) -> Result<Address, Vec<Diagnostic>> {
    address::find(lines).map_err(|fault| {
        let (message, expected) = fault.value;
        let help = "write a line such as `GET https://host/path` under the title";
        vec![source.fault(fault.place, message, help).expected(expected)]
    })
}

/// Reads the address; `None` if it cannot be read.
fn read_url(source: Source<'_>, address: &Address, problems: &mut Problems) -> Option<url::Url> {
    match url::parse(&address.url.value, address.url.place) {
        Ok(url) => {
            problems
                .warnings
                .extend(url.query_variables.iter().map(|name| {
                    let (message, help) = url::variable_for_a_name(&name.value);
                    source.fault(name.place, message, help).warning()
                }));
            Some(url)
        }
        Err(fault) => {
            let (message, help) = fault.value;
            problems
                .faults
                .push(source.fault(fault.place, message, help));
            None
        }
    }
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
        let intro = starts.first().map_or(lines.len(), |(start, ..)| *start);
        let sections = starts
            .iter()
            .enumerate()
            .map(|(index, (_, after, section))| {
                let end = starts.get(index + 1).map_or(lines.len(), |(end, ..)| *end);
                (*section, lines.get(*after..end).unwrap_or_default())
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
fn body_sample(source: Source<'_>, blocks: &Blocks<'_>, problems: &mut Problems) -> Option<Sample> {
    let mut first = None;
    for lines in blocks
        .section(Section::Body)
        .filter(|lines| !table::starts(lines))
    {
        match sample::read(source.file, source.text, lines, &mut problems.warnings) {
            Ok(sample) => first = first.or(sample),
            Err(fault) => problems.faults.push(fault),
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
    /// Reads the parameters, the headers and the fields of the body.
    fn all(
        mut self,
        method: &str,
        url: &url::Url,
        sample: Option<&Sample>,
    ) -> (Vec<Row>, Vec<Row>, Vec<Row>) {
        let mut parameters = self.parameters(url);
        let headers = self.headers();
        let mut fields = self.fields(sample);
        fields.extend(sample.and_then(form_list::rows).unwrap_or_default());
        // Some sites put every table under the heading of the body.
        let has_body = !["GET", "DELETE", "HEAD"].contains(&method);
        let names: Vec<&str> = url
            .query
            .iter()
            .map(|query| query.name.value.as_str())
            .collect();
        let is_misplaced = |row: &Row| !has_body || names.contains(&row.key.value.as_str());
        let (misplaced, fields): (Vec<_>, Vec<_>) = fields.into_iter().partition(is_misplaced);
        parameters.extend(misplaced);
        (parameters, headers, fields)
    }

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
