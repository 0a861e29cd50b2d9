// Written by `cargo xtask spec`. Do not edit.

//! The commands `twilio-proxy participants`.

use clap::{Args, Subcommand};
use twilio_proxy::generated::sid;
use twilio_proxy::Redacted;
use crate::api::Api;
use crate::confirmation::Confirmation;
use crate::failure::Failure;
use crate::listing_options::ListingOptions;

#[derive(Subcommand)]
pub enum Command {
    #[command(name = "list", about = "Gives the participants of the session")]
    List(ListArguments),
    #[command(
        name = "create",
        about = "Adds a participant to the session. A session connects two participants, and each reaches the other by the proxy number that the other was given"
    )]
    Create(CreateArguments),
    #[command(name = "fetch", about = "Gives one participant of the session")]
    Fetch(FetchArguments),
    #[command(
        name = "delete",
        about = "Takes the participant out of the session. What passed before stays with the session"
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
            Self::Create(arguments) => arguments.run(api).await,
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
    "friendly_name",
    "identifier",
    "proxy_identifier",
    "proxy_identifier_sid",
    "date_deleted",
    "date_created",
    "date_updated",
    "url",
    "links",
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
            .list_participants(self.service_sid, self.session_sid);
        api.list(request, COLUMNS, self.listing).await
    }
}

#[derive(Args)]
pub struct CreateArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(long = "session-sid", value_name = "KC…", help = "The SID of the session")]
    session_sid: sid::SessionSid,
    #[arg(
        long = "identifier",
        value_name = "TEXT",
        help = "The participant's own phone number, or the identifier of a channel"
    )]
    identifier: Redacted,
    #[arg(
        long = "friendly-name",
        value_name = "TEXT",
        help = "A label for the participant, for the application's own use"
    )]
    friendly_name: Option<Redacted>,
    #[arg(
        long = "proxy-identifier",
        value_name = "TEXT",
        help = "The proxy number to give the participant. Left out, one of the pool is chosen"
    )]
    proxy_identifier: Option<Redacted>,
    #[arg(
        long = "proxy-identifier-sid",
        value_name = "PN…",
        help = "The SID of the proxy number to give the participant"
    )]
    proxy_identifier_sid: Option<sid::PhoneNumberSid>,
}

impl CreateArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let mut request = api
            .client()?
            .create_participant(self.service_sid, self.session_sid, self.identifier);
        if let Some(value) = self.friendly_name {
            request = request.friendly_name(value);
        }
        if let Some(value) = self.proxy_identifier {
            request = request.proxy_identifier(value);
        }
        if let Some(value) = self.proxy_identifier_sid {
            request = request.proxy_identifier_sid(value);
        }
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct FetchArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(long = "session-sid", value_name = "KC…", help = "The SID of the session")]
    session_sid: sid::SessionSid,
    #[arg(long = "sid", value_name = "KP…", help = "The SID of the resource")]
    sid: sid::ParticipantSid,
}

impl FetchArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let request = api
            .client()?
            .fetch_participant(self.service_sid, self.session_sid, self.sid);
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct DeleteArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(long = "session-sid", value_name = "KC…", help = "The SID of the session")]
    session_sid: sid::SessionSid,
    #[arg(long = "sid", value_name = "KP…", help = "The SID of the resource")]
    sid: sid::ParticipantSid,
    #[command(flatten)]
    confirmation: Confirmation,
}

impl DeleteArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        self.confirmation
            .ask(&format!("Delete the {} {}?", "participant", self.sid))
            .await?;
        let request = api
            .client()?
            .delete_participant(self.service_sid, self.session_sid, self.sid);
        api.done(request.send()).await
    }
}
