// Written by `cargo xtask spec`. Do not edit.

//! The requests of one resource:
//!
//! - [`Client::fetch_interaction`]
//! - [`Client::delete_interaction`]
//! - [`Client::list_interactions`]

use http::Method;
use crate::generated::{sid, types};
use crate::request::{BodyFormat, Operation, Place, Request, request};
use crate::{Client, Error, List};

impl Client {
    /// Gives one interaction of the session: a message or a call that went through it.
    ///
    /// Sends `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `session_sid`: The SID of the session.
    /// - `sid`: The SID of the resource.
    pub fn fetch_interaction(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        session_sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
        sid: impl TryInto<sid::InteractionSid, Error: Into<Error>>,
    ) -> FetchInteraction {
        let mut request = Request::new(self, &FETCH_INTERACTION);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "SessionSid", session_sid);
        request.try_set::<sid::InteractionSid>(Place::Path, "Sid", sid);
        FetchInteraction { request }
    }

    /// Removes the interaction, the record of a message or a call, from its session for good.
    ///
    /// Sends `DELETE /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `session_sid`: The SID of the session.
    /// - `sid`: The SID of the resource.
    pub fn delete_interaction(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        session_sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
        sid: impl TryInto<sid::InteractionSid, Error: Into<Error>>,
    ) -> DeleteInteraction {
        let mut request = Request::new(self, &DELETE_INTERACTION);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "SessionSid", session_sid);
        request.try_set::<sid::InteractionSid>(Place::Path, "Sid", sid);
        DeleteInteraction { request }
    }

    /// Gives the interactions of the session, messages and calls alike.
    ///
    /// Sends `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions`. Nothing is sent before items or pages are requested.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `session_sid`: The SID of the session.
    pub fn list_interactions(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        session_sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
    ) -> List<types::Interaction> {
        let mut request = Request::new(self, &LIST_INTERACTIONS);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "SessionSid", session_sid);
        List::new(request, "interactions")
    }
}

/// Gives one interaction of the session: a message or a call that went through it.
///
/// Returned by [`Client::fetch_interaction`].
#[must_use = "a request is sent by send() or response()"]
pub struct FetchInteraction {
    request: Request,
}

request!(FetchInteraction -> types::Interaction, json);

/// Removes the interaction, the record of a message or a call, from its session for good.
///
/// Returned by [`Client::delete_interaction`].
#[must_use = "a request is sent by send() or response()"]
pub struct DeleteInteraction {
    request: Request,
}

request!(DeleteInteraction -> (), empty);

static FETCH_INTERACTION: Operation = Operation {
    name: "fetch_interaction",
    method: Method::GET,
    path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions/{Sid}",
    body: BodyFormat::None,
    parameters: &[],
};

static DELETE_INTERACTION: Operation = Operation {
    name: "delete_interaction",
    method: Method::DELETE,
    path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions/{Sid}",
    body: BodyFormat::None,
    parameters: &[],
};

static LIST_INTERACTIONS: Operation = Operation {
    name: "list_interactions",
    method: Method::GET,
    path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Interactions",
    body: BodyFormat::None,
    parameters: &["Page", "PageSize", "PageToken"],
};
