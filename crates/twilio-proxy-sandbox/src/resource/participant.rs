use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde::Serialize;

use super::phone_number::PhoneNumber;
use super::service::{NAME_LENGTH, Service};
use super::session::{MOST_PARTICIPANTS, Session};
use super::{Address, Resource};
use crate::form::{Form, is_phone_number};
use crate::origin::Origin;
use crate::problem::Problem;
use crate::rows::Rows;
use crate::store::Store;

const FRIENDLY_NAME_LENGTH: usize = 255;

/// The field that makes a request fail instead of giving a person one proxy number in two open sessions.
pub(crate) const FAILS_ON_CONFLICT: &str = "FailOnParticipantConflict";

/// The longest proxy identifier.
const PROXY_IDENTIFIER_LENGTH: usize = 255;

/// The fields of a form that adds a participant.
pub(crate) const FIELDS: [&str; 4] = [
    "Identifier",
    "FriendlyName",
    "ProxyIdentifier",
    "ProxyIdentifierSid",
];

/// A participant as the API writes it.
#[derive(Clone, Serialize)]
pub(crate) struct Participant {
    pub sid: String,
    pub session_sid: String,
    pub service_sid: String,
    pub account_sid: String,
    pub friendly_name: Option<String>,
    pub identifier: String,
    pub proxy_identifier: Option<String>,
    pub proxy_identifier_sid: Option<String>,
    date_deleted: Option<String>,
    pub date_created: String,
    pub date_updated: String,
    url: String,
    links: BTreeMap<&'static str, String>,
}

impl Participant {
    pub(crate) fn new(
        session: &Session,
        identifier: String,
        proxy: Option<&PhoneNumber>,
        origin: Origin,
    ) -> Self {
        let session = &session.record;
        let sid = origin.sid("KP");
        let url = format!("{}/Participants/{sid}", session.url);
        Self {
            sid,
            session_sid: session.sid.clone(),
            service_sid: session.service_sid.clone(),
            account_sid: session.account_sid.clone(),
            friendly_name: None,
            identifier,
            proxy_identifier: proxy.map(|number| number.phone_number.clone()),
            proxy_identifier_sid: proxy.map(|number| number.sid.clone()),
            date_deleted: None,
            date_created: origin.date(),
            date_updated: origin.date(),
            links: BTreeMap::from([("message_interactions", format!("{url}/MessageInteractions"))]),
            url,
        }
    }

    pub(crate) fn proxy_number(&self) -> Option<&str> {
        self.proxy_identifier.as_deref()
    }

    /// Lets one more into a session, if the API would.
    pub(crate) fn join(
        session: &mut Session,
        form: &Form,
        proxy: Option<&PhoneNumber>,
        origin: Origin,
    ) -> Result<String, Problem> {
        let identifier = form.required("Identifier", NAME_LENGTH)?;
        let friendly_name = form.text("FriendlyName", FRIENDLY_NAME_LENGTH)?;
        if !session.is_open() {
            return Err(Problem::session_closed());
        }
        let others = &session.participants;
        if others.any(|other| other.identifier == identifier) {
            return Err(Problem::participant_already_in_session());
        }
        if session.participants.len() >= MOST_PARTICIPANTS {
            return Err(Problem::too_many_participants(MOST_PARTICIPANTS));
        }
        if !is_phone_number(&identifier) {
            return Err(Problem::identifier_not_reachable());
        }
        let mut participant = Self::new(session, identifier, proxy, origin);
        participant.friendly_name = friendly_name;
        let sid = participant.sid.clone();
        session.participants.insert(sid.clone(), participant);
        Ok(sid)
    }
}

/// Returns the proxy number of a new participant: the one that the form asks for, or the one of the service that is used least
/// and not reserved. Both participants of a session get the same one only if there is no other, and so does a person in two
/// sessions. In a service without phone numbers, which nobody can write to or call, participants have none.
pub(crate) fn proxy_number<'a>(
    service: &'a Service,
    session: &Session,
    form: &Form,
) -> Result<Option<&'a PhoneNumber>, Problem> {
    let asked_sid = form.sid("ProxyIdentifierSid", "PN")?;
    let asked_number = form.text("ProxyIdentifier", PROXY_IDENTIFIER_LENGTH)?;
    let mut numbers = service.phone_numbers.values();
    if asked_sid.is_some() || asked_number.is_some() {
        return numbers
            .find(|number| {
                asked_sid.as_ref().is_none_or(|sid| *sid == number.sid)
                    && asked_number
                        .as_ref()
                        .is_none_or(|asked| *asked == number.phone_number)
            })
            .map(Some)
            .ok_or_else(Problem::proxy_identifier_not_in_service);
    }
    if service.phone_numbers.len() == 0 {
        return Ok(None);
    }
    let free = numbers.filter(|number| !number.is_reserved);
    let identifier = form.text("Identifier", NAME_LENGTH)?;
    // A person with one number in two sessions could not say which one is meant.
    let is_ambiguous = |number: &str| {
        let identifier = identifier.as_ref();
        identifier.is_some_and(|identifier| service.has_open_pair(identifier, number))
    };
    free.min_by_key(|number| {
        let number = &number.phone_number;
        (
            is_ambiguous(number),
            session.uses(number),
            service.uses_of(number),
        )
    })
    .map(Some)
    .ok_or_else(Problem::no_free_number)
}

/// Refuses a participant who would have one proxy number in two open sessions, if the request asks for that.
pub(crate) fn refuse_conflict(
    service: &Service,
    form: &Form,
    proxy: Option<&PhoneNumber>,
    fails_on_conflict: Option<bool>,
) -> Result<(), Problem> {
    let identifier = form.text("Identifier", NAME_LENGTH)?;
    let pair = identifier.zip(proxy);
    let is_conflict = pair
        .is_some_and(|(identifier, proxy)| service.has_open_pair(&identifier, &proxy.phone_number));
    match fails_on_conflict {
        Some(true) if is_conflict => Err(Problem::participant_conflict()),
        _ => Ok(()),
    }
}

pub(crate) struct Participants;

impl Resource for Participants {
    const PATH: &'static str = "/v1/Services/{service}/Sessions/{session}/Participants";
    const KEY: &'static str = "participants";
    const DELETED: StatusCode = StatusCode::OK;
    type Record = Participant;

    fn rows<'a>(
        store: &'a Store,
        at: &'a Address,
    ) -> Result<impl Rows<Record = Participant> + 'a, Problem> {
        Ok(store.session(at)?.participants.rows(Participant::clone))
    }

    fn create(
        store: &mut Store,
        at: &Address,
        form: &Form,
        origin: Origin,
    ) -> Result<String, Problem> {
        let service = store.service(at)?;
        let proxy = proxy_number(service, store.session(at)?, form)?.cloned();
        refuse_conflict(service, form, proxy.as_ref(), form.flag(FAILS_ON_CONFLICT)?)?;
        Participant::join(store.session_mut(at)?, form, proxy.as_ref(), origin)
    }

    fn delete(store: &mut Store, at: &Address) -> Result<(), Problem> {
        store.session_mut(at)?.participants.remove(at.last());
        Ok(())
    }
}
