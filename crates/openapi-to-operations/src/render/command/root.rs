//! The file with the groups of commands.

use heck::ToPascalCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::group::CommandGroup;
use crate::render::api::{Api, ident};

/// Returns the text of the file.
///
/// # Errors
/// Tokens that are not Rust.
pub fn command_root(api: Api<'_>, groups: &[CommandGroup<'_>]) -> Result<String, String> {
    let modules = groups.iter().map(|group| ident(group.module));
    let variants: Vec<TokenStream> = groups
        .iter()
        .map(|group| {
            let (name, module, variant) = (&group.name, ident(group.module), variant(group));
            let about = format!("Call the operations of {}", name.replace('-', " "));
            quote! {
                #[command(subcommand, name = #name, about = #about)]
                #variant(#module::Command)
            }
        })
        .collect();
    let arms = groups.iter().map(|group| {
        let variant = variant(group);
        quote!(Self::#variant(command) => command.run(api).await)
    });
    let modules: Vec<_> = modules.map(|module| quote!(pub mod #module;)).collect();
    api.file(quote! {
        #![doc = " The commands that call the operations of the API: a module for each resource."]
        #(#modules)*

        use clap::Subcommand;

        use crate::api::Api;
        use crate::failure::Failure;

        #[derive(Subcommand)]
        pub enum Commands {
            #(#variants),*
        }

        impl Commands {
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
    })
}

fn variant(group: &CommandGroup<'_>) -> proc_macro2::Ident {
    ident(&crate::naming::type_name(&group.name.to_pascal_case()))
}
