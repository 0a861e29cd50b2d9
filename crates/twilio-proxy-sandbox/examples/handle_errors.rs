//! Shows the errors that a program has to handle: on a sandbox, or with `-- KS…` on the live API, with the credentials of
//! the environment. It changes nothing there.

use twilio_proxy::{Client, Error, ErrorKind};
use twilio_proxy_sandbox::Sandbox;

const MISSING: &str = "KC00000000000000000000000000000000";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::builder().sessions(5).start().await?;
    let (client, service) = match std::env::args().nth(1) {
        Some(service) => (Client::from_env()?, service.parse()?),
        None => (sandbox.client()?, sandbox.service_sid()),
    };
    if let Err(error) = client.list_sessions("not a SID").collect().await {
        report(&error);
    }
    if let Err(error) = client.fetch_session(service, MISSING).send().await {
        report(&error);
    }
    if let Err(error) = client.create_service("").send().await {
        report(&error);
    }
    // The error of a listing that fails part-way has the cursor at which the listing continues.
    let sessions = client.list_sessions(service).page_size(2);
    let mut items = sessions.clone().max_pages(1).items();
    while let Some(item) = items.next().await {
        let Err(error) = item else { continue };
        report(&error);
        if let Some(cursor) = error.cursor() {
            let rest = sessions.clone().resume(cursor.clone()).collect().await?;
            println!("  continued: {} more", rest.len());
        }
    }
    Ok(())
}

fn report(error: &Error) {
    let advice = match error.kind() {
        ErrorKind::InvalidInput | ErrorKind::Configuration => "correct the arguments",
        ErrorKind::Unauthorized => "check the credentials",
        ErrorKind::NotFound => "check the SIDs; the resource may have been deleted",
        ErrorKind::RateLimited | ErrorKind::Transport | ErrorKind::Timeout => "try again later",
        ErrorKind::Api => "look up the code in the documentation of the API",
        _ => "continue from the cursor",
    };
    let (code, id) = (error.code(), error.request_id());
    println!("{error}\n  code {code:?}, request {id:?}\n  {advice}");
}
