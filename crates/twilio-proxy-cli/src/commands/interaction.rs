// Written by `cargo xtask spec`. Do not edit.

//! The commands `twilio-proxy interactions`.

use clap::{Args, Subcommand};
use twilio_proxy::generated::sid;
use crate::api::Api;
use crate::confirmation::Confirmation;
use crate::failure::Failure;
use crate::listing_options::ListingOptions;

#[derive(Subcommand)]
pub enum Command {
    #[command(
        name = "list",
        about = "Gives the interactions of the session, messages and calls alike"
    )]
    List(ListArguments),
    #[command(
        name = "fetch",
        about = "Gives one interaction of the session: a message or a call that went through it"
    )]
    Fetch(FetchArguments),
    #[command(
        name = "delete",
        about = "Removes the interaction, the record of a message or a call, from its session for good"
    )]
    Delete(DeleteArguments),
}

impl Command {
    /// Calls the operation.
    ///
    /// # Errors
    /// The request failed, or its response could not be written.
    pub async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        match self {
            Self::List(arguments) => arguments.run(api).await,
            Self::Fetch(arguments) => arguments.run(api).await,
            Self::Delete(arguments) => arguments.run(api).await,
        }
    }
}

/// The properties of a record, in the order of the description.
pub const COLUMNS: &[&str] = &[
    "sid",
    "session_sid",
    "service_sid",
    "account_sid",
    "data",
    "type",
    "inbound_participant_sid",
    "inbound_resource_sid",
    "inbound_resource_status",
    "inbound_resource_type",
    "inbound_resource_url",
    "outbound_participant_sid",
    "outbound_resource_sid",
    "outbound_resource_status",
    "outbound_resource_type",
    "outbound_resource_url",
    "date_created",
    "date_updated",
    "url",
];

#[derive(Args)]
pub struct ListArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(long = "session-sid", value_name = "KC…", help = "The SID of the session")]
    session_sid: sid::SessionSid,
    #[command(flatten)]
    listing: ListingOptions,
}

impl ListArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let request = api
            .client()?
            .list_interactions(self.service_sid, self.session_sid);
        api.list(request, COLUMNS, self.listing).await
    }
}

#[derive(Args)]
pub struct FetchArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(long = "session-sid", value_name = "KC…", help = "The SID of the session")]
    session_sid: sid::SessionSid,
    #[arg(long = "sid", value_name = "KI…", help = "The SID of the resource")]
    sid: sid::InteractionSid,
}

impl FetchArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let request = api
            .client()?
            .fetch_interaction(self.service_sid, self.session_sid, self.sid);
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct DeleteArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(long = "session-sid", value_name = "KC…", help = "The SID of the session")]
    session_sid: sid::SessionSid,
    #[arg(long = "sid", value_name = "KI…", help = "The SID of the resource")]
    sid: sid::InteractionSid,
    #[command(flatten)]
    confirmation: Confirmation,
}

impl DeleteArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        self.confirmation
            .ask(&format!("Delete the {} {}?", "interaction", self.sid))
            .await?;
        let request = api
            .client()?
            .delete_interaction(self.service_sid, self.session_sid, self.sid);
        api.done(request.send()).await
    }
}
