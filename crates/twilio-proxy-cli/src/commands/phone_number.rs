// Written by `cargo xtask spec`. Do not edit.

//! The commands `twilio-proxy phone-numbers`.

use clap::{ArgAction, Args, Subcommand};
use twilio_proxy::generated::sid;
use twilio_proxy::Redacted;
use crate::api::Api;
use crate::confirmation::Confirmation;
use crate::failure::Failure;
use crate::listing_options::ListingOptions;

#[derive(Subcommand)]
pub enum Command {
    #[command(name = "list", about = "Gives the phone numbers in the service's pool")]
    List(ListArguments),
    #[command(
        name = "create",
        about = "Puts a phone number of the account into the service's pool. The number is named by its SID or by itself"
    )]
    Create(CreateArguments),
    #[command(name = "fetch", about = "Gives one phone number of the service's pool")]
    Fetch(FetchArguments),
    #[command(
        name = "update",
        about = "Reserves a phone number of the pool, or frees it"
    )]
    Update(UpdateArguments),
    #[command(
        name = "delete",
        about = "Takes the phone number out of the service's pool. The account keeps it"
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
    "account_sid",
    "service_sid",
    "date_created",
    "date_updated",
    "phone_number",
    "friendly_name",
    "iso_country",
    "in_use",
    "url",
    "is_reserved",
    "capabilities",
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
        let request = api.client()?.list_phone_numbers(self.service_sid);
        api.list(request, COLUMNS, self.listing).await
    }
}

#[derive(Args)]
pub struct CreateArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(
        long = "sid",
        value_name = "PN…",
        help = "The SID of the account's phone number"
    )]
    sid: Option<sid::PhoneNumberSid>,
    #[arg(
        long = "phone-number",
        value_name = "TEXT",
        help = "The phone number in E.164 notation, such as +14155550100"
    )]
    phone_number: Option<Redacted>,
    #[arg(
        long = "is-reserved",
        value_name = "true|false",
        help = "Whether the number is kept for participants who ask for it, and never chosen for others",
        action = ArgAction::Set
    )]
    is_reserved: Option<bool>,
}

impl CreateArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let mut request = api.client()?.create_phone_number(self.service_sid);
        if let Some(value) = self.sid {
            request = request.sid(value);
        }
        if let Some(value) = self.phone_number {
            request = request.phone_number(value);
        }
        if let Some(value) = self.is_reserved {
            request = request.is_reserved(value);
        }
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct FetchArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(long = "sid", value_name = "PN…", help = "The SID of the resource")]
    sid: sid::PhoneNumberSid,
}

impl FetchArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let request = api.client()?.fetch_phone_number(self.service_sid, self.sid);
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct UpdateArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(long = "sid", value_name = "PN…", help = "The SID of the resource")]
    sid: sid::PhoneNumberSid,
    #[arg(
        long = "is-reserved",
        value_name = "true|false",
        help = "Whether the number is kept for participants who ask for it, and never chosen for others",
        action = ArgAction::Set
    )]
    is_reserved: Option<bool>,
}

impl UpdateArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        let mut request = api.client()?.update_phone_number(self.service_sid, self.sid);
        if let Some(value) = self.is_reserved {
            request = request.is_reserved(value);
        }
        api.show(request.send()).await
    }
}

#[derive(Args)]
pub struct DeleteArguments {
    #[arg(long = "service-sid", value_name = "KS…", help = "The SID of the service")]
    service_sid: sid::ServiceSid,
    #[arg(long = "sid", value_name = "PN…", help = "The SID of the resource")]
    sid: sid::PhoneNumberSid,
    #[command(flatten)]
    confirmation: Confirmation,
}

impl DeleteArguments {
    async fn run(self, api: &Api<'_>) -> Result<(), Failure> {
        self.confirmation
            .ask(&format!("Delete the {} {}?", "phone number", self.sid))
            .await?;
        let request = api.client()?.delete_phone_number(self.service_sid, self.sid);
        api.done(request.send()).await
    }
}
