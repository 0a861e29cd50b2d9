//! The operation that sends a type or returns it.

use std::collections::BTreeMap;

use syn::{
    File, GenericArgument, ImplItem, ImplItemFn, Item, ItemImpl, ItemStruct, PathArguments,
    ReturnType, Signature, Type,
};

/// The operations by the names of the types that they send or return.
#[derive(Default)]
pub struct Uses {
    sent: BTreeMap<String, String>,
    returned: BTreeMap<String, String>,
}

impl Uses {
    pub fn of(client: &File) -> Self {
        let mut uses = Self::default();
        let operations = operations(client);
        let builders = client.items.iter().filter_map(|item| match item {
            Item::Mod(module) if module.ident == "builder" => module.content.as_ref(),
            _ => None,
        });
        for item in builders.flat_map(|(_, items)| items) {
            match item {
                Item::Struct(request) => {
                    if let Some(operation) = operations.get(&request.ident.to_string()) {
                        uses.note_body(request, operation);
                    }
                }
                Item::Impl(methods) => {
                    let operation =
                        name(&methods.self_ty).and_then(|request| operations.get(&request));
                    if let Some(operation) = operation {
                        uses.note_response(methods, operation);
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

    fn note_response(&mut self, methods: &ItemImpl, operation: &str) {
        for method in &methods.items {
            let ImplItem::Fn(method) = method else {
                continue;
            };
            if let ("send", ReturnType::Type(_, outcome)) =
                (method.sig.ident.to_string().as_str(), &method.sig.output)
                && let Some(returned) = held(outcome, "ResponseValue")
            {
                self.returned
                    .entry(returned)
                    .or_insert_with(|| operation.to_owned());
            }
        }
    }

    /// Returns the documentation of a type that an operation sends or returns.
    pub fn of_type(&self, name: &str) -> Option<String> {
        let sent = self
            .sent
            .get(name)
            .map(|operation| format!("What `{operation}` sends."));
        sent.or_else(|| {
            self.returned
                .get(name)
                .map(|operation| format!("What `{operation}` gives."))
        })
    }
}

/// Returns the names of the client's methods, by the names of the builders that they return.
fn operations(client: &File) -> BTreeMap<String, String> {
    let of_client = client.items.iter().filter_map(|item| match item {
        Item::Impl(item) if item.trait_.is_none() => {
            (name(&item.self_ty)? == "Client").then_some(&item.items)
        }
        _ => None,
    });
    of_client
        .flatten()
        .filter_map(|item| match item {
            ImplItem::Fn(ImplItemFn { sig, .. }) => Some((returned(sig)?, sig.ident.to_string())),
            _ => None,
        })
        .collect()
}

/// Returns the name of the type that a method returns.
fn returned(signature: &Signature) -> Option<String> {
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

/// Returns the name of the type in another one, such as in a `ResponseValue`.
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
