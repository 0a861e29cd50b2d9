//! The first step: the objects in the samples, each property with the shape of its values.

use super::naming::Naming;
use crate::describe::faked;
use crate::describe::shape::{Shape, Text, Width};
use crate::diagnostic::{Diagnostic, Located};
use crate::names::{fold, singular};
use crate::page::{Node, Page};
use crate::provenance::Spot;
use crate::unique_names::UniqueNames;
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// The objects in the samples, by the names of their components.
#[derive(Debug, Default)]
pub(in crate::describe) struct Samples {
    pub(super) objects: IndexMap<String, IndexMap<String, Shape>>,
    /// The places of the objects of each component.
    pub(super) shown: HashMap<String, Vec<Spot>>,
    /// The components by the folded names of their objects.
    components: HashMap<String, String>,
}

impl Samples {
    /// Adds the objects of a sample, and returns its shape.
    pub(in crate::describe) fn observe(
        &mut self,
        names: &mut UniqueNames,
        page: usize,
        node: &Located<Node>,
        name: &Naming,
    ) -> Shape {
        self.observe_with(names, page, node, name, &|_, _| None)
    }

    /// As `observe`; `special` names properties of the outermost object.
    pub(in crate::describe) fn observe_with(
        &mut self,
        names: &mut UniqueNames,
        page: usize,
        node: &Located<Node>,
        name: &Naming,
        special: &dyn Fn(&str, &Node) -> Option<Naming>,
    ) -> Shape {
        let spot = Spot {
            page,
            place: node.place,
        };
        let mut shape = Shape::default();
        match &node.value {
            Node::Unknown => {}
            Node::Null => shape.null = true,
            Node::Boolean => shape.boolean = Some(spot),
            Node::Number => shape.number = Some(spot),
            Node::Integer(value) => shape.integer = Some((spot, width(*value))),
            Node::Text(text) if faked::stated_type(text).is_some() => {
                if let Some(stated) = faked::stated_type(text) {
                    shape.state(stated, spot);
                }
            }
            Node::Text(text) if faked::is_artefact(text) => {}
            Node::Object(members) if faked::is_marker(members) => {}
            Node::Text(text) => shape.text = Some((spot, Text::of(text))),
            Node::Array(items) => {
                let inner = Naming {
                    object: name.item.clone(),
                    item: name.item.clone(),
                };
                let mut item = Shape::default();
                for node in items {
                    item.merge(self.observe(names, page, node, &inner));
                }
                shape.array = Some((spot, Box::new(item)));
            }
            Node::Object(members) => {
                let component = self.observe_object(names, spot, members, name, special);
                shape.object = Some((spot, component));
            }
        }
        let seen = match &node.value {
            Node::Null => &mut shape.nulls,
            _ => &mut shape.seen,
        };
        seen.push(spot);
        shape
    }

    /// Adds an object's properties to its component, and returns the component; none if all keys are placeholders.
    fn observe_object(
        &mut self,
        names: &mut UniqueNames,
        spot: Spot,
        members: &[(String, Located<Node>)],
        name: &Naming,
        special: &dyn Fn(&str, &Node) -> Option<Naming>,
    ) -> Option<String> {
        let keys: Vec<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
        let real: HashSet<&str> = faked::names(&keys).into_iter().collect();
        if real.is_empty() {
            return None;
        }
        let component = self.component(names, &name.object);
        self.objects.entry(component.clone()).or_default();
        self.shown.entry(component.clone()).or_default().push(spot);
        let members = members
            .iter()
            .filter(|(key, _)| real.contains(key.as_str()));
        for (key, node) in members {
            let inner = special(key, &node.value).unwrap_or_else(|| Naming::of(&component, key));
            let seen = self.observe(names, spot.page, node, &inner);
            if let Some(properties) = self.objects.get_mut(&component) {
                properties.entry(key.clone()).or_default().merge(seen);
            }
        }
        Some(component)
    }

    /// Returns the component of the objects of a name. Its name has a number if another kind of component has the name.
    fn component(&mut self, names: &mut UniqueNames, object: &str) -> String {
        let component = self.components.entry(fold(object));
        component.or_insert_with(|| names.unique(object)).clone()
    }

    /// Returns the place of the first sample of a component that is plainly another thing than an object with these keys:
    /// both have several, and none in common.
    pub(in crate::describe) fn other_thing(&self, name: &str, keys: &[&str]) -> Option<Spot> {
        let properties = self.objects.get(self.components.get(&fold(name))?)?;
        let several = properties.len() > 2 && keys.len() > 2;
        if !several || keys.iter().any(|key| properties.contains_key(*key)) {
            return None;
        }
        let mut kinds = properties.values().flat_map(Shape::kinds);
        kinds.next().map(|(_, spot)| spot)
    }

    /// Returns each property and each item of a list with its component and its name.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, String, &Shape)> {
        let properties = self.objects.iter().flat_map(|(component, properties)| {
            let properties = properties.iter();
            properties.map(move |(property, shape)| (component.as_str(), property, shape))
        });
        properties.flat_map(|(component, property, shape)| {
            let item = shape.array.as_ref().map(|(_, item)| item.as_ref());
            let item = item.map(|item| (component, singular(property), item));
            std::iter::once((component, property.clone(), shape)).chain(item)
        })
    }

    /// Warns of properties whose samples have different types, which are left open.
    pub(in crate::describe) fn warn_of_conflicts(
        &self,
        pages: &[Page],
        warnings: &mut Vec<Diagnostic>,
    ) {
        for (component, properties) in &self.objects {
            for (property, shape) in properties {
                warn_of_conflict(pages, &format!("{component}.{property}"), shape, warnings);
            }
        }
    }
}

/// Warns of the samples of a value that have different types.
pub(in crate::describe) fn warn_of_conflict(
    pages: &[Page],
    name: &str,
    shape: &Shape,
    warnings: &mut Vec<Diagnostic>,
) {
    if let [(one, first), (two, second), ..] = shape.kinds().as_slice() {
        let (Some(page), Some(other)) = (pages.get(second.page), pages.get(first.page)) else {
            return;
        };
        let message = format!(
            "{name} is {one} at {}:{}:{} and {two} here; it is left open",
            other.file, first.place.line, first.place.column
        );
        let help = "correct one of the samples, or state the type in the overlay";
        warnings.push(page.fault(second.place, message, help).warning());
    }
    if let Some((_, item)) = &shape.array {
        warn_of_conflict(pages, &format!("{name}[]"), item, warnings);
    }
}

/// The width of an integer, which is `None` if 64 bits do not hold it.
fn width(value: Option<i64>) -> Width {
    match value {
        Some(value) if i32::try_from(value).is_ok() => Width::Narrow,
        Some(_) => Width::Wide,
        None => Width::Beyond,
    }
}
