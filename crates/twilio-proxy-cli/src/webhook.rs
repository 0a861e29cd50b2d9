//! `twilio-proxy webhook`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};
use twilio_proxy::webhook::Verifier;

use crate::api::read;
use crate::failure::Failure;

/// The commands for webhooks.
#[derive(Subcommand)]
pub enum Command {
    /// Verify the signature of a webhook
    ///
    /// The auth token comes from TWILIO_AUTH_TOKEN, and the shared key of a webhook rule from TWILIO_WEBHOOK_SHARED_KEY.
    Verify(Verify),
}

/// A webhook as it was received.
#[derive(Args)]
pub struct Verify {
    /// The URL that the API called, with its query
    #[arg(long)]
    url: String,
    /// The header X-Twilio-Signature
    #[arg(long)]
    signature: String,
    /// The header X-Twilio-Webhooks-Signature-Settings, if there is one
    #[arg(long, value_name = "SETTINGS")]
    signature_settings: Option<String>,
    /// The header Content-Type
    #[arg(
        long,
        value_name = "TYPE",
        default_value = "application/x-www-form-urlencoded"
    )]
    content_type: String,
    /// The file with the body as it was received; `-` is standard input
    #[arg(long, value_name = "FILE|-", default_value = "-")]
    body: PathBuf,
}

impl Command {
    /// Runs the command.
    ///
    /// # Errors
    /// The signature is not valid, or the command cannot know.
    pub fn run(self) -> Result<(), Failure> {
        let Self::Verify(webhook) = self;
        webhook.verify()?;
        writeln!(io::stdout(), "valid").map_err(Failure::standard_output)
    }
}

impl Verify {
    fn verify(&self) -> Result<(), Failure> {
        let secret = |name: &str| std::env::var(name).unwrap_or_default();
        let (token, key) = (
            secret("TWILIO_AUTH_TOKEN"),
            secret("TWILIO_WEBHOOK_SHARED_KEY"),
        );
        if token.is_empty() && key.is_empty() {
            let message =
                "set TWILIO_AUTH_TOKEN to the auth token of the account that sent the webhook";
            return Err(Failure::Usage(message.to_owned()));
        }
        let mut verifier = Verifier::new(token);
        if !key.is_empty() {
            verifier = verifier.shared_key(key);
        }
        let mut headers = HeaderMap::new();
        let signature = HeaderName::from_static("x-twilio-signature");
        insert(&mut headers, signature, &self.signature)?;
        insert(&mut headers, CONTENT_TYPE, &self.content_type)?;
        if let Some(settings) = &self.signature_settings {
            let name = HeaderName::from_static("x-twilio-webhooks-signature-settings");
            insert(&mut headers, name, settings)?;
        }
        let body = read(&self.body)?;
        Ok(verifier.verify(&self.url, &headers, &body)?)
    }
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Result<(), Failure> {
    let value = HeaderValue::from_str(value)
        .map_err(|_| Failure::Usage(format!("the header {name} cannot have this value")))?;
    headers.insert(name, value);
    Ok(())
}
