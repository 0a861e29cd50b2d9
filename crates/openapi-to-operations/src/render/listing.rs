//! Listings: a method of `Client` for each, and the filters of `List`.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::accepted::value_type;
use super::api::Api;
use super::request::client_method;
use super::setter::{optional, setter};
use crate::listing::Listing;
use crate::operation::Operation;

/// Methods of `List`. A filter of the same name gets an underscore.
pub const LIST_METHODS: [&str; 14] = [
    "clone",
    "collect",
    "extra_header",
    "extra_param",
    "items",
    "limit",
    "max_pages",
    "page",
    "page_size",
    "pages",
    "raw",
    "resume",
    "retry",
    "timeout",
];

/// Returns the method of `Client` for a listing.
pub fn method(api: Api<'_>, operation: &Operation<'_>, listing: Listing<'_>) -> TokenStream {
    let (record, key) = (
        value_type(api, &api.field_type(listing.record)),
        listing.key,
    );
    let note = " Nothing is sent before items or pages are requested.";
    client_method(
        api,
        operation,
        &quote!(List<#record>),
        &quote!(List::new(request, #key)),
        note,
    )
}

/// Returns the filters of listings, by the type of their records. Listings of the same records share their filters; one
/// that is sent with a filter that its operation does not have is an error.
pub fn filters(api: Api<'_>, listings: &[(&Operation<'_>, Listing<'_>)]) -> TokenStream {
    let mut by_record: BTreeMap<String, (TokenStream, BTreeMap<String, TokenStream>)> =
        BTreeMap::new();
    for (operation, listing) in listings {
        let record = value_type(api, &api.field_type(listing.record));
        let (_, setters) = by_record
            .entry(record.to_string())
            .or_insert_with(|| (record, BTreeMap::new()));
        for (name, place, field) in optional(operation, &LIST_METHODS) {
            setters
                .entry(name.clone())
                .or_insert_with(|| setter(api, &name, place, &field));
        }
    }
    let blocks = by_record.into_values().filter_map(|(record, setters)| {
        let setters = setters.into_values();
        (setters.len() > 0).then(|| quote!(impl List<#record> { #(#setters)* }))
    });
    quote!(#(#blocks)*)
}
