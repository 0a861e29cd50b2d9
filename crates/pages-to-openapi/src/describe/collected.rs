//! The samples and the schemas that the pages contribute to.

use super::components::{NamedSchemas, Naming, OpenEnums, Samples};
use super::shape::Shape;
use crate::diagnostic::Located;
use crate::page::Node;
use crate::provenance::Spot;

/// Everything that is collected from all pages before components get their final names.
pub(super) struct Collected {
    pub(super) samples: Samples,
    pub(super) schemas: NamedSchemas,
    pub(super) enums: OpenEnums,
}

impl Collected {
    /// Adds the objects of a sample, and returns its shape.
    pub(super) fn observe(&mut self, page: usize, node: &Located<Node>, naming: &Naming) -> Shape {
        self.observe_with(page, node, naming, &|_, _| None)
    }

    /// As `observe`; `special` names properties of the outermost object.
    pub(super) fn observe_with(
        &mut self,
        page: usize,
        node: &Located<Node>,
        naming: &Naming,
        special: &dyn Fn(&str, &Node) -> Option<Naming>,
    ) -> Shape {
        let names = &mut self.schemas.names;
        self.samples
            .observe_with(names, page, node, naming, special)
    }

    /// Returns the place of the first sample of a component that is plainly another thing than an object with these keys.
    pub(super) fn other_thing(&self, name: &str, keys: &[&str]) -> Option<Spot> {
        self.samples.other_thing(name, keys)
    }
}
