use chrono::{DateTime, TimeDelta};
use fastrand::Rng;
use serde::Serialize;

use crate::account::{Account, sid};

const STATUSES: [&str; 5] = ["delivered", "received", "sent", "failed", "undelivered"];
const WORDS: [&str; 12] = [
    "running", "late", "see", "you", "at", "the", "corner", "please", "call", "back", "thanks",
    "soon",
];
/// 2024-01-01T00:00:00Z, when the first interaction took place.
const FIRST: i64 = 1_704_067_200;

/// A message interaction as the API writes it.
#[derive(Serialize)]
pub(crate) struct Interaction {
    sid: String,
    session_sid: String,
    service_sid: String,
    account_sid: String,
    data: String,
    r#type: &'static str,
    participant_sid: String,
    inbound_participant_sid: Option<String>,
    inbound_resource_sid: Option<String>,
    inbound_resource_status: Option<&'static str>,
    inbound_resource_type: Option<&'static str>,
    inbound_resource_url: Option<String>,
    outbound_participant_sid: String,
    outbound_resource_sid: String,
    outbound_resource_status: &'static str,
    outbound_resource_type: &'static str,
    outbound_resource_url: String,
    date_created: String,
    date_updated: String,
    url: String,
}

/// The interaction at `index`: the same for the same seed, whatever page it falls on.
pub(crate) fn interaction(
    account: &Account,
    seed: u64,
    index: usize,
    collection_url: &str,
) -> Interaction {
    let mut rng =
        Rng::with_seed(seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ index as u64);
    let interaction_sid = sid("KI", &mut rng);
    let message_url = |message: &str| {
        format!(
            "https://api.twilio.com/2010-04-01/Accounts/{}/Messages/{message}.json",
            account.account_sid
        )
    };
    // The live API leaves the inbound side empty where the message was sent by the API itself.
    let inbound = (rng.u8(..4) > 0).then(|| sid("SM", &mut rng));
    let outbound = sid("SM", &mut rng);
    let body: Vec<&str> = (0..rng.usize(3..9))
        .map(|_| *rng.choice(&WORDS).unwrap_or(&"hello"))
        .collect();
    let created = DateTime::from_timestamp(FIRST, 0).unwrap_or_default()
        + TimeDelta::seconds(61 * (index % 1_000_000) as i64);
    let updated = created + TimeDelta::seconds(rng.i64(0..30));
    Interaction {
        session_sid: account.session_sid.clone(),
        service_sid: account.service_sid.clone(),
        account_sid: account.account_sid.clone(),
        data: format!(r#"{{"body":"{}"}}"#, body.join(" ")),
        r#type: "message",
        participant_sid: account.participant_sid.clone(),
        inbound_participant_sid: inbound.is_some().then(|| sid("KP", &mut rng)),
        inbound_resource_status: inbound.is_some().then_some("received"),
        inbound_resource_type: inbound.is_some().then_some("Message"),
        inbound_resource_url: inbound.as_deref().map(message_url),
        inbound_resource_sid: inbound,
        outbound_participant_sid: account.participant_sid.clone(),
        outbound_resource_status: rng.choice(STATUSES).unwrap_or("unknown"),
        outbound_resource_type: "Message",
        outbound_resource_url: message_url(&outbound),
        outbound_resource_sid: outbound,
        date_created: created.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        date_updated: updated.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        url: format!("{collection_url}/{interaction_sid}"),
        sid: interaction_sid,
    }
}
