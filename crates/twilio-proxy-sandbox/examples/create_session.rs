//! Connects two people without showing either the other's number: on a sandbox, or with `-- KS… +1… +1…` on the live API.

use twilio_proxy::{Client, NewParticipant, SessionMode};
use twilio_proxy_sandbox::Sandbox;

const NUMBERS: [&str; 2] = ["+14155550100", "+14155550101"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::builder().start().await?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (client, service, numbers) = match arguments.as_slice() {
        [service, one, two] => (Client::from_env()?, service.parse()?, [&**one, two]),
        _ => (sandbox.client()?, sandbox.service_sid(), NUMBERS),
    };
    let session = client
        .create_session(service)
        .mode(SessionMode::MessageOnly)
        .participants(numbers.map(NewParticipant::new))
        .send()
        .await?;
    let participants = client.list_participants(service, session.sid);
    for participant in participants.collect().await? {
        let hello = client.create_message_interaction(service, session.sid, participant.sid);
        let sent = hello.body("Reply to reach them.").send().await?;
        println!("{} received {}", participant.sid, sent.sid);
    }
    Ok(())
}
