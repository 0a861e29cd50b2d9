//! Messages and calls of people.

use std::time::Duration;

use twilio_proxy::{
    Client, InteractionEvent, InteractionResourceStatus, InteractionType, NewParticipant,
    ServiceSid, Session, SessionStatus,
};
use twilio_proxy_sandbox::{CallbackResponse, DeliveryError, Outcome, Sandbox};

use crate::application::{Application, Event};

const ANN: &str = "+15550100";
const BOB: &str = "+15550101";

/// A service with two numbers and the callbacks of an application.
async fn service(client: &Client, application: &Application) -> (ServiceSid, [String; 2]) {
    let service = client
        .create_service("couriers")
        .callback_url(application.url("/progress"))
        .intercept_callback_url(application.url("/intercept"))
        .out_of_session_callback_url(application.url("/out-of-session"))
        .send()
        .await
        .unwrap();
    let numbers = ["+15550110", "+15550111"].map(str::to_owned);
    for number in &numbers {
        let create = client.create_phone_number(service.sid);
        create.phone_number(number.as_str()).send().await.unwrap();
    }
    (service.sid, numbers)
}

/// A session of Ann and Bob, with the proxy number of each.
async fn session(client: &Client, service: ServiceSid) -> (Session, [String; 2]) {
    let people = [NewParticipant::new(ANN), NewParticipant::new(BOB)];
    let create = client
        .create_session(service)
        .participants(people)
        .ttl(3600);
    let session = create.send().await.unwrap();
    let list = client.list_participants(service, session.sid);
    let participants = list.collect().await.unwrap();
    let number = |index: usize| {
        participants[index]
            .proxy_identifier
            .as_deref()
            .unwrap()
            .to_owned()
    };
    (session, [number(0), number(1)])
}

fn progress(events: &[Event]) -> Vec<&InteractionEvent> {
    let events = events.iter().filter_map(|event| match event {
        Event::Progress(event) => Some(event),
        _ => None,
    });
    events.collect()
}

#[tokio::test]
async fn a_whole_story() {
    let sandbox = Sandbox::builder()
        .seed(7)
        .services(0)
        .start()
        .await
        .unwrap();
    let application = Application::start(sandbox.auth_token()).await;
    let client = sandbox.client().unwrap();
    let (service, _) = service(&client, &application).await;
    let (session, [for_ann, for_bob]) = session(&client, service).await;

    // Two messages that are delivered.
    let delivery = sandbox.message(ANN, &for_ann, "I am late").await.unwrap();
    assert_eq!(delivery.outcome(), &Outcome::Delivered);
    assert_eq!(delivery.to(), Some(BOB));
    assert_eq!(delivery.from(), Some(for_bob.as_str()));
    assert_eq!(delivery.session(), Some(session.sid));
    let events = application.take_events();
    let [Event::Intercept(intercept), ..] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!(Some(intercept.interaction_sid), delivery.interaction());
    assert_eq!(intercept.interaction_session_sid, session.sid);
    assert_eq!(intercept.interaction_type, InteractionType::Message);
    assert_eq!(
        intercept.interaction_data.as_deref(),
        Some(r#"{"body":"I am late"}"#)
    );
    assert!(intercept.outbound_resource_sid.is_none());
    let statuses = |events: &[Event]| -> Vec<_> {
        let events = progress(events).into_iter();
        events
            .map(|event| event.outbound_resource_status.clone().unwrap())
            .collect()
    };
    use InteractionResourceStatus as Status;
    assert_eq!(statuses(&events), [Status::Sent, Status::Delivered]);
    let delivery = sandbox.message(BOB, &for_bob, "No problem").await.unwrap();
    assert_eq!(
        (delivery.to(), delivery.from()),
        (Some(ANN), Some(for_ann.as_str()))
    );

    // One that is blocked is neither recorded nor reported.
    application.take_events();
    let delivery = sandbox
        .message(BOB, &for_bob, "I want a refund")
        .await
        .unwrap();
    assert_eq!(delivery.outcome(), &Outcome::Blocked);
    assert_eq!((delivery.to(), delivery.interaction()), (None, None));
    assert!(matches!(
        &application.take_events()[..],
        [Event::Intercept(_)]
    ));

    // A call.
    let delivery = sandbox.call(ANN, &for_ann).await.unwrap();
    assert_eq!(delivery.outcome(), &Outcome::Delivered);
    let events = application.take_events();
    assert_eq!(statuses(&events), [Status::Initiated, Status::Completed]);
    let complete = progress(&events)[1];
    assert_eq!(complete.interaction_type, InteractionType::Voice);
    assert!(
        complete
            .interaction_data
            .as_deref()
            .unwrap()
            .contains("duration")
    );
    let list = client.list_interactions(service, session.sid);
    assert_eq!(list.collect().await.unwrap().len(), 3);

    // The session expires an hour after the last interaction.
    let fetch = async || {
        client
            .fetch_session(service, session.sid)
            .send()
            .await
            .unwrap()
    };
    let open = fetch().await;
    assert_eq!(open.status, Some(SessionStatus::InProgress));
    let ends = open.date_last_interaction.unwrap() + Duration::from_secs(3600);
    assert_eq!(open.date_expiry, Some(ends));
    sandbox.advance(Duration::from_secs(3500));
    assert_eq!(fetch().await.status, Some(SessionStatus::InProgress));
    sandbox.advance(Duration::from_secs(100));
    let closed = fetch().await;
    assert_eq!(closed.status, Some(SessionStatus::Closed));
    assert!(closed.date_ended.is_some());

    // Ann calls again: she is told of the last session, and hears TwiML.
    let delivery = sandbox.call(ANN, &for_ann).await.unwrap();
    let twiml = Outcome::Twiml("<Response><Reject/></Response>".to_owned());
    assert_eq!(delivery.outcome(), &twiml);
    let events = application.take_events();
    let [Event::OutOfSession(event)] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!((&*event.from, &*event.to), (ANN, for_ann.as_str()));
    assert_eq!(event.session_sid, Some(session.sid));
    assert_eq!(event.session_status, Some(SessionStatus::Closed));
    assert_eq!(event.inbound_participant_identifier.as_deref(), Some(ANN));
    assert_eq!(event.outbound_participant_identifier.as_deref(), Some(BOB));

    // A stranger writes, and a session is created for the message.
    let delivery = sandbox
        .message("+15550199", &for_ann, "Hello")
        .await
        .unwrap();
    assert_eq!(delivery.outcome(), &Outcome::SessionCreated);
    assert_eq!(delivery.to(), Some("+15550102"));
    let created = delivery.session().unwrap();
    assert_ne!(created, session.sid);
    let list = client.list_interactions(service, created);
    let interactions = list.collect().await.unwrap();
    assert_eq!(interactions[0].data.as_deref(), Some(r#"{"body":"Hello"}"#));
    let created = client.fetch_session(service, created).send().await.unwrap();
    assert_eq!(created.ttl, Some(60));
    let events = application.take_events();
    let [
        Event::OutOfSession(stranger),
        Event::Intercept(_),
        Event::Progress(_),
        Event::Progress(_),
    ] = &events[..]
    else {
        panic!("{events:?}");
    };
    assert_eq!(stranger.session_sid, None);
    assert_eq!(stranger.body.as_deref(), Some("Hello"));
}

#[tokio::test]
async fn a_callback_that_fails_is_late_or_leads_elsewhere_lets_the_interaction_go_on() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let application = Application::start(sandbox.auth_token()).await;
    let client = sandbox.client().unwrap();
    let service = sandbox.service_sid();
    let (_, [for_ann, _]) = session(&client, service).await;
    for (url, response) in [
        ("http://127.0.0.1:1/".to_owned(), CallbackResponse::Failed),
        (application.url("/late"), CallbackResponse::Late),
        ("http://192.0.2.1/".to_owned(), CallbackResponse::Skipped),
        (
            "http://localhost.example.com/".to_owned(),
            CallbackResponse::Skipped,
        ),
    ] {
        let update = client.update_service(service).intercept_callback_url(url);
        update.send().await.unwrap();
        let delivery = sandbox.message(ANN, &for_ann, "hi").await.unwrap();
        assert_eq!(delivery.outcome(), &Outcome::Delivered);
        let [callback] = delivery.callbacks() else {
            panic!("one callback");
        };
        assert_eq!(callback.response, response, "{}", callback.url);
        assert_eq!(callback.parameter("interactionType"), Some("Message"));
    }
}

#[tokio::test]
async fn nobody_is_reached_without_a_session_or_an_answer() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let client = sandbox.client().unwrap();
    let service = sandbox.service_sid();
    let error = sandbox.message(ANN, "+15550199", "hi").await.unwrap_err();
    assert!(matches!(error, DeliveryError::UnknownNumber), "{error}");
    let (session, [for_ann, for_bob]) = session(&client, service).await;
    // Each person has a proxy number of their own.
    let delivery = sandbox.message(ANN, &for_bob, "hi").await.unwrap();
    assert_eq!(delivery.outcome(), &Outcome::Nobody);
    let close = client.update_session(service, session.sid);
    close.status(SessionStatus::Closed).send().await.unwrap();
    let delivery = sandbox.call(ANN, &for_ann).await.unwrap();
    assert_eq!(delivery.outcome(), &Outcome::Nobody);
    assert!(delivery.callbacks().is_empty());
    // Reopened, it has its participants and numbers again.
    let reopen = client.update_session(service, session.sid);
    reopen
        .status(SessionStatus::InProgress)
        .send()
        .await
        .unwrap();
    let delivery = sandbox.call(ANN, &for_ann).await.unwrap();
    assert_eq!(delivery.outcome(), &Outcome::Delivered);
}

#[tokio::test]
async fn no_output_has_a_number_or_a_text() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let client = sandbox.client().unwrap();
    let (_, [for_ann, _]) = session(&client, sandbox.service_sid()).await;
    let application = Application::start(sandbox.auth_token()).await;
    let update = client.update_service(sandbox.service_sid());
    let update = update.intercept_callback_url(application.url("/intercept"));
    update.send().await.unwrap();
    let delivery = sandbox.message(ANN, &for_ann, "a secret").await.unwrap();
    let shown = format!("{delivery:?}");
    for hidden in [ANN, BOB, &for_ann, "a secret"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}

#[tokio::test]
async fn the_same_seed_and_calls_yield_the_same_deliveries() {
    let story = async || {
        let sandbox = Sandbox::builder().seed(3).start().await.unwrap();
        let client = sandbox.client().unwrap();
        let (_, [for_ann, for_bob]) = session(&client, sandbox.service_sid()).await;
        let first = sandbox.message(ANN, for_ann, "one").await.unwrap();
        sandbox.advance(Duration::from_secs(10));
        (first, sandbox.call(BOB, for_bob).await.unwrap())
    };
    assert_eq!(story().await, story().await);
}

#[tokio::test]
async fn requests_beyond_the_limit_are_refused() {
    let sandbox = Sandbox::builder().requests_per_second(0.4);
    let sandbox = sandbox.start().await.unwrap();
    let path = format!("/v1/Services/{}", sandbox.service_sid());
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(crate::caller::get(&sandbox, &path).await.status().as_u16());
    }
    assert_eq!(statuses, [200, 200, 429]);
    let other = format!("{path}/Sessions");
    assert_eq!(crate::caller::get(&sandbox, &other).await.status(), 200);
}
