//! How much a listing gives, and what it sends for it.

use twilio_proxy::ErrorKind;

use crate::support::fixtures::{
    assert_each_once, builder, collection, drain, link, list, listing, only_error, page, record,
    records, sids, sids_of,
};
use crate::support::response::Answer;
use crate::support::server::Server;

#[tokio::test]
async fn all_pages_come_in_order() {
    let server = Server::answering(collection(2_500)).await;
    let all = drain(list(&server).items()).await;
    assert_eq!(sids_of(&all), sids(0..2_500));
    assert_eq!(all.len(), 2_500);
    assert_eq!(server.count(), 3);
    assert_eq!(server.connections(), 1, "the connection is kept");
}

#[tokio::test]
async fn a_limit_holds_however_the_pages_fall() {
    for (limit, size, requests) in [
        (1, 10, 1),
        (9, 10, 1),
        (10, 10, 1),
        (11, 10, 2),
        (20, 10, 2),
        (25, 10, 3),
        (26, 10, 3),
        (5, 1, 5),
    ] {
        let server = Server::answering(collection(25)).await;
        let list = list(&server).page_size(size).limit(limit);
        let expected = sids(0..limit.min(25));
        assert_eq!(sids_of(&drain(list.clone().items()).await), expected);
        assert_eq!(server.count(), requests, "limit {limit}, page size {size}");

        let mut pages = list.clone().pages();
        let mut paged = Vec::new();
        while let Some(page) = pages.next().await {
            paged.extend(page.unwrap().items.iter().map(|item| item.sid.to_string()));
        }
        assert_eq!(paged, expected);
        assert_eq!(server.count(), 2 * requests, "pages, limit {limit}");
        assert_eq!(list.collect().await.unwrap().len(), expected.len());
    }
}

#[tokio::test]
async fn a_limit_of_none_sends_nothing() {
    let server = Server::answering(collection(5)).await;
    let none = list(&server).limit(0);
    assert!(drain(none.clone().items()).await.is_empty());
    assert!(none.clone().pages().next().await.is_none());
    assert!(none.clone().page().await.unwrap().items.is_empty());
    assert!(none.collect().await.unwrap().is_empty());
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn the_page_size_is_the_limit_where_that_is_smaller() {
    for (limit, size, sent) in [
        (None, None, "1000"),
        (Some(7), None, "7"),
        (Some(5_000), None, "1000"),
        (Some(7), Some(20), "20"),
        (None, Some(1), "1"),
        (None, Some(1000), "1000"),
    ] {
        let server = Server::answering(collection(1)).await;
        let mut list = list(&server);
        list = limit.map_or(list.clone(), |limit| list.limit(limit));
        list = size.map_or(list.clone(), |size| list.page_size(size));
        list.page().await.unwrap();
        let asked = server.requests()[0].parameter("PageSize");
        assert_eq!(asked.as_deref(), Some(sent), "{limit:?} {size:?}");
    }
}

#[tokio::test]
async fn a_page_size_out_of_bounds_is_refused_unsent() {
    let server = Server::answering(collection(1)).await;
    for size in [0, 1001, u16::MAX] {
        let error = only_error(list(&server).page_size(size)).await;
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert_eq!(error.attempts(), 0);
        let error = list(&server).page_size(size).page().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn max_pages_bounds_a_server_without_end() {
    let server = Server::answering(|number, _| {
        let next = link(number + 1, &format!("PT{number}"));
        Answer::json(&page(vec![record(number)], Some(&next)))
    })
    .await;
    let outcome = drain(list(&server).max_pages(3).items()).await;
    assert_eq!(sids_of(&outcome), sids(0..3));
    let error = outcome.last().unwrap().as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert!(error.cursor().is_some(), "it can be gone on from");
    assert_eq!((outcome.len(), server.count()), (4, 3));
}

#[tokio::test]
async fn max_pages_is_no_error_where_the_server_ends_in_time() {
    let server = Server::answering(collection(30)).await;
    let outcome = drain(list(&server).page_size(10).max_pages(3).items()).await;
    assert_eq!(sids_of(&outcome), sids(0..30));
    assert_eq!((outcome.len(), server.count()), (30, 3));
}

#[tokio::test]
async fn an_empty_page_with_a_next_link_goes_on() {
    let script = [
        page(vec![], Some(&link(1, "PT1"))),
        page(records(0..2), Some(&link(2, "PT2"))),
        page(vec![], Some(&link(3, "PT3"))),
        page(vec![], Some(&link(4, "PT4"))),
        page(records(2..3), None),
    ];
    let server = Server::scripted(script.iter().map(Answer::json)).await;
    let outcome = drain(list(&server).items()).await;
    assert_eq!(sids_of(&outcome), sids(0..3));
    assert_eq!((outcome.len(), server.count()), (3, 5));
}

#[tokio::test]
async fn a_null_empty_or_absent_next_link_ends_it() {
    let null = page(records(0..1), None);
    let mut absent = null.clone();
    absent["meta"]
        .as_object_mut()
        .unwrap()
        .remove("next_page_url");
    let empty = page(records(0..1), Some(""));
    for body in [null, absent, empty] {
        let server = Server::scripted([Answer::json(&body)]).await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!((sids_of(&outcome), outcome.len()), (sids(0..1), 1));
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_listings_at_once_on_one_client_give_every_item_once() {
    let server = Server::answering(collection(50)).await;
    let client = builder(&server).build().unwrap();
    let tasks: Vec<_> = (0..200)
        .map(|_| {
            let list = listing(&client.clone()).page_size(10);
            tokio::spawn(async move { drain(list.items()).await })
        })
        .collect();
    for task in tasks {
        let outcome = task.await.unwrap();
        assert_eq!(outcome.len(), 50);
        assert_each_once(sids_of(&outcome), 0..50);
    }
    assert_eq!(server.count(), 200 * 5);
}
