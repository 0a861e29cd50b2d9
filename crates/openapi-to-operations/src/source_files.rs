//! The files: operations grouped by resource, and the types that they use.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::callbacks::Callbacks;
use crate::description::{Description, list, text};
use crate::field_type::FieldType;
use crate::naming::{type_name, unique_name};
use crate::operation::{Operation, operations};
use crate::render::{self, Api};
use crate::replacement::Replacement;
use crate::type_use::{input_objects, reach};

/// The module of the callbacks.
const CALLBACKS: &str = "callbacks";

/// A file of Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path within the crate's `src`, with `/` between its parts.
    pub path: String,
    /// The contents.
    pub text: String,
}

/// Returns the source files of a description's operations, sorted by path.
///
/// `command` is the command that writes the files. The first line of each file names it.
///
/// # Errors
/// An operation without an `operationId`, or a name or a URL that cannot be written as Rust.
pub fn source_files(description: &Value, command: &str) -> Result<Vec<SourceFile>, String> {
    let description = Description(description);
    let operations = operations(description)?;
    let callbacks = Callbacks::of(description);
    let inputs = input_objects(description, &operations, &callbacks);
    let resources = by_resource(&operations);
    let homes = homes_of_inputs(description, &resources, &callbacks, &inputs);
    let own = |module: &str| -> Vec<&str> {
        let own = homes.iter().filter(|(_, home)| *home == module);
        own.map(|(component, _)| component.as_str()).collect()
    };
    let homes_of_types = homes_of_types(&homes);
    let api = |module| Api {
        description,
        inputs: &inputs,
        homes: &homes_of_types,
        module,
        command,
    };
    let mut files = Vec::new();
    let mut add = |module: &str, text: String| {
        files.push(SourceFile {
            path: format!("{module}.rs"),
            text,
        });
    };
    for (module, operations) in &resources {
        let text = render::resource(api(module), operations, &own(module))?;
        add(&format!("operations/{module}"), text);
    }
    let mut modules: Vec<_> = resources.keys().map(String::as_str).collect();
    if !callbacks.is_empty() {
        let events: Vec<_> = callbacks.events.iter().copied().collect();
        let text = render::callbacks(api(CALLBACKS), &events, &own(CALLBACKS))?;
        add(&format!("operations/{CALLBACKS}"), text);
        modules.push(CALLBACKS);
        modules.sort_unstable();
    }
    let used = used_types(description, &operations, &callbacks);
    let mut written = homes.clone();
    let events = callbacks.events.iter();
    written.extend(events.map(|event| ((*event).to_owned(), CALLBACKS.to_owned())));
    add("operations/types", render::types(api(""), &used, &written)?);
    add(
        "operations",
        render::root(api(""), &modules, base_url(description))?,
    );
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// Returns the operations by the module of their resource.
pub fn by_resource<'a, 'b>(
    operations: &'b [Operation<'a>],
) -> BTreeMap<String, Vec<&'b Operation<'a>>> {
    let mut resources: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for operation in operations {
        let resource = operation.resource.as_str();
        resources.entry(resource).or_default().push(operation);
    }
    // The modules of the re-exports and of the callbacks.
    let mut taken = BTreeSet::from(["types", CALLBACKS].map(str::to_owned));
    let resources = resources.into_iter();
    resources
        .map(|(name, operations)| (unique_name(name.to_owned(), &mut taken), operations))
        .collect()
}

/// Returns the modules that define input objects, by the names of their types.
pub fn homes_of_types(homes: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let homes = homes.iter();
    homes
        .map(|(component, home)| (type_name(component), home.clone()))
        .collect()
}

/// Returns the input objects with the modules that define them: those of the first resources that use them.
pub fn homes_of_inputs(
    description: Description<'_>,
    resources: &BTreeMap<String, Vec<&Operation<'_>>>,
    callbacks: &Callbacks<'_>,
    inputs: &BTreeSet<String>,
) -> BTreeMap<String, String> {
    let of_resources = resources.iter().flat_map(|(module, operations)| {
        let inputs = inputs_of(description, operations).into_iter();
        inputs.map(move |component| (component, module.as_str()))
    });
    let of_callbacks = callbacks.response_components(description).into_iter();
    let of_callbacks = of_callbacks.map(|component| (component, CALLBACKS));
    let mut homes = BTreeMap::new();
    for (component, module) in of_resources.chain(of_callbacks) {
        if inputs.contains(component) {
            homes
                .entry(component.to_owned())
                .or_insert_with(|| module.to_owned());
        }
    }
    homes
}

/// Returns the components that the bodies of these operations contain, sorted.
fn inputs_of<'a>(description: Description<'a>, operations: &[&Operation<'a>]) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for operation in operations {
        for field in &operation.body_fields {
            reach(description, field.schema, &mut found);
        }
    }
    found
}

/// Returns the components of generated types that a caller meets: those of records and other responses, and those of the
/// fields that it sets. The pages of listings are not among them.
fn used_types<'a>(
    description: Description<'a>,
    operations: &[Operation<'a>],
    callbacks: &Callbacks<'a>,
) -> Vec<(&'a str, FieldType)> {
    let mut found = callbacks.response_components(description);
    for event in &callbacks.events {
        for field in description.properties(description.schema(event).unwrap_or(&Value::Null)) {
            reach(description, field.schema, &mut found);
        }
    }
    for operation in operations {
        let fields = [
            &operation.path_fields,
            &operation.query_fields,
            &operation.header_fields,
            &operation.body_fields,
        ];
        for field in fields.into_iter().flatten() {
            reach(description, field.schema, &mut found);
        }
        let response = match operation.listing {
            Some(listing) => Some(listing.record),
            None => operation.response_schema,
        };
        if let Some(schema) = response {
            reach(description, schema, &mut found);
        }
    }
    let types = found.into_iter().filter_map(|component| {
        let schema = description.schema(component)?;
        let is_redacted = Replacement::of(schema) == Some(Replacement::Redacted);
        let field_type = FieldType::of_component(description, component, &BTreeSet::new());
        (!is_redacted).then_some((component, field_type))
    });
    types.collect()
}

/// Returns the URL of the first server, without a slash at the end, if it is a URL without variables.
fn base_url(description: Description<'_>) -> Option<&str> {
    let server = list(description.0, "servers").next()?;
    let url = text(server, "url")?.trim_end_matches('/');
    (url.starts_with("https://") && !url.contains('{')).then_some(url)
}
