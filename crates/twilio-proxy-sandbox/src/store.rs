use crate::origin::Origin;
use crate::problem::Problem;
use crate::resource::Address;
use crate::resource::service::Service;
use crate::resource::session::Session;
use crate::rows::Table;

/// All that the sandbox serves: services, and what is under them.
pub(crate) struct Store {
    pub place: Place,
    pub seed: u64,
    pub services: Table<Service>,
    changes: u32,
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
        }
    }

    /// What the records of a request that may change something are made of.
    pub(crate) fn next_origin(&mut self) -> Origin {
        let origin = Origin::asked(self.seed, self.changes);
        self.changes = self.changes.wrapping_add(1);
        origin
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
