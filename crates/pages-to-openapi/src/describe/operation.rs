//! An operation of the description.

use super::bodies::Request;
use super::collected::Collected;
use super::components::SchemaNames;
use super::fields::add_description;
use super::findings::Findings;
use super::page_context::PageContext;
use super::responses::Responses;
use super::security::Security;
use super::servers::Servers;
use super::{parameters, prose, tags};
use crate::provenance::{Traced, TracedObject};
use serde_json::json;

/// The bodies that a page shows.
pub(super) struct Bodies {
    pub(super) request: Request,
    pub(super) responses: Responses,
}

/// The servers and the security schemes of all pages.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) servers: &'a Servers<'a>,
    pub(super) security: &'a Security,
}

/// Returns the operation of a page.
pub(super) fn operation(
    context: PageContext<'_>,
    bodies: &Bodies,
    surroundings: Surroundings<'_>,
    names: &SchemaNames,
    collected: &mut Collected,
    findings: &mut Findings,
) -> Traced {
    let PageContext {
        page,
        operation: known,
        ..
    } = context;
    let at_method = context.stated("the operation", page.method.place);
    let title = page.title.as_ref();
    let named = match title {
        Some(title) => context.inferred("the title", title.place),
        None => context.inferred("the method and the address", page.method.place),
    };
    let mut operation = TracedObject::of(&at_method);
    operation.insert("tags".to_owned(), tags::of(context, &named));
    if let Some(title) = title {
        let origin = context.stated("the title", title.place);
        operation.insert_of(&origin, "summary", json!(title.value));
    }
    add_description(
        &mut operation,
        &known.id,
        page.description.as_ref(),
        context,
    );
    if let Some(title) = title
        && !operation.has("deprecated")
        && prose::deprecated(&known.id, &title.value)
    {
        let origin = context.stated("the title", title.place);
        operation.insert_of(&origin, "deprecated", json!(true));
    }
    operation.insert_of(&named, "operationId", json!(known.id));
    if let Some(server) = surroundings.servers.own(page) {
        operation.insert("servers".to_owned(), json!([{ "url": server }]));
    }
    if let Some(requirement) = surroundings.security.of_page(page) {
        operation.insert("security", requirement);
    }
    // Present even if empty, so that an overlay can append to it.
    let parameters = parameters::all(context, names, collected, findings);
    operation.insert(
        "parameters".to_owned(),
        Traced::array(&at_method, parameters),
    );
    if let Some(body) = bodies.request.emit(context, names) {
        operation.insert("requestBody".to_owned(), body);
    }
    let responses = bodies.responses.emit(context, names);
    operation.insert("responses".to_owned(), responses);
    operation.into()
}
