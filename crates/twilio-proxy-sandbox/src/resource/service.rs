use std::collections::BTreeMap;

use serde::Serialize;

use super::phone_number::PhoneNumber;
use super::session::Session;
use super::{Address, Resource};
use crate::form::Form;
use crate::origin::Origin;
use crate::problem::Problem;
use crate::rows::{Rows, Table};
use crate::store::{Place, Store};

const GEO_MATCH_LEVELS: [&str; 4] = ["area-code", "overlay", "radius", "country"];
const NUMBER_SELECTIONS: [&str; 2] = ["avoid-sticky", "prefer-sticky"];
pub(crate) const NAME_LENGTH: usize = 191;

/// A service as the API writes it.
#[derive(Clone, Serialize)]
pub(crate) struct ServiceRecord {
    pub sid: String,
    pub unique_name: String,
    pub account_sid: String,
    chat_instance_sid: Option<String>,
    pub callback_url: Option<String>,
    pub default_ttl: u32,
    number_selection_behavior: &'static str,
    geo_match_level: &'static str,
    pub intercept_callback_url: Option<String>,
    pub out_of_session_callback_url: Option<String>,
    date_created: String,
    date_updated: String,
    pub url: String,
    links: BTreeMap<&'static str, String>,
}

/// A service, and what is under it.
pub(crate) struct Service {
    pub record: ServiceRecord,
    pub sessions: Table<Session>,
    pub phone_numbers: Table<PhoneNumber>,
}

impl Service {
    pub(crate) fn new(place: &Place, unique_name: String, origin: Origin) -> Self {
        let sid = origin.sid("KS");
        let url = format!("{}{}/{sid}", place.base_url, Services::PATH);
        let record = ServiceRecord {
            sid,
            unique_name,
            account_sid: place.account_sid.clone(),
            chat_instance_sid: None,
            callback_url: None,
            default_ttl: 0,
            number_selection_behavior: "prefer-sticky",
            geo_match_level: "country",
            intercept_callback_url: None,
            out_of_session_callback_url: None,
            date_created: origin.date(),
            date_updated: origin.date(),
            links: BTreeMap::from([
                ("phone_numbers", format!("{url}/PhoneNumbers")),
                ("sessions", format!("{url}/Sessions")),
            ]),
            url,
        };
        Self {
            record,
            sessions: Table::default(),
            phone_numbers: Table::default(),
        }
    }

    /// Returns whether an open session has a participant with this identifier and proxy number.
    pub(crate) fn has_open_pair(&self, identifier: &str, number: &str) -> bool {
        self.sessions.any(|session| {
            session.is_open()
                && session.participants.any(|participant| {
                    participant.identifier == identifier
                        && participant.proxy_number() == Some(number)
                })
        })
    }

    pub(crate) fn has_session_named(&self, name: &str) -> bool {
        self.sessions
            .any(|session| session.unique_name() == Some(name))
    }
}

impl ServiceRecord {
    /// Takes what a form says. The record is of no use where it says something wrong.
    fn apply(mut self, form: &Form) -> Result<Self, Problem> {
        if let Some(seconds) = form.seconds("DefaultTtl", 0)? {
            self.default_ttl = seconds;
        }
        if let Some(level) = form.choice("GeoMatchLevel", &GEO_MATCH_LEVELS)? {
            self.geo_match_level = level;
        }
        if let Some(behavior) = form.choice("NumberSelectionBehavior", &NUMBER_SELECTIONS)? {
            self.number_selection_behavior = behavior;
        }
        if let Some(sid) = form.sid("ChatInstanceSid", "IS")? {
            self.chat_instance_sid = Some(sid);
        }
        for (name, url) in [
            ("CallbackUrl", &mut self.callback_url),
            ("InterceptCallbackUrl", &mut self.intercept_callback_url),
            (
                "OutOfSessionCallbackUrl",
                &mut self.out_of_session_callback_url,
            ),
        ] {
            if let Some(given) = form.url(name)? {
                *url = given;
            }
        }
        Ok(self)
    }
}

pub(crate) struct Services;

impl Services {
    fn free_name(store: &Store, name: &str, own: &str) -> Result<(), Problem> {
        let others = &store.services;
        if others.any(|other| other.record.unique_name == name && other.record.sid != own) {
            return Err(Problem::service_name_taken());
        }
        Ok(())
    }
}

impl Resource for Services {
    const PATH: &'static str = "/v1/Services";
    const KEY: &'static str = "services";
    type Record = ServiceRecord;

    fn rows<'a>(
        store: &'a Store,
        _at: &'a Address,
    ) -> Result<impl Rows<Record = ServiceRecord> + 'a, Problem> {
        Ok(store.services.rows(|service| service.record.clone()))
    }

    fn create(
        store: &mut Store,
        _at: &Address,
        form: &Form,
        origin: Origin,
    ) -> Result<String, Problem> {
        let name = form.required("UniqueName", NAME_LENGTH)?;
        let mut service = Service::new(&store.place, name, origin);
        service.record = service.record.apply(form)?;
        let sid = service.record.sid.clone();
        Self::free_name(store, &service.record.unique_name, &sid)?;
        store.services.insert(sid.clone(), service);
        Ok(sid)
    }

    fn update(store: &mut Store, at: &Address, form: &Form, origin: Origin) -> Result<(), Problem> {
        let mut record = store.service(at)?.record.clone().apply(form)?;
        if form.has("UniqueName") {
            record.unique_name = form.required("UniqueName", NAME_LENGTH)?;
            Self::free_name(store, &record.unique_name, &record.sid)?;
        }
        record.date_updated = origin.date();
        store.service_mut(at)?.record = record;
        Ok(())
    }

    fn delete(store: &mut Store, at: &Address) -> Result<(), Problem> {
        store.services.remove(at.last());
        Ok(())
    }
}
