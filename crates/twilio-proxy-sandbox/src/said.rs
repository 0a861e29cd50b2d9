use chrono::{DateTime, TimeDelta, Utc};
use fastrand::Rng;

use crate::origin::{Origin, written};
use crate::sid::{blend, drawn};

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

/// What an interaction and a message interaction have in common: they are one and the same.
#[derive(Clone)]
pub(crate) struct Interaction {
    pub sid: String,
    pub data: String,
    pub r#type: &'static str,
    /// Whom it went to.
    pub participant_sid: String,
    /// The side that spoke; none where the API itself did.
    pub inbound: Option<Side>,
    pub outbound: Side,
    pub date_created: String,
    pub date_updated: String,
}

/// A message or call at one participant's side.
#[derive(Clone)]
pub(crate) struct Side {
    pub participant_sid: String,
    pub resource_sid: String,
    pub resource_status: &'static str,
    pub resource_type: &'static str,
    pub resource_url: String,
}

impl Medium {
    fn side(
        &self,
        account_sid: &str,
        participant_sid: String,
        resource_sid: String,
        status: &'static str,
    ) -> Side {
        let collection = self.collection;
        Side {
            participant_sid,
            resource_status: status,
            resource_type: self.resource,
            resource_url: format!(
                "https://api.twilio.com/2010-04-01/Accounts/{account_sid}/{collection}/{resource_sid}.json"
            ),
            resource_sid,
        }
    }
}

/// A message that the API sends to a participant when it is asked to.
pub(crate) fn message(
    sid: String,
    account_sid: &str,
    participant_sid: &str,
    data: String,
    origin: Origin,
) -> Interaction {
    let participant_sid = participant_sid.to_owned();
    let resource_sid = origin.sid(MESSAGE.prefix);
    Interaction {
        sid,
        data,
        r#type: MESSAGE.r#type,
        outbound: MESSAGE.side(account_sid, participant_sid.clone(), resource_sid, "sent"),
        inbound: None,
        participant_sid,
        date_created: origin.date(),
        date_updated: origin.date(),
    }
}

/// Whether a person sends a message or calls.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Message,
    Call,
}

impl Kind {
    fn medium(self) -> Medium {
        match self {
            Self::Message => MESSAGE,
            Self::Call => VOICE,
        }
    }

    /// Returns the status of the outbound resource before it is complete.
    pub(crate) fn first_status(self) -> &'static str {
        match self {
            Self::Message => "sent",
            Self::Call => "initiated",
        }
    }

    /// Returns the prefix of the SIDs of its resources.
    pub(crate) fn prefix(self) -> &'static str {
        self.medium().prefix
    }
}

/// Returns an interaction between two participants that is complete.
pub(crate) fn exchange(
    sid: String,
    kind: Kind,
    account_sid: &str,
    [from, to]: [&str; 2],
    data: String,
    origin: Origin,
) -> Interaction {
    let medium = kind.medium();
    let side = |participant: &str, status, part| {
        let resource_sid = origin.part(part).sid(medium.prefix);
        medium.side(account_sid, participant.to_owned(), resource_sid, status)
    };
    let outbound_status = medium.outbound_statuses.first().unwrap_or(&"unknown");
    Interaction {
        sid,
        data,
        r#type: medium.r#type,
        participant_sid: to.to_owned(),
        inbound: Some(side(from, medium.inbound_status, 0)),
        outbound: side(to, outbound_status, 1),
        date_created: origin.date(),
        date_updated: origin.date(),
    }
}

/// What the seed makes the participants of a session say.
pub(crate) struct Said {
    pub seed: u64,
    scope: u64,
    account_sid: String,
}

impl Said {
    pub(crate) fn new(seed: u64, scope: u64, account_sid: &str) -> Self {
        Self {
            seed,
            scope,
            account_sid: account_sid.to_owned(),
        }
    }

    /// The interaction numbered `number`: the same for the same seed, whatever page it falls on.
    pub(crate) fn interaction(&self, sid: String, number: usize, seats: &[String]) -> Interaction {
        let mut rng = Rng::with_seed(blend([self.seed, self.scope, number as u64]));
        let seat = |number: usize| seats.get(number.checked_rem(seats.len())?).cloned();
        let listener = seat(number).unwrap_or_default();
        let medium = if rng.u8(..8) == 0 { VOICE } else { MESSAGE };
        // The live API leaves the inbound side empty where the message was sent by the API itself.
        let inbound = (rng.u8(..4) > 0).then(|| {
            // Alone in the session, a participant heard from one who is there no more.
            let speaker = (seats.len() > 1).then(|| seat(number.wrapping_add(1)));
            let speaker = speaker.flatten().unwrap_or_else(|| drawn("KP", &mut rng));
            let resource_sid = drawn(medium.prefix, &mut rng);
            medium.side(
                &self.account_sid,
                speaker,
                resource_sid,
                medium.inbound_status,
            )
        });
        let resource_sid = drawn(medium.prefix, &mut rng);
        let status = rng.choice(medium.outbound_statuses).unwrap_or(&"unknown");
        let outbound = medium.side(&self.account_sid, listener.clone(), resource_sid, status);
        let created = created(number);
        Interaction {
            sid,
            data: (medium.data)(&mut rng),
            r#type: medium.r#type,
            participant_sid: listener,
            inbound,
            outbound,
            date_created: written(created),
            date_updated: written(created + TimeDelta::seconds(rng.i64(0..30))),
        }
    }
}

/// Returns the time of an interaction of the seed.
pub(crate) fn created(number: usize) -> DateTime<Utc> {
    DateTime::from_timestamp(FIRST, 0).unwrap_or_default()
        + TimeDelta::seconds(61 * (number % 1_000_000) as i64)
}
