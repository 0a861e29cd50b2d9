//! The third step: equal components are one. Two hundred operations with equal responses need one type.

use super::equal;
use super::named_schemas::NamedSchemas;
use super::samples::Samples;
use super::schema::SchemaNames;
use crate::names::fold;
use indexmap::IndexMap;
use std::collections::HashSet;

/// Merges the components that are equal, if their names come from an operation or a property. `resources` are the folded
/// names of resources, whose components stay apart.
pub(in crate::describe) fn deduplicate(
    samples: &mut Samples,
    schemas: &mut NamedSchemas,
    names: &mut SchemaNames,
    resources: &HashSet<String>,
) {
    find_equal(samples, schemas, names, resources);
    choose_names(samples, schemas, names);
    if !names.aliases.is_empty() {
        merge(samples, schemas, names);
    }
}

/// Finds the first equal of each component. Merging components makes others equal, so it repeats.
fn find_equal(
    samples: &Samples,
    schemas: &NamedSchemas,
    names: &mut SchemaNames,
    resources: &HashSet<String>,
) {
    loop {
        let firsts = equal::firsts(contents(samples, schemas, names, resources));
        let is_final = firsts == names.aliases;
        names.aliases = firsts;
        if is_final {
            break;
        }
    }
}

/// Names each group of equal components by what their names have in common.
fn choose_names(samples: &Samples, schemas: &mut NamedSchemas, names: &mut SchemaNames) {
    let mut groups: IndexMap<String, Vec<String>> = IndexMap::new();
    for name in samples.objects.keys().chain(schemas.schemas.keys()) {
        if let Some(first) = names.aliases.get(name) {
            let group = groups.entry(first.clone());
            group
                .or_insert_with(|| vec![first.clone()])
                .push(name.clone());
        }
    }
    for (first, group) in groups {
        let own = equal::common(&group).filter(|name| {
            let taken = schemas.names.get(name);
            taken.is_none_or(|taken| group.contains(taken))
        });
        let own = own.map_or(first, |name| schemas.names.canonical(&name));
        for name in group.into_iter().filter(|name| *name != own) {
            names.aliases.insert(name, own.clone());
        }
        names.aliases.remove(&own);
    }
}

fn merge(samples: &mut Samples, schemas: &mut NamedSchemas, names: &SchemaNames) {
    for (name, properties) in std::mem::take(&mut samples.objects) {
        let spots = samples.shown.remove(&name).unwrap_or_default();
        let name = names.aliases.get(&name).cloned().unwrap_or(name);
        samples.shown.entry(name.clone()).or_default().extend(spots);
        let known = samples.objects.entry(name).or_default();
        for (property, shape) in properties {
            known.entry(property).or_default().merge(shape);
        }
    }
    for (name, mut schema) in std::mem::take(&mut schemas.schemas) {
        equal::rename(&mut schema.value, &names.aliases);
        let name = names.aliases.get(&name).cloned().unwrap_or(name);
        schemas.schemas.entry(name).or_insert(schema);
    }
}

/// Returns the components that may be merged with their contents, whatever the order of their properties.
fn contents(
    samples: &Samples,
    schemas: &NamedSchemas,
    names: &SchemaNames,
    resources: &HashSet<String>,
) -> Vec<(String, String)> {
    let may_merge = |name: &str| !resources.contains(&fold(name));
    let objects = samples.objects.iter().filter(|(name, _)| may_merge(name));
    let objects = objects.map(|(name, properties)| {
        let mut contents: Vec<String> = properties
            .iter()
            .map(|(property, shape)| {
                let schema = names.schema_of(name, property, shape).value;
                format!("{property:?}: {schema}")
            })
            .collect();
        contents.sort();
        (name.clone(), contents.join("\n"))
    });
    let forms = schemas
        .schemas
        .iter()
        .filter(|(name, schema)| may_merge(name) && schema.value.get("properties").is_some());
    let forms = forms.map(|(name, schema)| {
        let mut value = schema.value.clone();
        equal::rename(&mut value, &names.aliases);
        (name.clone(), value.to_string())
    });
    objects.chain(forms).collect()
}
