//! Where the generated code is to do otherwise than progenitor has it do.

use std::collections::BTreeSet;

use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, ExprClosure, ExprLit, Field, Fields, File, GenericArgument, ImplItemFn, Item,
    ItemStruct, Lit, Meta, Path, PathArguments, Stmt, Token, Type, WherePredicate, parse_quote,
};

/// Has answers decoded by this crate's `support`, and what is in them read by its `object` and `timestamp`.
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
    let mut rewrite = Rewrite {
        objects,
        tells_why: false,
    };
    rewrite.visit_file_mut(client);
}

struct Rewrite {
    /// The generated types that are objects in JSON.
    objects: BTreeSet<String>,
    /// Whether the method at hand was made to tell why an argument is refused.
    tells_why: bool,
}

impl VisitMut for Rewrite {
    fn visit_path_mut(&mut self, path: &mut Path) {
        let names = path.segments.iter().map(|part| part.ident.to_string());
        if names.eq(["ResponseValue", "from_response"]) {
            *path = parse_quote!(crate::support::decoded);
        }
        visit_mut::visit_path_mut(self, path);
    }

    /// An argument's own error is the method's too, in place of the name of a Rust type.
    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        if let Some(argument) = refused(&closure.body) {
            *closure = parse_quote!(|error| ::std::format!("{}: {}", #argument, error));
            self.tells_why = true;
        }
        visit_mut::visit_expr_closure_mut(self, closure);
    }

    fn visit_impl_item_fn_mut(&mut self, method: &mut ImplItemFn) {
        self.tells_why = false;
        visit_mut::visit_impl_item_fn_mut(self, method);
        let Some(bounds) = &mut method.sig.generics.where_clause else {
            return;
        };
        let converted = bounds.predicates.iter().find_map(|bound| match bound {
            WherePredicate::Type(bound) => Some((&bound.bounded_ty, bound.bounds.first()?)),
            _ => None,
        });
        if let (true, Some((argument, conversion))) = (self.tells_why, converted) {
            let why = parse_quote!(<#argument as #conversion>::Error: ::std::fmt::Display);
            bounds.predicates.push(why);
        }
    }

    fn visit_item_struct_mut(&mut self, item: &mut ItemStruct) {
        if item
            .attrs
            .iter()
            .any(|attribute| says(attribute, "derive", "Deserialize"))
        {
            for field in &mut item.fields {
                self.read_by_us(field);
            }
        }
        visit_mut::visit_item_struct_mut(self, item);
    }
}

impl Rewrite {
    /// Names the function that reads a field, where it is one of ours.
    fn read_by_us(&self, field: &mut Field) {
        let names = names(&field.ty);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let is_object = |name: &str| self.objects.contains(name);
        let reader = match names.as_slice() {
            [of] if is_object(of) => "crate::object::one",
            ["Option", of] if is_object(of) => "crate::object::optional",
            ["Vec", of] if is_object(of) => "crate::object::list",
            ["Option", "Vec", of] if is_object(of) => "crate::object::optional_list",
            ["DateTime", "Utc"] => "crate::timestamp::one",
            ["Option", "DateTime", "Utc"] => "crate::timestamp::optional",
            _ => return,
        };
        field
            .attrs
            .push(parse_quote!(#[serde(deserialize_with = #reader)]));
        // serde knows by itself that an option may be missing only where it reads it by itself.
        let has_default = field
            .attrs
            .iter()
            .any(|attribute| says(attribute, "serde", "default"));
        if names.starts_with(&["Option"]) && !has_default {
            field.attrs.push(parse_quote!(#[serde(default)]));
        }
    }
}

/// The argument that a generated message says only a type of, such as "conversion to `u64` for page failed".
fn refused(message: &Expr) -> Option<String> {
    let message = match message {
        Expr::Block(block) => match block.block.stmts.as_slice() {
            [Stmt::Expr(message, None)] => message,
            _ => return None,
        },
        message => message,
    };
    let Expr::MethodCall(call) = message else {
        return None;
    };
    let Expr::Lit(ExprLit {
        lit: Lit::Str(text),
        ..
    }) = &*call.receiver
    else {
        return None;
    };
    let text = text.value();
    let (_, argument) = text
        .strip_prefix("conversion to `")?
        .rsplit_once("` for ")?;
    argument.strip_suffix(" failed").map(str::to_owned)
}

/// A type's own name, and those of the types in it where each has one: `Option`, `Vec`, `Service`.
fn names(of: &Type) -> Vec<String> {
    let mut names = Vec::new();
    let mut inner = Some(of);
    while let Some(Type::Path(of)) = inner
        && let Some(last) = of.path.segments.last()
    {
        names.push(last.ident.to_string());
        inner = match &last.arguments {
            PathArguments::AngleBracketed(given) => match given.args.first() {
                Some(GenericArgument::Type(of)) if given.args.len() == 1 => Some(of),
                _ => None,
            },
            _ => None,
        };
    }
    names
}

/// Whether an attribute such as `#[derive(…)]` or `#[serde(…)]` has a word in its list.
fn says(attribute: &Attribute, name: &str, word: &str) -> bool {
    attribute.path().is_ident(name)
        && attribute
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|list| {
                list.iter().any(|meta| {
                    meta.path()
                        .segments
                        .last()
                        .is_some_and(|last| last.ident == word)
                })
            })
}
