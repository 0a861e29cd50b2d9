//! What descriptions say, without the HTML that says how it looks.

use super::super::entities;
use super::super::json::Json;
use super::text::Text;
use crate::diagnostic::Located;

/// A description: a string, or an object with `content` and `type`.
pub(super) fn description(json: &Json<'_>) -> Option<Text> {
    let said = json.get("description")?;
    let (text, kind) = match &said.value {
        Json::Object(_) => (
            Text::of(said.value.get("content")?)?,
            kind(&said.value).unwrap_or_default(),
        ),
        _ => (Text::of(said)?, String::new()),
    };
    if kind.starts_with("text/plain") {
        return Some(text);
    }
    Some(without_emphasis(&plain(&text, kind.contains("html"))))
}

fn kind(description: &Json<'_>) -> Option<String> {
    let kind: &Located<Json<'_>> = description.get("type")?;
    Some(Text::of(kind)?.text.to_lowercase())
}

/// The text without tags; code keeps the mark that Markdown has for it, since sentences name values
/// by it. `<string>` and its like are no tags.
fn plain(text: &Text, html: bool) -> Text {
    let mut out = Text::default();
    // Where there are tags, there are entities too; elsewhere an ampersand is one.
    let escaped = html || has_tag(&text.text);
    let mut byte = 0;
    let mut skip = 0;
    for (character, place) in text.characters() {
        let rest = text.text.get(byte..).unwrap_or_default();
        byte += character.len_utf8();
        if skip > 0 {
            skip -= 1;
            continue;
        }
        if character == '<'
            && let Some((tag, length)) = tag(rest)
        {
            skip = length - 1;
            out.insert(tag, place);
            continue;
        }
        if character == '&'
            && escaped
            && let Some(end) = rest.find(';').filter(|end| *end < 12)
            && let Some(entity) = rest.get(..=end)
        {
            let decoded = entities::decode(entity).text;
            if decoded != entity {
                skip = entity.chars().count() - 1;
                out.insert(&decoded, place);
                continue;
            }
        }
        out.push(character, place);
    }
    out
}

fn has_tag(text: &str) -> bool {
    let mut starts = text.match_indices('<');
    starts.any(|(start, _)| text.get(start..).and_then(tag).is_some())
}

/// What stands for the tag that a text begins with, and its length in characters.
fn tag(text: &str) -> Option<(&'static str, usize)> {
    if text.starts_with("<!--") {
        let end = text.find("-->")? + 3;
        return Some(("", text.get(..end)?.chars().count()));
    }
    let end = text.find('>')?;
    let inner = text.get(1..end)?;
    let closing = inner.starts_with('/');
    let name = inner.trim_start_matches('/');
    let name = name
        .split(|c: char| c.is_whitespace() || c == '/')
        .next()?
        .to_ascii_lowercase();
    let stands = match name.as_str() {
        "p" | "br" | "div" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table"
        | "tbody" | "thead" | "tr" | "blockquote" | "hr" | "dl" | "dt" | "dd" | "details"
        | "summary" | "section" | "pre" => "\n",
        "li" if closing => "",
        "li" => "\n- ",
        "td" | "th" => " ",
        "code" | "kbd" | "tt" => "`",
        "a" | "b" | "strong" | "i" | "em" | "u" | "s" | "del" | "ins" | "span" | "sup" | "sub"
        | "small" | "big" | "font" | "img" | "center" | "abbr" | "mark" => "",
        _ => return None,
    };
    Some((stands, text.get(..=end)?.chars().count()))
}

/// The marks of bold text would stand between the words of a sentence and their values.
fn without_emphasis(text: &Text) -> Text {
    let mut out = Text::default();
    let mut start = 0;
    for (mark, _) in text.text.match_indices("**") {
        out.append(&text.slice(start, mark));
        start = mark + 2;
    }
    out.append(&text.slice(start, text.text.len()));
    out
}
