//! Lets two people talk without either seeing the other's number: on a sandbox, or with
//! `-- KS… +1… +1…` on the real API, by the credentials of the environment.

use std::error::Error;

use twilio_proxy::{Client, CreateParticipantRequest, Redacted};
use twilio_proxy_sandbox::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::builder().start().await?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (client, service, numbers) = match arguments.as_slice() {
        [service, one, two] => (Client::from_env()?, service.parse()?, [one.as_str(), two]),
        [] => (
            sandbox.client()?,
            sandbox.service_sid(),
            ["+14155550100", "+14155550101"],
        ),
        _ => return Err("give a service's SID and two phone numbers, or nothing".into()),
    };
    let api = client.generated();
    // Both come with the session, so that it never has half of its participants.
    let mut participants = Vec::new();
    for number in numbers {
        let participant = CreateParticipantRequest::builder().identifier(number);
        let participant = CreateParticipantRequest::try_from(participant)?;
        participants.push(Redacted::from(serde_json::to_string(&participant)?));
    }
    let session = api
        .create_session()
        .service_sid(service)
        .body_map(|session| session.ttl(3_600_i64).participants(participants))
        .send()
        .await?;
    println!("session {}", session.sid);
    let participants = client.list_participants(service, session.sid)?;
    for participant in participants.collect().await? {
        let number = participant.proxy_identifier.as_deref();
        println!("{} calls {}", participant.sid, number.unwrap_or("nobody"));
        let hello = Redacted::from("Reply to talk to the other.");
        let message = api
            .create_message_interaction()
            .service_sid(service)
            .session_sid(session.sid)
            .participant_sid(participant.sid)
            .body_map(|message| message.body(hello));
        println!("  told so by {}", message.send().await?.sid);
    }
    Ok(())
}
