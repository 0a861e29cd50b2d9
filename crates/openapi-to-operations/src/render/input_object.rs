//! Objects that only requests contain.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::api::{Api, ident};
use super::documentation::doc;
use super::setter::{argument, input_setter, set_in_fields};
use crate::description::{Field, text};
use crate::markdown::inert;
use crate::naming::{snake_name, type_name, unique_name};

/// Returns the type of an input object: its required fields are the arguments of `new`, the others have setters.
pub fn input_object(api: Api<'_>, component: &str) -> TokenStream {
    let Some(schema) = api.description.schema(component) else {
        return TokenStream::new();
    };
    let fields = api.description.properties(schema);
    let mut taken = BTreeSet::from(["new", "clone", "self", "fields"].map(str::to_owned));
    let named: Vec<(String, Field<'_>)> = fields
        .into_iter()
        .map(|field| (unique_name(snake_name(field.name), &mut taken), field))
        .collect();
    let (required, optional): (Vec<_>, Vec<_>) =
        named.into_iter().partition(|(_, field)| field.required);
    let arguments = required
        .iter()
        .map(|(name, field)| argument(api, name, field));
    let local = quote!(fields);
    let statements: Vec<_> = required
        .iter()
        .map(|(name, field)| set_in_fields(api, &local, name, field))
        .collect();
    let mutable = (!statements.is_empty()).then(|| quote!(mut));
    let setters = optional
        .iter()
        .map(|(name, field)| input_setter(api, name, field));
    // A type whose `new` has no arguments has a default, too.
    let default = required.is_empty().then(|| quote!(Default,));
    let documentation = match inert(text(schema, "description").unwrap_or_default()) {
        text if text.is_empty() => doc("An object of a request."),
        text => doc(&text),
    };
    let name = ident(&type_name(component));
    let from_str = from_str(&name, &required, &optional);
    let new = doc("Returns an object with these fields.");
    quote! {
        #documentation
        #[derive(Clone, #default PartialEq, Serialize)]
        #[serde(transparent)]
        #[must_use]
        pub struct #name {
            fields: Fields,
        }

        input_object!(#name);

        #from_str

        impl #name {
            #new
            pub fn new(#(#arguments),*) -> Self {
                let #mutable fields = Fields::default();
                #(#statements)*
                Self { fields }
            }

            #(#setters)*
        }
    }
}

/// Returns the implementation that reads the object from JSON.
fn from_str(
    name: &proc_macro2::Ident,
    required: &[(String, Field<'_>)],
    optional: &[(String, Field<'_>)],
) -> TokenStream {
    let required = required.iter().map(|(_, field)| field.name);
    let optional = optional.iter().map(|(_, field)| field.name);
    let documentation = doc("Reads a JSON object with these fields, named as the API names them.");
    quote! {
        impl FromStr for #name {
            type Err = Error;

            #documentation
            fn from_str(json: &str) -> Result<Self, Error> {
                let fields = Fields::from_json(json, &[#(#required),*], &[#(#optional),*])?;
                Ok(Self { fields })
            }
        }
    }
}
