//! The file with the commands of one resource.

use heck::ToPascalCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{Argument, arguments};
use super::body::call;
use crate::naming::type_name;
use crate::operation::Operation;
use crate::render::api::{Api, ident};
use crate::render::imports::command_imports;

/// The commands of one resource.
pub struct CommandGroup<'a> {
    /// The module.
    pub module: &'a str,
    /// The name on the command line.
    pub name: String,
    /// The operations with the names of their commands.
    pub commands: Vec<(String, &'a Operation<'a>)>,
}

/// Returns the text of the file.
///
/// # Errors
/// Tokens that are not Rust.
pub fn command_group(api: Api<'_>, group: &CommandGroup<'_>) -> Result<String, String> {
    let variants = group.commands.iter().map(|(name, operation)| {
        let (variant, arguments, about) = (variant(name), arguments_type(name), about(operation));
        quote! {
            #[command(name = #name, about = #about)]
            #variant(#arguments)
        }
    });
    let arms = group.commands.iter().map(|(name, _)| {
        let variant = variant(name);
        quote!(Self::#variant(arguments) => arguments.run(api).await)
    });
    let columns = columns(api, group);
    let commands = group.commands.iter();
    let structs = commands.map(|(name, operation)| command(api, name, operation));
    let is_deprecated = group.commands.iter().any(|(_, operation)| {
        let fields = [
            &operation.query_fields,
            &operation.header_fields,
            &operation.body_fields,
        ];
        operation.deprecated || fields.into_iter().flatten().any(|field| field.deprecated)
    });
    let allow = is_deprecated.then(|| quote!(#![allow(deprecated)]));
    let body = quote! {
        #[derive(Subcommand)]
        pub enum Command {
            #(#variants),*
        }

        impl Command {
            /// Calls the operation.
            ///
            /// # Errors
            /// The request failed, or its response could not be written.
            pub async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
                match self {
                    #(#arms),*
                }
            }
        }

        #columns
        #(#structs)*
    };
    let documentation = format!(" The commands `twilio-proxy {}`.", group.name);
    let imports = command_imports(&body);
    api.file(quote! {
        #![doc = #documentation]
        #allow
        #imports
        #body
    })
}

/// Returns the names of the properties of the resource's records, in the order of the description.
fn columns(api: Api<'_>, group: &CommandGroup<'_>) -> Option<TokenStream> {
    let mut operations = group.commands.iter().map(|(_, operation)| operation);
    let listing = operations.find_map(|operation| operation.listing)?;
    let fields = api.description.properties(listing.record);
    let names = fields.iter().map(|field| field.name);
    Some(quote! {
        /// The properties of a record, in the order of the description.
        pub const COLUMNS: &[&str] = &[#(#names),*];
    })
}

fn command(api: Api<'_>, name: &str, operation: &Operation<'_>) -> TokenStream {
    let name = arguments_type(name);
    let arguments = arguments(api, operation);
    let declared = arguments.iter().map(Argument::declaration);
    let options = options(operation);
    let call = call(operation, &arguments);
    quote! {
        #[derive(Args)]
        pub struct #name {
            #(#declared,)*
            #options
        }

        impl #name {
            async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
                #call
            }
        }
    }
}

/// Returns the options of a kind of command.
fn options(operation: &Operation<'_>) -> Option<TokenStream> {
    if operation.listing.is_some() {
        return Some(quote!(#[command(flatten)] listing: ListingOptions));
    }
    is_delete(operation).then(|| quote!(#[command(flatten)] confirmation: Confirmation))
}

/// Returns whether a command asks before it sends.
pub fn is_delete(operation: &Operation<'_>) -> bool {
    operation.method == "delete"
}

/// Returns the first sentences of an operation's description, as one line without a full stop.
fn about(operation: &Operation<'_>) -> String {
    let paragraph = operation.summary.split("\n\n").next().unwrap_or_default();
    let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.trim_end_matches('.') {
        "" => format!(
            "Send {} {}",
            operation.method.to_uppercase(),
            operation.path
        ),
        line => line.to_owned(),
    }
}

fn arguments_type(name: &str) -> proc_macro2::Ident {
    ident(&format!("{}Arguments", variant(name)))
}

fn variant(name: &str) -> proc_macro2::Ident {
    ident(&type_name(&name.to_pascal_case()))
}
