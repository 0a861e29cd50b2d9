//! The file of one resource.

use proc_macro2::TokenStream;
use quote::quote;

use super::api::{Api, ident};
use super::imports::imports;
use super::input_object::input_object;
use super::request::{operation, request};
use super::{listing, request as requests};
use crate::operation::Operation;

/// Returns the text of the file of a resource. `inputs` are the input objects that it defines.
///
/// # Errors
/// Tokens that are not Rust.
pub fn resource(
    api: Api<'_>,
    operations: &[&Operation<'_>],
    inputs: &[&str],
) -> Result<String, String> {
    let statics = operations.iter().map(|one| operation(one));
    let methods = operations.iter().map(|operation| match operation.listing {
        Some(listing) => listing::method(api, operation, listing),
        None => {
            let name = ident(&operation.type_name);
            let finish = quote!(#name { request });
            requests::client_method(api, operation, &quote!(#name), &finish, "")
        }
    });
    let listings: Vec<_> = operations
        .iter()
        .filter_map(|operation| Some((*operation, operation.listing?)))
        .collect();
    let filters = listing::filters(api, &listings);
    let requests = operations
        .iter()
        .filter(|operation| operation.listing.is_none())
        .map(|operation| request(api, operation));
    let inputs = inputs.iter().map(|component| input_object(api, component));
    let body = quote! {
        impl Client {
            #(#methods)*
        }

        #filters
        #(#requests)*
        #(#inputs)*
        #(#statics)*
    };
    let (documentation, imports) = (module_documentation(operations), imports(&body));
    api.file(quote! {
        #documentation
        #imports
        #body
    })
}

fn module_documentation(operations: &[&Operation<'_>]) -> TokenStream {
    let names = operations
        .iter()
        .map(|operation| format!(" - [`Client::{}`]", operation.name));
    quote! {
        #![doc = " The requests of one resource:"]
        #![doc = ""]
        #(#![doc = #names])*
    }
}
