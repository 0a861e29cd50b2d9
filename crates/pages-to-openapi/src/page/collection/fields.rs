//! Lists of keys and values: query, path variables, headers, form fields.

use super::super::json::Json;
use super::super::model::{Datatype, Row};
use super::super::prose::Prose;
use super::markup;
use super::text::Text;
use crate::diagnostic::Located;

/// An entry of a list.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) key: Text,
    pub(super) value: Text,
    description: Option<Text>,
    file: bool,
}

/// The entries of a list that have a key. One that is switched off is documented all the same: it
/// may be sent, and is not by default.
pub(super) fn read(list: Option<&Located<Json<'_>>>) -> Vec<Field> {
    match list.map(|list| &list.value) {
        Some(Json::Array(items)) => items.iter().filter_map(|item| field(&item.value)).collect(),
        // Headers may be written as they are sent.
        Some(Json::Text(_)) => list
            .and_then(Text::of)
            .map_or(Vec::new(), |text| lines(&text)),
        _ => Vec::new(),
    }
}

fn field(item: &Json<'_>) -> Option<Field> {
    let key = Text::member(item, "key").or_else(|| Text::member(item, "id"))?;
    let kind = Text::member(item, "type");
    Some(Field {
        key,
        value: item.get("value").and_then(Text::of).unwrap_or_default(),
        description: markup::description(item),
        file: kind.is_some_and(|kind| kind.text == "file"),
    })
}

fn lines(text: &Text) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut start = 0;
    for line in text.text.split_inclusive('\n') {
        if let Some((key, _)) = line.split_once(':') {
            let colon = start + key.len();
            let key = text.slice(start, colon).trimmed();
            if !key.text.is_empty() {
                fields.push(Field {
                    key,
                    value: text.slice(colon + 1, start + line.len()).trimmed(),
                    description: None,
                    file: false,
                });
            }
        }
        start += line.len();
    }
    fields
}

/// The entries as rows, each key once: one that comes again is sent again, so it is an array.
pub(super) fn rows(fields: &[Field]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for field in fields {
        let again = rows.iter_mut().find(|row| row.key.value == field.key.text);
        let (required, description) = field.said();
        match again {
            Some(row) => {
                row.datatype = Datatype::Array;
                row.required |= required;
                row.description = row.description.take().or(description);
            }
            None => rows.push(Row {
                key: field.key.clone().located(),
                datatype: field.datatype(),
                required,
                description,
            }),
        }
    }
    rows
}

impl Field {
    /// Whether the description says that the value is required, and what else it says.
    pub(super) fn said(&self) -> (bool, Option<Prose>) {
        let Some(description) = &self.description else {
            return (false, None);
        };
        let mut text = description.trimmed();
        let mut required = false;
        for (flag, says) in [("(required)", true), ("(optional)", false)] {
            let head = text.text.get(..flag.len()).unwrap_or_default();
            if head.eq_ignore_ascii_case(flag) {
                required |= says;
                text = text.slice(flag.len(), text.text.len()).trimmed();
            }
        }
        (required, text.prose())
    }

    /// What the publisher's page of this collection has in its column for the type.
    pub(super) fn datatype(&self) -> Datatype {
        let value = self.value.text.trim();
        if self.file {
            return Datatype::String;
        }
        match value.to_ascii_lowercase().as_str() {
            "" | "null" | "<null>" => Datatype::Unknown,
            "<integer>" | "<long>" | "<int32>" | "<int64>" => Datatype::Integer,
            "<number>" | "<float>" | "<double>" => Datatype::Number,
            "<boolean>" | "true" | "false" => Datatype::Boolean,
            "<array>" => Datatype::Array,
            "<object>" => Datatype::Object,
            // `007` and `+1555` are no numbers.
            word if serde_json::from_str::<serde_json::Number>(word).is_ok() => Datatype::Number,
            _ => Datatype::String,
        }
    }
}
