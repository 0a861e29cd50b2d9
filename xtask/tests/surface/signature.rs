//! Signatures in a line: types of arguments, a generic parameter where it is used.

use crate::names::Module;
use syn::{FnArg, GenericParam, ReceiverKind, ReturnType, WherePredicate};

/// `(self, impl TryInto<u64>) -> Self`: a generic parameter as what it has to be.
pub fn of(signature: &syn::Signature, module: &Module) -> String {
    let generics = generics(signature, module);
    let arguments = signature.inputs.iter().map(|argument| match argument {
        FnArg::Receiver(receiver) => {
            // Whether what is taken whole is changed within is the method's own matter.
            match &receiver.kind {
                ReceiverKind::Reference(_, _, None) => "&self".to_owned(),
                ReceiverKind::Reference(_, _, Some(_)) => "&mut self".to_owned(),
                _ => "self".to_owned(),
            }
        }
        FnArg::Typed(argument) => {
            let text = module.text(&argument.ty);
            let generic = generics.iter().find(|(name, _)| *name == text);
            generic.map_or(text, |(_, bounds)| format!("impl {bounds}"))
        }
    });
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    let result = match &signature.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, result) => format!(" -> {}", module.text(result)),
    };
    let kind = if signature.asyncness.is_some() {
        " async"
    } else {
        ""
    };
    format!("({arguments}){result}{kind}")
}

/// The generic parameters, each with its bounds, and those of its conversion's error within them.
fn generics(signature: &syn::Signature, module: &Module) -> Vec<(String, String)> {
    let parameters = signature
        .generics
        .params
        .iter()
        .filter_map(|parameter| match parameter {
            GenericParam::Type(parameter) => Some((parameter.ident.to_string(), &parameter.bounds)),
            _ => None,
        });
    let clauses = signature.generics.where_clause.iter();
    let clauses: Vec<(String, String)> = clauses
        .flat_map(|clause| &clause.predicates)
        .filter_map(|predicate| match predicate {
            WherePredicate::Type(predicate) => Some((
                module.text(&predicate.bounded_ty),
                module.text(&predicate.bounds),
            )),
            _ => None,
        })
        .collect();
    parameters
        .map(|(name, bounds)| {
            let mut all = Vec::new();
            if !bounds.is_empty() {
                all.push(module.text(bounds));
            }
            let own = clauses.iter().filter(|(of, _)| *of == name);
            all.extend(own.map(|(_, bounds)| bounds.clone()));
            let mut bounds = all.join(" + ");
            let of_error = clauses.iter().find(|(of, _)| {
                of.ends_with("::Error")
                    && (of.starts_with(&format!("{name}::"))
                        || of.starts_with(&format!("<{name} ")))
            });
            if let (Some((_, error)), Some(open)) = (of_error, bounds.strip_suffix('>')) {
                bounds = format!("{open}, Error: {error}>");
            }
            (name, bounds)
        })
        .collect()
}
