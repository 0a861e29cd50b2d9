//! After a failure, a pause or a dropped call: the rest, exactly once.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use twilio_proxy::{Cursor, ErrorKind};

use crate::support::fixtures::{
    collection, drain, kinds_of, link, list, page, record, record_with, records, sids, sids_of,
};
use crate::support::response::Answer;
use crate::support::server::Server;

/// Three pages of four records; the sixth record, 5, is bad.
async fn three_pages() -> Server {
    Server::answering(|_, request| match request.parameter("Page").as_deref() {
        None => Answer::json(&page(records(0..4), Some(&link(1, "PT1")))),
        Some("1") => {
            assert_eq!(request.parameter("PageToken").as_deref(), Some("PT1"));
            let mut four = records(4..8);
            four[1] = record_with(5, "date_created", "yesterday".into());
            Answer::json(&page(four, Some(&link(2, "PT2"))))
        }
        Some(_) => Answer::json(&page(records(8..12), None)),
    })
    .await
}

#[tokio::test]
async fn a_listing_cut_at_any_item_goes_on_with_the_next() {
    let server = three_pages().await;
    let whole = drain(list(&server).items()).await;
    assert_eq!(whole.len(), 12);
    assert_eq!(kinds_of(&whole), [ErrorKind::Record]);
    for cut in 0..=12 {
        let mut items = list(&server).items();
        let mut outcome = Vec::new();
        for _ in 0..cut {
            outcome.push(items.next().await.unwrap());
        }
        let Some(cursor) = items.cursor() else {
            assert_eq!(cut, 12, "nothing is left only at the end");
            continue;
        };
        // A process may end here: the cursor lives on as text.
        let cursor: Cursor = cursor.to_string().parse().unwrap();
        drop(items);
        outcome.extend(drain(list(&server).resume(cursor).items()).await);
        assert_eq!(outcome.len(), 12, "cut at {cut}");
        assert_eq!(sids_of(&outcome), sids_of(&whole), "cut at {cut}");
        assert_eq!(kinds_of(&outcome), [ErrorKind::Record], "cut at {cut}");
    }
}

#[tokio::test]
async fn an_error_of_a_record_has_the_cursor_behind_it() {
    let server = three_pages().await;
    let whole = drain(list(&server).items()).await;
    let error = whole.into_iter().find_map(Result::err).unwrap();
    let rest = drain(
        list(&server)
            .resume(error.cursor().unwrap().clone())
            .items(),
    )
    .await;
    assert_eq!(sids_of(&rest), sids(6..12));
    assert_eq!(rest.len(), 6);
}

#[tokio::test]
async fn a_failure_part_way_gives_the_items_before_one_error_and_then_nothing() {
    for failing in 0..3 {
        let server = Server::answering(move |_, request| {
            let page = request
                .parameter("Page")
                .map_or(0, |page| page.parse().unwrap());
            if page == failing {
                Answer::api_error(503, 20503, "not now")
            } else {
                collection(12)(0, request)
            }
        })
        .await;
        let healthy = Server::answering(collection(12)).await;
        let outcome = drain(list(&server).page_size(4).items()).await;
        let before = 4 * failing;
        assert_eq!(outcome.len(), before + 1, "page {failing}");
        assert_eq!(sids_of(&outcome), sids(0..before));
        let error = outcome.into_iter().find_map(Result::err).unwrap();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Api, 4));

        let cursor = error.cursor().unwrap().clone();
        let rest = drain(list(&healthy).resume(cursor.clone()).items()).await;
        assert_eq!(rest.len(), 12 - before);
        assert_eq!(sids_of(&rest), sids(before..12));

        let mut pages = list(&healthy).resume(cursor).pages();
        let mut paged = Vec::new();
        while let Some(page) = pages.next().await {
            paged.extend(page.unwrap().items.iter().map(|item| item.sid.to_string()));
        }
        assert_eq!(paged, sids(before..12));
    }
}

#[tokio::test]
async fn pages_fail_and_go_on_like_items() {
    let server = Server::answering(|number, request| match number {
        1 => Answer::status(403, &[], ""),
        _ => collection(12)(number, request),
    })
    .await;
    let mut pages = list(&server).page_size(4).pages();
    assert_eq!(pages.next().await.unwrap().unwrap().items.len(), 4);
    let error = pages.next().await.unwrap().unwrap_err();
    for _ in 0..3 {
        assert!(pages.next().await.is_none());
    }
    let mut rest = list(&server)
        .resume(error.cursor().unwrap().clone())
        .pages();
    assert_eq!(
        rest.next().await.unwrap().unwrap().items[0].sid.as_str(),
        sids(4..5)[0]
    );
}

#[tokio::test]
async fn a_page_cut_by_the_limit_goes_on_behind_it() {
    let server = Server::answering(collection(25)).await;
    let mut pages = list(&server).page_size(10).limit(13).pages();
    let mut given = Vec::new();
    while let Some(page) = pages.next().await {
        given.extend(page.unwrap().items.iter().map(|item| item.sid.to_string()));
    }
    let rest = drain(list(&server).resume(pages.cursor().unwrap()).items()).await;
    given.extend(sids_of(&rest));
    assert_eq!(given, sids(0..25));
}

#[tokio::test]
async fn a_page_names_the_next_one_and_the_one_before() {
    let mut second = page(vec![record(1)], None);
    second["meta"]["previous_page_url"] = link(0, "PT0").into();
    let first = page(vec![record(0)], Some(&link(1, "PT1")));
    let server = Server::scripted([&first, &second, &first].map(Answer::json)).await;

    let page = list(&server).page().await.unwrap();
    assert!(page.previous.is_none());
    assert_eq!(page.request_id.as_deref(), Some("RQ1"));
    let page = list(&server)
        .resume(page.next.unwrap())
        .page()
        .await
        .unwrap();
    assert!(page.next.is_none());
    let page = list(&server)
        .resume(page.previous.unwrap())
        .page()
        .await
        .unwrap();
    assert_eq!(page.items.len(), 1);

    let asked: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.parameter("PageToken"))
        .collect();
    assert_eq!(asked, [None, Some("PT1".into()), Some("PT0".into())]);
    assert_eq!(server.count(), 3, "one page is one request");
}

#[tokio::test]
async fn dropping_next_at_any_await_point_loses_nothing() {
    let server = three_pages().await;
    let mut items = list(&server).items();
    let mut cx = Context::from_waker(Waker::noop());
    let (mut outcome, mut drops) = (Vec::new(), 0);
    loop {
        // Polled once and dropped, so that each await point inside is met.
        let polled = pin!(items.next()).as_mut().poll(&mut cx);
        match polled {
            Poll::Ready(Some(item)) => outcome.push(item),
            Poll::Ready(None) => break,
            Poll::Pending => {
                drops += 1;
                tokio::task::yield_now().await;
            }
        }
    }
    assert_eq!(outcome.len(), 12);
    assert_eq!(sids_of(&outcome).len(), 11);
    assert_eq!(server.count(), 3, "no page was asked for twice");
    assert!(drops > 2, "nothing was dropped");
}

#[tokio::test]
async fn dropping_next_of_pages_loses_nothing() {
    let server = three_pages().await;
    let mut pages = list(&server).pages();
    let mut cx = Context::from_waker(Waker::noop());
    let mut records = 0;
    loop {
        let polled = pin!(pages.next()).as_mut().poll(&mut cx);
        match polled {
            Poll::Ready(Some(page)) => {
                let page = page.unwrap();
                records += page.items.len() + page.rejected.len();
            }
            Poll::Ready(None) => break,
            Poll::Pending => tokio::task::yield_now().await,
        }
    }
    assert_eq!((records, server.count()), (12, 3));
}
