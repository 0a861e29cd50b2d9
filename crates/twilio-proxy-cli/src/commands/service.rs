// Written by `cargo xtask spec`. Do not edit.

//! The commands `twilio-proxy services`.

use clap::{Args, Subcommand};
use twilio_proxy::generated::{enums, sid};
use crate::api::Api;
use crate::confirmation::Confirmation;
use crate::failure::Failure;
use crate::listing_options::ListingOptions;

#[derive(Subcommand)]
pub enum Command {
    #[command(name = "list", about = "Gives the services of the account")]
    List(ListArguments),
    #[command(
        name = "create",
        about = "Creates a service: the pool of numbers, the settings and the sessions of one application"
    )]
    Create(CreateArguments),
    #[command(name = "fetch", about = "Gives one service")]
    Fetch(FetchArguments),
    #[command(
        name = "update",
        about = "Changes the settings of a service. A field that is left out stays as it is"
    )]
    Update(UpdateArguments),
    #[command(
        name = "delete",
        about = "Removes the service with all that belongs to it"
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
    "unique_name",
    "account_sid",
    "chat_instance_sid",
    "callback_url",
    "default_ttl",
    "number_selection_behavior",
    "geo_match_level",
    "intercept_callback_url",
    "out_of_session_callback_url",
    "date_created",
    "date_updated",
    "url",
    "links",
];

#[derive(Args)]
pub struct ListArguments {
    #[command(flatten)]
    listing: ListingOptions,
}

impl ListArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let request = api.client()?.list_services();
        api.list(request, COLUMNS, self.listing).await
    }
}

#[derive(Args)]
pub struct CreateArguments {
    #[arg(
        long = "unique-name",
        value_name = "TEXT",
        help = "A name that no other service of the account has"
    )]
    unique_name: String,
    #[arg(
        long = "default-ttl",
        value_name = "NUMBER",
        help = "How many seconds a session of the service lives after its last interaction, unless the session says otherwise. With 0 it lives until it is closed",
        allow_negative_numbers = true
    )]
    default_ttl: Option<i64>,
    #[arg(
        long = "callback-url",
        value_name = "TEXT",
        help = "The address that is told of each interaction's progress"
    )]
    callback_url: Option<String>,
    #[arg(
        long = "geo-match-level",
        value_name = "TEXT",
        help = "How near a proxy number must be to the participant's own. Can be: `area-code`, `overlay`, `radius`, or `country`"
    )]
    geo_match_level: Option<enums::ServiceGeoMatchLevel>,
    #[arg(
        long = "number-selection-behavior",
        value_name = "TEXT",
        help = "Whether a participant gets the same proxy number in one session after another. Can be: `avoid-sticky` or `prefer-sticky`"
    )]
    number_selection_behavior: Option<enums::ServiceNumberSelectionBehavior>,
    #[arg(
        long = "intercept-callback-url",
        value_name = "TEXT",
        help = "The address that is asked before each interaction, and may stop it"
    )]
    intercept_callback_url: Option<String>,
    #[arg(
        long = "out-of-session-callback-url",
        value_name = "TEXT",
        help = "The address that is told of a message or a call that belongs to no open session"
    )]
    out_of_session_callback_url: Option<String>,
    #[arg(
        long = "chat-instance-sid",
        value_name = "IS…",
        help = "The SID of the chat service whose channels the service works with"
    )]
    chat_instance_sid: Option<sid::ChatInstanceSid>,
}

impl CreateArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let mut request = api.client()?.create_service(self.unique_name);
        if let Some(value) = self.default_ttl {
            request = request.default_ttl(value);
        }
        if let Some(value) = self.callback_url {
            request = request.callback_url(value);
        }
        if let Some(value) = self.geo_match_level {
            request = request.geo_match_level(value);
        }
        if let Some(value) = self.number_selection_behavior {
            request = request.number_selection_behavior(value);
        }
        if let Some(value) = self.intercept_callback_url {
            request = request.intercept_callback_url(value);
        }
        if let Some(value) = self.out_of_session_callback_url {
            request = request.out_of_session_callback_url(value);
        }
        if let Some(value) = self.chat_instance_sid {
            request = request.chat_instance_sid(value);
        }
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct FetchArguments {
    #[arg(
        long = "sid",
        value_name = "TEXT",
        help = "The SID or the unique name of the resource"
    )]
    sid: String,
}

impl FetchArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let request = api.client()?.fetch_service(self.sid);
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct UpdateArguments {
    #[arg(long = "sid", value_name = "KS…", help = "The SID of the resource")]
    sid: sid::ServiceSid,
    #[arg(
        long = "unique-name",
        value_name = "TEXT",
        help = "A new name, which no other service of the account has"
    )]
    unique_name: Option<String>,
    #[arg(
        long = "default-ttl",
        value_name = "NUMBER",
        help = "How many seconds a session of the service lives after its last interaction, unless the session says otherwise. With 0 it lives until it is closed",
        allow_negative_numbers = true
    )]
    default_ttl: Option<i64>,
    #[arg(
        long = "callback-url",
        value_name = "TEXT",
        help = "The address that is told of each interaction's progress"
    )]
    callback_url: Option<String>,
    #[arg(
        long = "geo-match-level",
        value_name = "TEXT",
        help = "How near a proxy number must be to the participant's own. Can be: `area-code`, `overlay`, `radius`, or `country`"
    )]
    geo_match_level: Option<enums::ServiceGeoMatchLevel>,
    #[arg(
        long = "number-selection-behavior",
        value_name = "TEXT",
        help = "Whether a participant gets the same proxy number in one session after another. Can be: `avoid-sticky` or `prefer-sticky`"
    )]
    number_selection_behavior: Option<enums::ServiceNumberSelectionBehavior>,
    #[arg(
        long = "intercept-callback-url",
        value_name = "TEXT",
        help = "The address that is asked before each interaction, and may stop it"
    )]
    intercept_callback_url: Option<String>,
    #[arg(
        long = "out-of-session-callback-url",
        value_name = "TEXT",
        help = "The address that is told of a message or a call that belongs to no open session"
    )]
    out_of_session_callback_url: Option<String>,
    #[arg(
        long = "chat-instance-sid",
        value_name = "IS…",
        help = "The SID of the chat service whose channels the service works with"
    )]
    chat_instance_sid: Option<sid::ChatInstanceSid>,
}

impl UpdateArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let mut request = api.client()?.update_service(self.sid);
        if let Some(value) = self.unique_name {
            request = request.unique_name(value);
        }
        if let Some(value) = self.default_ttl {
            request = request.default_ttl(value);
        }
        if let Some(value) = self.callback_url {
            request = request.callback_url(value);
        }
        if let Some(value) = self.geo_match_level {
            request = request.geo_match_level(value);
        }
        if let Some(value) = self.number_selection_behavior {
            request = request.number_selection_behavior(value);
        }
        if let Some(value) = self.intercept_callback_url {
            request = request.intercept_callback_url(value);
        }
        if let Some(value) = self.out_of_session_callback_url {
            request = request.out_of_session_callback_url(value);
        }
        if let Some(value) = self.chat_instance_sid {
            request = request.chat_instance_sid(value);
        }
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct DeleteArguments {
    #[arg(long = "sid", value_name = "KS…", help = "The SID of the resource")]
    sid: sid::ServiceSid,
    #[command(flatten)]
    confirmation: Confirmation,
}

impl DeleteArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        self.confirmation.ask(&format!("Delete the {} {}?", "service", self.sid)).await?;
        let request = api.client()?.delete_service(self.sid);
        api.done(request.send()).await
    }
}
