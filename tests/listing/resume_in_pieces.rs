//! A listing taken in pieces of any shape gives what the whole one gives: each record once, in order.

use std::collections::HashSet;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};
use twilio_proxy::{Cursor, Error, ErrorKind, List, MessageInteraction};

use crate::support::fixtures::{link, list, page, record, sid};
use crate::support::request::Request;
use crate::support::response::Answer;
use crate::support::server::Server;

/// How many records each page has. Every third record is bad: a number in place of an object.
const PAGES: [usize; 6] = [4, 0, 3, 1, 0, 5];
const RECORDS: usize = 13;

fn one(number: usize) -> Value {
    if number % 3 == 2 {
        json!(number)
    } else {
        record(number)
    }
}

fn answer(request: &Request) -> Answer {
    let at: usize = request
        .parameter("Page")
        .map_or(0, |page| page.parse().unwrap());
    if at > 0 {
        let token = request.parameter("PageToken");
        assert_eq!(token, Some(format!("PT{at}")), "a token goes with its page");
    }
    let start: usize = PAGES[..at].iter().sum();
    let records = (start..start + PAGES[at]).map(one).collect();
    let next = (at + 1 < PAGES.len()).then(|| link(at + 1, &format!("PT{}", at + 1)));
    Answer::json(&page(records, next.as_deref()))
}

/// The number of a record, good or bad; nothing for another error.
fn number(record: &Result<MessageInteraction, Error>) -> Option<usize> {
    match record {
        Ok(item) => (0..RECORDS).find(|number| item.sid.as_str() == sid(*number)),
        Err(error) => error.rejected().map(|record| record.raw().parse().unwrap()),
    }
}

/// Takes up to `take` records as items, and says which came and where to go on.
async fn by_items(list: List<MessageInteraction>, take: usize) -> (Vec<usize>, Option<Cursor>) {
    let mut items = list.items();
    let mut came = Vec::new();
    while came.len() < take {
        let Some(record) = items.next().await else {
            break;
        };
        if let Err(error) = &record {
            assert_eq!(error.cursor(), items.cursor().as_ref());
        }
        match number(&record) {
            Some(number) => came.push(number),
            None => assert!(items.next().await.is_none()),
        }
    }
    (came, items.cursor())
}

/// The same by pages.
async fn by_pages(list: List<MessageInteraction>, take: usize) -> (Vec<usize>, Option<Cursor>) {
    let mut pages = list.pages();
    let (mut came, mut taken) = (Vec::new(), 0);
    while taken < take {
        match pages.next().await {
            None => break,
            Some(Ok(page)) => {
                taken += 1;
                assert_eq!(page.next, pages.cursor());
                let good = page.items.into_iter().map(Ok);
                let bad = page.rejected.into_iter().map(|record| Err(record.into()));
                let mut both: Vec<_> = good.chain(bad).filter_map(|one| number(&one)).collect();
                both.sort_unstable();
                came.extend(both);
            }
            Some(Err(error)) => {
                assert_eq!(error.cursor(), pages.cursor().as_ref());
                assert!(pages.next().await.is_none());
            }
        }
    }
    (came, pages.cursor())
}

/// Goes on from cursor to cursor, each time as text, until there is none.
async fn in_pieces(list: &List<MessageInteraction>, step: [usize; 4]) -> Vec<usize> {
    let [limit, max_pages, take, mode] = step;
    let (mut came, mut cursor) = (Vec::new(), None::<Cursor>);
    for round in 0..200 {
        let mut piece = list.clone().max_pages(max_pages).page_size(7);
        if limit > 0 {
            piece = piece.limit(limit);
        }
        if let Some(cursor) = cursor.take() {
            piece = piece.resume(cursor.to_string().parse().unwrap());
        }
        let pages = mode == 1 || mode == 2 && round % 2 == 1;
        let (numbers, next) = if pages {
            by_pages(piece, take).await
        } else {
            by_items(piece, take).await
        };
        came.extend(numbers);
        cursor = next;
        if cursor.is_none() {
            return came;
        }
    }
    panic!("{step:?} never ends");
}

/// Every mix of limit, page bound, records taken before the listing is left, and items, pages or both in turn.
fn mixes() -> impl Iterator<Item = [usize; 4]> {
    let limits = [0, 1, 3];
    limits.into_iter().flat_map(|limit| {
        [1, 9].into_iter().flat_map(move |max_pages| {
            [1, 2, 99]
                .into_iter()
                .flat_map(move |take| (0..3).map(move |mode| [limit, max_pages, take, mode]))
        })
    })
}

#[tokio::test]
async fn pieces_of_any_shape_make_the_whole() {
    let server = Server::answering(|_, request| answer(request)).await;
    let list = list(&server);
    let whole: Vec<_> = (0..RECORDS).collect();
    for mix in mixes() {
        assert_eq!(in_pieces(&list, mix).await, whole, "{mix:?}");
    }
}

#[tokio::test]
async fn a_failure_at_every_page_costs_nothing() {
    let whole: Vec<_> = (0..RECORDS).collect();
    let failed = Arc::new(Mutex::new(HashSet::new()));
    let asked = Arc::clone(&failed);
    let server = Server::answering(move |_, request| {
        if asked.lock().unwrap().insert(request.query.clone()) {
            Answer::status(403, &[], "")
        } else {
            answer(request)
        }
    })
    .await;
    let list = list(&server);
    for mix in mixes().filter(|mix| mix[1] == 9) {
        failed.lock().unwrap().clear();
        assert_eq!(in_pieces(&list, mix).await, whole, "{mix:?}");
        assert_eq!(failed.lock().unwrap().len(), PAGES.len(), "{mix:?}");
    }
}

#[tokio::test]
async fn next_dropped_after_any_number_of_polls_loses_nothing() {
    let server = Server::answering(|_, request| answer(request)).await;
    for polls in 1..6 {
        let before = server.count();
        let mut items = list(&server).items();
        let mut cx = Context::from_waker(Waker::noop());
        let mut came = Vec::new();
        'listing: loop {
            let mut next = pin!(items.next());
            for _ in 0..polls {
                match next.as_mut().poll(&mut cx) {
                    Poll::Ready(None) => break 'listing,
                    Poll::Ready(Some(record)) => {
                        came.push(number(&record).unwrap());
                        continue 'listing;
                    }
                    Poll::Pending => tokio::task::yield_now().await,
                }
            }
        }
        assert_eq!(came, (0..RECORDS).collect::<Vec<_>>(), "{polls} polls");
        assert_eq!(server.count() - before, PAGES.len(), "{polls} polls");
    }
}

#[tokio::test]
async fn collect_pages_and_single_pages_agree() {
    let server = Server::answering(crate::support::fixtures::collection(11)).await;
    for size in [1, 2, 5, 10, 11, 12] {
        let list = list(&server).page_size(size);
        let sids = |items: &[MessageInteraction]| -> Vec<_> {
            items.iter().map(|item| item.sid.to_string()).collect()
        };
        let collected = sids(&list.clone().collect().await.unwrap());
        let (mut paged, mut single) = (Vec::new(), Vec::new());
        let mut pages = list.clone().pages();
        while let Some(page) = pages.next().await {
            paged.extend(sids(&page.unwrap().items));
        }
        let mut next = Some(list.clone());
        while let Some(list) = next {
            let page = list.clone().page().await.unwrap();
            single.extend(sids(&page.items));
            next = page.next.map(|cursor| list.resume(cursor));
        }
        assert_eq!(collected, crate::support::fixtures::sids(0..11));
        assert_eq!(paged, collected);
        assert_eq!(single, collected);
    }
}

#[tokio::test]
async fn max_pages_of_one_ends_as_pagination_only_where_more_follows() {
    for (total, kinds) in [(3, vec![]), (4, vec![ErrorKind::Pagination])] {
        let server = Server::answering(crate::support::fixtures::collection(total)).await;
        let list = list(&server).page_size(3).max_pages(1);
        let outcome = crate::support::fixtures::drain(list.clone().items()).await;
        assert_eq!(crate::support::fixtures::kinds_of(&outcome), kinds);
        assert_eq!(list.limit(3).collect().await.unwrap().len(), 3);
        assert_eq!(server.count(), 2);
    }
}
