// Written by `cargo xtask spec`. Do not edit.

//! The requests of one resource:
//!
//! - [`Client::list_sessions`]
//! - [`Client::create_session`]
//! - [`Client::fetch_session`]
//! - [`Client::update_session`]
//! - [`Client::delete_session`]

use std::str::FromStr;
use chrono::{DateTime, Utc};
use http::Method;
use serde::Serialize;
use crate::generated::{enums, sid, types};
use crate::request::{
    BodyFormat, Fields, Operation, Place, Request, input_object, request,
};
use crate::{Client, Error, List, Redacted};

impl Client {
    /// Gives the sessions of the service.
    ///
    /// Sends `GET /v1/Services/{ServiceSid}/Sessions`. Nothing is sent before items or pages are requested.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    pub fn list_sessions(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
    ) -> List<types::Session> {
        let mut request = Request::new(self, &LIST_SESSIONS);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        List::new(request, "sessions")
    }

    /// Opens a session: a conversation between participants who do not see each other's numbers.
    ///
    /// Sends `POST /v1/Services/{ServiceSid}/Sessions`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    pub fn create_session(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
    ) -> CreateSession {
        let mut request = Request::new(self, &CREATE_SESSION);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        CreateSession { request }
    }

    /// Gives one session of the service.
    ///
    /// Sends `GET /v1/Services/{ServiceSid}/Sessions/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `sid`: The SID or the unique name of the resource.
    pub fn fetch_session(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        sid: impl Into<String>,
    ) -> FetchSession {
        let mut request = Request::new(self, &FETCH_SESSION);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.set::<String>(Place::Path, "Sid", sid);
        FetchSession { request }
    }

    /// Changes a session: when it ends, or that it has ended. A field that is left out stays as it is.
    ///
    /// Sends `POST /v1/Services/{ServiceSid}/Sessions/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `sid`: The SID of the resource.
    pub fn update_session(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
    ) -> UpdateSession {
        let mut request = Request::new(self, &UPDATE_SESSION);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "Sid", sid);
        UpdateSession { request }
    }

    /// Removes the session with its participants and interactions.
    ///
    /// Sends `DELETE /v1/Services/{ServiceSid}/Sessions/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `sid`: The SID of the resource.
    pub fn delete_session(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
    ) -> DeleteSession {
        let mut request = Request::new(self, &DELETE_SESSION);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "Sid", sid);
        DeleteSession { request }
    }
}

/// Opens a session: a conversation between participants who do not see each other's numbers.
///
/// Returned by [`Client::create_session`].
#[must_use = "a request is sent by send() or response()"]
pub struct CreateSession {
    request: Request,
}

request!(CreateSession -> types::Session, json);

impl CreateSession {
    /// Sets `UniqueName`. A name that no other session of the service has.
    pub fn unique_name(mut self, unique_name: impl Into<String>) -> Self {
        self.request.set::<String>(Place::Body, "UniqueName", unique_name);
        self
    }

    /// Sets `DateExpiry`. When the session ends, as an ISO 8601 date and time. It goes before Ttl.
    pub fn date_expiry(mut self, date_expiry: impl Into<DateTime<Utc>>) -> Self {
        self.request.set::<DateTime<Utc>>(Place::Body, "DateExpiry", date_expiry);
        self
    }

    /// Sets `Ttl`. How many seconds the session lives after its last interaction.
    pub fn ttl(mut self, ttl: impl Into<i64>) -> Self {
        self.request.set::<i64>(Place::Body, "Ttl", ttl);
        self
    }

    /// Sets `Mode`. What goes through the session. Can be: `message-only`, `voice-only`, or `voice-and-message`.
    pub fn mode(mut self, mode: impl Into<enums::SessionMode>) -> Self {
        self.request.set::<enums::SessionMode>(Place::Body, "Mode", mode);
        self
    }

    /// Sets `Status`. The state to open the session in. Can be: `open`, `in-progress`, `closed`, `failed`, or `unknown`.
    pub fn status(mut self, status: impl Into<enums::SessionStatus>) -> Self {
        self.request.set::<enums::SessionStatus>(Place::Body, "Status", status);
        self
    }

    /// Sets `Participants`. Participants to add at once, each as a JSON object.
    pub fn participants(
        mut self,
        participants: impl IntoIterator<Item: Into<NewParticipant>>,
    ) -> Self {
        self.request
            .set_list::<NewParticipant>(Place::Body, "Participants", participants);
        self
    }
}

/// Gives one session of the service.
///
/// Returned by [`Client::fetch_session`].
#[must_use = "a request is sent by send() or response()"]
pub struct FetchSession {
    request: Request,
}

request!(FetchSession -> types::Session, json);

/// Changes a session: when it ends, or that it has ended. A field that is left out stays as it is.
///
/// Returned by [`Client::update_session`].
#[must_use = "a request is sent by send() or response()"]
pub struct UpdateSession {
    request: Request,
}

request!(UpdateSession -> types::Session, json);

impl UpdateSession {
    /// Sets `DateExpiry`. When the session ends, as an ISO 8601 date and time. It goes before Ttl.
    pub fn date_expiry(mut self, date_expiry: impl Into<DateTime<Utc>>) -> Self {
        self.request.set::<DateTime<Utc>>(Place::Body, "DateExpiry", date_expiry);
        self
    }

    /// Sets `Ttl`. How many seconds the session lives after its last interaction.
    pub fn ttl(mut self, ttl: impl Into<i64>) -> Self {
        self.request.set::<i64>(Place::Body, "Ttl", ttl);
        self
    }

    /// Sets `Status`. The new state of the session. Can be: `open`, `in-progress`, `closed`, `failed`, or `unknown`.
    pub fn status(mut self, status: impl Into<enums::SessionStatus>) -> Self {
        self.request.set::<enums::SessionStatus>(Place::Body, "Status", status);
        self
    }
}

/// Removes the session with its participants and interactions.
///
/// Returned by [`Client::delete_session`].
#[must_use = "a request is sent by send() or response()"]
pub struct DeleteSession {
    request: Request,
}

request!(DeleteSession -> (), empty);

/// A participant to add to a new session.
#[derive(Clone, PartialEq, Serialize)]
#[serde(transparent)]
#[must_use]
pub struct NewParticipant {
    fields: Fields,
}

input_object!(NewParticipant);

impl FromStr for NewParticipant {
    type Err = Error;
    /// Reads a JSON object with these fields, named as the API names them.
    fn from_str(json: &str) -> Result<Self, Error> {
        let fields = Fields::from_json(
            json,
            &["Identifier"],
            &["FriendlyName", "ProxyIdentifier", "ProxyIdentifierSid"],
        )?;
        Ok(Self { fields })
    }
}

impl NewParticipant {
    /// Returns an object with these fields.
    pub fn new(identifier: impl Into<Redacted>) -> Self {
        let mut fields = Fields::default();
        fields.set::<Redacted>("Identifier", identifier);
        Self { fields }
    }

    /// Sets `FriendlyName`. A label for people.
    pub fn friendly_name(mut self, friendly_name: impl Into<Redacted>) -> Self {
        self.fields.set::<Redacted>("FriendlyName", friendly_name);
        self
    }

    /// Sets `ProxyIdentifier`. The proxy phone number that the participant uses.
    pub fn proxy_identifier(mut self, proxy_identifier: impl Into<Redacted>) -> Self {
        self.fields.set::<Redacted>("ProxyIdentifier", proxy_identifier);
        self
    }

    /// Sets `ProxyIdentifierSid`. The SID of the proxy phone number that the participant uses.
    pub fn proxy_identifier_sid(
        mut self,
        proxy_identifier_sid: impl TryInto<sid::PhoneNumberSid, Error: Into<Error>>,
    ) -> Self {
        self.fields
            .try_set::<sid::PhoneNumberSid>("ProxyIdentifierSid", proxy_identifier_sid);
        self
    }
}

static LIST_SESSIONS: Operation = Operation {
    name: "list_sessions",
    method: Method::GET,
    path: "/v1/Services/{ServiceSid}/Sessions",
    body: BodyFormat::None,
    parameters: &["Page", "PageSize", "PageToken"],
};

static CREATE_SESSION: Operation = Operation {
    name: "create_session",
    method: Method::POST,
    path: "/v1/Services/{ServiceSid}/Sessions",
    body: BodyFormat::Form,
    parameters: &["UniqueName", "DateExpiry", "Ttl", "Mode", "Status", "Participants"],
};

static FETCH_SESSION: Operation = Operation {
    name: "fetch_session",
    method: Method::GET,
    path: "/v1/Services/{ServiceSid}/Sessions/{Sid}",
    body: BodyFormat::None,
    parameters: &[],
};

static UPDATE_SESSION: Operation = Operation {
    name: "update_session",
    method: Method::POST,
    path: "/v1/Services/{ServiceSid}/Sessions/{Sid}",
    body: BodyFormat::Form,
    parameters: &["DateExpiry", "Ttl", "Status"],
};

static DELETE_SESSION: Operation = Operation {
    name: "delete_session",
    method: Method::DELETE,
    path: "/v1/Services/{ServiceSid}/Sessions/{Sid}",
    body: BodyFormat::None,
    parameters: &[],
};
