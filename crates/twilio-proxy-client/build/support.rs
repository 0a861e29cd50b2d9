//! Where the generated code takes the parts from that progenitor has in a crate of its own.

use syn::visit_mut::{self, VisitMut};
use syn::{File, Path, UsePath, UseTree, parse_quote};

/// Has the generated code use this crate's `support`, which has forms of its own, in place of `progenitor_client`.
pub fn use_own(client: &mut File) {
    Own.visit_file_mut(client);
}

struct Own;

impl VisitMut for Own {
    fn visit_path_mut(&mut self, path: &mut Path) {
        let mut parts = path.segments.iter();
        if parts
            .next()
            .is_some_and(|first| first.ident == "progenitor_client")
            && parts.len() > 0
        {
            let rest = parts;
            *path = parse_quote!(crate::support #(::#rest)*);
        }
        visit_mut::visit_path_mut(self, path);
    }

    fn visit_use_tree_mut(&mut self, tree: &mut UseTree) {
        if let UseTree::Path(UsePath {
            ident, tree: rest, ..
        }) = tree
            && ident == "progenitor_client"
        {
            *tree = parse_quote!(crate::support::#rest);
        }
        visit_mut::visit_use_tree_mut(self, tree);
    }
}
