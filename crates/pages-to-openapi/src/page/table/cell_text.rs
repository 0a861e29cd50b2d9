//! The texts of a cell: names, datatypes and flags.

use super::super::model::Datatype;
use super::super::text;

/// Longest first, so that none hides another.
pub(super) const DATATYPES: [(&str, Datatype); 10] = [
    ("undefined", Datatype::Unknown),
    ("integer", Datatype::Integer),
    ("boolean", Datatype::Boolean),
    ("string", Datatype::String),
    ("number", Datatype::Number),
    ("object", Datatype::Object),
    ("array", Datatype::Array),
    ("float", Datatype::Number),
    ("null", Datatype::Unknown),
    ("any", Datatype::Unknown),
];

/// A flag at the head of a text, and what follows it. A flag is glued to what follows.
pub(super) fn flag(text: &str) -> Option<(bool, &str)> {
    let (required, rest) = match (text.strip_prefix("true"), text.strip_prefix("false")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return None,
    };
    let goes_on = |c: char| text::blank(c) || c.is_lowercase() || ".,;:!?)-_/'’".contains(c);
    (!rest.starts_with(goes_on)).then_some((required, rest))
}

/// The datatype that a cell names.
pub(in crate::page) fn datatype(word: &str) -> Option<Datatype> {
    let word = word.to_lowercase();
    let found = DATATYPES.iter().find(|(name, _)| *name == word);
    match word.as_str() {
        // The kinds of a form's fields.
        "text" | "file" => Some(Datatype::String),
        _ => found.map(|(_, datatype)| *datatype),
    }
}

/// A cell without the marks that Markdown puts around code and bold text.
pub(super) fn bare(cell: &str) -> &str {
    cell.trim_matches(['`', '*'])
}

pub(super) fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "_-.[]$@:*<>{}~/%+!#&=\\".contains(c))
}
