//! The workspace's own client against the sandbox: each listing, and a masked conversation.

use twilio_proxy::{Client, Error, ErrorKind, List, Redacted, SessionStatus};
use twilio_proxy_sandbox::Sandbox;

/// How many there are, by pages of two; none is lost.
async fn count<T: Clone + Send + Sync + 'static>(list: List<T>) -> usize {
    list.page_size(2).collect().await.unwrap().len()
}

#[tokio::test]
async fn each_listing_has_all_that_the_tree_has() {
    let sandbox = Sandbox::builder();
    let sandbox = sandbox
        .services(3)
        .sessions(4)
        .participants(2)
        .interactions(5);
    let sandbox = sandbox.start().await.unwrap();
    let client = sandbox.client().unwrap();
    let (service, session) = (sandbox.service_sid(), sandbox.session_sid());
    let participant = sandbox.participant_sid();
    assert_eq!(count(client.list_services()).await, 3);
    assert_eq!(count(client.list_phone_numbers(service)).await, 2);
    assert_eq!(count(client.list_sessions(service)).await, 4);
    assert_eq!(count(client.list_participants(service, session)).await, 2);
    assert_eq!(count(client.list_interactions(service, session)).await, 10);
    let messages = client.list_message_interactions(service, session, participant);
    assert_eq!(count(messages).await, 5);
}

#[tokio::test]
async fn a_conversation_is_led_from_its_service_to_its_end() {
    let sandbox = Sandbox::builder().services(0).start().await.unwrap();
    lead(&sandbox.client().unwrap()).await.unwrap();
    let left = sandbox.client().unwrap().list_services();
    assert!(left.collect().await.unwrap().is_empty());
}

/// Every operation that is no listing, as the generated methods have it.
pub async fn lead(client: &Client) -> Result<(), Error> {
    let api = client.generated();
    let service = api.create_service();
    let service = service.body_map(|service| service.unique_name("couriers"));
    let service = service.send().await?.sid;
    let update = api.update_service().sid(service);
    let update = update.body_map(|service| service.default_ttl(60_i64));
    assert_eq!(update.send().await?.default_ttl, Some(60));
    assert_eq!(
        api.fetch_service().sid(service).send().await?.default_ttl,
        Some(60)
    );

    let number = api.create_phone_number().service_sid(service);
    let number = number.body_map(|number| number.phone_number(Redacted::from("+15550100")));
    let number = number.send().await?.sid;
    let update = api.update_phone_number().service_sid(service).sid(number);
    let update = update.body_map(|number| number.is_reserved(false));
    update.send().await?;

    let session = api.create_session().service_sid(service);
    let session = session.send().await?.sid;
    let join = async |number: &str| -> Result<_, Error> {
        let participant = api.create_participant().service_sid(service);
        let participant = participant.session_sid(session);
        let participant = participant.body_map(|participant| participant.identifier(number));
        Ok(participant.send().await?.into_inner())
    };
    let courier = join("+15550101").await?;
    assert_eq!(courier.proxy_identifier_sid, Some(number));
    join("+15550102").await?;
    let third = join("+15550103").await.unwrap_err();
    assert_eq!((third.kind(), third.code()), (ErrorKind::Api, Some(80609)));

    let message = api.create_message_interaction().service_sid(service);
    let message = message.session_sid(session).participant_sid(courier.sid);
    let message = message.body_map(|message| message.body(Redacted::from("at the door")));
    let message = message.send().await?.sid;
    let said = client.list_interactions(service, session).collect().await?;
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].sid.as_str(), message.as_str());
    let fetched = api.fetch_message_interaction().service_sid(service);
    let fetched = fetched.session_sid(session).participant_sid(courier.sid);
    assert_eq!(fetched.sid(message).send().await?.sid, message);
    let interaction = api.fetch_interaction().service_sid(service);
    let interaction = interaction.session_sid(session).sid(said[0].sid);
    assert_eq!(interaction.send().await?.sid, said[0].sid);
    let interaction = api.delete_interaction().service_sid(service);
    interaction
        .session_sid(session)
        .sid(said[0].sid)
        .send()
        .await?;

    let participant = api.fetch_participant().service_sid(service);
    participant
        .session_sid(session)
        .sid(courier.sid)
        .send()
        .await?;
    let participant = api.delete_participant().service_sid(service);
    participant
        .session_sid(session)
        .sid(courier.sid)
        .send()
        .await?;
    let close = api.update_session().service_sid(service).sid(session);
    let close = close.body_map(|session| session.status(SessionStatus::Closed));
    assert!(close.send().await?.date_ended.is_some());
    api.delete_session()
        .service_sid(service)
        .sid(session)
        .send()
        .await?;
    let gone = api
        .fetch_session()
        .service_sid(service)
        .sid(session)
        .send()
        .await;
    assert_eq!(Error::from(gone.unwrap_err()).kind(), ErrorKind::NotFound);
    api.fetch_phone_number()
        .service_sid(service)
        .sid(number)
        .send()
        .await?;
    api.delete_phone_number()
        .service_sid(service)
        .sid(number)
        .send()
        .await?;
    api.delete_service().sid(service).send().await?;
    Ok(())
}
