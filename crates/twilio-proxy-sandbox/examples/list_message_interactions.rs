//! Lists message interactions and shows the first few: from a sandbox of its own, or with --live
//! from the real API.

#![forbid(unsafe_code)]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use tabled::builder::Builder;
use tabled::settings::Style;
use twilio_proxy::{Client, List, MessageInteraction};
use twilio_proxy_sandbox::Sandbox;

/// How many interactions the sandbox has.
const INTERACTIONS: usize = 2_500;
/// How many rows the table shows.
const ROWS: usize = 5;

/// Lists message interactions from a sandbox of its own, or from the real API.
#[derive(Parser)]
#[command(bin_name = "cargo xtask demo")]
struct Arguments {
    /// List from the real API, with the credentials of the environment (TWILIO_ACCOUNT_SID and
    /// TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_KEY_SECRET)
    #[arg(long, requires_all = ["service", "session", "participant"])]
    live: bool,
    /// The service to list from, with --live
    #[arg(long, value_name = "KS…", requires = "live")]
    service: Option<String>,
    /// The session to list from, with --live
    #[arg(long, value_name = "KC…", requires = "live")]
    session: Option<String>,
    /// The participant whose message interactions to list, with --live
    #[arg(long, value_name = "KP…", requires = "live")]
    participant: Option<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match list(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("demo: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn list(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    // clap sees to it that all three come with --live and none without.
    if let (Some(service), Some(session), Some(participant)) = (
        &arguments.service,
        &arguments.session,
        &arguments.participant,
    ) {
        let client = Client::from_env()?;
        return show(client.list_message_interactions(service, session, participant)?).await;
    }
    let sandbox = Sandbox::builder()
        .interactions(INTERACTIONS)
        .start()
        .await?;
    println!("sandbox on {}\n", sandbox.base_url());
    let client = Client::builder()
        .credentials(sandbox.credentials())
        .base_url(sandbox.base_url())
        .build()?;
    let (service, session, participant) = (
        sandbox.service_sid(),
        sandbox.session_sid(),
        sandbox.participant_sid(),
    );
    show(client.list_message_interactions(service, session, participant)?).await?;
    sandbox.shutdown().await;
    Ok(())
}

async fn show(list: List<MessageInteraction>) -> Result<(), Box<dyn std::error::Error>> {
    let started = Instant::now();
    let (mut first, mut items, mut rejected, mut pages) = (Vec::new(), 0, 0, 0);
    let mut listing = list.pages();
    while let Some(page) = listing.next().await {
        let page = page?;
        pages += 1;
        items += page.items.len();
        rejected += page.rejected.len();
        let wanted = ROWS.saturating_sub(first.len());
        first.extend(page.items.into_iter().take(wanted));
    }
    let took = started.elapsed();
    if !first.is_empty() {
        println!("{}\n", table(&first));
    }
    if rejected > 0 {
        println!("{} did not decode", count(rejected, "record"));
    }
    println!(
        "{} in {}, {}",
        count(items, "message interaction"),
        count(pages, "page"),
        milliseconds(took)
    );
    Ok(())
}

/// The first interactions, without what was said in them.
fn table(interactions: &[MessageInteraction]) -> String {
    let mut builder = Builder::default();
    builder.push_record(["sid", "type", "inbound", "outbound", "created"]);
    for interaction in interactions {
        let text = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        let status = |value: &Option<_>| text(value.as_ref().map(ToString::to_string));
        builder.push_record([
            interaction.sid.to_string(),
            text(interaction.type_.as_ref().map(ToString::to_string)),
            status(&interaction.inbound_resource_status),
            status(&interaction.outbound_resource_status),
            text(interaction.date_created.map(|date| date.to_string())),
        ]);
    }
    builder.build().with(Style::blank()).to_string()
}

/// `2,500 pages`, `1 page`, `2 properties`.
fn count(number: usize, noun: &str) -> String {
    let plural = match (number, noun.strip_suffix('y')) {
        (1, _) => noun.to_owned(),
        (_, Some(stem)) => format!("{stem}ies"),
        (_, None) => format!("{noun}s"),
    };
    format!("{} {plural}", grouped(number))
}

/// A number with a comma between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn milliseconds(time: Duration) -> String {
    format!(
        "{} ms",
        grouped(usize::try_from(time.as_millis()).unwrap_or(usize::MAX))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_nouns_agree() {
        assert_eq!(count(1, "page"), "1 page");
        assert_eq!(count(999, "page"), "999 pages");
        assert_eq!(count(2_500, "property"), "2,500 properties");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
