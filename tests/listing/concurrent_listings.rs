//! A thousand listings at once on one client.

use tokio::task::JoinSet;
use twilio_proxy::Client;

use crate::support::fixtures::{builder, collection, drain, listing, sids, sids_of};
use crate::support::server::Server;

const LISTINGS: usize = 1000;
const PAGES: usize = 10;

async fn crowd(client: Client, page_size: u16) {
    let mut listings = JoinSet::new();
    for _ in 0..LISTINGS {
        let items = listing(&client).page_size(page_size).items();
        listings.spawn(drain(items));
    }
    let mut ended = 0;
    while let Some(outcome) = listings.join_next().await {
        let outcome = outcome.unwrap();
        assert_eq!(sids_of(&outcome), sids(0..PAGES));
        assert_eq!(outcome.len(), PAGES);
        ended += 1;
    }
    assert_eq!(ended, LISTINGS);
}

async fn each_item_comes_once_in_each_listing() {
    let server = Server::answering(collection(PAGES)).await;
    // So many connections fit what a process may open by default.
    let client = builder(&server).max_in_flight(64).build().unwrap();
    crowd(client, 1).await;
    assert_eq!(server.count(), LISTINGS * PAGES);
}

#[tokio::test]
async fn a_thousand_listings_on_one_thread() {
    each_item_comes_once_in_each_listing().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_listings_on_several_threads() {
    each_item_comes_once_in_each_listing().await;
}
