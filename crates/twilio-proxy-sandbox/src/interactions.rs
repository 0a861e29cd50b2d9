use chrono::{DateTime, TimeDelta};
use fastrand::Rng;
use serde::Serialize;

use crate::account::{Account, sid};

const WORDS: [&str; 12] = [
    "running", "late", "see", "you", "at", "the", "corner", "please", "call", "back", "thanks",
    "soon",
];
/// 2024-01-01T00:00:00Z, when the first interaction took place.
const FIRST: i64 = 1_704_067_200;

/// What an interaction went by, and how the API writes of its resources.
struct Medium {
    r#type: &'static str,
    resource: &'static str,
    collection: &'static str,
    prefix: &'static str,
    inbound_status: &'static str,
    outbound_statuses: &'static [&'static str],
    data: fn(&mut Rng) -> String,
}

const MESSAGE: Medium = Medium {
    r#type: "message",
    resource: "Message",
    collection: "Messages",
    prefix: "SM",
    inbound_status: "received",
    outbound_statuses: &["delivered", "sent", "queued", "failed", "undelivered"],
    data: |rng| {
        let words: Vec<&str> = (0..rng.usize(3..9))
            .map(|_| *rng.choice(&WORDS).unwrap_or(&"hello"))
            .collect();
        format!(r#"{{"body":"{}"}}"#, words.join(" "))
    },
};
const VOICE: Medium = Medium {
    r#type: "voice",
    resource: "Call",
    collection: "Calls",
    prefix: "CA",
    inbound_status: "completed",
    outbound_statuses: &["completed", "busy", "no-answer", "canceled", "failed"],
    data: |rng| format!(r#"{{"duration":"{}"}}"#, rng.u16(..600)),
};

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
    let medium = if rng.u8(..8) == 0 { VOICE } else { MESSAGE };
    let resource_url = |resource: &str| {
        format!(
            "https://api.twilio.com/2010-04-01/Accounts/{}/{}/{resource}.json",
            account.account_sid, medium.collection
        )
    };
    // The live API leaves the inbound side empty where the message was sent by the API itself.
    let inbound = (rng.u8(..4) > 0).then(|| sid(medium.prefix, &mut rng));
    let outbound = sid(medium.prefix, &mut rng);
    let created = DateTime::from_timestamp(FIRST, 0).unwrap_or_default()
        + TimeDelta::seconds(61 * (index % 1_000_000) as i64);
    let updated = created + TimeDelta::seconds(rng.i64(0..30));
    Interaction {
        session_sid: account.session_sid.clone(),
        service_sid: account.service_sid.clone(),
        account_sid: account.account_sid.clone(),
        data: (medium.data)(&mut rng),
        r#type: medium.r#type,
        participant_sid: account.participant_sid.clone(),
        inbound_participant_sid: inbound.is_some().then(|| sid("KP", &mut rng)),
        inbound_resource_status: inbound.is_some().then_some(medium.inbound_status),
        inbound_resource_type: inbound.is_some().then_some(medium.resource),
        inbound_resource_url: inbound.as_deref().map(resource_url),
        inbound_resource_sid: inbound,
        outbound_participant_sid: account.participant_sid.clone(),
        outbound_resource_status: rng.choice(medium.outbound_statuses).unwrap_or(&"unknown"),
        outbound_resource_type: medium.resource,
        outbound_resource_url: resource_url(&outbound),
        outbound_resource_sid: outbound,
        date_created: created.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        date_updated: updated.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        url: format!("{collection_url}/{interaction_sid}"),
        sid: interaction_sid,
    }
}
