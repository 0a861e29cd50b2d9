//! The streams as types, fetching ahead, and life without a runtime.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_core::Stream;
use twilio_proxy::{
    Client, ClientBuilder, Credentials, Cursor, Error, ErrorKind, Items, List, MessageInteraction,
    Page, Pages, RejectedRecord,
};

use crate::support::fixtures::{ACCOUNT, TOKEN, collection, list, listing, sid};
use crate::support::server::Server;

#[test]
fn the_types_can_go_where_users_take_them() {
    fn client<T: Clone + std::fmt::Debug + Send + Sync + 'static>() {}
    fn stream<T: Stream + std::fmt::Debug + Send + Unpin + 'static>() {}
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    fn data<T: Clone + std::fmt::Debug + Send + Sync + 'static>() {}
    fn sent<T: Send>(_: T) {}
    client::<Client>();
    client::<ClientBuilder>();
    client::<Credentials>();
    client::<List<MessageInteraction>>();
    stream::<Items<MessageInteraction>>();
    stream::<Pages<MessageInteraction>>();
    error::<Error>();
    data::<Page<MessageInteraction>>();
    data::<Cursor>();
    data::<RejectedRecord>();
    #[allow(dead_code)]
    fn futures(list: List<MessageInteraction>, items: &mut Items<MessageInteraction>) {
        sent(list.clone().collect());
        sent(list.page());
        sent(items.next());
    }
}

#[tokio::test]
async fn the_next_page_is_fetched_while_the_caller_holds_this_one() {
    let server = Server::answering(collection(30)).await;
    let mut pages = list(&server).page_size(10).pages();
    let held = pages.next().await.unwrap().unwrap();
    server.reached(2).await;
    assert_eq!(held.items.len(), 10);

    let server = Server::answering(collection(30)).await;
    let mut items = list(&server).page_size(10).items();
    items.next().await.unwrap().unwrap();
    server.reached(2).await;
}

/// Polled by a caller that gives up at each wait: what is under way is neither lost nor given twice.
#[tokio::test]
async fn a_page_that_waits_for_its_turn_is_where_the_cursor_leads() {
    let server = Server::answering(collection(30)).await;
    let mut pages = list(&server).page_size(10).pages();
    let mut given = 0;
    loop {
        let waiting = pages.cursor();
        match poll_fn(|cx| Poll::Ready(pin!(pages.next()).poll(cx))).await {
            Poll::Pending => {
                let again = list(&server).resume(waiting.unwrap());
                let again = again.page().await.unwrap();
                assert_eq!(again.items[0].sid.as_str(), sid(given));
            }
            Poll::Ready(Some(page)) => given += page.unwrap().items.len(),
            Poll::Ready(None) => break,
        }
    }
    assert_eq!(given, 30);
}

/// A caller that blocks its thread, the only one that its runtime has, still has the next page sent for.
#[test]
fn the_next_page_is_sent_for_before_a_caller_blocks() {
    let elsewhere = tokio::runtime::Runtime::new().unwrap();
    let server = Arc::new(elsewhere.block_on(Server::answering(collection(30))));
    let list = list(&server).page_size(10);
    let handle = elsewhere.handle().clone();
    let blocked_until = move |requests| {
        let (server, elsewhere) = (Arc::clone(&server), handle.clone());
        let waiting = std::thread::spawn(move || elsewhere.block_on(server.reached(requests)));
        waiting.join().unwrap();
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        list.clone().items().next().await.unwrap().unwrap();
        blocked_until(2);
    });
    let task = runtime.spawn(async move {
        list.pages().next().await.unwrap().unwrap();
        blocked_until(4);
    });
    runtime.block_on(task).unwrap();
}

#[tokio::test]
async fn one_page_is_one_request_and_its_end_fetches_nothing_ahead() {
    let server = Server::answering(collection(30)).await;
    let page = list(&server).page_size(10).page().await.unwrap();
    tokio::task::yield_now().await;
    let rest = list(&server).resume(page.next.unwrap()).limit(10);
    assert_eq!(rest.collect().await.unwrap().len(), 10);
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_stream_is_a_stream() {
    let server = Server::answering(collection(5)).await;
    let mut items = list(&server).page_size(2).items();
    let mut given = 0;
    while let Some(item) = std::future::poll_fn(|cx| Pin::new(&mut items).poll_next(cx)).await {
        item.unwrap();
        given += 1;
    }
    assert_eq!(given, 5);
}

/// The smallest executor: it polls until there is a result, and has no runtime.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..1_000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        std::thread::yield_now();
    }
    panic!("a future without a runtime never ends");
}

#[test]
fn without_a_runtime_there_is_an_error_and_no_panic() {
    let client = Client::builder()
        .credentials(Credentials::auth_token(ACCOUNT, TOKEN))
        .base_url("http://127.0.0.1:9")
        .build()
        .unwrap();
    let list = listing(&client);
    let mut items = list.clone().items();
    let error = block_on(items.next()).unwrap().unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Configuration, 0)
    );
    assert!(block_on(items.next()).is_none());
    assert!(block_on(list.clone().page()).is_err());
    assert!(block_on(list.clone().collect()).is_err());
    assert!(block_on(list.pages().next()).unwrap().is_err());
}

#[test]
fn a_runtime_that_ends_while_a_page_is_under_way_is_an_error() {
    let start = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
    };
    let first = start();
    let mut items = first.block_on(async {
        let server = Server::answering(collection(30)).await;
        let mut items = list(&server).page_size(1).items();
        items.next().await.unwrap().unwrap();
        items
    });
    drop(first);
    let outcome = start().block_on(async {
        tokio::time::timeout(Duration::from_secs(20), items.next())
            .await
            .unwrap()
    });
    assert_eq!(outcome.unwrap().unwrap_err().kind(), ErrorKind::Transport);
}
