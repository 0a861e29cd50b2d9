//! The files of the commands: a module for each resource.

use std::collections::BTreeSet;

use heck::ToKebabCase;
use serde_json::Value;

use crate::callbacks::Callbacks;
use crate::description::Description;
use crate::naming::{plural, snake_name, unique_kebab_name};
use crate::operation::{Operation, operations};
use crate::render::{self, Api, CommandGroup};
use crate::source_files::{SourceFile, by_resource, homes_of_inputs, homes_of_types};
use crate::type_use::input_objects;

/// The commands that are written by hand. A resource of such a name gets a number.
const OTHER_COMMANDS: [&str; 5] = ["completions", "export", "help", "sandbox", "webhook"];

/// The usual verbs, in the order of the help.
const VERBS: [&str; 5] = ["list", "create", "fetch", "update", "delete"];

/// Returns the source files of the commands that call a description's operations, sorted by path.
///
/// `command` is the command that writes the files. The first line of each file names it.
///
/// # Errors
/// As [`source_files`](crate::source_files).
pub fn command_files(description: &Value, command: &str) -> Result<Vec<SourceFile>, String> {
    let description = Description(description);
    let operations = operations(description)?;
    let callbacks = Callbacks::of(description);
    let inputs = input_objects(description, &operations, &callbacks);
    let resources = by_resource(&operations);
    let homes = homes_of_inputs(description, &resources, &callbacks, &inputs);
    let homes = homes_of_types(&homes);
    let api = |module| Api {
        description,
        inputs: &inputs,
        homes: &homes,
        module,
        command,
    };
    let mut taken = BTreeSet::from(OTHER_COMMANDS.map(str::to_owned));
    let mut groups = Vec::new();
    for (module, operations) in &resources {
        groups.push(CommandGroup {
            module,
            name: unique_kebab_name(group_name(module, operations), &mut taken),
            commands: commands(module, operations),
        });
    }
    let mut files = vec![file("commands", render::command_root(api(""), &groups)?)];
    for group in &groups {
        let text = render::command_group(api(group.module), group)?;
        files.push(file(&format!("commands/{}", group.module), text));
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

fn file(module: &str, text: String) -> SourceFile {
    SourceFile {
        path: format!("{module}.rs"),
        text,
    }
}

/// Returns the name of a resource's commands: its name in the plural, which its listing has.
fn group_name(module: &str, operations: &[&Operation<'_>]) -> String {
    let listings = operations
        .iter()
        .filter(|operation| operation.listing.is_some());
    let names = listings.map(|operation| operation.name.as_str());
    let mut nouns = names.filter_map(|name| name.strip_prefix("list_"));
    let own = nouns.find(|noun| noun.get(..1) == module.get(..1));
    own.map_or_else(|| plural(module.trim_end_matches('_')), str::to_owned)
        .to_kebab_case()
}

/// Returns the commands of a resource with their names: the verb alone if it is unique.
fn commands<'b, 'a>(
    module: &str,
    operations: &[&'b Operation<'a>],
) -> Vec<(String, &'b Operation<'a>)> {
    let verbs: Vec<_> = operations
        .iter()
        .map(|operation| verb(module, operation))
        .collect();
    let mut taken = BTreeSet::from(["help".to_owned()]);
    let mut commands: Vec<_> = operations
        .iter()
        .zip(&verbs)
        .map(|(operation, verb)| {
            let is_unique = verbs.iter().filter(|other| *other == verb).count() == 1;
            let name = if is_unique { verb } else { &operation.name };
            (
                unique_kebab_name(name.to_kebab_case(), &mut taken),
                *operation,
            )
        })
        .collect();
    let place = |name: &str| VERBS.iter().position(|verb| *verb == name);
    commands.sort_by_key(|(name, _)| place(name).unwrap_or(VERBS.len()));
    commands
}

/// Returns an operation's name without the noun of its resource.
fn verb(module: &str, operation: &Operation<'_>) -> String {
    let noun = snake_name(module);
    let nouns = [plural(&noun), noun];
    let mut short = nouns.iter().filter_map(|noun| {
        let verb = operation.name.strip_suffix(noun.as_str())?;
        verb.strip_suffix('_').filter(|verb| !verb.is_empty())
    });
    match (short.next(), operation.listing) {
        (Some(verb), _) => verb.to_owned(),
        (None, Some(_)) => "list".to_owned(),
        (None, None) => operation.name.clone(),
    }
}
