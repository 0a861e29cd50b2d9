// Written by `cargo xtask spec`. Do not edit.

//! The requests of one resource:
//!
//! - [`Client::list_phone_numbers`]
//! - [`Client::create_phone_number`]
//! - [`Client::fetch_phone_number`]
//! - [`Client::update_phone_number`]
//! - [`Client::delete_phone_number`]

use http::Method;
use crate::generated::{sid, types};
use crate::request::{BodyFormat, Operation, Place, Request, request};
use crate::{Client, Error, List, Redacted};

impl Client {
    /// Gives the phone numbers in the service's pool.
    ///
    /// Sends `GET /v1/Services/{ServiceSid}/PhoneNumbers`. Nothing is sent before items or pages are requested.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    pub fn list_phone_numbers(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
    ) -> List<types::PhoneNumber> {
        let mut request = Request::new(self, &LIST_PHONE_NUMBERS);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        List::new(request, "phone_numbers")
    }

    /// Puts a phone number of the account into the service's pool. The number is named by its SID or by itself.
    ///
    /// Sends `POST /v1/Services/{ServiceSid}/PhoneNumbers`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    pub fn create_phone_number(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
    ) -> CreatePhoneNumber {
        let mut request = Request::new(self, &CREATE_PHONE_NUMBER);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        CreatePhoneNumber { request }
    }

    /// Gives one phone number of the service's pool.
    ///
    /// Sends `GET /v1/Services/{ServiceSid}/PhoneNumbers/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `sid`: The SID of the resource.
    pub fn fetch_phone_number(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        sid: impl TryInto<sid::PhoneNumberSid, Error: Into<Error>>,
    ) -> FetchPhoneNumber {
        let mut request = Request::new(self, &FETCH_PHONE_NUMBER);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::PhoneNumberSid>(Place::Path, "Sid", sid);
        FetchPhoneNumber { request }
    }

    /// Reserves a phone number of the pool, or frees it.
    ///
    /// Sends `POST /v1/Services/{ServiceSid}/PhoneNumbers/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `sid`: The SID of the resource.
    pub fn update_phone_number(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        sid: impl TryInto<sid::PhoneNumberSid, Error: Into<Error>>,
    ) -> UpdatePhoneNumber {
        let mut request = Request::new(self, &UPDATE_PHONE_NUMBER);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::PhoneNumberSid>(Place::Path, "Sid", sid);
        UpdatePhoneNumber { request }
    }

    /// Takes the phone number out of the service's pool. The account keeps it.
    ///
    /// Sends `DELETE /v1/Services/{ServiceSid}/PhoneNumbers/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `sid`: The SID of the resource.
    pub fn delete_phone_number(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        sid: impl TryInto<sid::PhoneNumberSid, Error: Into<Error>>,
    ) -> DeletePhoneNumber {
        let mut request = Request::new(self, &DELETE_PHONE_NUMBER);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::PhoneNumberSid>(Place::Path, "Sid", sid);
        DeletePhoneNumber { request }
    }
}

/// Puts a phone number of the account into the service's pool. The number is named by its SID or by itself.
///
/// Returned by [`Client::create_phone_number`].
#[must_use = "a request is sent by send() or response()"]
pub struct CreatePhoneNumber {
    request: Request,
}

request!(CreatePhoneNumber -> types::PhoneNumber, json);

impl CreatePhoneNumber {
    /// Sets `Sid`. The SID of the account's phone number.
    pub fn sid(
        mut self,
        sid: impl TryInto<sid::PhoneNumberSid, Error: Into<Error>>,
    ) -> Self {
        self.request.try_set::<sid::PhoneNumberSid>(Place::Body, "Sid", sid);
        self
    }

    /// Sets `PhoneNumber`. The phone number in E.164 notation, such as +14155550100.
    pub fn phone_number(mut self, phone_number: impl Into<Redacted>) -> Self {
        self.request.set::<Redacted>(Place::Body, "PhoneNumber", phone_number);
        self
    }

    /// Sets `IsReserved`. Whether the number is kept for participants who ask for it, and never chosen for others.
    pub fn is_reserved(mut self, is_reserved: bool) -> Self {
        self.request.set::<bool>(Place::Body, "IsReserved", is_reserved);
        self
    }
}

/// Gives one phone number of the service's pool.
///
/// Returned by [`Client::fetch_phone_number`].
#[must_use = "a request is sent by send() or response()"]
pub struct FetchPhoneNumber {
    request: Request,
}

request!(FetchPhoneNumber -> types::PhoneNumber, json);

/// Reserves a phone number of the pool, or frees it.
///
/// Returned by [`Client::update_phone_number`].
#[must_use = "a request is sent by send() or response()"]
pub struct UpdatePhoneNumber {
    request: Request,
}

request!(UpdatePhoneNumber -> types::PhoneNumber, json);

impl UpdatePhoneNumber {
    /// Sets `IsReserved`. Whether the number is kept for participants who ask for it, and never chosen for others.
    pub fn is_reserved(mut self, is_reserved: bool) -> Self {
        self.request.set::<bool>(Place::Body, "IsReserved", is_reserved);
        self
    }
}

/// Takes the phone number out of the service's pool. The account keeps it.
///
/// Returned by [`Client::delete_phone_number`].
#[must_use = "a request is sent by send() or response()"]
pub struct DeletePhoneNumber {
    request: Request,
}

request!(DeletePhoneNumber -> (), empty);

static LIST_PHONE_NUMBERS: Operation = Operation {
    name: "list_phone_numbers",
    method: Method::GET,
    path: "/v1/Services/{ServiceSid}/PhoneNumbers",
    body: BodyFormat::None,
    parameters: &["Page", "PageSize", "PageToken"],
};

static CREATE_PHONE_NUMBER: Operation = Operation {
    name: "create_phone_number",
    method: Method::POST,
    path: "/v1/Services/{ServiceSid}/PhoneNumbers",
    body: BodyFormat::Form,
    parameters: &["Sid", "PhoneNumber", "IsReserved"],
};

static FETCH_PHONE_NUMBER: Operation = Operation {
    name: "fetch_phone_number",
    method: Method::GET,
    path: "/v1/Services/{ServiceSid}/PhoneNumbers/{Sid}",
    body: BodyFormat::None,
    parameters: &[],
};

static UPDATE_PHONE_NUMBER: Operation = Operation {
    name: "update_phone_number",
    method: Method::POST,
    path: "/v1/Services/{ServiceSid}/PhoneNumbers/{Sid}",
    body: BodyFormat::Form,
    parameters: &["IsReserved"],
};

static DELETE_PHONE_NUMBER: Operation = Operation {
    name: "delete_phone_number",
    method: Method::DELETE,
    path: "/v1/Services/{ServiceSid}/PhoneNumbers/{Sid}",
    body: BodyFormat::None,
    parameters: &[],
};
