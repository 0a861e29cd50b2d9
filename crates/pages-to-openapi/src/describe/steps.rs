//! The steps from pages to a document.

use super::collected::Collected;
use super::components::{self, NamedSchemas, OpenEnums, Samples, SchemaNames};
use super::description::Description;
use super::duplicates::duplicates;
use super::findings::Findings;
use super::operation::{Bodies, Surroundings, operation};
use super::operation_names::{self, Operation};
use super::page_context::PageContext;
use super::security::Security;
use super::servers::{Servers, version};
use super::{bodies, responses, tags};
use crate::diagnostic::Diagnostic;
use crate::names::fold;
use crate::page::Page;
use crate::provenance::{Origin, Spot, Traced, TracedObject};
use indexmap::IndexMap;
use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;

/// Describes pages, in the order given.
///
/// # Errors
/// Two pages that describe one operation, or a sentence that contradicts itself: all of them.
pub fn describe(pages: &[Page]) -> Result<Description, Vec<Diagnostic>> {
    let mut findings = findings_of(pages);
    let operations = operation_names::operations(pages, &mut findings.warnings);
    let contexts: Vec<_> = contexts(pages, &operations).collect();
    let mut collected = Collected {
        samples: Samples::default(),
        schemas: NamedSchemas::default(),
        enums: OpenEnums::of(pages, &operations),
    };
    // All samples first: a pattern that one page shows serves the parameters of every page.
    let bodies = bodies_of(&contexts, pages, &mut collected, &mut findings);
    let samples = &collected.samples;
    samples.warn_of_conflicts(pages, &mut findings.warnings);
    let (sids, patterns) = components::name(samples, &mut collected.schemas.names);
    let mut names = SchemaNames::new(sids);
    components::deduplicate(
        &mut collected.samples,
        &mut collected.schemas,
        &mut names,
        &resources(&operations),
    );

    let (servers, security) = (Servers::of(pages), Security::of(pages));
    let surroundings = Surroundings {
        servers: &servers,
        security: &security,
    };
    let paths = paths(
        &contexts,
        &bodies,
        surroundings,
        &names,
        &mut collected,
        &mut findings,
    );
    let Findings {
        mut errors,
        warnings,
    } = findings;
    if !errors.is_empty() {
        errors.extend(warnings);
        return Err(errors);
    }
    let everywhere = everywhere(pages);
    let Collected {
        samples, schemas, ..
    } = &collected;
    let schemas = components::emit(samples, &patterns, schemas, &names, &everywhere);
    let document = document(pages, surroundings, paths, schemas, &everywhere);
    Ok(Description {
        document: document.value,
        trace: document.trace,
        files: pages.iter().map(|page| page.file.clone()).collect(),
        warnings,
    })
}

/// Reads the bodies of all pages.
fn bodies_of(
    contexts: &[PageContext<'_>],
    pages: &[Page],
    collected: &mut Collected,
    findings: &mut Findings,
) -> Vec<Bodies> {
    let bodies = contexts.iter().map(|context| Bodies {
        request: bodies::request(*context, collected, findings),
        responses: responses::read(*context, pages, collected, &mut findings.warnings),
    });
    bodies.collect()
}

/// Returns the operations by their paths.
fn paths<'a>(
    contexts: &[PageContext<'a>],
    bodies: &[Bodies],
    surroundings: Surroundings<'_>,
    names: &SchemaNames,
    collected: &mut Collected,
    findings: &mut Findings,
) -> IndexMap<&'a str, TracedObject> {
    let mut paths: IndexMap<&str, TracedObject> = IndexMap::new();
    for (context, bodies) in contexts.iter().zip(bodies) {
        let page = context.page;
        let operation = operation(*context, bodies, surroundings, names, collected, findings);
        let at_method = context.stated("the operation", page.method.place);
        paths
            .entry(&page.url.path)
            .or_insert_with(|| TracedObject::of(&at_method))
            .insert(page.method.value.to_lowercase(), operation);
    }
    paths
}

/// Returns the problems that are known before the pages are described.
fn findings_of(pages: &[Page]) -> Findings {
    let warnings = pages.iter().flat_map(|page| page.warnings.clone());
    Findings {
        errors: duplicates(pages),
        warnings: warnings.collect(),
    }
}

fn contexts<'a>(
    pages: &'a [Page],
    operations: &'a [Operation],
) -> impl Iterator<Item = PageContext<'a>> {
    let described = pages.iter().zip(operations).enumerate();
    described.map(|(index, (page, operation))| PageContext {
        index,
        page,
        operation,
    })
}

/// Returns the folded names of components that are never merged with others.
fn resources(operations: &[Operation]) -> HashSet<String> {
    let shared = ["errorresponse", "pagemeta"].map(str::to_owned);
    let resources = operations.iter().map(|operation| fold(&operation.resource));
    resources.chain(shared).collect()
}

/// Returns the origin of facts that follow from all operations.
fn everywhere(pages: &[Page]) -> Arc<Origin> {
    let spots = pages.iter().enumerate().map(|(page, of)| Spot {
        page,
        place: of.method.place,
    });
    Origin::inferred("the operations", spots.collect())
}

fn document(
    pages: &[Page],
    surroundings: Surroundings<'_>,
    paths: IndexMap<&str, TracedObject>,
    schemas: TracedObject,
    everywhere: &Arc<Origin>,
) -> Traced {
    let Surroundings { servers, security } = surroundings;
    let mut document = TracedObject::of(everywhere);
    document.insert("openapi".to_owned(), json!("3.0.3"));
    document.insert("info".to_owned(), info(pages, servers, everywhere));
    if let Some(server) = servers.shared() {
        document.insert("servers".to_owned(), json!([{ "url": server }]));
    }
    if let Some((requirement, origin)) = security.of_all() {
        document.insert_of(&origin, "security", requirement);
    }
    let tags = tags::described(pages);
    if !tags.is_empty() {
        document.insert("tags".to_owned(), Traced::array(everywhere, tags));
    }
    let mut all = TracedObject::of(everywhere);
    for (path, operations) in paths {
        all.insert(path, operations);
    }
    document.insert("paths".to_owned(), all);
    let mut components = TracedObject::of(everywhere).with("schemas", schemas);
    if let Some(schemes) = security.schemes() {
        components.insert("securitySchemes", schemes);
    }
    document.insert("components".to_owned(), components);
    document.into()
}

/// Returns the title and the description: those of the collection that all pages are from, otherwise the server's name.
fn info(pages: &[Page], servers: &Servers<'_>, everywhere: &Arc<Origin>) -> TracedObject {
    let mut info = TracedObject::of(everywhere);
    let collection = pages.first().and_then(|page| page.collection.as_ref());
    let is_same = |page: &Page| {
        let name = page.collection.as_ref().map(|collection| &collection.name);
        name == collection.map(|collection| &collection.name)
    };
    let collection = collection.filter(|_| pages.iter().all(is_same));
    let origin = |part, place| Origin::stated(part, vec![Spot { page: 0, place }]);
    match collection {
        Some(collection) => {
            let name = &collection.name;
            info.insert_of(
                &origin("the collection", name.place),
                "title",
                json!(name.value),
            );
        }
        None => info.insert("title", json!(servers.title())),
    }
    if let Some(description) = collection.and_then(|collection| collection.description.as_ref()) {
        let origin = origin("the collection", description.place(0));
        info.insert_of(&origin, "description", json!(description.text));
    }
    info.insert("version", json!(version(pages)));
    info
}
