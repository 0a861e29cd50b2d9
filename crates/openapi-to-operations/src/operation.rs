//! The operations of a description, as far as their Rust depends on them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::description::{Description, Field, entries, is_true, list, text};
use crate::listing::Listing;
use crate::naming::{listing_name, snake_name, type_name, unique_name};

/// The keys of the operations in a path item.
pub const METHODS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];

/// Types that the written files import, and those of the prelude. An operation of such a name gets an underscore.
const IMPORTED: [&str; 28] = [
    "BTreeMap",
    "BodyFormat",
    "Bytes",
    "Client",
    "DateTime",
    "Default",
    "Display",
    "Error",
    "Fields",
    "From",
    "Into",
    "IntoIterator",
    "List",
    "Method",
    "NaiveDate",
    "Operation",
    "Option",
    "Parameters",
    "Place",
    "Redacted",
    "Request",
    "Result",
    "Self",
    "Serialize",
    "String",
    "TryInto",
    "Utc",
    "Value",
];

/// Methods of `Client` that are written by hand.
const CLIENT_METHODS: [&str; 5] = ["builder", "clone", "from_env", "generated", "new"];

/// An operation of the API.
pub struct Operation<'a> {
    /// The method of `Client`.
    pub name: String,
    /// The type of the request.
    pub type_name: String,
    /// The resource that the operation belongs to.
    pub resource: String,
    pub method: &'a str,
    pub path: &'a str,
    pub summary: &'a str,
    pub deprecated: bool,
    pub path_fields: Vec<Field<'a>>,
    pub query_fields: Vec<Field<'a>>,
    pub header_fields: Vec<Field<'a>>,
    pub body: Body<'a>,
    /// The fields of a body that is a form or a JSON object.
    pub body_fields: Vec<Field<'a>>,
    pub response: ResponseBody,
    /// The schema of the response's JSON.
    pub response_schema: Option<&'a Value>,
    pub listing: Option<Listing<'a>>,
}

/// The body of a request.
#[derive(Clone, Copy, PartialEq)]
pub enum Body<'a> {
    None,
    Form,
    /// A JSON object, whose fields are set one by one.
    Json,
    /// Any other JSON, which is set as a whole.
    WholeJson(&'a Value),
    /// Bytes of this media type.
    Bytes(&'a str),
}

/// The body of a response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ResponseBody {
    Empty,
    Json,
    Bytes,
}

/// Returns the operations, in the order of the description.
///
/// # Errors
/// An operation without an `operationId`.
pub fn operations(description: Description<'_>) -> Result<Vec<Operation<'_>>, String> {
    let mut names = CLIENT_METHODS.map(str::to_owned).into();
    let components = description.0.get("components");
    let components = components
        .into_iter()
        .flat_map(|part| entries(part, "schemas"));
    let components = components.map(|(name, _)| type_name(name));
    let mut types = components.chain(IMPORTED.map(str::to_owned)).collect();
    let mut found = Vec::new();
    for (path, item) in entries(description.0, "paths") {
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                let source = Source {
                    description,
                    path,
                    item,
                    method,
                    operation,
                };
                found.push(source.operation(&mut names, &mut types)?);
            }
        }
    }
    Ok(found)
}

/// The parts of a description that an operation is read from.
#[derive(Clone, Copy)]
struct Source<'a> {
    description: Description<'a>,
    path: &'a str,
    item: &'a Value,
    method: &'a str,
    operation: &'a Value,
}

impl<'a> Source<'a> {
    fn operation(
        self,
        names: &mut BTreeSet<String>,
        types: &mut BTreeSet<String>,
    ) -> Result<Operation<'a>, String> {
        let Self {
            description,
            path,
            item,
            method,
            operation,
        } = self;
        let id = text(operation, "operationId")
            .ok_or_else(|| format!("{method} {path}: the operation has no operationId"))?;
        let parameters = |place| description.parameters(item, operation, place);
        let (body, body_fields) = self.body();
        let (response, response_schema) = self.response();
        let mut query_fields = parameters("query");
        let listing = response_schema
            .filter(|_| method == "get")
            .and_then(|schema| Listing::of(description, schema, &query_fields));
        let name = match listing {
            Some(_) => {
                query_fields.retain(|field| !Listing::is_paging(field.name));
                listing_name(id, path)
            }
            None => snake_name(id),
        };
        let summary = text(operation, "description").or_else(|| text(operation, "summary"));
        Ok(Operation {
            name: unique_name(name, names),
            type_name: match listing {
                Some(_) => type_name(id),
                None => unique_name(type_name(id), types),
            },
            resource: self.resource(id),
            method,
            path,
            summary: summary.unwrap_or_default(),
            deprecated: is_true(operation, "deprecated"),
            path_fields: in_path_order(path, parameters("path")),
            query_fields,
            header_fields: parameters("header"),
            body,
            body_fields,
            response,
            response_schema,
            listing,
        })
    }

    /// Returns the operation's first tag, or its name without the verb.
    fn resource(self, id: &str) -> String {
        let tag = list(self.operation, "tags").find_map(Value::as_str);
        let name = snake_name(tag.unwrap_or(id));
        match (tag, name.split_once('_')) {
            (None, Some((_, noun))) => noun.to_owned(),
            _ => name,
        }
    }

    fn body(self) -> (Body<'a>, Vec<Field<'a>>) {
        let body = self.operation.get("requestBody");
        let body = body.map(|body| self.description.resolve(body));
        let mut media = body.into_iter().flat_map(|body| entries(body, "content"));
        let Some((media_type, media)) = media.next() else {
            return (Body::None, Vec::new());
        };
        let Some(schema) = media.get("schema") else {
            return (Body::Bytes(media_type), Vec::new());
        };
        let fields = self.description.properties(schema);
        if media_type == "application/x-www-form-urlencoded" {
            (Body::Form, fields)
        } else if !is_json(media_type) {
            (Body::Bytes(media_type), Vec::new())
        } else if fields.is_empty() {
            (Body::WholeJson(schema), fields)
        } else {
            (Body::Json, fields)
        }
    }

    /// Returns the body of the success, which is the first 2xx response with a body, if one has a body.
    fn response(self) -> (ResponseBody, Option<&'a Value>) {
        let responses = entries(self.operation, "responses");
        let successes = responses.filter(|(status, _)| status.starts_with('2'));
        let media = successes
            .map(|(_, response)| self.description.resolve(response))
            .find_map(|response| entries(response, "content").next());
        match media {
            None => (ResponseBody::Empty, None),
            Some((media_type, media)) if is_json(media_type) => match media.get("schema") {
                Some(schema) => (ResponseBody::Json, Some(schema)),
                None => (ResponseBody::Bytes, None),
            },
            Some(_) => (ResponseBody::Bytes, None),
        }
    }
}

impl<'a> Operation<'a> {
    /// Returns the names in the query and the body that the client sets, so that no caller adds them.
    pub fn own_names(&self) -> Vec<&'a str> {
        let paging = self.listing.is_some().then_some(Listing::PAGING);
        let fields = self.query_fields.iter().chain(&self.body_fields);
        let fields = fields.map(|field| field.name);
        fields.chain(paging.into_iter().flatten()).collect()
    }
}

/// Returns whether a media type is JSON.
pub fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence == "application/json" || essence.ends_with("+json")
}

/// Sorts path parameters by their place in the path. Those that the path does not have are dropped.
fn in_path_order<'a>(path: &str, mut fields: Vec<Field<'a>>) -> Vec<Field<'a>> {
    let place = |field: &Field<'_>| path.find(&format!("{{{}}}", field.name));
    fields.retain(|field| place(field).is_some());
    fields.sort_by_key(place);
    fields
}
