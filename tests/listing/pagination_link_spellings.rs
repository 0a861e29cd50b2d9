//! Next links in every spelling: what is taken from them, and that the host in them is never asked.

use twilio_proxy::ErrorKind;

use crate::support::fixtures::{drain, kinds_of, list, page, path, record, sids, sids_of};
use crate::support::response::Answer;
use crate::support::server::Server;

/// What the second request asks for, where there is one.
async fn followed(link: &str) -> Option<String> {
    let pages = [
        page(vec![record(0)], Some(link)),
        page(vec![record(1)], None),
    ];
    let server = Server::scripted(pages.iter().map(Answer::json)).await;
    let outcome = drain(list(&server).items()).await;
    let requests = server.requests();
    let Some(second) = requests.get(1) else {
        assert_eq!(kinds_of(&outcome), [ErrorKind::Pagination], "{link}");
        assert_eq!(sids_of(&outcome), sids(0..1), "{link}");
        return None;
    };
    assert_eq!(sids_of(&outcome), sids(0..2), "{link}");
    assert_eq!((second.path.clone(), outcome.len()), (path(), 2), "{link}");
    Some(second.query.clone())
}

#[tokio::test]
async fn a_link_to_this_collection_gives_page_and_token() {
    let foreign = Server::answering(|_, _| Answer::json(&page(vec![], None))).await;
    let (path, host) = (path(), foreign.authority());
    let size = "PageSize=1000";
    for (link, query) in [
        (
            format!("\\\\{host}{}?Page=1", path.replace('/', "\\")),
            format!("Page=1&{size}"),
        ),
        (
            format!("http:\\\\{host}\\{path}?Page=1"),
            format!("Page=1&{size}"),
        ),
        (
            format!("http://a@b:c@{host}{path}?Page=1"),
            format!("Page=1&{size}"),
        ),
        (
            format!("gopher://{host}{path}?Page=1"),
            format!("Page=1&{size}"),
        ),
        (
            format!("https://\u{43f}\u{440}\u{438}.example{path}?Page=1"),
            format!("Page=1&{size}"),
        ),
        (
            format!("https://[::1]:9{path}?Page=1"),
            format!("Page=1&{size}"),
        ),
        (
            format!("/elsewhere/..{path}?Page=1"),
            format!("Page=1&{size}"),
        ),
        (
            format!("{path}?Page=%31&Other=2#Page=3"),
            format!("Page=1&{size}"),
        ),
        (
            format!("{path}?PageSize=3&Page=1"),
            "Page=1&PageSize=3".to_owned(),
        ),
        (format!("{path}?PageToken="), format!("{size}&PageToken=")),
        (
            format!("{path}?Page=1&PageToken=a%00%0D%0AX-Evil:%201"),
            format!("Page=1&{size}&PageToken=a%00%0D%0AX-Evil%3A+1"),
        ),
        (
            format!("{path}?Page=18446744073709551615"),
            format!("Page=18446744073709551615&{size}"),
        ),
        (
            format!("{path}?Page=1&PageToken={}", "x".repeat(10_000)),
            format!("Page=1&{size}&PageToken={}", "x".repeat(10_000)),
        ),
    ] {
        assert_eq!(followed(&link).await, Some(query), "{link}");
    }
    assert_eq!(foreign.connections(), 0);
}

#[tokio::test]
async fn a_link_out_of_this_collection_is_not_followed() {
    let path = path();
    for link in [
        format!("{path}/..?Page=1"),
        format!("{path}/%2e%2e?Page=1"),
        format!("{path}/..%2f?Page=1"),
        format!("{path}%2f?Page=1"),
        format!("{path};v=2?Page=1"),
        format!("{path}\0?Page=1"),
        format!("{}?Page=1", path.replace("/v1/", "/v2/")),
        format!("{}?Page=1", path.replace("KS", "%4BS")),
        format!("{path}?Page="),
        format!("{path}?Page=-1"),
        format!("{path}?Page=1.0"),
        format!("{path}?Page=18446744073709551616"),
        format!("{path}?page=1&pagetoken=PT1"),
        format!("{path}#?Page=1"),
        format!("{path}?PageToken=1&PageToken=2"),
        format!("https://proxy.twilio.com:99999{path}?Page=1"),
        format!("https://proxy.twilio.com:443:1{path}?Page=1"),
        "data:text/plain,?Page=1".to_owned(),
        "\u{0}".to_owned(),
    ] {
        assert_eq!(followed(&link).await, None, "{link:?}");
    }
}

/// A cycle of any length is asked for once round, from wherever it is entered.
#[tokio::test]
async fn a_cycle_of_any_length_is_walked_once() {
    for (lead, length) in [(0, 1), (0, 2), (1, 1), (2, 3), (5, 7), (0, 40)] {
        let pages = lead + length;
        let server = Server::answering(move |_, request| {
            let at: usize = request
                .parameter("Page")
                .map_or(0, |page| page.parse().unwrap());
            let next = if at + 1 < pages { at + 1 } else { lead };
            let link = format!("{}?Page={next}", path());
            Answer::json(&page(vec![record(at)], Some(&link)))
        })
        .await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(kinds_of(&outcome), [ErrorKind::Pagination]);
        assert_eq!(sids_of(&outcome), sids(0..pages));
        assert_eq!(
            server.count(),
            pages,
            "{lead} pages, then {length} for ever"
        );
        // One that goes on inside the cycle finds it too.
        let mut items = list(&server).items();
        for _ in 0..=lead {
            items.next().await.unwrap().unwrap();
        }
        let Some(cursor) = items.cursor().filter(|_| length > 1) else {
            continue;
        };
        let rest = drain(list(&server).resume(cursor).items()).await;
        assert_eq!(kinds_of(&rest), [ErrorKind::Pagination]);
        assert_eq!(rest.len(), length + 1);
    }
}
