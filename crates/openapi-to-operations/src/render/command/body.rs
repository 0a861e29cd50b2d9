//! The call of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::Argument;
use super::group::is_delete;
use crate::operation::{Body, Operation, ResponseBody};
use crate::render::api::ident;

/// Returns the statements that call an operation and print its response.
pub fn call(operation: &Operation<'_>, arguments: &[Argument]) -> TokenStream {
    let method = ident(&operation.name);
    let is_bytes = matches!(operation.body, Body::Bytes(_));
    let mut passed: Vec<_> = arguments
        .iter()
        .filter(|argument| argument.setter.is_none() && argument.name != "body_file")
        .map(|argument| {
            let name = &argument.name;
            quote!(self.#name)
        })
        .collect();
    let body = is_bytes.then(|| quote!(let body = api.read(&self.body_file)?;));
    if is_bytes {
        passed.push(quote!(body));
    }
    let question = is_delete(operation).then(|| question(operation, arguments));
    let setters: Vec<_> = arguments.iter().filter_map(setter).collect();
    let mutable = (!setters.is_empty()).then(|| quote!(mut));
    let finish = match (operation.listing, operation.response) {
        (Some(_), _) => quote!(api.list(request, COLUMNS, self.listing).await),
        (None, ResponseBody::Empty) => quote!(api.done(request.send()).await),
        (None, ResponseBody::Json) => quote!(api.show(request.send()).await),
        (None, ResponseBody::Bytes) => quote!(api.write(request.send()).await),
    };
    quote! {
        #question
        #body
        let #mutable request = api.client()?.#method(#(#passed),*);
        #(#setters)*
        #finish
    }
}

fn setter(argument: &Argument) -> Option<TokenStream> {
    let (name, setter) = (&argument.name, argument.setter.as_ref()?);
    Some(match argument.is_list {
        true => quote! {
            if !self.#name.is_empty() {
                request = request.#setter(self.#name);
            }
        },
        false => quote! {
            if let Some(value) = self.#name {
                request = request.#setter(value);
            }
        },
    })
}

/// Returns the question before a resource is deleted. The last argument of the path names the resource.
fn question(operation: &Operation<'_>, arguments: &[Argument]) -> TokenStream {
    let noun = operation.resource.replace('_', " ");
    let path = operation.path_fields.len();
    let last = arguments.get(..path).and_then(<[Argument]>::last);
    match last.map(|argument| &argument.name) {
        Some(name) => quote! {
            self.confirmation.ask(&format!("Delete the {} {}?", #noun, self.#name)).await?;
        },
        None => quote! {
            self.confirmation.ask(&format!("Delete the {}?", #noun)).await?;
        },
    }
}
