//! What the generated code says of itself where progenitor has it say nothing.

mod arguments;
pub mod markdown;
mod uses;
mod words;

use std::collections::BTreeMap;

use super::attributes::{renamed, serde_has};
use arguments::Arguments;
use markdown::{code_span, inert};
use serde_json::Value;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, File, ImplItemFn, Item, ItemEnum, ItemImpl, ItemMod, ItemStruct, Type, Visibility,
    parse_quote,
};
use uses::Uses;
use words::{documentation, make_inert, replace, say, says_only, text};

/// Has every public item say what it is: by the description where that knows it, else by its name.
pub fn document(client: &mut File, description: &Value) {
    Inert.visit_file_mut(client);
    let mut document = Document {
        uses: Uses::of(client),
        arguments: Arguments::of(description),
        ..Document::default()
    };
    document.visit_file_mut(client);
}

/// Rewrites text of the description with `make_inert`. It runs before our own links are added.
struct Inert;

impl VisitMut for Inert {
    fn visit_item_mod_mut(&mut self, module: &mut ItemMod) {
        let items = module.content.iter_mut().flat_map(|(_, items)| items);
        // The documentation of a builder consists of names and links to them, without text of the description.
        let is_builder = |item: &Item| module.ident == "builder" && matches!(item, Item::Struct(_));
        for item in items.filter(|item| !is_builder(item)) {
            self.visit_item_mut(item);
        }
    }

    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        make_inert(attributes);
    }
}

#[derive(Default)]
struct Document {
    uses: Uses,
    arguments: Arguments,
    /// The modules around the item at hand.
    modules: Vec<String>,
    /// The type whose methods are at hand.
    of: String,
    /// The documentation of each field, by the names of its type and of its own.
    members: BTreeMap<(String, String), Vec<Attribute>>,
}

/// Where an item is: progenitor has four kinds of rooms.
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

    /// Documents the setter of a property as the property is documented.
    fn say_of(&self, name: &str, attributes: &mut Vec<Attribute>, otherwise: &str) {
        match self.members.get(&(self.of.clone(), name.to_owned())) {
            Some(said) if text(attributes).is_empty() => attributes.extend(said.iter().cloned()),
            _ => say(attributes, otherwise),
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
        match (self.room(), self.uses.of_type(&name)) {
            (Room::Types, Some(words)) if says_only(&item.attrs, &name) => {
                replace(&mut item.attrs, &words)
            }
            (Room::TypeBuilders, _) => say(
                &mut item.attrs,
                &format!("Builds a [`{name}`](super::{name})."),
            ),
            _ => {}
        }
        for field in &mut item.fields {
            let Some(own) = field.ident.as_ref().map(ToString::to_string) else {
                continue;
            };
            if matches!(field.vis, Visibility::Public(_)) {
                let words = match renamed(&field.attrs) {
                    _ if serde_has(&field.attrs, "flatten") => "Every other property.".to_owned(),
                    Some(property) => format!("The property {}.", code_span(&property)),
                    None => format!("The property `{own}`."),
                };
                say(&mut field.attrs, &words);
                self.members
                    .insert((name.clone(), own), documentation(&field.attrs));
            }
        }
    }

    /// A value is its own name. Words on one would make of the list of values, in a JSON Schema, a list of schemas.
    fn visit_item_enum_mut(&mut self, item: &mut ItemEnum) {
        let name = item.ident.to_string();
        let is_list = item
            .variants
            .iter()
            .all(|variant| variant.fields.is_empty());
        if is_list && says_only(&item.attrs, &name) {
            replace(&mut item.attrs, "The values that the description lists.");
        }
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
        let attributes = &mut method.attrs;
        match (self.room(), name.as_str()) {
            (Room::Client, "new") => attributes.extend::<[Attribute; 3]>([
                parse_quote!(#[doc = ""]),
                parse_quote!(#[doc = " # Panics"]),
                parse_quote!(#[doc = " No TLS can be had: `new_with_client` leaves that to its caller."]),
            ]),
            (Room::Types, "builder") => say(attributes, "A builder with nothing set."),
            (Room::TypeBuilders, property) => self.say_of(property, attributes, &format!("The property `{property}`.")),
            (Room::Requests, "new") => say(attributes, "A request with nothing set."),
            (Room::Requests, "body") => say(attributes, "The request's body, whole."),
            (Room::Requests, "body_map") => say(attributes, "The request's body, changed by a function of its builder."),
            (Room::Requests, "send") => attributes.extend::<[Attribute; 3]>([
                parse_quote!(#[doc = ""]),
                parse_quote!(#[doc = " # Errors"]),
                parse_quote!(#[doc = " An argument is missing or refused, the request fails, or the answer is an error, or none that is described."]),
            ]),
            (Room::Requests, argument) => match self.arguments.description(&self.of, argument).map(inert) {
                Some(description) if !description.is_empty() => say(attributes, &description),
                _ => say(attributes, &format!("The argument `{argument}`.")),
            },
            _ => {}
        }
    }
}
