//! A next link gives its page and token, and nothing else.

use twilio_proxy::ErrorKind;

use crate::support::fixtures::{
    SESSION, builder, drain, kinds_of, link, list, listing, page, path, record, records, sids,
    sids_of,
};
use crate::support::response::Answer;
use crate::support::server::Server;

#[tokio::test]
async fn a_foreign_host_in_a_link_is_never_contacted() {
    let foreign = Server::answering(|_, _| Answer::json(&page(vec![], None))).await;
    let authority = foreign.authority();
    for link in [
        format!("http://{authority}{}?Page=1&PageToken=PT1", path()),
        format!("//{authority}{}?Page=1&PageToken=PT1", path()),
        format!(
            "http://user:secret@{authority}{}?Page=1&PageToken=PT1",
            path()
        ),
        format!("ftp://{authority}{}?Page=1&PageToken=PT1", path()),
        format!("{}?Page=1&PageToken=PT1", path()),
    ] {
        let pages = [
            page(vec![record(0)], Some(&link)),
            page(vec![record(1)], None),
        ];
        let server = Server::scripted(pages.iter().map(Answer::json)).await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(sids_of(&outcome), sids(0..2), "{link}");
        let second = server.requests()[1].clone();
        assert_eq!(second.path, path());
        assert_eq!(second.parameter("PageToken").as_deref(), Some("PT1"));
    }
    assert_eq!(foreign.connections(), 0);
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let foreign = Server::answering(|_, _| Answer::json(&page(vec![], None))).await;
    for status in [301, 302, 303, 307, 308] {
        for location in [
            format!("{}{}", foreign.url(), path()),
            format!("{}?Page=9", path()),
        ] {
            let redirect = Answer::status(status, &[("location", &location)], "");
            let server = Server::scripted([redirect]).await;
            let outcome = drain(list(&server).items()).await;
            assert_eq!(kinds_of(&outcome), [ErrorKind::Api]);
            let error = outcome[0].as_ref().unwrap_err();
            assert_eq!((error.status(), error.attempts()), (Some(status), 1));
            assert_eq!(server.count(), 1);
        }
    }
    assert_eq!(foreign.connections(), 0);
}

#[tokio::test]
async fn a_link_that_repeats_itself_is_requested_once() {
    // Each case: where each page leads, and how many are asked for.
    for (name, links, requests) in [
        ("this page", vec![("PT1"), ("PT1")], 2),
        ("A-B-A", vec!["A", "B", "A"], 3),
        ("A-B-C-B", vec!["A", "B", "C", "B"], 4),
    ] {
        let server = Server::answering(move |number, _| {
            let token = links[number.min(links.len() - 1)];
            Answer::json(&page(vec![record(number)], Some(&link(1, token))))
        })
        .await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(kinds_of(&outcome), [ErrorKind::Pagination], "{name}");
        assert_eq!(sids_of(&outcome), sids(0..requests), "{name}");
        assert_eq!(server.count(), requests, "{name}");
        let mut asked: Vec<_> = server
            .requests()
            .iter()
            .map(|one| one.query.clone())
            .collect();
        asked.sort();
        asked.dedup();
        assert_eq!(asked.len(), requests, "{name}: a link was requested again");
    }
}

#[tokio::test]
async fn a_first_page_that_leads_to_itself_ends() {
    let first = format!("https://proxy.twilio.com{}?PageSize=50&Page=0", path());
    let server = Server::scripted([Answer::json(&page(vec![record(0)], Some(&first)))]).await;
    let outcome = drain(list(&server).items()).await;
    assert_eq!(kinds_of(&outcome), [ErrorKind::Pagination]);
    assert_eq!((sids_of(&outcome), server.count()), (sids(0..1), 1));
}

#[tokio::test]
async fn a_link_that_leads_elsewhere_is_an_error_after_the_items() {
    let elsewhere = path().replace(SESSION, "KC0000000000000000000000000000ffff");
    for link in [
        format!("{elsewhere}?Page=1&PageToken=PT1"),
        format!("https://proxy.twilio.com{}/../Other?Page=1", path()),
        "https://proxy.twilio.com/v1/Services?Page=1".to_owned(),
        format!("{}?Page=one", path()),
        format!("{}?Page=1&Page=2", path()),
        path(),
        "https://[".to_owned(),
        "?".to_owned(),
        " ".to_owned(),
    ] {
        let first = page(vec![record(0)], Some(&link));
        let server = Server::scripted([Answer::json(&first)]).await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(kinds_of(&outcome), [ErrorKind::Pagination], "{link:?}");
        assert_eq!(sids_of(&outcome), sids(0..1), "{link:?}");
        assert_eq!((outcome.len(), server.count()), (2, 1), "{link:?}");
    }
}

#[tokio::test]
async fn a_base_path_is_kept() {
    let pages = [
        page(vec![record(0)], Some(&link(1, "a+b/c=="))),
        page(vec![record(1)], None),
    ];
    let server = Server::scripted(pages.iter().map(Answer::json)).await;
    let client = builder(&server)
        .base_url(format!("{}/gateway/", server.url()))
        .build()
        .unwrap();
    let outcome = drain(listing(&client).items()).await;
    assert_eq!(sids_of(&outcome), sids(0..2));
    let gateway = format!("/gateway{}", path());
    assert!(server.requests().iter().all(|one| one.path == gateway));
}

/// All records of two pages of which the first has this link, and the requested paths. The client's base URL has this path.
async fn behind_gateway(base: &str, link: &str) -> (Vec<String>, Vec<ErrorKind>, Vec<String>) {
    let pages = [
        page(vec![record(0)], Some(link)),
        page(vec![record(1)], None),
    ];
    let server = Server::scripted(pages.iter().map(Answer::json)).await;
    let client = builder(&server)
        .base_url(format!("{}{base}", server.url()))
        .build()
        .unwrap();
    let outcome = drain(listing(&client).items()).await;
    let requests = server.requests();
    let paths = requests.into_iter().map(|one| one.path).collect();
    (sids_of(&outcome), kinds_of(&outcome), paths)
}

#[tokio::test]
async fn a_link_of_a_gateway_leads_to_the_same_collection() {
    let path = path();
    let collection = path.rsplit_once('/').unwrap().1;
    for base in [
        "",
        "/",
        "/gw",
        "/gw/",
        "/outer/inner",
        "/a%20b",
        "/GW/v1",
        "/v1/v1/",
        "//gw",
    ] {
        let prefix = base.trim_end_matches('/');
        for link in [
            format!("http://host{prefix}{path}?Page=1&PageToken=T"),
            format!("http://host{prefix}{path}/?Page=1&PageToken=T"),
            format!("https://proxy.twilio.com{path}?Page=1&PageToken=T"),
            format!("https://proxy.twilio.com{path}//?Page=1&PageToken=T"),
            format!("https://proxy.twilio.com/inner{path}?Page=1&PageToken=T"),
            format!("https://proxy.twilio.com/other/way{path}?Page=1&PageToken=T"),
            format!("https://proxy.twilio.com/a b{path}?Page=1&PageToken=T"),
            format!("{prefix}{}?Page=1&PageToken=T", path.to_lowercase()),
            format!(
                "HTTP://HOST{}{path}?Page=1&PageToken=T",
                prefix.to_uppercase()
            ),
            format!("//host{prefix}{path}?Page=1&PageToken=T"),
            format!("{path}?Page=1&PageToken=T"),
            format!("{collection}?Page=1&PageToken=T"),
            format!("./{collection}?Page=1&PageToken=T"),
            format!("x/../{collection}?Page=1&PageToken=T"),
            "?Page=1&PageToken=T".to_owned(),
            "?PageToken=T&Page=1#fragment".to_owned(),
        ] {
            let (came, kinds, paths) = behind_gateway(base, &link).await;
            assert_eq!((came, kinds), (sids(0..2), vec![]), "{base:?}: {link}");
            assert_eq!(paths[0], paths[1], "{base:?}: {link}");
            assert!(paths[0].ends_with(&path), "{base:?}: {link}");
        }
    }
}

#[tokio::test]
async fn a_link_of_a_gateway_to_another_collection_is_an_error() {
    let path = path();
    let (parent, collection) = path.rsplit_once('/').unwrap();
    for base in ["", "/gw", "/outer/inner", "/v1/Services"] {
        for link in [
            format!("{base}{parent}?Page=1"),
            format!("{base}{parent}/Interactions?Page=1"),
            format!("{base}{path}/KI1?Page=1"),
            format!(
                "{base}{}?Page=1",
                path.replace(SESSION, "KC0000000000000000000000000000ffff")
            ),
            format!("{base}{}?Page=1", path.replace("/v1/", "/v2/")),
            format!("{base}{}?Page=1", path.replace("/v1/", "/")),
            format!("{base}{}?Page=1", path.replace("/v1/", "/xv1/")),
            format!("{base}{}?Page=1", path.replacen('/', "%2f", 1)),
            format!("{base}/?Page=1"),
            format!("/{collection}?Page=1"),
            format!("../{collection}?Page=1"),
            "..?Page=1".to_owned(),
            "/?Page=1".to_owned(),
        ] {
            let (came, kinds, paths) = behind_gateway(base, &link).await;
            assert_eq!(kinds, [ErrorKind::Pagination], "{base:?}: {link}");
            assert_eq!((came, paths.len()), (sids(0..1), 1), "{base:?}: {link}");
        }
    }
}

#[tokio::test]
async fn a_token_is_sent_as_it_was_meant() {
    let token = "PA%2B1 \u{e9}&Page=7#x";
    let encoded: String = url::form_urlencoded::byte_serialize(token.as_bytes()).collect();
    let pages = [
        page(vec![], Some(&link(1, &encoded))),
        page(vec![record(1)], None),
    ];
    let server = Server::scripted(pages.iter().map(Answer::json)).await;
    drain(list(&server).items()).await;
    let second = server.requests()[1].clone();
    assert_eq!(second.parameter("PageToken").as_deref(), Some(token));
    assert_eq!(second.parameter("Page").as_deref(), Some("1"));
}

/// A page whose link leads nowhere: its items come, and only then the error, whichever way it is listed.
#[tokio::test]
async fn a_link_that_leads_nowhere_is_no_end_for_a_page_by_page_listing() {
    let dead_end = page(
        records(0..2),
        Some("https://elsewhere.example/v1/Other?Page=1"),
    );
    let server = Server::answering(move |_, _| Answer::json(&dead_end)).await;
    let first = list(&server).page().await.unwrap();
    assert_eq!(first.items.len(), 2);
    let cursor = first.next.expect("the listing is not at its end");
    let error = list(&server).resume(cursor).page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert!(error.cursor().is_some());
}

#[tokio::test]
async fn a_relative_link_goes_on_in_the_collection() {
    for link in [
        "?Page=1&PageToken=PT1",
        "MessageInteractions?Page=1&PageToken=PT1",
        "./MessageInteractions?Page=1&PageToken=PT1",
    ] {
        let pages = [
            page(vec![record(0)], Some(link)),
            page(vec![record(1)], None),
        ];
        let server = Server::scripted(pages.iter().map(Answer::json)).await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(sids_of(&outcome), sids(0..2), "{link}");
        let token = server.requests()[1].parameter("PageToken");
        assert_eq!(token.as_deref(), Some("PT1"));
    }
}

#[tokio::test]
async fn a_token_that_fits_no_request_is_no_broken_connection() {
    for length in [70_000, 1 << 20] {
        let first = page(vec![record(0)], Some(&link(1, &"x".repeat(length))));
        let server = Server::scripted([Answer::json(&first)]).await;
        let outcome = drain(list(&server).items()).await;
        assert_eq!(kinds_of(&outcome), [ErrorKind::Pagination]);
        assert_eq!((sids_of(&outcome), server.count()), (sids(0..1), 1));
        assert_eq!(outcome[1].as_ref().unwrap_err().attempts(), 1);
    }
}

#[tokio::test]
async fn the_error_of_a_loop_names_the_request_whose_link_it_was() {
    let server =
        Server::scripted([Answer::json(&page(vec![record(0)], Some(&link(1, "A"))))]).await;
    let outcome = drain(list(&server).items()).await;
    let error = outcome.into_iter().find_map(Result::err).unwrap();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert_eq!(error.request_id(), Some("RQ1"));
}
