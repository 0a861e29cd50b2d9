//! Replaces the paths to `progenitor_client` in the generated code.

use syn::visit_mut::{self, VisitMut};
use syn::{File, Path, UsePath, UseTree, parse_quote};

/// Replaces `progenitor_client` with this crate's `support` module, which has its own encoding of forms.
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
