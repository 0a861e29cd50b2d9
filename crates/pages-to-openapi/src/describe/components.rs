//! The named schemas: samples of one name merge, and every object has a name.

use super::faked;
use super::names::{Operation, component, fold, pascal, singular};
use super::shape::{Shape, Spot, Text, Width};
use super::sids::Sids;
use crate::diagnostic::{Diagnostic, Located, Place};
use crate::page::{Node, Page};
use crate::provenance::{Origin, Said, Traced};
use indexmap::IndexMap;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

mod enums;
mod equal;
mod schema;
mod unite;

use enums::Enums;

/// The components of a description that is being made.
pub(crate) struct Components<'a> {
    pages: &'a [Page],
    /// The page that is being said.
    turn: usize,
    objects: IndexMap<String, IndexMap<String, Shape>>,
    /// Where the objects of a component are shown.
    shown: HashMap<String, Vec<Spot>>,
    /// Components that no sample grows: open enums, form bodies.
    ready: IndexMap<String, Traced>,
    /// Patterns, and the samples that show each.
    patterns: IndexMap<String, (String, Vec<Spot>)>,
    sids: Sids,
    /// Folded names to the names in use.
    taken: HashMap<String, String>,
    /// Folded names to the number that the next of the name may have.
    numbers: HashMap<String, usize>,
    /// Folded names of resources: what has such a name is a thing of its own.
    resources: HashSet<String>,
    /// Components that are another one by now.
    aliases: HashMap<String, String>,
    enums: Enums,
    /// The open enums, by their value's name and their values.
    open: HashMap<(String, Vec<String>), Value>,
    /// Schemas that operations share, by what they say.
    shared: HashMap<String, Value>,
}

/// What an object is called, and what the objects in an array are called.
#[derive(Debug, Clone)]
pub(crate) struct Naming {
    pub(super) object: String,
    pub(super) item: String,
}

impl Naming {
    pub(super) fn of(parent: &str, property: &str) -> Self {
        let name = pascal(property);
        Self {
            item: format!("{parent}{}", singular(&name)),
            object: format!("{parent}{name}"),
        }
    }
}

impl<'a> Components<'a> {
    pub(super) fn new(pages: &'a [Page], operations: &[Operation]) -> Self {
        let resources = operations.iter().map(|operation| fold(&operation.resource));
        let shared = ["errorresponse", "pagemeta"].map(str::to_owned);
        Self {
            pages,
            turn: 0,
            objects: IndexMap::new(),
            shown: HashMap::new(),
            ready: IndexMap::new(),
            patterns: IndexMap::new(),
            sids: Sids::default(),
            taken: HashMap::new(),
            numbers: HashMap::new(),
            resources: resources.chain(shared).collect(),
            aliases: HashMap::new(),
            enums: Enums::of(pages, operations),
            open: HashMap::new(),
            shared: HashMap::new(),
        }
    }

    /// Goes on to a page, which what is added from now on is of.
    pub(super) fn turn_to(&mut self, page: usize) {
        self.turn = page;
    }

    /// What the page that is being said states somewhere.
    pub(super) fn stated(&self, part: &'static str, place: Place) -> Arc<Origin> {
        Origin::stated(part, vec![self.spot_of(place)])
    }

    /// What follows from something that the page that is being said states somewhere.
    pub(super) fn inferred(&self, part: &'static str, place: Place) -> Arc<Origin> {
        Origin::inferred(part, vec![self.spot_of(place)])
    }

    fn spot_of(&self, place: Place) -> Spot {
        Spot {
            page: self.turn,
            place,
        }
    }

    /// The name in use for a name: two that differ in case alone would be one type in Rust.
    fn canonical(&mut self, name: &str) -> String {
        self.taken
            .entry(fold(name))
            .or_insert_with(|| component(name))
            .clone()
    }

    /// A name that nothing has.
    fn vacant(&mut self, wanted: &str) -> String {
        let wanted = component(wanted);
        let mut name = wanted.clone();
        let number = self.numbers.entry(fold(&wanted)).or_insert(2);
        while self.taken.contains_key(&fold(&name)) {
            name = format!("{wanted}{number}");
            *number += 1;
        }
        self.canonical(&name)
    }

    /// Puts a sample's objects among the components and gives what it shows.
    pub(super) fn observe(&mut self, page: usize, node: &Located<Node>, name: &Naming) -> Shape {
        self.observe_with(page, node, name, &|_, _| None)
    }

    /// As `observe`, where the outermost object's properties may have names of their own.
    pub(super) fn observe_with(
        &mut self,
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
            Node::Null => shape.null = true,
            Node::Boolean => shape.boolean = Some(spot),
            Node::Number => shape.number = Some(spot),
            Node::Integer(value) => {
                let width = match value {
                    Some(value) if i32::try_from(*value).is_ok() => Width::Narrow,
                    Some(_) => Width::Wide,
                    None => Width::Beyond,
                };
                shape.integer = Some((spot, width));
            }
            Node::Text(text) if faked::is_artefact(text) => {}
            Node::Text(text) => shape.text = Some((spot, Text::of(text))),
            Node::Array(items) => {
                let inner = Naming {
                    object: name.item.clone(),
                    item: name.item.clone(),
                };
                let mut item = Shape::default();
                for node in items {
                    item.merge(self.observe(page, node, &inner));
                }
                shape.array = Some((spot, Box::new(item)));
            }
            Node::Object(members) => {
                let keys: Vec<&str> = members.iter().map(|(key, _)| key.as_str()).collect();
                let names: HashSet<&str> = faked::names(&keys).into_iter().collect();
                let component = (!names.is_empty()).then(|| self.canonical(&name.object));
                if let Some(component) = &component {
                    self.objects.entry(component.clone()).or_default();
                    self.shown.entry(component.clone()).or_default().push(spot);
                    let members = members
                        .iter()
                        .filter(|(key, _)| names.contains(key.as_str()));
                    for (key, node) in members {
                        let inner =
                            special(key, &node.value).unwrap_or_else(|| Naming::of(component, key));
                        let seen = self.observe(page, node, &inner);
                        if let Some(properties) = self.objects.get_mut(component) {
                            properties.entry(key.clone()).or_default().merge(seen);
                        }
                    }
                }
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

    /// Where a component was seen first that is plainly another thing than an object with these keys:
    /// both have several, and none in common.
    pub(super) fn other_thing(&self, name: &str, keys: &[&str]) -> Option<(&'a str, Place)> {
        let properties = self.objects.get(self.taken.get(&fold(name))?)?;
        let several = properties.len() > 2 && keys.len() > 2;
        if !several || keys.iter().any(|key| properties.contains_key(*key)) {
            return None;
        }
        let mut kinds = properties.values().flat_map(Shape::kinds);
        let (_, spot) = kinds.next()?;
        Some((self.pages.get(spot.page)?.file.as_str(), spot.place))
    }

    /// Once all samples are seen: names the SIDs, and warns of properties that are left open.
    pub(super) fn settle(&mut self, warnings: &mut Vec<Diagnostic>) {
        let objects = std::mem::take(&mut self.objects);
        for (component, properties) in &objects {
            for (property, shape) in properties {
                let item = shape.array.as_ref().map(|(_, item)| item.as_ref());
                for (name, shape) in [(property.clone(), Some(shape)), (singular(property), item)] {
                    let text = shape.and_then(|shape| shape.text.as_ref());
                    if let Some(sid) = text.and_then(|(_, text)| text.sid.as_ref()) {
                        self.sids.see(component, &name, sid);
                    }
                }
                self.conflict(&format!("{component}.{property}"), shape, warnings);
            }
        }
        self.objects = objects;
        for (name, pattern) in self.sids.settle() {
            // `customer` may hold the id of a customer, which has a component of its own.
            let with_id = format!("{name}Id");
            let own = if !self.taken.contains_key(&fold(&name)) {
                self.canonical(&name)
            } else if self
                .patterns
                .get(&with_id)
                .is_some_and(|(other, _)| *other == pattern)
            {
                with_id
            } else {
                self.vacant(&with_id)
            };
            self.sids.rename(&name, &own);
            self.patterns.insert(own, (pattern, Vec::new()));
        }
        self.trace_patterns();
        self.unite();
    }

    fn reference(&self, name: &str) -> Value {
        reference(self.aliases.get(name).map_or(name, String::as_str))
    }

    /// Finds the samples that show each pattern.
    fn trace_patterns(&mut self) {
        for (component, properties) in &self.objects {
            for (property, shape) in properties {
                let item = shape.array.as_ref().map(|(_, item)| item.as_ref());
                for (name, shape) in [(property.clone(), Some(shape)), (singular(property), item)] {
                    let Some((shape, text)) = shape.and_then(|s| Some((s, &s.text.as_ref()?.1)))
                    else {
                        continue;
                    };
                    let known = self.sids.of_property(component, &name);
                    if text.sid.is_some()
                        && let Some((_, spots)) = known.and_then(|n| self.patterns.get_mut(n))
                    {
                        spots.extend(&shape.seen);
                    }
                }
            }
        }
    }

    fn conflict(&self, name: &str, shape: &Shape, warnings: &mut Vec<Diagnostic>) {
        if let [(one, first), (two, second), ..] = shape.kinds().as_slice() {
            let (Some(page), Some(other)) =
                (self.pages.get(second.page), self.pages.get(first.page))
            else {
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
            self.conflict(&format!("{name}[]"), item, warnings);
        }
    }

    /// The component of a path parameter, where a property's name says it.
    pub(super) fn path_parameter(&self, resource: &str, name: &str) -> Option<Value> {
        self.sids
            .of_parameter(resource, name)
            .map(|name| reference(name))
    }

    /// Adds a schema under the name, or under one like it.
    pub(super) fn add(&mut self, wanted: &str, schema: Traced) -> Value {
        let name = self.vacant(wanted);
        let said = reference(&name);
        self.ready.insert(name, schema);
        said
    }

    /// Where a component's property was first seen in a sample.
    pub(crate) fn spot(&self, component: &str, property: &str) -> Option<Spot> {
        let shape = self.objects.get(component)?.get(property)?;
        shape.kinds().first().map(|(_, spot)| *spot)
    }

    /// A schema that every operation which needs its like refers to.
    pub(crate) fn shared(&mut self, wanted: &str, schema: Value) -> Value {
        let text = schema.to_string();
        if let Some(known) = self.shared.get(&text) {
            return known.clone();
        }
        let page = self.pages.get(self.turn);
        let place = page.map_or_else(Place::default, |page| page.method.place);
        let origin = self.stated("the operation", place).fitted();
        let said = self.add(wanted, Traced::new(schema, &origin));
        self.shared.insert(text, said.clone());
        said
    }

    /// All components, in the order of their first appearance.
    pub(super) fn say(&self, origin: &Arc<Origin>) -> Said {
        let mut said = Said::of(origin);
        for (name, shapes) in &self.objects {
            let shown = self.shown.get(name).cloned().unwrap_or_default();
            let origin = Origin::inferred("objects in the samples", shown);
            let mut properties = Said::of(&origin);
            for (property, shape) in shapes {
                properties.insert(property.clone(), self.schema_of(name, property, shape));
            }
            let schema = Said::of(&origin).with("type", json!("object"));
            said.insert(name.clone(), schema.with("properties", properties));
        }
        for (name, (pattern, spots)) in &self.patterns {
            let origin = Origin::inferred("the samples", spots.clone());
            let schema = json!({ "type": "string", "pattern": pattern });
            said.insert(name.clone(), Traced::new(schema, &origin));
        }
        for (name, schema) in &self.ready {
            said.insert(name.clone(), schema.clone());
        }
        said
    }
}

pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
