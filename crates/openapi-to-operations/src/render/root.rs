//! The file `operations.rs`.

use quote::quote;

use super::api::{Api, ident};
use crate::description::text;
use crate::markdown::inert;

/// Returns the text of the file: the modules of the resources, and the URL of the API.
///
/// # Errors
/// Tokens that are not Rust.
pub fn root(api: Api<'_>, modules: &[&str], base_url: Option<&str>) -> Result<String, String> {
    let title = api
        .description
        .0
        .get("info")
        .and_then(|info| text(info, "title"));
    let title = inert(title.unwrap_or("the API"));
    let documentation = format!(
        " The operations of {title}: a module for each resource, with the types of its requests."
    );
    let modules = modules.iter().map(|module| ident(module));
    let base_url = match base_url {
        Some(url) => quote!(Some(#url)),
        None => quote!(None),
    };
    api.file(quote! {
        #![doc = #documentation]
        #(pub mod #modules;)*
        pub(crate) mod types;

        /// The URL that the description of the API names.
        pub(crate) const BASE_URL: Option<&str> = #base_url;
    })
}
