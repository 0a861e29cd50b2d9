//! The request of an operation: its static description, its method of `Client`, its type and setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::accepted::{argument_type, setting_method, value_type};
use super::api::{Api, ident};
use super::documentation::{deprecated, doc, of_method, summary};
use super::setter::{argument, arguments, optional, set_in_request, setter};
use crate::operation::{Body, Operation, ResponseBody};

/// Methods of every request. A setter of the same name gets an underscore.
pub const REQUEST_METHODS: [&str; 6] = [
    "extra_header",
    "extra_param",
    "response",
    "retry",
    "send",
    "timeout",
];

/// Returns the static that describes an operation.
pub fn operation(operation: &Operation<'_>) -> TokenStream {
    let (static_name, name, path) = (static_name(operation), &operation.name, operation.path);
    let method = ident(&operation.method.to_uppercase());
    let body = match operation.body {
        Body::None => quote!(BodyFormat::None),
        Body::Form => quote!(BodyFormat::Form),
        Body::Json | Body::WholeJson(_) => quote!(BodyFormat::Json),
        Body::Bytes(media_type) => quote!(BodyFormat::Bytes(#media_type)),
    };
    let parameters = operation.own_names();
    quote! {
        static #static_name: Operation = Operation {
            name: #name,
            method: Method::#method,
            path: #path,
            body: #body,
            parameters: &[#(#parameters),*],
        };
    }
}

fn static_name(operation: &Operation<'_>) -> proc_macro2::Ident {
    ident(&operation.name.to_uppercase())
}

/// Returns the method of `Client`. `output` is its type, made by `finish` of the variable `request`.
pub fn client_method(
    api: Api<'_>,
    operation: &Operation<'_>,
    output: &TokenStream,
    finish: &TokenStream,
    note: &str,
) -> TokenStream {
    let arguments = arguments(operation);
    let mut declared: Vec<_> = arguments
        .iter()
        .map(|(name, _, field)| argument(api, name, field))
        .collect();
    let request = quote!(request);
    let mut statements: Vec<_> = arguments
        .iter()
        .map(|(name, place, field)| set_in_request(api, &request, *place, name, field))
        .collect();
    if let Some((argument, statement)) = whole_body(api, operation) {
        declared.push(argument);
        statements.push(statement);
    }
    let documented: Vec<_> = arguments
        .iter()
        .map(|(name, _, field)| (name.clone(), *field))
        .collect();
    let documentation = doc(&of_method(operation, &documented, note));
    let deprecated = deprecated(operation.deprecated);
    let (name, static_name) = (ident(&operation.name), static_name(operation));
    let mutable = (!statements.is_empty()).then(|| quote!(mut));
    quote! {
        #documentation
        #deprecated
        pub fn #name(&self, #(#declared),*) -> #output {
            let #mutable request = Request::new(self, &#static_name);
            #(#statements)*
            #finish
        }
    }
}

/// Returns the argument for a body that is set as a whole, and the statement that sets it.
fn whole_body(api: Api<'_>, operation: &Operation<'_>) -> Option<(TokenStream, TokenStream)> {
    match operation.body {
        Body::WholeJson(schema) => {
            let field = api.field_type(schema);
            let (accepted, method) = (argument_type(api, &field), setting_method(api, &field));
            Some((
                quote!(body: #accepted),
                quote!(request.#method(Place::Body, WHOLE_BODY, body);),
            ))
        }
        Body::Bytes(_) => Some((
            quote!(body: impl Into<Bytes>),
            quote!(request.set_bytes(body.into());),
        )),
        Body::None | Body::Form | Body::Json => None,
    }
}

/// Returns the type of a request, and its setters.
pub fn request(api: Api<'_>, operation: &Operation<'_>) -> TokenStream {
    let name = ident(&operation.type_name);
    let documentation = doc(&format!(
        "{}\n\nReturned by [`Client::{}`].",
        summary(operation),
        operation.name
    ));
    let (response, decode) = response(api, operation);
    let setters: Vec<_> = optional(operation, &REQUEST_METHODS)
        .iter()
        .map(|(name, place, field)| setter(api, name, *place, field))
        .collect();
    let setters = (!setters.is_empty()).then(|| quote!(impl #name { #(#setters)* }));
    quote! {
        #documentation
        #[must_use = "a request is sent by send() or response()"]
        pub struct #name {
            request: Request,
        }

        request!(#name -> #response, #decode);

        #setters
    }
}

/// Returns the type of the response, and the function that decodes it.
fn response(api: Api<'_>, operation: &Operation<'_>) -> (TokenStream, TokenStream) {
    match (operation.response, operation.response_schema) {
        (ResponseBody::Empty, _) => (quote!(()), quote!(empty)),
        (ResponseBody::Json, Some(schema)) => {
            (value_type(api, &api.field_type(schema)), quote!(json))
        }
        (ResponseBody::Json | ResponseBody::Bytes, _) => (quote!(Bytes), quote!(bytes)),
    }
}
