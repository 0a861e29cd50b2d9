use serde::Serialize;

use super::service::Service;
use super::{Address, Resource};
use crate::form::Form;
use crate::origin::Origin;
use crate::problem::Problem;
use crate::rows::Rows;
use crate::sid::{blend, parts};
use crate::store::Store;

/// A phone number of a service's pool as the API writes it.
#[derive(Clone, Serialize)]
pub(crate) struct PhoneNumber {
    pub sid: String,
    account_sid: String,
    service_sid: String,
    date_created: String,
    date_updated: String,
    pub phone_number: String,
    friendly_name: String,
    iso_country: Option<&'static str>,
    capabilities: Capabilities,
    url: String,
    pub is_reserved: bool,
    in_use: usize,
}

#[derive(Clone, Serialize)]
struct Capabilities {
    fax: bool,
    mms: bool,
    sms: bool,
    voice: bool,
}

impl PhoneNumber {
    pub(crate) fn new(
        service: &Service,
        sid: String,
        phone_number: String,
        origin: Origin,
    ) -> Self {
        let service = &service.record;
        Self {
            url: format!("{}/PhoneNumbers/{sid}", service.url),
            sid,
            account_sid: service.account_sid.clone(),
            service_sid: service.sid.clone(),
            date_created: origin.date(),
            date_updated: origin.date(),
            friendly_name: phone_number.clone(),
            iso_country: phone_number.starts_with("+1").then_some("US"),
            phone_number,
            capabilities: Capabilities {
                fax: false,
                mms: true,
                sms: true,
                voice: true,
            },
            is_reserved: false,
            in_use: 0,
        }
    }
}

/// A number of those that are set aside for fiction, which reach nobody.
pub(crate) fn fictitious(key: u64, last_digit: usize) -> String {
    let area = 201 + key % 789;
    format!("+1{area}55501{}{}", key / 789 % 10, last_digit % 10)
}

impl Service {
    /// How many sessions that are not closed have a participant with this number.
    pub(crate) fn uses_of(&self, phone_number: &str) -> usize {
        let open = self.sessions.values().filter(|session| session.is_open());
        open.filter(|session| session.uses(phone_number)).count()
    }
}

pub(crate) struct PhoneNumbers;

impl Resource for PhoneNumbers {
    const PATH: &'static str = "/v1/Services/{service}/PhoneNumbers";
    const KEY: &'static str = "phone_numbers";
    type Record = PhoneNumber;

    fn rows<'a>(
        store: &'a Store,
        at: &'a Address,
    ) -> Result<impl Rows<Record = PhoneNumber> + 'a, Problem> {
        let service = store.service(at)?;
        Ok(service.phone_numbers.rows(|number| PhoneNumber {
            in_use: service.uses_of(&number.phone_number),
            ..number.clone()
        }))
    }

    fn create(
        store: &mut Store,
        at: &Address,
        form: &Form,
        origin: Origin,
    ) -> Result<String, Problem> {
        // Each of the two is found by the other where only one is given, as the account would know it.
        let (sid, phone_number) = match (form.sid("Sid", "PN")?, form.phone_number("PhoneNumber")?)
        {
            (Some(sid), Some(number)) => (sid, number),
            (Some(sid), None) => {
                let key = blend(parts(&sid));
                (sid, fictitious(key, (key / 7890 % 10) as usize))
            }
            (None, Some(number)) => (origin.sid("PN"), number),
            (None, None) => return Err(Problem::invalid_parameter("Missing Sid or PhoneNumber")),
        };
        let is_taken = |service: &Service| {
            let others = &service.phone_numbers;
            others.any(|other| other.sid == sid || other.phone_number == phone_number)
        };
        if store.services.any(is_taken) {
            return Err(Problem::phone_number_already_in_service());
        }
        let service = store.service_mut(at)?;
        let mut number = PhoneNumber::new(service, sid.clone(), phone_number, origin);
        number.is_reserved = form.flag("IsReserved")?.unwrap_or(false);
        service.phone_numbers.insert(sid.clone(), number);
        Ok(sid)
    }

    fn update(store: &mut Store, at: &Address, form: &Form, origin: Origin) -> Result<(), Problem> {
        let reserved = form.flag("IsReserved")?;
        let number = store.service_mut(at)?.phone_numbers.get_mut(at.last());
        let number = number.ok_or_else(|| at.not_found())?;
        number.is_reserved = reserved.unwrap_or(number.is_reserved);
        number.date_updated = origin.date();
        Ok(())
    }

    fn delete(store: &mut Store, at: &Address) -> Result<(), Problem> {
        store.service_mut(at)?.phone_numbers.remove(at.last());
        Ok(())
    }
}
