//! A value compared with schemas that apply together: type, format, pattern, enum, items.

use crate::kind::Kind;
use crate::name::BLANK;
use crate::notes::Notes;
use crate::overlay::Fix;
use crate::schema::JsonType;
use crate::schema::alternatives::open_enum;
use crate::schema::format;
use crate::schema::parts::Part;
use crate::schema::walker::{At, Subject, Walker};
use serde_json::Value;

impl<'a> Walker<'a> {
    /// Compares a value with the parts of its schema.
    pub(super) fn constraints(
        &self,
        notes: &mut Notes,
        subject: Subject<'_, 'a>,
        parts: &[Part<'a>],
    ) {
        // A blanked text of a form or a query stands for any value.
        if !self.is_response && is_blank(subject.value) {
            return;
        }
        if !parts.iter().all(|part| has_type(part, subject.value)) {
            let fix = Fix::Widen {
                schema: subject.site.pointer.clone(),
            };
            self.differ(notes, Kind::Type, subject.at, subject.value, fix);
            return;
        }
        for part in parts {
            self.keywords(notes, subject, part);
        }
        match subject.value {
            Value::Array(items) => self.items(notes, subject, parts, items),
            Value::Object(members) => self.fields(notes, subject, parts, members),
            _ => {}
        }
    }

    fn keywords(&self, notes: &mut Notes, subject: Subject<'_, 'a>, part: &Part<'a>) {
        if is_blank(subject.value) {
            return;
        }
        let format = part.text("format");
        let pattern = part.text("pattern");
        let (has_format, has_pattern) = match subject.value {
            Value::String(text) => (
                format.is_none_or(|format| format::text_has(format, text)),
                pattern.is_none_or(|pattern| self.patterns.matches(pattern, text)),
            ),
            Value::Number(number) => (
                format.is_none_or(|format| format::number_has(format, number)),
                true,
            ),
            _ => (true, true),
        };
        for (is_met, kind, keyword) in [
            (has_format, Kind::Format, "format"),
            (has_pattern, Kind::Pattern, "pattern"),
        ] {
            if !is_met {
                let fix = removal(subject, part, keyword);
                self.differ(notes, kind, subject.at, subject.value, fix);
            }
        }
        self.listed(notes, subject, part);
    }

    /// Compares a value with the values that an enum lists.
    fn listed(&self, notes: &mut Notes, subject: Subject<'_, 'a>, part: &Part<'a>) {
        let (values, listings) = match open_enum(part) {
            Some(open) => (open.values, open.listings),
            None => match part.get("enum").and_then(Value::as_array) {
                Some(values) => (values.as_slice(), vec![part.site.pointer.clone()]),
                None => return,
            },
        };
        if !values.contains(subject.value) {
            let value = addable(subject.value);
            let fix = Fix::AddEnumValue { listings, value };
            self.differ(notes, Kind::EnumValue, subject.at, subject.value, fix);
        }
    }

    fn items(
        &self,
        notes: &mut Notes,
        subject: Subject<'_, 'a>,
        parts: &[Part<'a>],
        items: &[Value],
    ) {
        let Subject { at, depth, .. } = subject;
        notes.visit(at.place);
        let place = format!("{}[]", at.place);
        for schema in parts.iter().filter_map(|part| part.site.member("items")) {
            for item in items {
                self.value_at(notes, &schema, item, At::new(&place, at.place), depth + 1);
            }
        }
    }
}

/// Returns the change that removes a keyword. One of a component is not removed there, because other places refer to it.
fn removal(subject: Subject<'_, '_>, part: &Part<'_>, keyword: &'static str) -> Fix {
    let schema = subject.site.pointer.clone();
    if part.site.pointer == schema {
        Fix::RemoveKeyword { schema, keyword }
    } else {
        Fix::Widen { schema }
    }
}

fn has_type(part: &Part<'_>, value: &Value) -> bool {
    let found = JsonType::of(value);
    let mut types = part.types();
    if open_enum(part).is_some() {
        types.push("string");
    }
    types.is_empty() || types.iter().any(|name| found.is(name))
}

fn is_blank(value: &Value) -> bool {
    value.as_str() == Some(BLANK)
}

/// Returns a value of an enum as JSON if it is a number or a short word, which an overlay may show.
fn addable(value: &Value) -> Option<String> {
    let is_word = |text: &str| {
        (1..=40).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    };
    let is_shown = value.as_str().map_or(value.is_number(), is_word);
    is_shown.then(|| value.to_string())
}
