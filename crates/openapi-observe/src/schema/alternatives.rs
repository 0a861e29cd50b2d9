//! `anyOf`, `oneOf`, and the enums among them that allow other texts too.

use crate::description::Site;
use crate::schema::parts::Part;
use serde_json::Value;

/// An enum of texts that allows other texts too.
pub(super) struct OpenEnum<'a> {
    pub(super) values: &'a [Value],
    /// The schemas that list the values, by their pointers.
    pub(super) listings: Vec<String>,
}

/// Returns a schema as an open enum: the parts of its `anyOf` are an enum of texts, and a text. In `oneOf`, the text excludes
/// the listed values.
pub(super) fn open_enum<'a>(part: &Part<'a>) -> Option<OpenEnum<'a>> {
    let any_of = part.site.member("anyOf");
    let is_any_of = any_of.is_some();
    let branches: Vec<Site<'a>> = any_of
        .or_else(|| part.site.member("oneOf"))?
        .items()
        .collect();
    let [listed, other] = branches.as_slice() else {
        return None;
    };
    let is_text = |branch: &Site<'_>| {
        branch
            .value
            .get("type")
            .is_some_and(|kind| kind == "string")
    };
    if !is_text(listed) || !is_text(other) || other.value.get("enum").is_some() {
        return None;
    }
    let excluded = other
        .member("not")
        .filter(|not| not.value.get("enum").is_some());
    if excluded.is_none() && !is_any_of {
        return None;
    }
    let values = listed.value.get("enum")?.as_array()?;
    let listings = std::iter::once(listed).chain(&excluded);
    Some(OpenEnum {
        values,
        listings: listings.map(|site| site.pointer.clone()).collect(),
    })
}

/// Returns the branches of each `anyOf` and `oneOf` of a part. A value must match one branch of each.
pub(super) fn alternatives<'a>(part: &Part<'a>) -> Vec<Vec<Site<'a>>> {
    if open_enum(part).is_some() {
        return Vec::new();
    }
    let all = ["anyOf", "oneOf"].map(|key| part.site.member(key));
    let all = all.into_iter().flatten().map(|site| site.items().collect());
    all.filter(|branches: &Vec<_>| !branches.is_empty())
        .collect()
}
