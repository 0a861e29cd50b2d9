//! Which operation sends a type, or gives it.

use std::collections::BTreeMap;

use syn::{
    File, GenericArgument, ImplItem, Item, ItemImpl, ItemStruct, PathArguments, ReturnType,
    Signature, Type,
};

use super::words::text;

/// What the types are for.
#[derive(Default)]
pub struct Uses {
    sent: BTreeMap<String, String>,
    given: BTreeMap<String, String>,
}

impl Uses {
    pub fn of(client: &File) -> Self {
        let mut uses = Self::default();
        let builders = client.items.iter().filter_map(|item| match item {
            Item::Mod(module) if module.ident == "builder" => module.content.as_ref(),
            _ => None,
        });
        let mut operations = BTreeMap::new();
        for item in builders.flat_map(|(_, items)| items) {
            match item {
                Item::Struct(request) => {
                    if let Some(operation) = operation(request) {
                        uses.note_body(request, &operation);
                        operations.insert(request.ident.to_string(), operation);
                    }
                }
                Item::Impl(methods) => {
                    let operation =
                        name(&methods.self_ty).and_then(|request| operations.get(&request));
                    if let Some(operation) = operation {
                        uses.note_answer(methods, operation);
                    }
                }
                _ => {}
            }
        }
        uses
    }

    fn note_body(&mut self, request: &ItemStruct, operation: &str) {
        let mut fields = request.fields.iter();
        let body = fields.find(|field| field.ident.as_ref().is_some_and(|name| name == "body"));
        if let Some(sent) = body.and_then(|body| held(&body.ty, "Result")) {
            self.sent
                .entry(sent)
                .or_insert_with(|| operation.to_owned());
        }
    }

    fn note_answer(&mut self, methods: &ItemImpl, operation: &str) {
        for method in &methods.items {
            let ImplItem::Fn(method) = method else {
                continue;
            };
            if let ("send", ReturnType::Type(_, outcome)) =
                (method.sig.ident.to_string().as_str(), &method.sig.output)
                && let Some(given) = held(outcome, "ResponseValue")
            {
                self.given
                    .entry(given)
                    .or_insert_with(|| operation.to_owned());
            }
        }
    }

    /// What a type is for, in words.
    pub fn of_type(&self, name: &str) -> Option<String> {
        let sent = self
            .sent
            .get(name)
            .map(|operation| format!("What `{operation}` sends."));
        sent.or_else(|| {
            self.given
                .get(name)
                .map(|operation| format!("What `{operation}` gives."))
        })
    }
}

/// The method of the client that starts a request, as the request's documentation names it.
fn operation(request: &ItemStruct) -> Option<String> {
    let text = text(&request.attrs);
    let (_, rest) = text.split_once("[`Client::")?;
    Some(rest.split_once('`')?.0.to_owned())
}

/// The name of the type that a method gives.
pub fn returned(signature: &Signature) -> Option<String> {
    match &signature.output {
        ReturnType::Type(_, given) => name(given),
        ReturnType::Default => None,
    }
}

fn name(of: &Type) -> Option<String> {
    match of {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// The name of the type that another one holds, such as that of a `ResponseValue`.
fn held(of: &Type, holder: &str) -> Option<String> {
    let Type::Path(path) = of else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(given) = &last.arguments else {
        return None;
    };
    let Some(GenericArgument::Type(first)) = given.args.first() else {
        return None;
    };
    if last.ident == holder {
        name(first)
    } else {
        held(first, holder)
    }
}
