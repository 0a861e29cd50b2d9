//! An OpenAPI description whose parts are found by JSON pointers.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// The number of references that are followed from one place.
const LONGEST_CHAIN: usize = 16;

/// An OpenAPI description.
#[derive(Clone, Copy)]
pub(crate) struct Description<'a>(&'a Value);

/// A part of a description, with its JSON pointer.
#[derive(Debug, Clone)]
pub(crate) struct Site<'a> {
    pub(crate) value: &'a Value,
    pub(crate) pointer: String,
}

impl<'a> Description<'a> {
    /// Returns the document as a description, or `None` if it is not one.
    pub(crate) fn new(document: &'a Value) -> Option<Self> {
        let is_description = document.get("openapi").is_some_and(Value::is_string);
        is_description.then_some(Self(document))
    }

    pub(crate) fn root(self) -> &'a Value {
        self.0
    }

    /// Returns the whole document as a site.
    pub(crate) fn site(self) -> Site<'a> {
        Site {
            value: self.0,
            pointer: String::new(),
        }
    }

    /// Returns the part that a reference names. Other documents are not read.
    pub(crate) fn target(self, reference: &str) -> Option<Site<'a>> {
        let pointer = reference.strip_prefix('#')?;
        let pointer = percent_decode_str(pointer).decode_utf8().ok()?;
        Some(Site {
            value: self.0.pointer(&pointer)?,
            pointer: pointer.into_owned(),
        })
    }

    /// Follows the references of a site to a part that is not a reference.
    pub(crate) fn resolved(self, mut site: Site<'a>) -> Option<Site<'a>> {
        for _ in 0..LONGEST_CHAIN {
            match site.value.get("$ref").and_then(Value::as_str) {
                Some(reference) => site = self.target(reference)?,
                None => return Some(site),
            }
        }
        None
    }
}

impl<'a> Site<'a> {
    /// Returns a member of an object.
    pub(crate) fn member(&self, key: &str) -> Option<Self> {
        Some(self.child(key, self.value.get(key)?))
    }

    /// Returns the members of an object.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'a str, Self)> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(|(key, value)| (key.as_str(), self.child(key, value)))
    }

    /// Returns the items of a list.
    pub(crate) fn items(&self) -> impl Iterator<Item = Self> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(|(index, value)| self.child(&index.to_string(), value))
    }

    pub(crate) fn object(&self) -> Option<&'a Map<String, Value>> {
        self.value.as_object()
    }

    fn child(&self, key: &str, value: &'a Value) -> Self {
        Self {
            value,
            pointer: child(&self.pointer, key),
        }
    }
}

/// Returns the JSON pointer to a child.
pub(crate) fn child(pointer: &str, key: &str) -> String {
    if key.contains(['~', '/']) {
        let key = key.replace('~', "~0").replace('/', "~1");
        return format!("{pointer}/{key}");
    }
    format!("{pointer}/{key}")
}

/// Returns the keys of a JSON pointer.
pub(crate) fn keys(pointer: &str) -> Vec<String> {
    let keys = pointer.split('/').skip(1);
    keys.map(|key| key.replace("~1", "/").replace("~0", "~"))
        .collect()
}
