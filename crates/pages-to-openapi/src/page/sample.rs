//! A sample of a body, taken apart with the place of every value.

use super::json::{self, Json, Places};
use super::lenient_json::{Doubt, LenientJson};
use super::mapped::Mapped;
use super::text::{Fence, Line};
use super::{entities, ruby};
use crate::diagnostic::{Diagnostic, Located, Place};

/// What a page shows of a body.
#[derive(Debug, Clone)]
pub enum Sample {
    /// JSON.
    Json(Located<Node>),
    /// Text that is no JSON, such as one word.
    Text(Located<Media>),
}

/// What a text that is no JSON is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// Markup that is not HTML.
    Xml,
    /// A page for a browser.
    Html,
    /// Lines of values.
    Csv,
    /// Anything else.
    Plain,
}

impl Media {
    /// As a key of the description's `content`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xml => "application/xml",
            Self::Html => "text/html",
            Self::Csv => "text/csv",
            Self::Plain => "text/plain",
        }
    }
}

/// A JSON value. Numbers are told apart by their literals: `1` and `1.0` differ.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A value of which nothing is known.
    Unknown,
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without fraction and exponent; `None` where it exceeds 64 bits.
    Integer(Option<i64>),
    /// Any other number.
    Number,
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Located<Node>>),
    /// An object, its keys in the page's order.
    Object(Vec<(String, Located<Node>)>),
}

/// A sample as it was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) sample: Option<Sample>,
    /// What was not right and could be read all the same.
    pub(super) doubts: Vec<Located<&'static str>>,
}

/// Reads the lines of a body: JSON, escaped JSON, a Ruby hash, or a bare text. Doubts become warnings.
pub(super) fn read(
    file: &str,
    page: &str,
    lines: &[Line<'_>],
    warnings: &mut Vec<Diagnostic>,
) -> Result<Option<Sample>, Diagnostic> {
    let filled = |line: &&Line<'_>| !line.is_blank() && line.fence != Fence::Mark;
    let (Some(first), Some(last)) = (lines.iter().find(filled), lines.iter().rev().find(filled))
    else {
        return Ok(None);
    };
    let range = first.offset..last.offset + last.text.len();
    let raw = page.get(range).unwrap_or_default();
    let body = raw.trim_matches(super::text::blank);
    let skipped = raw.len() - raw.trim_start_matches(super::text::blank).len();
    let start = first.place_of(skipped);
    match of_text(body, start) {
        Ok(read) => {
            warnings.extend(read.doubts.into_iter().map(|doubt| {
                let help = "correct the sample";
                Diagnostic::of_file(file, doubt.value, help)
                    .at(doubt.place, page)
                    .warning()
            }));
            Ok(read.sample)
        }
        Err(fault) => Err(Diagnostic::of_file(
            file,
            format!("the sample is no JSON: {}", fault.value),
            "complete the sample, or remove it and leave the status line alone",
        )
        .at(fault.place, page)
        .expected("the sample breaks here")),
    }
}

/// Reads a body without the white space around it. `start` is where it begins.
pub(super) fn of_text(body: &str, start: Place) -> Result<Read, Located<String>> {
    let body = &spaced(body);
    let whole = |sample| Read {
        sample,
        doubts: Vec::new(),
    };
    let plain = Mapped::from(body.as_str());
    let mut fault = match parse(&plain, body, start) {
        Ok(node) => return Ok(whole(Some(Sample::Json(node)))),
        Err(fault) => fault,
    };
    // Entities are decoded only where the text is nothing without that.
    let decoded = entities::escaped(body).then(|| entities::decode(body));
    let others = [
        ruby::to_json(&plain),
        decoded.clone(),
        decoded.as_ref().and_then(ruby::to_json),
    ];
    for json in others.into_iter().flatten() {
        match parse(&json, body, start) {
            Ok(node) => return Ok(whole(Some(Sample::Json(node)))),
            // The reading that goes furthest tells best where the text breaks.
            Err(other) if other.place > fault.place => fault = other,
            Err(_) => {}
        }
    }
    match nearly(body, start) {
        Ok(read) => return Ok(read),
        Err(other) if other.place > fault.place => fault = other,
        Err(_) => {}
    }
    let text = decoded.as_ref().map_or(body.as_str(), |text| &text.text);
    if is_placeholder(text) {
        return Ok(whole(None));
    }
    if let Some(media) = media(text) {
        return Ok(whole(Some(Sample::Text(Located::new(media, start)))));
    }
    Err(fault)
}

/// Reads JSON that is nearly right, and JSON that text follows.
fn nearly(body: &str, start: Place) -> Result<Read, Located<String>> {
    let lenient = LenientJson::of(body);
    let mut places = Places::of(body, start);
    let mut doubts: Vec<_> = lenient
        .doubts
        .iter()
        .map(|(byte, doubt)| (*byte, doubt.message()))
        .collect();
    doubts.sort_unstable();
    let json = match end_of_value(&lenient.text) {
        Some(end) => {
            let rest = lenient.text.get(end..).unwrap_or_default();
            let skipped = rest.len() - rest.trim_start().len();
            if !is_furniture(rest.trim()) {
                doubts.push((end + skipped, "text follows the JSON: it is left out"));
            }
            doubts.retain(|(byte, message)| *byte < end || message.starts_with("text"));
            lenient.text.get(..end).unwrap_or_default()
        }
        None => lenient.text.as_str(),
    };
    let mut node = parse(&Mapped::from(json), body, start)?;
    if lenient
        .doubts
        .iter()
        .any(|(_, doubt)| *doubt == Doubt::Members)
    {
        node.value = Node::Unknown;
    }
    let doubts = doubts.into_iter();
    Ok(Read {
        sample: Some(Sample::Json(node)),
        doubts: doubts
            .map(|(byte, message)| Located::new(message, places.advance(byte)))
            .collect(),
    })
}

/// Returns where the object or the array ends that a text begins with, if other text follows it.
fn end_of_value(text: &str) -> Option<usize> {
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let mut values =
        serde_json::Deserializer::from_str(text).into_iter::<&serde_json::value::RawValue>();
    values.next()?.ok()?;
    let end = values.byte_offset();
    (!text.get(end..)?.trim().is_empty()).then_some(end)
}

/// Returns whether a text after a sample belongs to the site around the page.
fn is_furniture(text: &str) -> bool {
    let first = text
        .trim_matches('|')
        .trim()
        .split(char::is_whitespace)
        .next();
    matches!(
        first,
        None | Some("" | "Curl" | "curl" | "ENDPOINTS" | "Logo" | "```")
    )
}

/// JSON knows four kinds of white space only; publishers indent with others. Columns stay.
fn spaced(text: &str) -> String {
    let (mut quoted, mut escaped) = (false, false);
    text.chars()
        .map(|character| {
            if character == '"' && !escaped {
                quoted = !quoted;
            }
            escaped = character == '\\' && !escaped;
            let other = super::text::blank(character) && !"\n\r\t".contains(character);
            if other && !quoted { ' ' } else { character }
        })
        .collect()
}

/// Whether a line begins a body, as no sentence does.
pub(super) fn begins(line: &Line<'_>) -> bool {
    line.fence == Fence::Mark
        || line.trimmed().starts_with(['{', '[', '"'])
        || ["&quot;", "&#34;"]
            .iter()
            .any(|quote| line.trimmed().starts_with(quote))
}

/// Whether a generator left its word for a type, as in `<string>`.
fn is_placeholder(text: &str) -> bool {
    let word = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    word.is_some_and(|word| {
        let is_word = !word.is_empty() && word.chars().all(char::is_alphanumeric);
        is_word || word.starts_with("Error:")
    })
}

/// What a text is that is no JSON; `None` where it was meant to be JSON.
fn media(text: &str) -> Option<Media> {
    let head = text.get(..15).unwrap_or(text).to_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Some(Media::Html);
    }
    if text.starts_with('<') {
        return Some(Media::Xml);
    }
    let quoted = |line: &str| line.starts_with('"') && line.ends_with('"') && line.contains("\",");
    if text.lines().all(|line| quoted(line.trim_end())) {
        return Some(Media::Csv);
    }
    let opens = text.starts_with(['{', '[', '"']);
    let closes = text.ends_with(['}', ']']);
    let has_keys = text.contains("\":") || text.contains("\" :") || text.contains("=>");
    if opens || closes || has_keys {
        return None;
    }
    let mut commas = text.lines().map(|line| line.matches(',').count());
    let first = commas.next().unwrap_or_default();
    let mut rest = commas.peekable();
    let is_table = first > 0 && rest.peek().is_some() && rest.all(|count| count == first);
    Some(if is_table { Media::Csv } else { Media::Plain })
}

/// Reads JSON that was made of a source, and says where in the source everything stands.
fn parse(json: &Mapped, source: &str, start: Place) -> Result<Located<Node>, Located<String>> {
    let mut places = Places::of(source, start);
    node(json::parse(&json.text, |byte| {
        places.advance(json.origin(byte))
    })?)
}

fn node(json: Located<Json<'_>>) -> Result<Located<Node>, Located<String>> {
    let place = json.place;
    let value = match json.value {
        Json::Null => Node::Null,
        Json::Boolean(_) => Node::Boolean,
        Json::Number(literal) if literal.contains(['.', 'e', 'E']) => Node::Number,
        Json::Number(literal) => Node::Integer(literal.parse().ok()),
        Json::Text(literal) => {
            let text = serde_json::from_str(literal);
            Node::Text(text.map_err(|error| Located::new(error.to_string(), place))?)
        }
        Json::Array(items) => Node::Array(items.into_iter().map(node).collect::<Result<_, _>>()?),
        Json::Object(members) => {
            let members = members.into_iter();
            let members = members.map(|(key, member)| Ok((key, node(member)?)));
            Node::Object(members.collect::<Result<_, _>>()?)
        }
    };
    Ok(Located::new(value, place))
}
