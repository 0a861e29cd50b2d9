//! What the generated code says of itself where progenitor has it say nothing.

use std::collections::BTreeMap;

use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, ExprLit, Field, File, ImplItemFn, Item, ItemEnum, ItemImpl, ItemMod,
    ItemStruct, Lit, LitStr, Meta, Type, Visibility, parse_quote,
};

/// Has every public item say what it is: by the description where that knows it, else by its name. And has what does
/// nothing by itself be noticed where it is thrown away.
pub fn document(client: &mut File) {
    let mut document = Document::default();
    document.visit_file_mut(client);
}

#[derive(Default)]
struct Document {
    /// The modules around the item at hand.
    modules: Vec<String>,
    /// The type whose methods are at hand.
    of: String,
    /// What is said of each field: its type's name, its own, and the words.
    fields: BTreeMap<(String, String), Vec<Attribute>>,
}

/// Where an item is: progenitor has three kinds of rooms.
#[derive(Clone, Copy, PartialEq)]
enum Room {
    /// The client and its operations.
    Client,
    /// The types of the API.
    Types,
    /// What makes one of these types, property by property.
    TypeBuilders,
    /// What makes a request, argument by argument.
    Requests,
}

impl Document {
    fn room(&self) -> Room {
        let modules: Vec<&str> = self.modules.iter().map(String::as_str).collect();
        match modules.as_slice() {
            ["types", "builder"] => Room::TypeBuilders,
            ["types", ..] => Room::Types,
            ["builder", ..] => Room::Requests,
            _ => Room::Client,
        }
    }
}

impl VisitMut for Document {
    fn visit_item_mod_mut(&mut self, module: &mut ItemMod) {
        self.modules.push(module.ident.to_string());
        if self.room() == Room::TypeBuilders {
            say(
                &mut module.attrs,
                "Builders of the types, property by property.",
            );
        }
        // What is in a module is said of its types before it is said of their builders.
        if let Some((_, items)) = &mut module.content {
            items.sort_by_key(|item| matches!(item, Item::Mod(_)));
        }
        visit_mut::visit_item_mod_mut(self, module);
        self.modules.pop();
    }

    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        let name = item.ident.to_string();
        let unused = match self.room() {
            Room::TypeBuilders => Some("a builder makes nothing until it is converted"),
            Room::Requests => Some("a request is not sent until `send` is called and awaited"),
            Room::Types | Room::Client => None,
        };
        if let Some(unused) = unused {
            say(
                &mut item.attrs,
                &format!("Builds a [`{name}`](super::{name})."),
            );
            item.attrs.push(parse_quote!(#[must_use = #unused]));
        }
        for field in &mut item.fields {
            let Some(own) = field.ident.as_ref().map(ToString::to_string) else {
                continue;
            };
            if matches!(field.vis, Visibility::Public(_)) {
                let property = format!(
                    "The property `{}`.",
                    renamed(&field.attrs).unwrap_or_else(|| own.clone())
                );
                say(&mut field.attrs, &property);
                self.fields
                    .insert((name.clone(), own), documentation(field));
            }
        }
        visit_mut::visit_item_struct_mut(self, item);
    }

    /// A value is its own name. Words on one would make of the list of values, in a JSON Schema, a list of schemas.
    fn visit_item_enum_mut(&mut self, item: &mut ItemEnum) {
        item.attrs.push(parse_quote!(#[allow(missing_docs)]));
    }

    fn visit_item_impl_mut(&mut self, item: &mut ItemImpl) {
        // What a trait asks for is said by the trait.
        if item.trait_.is_some() {
            return;
        }
        if let Type::Path(of) = &*item.self_ty {
            let last = of.path.segments.last();
            self.of = last.map(|last| last.ident.to_string()).unwrap_or_default();
        }
        visit_mut::visit_item_impl_mut(self, item);
    }

    fn visit_impl_item_fn_mut(&mut self, method: &mut ImplItemFn) {
        let name = method.sig.ident.to_string();
        match (self.room(), name.as_str()) {
            (Room::Client, "new") => method.attrs.extend::<[Attribute; 3]>([
                parse_quote!(#[doc = ""]),
                parse_quote!(#[doc = " # Panics"]),
                parse_quote!(#[doc = " No TLS can be had: `new_with_client` leaves that to its caller."]),
            ]),
            // Its example has no client to run on.
            (Room::Client, _) => method.attrs.iter_mut().for_each(show_as_text),
            (Room::Types, "builder") => say(&mut method.attrs, "A builder with nothing set."),
            (Room::TypeBuilders, _) => match self.fields.get(&(self.of.clone(), name)) {
                Some(words) if undocumented(&method.attrs) => method.attrs.extend(words.iter().cloned()),
                _ => {}
            },
            (Room::Requests, "new") => say(&mut method.attrs, "A request with nothing set."),
            (Room::Requests, "body") => say(&mut method.attrs, "The request's body, whole."),
            (Room::Requests, "body_map") => say(&mut method.attrs, "The request's body, changed by a function of its builder."),
            (Room::Requests, argument) => say(&mut method.attrs, &format!("The argument `{argument}`.")),
            _ => {}
        }
    }
}

fn undocumented(attributes: &[Attribute]) -> bool {
    !attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("doc"))
}

fn say(attributes: &mut Vec<Attribute>, words: &str) {
    if undocumented(attributes) {
        let words = format!(" {words}");
        attributes.insert(0, parse_quote!(#[doc = #words]));
    }
}

fn documentation(field: &Field) -> Vec<Attribute> {
    let attributes = field.attrs.iter();
    attributes
        .filter(|attribute| attribute.path().is_ident("doc"))
        .cloned()
        .collect()
}

/// Turns the example in a line of documentation into text.
fn show_as_text(attribute: &mut Attribute) {
    let Meta::NameValue(meta) = &mut attribute.meta else {
        return;
    };
    if let (
        true,
        Expr::Lit(ExprLit {
            lit: Lit::Str(words),
            ..
        }),
    ) = (meta.path.is_ident("doc"), &mut meta.value)
    {
        *words = LitStr::new(&words.value().replace("```ignore", "```text"), words.span());
    }
}

/// The name in JSON, where serde is told one.
fn renamed(attributes: &[Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
    {
        // What stands before and after the name has no part in it.
        let _ = attribute.parse_nested_meta(|meta| {
            let value = meta.value().and_then(|value| value.parse::<LitStr>());
            if let (true, Ok(value)) = (meta.path.is_ident("rename"), value) {
                name = Some(value.value());
            }
            Ok(())
        });
    }
    name
}
