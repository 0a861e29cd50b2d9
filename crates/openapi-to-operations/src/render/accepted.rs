//! The types of arguments and responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::api::{Api, ident};
use crate::field_type::FieldType;

/// Returns the type of a value in a response or a request.
pub fn value_type(api: Api<'_>, field: &FieldType) -> TokenStream {
    match field {
        FieldType::Text => quote!(String),
        FieldType::Redacted => quote!(Redacted),
        FieldType::Boolean => quote!(bool),
        FieldType::Integer => quote!(i64),
        FieldType::Number => quote!(f64),
        FieldType::DateTime => quote!(DateTime<Utc>),
        FieldType::Date => quote!(NaiveDate),
        FieldType::Sid(name) => in_module("sid", name),
        FieldType::OpenEnum(name) => in_module("enums", name),
        FieldType::Checked(name) | FieldType::Generated(name) => in_module("types", name),
        FieldType::Input(name) => {
            let name = ident(name);
            match api.homes.get(&name.to_string()) {
                Some(home) if home != api.module => {
                    let home = ident(home);
                    quote!(super::#home::#name)
                }
                _ => quote!(#name),
            }
        }
        FieldType::List(item) => {
            let item = value_type(api, item);
            quote!(Vec<#item>)
        }
        FieldType::Json => quote!(Value),
    }
}

fn in_module(module: &str, name: &str) -> TokenStream {
    let (module, name) = (ident(module), ident(name));
    quote!(#module::#name)
}

/// Returns the type of the argument for a field.
pub fn argument_type(api: Api<'_>, field: &FieldType) -> TokenStream {
    match field {
        FieldType::Boolean => quote!(bool),
        FieldType::Json => quote!(impl Serialize),
        FieldType::List(item) => match &**item {
            FieldType::Json | FieldType::List(_) => quote!(impl Serialize),
            item => {
                let bound = bound(api, item);
                quote!(impl IntoIterator<Item: #bound>)
            }
        },
        field => {
            let bound = bound(api, field);
            quote!(impl #bound)
        }
    }
}

fn bound(api: Api<'_>, field: &FieldType) -> TokenStream {
    let value = value_type(api, field);
    match field {
        FieldType::Sid(_) => quote!(TryInto<#value, Error: Into<Error>>),
        FieldType::Checked(_) => quote!(TryInto<#value, Error: Display>),
        _ => quote!(Into<#value>),
    }
}

/// Returns the name of the method that sets a field to such an argument, with the type of the value.
pub fn setting_method(api: Api<'_>, field: &FieldType) -> TokenStream {
    let (item, is_list) = match field {
        FieldType::List(item) => match &**item {
            FieldType::Json | FieldType::List(_) => return quote!(set_json),
            item => (item, true),
        },
        FieldType::Json => return quote!(set_json),
        field => (field, false),
    };
    let value = value_type(api, item);
    match (item, is_list) {
        (FieldType::Sid(_), false) => quote!(try_set::<#value>),
        (FieldType::Sid(_), true) => quote!(try_set_list::<#value>),
        (FieldType::Checked(_), false) => quote!(set_checked::<#value>),
        (FieldType::Checked(_), true) => quote!(set_checked_list::<#value>),
        (_, false) => quote!(set::<#value>),
        (_, true) => quote!(set_list::<#value>),
    }
}
