//! Rows that concern the same operation or the same type.

use crate::row::Row;

/// An operation, a type or another part of the description, with its rows.
pub(super) struct Group<'a> {
    pub(super) kind: &'static str,
    pub(super) name: Option<String>,
    pub(super) rows: Vec<&'a Row>,
}

/// Returns the groups in the order of their first rows, so that those with breaking changes come first.
pub(super) fn groups(rows: &[Row]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for row in rows {
        let (kind, name) = heading(&row.pointer);
        let known = groups
            .iter_mut()
            .find(|group| group.kind == kind && group.name == name);
        match known {
            Some(group) => group.rows.push(row),
            None => groups.push(Group {
                kind,
                name,
                rows: vec![row],
            }),
        }
    }
    groups
}

/// Returns the kind and the name of the part that a pointer leads to.
fn heading(pointer: &str) -> (&'static str, Option<String>) {
    let keys = pointer.split('/').skip(1);
    let keys: Vec<String> = keys
        .map(|key| key.replace("~1", "/").replace("~0", "~"))
        .collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["paths", path, "parameters" | "servers", ..] | ["paths", path] => {
            ("Path", Some((*path).to_owned()))
        }
        ["paths", path, method, ..] => {
            let method = method.to_uppercase();
            ("Operation", Some(format!("{method} {path}")))
        }
        ["components", "schemas", name, ..] => ("Type", Some((*name).to_owned())),
        ["components", _, name, ..] => ("Component", Some((*name).to_owned())),
        _ => ("Description", None),
    }
}
