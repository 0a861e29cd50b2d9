// Written by `cargo xtask spec`. Do not edit.

//! The commands that call the operations of the API: a module for each resource.

pub mod interaction;
pub mod message_interaction;
pub mod participant;
pub mod phone_number;
pub mod service;
pub mod session;
use clap::Subcommand;
use crate::api::Api;
use crate::failure::Failure;

#[derive(Subcommand)]
pub enum Commands {
    #[command(
        subcommand,
        name = "interactions",
        about = "Call the operations of interactions"
    )]
    Interactions(interaction::Command),
    #[command(
        subcommand,
        name = "message-interactions",
        about = "Call the operations of message interactions"
    )]
    MessageInteractions(message_interaction::Command),
    #[command(
        subcommand,
        name = "participants",
        about = "Call the operations of participants"
    )]
    Participants(participant::Command),
    #[command(
        subcommand,
        name = "phone-numbers",
        about = "Call the operations of phone numbers"
    )]
    PhoneNumbers(phone_number::Command),
    #[command(subcommand, name = "services", about = "Call the operations of services")]
    Services(service::Command),
    #[command(subcommand, name = "sessions", about = "Call the operations of sessions")]
    Sessions(session::Command),
}

impl Commands {
    /// Calls the operation.
    ///
    /// # Errors
    /// The request failed, or its response could not be written.
    pub async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        match self {
            Self::Interactions(command) => command.run(api).await,
            Self::MessageInteractions(command) => command.run(api).await,
            Self::Participants(command) => command.run(api).await,
            Self::PhoneNumbers(command) => command.run(api).await,
            Self::Services(command) => command.run(api).await,
            Self::Sessions(command) => command.run(api).await,
        }
    }
}
