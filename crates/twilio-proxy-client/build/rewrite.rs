//! Changes to the code that progenitor generates.

use std::collections::BTreeSet;

use super::attributes::{says, serde_has};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Arm, Expr, ExprAssign, ExprClosure, ExprField, ExprLit, ExprTry, Field, Fields, File,
    GenericArgument, ImplItemFn, Item, ItemStruct, Lit, Member, Pat, Path, PathArguments, Type,
    WherePredicate, parse_quote,
};

/// Has this crate's `support` receive and decode responses, any 2xx as a success, and its `object` and `text` read their
/// fields.
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

    /// Checks the response for a failure of the transport, before its status selects the type to decode.
    fn visit_expr_try_mut(&mut self, attempt: &mut ExprTry) {
        if matches!(&*attempt.expr, Expr::Path(name) if name.path.is_ident("result")) {
            attempt.expr = parse_quote!(crate::support::received(result));
        }
        visit_mut::visit_expr_try_mut(self, attempt);
    }

    /// Accepts any 2xx as the success of an operation, not only the status that its page shows.
    fn visit_arm_mut(&mut self, arm: &mut Arm) {
        if is_success(&arm.pat) {
            arm.pat = parse_quote!(200u16..=299u16);
        }
        visit_mut::visit_arm_mut(self, arm);
    }

    /// An argument's own error is the method's too. Generated code drops it and names a Rust type instead.
    fn visit_expr_assign_mut(&mut self, assignment: &mut ExprAssign) {
        if let Some((argument, dropped)) = dropped_error(assignment) {
            *dropped = parse_quote!(|error| ::std::format!("{}: {}", #argument, error));
            self.tells_why = true;
        }
        visit_mut::visit_expr_assign_mut(self, assignment);
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
    /// Names the function of this crate that reads a field, if there is one for its type.
    fn read_by_us(&self, field: &mut Field) {
        // A flattened field holds the properties that are left over, and is never read from an array.
        if serde_has(&field.attrs, "flatten") {
            return;
        }
        let names = names(&field.ty);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let is_object = |name: &str| self.objects.contains(name);
        let reader = match names.as_slice() {
            [of] | [BOX, of] if is_object(of) => "crate::object::one",
            [OPTION, of] | [OPTION, BOX, of] if is_object(of) => "crate::object::optional",
            [VEC, of] if is_object(of) => "crate::object::list",
            [OPTION, VEC, of] if is_object(of) => "crate::object::optional_list",
            ["chrono::DateTime", UTC] => "crate::text::one",
            [OPTION, "chrono::DateTime", UTC] | [OPTION, "chrono::naive::NaiveDate"] => {
                "crate::text::optional"
            }
            [OPTION, sid] if sid.starts_with("crate::sid::") => "crate::text::optional",
            _ => return,
        };
        // typify gives a required nullable field a reader of its own, so that it is not optional. serde allows one
        // `deserialize_with`, so ours replaces it.
        let is_asked_for = serde_has(&field.attrs, "deserialize_with");
        field
            .attrs
            .retain(|attribute| !says(attribute, "serde", "deserialize_with"));
        field
            .attrs
            .push(parse_quote!(#[serde(deserialize_with = #reader)]));
        // serde knows by itself that an option may be missing only where it reads it by itself. A field without a name
        // is all there is, and can't be missing.
        let may_be_missing =
            field.ident.is_some() && !is_asked_for && !serde_has(&field.attrs, "default");
        if names.starts_with(&[OPTION]) && may_be_missing {
            field.attrs.push(parse_quote!(#[serde(default)]));
        }
    }
}

/// Whether a pattern is one declared 2xx status.
fn is_success(pattern: &Pat) -> bool {
    let Pat::Lit(ExprLit {
        lit: Lit::Int(status),
        ..
    }) = pattern
    else {
        return false;
    };
    status.suffix() == "u16" && matches!(status.base10_parse(), Ok(200u16..=299))
}

/// Returns the argument and the closure of `self.argument = ….map_err(|_| …)`, which drops an argument's error.
fn dropped_error(assignment: &mut ExprAssign) -> Option<(String, &mut Expr)> {
    let Expr::Field(ExprField {
        base,
        member: Member::Named(argument),
        ..
    }) = &*assignment.left
    else {
        return None;
    };
    if !matches!(&**base, Expr::Path(base) if base.path.is_ident("self")) {
        return None;
    }
    closure_without_error(&mut assignment.right).map(|closure| (argument.to_string(), closure))
}

/// Returns the closure `|_| …` of the call of `map_err` in a chain of calls.
fn closure_without_error(chain: &mut Expr) -> Option<&mut Expr> {
    let Expr::MethodCall(call) = chain else {
        return None;
    };
    if call.method != "map_err" {
        return closure_without_error(&mut call.receiver);
    }
    let closure = call.args.first_mut()?;
    let Expr::Closure(ExprClosure { inputs, .. }) = closure else {
        return None;
    };
    matches!(inputs.first(), Some(Pat::Wild(_))).then_some(closure)
}

const OPTION: &str = "std::option::Option";
const BOX: &str = "std::boxed::Box";
const VEC: &str = "std::vec::Vec";
const UTC: &str = "chrono::offset::Utc";

/// A type's path, and those of the types in it where each has one: `std::option::Option`, `std::vec::Vec`, `Service`.
/// Generated types have no path but their name, and so one that is called `Vec` is another.
fn names(of: &Type) -> Vec<String> {
    let mut names = Vec::new();
    let mut inner = Some(of);
    while let Some(of) = inner.take() {
        let Type::Path(of) = of else {
            return Vec::new();
        };
        let parts = of.path.segments.iter().map(|part| part.ident.to_string());
        names.push(parts.collect::<Vec<_>>().join("::"));
        let last = of.path.segments.last();
        inner = last.and_then(|last| match &last.arguments {
            PathArguments::AngleBracketed(given) => match given.args.first() {
                Some(GenericArgument::Type(of)) if given.args.len() == 1 => Some(of),
                _ => None,
            },
            _ => None,
        });
    }
    names
}
