// Written by `cargo xtask spec`. Do not edit.

//! The requests of one resource:
//!
//! - [`Client::list_participants`]
//! - [`Client::create_participant`]
//! - [`Client::fetch_participant`]
//! - [`Client::delete_participant`]

use http::Method;
use crate::generated::{sid, types};
use crate::request::{BodyFormat, Operation, Place, Request, request};
use crate::{Client, Error, List, Redacted};

impl Client {
    /// Gives the participants of the session.
    ///
    /// Sends `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants`. Nothing is sent before items or pages are requested.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `session_sid`: The SID of the session.
    pub fn list_participants(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        session_sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
    ) -> List<types::Participant> {
        let mut request = Request::new(self, &LIST_PARTICIPANTS);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "SessionSid", session_sid);
        List::new(request, "participants")
    }

    /// Adds a participant to the session. A session connects two participants, and each reaches the other by the proxy number that the other was given.
    ///
    /// Sends `POST /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `session_sid`: The SID of the session.
    /// - `identifier`: The participant's own phone number, or the identifier of a channel.
    pub fn create_participant(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        session_sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
        identifier: impl Into<Redacted>,
    ) -> CreateParticipant {
        let mut request = Request::new(self, &CREATE_PARTICIPANT);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "SessionSid", session_sid);
        request.set::<Redacted>(Place::Body, "Identifier", identifier);
        CreateParticipant { request }
    }

    /// Gives one participant of the session.
    ///
    /// Sends `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `session_sid`: The SID of the session.
    /// - `sid`: The SID of the resource.
    pub fn fetch_participant(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        session_sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
        sid: impl TryInto<sid::ParticipantSid, Error: Into<Error>>,
    ) -> FetchParticipant {
        let mut request = Request::new(self, &FETCH_PARTICIPANT);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "SessionSid", session_sid);
        request.try_set::<sid::ParticipantSid>(Place::Path, "Sid", sid);
        FetchParticipant { request }
    }

    /// Takes the participant out of the session. What passed before stays with the session.
    ///
    /// Sends `DELETE /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `session_sid`: The SID of the session.
    /// - `sid`: The SID of the resource.
    pub fn delete_participant(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        session_sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
        sid: impl TryInto<sid::ParticipantSid, Error: Into<Error>>,
    ) -> DeleteParticipant {
        let mut request = Request::new(self, &DELETE_PARTICIPANT);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "SessionSid", session_sid);
        request.try_set::<sid::ParticipantSid>(Place::Path, "Sid", sid);
        DeleteParticipant { request }
    }
}

/// Adds a participant to the session. A session connects two participants, and each reaches the other by the proxy number that the other was given.
///
/// Returned by [`Client::create_participant`].
#[must_use = "a request is sent by send() or response()"]
pub struct CreateParticipant {
    request: Request,
}

request!(CreateParticipant -> types::Participant, json);

impl CreateParticipant {
    /// Sets `FriendlyName`. A label for the participant, for the application's own use.
    pub fn friendly_name(mut self, friendly_name: impl Into<Redacted>) -> Self {
        self.request.set::<Redacted>(Place::Body, "FriendlyName", friendly_name);
        self
    }

    /// Sets `ProxyIdentifier`. The proxy number to give the participant. Left out, one of the pool is chosen.
    pub fn proxy_identifier(mut self, proxy_identifier: impl Into<Redacted>) -> Self {
        self.request.set::<Redacted>(Place::Body, "ProxyIdentifier", proxy_identifier);
        self
    }

    /// Sets `ProxyIdentifierSid`. The SID of the proxy number to give the participant.
    pub fn proxy_identifier_sid(
        mut self,
        proxy_identifier_sid: impl TryInto<sid::PhoneNumberSid, Error: Into<Error>>,
    ) -> Self {
        self.request
            .try_set::<
                sid::PhoneNumberSid,
            >(Place::Body, "ProxyIdentifierSid", proxy_identifier_sid);
        self
    }
}

/// Gives one participant of the session.
///
/// Returned by [`Client::fetch_participant`].
#[must_use = "a request is sent by send() or response()"]
pub struct FetchParticipant {
    request: Request,
}

request!(FetchParticipant -> types::Participant, json);

/// Takes the participant out of the session. What passed before stays with the session.
///
/// Returned by [`Client::delete_participant`].
#[must_use = "a request is sent by send() or response()"]
pub struct DeleteParticipant {
    request: Request,
}

request!(DeleteParticipant -> (), empty);

static LIST_PARTICIPANTS: Operation = Operation {
    name: "list_participants",
    method: Method::GET,
    path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants",
    body: BodyFormat::None,
    parameters: &["Page", "PageSize", "PageToken"],
};

static CREATE_PARTICIPANT: Operation = Operation {
    name: "create_participant",
    method: Method::POST,
    path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants",
    body: BodyFormat::Form,
    parameters: &["Identifier", "FriendlyName", "ProxyIdentifier", "ProxyIdentifierSid"],
};

static FETCH_PARTICIPANT: Operation = Operation {
    name: "fetch_participant",
    method: Method::GET,
    path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{Sid}",
    body: BodyFormat::None,
    parameters: &[],
};

static DELETE_PARTICIPANT: Operation = Operation {
    name: "delete_participant",
    method: Method::DELETE,
    path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{Sid}",
    body: BodyFormat::None,
    parameters: &[],
};
