//! Status blocks as responses: a list recognised, a resource named, errors shared.

use super::collected::Collected;
use super::components::{Naming, SchemaNames, warn_of_conflict};
use super::operation_names::{Operation, Verb};
use super::page_context::PageContext;
use super::shape::Shape;
use crate::diagnostic::{Diagnostic, Located};
use crate::names::{fold, singular};
use crate::page::{Media, Node, Page, Sample, Status};
use crate::provenance::{Origin, Spot, TracedObject};
use indexmap::IndexMap;
use serde_json::json;

/// What the pages show of an operation's responses, by status.
pub(super) struct Responses(IndexMap<Status, Content>);

#[derive(Default)]
struct Content {
    json: Option<Shape>,
    text: Option<Media>,
    /// The status lines.
    lines: Vec<Spot>,
}

/// Gathers a page's responses; several samples of one status merge.
pub(super) fn read(
    context: PageContext<'_>,
    pages: &[Page],
    collected: &mut Collected,
    warnings: &mut Vec<Diagnostic>,
) -> Responses {
    let PageContext { index, page, .. } = context;
    let mut responses: IndexMap<Status, Content> = IndexMap::new();
    for answer in &page.answers {
        let status = answer.status.value;
        let content = responses.entry(status).or_default();
        content.lines.push(Spot {
            page: index,
            place: answer.status.place,
        });
        match &answer.sample {
            Some(Sample::Json(node)) => {
                // A page may show its only response without a status.
                let is_only = status == Status::Default && page.answers.len() == 1;
                let shape = if status.is_success() || is_only {
                    let operation = &named(context, pages, node, collected, warnings);
                    success(
                        PageContext {
                            operation,
                            ..context
                        },
                        node,
                        collected,
                    )
                } else {
                    // An operation's errors must be of one type; so are those of a whole API.
                    let name = "ErrorResponse".to_owned();
                    let naming = Naming {
                        item: name.clone(),
                        object: name,
                    };
                    collected.observe(index, node, &naming)
                };
                content.json.get_or_insert_default().merge(shape);
            }
            Some(Sample::Text(media)) => content.text = content.text.or(Some(media.value)),
            None => {}
        }
    }
    for (status, content) in &responses {
        if let Some(shape) = &content.json {
            let name = format!("{} {}", context.operation.id, status.key());
            warn_of_conflict(pages, &name, shape, warnings);
        }
    }
    Responses(responses)
}

/// The operation, with a name of its own for a resource that only shares the name of another.
fn named(
    context: PageContext<'_>,
    pages: &[Page],
    node: &Located<Node>,
    collected: &Collected,
    warnings: &mut Vec<Diagnostic>,
) -> Operation {
    let PageContext {
        page, operation, ..
    } = context;
    let mut named = operation.clone();
    let keys = resource_keys(operation, &node.value);
    let mut number = 2;
    while operation.verb != Verb::Other
        && let Some(spot) = collected.other_thing(&named.resource, &keys)
        && let Some(other) = pages.get(spot.page)
    {
        if number == 2 {
            let message = format!(
                "{} shares no property with that of {}:{}:{}: it is another component",
                operation.resource, other.file, spot.place.line, spot.place.column
            );
            let help = "give one of the pages a title that names its resource";
            warnings.push(page.fault(node.place, message, help).warning());
        }
        named.resource = format!("{}{number}", operation.resource);
        number += 1;
    }
    named
}

/// The keys of the resource in an answer: of the first in a list, or of the answer itself.
fn resource_keys<'a>(operation: &Operation, node: &'a Node) -> Vec<&'a str> {
    match node {
        Node::Object(members) => {
            let within = list(operation, members).or_else(|| wrapped(&operation.resource, members));
            match members.iter().find(|(key, _)| Some(key.as_str()) == within) {
                Some((_, inner)) => match &inner.value {
                    Node::Array(_) => resource_keys(operation, &inner.value),
                    Node::Object(members) => members.iter().map(|(key, _)| key.as_str()).collect(),
                    _ => Vec::new(),
                },
                None => members.iter().map(|(key, _)| key.as_str()).collect(),
            }
        }
        Node::Array(items) => match items.first().map(|item| &item.value) {
            Some(Node::Object(members)) => members.iter().map(|(key, _)| key.as_str()).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn success(context: PageContext<'_>, node: &Located<Node>, collected: &mut Collected) -> Shape {
    let PageContext {
        index,
        page,
        operation,
    } = context;
    let resource = &operation.resource;
    let own = format!("{}Response", operation.id);
    let is_resource = operation.verb != Verb::Other && page.method.value != "DELETE";
    if let Node::Object(members) = &node.value {
        if let Some(list) = list(operation, members) {
            let one = singular(resource);
            let record = match fold(&one) == fold(&singular(list)) {
                true => same(&one),
                false => same(resource),
            };
            return collected.observe_with(index, node, &same(&own), &|key, value| match key {
                _ if key == list => Some(record.clone()),
                _ => is_paging(value).then(|| same("PageMeta")),
            });
        }
        if is_resource && let Some(key) = wrapped(resource, members) {
            return collected.observe_with(index, node, &same(&own), &|name, _| {
                (name == key).then(|| same(resource))
            });
        }
    }
    let object = match is_resource && operation.verb == Verb::Single {
        true => resource.clone(),
        false => own,
    };
    let item = match is_resource {
        true => resource.clone(),
        false => format!("{}Item", operation.id),
    };
    collected.observe(index, node, &Naming { object, item })
}

/// Returns the naming in which an object and the items of a list have the same name.
fn same(name: &str) -> Naming {
    Naming {
        object: name.to_owned(),
        item: name.to_owned(),
    }
}

/// The key of a resource that stands within an answer, as in `{"widget": {…}}`.
fn wrapped<'a>(resource: &str, members: &'a [(String, Located<Node>)]) -> Option<&'a str> {
    let few = members.len() < 4;
    let mut keys = members
        .iter()
        .filter(|(key, node)| fold(key) == fold(resource) && matches!(node.value, Node::Object(_)));
    keys.next().filter(|_| few).map(|(key, _)| key.as_str())
}

/// The key of the listed resources, where the object is a page of a list.
fn list<'a>(operation: &Operation, members: &'a [(String, Located<Node>)]) -> Option<&'a str> {
    let paged = members.iter().any(|(_, node)| is_paging(&node.value)) || has_signs(members);
    if operation.verb != Verb::List && !paged {
        return None;
    }
    let holds_objects = |node: &Node| match node {
        Node::Array(items) => items
            .iter()
            .all(|item| matches!(item.value, Node::Object(_))),
        _ => false,
    };
    let lists: Vec<&str> = members
        .iter()
        .filter(|(_, node)| holds_objects(&node.value))
        .map(|(key, _)| key.as_str())
        .collect();
    let resource = fold(&operation.resource);
    let named = lists
        .iter()
        .find(|key| resource.ends_with(&fold(&singular(key))));
    named.or(lists.first()).copied()
}

/// Whether an object tells where in a list its page stands.
fn is_paging(node: &Node) -> bool {
    matches!(node, Node::Object(members) if has_signs(members))
}

fn has_signs(members: &[(String, Located<Node>)]) -> bool {
    const SIGNS: [&str; 24] = [
        "page",
        "pagesize",
        "perpage",
        "pagenumber",
        "pagecount",
        "nextpageurl",
        "previouspageurl",
        "firstpageurl",
        "lastpageurl",
        "nextpageuri",
        "previouspageuri",
        "firstpageuri",
        "lastpageuri",
        "totalpages",
        "totalrecords",
        "totalcount",
        "nextpage",
        "nextpagetoken",
        "nextcursor",
        "hasmore",
        "hasnext",
        "hasnextpage",
        "limit",
        "offset",
    ];
    let signs = members
        .iter()
        .filter(|(key, _)| SIGNS.contains(&fold(key).as_str()));
    signs.count() > 1
}

impl Responses {
    /// The `responses` of the operation.
    pub(super) fn emit(&self, context: PageContext<'_>, names: &SchemaNames) -> TracedObject {
        let origin = context.inferred("the operation", context.page.method.place);
        let mut responses = TracedObject::of(&origin);
        for (status, content) in &self.0 {
            let origin = Origin::stated("the status", content.lines.clone());
            let mut response = TracedObject::of(&origin);
            response.insert("description".to_owned(), json!(status.reason()));
            let mut kinds = TracedObject::of(&origin);
            if let Some(shape) = &content.json {
                let schema = TracedObject::of(&origin).with("schema", names.schema(shape));
                kinds.insert("application/json", schema);
            }
            if let Some(media) = content.text {
                kinds.insert(media.name(), json!({ "schema": { "type": "string" } }));
            }
            if !kinds.is_empty() {
                response.insert("content".to_owned(), kinds);
            }
            responses.insert(status.key(), response);
        }
        if responses.is_empty() {
            // OpenAPI asks for one; the page states none.
            responses.insert(
                "default".to_owned(),
                json!({ "description": Status::Default.reason() }),
            );
        }
        responses
    }
}
