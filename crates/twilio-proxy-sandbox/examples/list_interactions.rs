//! Lists the interactions of a session: of a sandbox, or with `-- KS… KC…` of the real API, by the
//! credentials of the environment.

use std::error::Error;

use twilio_proxy::Client;
use twilio_proxy_sandbox::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::builder().participants(2).interactions(1_250);
    let sandbox = sandbox.start().await?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (client, service, session) = match arguments.as_slice() {
        [service, session] => (Client::from_env()?, service.parse()?, session.parse()?),
        [] => (
            sandbox.client()?,
            sandbox.service_sid(),
            sandbox.session_sid(),
        ),
        _ => return Err("give the SIDs of a service and a session, or nothing".into()),
    };
    let mut interactions = client.list_interactions(service, session).items();
    let mut count = 0;
    while let Some(interaction) = interactions.next().await {
        let interaction = interaction?;
        count += 1;
        // What was said is in `data`, and is printed only by who asks for it.
        let medium = interaction.type_.map(|medium| medium.to_string());
        let status = interaction.outbound_resource_status;
        println!(
            "{} {} {}",
            interaction.sid,
            medium.unwrap_or_default(),
            status.map(|status| status.to_string()).unwrap_or_default()
        );
    }
    println!("{count} interactions");
    Ok(())
}
