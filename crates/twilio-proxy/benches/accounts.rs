//! Whose interactions are listed, and a client of ours that lists them.
#![allow(dead_code, reason = "no benchmark uses all of it")]
#![allow(clippy::expect_used, reason = "a benchmark that can't run stops")]

use twilio_proxy::{Client, Credentials, Items, List, MessageInteraction};

pub const ACCOUNT: &str = "AC00000000000000000000000000000001";
pub const TOKEN: &str = "a token that opens nothing";
pub const SERVICE: &str = "KS00000000000000000000000000000001";
pub const SESSION: &str = "KC00000000000000000000000000000001";
pub const PARTICIPANT: &str = "KP00000000000000000000000000000001";

pub fn client(base_url: &str) -> Client {
    Client::builder()
        .credentials(Credentials::auth_token(ACCOUNT, TOKEN))
        .base_url(base_url)
        .build()
        .expect("a client")
}

pub fn listing(client: &Client) -> List<MessageInteraction> {
    client.list_message_interactions(SERVICE, SESSION, PARTICIPANT)
}

/// Takes every item, and says how many there were.
pub async fn count(mut items: Items<MessageInteraction>) -> usize {
    let mut count = 0;
    while let Some(item) = items.next().await {
        count += usize::from(!item.expect("an item").sid.as_str().is_empty());
    }
    count
}
