// Written by `cargo xtask spec`. Do not edit.

//! The commands `twilio-proxy sessions`.

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use twilio_proxy::generated::{enums, sid};
use crate::api::Api;
use crate::confirmation::Confirmation;
use crate::failure::Failure;
use crate::json_argument::object;
use crate::listing_options::ListingOptions;

#[derive(Subcommand)]
pub enum Command {
    #[command(name = "list", about = "Gives the sessions of the service")]
    List(ListArguments),
    #[command(
        name = "create",
        about = "Opens a session: a conversation between participants who do not see each other's numbers"
    )]
    Create(CreateArguments),
    #[command(name = "fetch", about = "Gives one session of the service")]
    Fetch(FetchArguments),
    #[command(
        name = "update",
        about = "Changes a session: when it ends, or that it has ended. A field that is left out stays as it is"
    )]
    Update(UpdateArguments),
    #[command(
        name = "delete",
        about = "Removes the session with its participants and interactions"
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
            Self::Update(arguments) => arguments.run(api).await,
            Self::Delete(arguments) => arguments.run(api).await,
        }
    }
}

/// The properties of a record, in the order of the description.
pub const COLUMNS: &[&str] = &[
    "sid",
    "service_sid",
    "account_sid",
    "date_started",
    "date_ended",
    "date_last_interaction",
    "date_expiry",
    "unique_name",
    "status",
    "closed_reason",
    "ttl",
    "mode",
    "date_created",
    "date_updated",
    "url",
    "links",
];

#[derive(Args)]
pub struct ListArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[command(flatten)]
    listing: ListingOptions,
}

impl ListArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let request = api.client()?.list_sessions(self.service_sid);
        api.list(request, COLUMNS, self.listing).await
    }
}

#[derive(Args)]
pub struct CreateArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(
        long = "unique-name",
        value_name = "TEXT",
        help = "A name that no other session of the service has"
    )]
    unique_name: Option<String>,
    #[arg(
        long = "date-expiry",
        value_name = "DATE-TIME",
        help = "When the session ends, as an ISO 8601 date and time. It goes before Ttl"
    )]
    date_expiry: Option<DateTime<Utc>>,
    #[arg(
        long = "ttl",
        value_name = "NUMBER",
        help = "How many seconds the session lives after its last interaction",
        allow_negative_numbers = true
    )]
    ttl: Option<i64>,
    #[arg(
        long = "mode",
        value_name = "TEXT",
        help = "What goes through the session. Can be: `message-only`, `voice-only`, or `voice-and-message`"
    )]
    mode: Option<enums::SessionMode>,
    #[arg(
        long = "status",
        value_name = "TEXT",
        help = "The state to open the session in. Can be: `open`, `in-progress`, `closed`, `failed`, or `unknown`"
    )]
    status: Option<enums::SessionStatus>,
    #[arg(
        long = "participants",
        value_name = "JSON",
        help = "Participants to add at once, each as a JSON object. Keys: Identifier (required), FriendlyName, ProxyIdentifier, ProxyIdentifierSid",
        value_parser = object::<twilio_proxy::operations::session::NewParticipant>()
    )]
    participants: Vec<twilio_proxy::operations::session::NewParticipant>,
}

impl CreateArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let mut request = api.client()?.create_session(self.service_sid);
        if let Some(value) = self.unique_name {
            request = request.unique_name(value);
        }
        if let Some(value) = self.date_expiry {
            request = request.date_expiry(value);
        }
        if let Some(value) = self.ttl {
            request = request.ttl(value);
        }
        if let Some(value) = self.mode {
            request = request.mode(value);
        }
        if let Some(value) = self.status {
            request = request.status(value);
        }
        if !self.participants.is_empty() {
            request = request.participants(self.participants);
        }
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct FetchArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(
        long = "sid",
        value_name = "TEXT",
        help = "The SID or the unique name of the resource"
    )]
    sid: String,
}

impl FetchArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let request = api.client()?.fetch_session(self.service_sid, self.sid);
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct UpdateArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(long = "sid", value_name = "KC…", help = "The SID of the resource")]
    sid: sid::SessionSid,
    #[arg(
        long = "date-expiry",
        value_name = "DATE-TIME",
        help = "When the session ends, as an ISO 8601 date and time. It goes before Ttl"
    )]
    date_expiry: Option<DateTime<Utc>>,
    #[arg(
        long = "ttl",
        value_name = "NUMBER",
        help = "How many seconds the session lives after its last interaction",
        allow_negative_numbers = true
    )]
    ttl: Option<i64>,
    #[arg(
        long = "status",
        value_name = "TEXT",
        help = "The new state of the session. Can be: `open`, `in-progress`, `closed`, `failed`, or `unknown`"
    )]
    status: Option<enums::SessionStatus>,
}

impl UpdateArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let mut request = api.client()?.update_session(self.service_sid, self.sid);
        if let Some(value) = self.date_expiry {
            request = request.date_expiry(value);
        }
        if let Some(value) = self.ttl {
            request = request.ttl(value);
        }
        if let Some(value) = self.status {
            request = request.status(value);
        }
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct DeleteArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(long = "sid", value_name = "KC…", help = "The SID of the resource")]
    sid: sid::SessionSid,
    #[command(flatten)]
    confirmation: Confirmation,
}

impl DeleteArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        self.confirmation.ask(&format!("Delete the {} {}?", "session", self.sid)).await?;
        let request = api.client()?.delete_session(self.service_sid, self.sid);
        api.done(request.send()).await
    }
}
