//! Forms that the API sends.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::accepted::value_type;
use super::api::{Api, ident};
use super::documentation::{deprecated, doc, of_parameter};
use crate::description::{Field, text};
use crate::field_type::FieldType;
use crate::markdown::inert;
use crate::naming::{snake_name, type_name, unique_name};

/// Returns the type of an event, with a field for each parameter.
pub fn event(api: Api<'_>, component: &str) -> TokenStream {
    let Some(schema) = api.description.schema(component) else {
        return TokenStream::new();
    };
    let mut taken = BTreeSet::from(["extra".to_owned()]);
    let fields: Vec<_> = api
        .description
        .properties(schema)
        .into_iter()
        .map(|field| Parameter {
            name: ident(&unique_name(snake_name(field.name), &mut taken)),
            field_type: parameter_type(api.field_type(field.schema)),
            field,
        })
        .collect();
    let has_deprecated = fields.iter().any(|parameter| parameter.field.deprecated);
    let allow = has_deprecated.then(|| quote!(#[allow(deprecated)]));
    let declarations = fields.iter().map(|field| field.declaration(api));
    let readers = fields.iter().map(|field| field.reader(api));
    let name = ident(&type_name(component));
    let documentation = match inert(text(schema, "description").unwrap_or_default()) {
        text if text.is_empty() => doc("The parameters of a callback."),
        text => doc(&text),
    };
    let extra = doc(
        "The parameters that the description does not list, and the optional ones whose values are not of their types.",
    );
    let parse = doc(PARSE);
    quote! {
        #documentation
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#declarations)*
            #extra
            pub extra: BTreeMap<String, Redacted>,
        }

        impl #name {
            #parse
            #allow
            pub fn parse(body: &[u8]) -> Result<Self, Error> {
                let mut parameters = Parameters::new(body);
                Ok(Self {
                    #(#readers,)*
                    extra: parameters.rest(),
                })
            }
        }
    }
}

/// The documentation of the function that reads an event.
const PARSE: &str = "Reads the body of a callback, after [`Verifier::verify`](crate::webhook::Verifier::verify). An \
    empty parameter is absent.

# Errors
[`ErrorKind::Decode`](crate::ErrorKind::Decode) if a required parameter is missing or not of its type. The message names \
    the parameter.";

/// A parameter of an event.
struct Parameter<'a> {
    name: proc_macro2::Ident,
    field_type: FieldType,
    field: Field<'a>,
}

impl Parameter<'_> {
    fn declaration(&self, api: Api<'_>) -> TokenStream {
        let Self { name, field, .. } = self;
        let value = value_type(api, &self.field_type);
        let value = match field.required {
            true => value,
            false => quote!(Option<#value>),
        };
        let (documentation, deprecated) = (doc(&of_parameter(field)), deprecated(field.deprecated));
        quote! {
            #documentation
            #deprecated
            pub #name: #value,
        }
    }

    /// Returns the initializer of the field. The API writes the values of enums in any case.
    fn reader(&self, api: Api<'_>) -> TokenStream {
        let (name, key) = (&self.name, self.field.name);
        match (&self.field_type, self.field.required) {
            (FieldType::OpenEnum(_), required) => {
                let value = value_type(api, &self.field_type);
                let read = quote!(#value::from_any_case);
                match required {
                    true => quote!(#name: parameters.required_with(#key, #read)?),
                    false => quote!(#name: parameters.optional_with(#key, #read)),
                }
            }
            (_, true) => quote!(#name: parameters.required(#key)?),
            (_, false) => quote!(#name: parameters.optional(#key)),
        }
    }
}

/// Returns the type of a parameter, which is text: a list or an object stays text.
fn parameter_type(field: FieldType) -> FieldType {
    match field {
        FieldType::Generated(_) | FieldType::Input(_) | FieldType::List(_) | FieldType::Json => {
            FieldType::Text
        }
        scalar => scalar,
    }
}
