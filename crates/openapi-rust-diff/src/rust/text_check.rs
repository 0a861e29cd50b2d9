//! The keywords that check the length or the pattern of a text.

use regress::Regex;
use serde_json::Value;
use std::collections::BTreeSet;

/// The checks of one schema.
pub(crate) struct TextCheck {
    min_length: Option<u64>,
    max_length: Option<u64>,
    /// `None` also if the pattern is invalid, in which case no client can be generated.
    pattern: Option<Regex>,
}

impl TextCheck {
    /// Whether a schema checks texts.
    pub(super) fn is_in(schema: &Value) -> bool {
        ["pattern", "minLength", "maxLength"]
            .iter()
            .any(|key| schema.get(*key).is_some())
    }

    pub(crate) fn of(schema: &Value) -> Self {
        let length = |key: &str| schema.get(key).and_then(Value::as_u64);
        let pattern = schema.get("pattern").and_then(Value::as_str);
        Self {
            min_length: length("minLength"),
            max_length: length("maxLength"),
            pattern: pattern.and_then(|pattern| Regex::new(pattern).ok()),
        }
    }

    /// Returns the values of an enum that are texts and that the checks allow.
    pub(super) fn allowed(&self, values: &[Value]) -> BTreeSet<String> {
        let texts = values.iter().filter_map(Value::as_str);
        texts
            .filter(|text| self.allows(text))
            .map(str::to_owned)
            .collect()
    }

    /// Whether the generated enum has a variant for the text.
    pub(crate) fn allows(&self, text: &str) -> bool {
        let length = || text.chars().count() as u64;
        self.min_length.is_none_or(|min| length() >= min)
            && self.max_length.is_none_or(|max| length() <= max)
            && self
                .pattern
                .as_ref()
                .is_none_or(|pattern| pattern.find(text).is_some())
    }
}
