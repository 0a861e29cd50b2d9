//! Which requests a fault meets.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::StatusCode;
use twilio_proxy_sandbox::{Fault, RecordedRequest, Sandbox, SandboxBuilder, StartError};

use crate::caller::{assert_problem, get, list_url, post};

/// The statuses of so many requests for a list.
async fn statuses(sandbox: &Sandbox, count: usize) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..count {
        let response = get(sandbox, &list_url(sandbox)).await;
        statuses.push(response.status().as_u16());
    }
    statuses
}

async fn started(builder: SandboxBuilder) -> Sandbox {
    builder.start().await.unwrap()
}

#[tokio::test]
async fn a_fault_meets_the_next_request_once() {
    let sandbox = started(Sandbox::builder().fault(Fault::status(503))).await;
    assert_eq!(statuses(&sandbox, 3).await, [503, 200, 200]);
    sandbox.fault(Fault::status(500)).unwrap();
    assert_eq!(statuses(&sandbox, 2).await, [500, 200]);
}

#[tokio::test]
async fn a_fault_meets_as_many_as_it_is_told_from_where_it_is_told() {
    let fault = Fault::status(503).after(1).times(2);
    let sandbox = started(Sandbox::builder().fault(fault)).await;
    assert_eq!(statuses(&sandbox, 5).await, [200, 503, 503, 200, 200]);
    let never = Fault::status(503).times(0);
    let sandbox = started(Sandbox::builder().fault(never)).await;
    assert_eq!(statuses(&sandbox, 2).await, [200, 200]);
    let always = Fault::status(503).after(2).always();
    let sandbox = started(Sandbox::builder().fault(always)).await;
    assert_eq!(statuses(&sandbox, 5).await, [200, 200, 503, 503, 503]);
    sandbox.fault(Fault::status(500)).unwrap();
    assert_eq!(statuses(&sandbox, 1).await, [503], "the one given first");
}

#[tokio::test]
async fn faults_happen_one_after_the_other() {
    let sandbox = Sandbox::builder().fault(Fault::status(500).times(2));
    let sandbox = sandbox.fault(Fault::status(502));
    let sandbox = started(sandbox.fault(Fault::status(504).after(4))).await;
    assert_eq!(statuses(&sandbox, 6).await, [500, 500, 502, 200, 504, 200]);
    sandbox.fault(Fault::status(501).after(1)).unwrap();
    assert_eq!(statuses(&sandbox, 3).await, [200, 501, 200]);
}

#[tokio::test]
async fn a_fault_counts_only_what_it_is_for() {
    let posts = Fault::error(400, 80603).after(1);
    let posts = posts
        .when(|request| request.method == "POST" && request.field("UniqueName") != Some("spared"));
    let pages = Fault::status(500).when(|request| request.parameter("PageSize") == Some("3"));
    let sandbox = started(Sandbox::builder().fault(posts).fault(pages)).await;
    assert_eq!(statuses(&sandbox, 2).await, [200, 200]);
    let create = async |name| post(&sandbox, "/v1/Services", &[("UniqueName", name)]).await;
    assert_eq!(create("one").await.status(), StatusCode::CREATED);
    assert_eq!(create("spared").await.status(), StatusCode::CREATED);
    assert_problem(create("two").await, StatusCode::BAD_REQUEST, 80603).await;
    assert_eq!(
        create("two").await.status(),
        StatusCode::CREATED,
        "it was not made"
    );
    let url = format!("{}?PageSize=3", list_url(&sandbox));
    assert_eq!(get(&sandbox, &url).await.status(), 500);
    assert_eq!(get(&sandbox, &url).await.status(), 200);
}

/// The methods of the sandbox that are not async can be called in a closure of one of its faults.
#[tokio::test(flavor = "multi_thread")]
async fn a_closure_of_a_fault_may_call_the_sandbox() {
    let sandbox = Arc::new(OnceLock::<Sandbox>::new());
    let inner = Arc::clone(&sandbox);
    let fault = Fault::status(503).when(move |request| {
        let sandbox = inner.get().unwrap();
        let recorded = sandbox.requests();
        let is_first = recorded.is_empty();
        if is_first {
            sandbox.fault(Fault::status(500)).unwrap();
            sandbox.fault(Fault::status(502)).unwrap();
            sandbox.client().unwrap();
            assert_ne!(format!("{sandbox:?} {request:?}"), sandbox.auth_token());
        }
        is_first
    });
    let started = started(Sandbox::builder().fault(fault)).await;
    sandbox.set(started).unwrap();
    let statuses = statuses(sandbox.get().unwrap(), 4);
    let statuses = tokio::time::timeout(Duration::from_secs(60), statuses).await;
    // The faults that the closure added apply from the next request on.
    assert_eq!(statuses.unwrap(), [503, 500, 502, 200]);
}

#[tokio::test]
async fn a_closure_that_panics_is_a_500_and_uses_up_no_fault() {
    let panics = AtomicUsize::new(2);
    let panics = move |request: &RecordedRequest| {
        let left = panics.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
            left.checked_sub(1)
        });
        assert!(left.is_err(), "{}", request.path);
        true
    };
    let sandbox = Sandbox::builder().fault(Fault::status(502));
    let sandbox = started(sandbox.fault(Fault::status(504).when(panics))).await;
    for _ in 0..2 {
        let response = post(&sandbox, "/v1/Services", &[("UniqueName", "one")]).await;
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        assert_problem(response, status, 20500).await;
    }
    assert_eq!(sandbox.requests().len(), 2);
    assert_eq!(statuses(&sandbox, 3).await, [502, 504, 200]);
    let services = get(&sandbox, "/v1/Services").await.text().await.unwrap();
    assert!(!services.contains("\"one\""), "{services}");
}

/// Each of many requests at once is counted by each fault, even while closures run.
#[tokio::test(flavor = "multi_thread")]
async fn many_requests_at_once_are_counted_once_each() {
    let fault = Fault::status(503).after(10).times(5).when(|_| true);
    let sandbox = started(Sandbox::builder().fault(fault)).await;
    let one = async || statuses(&sandbox, 1).await[0];
    let statuses = futures_util::future::join_all((0..40).map(|_| one())).await;
    let failed = statuses.iter().filter(|status| **status == 503).count();
    assert_eq!(failed, 5);
}

#[tokio::test]
async fn every_request_is_recorded_whatever_it_meets() {
    let sandbox = Sandbox::builder().fault(Fault::status(500).times(2));
    let sandbox = started(sandbox).await;
    statuses(&sandbox, 3).await;
    assert_eq!(sandbox.requests().len(), 3);
}

#[tokio::test]
async fn a_status_that_is_no_errors_is_refused() {
    for status in [0, 99, 200, 302, 399, 600, 1000, u16::MAX] {
        let error = Sandbox::builder().fault(Fault::status(status)).start();
        let error = error.await.unwrap_err();
        assert!(matches!(&error, StartError::Fault(fault) if fault.status == status));
        assert_eq!(
            error.to_string(),
            format!("a fault's status is one from 400 to 599, not {status}")
        );
    }
    let sandbox = started(Sandbox::builder()).await;
    sandbox.fault(Fault::error(200, 1)).unwrap_err();
    for (status, code) in [
        (400, 20001),
        (401, 20003),
        (405, 20004),
        (418, 20418),
        (599, 20599),
    ] {
        sandbox.fault(Fault::status(status)).unwrap();
        let problem = get(&sandbox, &list_url(&sandbox)).await;
        assert_problem(problem, StatusCode::from_u16(status).unwrap(), code).await;
    }
}

#[tokio::test]
async fn a_wait_is_asked_for_in_whole_seconds() {
    let sandbox = started(Sandbox::builder()).await;
    for (wait, said) in [
        (Duration::ZERO, "0"),
        (Duration::from_nanos(1), "1"),
        (Duration::from_secs(2), "2"),
        (Duration::from_millis(2_001), "3"),
        (Duration::MAX, "18446744073709551615"),
    ] {
        sandbox.fault(Fault::rate_limit(wait)).unwrap();
        let response = get(&sandbox, &list_url(&sandbox)).await;
        assert_eq!(response.headers()["retry-after"], said);
        assert_problem(response, StatusCode::TOO_MANY_REQUESTS, 20429).await;
    }
}

#[test]
fn a_fault_shows_what_it_is() {
    let fault = Fault::rate_limit(Duration::from_secs(1)).after(2).times(3);
    assert_eq!(
        format!("{fault:?}"),
        "Fault { effect: RateLimit { retry_after: 1s }, after: 2, times: 3, .. }"
    );
}
