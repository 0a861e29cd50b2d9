//! Meets the errors that a program has to decide about: on a sandbox, or with `-- KS…` on the real
//! API, by the credentials of the environment. Nothing is changed there.

use twilio_proxy::{Client, Error, ErrorKind};
use twilio_proxy_sandbox::Sandbox;

const NOWHERE: &str = "KC00000000000000000000000000000000";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::builder().sessions(5).start().await?;
    let (client, service) = match std::env::args().nth(1) {
        Some(service) => (Client::from_env()?, service.parse()?),
        None => (sandbox.client()?, sandbox.service_sid()),
    };
    if let Err(error) = client.list_sessions("not a SID") {
        tell(&error);
    }
    // What the generated operations fail with becomes the same type, by `?` or by hand.
    let api = client.generated();
    let nowhere = api.fetch_session().service_sid(service).sid(NOWHERE);
    if let Err(error) = nowhere.send().await {
        tell(&error.into());
    }
    let nameless = api
        .create_service()
        .body_map(|service| service.unique_name(""));
    if let Err(error) = nameless.send().await {
        tell(&error.into());
    }
    // The error of a listing that fails part-way leads on from the items that came before it.
    let sessions = client.list_sessions(service)?.page_size(2);
    let mut items = sessions.clone().max_pages(1).items();
    while let Some(item) = items.next().await {
        let Err(error) = item else { continue };
        tell(&error);
        if let Some(cursor) = error.cursor() {
            let rest = sessions.clone().resume(cursor.clone()).collect().await?;
            println!("  gone on: {} more", rest.len());
        }
    }
    Ok(())
}

fn tell(error: &Error) {
    let advice = match error.kind() {
        ErrorKind::InvalidInput | ErrorKind::Configuration => "correct what was given",
        ErrorKind::Unauthorized => "look at the credentials",
        ErrorKind::NotFound => "look at the SIDs; it may have been deleted",
        ErrorKind::RateLimited | ErrorKind::Transport | ErrorKind::Timeout => "try again later",
        ErrorKind::Api => "look the code up in the API's documentation",
        _ => "go on from the cursor",
    };
    let (code, id) = (error.code(), error.request_id());
    println!("{error}\n  code {code:?}, request {id:?}\n  {advice}");
}
