// Written by `cargo xtask spec`. Do not edit.

//! The commands `twilio-proxy message-interactions`.

use clap::{Args, Subcommand};
use twilio_proxy::generated::sid;
use twilio_proxy::Redacted;
use crate::api::Api;
use crate::failure::Failure;
use crate::listing_options::ListingOptions;

#[derive(Subcommand)]
pub enum Command {
    #[command(name = "list", about = "List Message Interaction")]
    List(ListArguments),
    #[command(
        name = "create",
        about = "Sends a message to the participant from its proxy number: text, media, or both. The answer is the message interaction that stands for it"
    )]
    Create(CreateArguments),
    #[command(
        name = "fetch",
        about = "Gives one message interaction of the participant"
    )]
    Fetch(FetchArguments),
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
    "participant_sid",
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
    #[arg(
        long = "participant-sid",
        value_name = "KP…",
        help = "The SID of the participant"
    )]
    participant_sid: sid::ParticipantSid,
    #[command(flatten)]
    listing: ListingOptions,
}

impl ListArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let request = api
            .client()?
            .list_message_interactions(
                self.service_sid,
                self.session_sid,
                self.participant_sid,
            );
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
        long = "participant-sid",
        value_name = "KP…",
        help = "The SID of the participant"
    )]
    participant_sid: sid::ParticipantSid,
    #[arg(long = "body", value_name = "TEXT", help = "The text of the message")]
    body: Option<Redacted>,
    #[arg(
        long = "media-url",
        value_name = "TEXT",
        help = "The addresses of the media that go with the message"
    )]
    media_url: Vec<Redacted>,
}

impl CreateArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let mut request = api
            .client()?
            .create_message_interaction(
                self.service_sid,
                self.session_sid,
                self.participant_sid,
            );
        if let Some(value) = self.body {
            request = request.body(value);
        }
        if !self.media_url.is_empty() {
            request = request.media_url(self.media_url);
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
    #[arg(
        long = "participant-sid",
        value_name = "KP…",
        help = "The SID of the participant"
    )]
    participant_sid: sid::ParticipantSid,
    #[arg(long = "sid", value_name = "KI…", help = "The SID of the resource")]
    sid: sid::MessageInteractionSid,
}

impl FetchArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let request = api
            .client()?
            .fetch_message_interaction(
                self.service_sid,
                self.session_sid,
                self.participant_sid,
                self.sid,
            );
        api.show(request.send()).await
    }
}
