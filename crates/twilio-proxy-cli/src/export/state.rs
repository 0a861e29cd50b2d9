//! How far an export is.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use twilio_proxy::{Cursor, ParticipantSid, SessionSid};

/// How far an export is: which page of the sessions it is at, which sessions of the page are done, and how far the others are.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// The length of the output in bytes, up to which this state describes it.
    pub length: u64,
    /// The page of the listing of sessions; `None` is the first.
    pub page: Option<Cursor>,
    /// The sessions of that page that are done.
    pub done: BTreeSet<SessionSid>,
    /// The sessions that have begun, with the places where they go on.
    pub open: BTreeMap<SessionSid, Place>,
    pub counts: Counts,
}

/// A place in the records of a session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The participants whose records are done.
    pub done: BTreeSet<ParticipantSid>,
    /// The participant whose records are being read.
    pub participant: Option<ParticipantSid>,
    /// The next page of the records; `None` is the first.
    pub next: Option<Cursor>,
}

/// The numbers of an export so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// The sessions that are done.
    pub sessions: u64,
    /// The records in the output.
    pub records: u64,
    /// The sessions that did not exist any more.
    pub gone_sessions: u64,
    /// The participants that did not exist any more.
    pub gone_participants: u64,
    /// The records that do not have the form of the description.
    pub unusual: u64,
    /// The records without a readable date, if only those of a period are exported.
    pub undated: u64,
}

/// A step of an export.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    pub session: SessionSid,
    pub change: Change,
    /// The length of the output after the step.
    #[serde(default)]
    pub length: u64,
}

/// The change that a step makes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A page of records was written. Without a next page, the records of the participant are done, or without a participant
    /// those of the session.
    Page {
        participant: Option<ParticipantSid>,
        next: Option<Cursor>,
        records: u64,
        unusual: u64,
        undated: u64,
    },
    /// A participant does not exist any more.
    ParticipantGone(ParticipantSid),
    /// The session is done, or does not exist any more.
    SessionEnd { is_gone: bool },
}

impl State {
    /// Returns whether there was no step so far.
    pub fn is_new(&self) -> bool {
        self.counts == Counts::default()
            && self.page.is_none()
            && self.open.values().all(|place| *place == Place::default())
    }

    /// Applies a step.
    pub fn apply(&mut self, step: &Step) {
        self.length = step.length;
        let place = self.open.entry(step.session).or_default();
        match &step.change {
            Change::Page {
                participant,
                next,
                records,
                unusual,
                undated,
            } => {
                self.counts.records += records;
                self.counts.unusual += unusual;
                self.counts.undated += undated;
                match (next, participant) {
                    (Some(_), _) => {
                        place.participant = *participant;
                        place.next.clone_from(next);
                    }
                    (None, Some(sid)) => place.end(*sid),
                    (None, None) => self.end(step.session, false),
                }
            }
            Change::ParticipantGone(sid) => {
                place.end(*sid);
                self.counts.gone_participants += 1;
            }
            Change::SessionEnd { is_gone } => self.end(step.session, *is_gone),
        }
    }

    fn end(&mut self, session: SessionSid, is_gone: bool) {
        self.open.remove(&session);
        self.done.insert(session);
        self.counts.gone_sessions += u64::from(is_gone);
        self.counts.sessions += u64::from(!is_gone);
    }

    /// Goes to another page of the sessions.
    pub fn turn_to(&mut self, page: Option<Cursor>) {
        self.page = page;
        self.done.clear();
    }
}

impl Counts {
    /// Returns the number of sessions that need no more requests.
    pub fn ended_sessions(&self) -> u64 {
        self.sessions + self.gone_sessions
    }
}

impl Place {
    fn end(&mut self, participant: ParticipantSid) {
        self.done.insert(participant);
        self.participant = None;
        self.next = None;
    }
}
