//! Recognizes a listing by its shape.

use serde_json::Value;

use crate::description::{Description, Field, text};

/// A listing: an operation whose response is a page of records.
#[derive(Clone, Copy)]
pub struct Listing<'a> {
    /// The property with the records.
    pub key: &'a str,
    /// The schema of one record.
    pub record: &'a Value,
}

impl<'a> Listing<'a> {
    /// The query parameters that choose a page.
    pub const PAGING: [&'static str; 3] = ["Page", "PageSize", "PageToken"];

    /// Returns the listing if the response has one array, and a `meta` with `next_page_url`, and the request has the three
    /// paging parameters.
    pub fn of(
        description: Description<'a>,
        response: &'a Value,
        query: &[Field<'a>],
    ) -> Option<Self> {
        let fields = description.properties(response);
        let meta = fields.iter().find(|field| field.name == "meta")?;
        let links = description.properties(meta.schema);
        let has_link = links.iter().any(|field| field.name == "next_page_url");
        let has_parameters = Self::PAGING
            .iter()
            .all(|name| query.iter().any(|field| field.name == *name));
        let mut arrays = fields
            .iter()
            .filter(|field| text(description.resolve(field.schema), "type") == Some("array"));
        match (arrays.next(), arrays.next()) {
            (Some(records), None) if has_link && has_parameters => Some(Self {
                key: records.name,
                record: description.resolve(records.schema).get("items")?,
            }),
            _ => None,
        }
    }

    /// Returns whether a query parameter chooses a page, so that no caller sets it.
    pub fn is_paging(name: &str) -> bool {
        Self::PAGING.contains(&name)
    }
}
