//! The file of the callbacks.

use quote::quote;

use super::api::Api;
use super::event::event;
use super::imports::imports;
use super::input_object::input_object;

/// Returns the text of the file: the events, and the objects of responses that it defines.
///
/// # Errors
/// Tokens that are not Rust.
pub fn callbacks(api: Api<'_>, events: &[&str], responses: &[&str]) -> Result<String, String> {
    let events = events.iter().map(|component| event(api, component));
    let responses = responses
        .iter()
        .map(|component| input_object(api, component));
    let body = quote! {
        #(#events)*
        #(#responses)*
    };
    let imports = imports(&body);
    api.file(quote! {
        #![doc = " The callbacks of the API: their parameters, and the objects of the responses to them."]
        #imports
        #body
    })
}
