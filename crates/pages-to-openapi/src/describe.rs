//! Pages said as OpenAPI 3.0: names, schemas out of samples, bounds out of sentences.

mod answers;
mod bodies;
pub(crate) mod components;
mod faked;
mod names;
mod parameters;
mod prose;
mod shape;
mod sids;
mod tags;

use crate::diagnostic::{Diagnostic, Place};
use crate::lower;
use crate::page::Page;
use crate::provenance::{Explanation, Origin, Said, Spot, Trace, Traced};
use components::Components;
use indexmap::IndexMap;
use serde_json::{Value, json};

/// What pages alone give: a description, and what is doubtful in it.
#[derive(Debug, Clone)]
pub struct Description {
    /// The OpenAPI document.
    pub document: Value,
    /// Where each element of the document comes from.
    pub trace: Trace,
    /// The file of each page, which the trace names by number.
    pub files: Vec<String>,
    /// What was left open, and why.
    pub warnings: Vec<Diagnostic>,
}

/// What was found wrong on the way.
#[derive(Debug, Default)]
struct Found {
    faults: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

impl Description {
    /// Where each element of the document comes from.
    pub fn explanation(&self) -> Explanation {
        Explanation::of(&self.document, &self.trace, &self.files)
    }
}

/// Says pages as one description, in the order given.
///
/// # Errors
/// Two pages that describe one operation, or a sentence that contradicts itself: all of them.
pub fn describe(pages: &[Page]) -> Result<Description, Vec<Diagnostic>> {
    let mut found = Found {
        faults: duplicates(pages),
        warnings: pages
            .iter()
            .flat_map(|page| page.warnings.clone())
            .collect(),
    };
    let operations = names::operations(pages, &mut found.warnings);
    let mut components = Components::new(pages, &operations);

    // All samples first: a pattern that one page shows serves the parameters of every page.
    let mut bodies = Vec::new();
    for (index, (page, operation)) in pages.iter().zip(&operations).enumerate() {
        components.turn_to(index);
        let request = bodies::request(index, page, operation, &mut components, &mut found);
        let warnings = &mut found.warnings;
        let answers = answers::read(index, page, operation, &mut components, warnings);
        bodies.push((request, answers));
    }
    components.settle(&mut found.warnings);

    let servers = Servers::of(pages);
    let everywhere: Vec<Spot> = pages
        .iter()
        .enumerate()
        .map(|(page, of)| Spot {
            page,
            place: of.method.place,
        })
        .collect();
    let everywhere = Origin::inferred("the operations", everywhere);
    let mut paths: IndexMap<String, Said> = IndexMap::new();
    let stated = pages.iter().zip(&operations).zip(&bodies).enumerate();
    for (index, ((page, operation), (request, answers))) in stated {
        components.turn_to(index);
        let at_method = components.stated("the operation", page.method.place);
        let title = page.title.as_ref();
        let named = match title {
            Some(title) => components.inferred("the title", title.place),
            None => components.inferred("the method and the address", page.method.place),
        };
        let mut said = Said::of(&at_method);
        said.insert(
            "tags".to_owned(),
            tags::of(page, operation, &components, &named),
        );
        if let Some(title) = title {
            let origin = components.stated("the title", title.place);
            said.insert_of(&origin, "summary", json!(title.value));
        }
        let description = page.description.as_ref();
        parameters::described(&mut said, &operation.id, description, &components);
        if let Some(title) = title
            && !said.has("deprecated")
            && prose::deprecated(&operation.id, &title.value)
        {
            let origin = components.stated("the title", title.place);
            said.insert_of(&origin, "deprecated", json!(true));
        }
        said.insert_of(&named, "operationId", json!(operation.id));
        if let Some(server) = servers.own(page) {
            said.insert("servers".to_owned(), json!([{ "url": server }]));
        }
        // Present even where empty, so that an overlay can append to it.
        let parameters = parameters::all(page, operation, &mut components, &mut found);
        said.insert(
            "parameters".to_owned(),
            Traced::array(&at_method, parameters),
        );
        if let Some(body) = request.say(&components) {
            said.insert("requestBody".to_owned(), body);
        }
        said.insert("responses".to_owned(), answers.say(page, &components));
        let mut said = Traced::from(said);
        let path =
            said.fit(|said| lower::operation(page, said, &mut components, &mut found.warnings));
        paths
            .entry(path)
            .or_insert_with(|| Said::of(&at_method))
            .insert(lower::method(page, &mut found.warnings), said);
    }
    let Found {
        mut faults,
        mut warnings,
    } = found;
    if !faults.is_empty() {
        faults.extend(warnings);
        return Err(faults);
    }

    let mut schemas = Traced::from(components.say(&everywhere));
    schemas.fit_each(|schemas| {
        lower::components::components(pages, &components, schemas, &mut warnings);
    });
    let mut document = Said::of(&everywhere);
    document.insert("openapi".to_owned(), json!("3.0.3"));
    document.insert(
        "info".to_owned(),
        json!({ "title": servers.title(), "version": version(pages) }),
    );
    if let Some(server) = servers.shared() {
        document.insert("servers".to_owned(), json!([{ "url": server }]));
    }
    let tags = tags::described(pages);
    if !tags.is_empty() {
        document.insert("tags".to_owned(), Traced::array(&everywhere, tags));
    }
    let mut all = Said::of(&everywhere);
    for (path, operations) in paths {
        all.insert(path, operations);
    }
    document.insert("paths".to_owned(), all);
    let schemas = Said::of(&everywhere).with("schemas", schemas);
    document.insert("components".to_owned(), schemas);
    let document = Traced::from(document);
    Ok(Description {
        document: document.value,
        trace: document.trace,
        files: pages.iter().map(|page| page.file.clone()).collect(),
        warnings,
    })
}

/// Pages that describe one operation, whatever they call its path parameters.
fn duplicates(pages: &[Page]) -> Vec<Diagnostic> {
    let mut seen: IndexMap<(String, String), (&Page, Place)> = IndexMap::new();
    let mut faults = Vec::new();
    for page in pages {
        let mut path = page.url.path.clone();
        for name in &page.url.path_parameters {
            path = path.replace(&format!("{{{}}}", name.value), "{}");
        }
        let place = page.method.place;
        let key = (page.method.value.clone(), path);
        if let Some((other, at)) = seen.get(&key) {
            let message = format!(
                "{} {} is described by two pages: {}:{} and {}:{}",
                page.method.value, page.url.path, other.file, at.line, page.file, place.line
            );
            faults.push(page.fault(place, message, "remove one of the two pages"));
        } else {
            seen.insert(key, (page, place));
        }
    }
    faults
}

/// The version that all paths begin with, such as `v1`.
fn version(pages: &[Page]) -> String {
    let mut versions = pages.iter().map(|page| {
        let first = page.url.path.split('/').nth(1).unwrap_or_default();
        let digits = first.trim_start_matches(['v', 'V']);
        let is_version = digits.starts_with(|c: char| c.is_ascii_digit());
        is_version.then(|| first.to_owned())
    });
    let first = versions.next().flatten();
    match first {
        Some(version) if versions.all(|other| other.as_ref() == Some(&version)) => version,
        _ => "1".to_owned(),
    }
}

/// The server of all pages, where those that name one literally name the same.
struct Servers<'a>(Option<&'a String>);

impl<'a> Servers<'a> {
    fn of(pages: &'a [Page]) -> Self {
        let mut named = pages.iter().filter_map(|page| page.url.server.as_ref());
        let first = named.next();
        Self(first.filter(|first| named.all(|other| other == *first)))
    }

    fn shared(&self) -> Option<&'a String> {
        self.0
    }

    /// A page's own server, where the pages name several.
    fn own<'b>(&self, page: &'b Page) -> Option<&'b String> {
        match self.0 {
            Some(_) => None,
            None => page.url.server.as_ref(),
        }
    }

    fn title(&self) -> &str {
        let host = self
            .0
            .and_then(|server| server.split_once("://"))
            .map(|(_, host)| host);
        host.unwrap_or("API")
    }
}
