//! A surface for a person to read: a line a field, a variant, a parameter, and what repeats said once.

use crate::read::{Entry, Member, Said, Surface};
use std::collections::{BTreeMap, BTreeSet};

const LEGEND: &str = "\
`name: T` is a field of this type, or a parameter: a setter that takes what converts into it.
`name?: T` is a parameter that may be left out. `\"Name\"` is what it is called on the wire.
`+ builder` is `builder()`, a setter for each field, and the conversions there and back.
An operation is a method of the client and the builder that it gives, which `new(&Client)` makes too.
`send: T or E` is an async call that gives `Result<ResponseValue<T>, Error<E>>`.
After a colon: the traits that all of them have, or those that one has besides.";

/// The lines of a surface.
pub fn of(surface: &Surface) -> String {
    let mut rest = surface.clone();
    let mut text = format!("{LEGEND}\n");
    let client = rest.items.remove("Client").unwrap_or_default();
    let (operations, client) = operations(&mut rest, client);
    section(
        &mut text,
        "client",
        vec![("Client".to_owned(), client)],
        item,
    );
    section(&mut text, "operations", operations, operation);
    fold_builders(&mut rest);
    let mut groups: BTreeMap<String, Vec<(String, Entry)>> = BTreeMap::new();
    for (name, entry) in rest.items {
        let group = groups.entry(group(&name, &entry)).or_default();
        group.push((name, entry));
    }
    for (heading, group) in groups {
        section(&mut text, &heading, group, item);
    }
    text
}

/// What items are shown together: of one kind, in one module.
fn group(name: &str, entry: &Entry) -> String {
    let kind = kind(entry);
    match name.rsplit_once("::") {
        Some((module, _)) if kind != "use" && kind != module => format!("{kind} of {module}"),
        _ => kind,
    }
}

/// The first word of what an item is.
fn kind(entry: &Entry) -> String {
    let end = entry.kind.find(|after: char| !after.is_alphabetic());
    entry
        .kind
        .split_at(end.unwrap_or(entry.kind.len()))
        .0
        .to_owned()
}

/// Items under a heading, which says the traits that all of them have.
fn section(
    text: &mut String,
    heading: &str,
    mut items: Vec<(String, Entry)>,
    show: fn(&mut String, &str, &Entry),
) {
    let mut traits = items.iter().map(|(_, entry)| entry.traits.clone());
    let first = traits.next().unwrap_or_default();
    let all = traits.fold(first, |all, some| &all & &some);
    text.push_str(&format!("\n== {heading}{}\n", listed(&all)));
    for (name, entry) in &mut items {
        entry.traits = &entry.traits - &all;
        show(text, name, entry);
    }
}

fn listed(traits: &BTreeSet<String>) -> String {
    let names: Vec<&str> = traits.iter().map(String::as_str).collect();
    if names.is_empty() {
        String::new()
    } else {
        format!(": {}", names.join(" "))
    }
}

fn item(text: &mut String, name: &str, entry: &Entry) {
    let said = entry.kind.strip_prefix(&kind(entry)).unwrap_or_default();
    text.push_str(&format!("{name}{said}{}\n", listed(&entry.traits)));
    for (member, said) in &entry.members {
        let line = match member {
            Member::Field(name) => format!("{name}: {}", said.signature),
            Member::Variant(name) | Member::Method(name) => format!("{name}{}", said.signature),
        };
        text.push_str(format!("  {line} {}", said.note).trim_end());
        text.push('\n');
    }
}

fn operation(text: &mut String, name: &str, entry: &Entry) {
    text.push_str(&format!("{name}{}\n", listed(&entry.traits)));
    let says = |method: &str, signature: &str| {
        let said = entry.members.get(&Member::Method(method.to_owned()));
        said.is_some_and(|said| said.signature == signature)
    };
    for (member, said) in &entry.members {
        let Member::Method(method) = member else {
            continue;
        };
        let mark = if said.note == "optional" { "?" } else { "" };
        let converts = || {
            let inner = said.signature.strip_prefix("(self, impl TryInto<")?;
            inner.strip_suffix(", Error: Display>) -> Self")
        };
        let answers = said
            .signature
            .strip_prefix("(self) -> Result<ResponseValue<");
        let answers = answers.and_then(|result| result.strip_suffix(">> async"));
        let line = if let Some(of) = method.strip_suffix("_map")
            && let Some(kind) = built(&said.signature)
            && says(of, &body(kind))
        {
            format!("{of}: {kind} + builder")
        } else if says(
            &format!("{method}_map"),
            &map(converts().unwrap_or_default()),
        ) {
            continue;
        } else if let Some(kind) = converts() {
            format!("{method}{mark}: {kind}")
        } else if let Some((success, error)) =
            answers.and_then(|result| result.split_once(">, Error<"))
        {
            format!("{method}: {success} or {error}")
        } else {
            format!("{method}{mark}{}", said.signature)
        };
        text.push_str(&format!("  {line}\n"));
    }
}

/// The setter of a body.
fn body(kind: &str) -> String {
    format!("(self, impl TryInto<{kind}, Error: Display>) -> Self")
}

/// The setter that has a body built.
fn map(kind: &str) -> String {
    format!("(self, impl FnOnce(types::builder::{kind}) -> types::builder::{kind}) -> Self")
}

/// What is built by such a setter.
fn built(signature: &str) -> Option<&str> {
    let (_, rest) = signature.split_once("types::builder::")?;
    let (kind, _) = rest.split_once(')')?;
    (signature == map(kind)).then_some(kind)
}

/// The client's methods that do nothing but give an operation's builder, each with that; and what else the client has.
fn operations(rest: &mut Surface, mut client: Entry) -> (Vec<(String, Entry)>, Entry) {
    let mut found = Vec::new();
    client.members.retain(|member, said| {
        let Member::Method(method) = member else {
            return true;
        };
        let result = said.signature.strip_prefix("(&self) -> ");
        let Some(name) = result.and_then(|result| result.strip_suffix("<'_>")) else {
            return true;
        };
        let new = Member::Method("new".to_owned());
        let Some(mut builder) = rest.items.get(name).cloned() else {
            return true;
        };
        let made = builder.members.remove(&new);
        if made.is_none_or(|new| new.signature != "(&'a Client) -> Self") {
            return true;
        }
        rest.items.remove(name);
        found.push((format!("{method} -> {name}"), builder));
        false
    });
    (found, client)
}

/// Says in a word that a type has a builder, where the builder says nothing that the type does not.
fn fold_builders(surface: &mut Surface) {
    let names: Vec<String> = surface.items.keys().cloned().collect();
    for name in names {
        let builder = format!("types::builder::{name}");
        let conversion = format!("TryFrom<{builder}>");
        let method = Member::Method("builder".to_owned());
        let Some(mut entry) = surface.items.get(&name).cloned() else {
            continue;
        };
        let is_regular = surface.items.get(&builder) == Some(&regular(&name, &entry));
        let made = entry.members.remove(&method);
        let made = made.is_some_and(|said| said.signature == format!("() -> {builder}"));
        if is_regular && made && entry.traits.remove(&conversion) {
            entry.kind.push_str(" + builder");
            surface.items.insert(name, entry);
            surface.items.remove(&builder);
        }
    }
}

/// The builder that a type has unless the generator has thought of something.
fn regular(name: &str, entry: &Entry) -> Entry {
    let setters = entry
        .members
        .iter()
        .filter_map(|(member, said)| match member {
            Member::Field(field) => {
                let said = Said {
                    signature: format!(
                        "(self, impl TryInto<{}, Error: Display>) -> Self",
                        said.signature
                    ),
                    note: String::new(),
                };
                Some((Member::Method(field.clone()), said))
            }
            _ => None,
        });
    let traits = ["Clone", "Debug", "Default"].map(str::to_owned);
    Entry {
        kind: "struct".to_owned(),
        traits: traits
            .into_iter()
            .chain([format!("From<{name}>")])
            .collect(),
        members: setters.collect(),
    }
}
