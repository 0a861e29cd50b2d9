//! The public face, name by name: what users' code compiles against.

use std::fmt::{Debug, Display};
use std::future::Future;
use std::str::FromStr;
use std::time::Duration;

use futures_core::Stream;
use serde::Serialize;
use serde::de::DeserializeOwned;
use twilio_proxy::{
    Client, ClientBuilder, Credentials, Cursor, Error, ErrorKind, Items, List, MessageInteraction,
    Page, Pages, ParticipantSid, RejectedRecord, RetryPolicy, ServiceSid, SessionSid,
};

use crate::support::fixtures::{PARTICIPANT, SERVICE, SESSION, builder, page};
use crate::support::response::Answer;
use crate::support::server::Server;

type Interactions = List<MessageInteraction>;

/// Compiles, and that is all it is for.
#[allow(dead_code)]
fn clients() -> Result<(), Error> {
    let _: fn() -> Result<Client, Error> = Client::from_env;
    let _: fn() -> ClientBuilder = Client::builder;
    let _: fn() -> Result<ClientBuilder, Error> = ClientBuilder::from_env;
    let _: fn(&Client) -> &twilio_proxy_client::Client = Client::generated;
    let _: fn() -> Result<Credentials, Error> = Credentials::from_env;
    let _: fn(ClientBuilder) -> Result<Client, Error> = ClientBuilder::build;
    let retry: RetryPolicy = RetryPolicy::default()
        .max_attempts(1_u32)
        .base_delay(Duration::ZERO)
        .max_delay(Duration::ZERO)
        .deadline(Duration::ZERO);
    let _: fn() -> RetryPolicy = RetryPolicy::none;
    let _: Credentials = Credentials::auth_token("", String::new());
    let client: Client = Client::builder()
        .credentials(Credentials::api_key(String::new(), ""))
        .base_url("")
        .base_url(String::new())
        .edge("")
        .edge(String::new())
        .region("")
        .region(String::new())
        .allow_http(true)
        .max_in_flight(1_usize)
        .retry(retry)
        .connect_timeout(Duration::ZERO)
        .read_timeout(Duration::ZERO)
        .request_timeout(Duration::ZERO)
        .max_response_bytes(0_u64)
        .user_agent_suffix("")
        .user_agent_suffix(String::new())
        .build()?;
    let _: Interactions = client.list_message_interactions(SERVICE, SESSION, PARTICIPANT);
    Ok(())
}

#[allow(dead_code)]
fn listings(list: Interactions, cursor: Cursor) -> impl Future<Output = ()> + Send + 'static {
    let _: fn(Interactions, u16) -> Interactions = List::page_size;
    let _: fn(Interactions, usize) -> Interactions = List::limit;
    let _: fn(Interactions, usize) -> Interactions = List::max_pages;
    let _: fn(Interactions, Cursor) -> Interactions = List::resume;
    let _: fn(Interactions) -> Pages<MessageInteraction> = List::pages;
    let _: fn(Interactions) -> Items<MessageInteraction> = List::items;
    let _: fn(&Items<MessageInteraction>) -> Option<Cursor> = Items::cursor;
    let _: fn(&Pages<MessageInteraction>) -> Option<Cursor> = Pages::cursor;
    async move {
        let page: Result<Page<MessageInteraction>, Error> = list.clone().page().await;
        if let Ok(page) = page {
            let Page {
                items,
                rejected,
                next,
                previous,
                request_id,
                ..
            } = page;
            let _: (Vec<MessageInteraction>, Vec<RejectedRecord>) = (items, rejected);
            let _: (Option<Cursor>, Option<Cursor>, Option<String>) = (next, previous, request_id);
        }
        let _: Result<Vec<MessageInteraction>, Error> = list.clone().collect().await;
        let mut items = list.clone().resume(cursor).items();
        let _: Option<Result<MessageInteraction, Error>> = items.next().await;
        let mut pages = list.pages();
        let _: Option<Result<Page<MessageInteraction>, Error>> = pages.next().await;
    }
}

#[allow(dead_code)]
fn errors(error: &Error, record: &RejectedRecord) {
    let _: ErrorKind = error.kind();
    let _: (Option<u16>, Option<u32>) = (error.status(), error.code());
    let _: (&str, Option<&str>) = (error.message(), error.request_id());
    let _: (Option<Duration>, u32) = (error.retry_after(), error.attempts());
    let _: (Option<&Cursor>, Option<&RejectedRecord>) = (error.cursor(), error.rejected());
    let _: (usize, &str, &str, &str) = (
        record.index(),
        record.raw(),
        record.path(),
        record.message(),
    );
}

#[test]
fn the_types_have_the_traits_that_are_promised() {
    fn client<T: Clone + Debug + Send + Sync + 'static>() {}
    fn list<T: Clone + Send + 'static>() {}
    fn stream<T: Stream<Item = Result<I, Error>> + Debug + Send + Unpin + 'static, I>() {}
    fn cursor<T: Clone + Debug + Display + FromStr + Serialize + DeserializeOwned>() {}
    fn item<T: Clone + Debug + Serialize + DeserializeOwned + Send + Sync + 'static>() {}
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    fn kind<T: Debug + Clone + Copy + PartialEq + Eq>() {}
    fn shown<T: Debug + Display>() {}
    client::<Client>();
    client::<Credentials>();
    client::<RetryPolicy>();
    list::<Interactions>();
    stream::<Items<MessageInteraction>, MessageInteraction>();
    stream::<Pages<MessageInteraction>, Page<MessageInteraction>>();
    cursor::<Cursor>();
    item::<MessageInteraction>();
    error::<Error>();
    kind::<ErrorKind>();
    shown::<RejectedRecord>();
}

#[tokio::test]
async fn each_form_of_an_argument_is_the_same_request() {
    let server = Server::answering(|_, _| Answer::json(&page(vec![], None))).await;
    let client = builder(&server).build().unwrap();
    let (service, session, participant) = (
        SERVICE.parse::<ServiceSid>().unwrap(),
        SESSION.parse::<SessionSid>().unwrap(),
        PARTICIPANT.parse::<ParticipantSid>().unwrap(),
    );
    let text = SESSION.to_owned();
    for list in [
        client.list_message_interactions(SERVICE, SESSION, PARTICIPANT),
        client.list_message_interactions(SERVICE.to_owned(), &text, PARTICIPANT.to_owned()),
        client.list_message_interactions(service, session, participant),
        client.list_message_interactions(&service, &session, &participant),
        client.list_message_interactions(&service, text.as_str(), participant),
    ] {
        assert!(list.collect().await.unwrap().is_empty());
    }
    let asked = server.requests();
    assert_eq!(asked.len(), 5);
    assert!(asked.iter().all(|one| one.path == asked[0].path));
}

/// Text that is nearly a SID, in each of the three places.
#[test]
fn what_only_looks_like_a_sid_is_refused() {
    let hex = "0123456789abcdefABCDEF0123456789";
    let zero = "0".repeat(32);
    assert!(format!("KS{hex}").parse::<ServiceSid>().is_ok());
    for bad in [
        format!("ks{zero}"),
        format!("Ks{zero}"),
        format!("KC{zero}"),
        format!("KS{}", &zero[1..]),
        format!("KS{zero}0"),
        format!(" KS{}", &zero[1..]),
        format!("KS{}\n", &zero[1..]),
        format!("KS{}\0", &zero[1..]),
        format!("KS{}%2f", &zero[3..]),
        format!("KS{}\u{660}", &zero[2..]),
        format!("KS{}\u{ff11}", &zero[3..]),
        format!("\u{212a}S{}", &zero[3..]),
    ] {
        let error = Error::from(bad.parse::<ServiceSid>().unwrap_err());
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{bad:?}");
        assert_eq!((error.attempts(), error.status()), (0, None));
    }
}
