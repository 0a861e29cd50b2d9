use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::participant::{self, FAILS_ON_CONFLICT, Participant, proxy_number, refuse_conflict};
use super::service::{NAME_LENGTH, Service};
use super::{Address, Resource};
use crate::form::{Form, some_text};
use crate::origin::{Origin, written};
use crate::problem::Problem;
use crate::rows::{Rows, Table};
use crate::store::Store;
use crate::transcript::Transcript;

const MODES: [&str; 3] = ["message-only", "voice-only", "voice-and-message"];
const STATUSES: [&str; 5] = ["open", "in-progress", "closed", "failed", "unknown"];

/// How many participants the API lets into a session.
pub(crate) const MOST_PARTICIPANTS: usize = 2;

/// A session as the API writes it.
#[derive(Clone, Serialize)]
pub(crate) struct SessionRecord {
    pub sid: String,
    pub service_sid: String,
    pub account_sid: String,
    pub date_started: Option<String>,
    pub date_ended: Option<String>,
    pub date_last_interaction: Option<String>,
    date_expiry: Option<String>,
    pub unique_name: Option<String>,
    pub status: &'static str,
    pub closed_reason: Option<&'static str>,
    pub ttl: u32,
    pub mode: &'static str,
    pub date_created: String,
    pub date_updated: String,
    pub url: String,
    links: BTreeMap<&'static str, String>,
}

/// A session, who takes part in it and what was said.
pub(crate) struct Session {
    pub record: SessionRecord,
    pub participants: Table<Participant>,
    pub transcript: Transcript,
    /// The time of the creation, the last interaction or the last reopening: the time to live counts from it.
    active: DateTime<Utc>,
    /// The date of expiry that a request set.
    expiry: Option<DateTime<Utc>>,
}

impl Session {
    pub(crate) fn new(
        service: &Service,
        seed: u64,
        unique_name: Option<String>,
        origin: Origin,
    ) -> Self {
        let service = &service.record;
        let sid = origin.sid("KC");
        let url = format!("{}/Sessions/{sid}", service.url);
        let transcript = Transcript::new(seed, &sid, &service.account_sid);
        let record = SessionRecord {
            sid,
            service_sid: service.sid.clone(),
            account_sid: service.account_sid.clone(),
            date_started: None,
            date_ended: None,
            date_last_interaction: None,
            date_expiry: None,
            unique_name,
            status: "open",
            closed_reason: None,
            ttl: service.default_ttl,
            mode: "voice-and-message",
            date_created: origin.date(),
            date_updated: origin.date(),
            links: BTreeMap::from([
                ("interactions", format!("{url}/Interactions")),
                ("participants", format!("{url}/Participants")),
            ]),
            url,
        };
        Self {
            record,
            participants: Table::default(),
            transcript,
            active: origin.time(),
            expiry: None,
        }
    }

    pub(crate) fn unique_name(&self) -> Option<&str> {
        self.record.unique_name.as_deref()
    }

    pub(crate) fn is_open(&self) -> bool {
        self.record.is_open()
    }

    pub(crate) fn uses(&self, phone_number: &str) -> bool {
        self.participants
            .any(|participant| participant.proxy_number() == Some(phone_number))
    }

    /// Notes that the participants spoke with each other, first and last at these times.
    pub(crate) fn spoke(&mut self, first: DateTime<Utc>, last: DateTime<Utc>) {
        let record = &mut self.record;
        if record.status == "open" {
            record.status = "in-progress";
        }
        record.date_started.get_or_insert(written(first));
        record.date_updated = written(last);
        record.date_last_interaction = Some(written(last));
        self.active = last;
        if self.expiry.is_none() {
            self.derive_expiry();
        }
    }

    /// Closes the session if its date of expiry has come, or without one if its time to live is over.
    pub(crate) fn close_if_expired(&mut self, now: Origin) {
        let of_ttl = || Some(self.active + time_to_live(self.record.ttl)?);
        let end = self.expiry.or_else(of_ttl);
        if self.is_open() && end.is_some_and(|end| end <= now.time()) {
            self.record.close("expired", now);
            self.record.date_updated = now.date();
        }
    }

    /// Returns whether the mode of the session allows messages, or calls.
    pub(crate) fn allows(&self, is_message: bool) -> bool {
        match self.record.mode {
            "message-only" => is_message,
            "voice-only" => !is_message,
            _ => true,
        }
    }

    pub(crate) fn apply_times(&mut self, form: &Form) -> Result<(), Problem> {
        if let Some(date) = form.date("DateExpiry")? {
            self.record.date_expiry = Some(written(date));
            self.expiry = Some(date);
        }
        if let Some(seconds) = form.seconds("Ttl", 1)? {
            self.record.ttl = seconds;
        }
        if self.expiry.is_none() && self.record.date_last_interaction.is_some() {
            self.derive_expiry();
        }
        Ok(())
    }

    fn derive_expiry(&mut self) {
        let ttl = time_to_live(self.record.ttl);
        self.record.date_expiry = ttl.map(|ttl| written(self.active + ttl));
    }
}

impl SessionRecord {
    fn is_open(&self) -> bool {
        matches!(self.status, "open" | "in-progress")
    }

    fn set_status(&mut self, status: &'static str, origin: Origin) {
        if status == "closed" {
            self.close("api", origin);
        } else {
            self.status = status;
            self.date_ended = None;
            self.closed_reason = None;
        }
    }

    fn close(&mut self, reason: &'static str, origin: Origin) {
        self.status = "closed";
        self.date_ended = Some(origin.date());
        self.closed_reason = Some(reason);
    }
}

/// Returns the time to live; `None` for 0, which is no limit.
fn time_to_live(seconds: u32) -> Option<TimeDelta> {
    (seconds > 0).then(|| TimeDelta::seconds(seconds.into()))
}

pub(crate) struct Sessions;

impl Resource for Sessions {
    const PATH: &'static str = "/v1/Services/{service}/Sessions";
    const KEY: &'static str = "sessions";
    type Record = SessionRecord;

    fn rows<'a>(
        store: &'a Store,
        at: &'a Address,
    ) -> Result<impl Rows<Record = SessionRecord> + 'a, Problem> {
        let sessions = &store.service(at)?.sessions;
        Ok(sessions.rows(|session| session.record.clone()))
    }

    fn create(
        store: &mut Store,
        at: &Address,
        form: &Form,
        origin: Origin,
    ) -> Result<String, Problem> {
        let seed = store.seed;
        let service = store.service_mut(at)?;
        let name = form.text("UniqueName", NAME_LENGTH)?;
        let name = name.as_deref().and_then(some_text);
        if name
            .as_deref()
            .is_some_and(|name| service.has_session_named(name))
        {
            return Err(Problem::session_name_taken());
        }
        let mut session = Session::new(service, seed, name, origin);
        session.apply_times(form)?;
        if let Some(mode) = form.choice("Mode", &MODES)? {
            session.record.mode = mode;
        }
        let fails_on_conflict = form.flag(FAILS_ON_CONFLICT)?;
        for (index, json) in form.all("Participants").enumerate() {
            let form = Form::of_json("Participants", json, &participant::FIELDS)?;
            let proxy = proxy_number(service, &session, &form)?;
            refuse_conflict(service, &form, proxy, fails_on_conflict)?;
            Participant::join(&mut session, &form, proxy, origin.part(index))?;
        }
        if let Some(status) = form.choice("Status", &STATUSES)? {
            session.record.set_status(status, origin);
        }
        let sid = session.record.sid.clone();
        service.sessions.insert(sid.clone(), session);
        Ok(sid)
    }

    fn update(store: &mut Store, at: &Address, form: &Form, origin: Origin) -> Result<(), Problem> {
        // The date must be valid before anything changes.
        form.date("DateExpiry")?;
        form.seconds("Ttl", 1)?;
        let session = store.session_mut(at)?;
        let mut record = session.record.clone();
        let status = form.choice("Status", &STATUSES)?.unwrap_or(record.status);
        match (record.status, status) {
            ("closed", "closed") => return Err(Problem::session_closed()),
            ("open" | "in-progress", "closed") | ("closed", "in-progress") => {
                record.set_status(status, origin);
            }
            (from, to) if from == to => {}
            (from, to) => return Err(Problem::session_status_invalid(from, to)),
        }
        record.date_updated = origin.date();
        if session.record.status == "closed" {
            session.active = origin.time();
        }
        session.record = record;
        session.apply_times(form)
    }

    fn delete(store: &mut Store, at: &Address) -> Result<(), Problem> {
        store.service_mut(at)?.sessions.remove(at.last());
        Ok(())
    }
}
