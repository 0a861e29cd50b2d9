//! `collect` and `page` return all of their records, or an error whose cursor leads back to the first of them.

use twilio_proxy::{Cursor, ErrorKind, List, MessageInteraction};

use crate::support::fixtures::{
    builder, collection, drain, link, list, listing, page, path, records, sid, sids, sids_of,
};
use crate::support::request::Request;
use crate::support::response::{Answer, Then};
use crate::support::server::Server;

const PAGES: usize = 4;
const SIZE: usize = 3;

/// Failures of a page, each with the kind of the error.
fn failures() -> Vec<(ErrorKind, Answer)> {
    let mut bad = records(0..SIZE);
    bad[SIZE - 1] = serde_json::Value::Null;
    let elsewhere = "https://proxy.twilio.com/v1/Services?Page=1";
    vec![
        (ErrorKind::Record, Answer::json(&page(bad, None))),
        (
            ErrorKind::Pagination,
            Answer::json(&page(records(0..SIZE), Some(elsewhere))),
        ),
        (ErrorKind::Decode, Answer::text("{}")),
        (ErrorKind::Api, Answer::status(400, &[], "")),
        (ErrorKind::Unauthorized, Answer::status(401, &[], "")),
        (ErrorKind::NotFound, Answer::status(404, &[], "")),
        (ErrorKind::Transport, Answer::raw("").then(Then::Reset)),
        (ErrorKind::RateLimited, Answer::throttled("3600")),
        (ErrorKind::TooLarge, Answer::bomb(200)),
    ]
}

fn number_of(request: &Request) -> usize {
    let page = request.parameter("Page");
    page.map_or(0, |page| page.parse().unwrap())
}

/// The records of all pages.
fn healthy() -> impl Fn(usize, &Request) -> Answer + Send + Sync {
    collection(PAGES * SIZE)
}

/// A listing of which one page fails.
async fn failing_at(failing: usize, failure: Answer) -> (Server, List<MessageInteraction>) {
    let server = Server::answering(move |number, request| {
        if number_of(request) == failing {
            failure.clone()
        } else {
            healthy()(number, request)
        }
    })
    .await;
    let client = builder(&server)
        .max_response_bytes(1 << 20)
        .build()
        .unwrap();
    let size = u16::try_from(SIZE).unwrap();
    (server, listing(&client).page_size(size))
}

/// A cursor behind `records` records.
async fn cursor_behind(records: usize) -> Option<Cursor> {
    let server = Server::answering(healthy()).await;
    let size = u16::try_from(SIZE).unwrap();
    let mut items = list(&server).page_size(size).items();
    for _ in 0..records {
        items.next().await.unwrap().unwrap();
    }
    items.cursor().filter(|_| records > 0)
}

#[tokio::test]
async fn the_cursor_of_a_failed_collect_is_where_it_began() {
    let good = Server::answering(healthy()).await;
    for failing in 0..PAGES {
        for (kind, failure) in failures() {
            // From the first record, from the middle of a page, and from the start of a page.
            for begin in [0, 1, SIZE, SIZE + 2, 2 * SIZE] {
                if begin / SIZE > failing {
                    continue;
                }
                let (_server, mut listing) = failing_at(failing, failure.clone()).await;
                if let Some(cursor) = cursor_behind(begin).await {
                    listing = listing.resume(cursor);
                }
                let error = listing.collect().await.unwrap_err();
                let case = format!("{kind:?} on page {failing}, from record {begin}");
                assert_eq!(error.kind(), kind, "{case}");
                let cursor = error.cursor().expect(&case).to_string();
                let rest = list(&good).resume(cursor.parse().unwrap()).collect().await;
                let rest: Vec<_> = rest
                    .unwrap()
                    .iter()
                    .map(|item| item.sid.to_string())
                    .collect();
                assert_eq!(rest, sids(begin..PAGES * SIZE), "{case}");
            }
        }
    }
}

#[tokio::test]
async fn the_cursor_of_a_collect_that_max_pages_stops_is_where_it_began() {
    let server = Server::answering(healthy()).await;
    let size = u16::try_from(SIZE).unwrap();
    let error = list(&server).page_size(size).max_pages(2).collect().await;
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    let rest = drain(
        list(&server)
            .resume(error.cursor().unwrap().clone())
            .items(),
    )
    .await;
    assert_eq!(sids_of(&rest), sids(0..PAGES * SIZE));
}

#[tokio::test]
async fn the_cursor_of_a_failed_page_leads_to_that_page() {
    let good = Server::answering(healthy()).await;
    for (kind, failure) in failures() {
        for begin in [0, 1, SIZE, SIZE + 2] {
            let (_server, mut listing) = failing_at(begin / SIZE, failure.clone()).await;
            if let Some(cursor) = cursor_behind(begin).await {
                listing = listing.resume(cursor);
            }
            let case = format!("{kind:?}, from record {begin}");
            // A page with a bad record or a bad next link is returned, and `next` leads on from it.
            let cursor = match listing.page().await {
                Ok(page) => {
                    assert!(matches!(kind, ErrorKind::Record | ErrorKind::Pagination));
                    assert!(kind == ErrorKind::Record || page.next.is_some(), "{case}");
                    continue;
                }
                Err(error) => error.cursor().expect(&case).clone(),
            };
            let rest = drain(list(&good).resume(cursor).items()).await;
            assert_eq!(sids_of(&rest), sids(begin..PAGES * SIZE), "{case}");
        }
    }
}

#[tokio::test]
async fn a_page_of_limit_zero_leads_to_the_records_that_it_leaves_out() {
    let server = Server::answering(healthy()).await;
    for begin in [0, 1, SIZE] {
        let mut listing = list(&server);
        if let Some(cursor) = cursor_behind(begin).await {
            listing = listing.resume(cursor);
        }
        let page = listing.clone().limit(0).page().await.unwrap();
        assert!(page.items.is_empty());
        let rest = listing.resume(page.next.unwrap()).collect().await.unwrap();
        assert_eq!(rest[0].sid.as_str(), sid(begin));
        assert_eq!(rest.len(), PAGES * SIZE - begin);
    }
}

#[tokio::test]
async fn a_collect_that_cannot_be_sent_has_no_cursor() {
    let server = Server::answering(healthy()).await;
    let error = list(&server).page_size(0).collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.cursor().is_none());
    assert_eq!(server.count(), 0);
}

/// A next link that leads nowhere is found after the records before it, which `collect` drops.
#[tokio::test]
async fn a_collect_that_a_loop_of_links_stops_loses_no_record() {
    let server =
        Server::answering(|_, _| Answer::json(&page(records(0..2), Some(&link(1, "PT1"))))).await;
    let error = list(&server).collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    let again = list(&server).resume(error.cursor().unwrap().clone());
    let first = again.page().await.unwrap();
    assert_eq!(first.items.len(), 2);
    let last = server.requests().last().unwrap().clone();
    assert_eq!((last.path.clone(), last.parameter("Page")), (path(), None));
}
