//! Each fault as the workspace's own client meets it.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use twilio_proxy::{Client, Error, ErrorKind, List, MessageInteraction, RetryPolicy};
use twilio_proxy_sandbox::{Fault, Sandbox};

use crate::caller::{fetched, get, list_url, text};

async fn with(fault: Fault) -> Sandbox {
    let sandbox = Sandbox::builder().interactions(10);
    sandbox.fault(fault).start().await.unwrap()
}

/// A client that waits no longer than it must.
fn hasty(sandbox: &Sandbox) -> Client {
    let client = Client::builder().base_url(sandbox.base_url());
    let client = client.credentials(sandbox.credentials());
    let retry = RetryPolicy::default().base_delay(Duration::from_millis(1));
    client.retry(retry).build().unwrap()
}

fn messages(sandbox: &Sandbox) -> List<MessageInteraction> {
    let list = hasty(sandbox).list_message_interactions(
        sandbox.service_sid(),
        sandbox.session_sid(),
        sandbox.participant_sid(),
    );
    list.page_size(4)
}

/// Of 10 items in 3 pages.
async fn outcome(sandbox: &Sandbox) -> Result<usize, Error> {
    Ok(messages(sandbox).collect().await?.len())
}

/// What passes costs requests, and no items.
#[tokio::test]
async fn what_passes_is_lived_through() {
    for fault in [
        Fault::status(500),
        Fault::status(502),
        Fault::status(503),
        Fault::status(504),
        Fault::status(408),
        Fault::rate_limit(Duration::ZERO),
        Fault::reset(),
        Fault::cut_short(),
    ] {
        for after in 0..3 {
            let sandbox = with(fault.clone().after(after).times(3)).await;
            assert_eq!(outcome(&sandbox).await.unwrap(), 10, "{fault:?}");
            assert_eq!(sandbox.requests().len(), 6, "{fault:?} after {after}");
        }
    }
}

#[tokio::test]
async fn what_lasts_ends_the_listing_after_the_last_attempt() {
    for (fault, kind) in [
        (Fault::status(503), ErrorKind::Api),
        (Fault::rate_limit(Duration::ZERO), ErrorKind::RateLimited),
        (Fault::reset(), ErrorKind::Transport),
        (Fault::cut_short(), ErrorKind::Transport),
    ] {
        let sandbox = with(fault.clone().always()).await;
        let error = outcome(&sandbox).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (kind, 4), "{fault:?}");
        assert_eq!(sandbox.requests().len(), 4, "{fault:?}");
    }
}

#[tokio::test]
async fn what_another_attempt_would_not_mend_ends_the_listing_at_once() {
    for (fault, kind, code) in [
        (Fault::status(401), ErrorKind::Unauthorized, Some(20003)),
        (Fault::status(403), ErrorKind::Unauthorized, Some(20403)),
        (Fault::status(404), ErrorKind::NotFound, Some(20404)),
        (Fault::status(501), ErrorKind::Api, Some(20501)),
        (Fault::error(400, 80603), ErrorKind::Api, Some(80603)),
        (Fault::not_json(), ErrorKind::Decode, None),
    ] {
        let sandbox = with(fault.clone()).await;
        let error = outcome(&sandbox).await.unwrap_err();
        assert_eq!((error.kind(), error.code()), (kind, code), "{fault:?}");
        assert_eq!(error.attempts(), 1, "{fault:?}");
        assert_eq!(sandbox.requests().len(), 1, "{fault:?}");
        assert!(error.request_id().is_some(), "{fault:?}");
        assert_eq!(outcome(&sandbox).await.unwrap(), 10, "it has passed");
    }
}

#[tokio::test]
async fn a_page_that_is_no_json_is_said_by_its_content_type() {
    let sandbox = with(Fault::not_json()).await;
    let error = outcome(&sandbox).await.unwrap_err().to_string();
    assert!(
        error.contains("text/html") && !error.contains("log in"),
        "{error}"
    );
}

#[tokio::test]
async fn a_wait_past_the_policy_is_told_at_once() {
    let sandbox = with(Fault::rate_limit(Duration::from_secs(60))).await;
    let error = outcome(&sandbox).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(60)));
    assert_eq!(sandbox.requests().len(), 1);
}

#[tokio::test]
async fn a_slow_page_comes_or_runs_into_the_clients_limit() {
    let delay = Duration::from_millis(50);
    let sandbox = with(Fault::slow(delay).after(1)).await;
    let started = std::time::Instant::now();
    assert_eq!(outcome(&sandbox).await.unwrap(), 10);
    assert!(started.elapsed() >= delay);
    assert_eq!(sandbox.requests().len(), 3);

    let create = Fault::slow(Duration::from_secs(3600)).when(|request| request.method == "POST");
    let sandbox = with(create).await;
    let client = Client::builder().base_url(sandbox.base_url());
    let client = client.credentials(sandbox.credentials());
    let client = client.request_timeout(Duration::from_millis(500));
    let client = client.build().unwrap();
    let create = client.generated().create_service();
    let create = create.body_map(|service| service.unique_name("slow"));
    let error = Error::from(create.send().await.unwrap_err());
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
    let services = hasty(&sandbox).list_services();
    assert_eq!(
        services.collect().await.unwrap().len(),
        2,
        "it was carried out"
    );
}

#[tokio::test]
async fn a_bad_record_costs_no_other() {
    let sandbox = with(Fault::bad_record(2).after(1)).await;
    let mut items = messages(&sandbox).items();
    let mut sound = 0;
    let mut bad = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(_) => sound += 1,
            Err(error) => bad.push((sound, error)),
        }
    }
    assert_eq!((sound, bad.len()), (9, 1));
    let (before, error) = &bad[0];
    assert_eq!((*before, error.kind()), (6, ErrorKind::Record));
    let rejected = error.rejected().unwrap();
    assert_eq!((rejected.index(), rejected.path()), (2, "sid"));
    assert_eq!(sandbox.requests().len(), 3);
}

#[tokio::test]
async fn an_answer_without_the_record_or_the_link_stays_as_it_is() {
    let sandbox = with(Fault::bad_record(10).always()).await;
    assert_eq!(outcome(&sandbox).await.unwrap(), 10);
    for fault in [Fault::bad_record(0), Fault::next_link_loop()] {
        let sandbox = with(fault.always()).await;
        let client = hasty(&sandbox);
        let fetch = client.generated().fetch_service();
        let service = fetch.sid(sandbox.service_sid()).send().await.unwrap();
        assert_eq!(service.sid, sandbox.service_sid());
        let delete = client.generated().delete_service();
        delete.sid(sandbox.service_sid()).send().await.unwrap();
    }
}

#[tokio::test]
async fn a_loop_is_noticed_on_any_page() {
    for page in 0..3 {
        let sandbox = with(Fault::next_link_loop().after(page)).await;
        let mut items = messages(&sandbox).items();
        let mut sound = 0;
        let error = loop {
            match items.next().await.unwrap() {
                Ok(_) => sound += 1,
                Err(error) => break error,
            }
        };
        assert_eq!(error.kind(), ErrorKind::Pagination, "page {page}");
        assert_eq!(sound, [4, 8, 10][page], "page {page}");
        assert_eq!(sandbox.requests().len(), page + 1, "page {page}");
    }
}

#[tokio::test]
async fn a_loop_leads_a_client_that_does_not_notice_to_the_same_page_and_then_on() {
    let sandbox = with(Fault::next_link_loop().times(2)).await;
    let mut url = list_url(&sandbox);
    let mut first = Vec::new();
    for asked in ["", "?Page=0", "?Page=0"] {
        assert_eq!(url, format!("{}{asked}", list_url(&sandbox)));
        let page = fetched(&sandbox, &url).await;
        first.push(text(&page, "/interactions/0/sid").to_owned());
        let next = page["meta"]["next_page_url"].as_str();
        url = next.unwrap_or_default().to_owned();
    }
    assert!(url.is_empty(), "the third is the last page");
    first.dedup();
    assert_eq!(first.len(), 1);
}

/// What a create that failed left behind: the sandbox had one service.
async fn services_after(fault: Fault) -> usize {
    let sandbox = with(fault.clone()).await;
    let client = hasty(&sandbox);
    let create = client.generated().create_service();
    let create = create.body_map(|service| service.unique_name("once"));
    create.send().await.unwrap_err();
    assert_eq!(sandbox.requests().len(), 1, "{fault:?}");
    client.list_services().collect().await.unwrap().len()
}

#[tokio::test]
async fn what_was_cut_short_is_carried_out_and_what_was_reset_is_not() {
    assert_eq!(services_after(Fault::cut_short()).await, 2);
    assert_eq!(services_after(Fault::reset()).await, 1);
    assert_eq!(services_after(Fault::status(503)).await, 1);
    assert_eq!(services_after(Fault::not_json()).await, 1);

    let deletes = |fault: Fault| fault.when(|request| request.method == "DELETE");
    let sandbox = with(deletes(Fault::cut_short())).await;
    let client = hasty(&sandbox);
    let delete = client.generated().delete_service();
    let deleted = delete.sid(sandbox.service_sid()).send().await.unwrap();
    // The first attempt deleted it and its response was lost, so the second found nothing, which is a success.
    assert_eq!(deleted.status().as_u16(), 204);
    assert_eq!(sandbox.requests().len(), 2);
}

/// What the system said of the connection, whatever it calls it in words.
fn cause(error: &Error) -> Option<io::ErrorKind> {
    let mut causes = std::iter::successors(error.source(), |&error| error.source());
    causes.find_map(|error| Some(error.downcast_ref::<io::Error>()?.kind()))
}

#[tokio::test]
async fn a_reset_is_a_reset_and_a_cut_comes_after_half_a_body() {
    let sandbox = with(Fault::reset().times(4)).await;
    let error = outcome(&sandbox).await.unwrap_err();
    assert_eq!(
        cause(&error),
        Some(io::ErrorKind::ConnectionReset),
        "{error}"
    );
    let sandbox = with(Fault::cut_short()).await;
    let url = list_url(&sandbox);
    let mut response = get(&sandbox, &url).await;
    let announced = response.content_length().unwrap();
    let mut received = 0;
    let error = loop {
        match response.chunk().await {
            Ok(chunk) => received += chunk.unwrap().len() as u64,
            Err(error) => break error,
        }
    };
    assert!(error.is_body() || error.is_decode(), "{error:?}");
    assert_eq!(received, announced / 2);
}

/// A connection that was kept and is broken takes no other request with it.
#[tokio::test]
async fn many_at_once_meet_as_many_faults_as_there_are() {
    let sandbox = Sandbox::builder().fault(Fault::reset().times(3));
    let sandbox = sandbox.fault(Fault::cut_short().times(3));
    let sandbox = sandbox.start().await.unwrap();
    let client = hasty(&sandbox);
    let lists = (0..20).map(|_| client.list_services().collect());
    for services in futures_util::future::join_all(lists).await {
        assert_eq!(services.unwrap().len(), 1);
    }
    assert_eq!(sandbox.requests().len(), 26);
}
