//! The public surface of generated Rust: what users name and call, and nothing of how it works.

use crate::names::Module;
use crate::signature;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Fields, ImplItem, Item, Visibility};

/// The items by name: `Session`, `builder::ListSession`, `Client`.
///
/// Names are told apart by themselves, except builders', which are called as what they build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surface {
    /// Structs, enums and what else there is.
    pub items: BTreeMap<String, Entry>,
}

/// An item with what belongs to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// `struct`, `enum`; for what has no members, all that it says.
    pub kind: String,
    /// What it implements, derived or not.
    pub traits: BTreeSet<String>,
    /// Fields, variants and methods by name.
    pub members: BTreeMap<Member, Said>,
}

/// A member's name; a field and a method may have the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    Field(String),
    Variant(String),
    Method(String),
}

impl Member {
    /// Its name, whatever it is.
    pub fn name(&self) -> &str {
        match self {
            Self::Field(name) | Self::Variant(name) | Self::Method(name) => name,
        }
    }
}

/// What a member says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The type, the payload or the signature: what the compiler holds callers to.
    pub signature: String,
    /// What it is called on the wire and what may be left out: what the compiler does not know.
    pub note: String,
}

impl Surface {
    /// Reads a whole file.
    pub fn of(file: &syn::File) -> Self {
        let mut surface = Self::default();
        surface.module(&file.items, &[]);
        surface
    }

    fn module(&mut self, items: &[Item], path: &[String]) {
        let own = items.iter().filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Enum(item) => Some(item.ident.to_string()),
            _ => None,
        });
        let module = Module {
            path: path.to_vec(),
            own: own.collect(),
        };
        for item in items {
            self.item(item, &module);
        }
    }

    fn item(&mut self, item: &Item, module: &Module) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let name = module.called(&item.ident.to_string());
                let entry = self.defined(name, format!("struct{}", module.text(&item.generics)));
                entry.traits.extend(derives(&item.attrs, module));
                for (number, field) in item.fields.iter().enumerate() {
                    let name = field
                        .ident
                        .as_ref()
                        .map_or(number.to_string(), ToString::to_string);
                    let text = module.text(&field.ty);
                    if is_public(&field.vis) {
                        let said = Said {
                            note: note(&field.attrs, text.starts_with("Option<")),
                            signature: text,
                        };
                        entry.members.insert(Member::Field(name), said);
                    } else if text.starts_with("Result<Option<") && module.path == ["builder"] {
                        // The parameter of an operation, whose setter does not tell.
                        let setter = entry.members.entry(Member::Method(name)).or_default();
                        setter.note = "optional".to_owned();
                    }
                }
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let name = module.called(&item.ident.to_string());
                let entry = self.defined(name, format!("enum{}", module.text(&item.generics)));
                entry.traits.extend(derives(&item.attrs, module));
                for variant in &item.variants {
                    let said = Said {
                        signature: payload(&variant.fields, module),
                        note: note(&variant.attrs, false),
                    };
                    let name = Member::Variant(variant.ident.to_string());
                    entry.members.insert(name, said);
                }
            }
            Item::Impl(item) => self.implementation(item, module),
            Item::Mod(item) if is_public(&item.vis) => {
                let mut path = module.path.clone();
                path.push(item.ident.to_string());
                if let Some((_, items)) = &item.content {
                    self.module(items, &path);
                }
            }
            Item::Use(item) if is_public(&item.vis) => {
                let name = module.called(&module.text(&item.tree));
                self.defined(name, "use".to_owned());
            }
            Item::Fn(item) if is_public(&item.vis) => {
                let text = signature::of(&item.sig, module);
                let name = module.called(&item.sig.ident.to_string());
                self.defined(name, format!("fn{text}"));
            }
            Item::Type(item) if is_public(&item.vis) => {
                let text = module.text(&item.ty);
                let name = module.called(&item.ident.to_string());
                self.defined(name, format!("type = {text}"));
            }
            // A macro's own: how a SID is defined.
            Item::Macro(item) => {
                let text = item.mac.tokens.to_string().replace(" ,", "");
                let (name, rest) = text.split_once(' ').unwrap_or((&text, ""));
                let kind = module.text(&item.mac.path);
                self.defined(format!("{kind}::{name}"), format!("{kind} {rest}"));
            }
            Item::Struct(_)
            | Item::Enum(_)
            | Item::Mod(_)
            | Item::Use(_)
            | Item::Fn(_)
            | Item::Type(_) => {}
            other => panic!("what is public of this? {}", module.text(other)),
        }
    }

    fn implementation(&mut self, item: &syn::ItemImpl, module: &Module) {
        let name = module.text(&item.self_ty);
        let name = name.split('<').next().unwrap_or_default();
        // What is implemented for a reference is the type's own matter.
        let (name, by_reference) = match name.strip_prefix('&') {
            Some(name) => (name, "&"),
            None => (name, ""),
        };
        if let Some((path, _)) = &item.trait_ {
            let text = module.text(path);
            let source = text
                .strip_prefix("From<")
                .and_then(|from| from.strip_suffix('>'));
            match source {
                // A conversion into what is not of this client is told of what is.
                Some(source) if !name.contains("types::") && !module.own.contains(name) => {
                    self.entry(source.to_owned())
                        .traits
                        .insert(format!("Into<{name}>"));
                }
                _ => {
                    self.entry(name.to_owned())
                        .traits
                        .insert(format!("{by_reference}{text}"));
                }
            }
            return;
        }
        for member in &item.items {
            if let ImplItem::Fn(method) = member
                && is_public(&method.vis)
            {
                let called = Member::Method(method.sig.ident.to_string());
                let members = &mut self.entry(name.to_owned()).members;
                members.entry(called).or_default().signature = signature::of(&method.sig, module);
            }
        }
    }

    fn defined(&mut self, name: String, kind: String) -> &mut Entry {
        let entry = self.items.entry(name.clone()).or_default();
        assert_eq!(entry.kind, "", "two items are called {name}");
        entry.kind = kind;
        entry
    }

    fn entry(&mut self, name: String) -> &mut Entry {
        self.items.entry(name).or_default()
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// What a variant holds.
fn payload(fields: &Fields, module: &Module) -> String {
    let texts = fields.iter().map(|field| {
        let name = field
            .ident
            .as_ref()
            .map(|name| format!("{name}: "))
            .unwrap_or_default();
        format!("{name}{}", module.text(&field.ty))
    });
    let texts = texts.collect::<Vec<_>>().join(", ");
    match fields {
        Fields::Named(_) => format!("{{ {texts} }}"),
        Fields::Unnamed(_) => format!("({texts})"),
        Fields::Unit => String::new(),
    }
}

fn derives(attributes: &[syn::Attribute], module: &Module) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        attribute
            .parse_nested_meta(|meta| {
                let path = module.text(&meta.path);
                found.push(path.rsplit("::").next().unwrap_or_default().to_owned());
                Ok(())
            })
            .unwrap();
    }
    found
}

/// What serde is told that the type does not say: the name on the wire, and what stands where nothing does.
fn note(attributes: &[syn::Attribute], is_option: bool) -> String {
    let mut words = Vec::new();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
    {
        attribute
            .parse_nested_meta(|meta| {
                let value = match meta.value() {
                    Ok(value) => Some(value.parse::<syn::LitStr>()?.value()),
                    Err(_) => None,
                };
                match (
                    &value,
                    meta.path.get_ident().map(ToString::to_string).as_deref(),
                ) {
                    // How a field is read is not what it is.
                    (_, Some("skip_serializing_if" | "deserialize_with")) | (_, None) => {}
                    // Nothing, as it would be without.
                    (None, Some("default")) if is_option => {}
                    (Some(value), Some("rename")) => words.push(format!("{value:?}")),
                    (Some(value), Some(key)) => words.push(format!("{key}={value}")),
                    (None, Some(key)) => words.push(key.to_owned()),
                }
                Ok(())
            })
            .unwrap();
    }
    words.join(" ")
}
