//! Equal things are one: two hundred operations that answer alike need one type, not two hundred.

use super::super::names::fold;
use super::{Components, equal};
use crate::provenance::Traced;
use indexmap::IndexMap;

impl Components<'_> {
    /// Makes one of the components that are equal, where an operation or a property gave them their
    /// names.
    pub(super) fn unite(&mut self) {
        loop {
            let firsts = equal::firsts(self.said_alike());
            let settled = firsts == self.aliases;
            self.aliases = firsts;
            if settled {
                break;
            }
        }
        let mut groups: IndexMap<String, Vec<String>> = IndexMap::new();
        for name in self.objects.keys().chain(self.ready.keys()) {
            if let Some(first) = self.aliases.get(name) {
                let group = groups.entry(first.clone());
                group
                    .or_insert_with(|| vec![first.clone()])
                    .push(name.clone());
            }
        }
        for (first, group) in groups {
            let own = equal::common(&group).filter(|name| {
                let taken = self.taken.get(&fold(name));
                taken.is_none_or(|taken| group.contains(taken))
            });
            let own = own.map_or(first, |name| self.canonical(&name));
            for name in group.into_iter().filter(|name| *name != own) {
                self.aliases.insert(name, own.clone());
            }
            self.aliases.remove(&own);
        }
        if self.aliases.is_empty() {
            return;
        }
        for (name, properties) in std::mem::take(&mut self.objects) {
            let spots = self.shown.remove(&name).unwrap_or_default();
            let name = self.aliases.get(&name).cloned().unwrap_or(name);
            self.shown.entry(name.clone()).or_default().extend(spots);
            let known = self.objects.entry(name).or_default();
            for (property, shape) in properties {
                known.entry(property).or_default().merge(shape);
            }
        }
        for (name, mut schema) in std::mem::take(&mut self.ready) {
            equal::rename(&mut schema.value, &self.aliases);
            let name = self.aliases.get(&name).cloned().unwrap_or(name);
            self.ready.entry(name).or_insert(schema);
        }
    }

    /// The components that may be one with others, and what each says, whatever the order in which it
    /// does.
    fn said_alike(&self) -> Vec<(String, String)> {
        let own = |name: &&String| !self.resources.contains(&fold(name));
        let objects = self.objects.keys().filter(own).map(|name| {
            let mut said: Vec<String> = self
                .objects
                .get(name)
                .into_iter()
                .flatten()
                .map(|(property, shape)| {
                    let schema = self.schema_of(name, property, shape).value;
                    format!("{property:?}: {schema}")
                })
                .collect();
            said.sort();
            (name.clone(), said.join("\n"))
        });
        let forms = self
            .ready
            .iter()
            .filter(|(name, schema)| own(name) && schema.value.get("properties").is_some());
        let forms = forms.map(|(name, schema)| {
            let mut value = schema.value.clone();
            equal::rename(&mut value, &self.aliases);
            (name.clone(), value.to_string())
        });
        objects.chain(forms).collect()
    }

    /// The same, where references go by the names that components have by now.
    pub(crate) fn settled(&self, mut said: Traced) -> Traced {
        equal::rename(&mut said.value, &self.aliases);
        said
    }
}
