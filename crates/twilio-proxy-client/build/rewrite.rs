//! Where the generated code is to do otherwise than progenitor has it do.

use std::collections::BTreeSet;

use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Fields, File, GenericArgument, Item, ItemStruct, Path, PathArguments, Type,
    parse_quote,
};

/// Has answers decoded by this crate's `support`, and the objects in them read by its `object`.
pub fn rewrite(client: &mut File) {
    let types = client.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.ident == "types" => module.content.as_ref(),
        _ => None,
    });
    let objects = types
        .flat_map(|(_, items)| items)
        .filter_map(|item| match item {
            Item::Struct(item) if matches!(item.fields, Fields::Named(_)) => {
                Some(item.ident.to_string())
            }
            _ => None,
        })
        .collect();
    Rewrite { objects }.visit_file_mut(client);
}

struct Rewrite {
    /// The generated types that are objects in JSON.
    objects: BTreeSet<String>,
}

impl VisitMut for Rewrite {
    fn visit_path_mut(&mut self, path: &mut Path) {
        let names = path.segments.iter().map(|part| part.ident.to_string());
        if names.eq(["ResponseValue", "from_response"]) {
            *path = parse_quote!(crate::support::decoded);
        }
        visit_mut::visit_path_mut(self, path);
    }

    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        if item.attrs.iter().any(is_deserialize) {
            for field in &mut item.fields {
                if let Some(reader) = self.reader(&field.ty) {
                    field.attrs.push(reader);
                }
            }
        }
        visit_mut::visit_item_struct_mut(self, item);
    }
}

impl Rewrite {
    /// How a field that holds objects is read; nothing for one that holds none.
    fn reader(&self, field: &Type) -> Option<Attribute> {
        let is_object = |name: &str| self.objects.contains(name);
        let (name, inner) = parts(field)?;
        let inner = inner.and_then(parts);
        match (name.as_str(), inner) {
            (object, None) if is_object(object) => {
                Some(parse_quote!(#[serde(deserialize_with = "crate::object::one")]))
            }
            ("Vec", Some((object, None))) if is_object(&object) => {
                Some(parse_quote!(#[serde(deserialize_with = "crate::object::list")]))
            }
            // A field that may be missing needs to be told so where serde's own way is not taken.
            ("Option", Some((object, None))) if is_object(&object) => {
                Some(parse_quote!(#[serde(default, deserialize_with = "crate::object::optional")]))
            }
            ("Option", Some((list, Some(inner))))
                if list == "Vec"
                    && matches!(parts(inner), Some((object, None)) if is_object(&object)) =>
            {
                Some(
                    parse_quote!(#[serde(default, deserialize_with = "crate::object::optional_list")]),
                )
            }
            _ => None,
        }
    }
}

/// A type's own name, and the one type that it is given.
fn parts(of: &Type) -> Option<(String, Option<&Type>)> {
    let Type::Path(path) = of else {
        return None;
    };
    let last = path.path.segments.last()?;
    let inner = match &last.arguments {
        PathArguments::AngleBracketed(given) if given.args.len() == 1 => {
            given.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(inner) => Some(inner),
                _ => None,
            })
        }
        _ => None,
    };
    Some((last.ident.to_string(), inner))
}

/// Whether a derive makes the type one that is read.
fn is_deserialize(attribute: &Attribute) -> bool {
    let mut found = false;
    if attribute.path().is_ident("derive") {
        // What does not parse is no list of paths, and so none that names the trait.
        let _ = attribute.parse_nested_meta(|meta| {
            found |= meta
                .path
                .segments
                .last()
                .is_some_and(|last| last.ident == "Deserialize");
            Ok(())
        });
    }
    found
}
