use std::time::Duration;

use chrono::TimeDelta;

use crate::origin::Origin;
use crate::problem::Problem;
use crate::resource::Address;
use crate::resource::service::Service;
use crate::resource::session::Session;
use crate::rows::Table;

/// The most by which the clock is moved, so that years have four digits.
const MOST_PASSED: TimeDelta = TimeDelta::days(2_900_000);

/// All that the sandbox serves: services, and what is under them.
pub(crate) struct Store {
    pub place: Place,
    pub seed: u64,
    pub services: Table<Service>,
    changes: u32,
    /// The time that passed besides one second for each change.
    passed: TimeDelta,
}

/// What every record says of where it is.
#[derive(Clone)]
pub(crate) struct Place {
    pub account_sid: String,
    pub base_url: String,
}

impl Store {
    pub(crate) fn new(place: Place, seed: u64) -> Self {
        Self {
            place,
            seed,
            services: Table::default(),
            changes: 0,
            passed: TimeDelta::zero(),
        }
    }

    /// What the records of a request that may change something are made of.
    pub(crate) fn next_origin(&mut self) -> Origin {
        let origin = Origin::asked(self.seed, self.changes).later(self.passed);
        self.changes = self.changes.wrapping_add(1);
        origin
    }

    /// Moves the clock, and closes the sessions that expire.
    pub(crate) fn advance(&mut self, time: Duration) {
        let time = TimeDelta::from_std(time).unwrap_or(MOST_PASSED);
        let passed = self.passed.checked_add(&time).unwrap_or(MOST_PASSED);
        self.passed = passed.min(MOST_PASSED);
        self.close_expired();
    }

    /// Closes the sessions whose time is over.
    pub(crate) fn close_expired(&mut self) {
        let now = Origin::asked(self.seed, self.changes).later(self.passed);
        for service in self.services.values_mut() {
            for session in service.sessions.values_mut() {
                session.close_if_expired(now);
            }
        }
    }

    pub(crate) fn service(&self, at: &Address) -> Result<&Service, Problem> {
        at.first()
            .and_then(|sid| self.services.get(sid))
            .ok_or_else(|| at.not_found())
    }

    pub(crate) fn service_mut(&mut self, at: &Address) -> Result<&mut Service, Problem> {
        at.first()
            .and_then(|sid| self.services.get_mut(sid))
            .ok_or_else(|| at.not_found())
    }

    pub(crate) fn session(&self, at: &Address) -> Result<&Session, Problem> {
        at.second()
            .and_then(|sid| self.service(at).ok()?.sessions.get(sid))
            .ok_or_else(|| at.not_found())
    }

    pub(crate) fn session_mut(&mut self, at: &Address) -> Result<&mut Session, Problem> {
        at.second()
            .and_then(|sid| self.service_mut(at).ok()?.sessions.get_mut(sid))
            .ok_or_else(|| at.not_found())
    }
}
