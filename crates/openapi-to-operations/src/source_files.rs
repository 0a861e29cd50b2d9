//! The files: operations grouped by resource, and the types that they use.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::description::{Description, list, text};
use crate::field_type::FieldType;
use crate::naming::{type_name, unique_name};
use crate::operation::{Operation, operations};
use crate::render::{self, Api};
use crate::replacement::Replacement;
use crate::type_use::{input_objects, reach};

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
    let inputs = input_objects(description, &operations);
    let resources = by_resource(&operations);
    let homes = homes_of_inputs(description, &resources, &inputs);
    let mut files = Vec::new();
    for (module, operations) in &resources {
        let is_own = |(_, home): &(&String, &String)| *home == module;
        let own: Vec<_> = homes
            .iter()
            .filter(is_own)
            .map(|(component, _)| component.as_str())
            .collect();
        let elsewhere = homes.iter().filter(|entry| !is_own(entry));
        let elsewhere = elsewhere
            .map(|(component, home)| (type_name(component), home.clone()))
            .collect();
        let api = Api {
            description,
            inputs: &inputs,
            homes: &elsewhere,
            command,
        };
        files.push(SourceFile {
            path: format!("operations/{module}.rs"),
            text: render::resource(api, operations, &own)?,
        });
    }
    let api = Api {
        description,
        inputs: &inputs,
        homes: &BTreeMap::new(),
        command,
    };
    files.push(SourceFile {
        path: "operations/types.rs".to_owned(),
        text: render::types(api, &used_types(description, &operations), &homes)?,
    });
    let modules: Vec<_> = resources.keys().map(String::as_str).collect();
    files.push(SourceFile {
        path: "operations.rs".to_owned(),
        text: render::root(api, &modules, base_url(description))?,
    });
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// Returns the operations by the module of their resource.
fn by_resource<'a, 'b>(
    operations: &'b [Operation<'a>],
) -> BTreeMap<String, Vec<&'b Operation<'a>>> {
    let mut resources: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for operation in operations {
        let resource = operation.resource.as_str();
        resources.entry(resource).or_default().push(operation);
    }
    // The module of the re-exports.
    let mut taken = BTreeSet::from(["types".to_owned()]);
    let resources = resources.into_iter();
    resources
        .map(|(name, operations)| (unique_name(name.to_owned(), &mut taken), operations))
        .collect()
}

/// Returns the input objects with the modules that define them: those of the first resources that use them.
fn homes_of_inputs(
    description: Description<'_>,
    resources: &BTreeMap<String, Vec<&Operation<'_>>>,
    inputs: &BTreeSet<String>,
) -> BTreeMap<String, String> {
    let mut homes = BTreeMap::new();
    for (module, operations) in resources {
        for component in inputs_of(description, operations) {
            if inputs.contains(component) {
                homes
                    .entry(component.to_owned())
                    .or_insert_with(|| module.clone());
            }
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
) -> Vec<(&'a str, FieldType)> {
    let mut found = BTreeSet::new();
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
