//! Setters, and the statements that set arguments.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::accepted::{argument_type, setting_method};
use super::api::{Api, ident};
use super::documentation::{deprecated, doc, of_setter};
use crate::description::Field;
use crate::naming::{snake_name, unique_name};
use crate::operation::Operation;

/// The part of a request that a field belongs to.
#[derive(Clone, Copy)]
pub enum Place {
    Path,
    Query,
    Header,
    Body,
}

impl Place {
    fn tokens(self) -> TokenStream {
        match self {
            Self::Path => quote!(Place::Path),
            Self::Query => quote!(Place::Query),
            Self::Header => quote!(Place::Header),
            Self::Body => quote!(Place::Body),
        }
    }
}

/// Returns the fields that are arguments of the operation's method, with their names: those of the path, and the required
/// ones.
pub fn arguments<'a>(operation: &Operation<'a>) -> Vec<(String, Place, Field<'a>)> {
    let mut taken = BTreeSet::from(["self".to_owned(), "request".to_owned(), "body".to_owned()]);
    let path = operation
        .path_fields
        .iter()
        .map(|field| (Place::Path, field));
    let required = fields(operation).filter(|(_, field)| field.required);
    path.chain(required)
        .map(|(place, field)| {
            let name = unique_name(snake_name(field.name), &mut taken);
            (name, place, *field)
        })
        .collect()
}

/// Returns the fields that have setters, with the names of the setters. `taken` are the methods of the type.
pub fn optional<'a>(operation: &Operation<'a>, taken: &[&str]) -> Vec<(String, Place, Field<'a>)> {
    let mut taken = taken.iter().map(|name| (*name).to_owned()).collect();
    fields(operation)
        .filter(|(_, field)| !field.required)
        .map(|(place, field)| {
            let name = unique_name(snake_name(field.name), &mut taken);
            (name, place, *field)
        })
        .collect()
}

fn fields<'b, 'a>(operation: &'b Operation<'a>) -> impl Iterator<Item = (Place, &'b Field<'a>)> {
    let query = operation
        .query_fields
        .iter()
        .map(|field| (Place::Query, field));
    let header = operation
        .header_fields
        .iter()
        .map(|field| (Place::Header, field));
    let body = operation
        .body_fields
        .iter()
        .map(|field| (Place::Body, field));
    query.chain(header).chain(body)
}

/// Returns the declaration of an argument.
pub fn argument(api: Api<'_>, name: &str, field: &Field<'_>) -> TokenStream {
    let (name, accepted) = (
        ident(name),
        argument_type(api, &api.field_type(field.schema)),
    );
    quote!(#name: #accepted)
}

/// Returns the statement that sets a field of a request.
pub fn set_in_request(
    api: Api<'_>,
    request: &TokenStream,
    place: Place,
    name: &str,
    field: &Field<'_>,
) -> TokenStream {
    let (place, value, key) = (place.tokens(), ident(name), field.name);
    let method = setting_method(api, &api.field_type(field.schema));
    quote!(#request.#method(#place, #key, #value);)
}

/// Returns a setter of a request or a listing.
pub fn setter(api: Api<'_>, name: &str, place: Place, field: &Field<'_>) -> TokenStream {
    let set = set_in_request(api, &quote!(self.request), place, name, field);
    method(api, name, field, set)
}

/// Returns a setter of an input object.
pub fn input_setter(api: Api<'_>, name: &str, field: &Field<'_>) -> TokenStream {
    let set = set_in_fields(api, &quote!(self.fields), name, field);
    method(api, name, field, set)
}

/// Returns the statement that sets a field of an input object.
pub fn set_in_fields(
    api: Api<'_>,
    fields: &TokenStream,
    name: &str,
    field: &Field<'_>,
) -> TokenStream {
    let (value, key) = (ident(name), field.name);
    let method = setting_method(api, &api.field_type(field.schema));
    quote!(#fields.#method(#key, #value);)
}

fn method(api: Api<'_>, name: &str, field: &Field<'_>, set: TokenStream) -> TokenStream {
    let (documentation, deprecated) = (doc(&of_setter(field)), deprecated(field.deprecated));
    let (name, argument) = (ident(name), argument(api, name, field));
    quote! {
        #documentation
        #deprecated
        pub fn #name(mut self, #argument) -> Self {
            #set
            self
        }
    }
}
