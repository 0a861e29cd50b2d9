//! A server may lower the page size: the next link's `PageSize` is used from then on, and kept in cursors.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;
use twilio_proxy::{Cursor, ErrorKind};

use crate::support::fixtures::{
    drain, kinds_of, list, page, path, record, records, sid, sids, sids_of,
};
use crate::support::request::Request;
use crate::support::response::Answer;
use crate::support::server::Server;

/// How a server writes a link to the page with this number, at this page size.
type Write = fn(usize, usize) -> String;

fn number(request: &Request, name: &str) -> Option<usize> {
    request.parameter(name).map(|text| text.parse().unwrap())
}

/// A collection without page tokens. The page number counts in pages of the requested size, of which the server returns
/// `cap` records at most.
fn capped(
    total: usize,
    cap: usize,
    write: Write,
) -> impl Fn(usize, &Request) -> Answer + Send + Sync {
    move |_, request| {
        let size = number(request, "PageSize").unwrap();
        let at = number(request, "Page").unwrap_or(0);
        assert!(request.parameter("PageToken").is_none());
        let start = (at * size).min(total);
        let end = (start + size.min(cap)).min(total);
        let used = size.min(cap);
        let next = (end < total).then(|| write(used, start / used + 1));
        let mut body = page(records(start..end), next.as_deref());
        body["meta"]["page_size"] = used.into();
        body["meta"]["previous_page_url"] = match start.checked_sub(used) {
            Some(before) => write(used, before / used).into(),
            None => Value::Null,
        };
        Answer::json(&body)
    }
}

fn whole(size: usize, page: usize) -> String {
    format!(
        "https://proxy.twilio.com{}?PageSize={size}&Page={page}",
        path()
    )
}

#[tokio::test]
async fn a_lowered_page_size_costs_no_record() {
    let writes: [Write; 4] = [
        whole,
        |size, page| format!("?Page={page}&PageSize={size}"),
        |size, page| {
            let digits: String = size
                .to_string()
                .chars()
                .map(|digit| format!("%3{digit}"))
                .collect();
            format!("{}?PageSize={digits}&Page={page}", path())
        },
        // The smallest of several is the one that cannot skip a record.
        |size, page| format!("?PageSize=1000&Page={page}&PageSize={size}&PageSize=0"),
    ];
    for (cap, asked) in [
        (10, None),
        (100, None),
        (10, Some(1000)),
        (10, Some(30)),
        (1, Some(2)),
        (249, None),
    ] {
        for write in writes {
            let server = Server::answering(capped(250, cap, write)).await;
            let mut listing = list(&server);
            if let Some(size) = asked {
                listing = listing.page_size(size);
            }
            let outcome = drain(listing.items()).await;
            assert_eq!(
                sids_of(&outcome),
                sids(0..250),
                "cap {cap}, {}",
                write(cap, 1)
            );
            assert_eq!(outcome.len(), 250);
            assert_eq!(server.count(), 250usize.div_ceil(cap));
            let sizes: Vec<_> = server
                .requests()
                .iter()
                .skip(1)
                .map(|one| number(one, "PageSize").unwrap())
                .collect();
            assert!(sizes.iter().all(|size| *size == cap), "{sizes:?}");
        }
    }
}

#[tokio::test]
async fn a_page_size_above_ours_is_not_used() {
    for size in ["11", "50", "1000", "1001", "65536", "99999999999999999999"] {
        let server = Server::answering(move |_, request| {
            let at = number(request, "Page").unwrap_or(0);
            let next = (at < 2).then(|| format!("?PageSize={size}&Page={}", at + 1));
            Answer::json(&page(records(at * 10..at * 10 + 10), next.as_deref()))
        })
        .await;
        let outcome = drain(list(&server).page_size(10).items()).await;
        assert_eq!(sids_of(&outcome), sids(0..30), "{size}");
        let sizes: Vec<_> = server
            .requests()
            .iter()
            .map(|one| number(one, "PageSize"))
            .collect();
        assert_eq!(sizes, [Some(10); 3], "{size}");
    }
}

#[tokio::test]
async fn a_page_size_that_is_not_one_is_ignored() {
    for size in ["", "0", "-1", "1.5", "ten", "0x10", "%00", "null"] {
        let link = format!("{}?PageSize={size}&Page=1", path());
        let pages = [page(records(0..2), Some(&link)), page(records(2..3), None)];
        let server = Server::scripted(pages.iter().map(Answer::json)).await;
        let outcome = drain(list(&server).page_size(2).items()).await;
        assert_eq!(
            (sids_of(&outcome), outcome.len()),
            (sids(0..3), 3),
            "{size}"
        );
        assert_eq!(number(&server.requests()[1], "PageSize"), Some(2), "{size}");
    }
}

/// With a token too: a link is followed with all that it asks for.
#[tokio::test]
async fn a_lowered_page_size_goes_with_a_token() {
    let link = format!("{}?PageSize=7&Page=1&PageToken=PT1", path());
    let pages = [page(records(0..2), Some(&link)), page(records(2..3), None)];
    let server = Server::scripted(pages.iter().map(Answer::json)).await;
    assert_eq!(drain(list(&server).items()).await.len(), 3);
    assert_eq!(
        server.requests()[1].query,
        "Page=1&PageSize=7&PageToken=PT1"
    );
}

#[tokio::test]
async fn a_listing_with_a_lowered_page_size_resumes_at_every_record() {
    let server = Server::answering(capped(23, 5, whole)).await;
    for cut in 0..23 {
        let mut items = list(&server).items();
        for _ in 0..cut {
            items.next().await.unwrap().unwrap();
        }
        let cursor: Cursor = items.cursor().unwrap().to_string().parse().unwrap();
        drop(items);
        // The cursor's page size wins over the listing's own.
        for size in [1, 3, 1000] {
            let rest = list(&server).page_size(size).resume(cursor.clone());
            let rest = drain(rest.items()).await;
            assert_eq!(sids_of(&rest), sids(cut..23), "{cut}");
            assert_eq!(rest.len(), 23 - cut, "{cut}");
        }
    }
}

#[tokio::test]
async fn pages_lead_on_and_back_at_the_lowered_page_size() {
    let server = Server::answering(capped(23, 5, whole)).await;
    let mut page = list(&server).page().await.unwrap();
    let mut first = vec![0];
    while let Some(next) = page.next.take() {
        page = list(&server).resume(next).page().await.unwrap();
        first.push(position(&page.items[0]));
    }
    assert_eq!(first, [0, 5, 10, 15, 20]);
    while let Some(previous) = page.previous.take() {
        page = list(&server).resume(previous).page().await.unwrap();
        first.pop();
        assert_eq!(position(&page.items[0]), first[first.len() - 1]);
    }
    assert_eq!(first, [0]);
}

fn position(item: &twilio_proxy::MessageInteraction) -> usize {
    (0..1000)
        .find(|number| item.sid.as_str() == sid(*number))
        .unwrap()
}

/// The cap falls while the listing is under way.
#[tokio::test]
async fn a_page_size_that_falls_again_and_again_costs_no_record() {
    // Each page's first record and length.
    let pages = [(0, 8), (8, 4), (12, 4), (16, 2), (18, 2), (20, 1), (21, 1)];
    let server = Server::answering(move |_, request| {
        let size = number(request, "PageSize").unwrap();
        let at = number(request, "Page").unwrap_or(0);
        let start = at * size.min(8);
        let place = pages.iter().position(|(first, _)| *first == start).unwrap();
        let (_, length) = pages[place];
        let next = pages
            .get(place + 1)
            .map(|(first, length)| whole(*length, first / length));
        Answer::json(&page(records(start..start + length), next.as_deref()))
    })
    .await;
    let outcome = drain(list(&server).items()).await;
    assert_eq!(
        (sids_of(&outcome), kinds_of(&outcome)),
        (sids(0..22), vec![])
    );
}

/// A page is the same page at whatever page size its link names: a loop is found in one round.
#[tokio::test]
async fn a_loop_of_links_with_other_page_sizes_is_found() {
    let server = Server::answering(|number, _| {
        let link = format!("?PageSize={}&Page=0", 900 - number);
        Answer::json(&page(vec![record(number)], Some(&link)))
    })
    .await;
    let outcome = drain(list(&server).items()).await;
    assert_eq!(kinds_of(&outcome), [ErrorKind::Pagination]);
    assert_eq!(server.count(), 1);
}

#[test]
fn no_page_size_cap_or_cut_loses_a_record() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let config = ProptestConfig {
        cases: 60,
        failure_persistence: None,
        ..Default::default()
    };
    let cases = (1usize..60, 1usize..25, 1u16..40, 0usize..60);
    TestRunner::new(config)
        .run(&cases, |(total, cap, size, cut)| {
            let came = runtime.block_on(async {
                let server = Server::answering(capped(total, cap, whole)).await;
                let listing = list(&server).page_size(size);
                let mut items = listing.clone().items();
                let mut came = Vec::new();
                for _ in 0..cut.min(total) {
                    came.push(items.next().await.unwrap().unwrap().sid.to_string());
                }
                if let Some(cursor) = items.cursor() {
                    came.extend(sids_of(&drain(listing.resume(cursor).items()).await));
                }
                came
            });
            prop_assert_eq!(came, sids(0..total));
            Ok(())
        })
        .unwrap();
}
