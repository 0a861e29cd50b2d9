//! What the compiler is to know of the generated items.

use syn::{File, Item, ItemMod, parse_quote};

/// Has what does nothing by itself be noticed where it is thrown away. And leaves room in the types for what the API may
/// add: nobody outside makes one field by field, or matches an enum without an arm for the rest.
pub fn mark(client: &mut File) {
    for item in &mut client.items {
        let Item::Mod(module) = item else { continue };
        if module.ident == "builder" {
            mark_builders(
                module,
                "a request is not sent until `send` is called and awaited",
            );
        } else if module.ident == "types" {
            mark_types(module);
        }
    }
}

fn mark_types(types: &mut ItemMod) {
    for item in items(types) {
        match item {
            Item::Struct(item) if matches!(item.fields, syn::Fields::Named(_)) => {
                item.attrs.push(parse_quote!(#[non_exhaustive]));
            }
            Item::Enum(item) => item.attrs.push(parse_quote!(#[non_exhaustive])),
            Item::Mod(module) if module.ident == "builder" => {
                mark_builders(module, "a builder makes nothing until it is converted");
            }
            _ => {}
        }
    }
}

fn mark_builders(builders: &mut ItemMod, unused: &str) {
    for item in items(builders) {
        if let Item::Struct(item) = item {
            item.attrs.push(parse_quote!(#[must_use = #unused]));
        }
    }
}

fn items(module: &mut ItemMod) -> impl Iterator<Item = &mut Item> {
    module.content.iter_mut().flat_map(|(_, items)| items)
}
