// Written by `cargo xtask spec`. Do not edit.

//! The requests of one resource:
//!
//! - [`Client::list_message_interactions`]
//! - [`Client::create_message_interaction`]
//! - [`Client::fetch_message_interaction`]

use http::Method;
use crate::generated::{sid, types};
use crate::request::{BodyFormat, Operation, Place, Request, request};
use crate::{Client, Error, List, Redacted};

impl Client {
    /// List Message Interaction
    ///
    /// Sends `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{ParticipantSid}/MessageInteractions`. Nothing is sent before items or pages are requested.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `session_sid`: The SID of the session.
    /// - `participant_sid`: The SID of the participant.
    pub fn list_message_interactions(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        session_sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
        participant_sid: impl TryInto<sid::ParticipantSid, Error: Into<Error>>,
    ) -> List<types::MessageInteraction> {
        let mut request = Request::new(self, &LIST_MESSAGE_INTERACTIONS);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "SessionSid", session_sid);
        request
            .try_set::<
                sid::ParticipantSid,
            >(Place::Path, "ParticipantSid", participant_sid);
        List::new(request, "interactions")
    }

    /// Sends a message to the participant from its proxy number: text, media, or both. The answer is the message interaction that stands for it.
    ///
    /// Sends `POST /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{ParticipantSid}/MessageInteractions`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `session_sid`: The SID of the session.
    /// - `participant_sid`: The SID of the participant.
    pub fn create_message_interaction(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        session_sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
        participant_sid: impl TryInto<sid::ParticipantSid, Error: Into<Error>>,
    ) -> CreateMessageInteraction {
        let mut request = Request::new(self, &CREATE_MESSAGE_INTERACTION);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "SessionSid", session_sid);
        request
            .try_set::<
                sid::ParticipantSid,
            >(Place::Path, "ParticipantSid", participant_sid);
        CreateMessageInteraction {
            request,
        }
    }

    /// Gives one message interaction of the participant.
    ///
    /// Sends `GET /v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{ParticipantSid}/MessageInteractions/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `service_sid`: The SID of the service.
    /// - `session_sid`: The SID of the session.
    /// - `participant_sid`: The SID of the participant.
    /// - `sid`: The SID of the resource.
    pub fn fetch_message_interaction(
        &self,
        service_sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
        session_sid: impl TryInto<sid::SessionSid, Error: Into<Error>>,
        participant_sid: impl TryInto<sid::ParticipantSid, Error: Into<Error>>,
        sid: impl TryInto<sid::MessageInteractionSid, Error: Into<Error>>,
    ) -> FetchMessageInteraction {
        let mut request = Request::new(self, &FETCH_MESSAGE_INTERACTION);
        request.try_set::<sid::ServiceSid>(Place::Path, "ServiceSid", service_sid);
        request.try_set::<sid::SessionSid>(Place::Path, "SessionSid", session_sid);
        request
            .try_set::<
                sid::ParticipantSid,
            >(Place::Path, "ParticipantSid", participant_sid);
        request.try_set::<sid::MessageInteractionSid>(Place::Path, "Sid", sid);
        FetchMessageInteraction { request }
    }
}

/// Sends a message to the participant from its proxy number: text, media, or both. The answer is the message interaction that stands for it.
///
/// Returned by [`Client::create_message_interaction`].
#[must_use = "a request is sent by send() or response()"]
pub struct CreateMessageInteraction {
    request: Request,
}

request!(CreateMessageInteraction -> types::MessageInteraction, json);

impl CreateMessageInteraction {
    /// Sets `Body`. The text of the message.
    pub fn body(mut self, body: impl Into<Redacted>) -> Self {
        self.request.set::<Redacted>(Place::Body, "Body", body);
        self
    }

    /// Sets `MediaUrl`. The addresses of the media that go with the message.
    pub fn media_url(
        mut self,
        media_url: impl IntoIterator<Item: Into<Redacted>>,
    ) -> Self {
        self.request.set_list::<Redacted>(Place::Body, "MediaUrl", media_url);
        self
    }
}

/// Gives one message interaction of the participant.
///
/// Returned by [`Client::fetch_message_interaction`].
#[must_use = "a request is sent by send() or response()"]
pub struct FetchMessageInteraction {
    request: Request,
}

request!(FetchMessageInteraction -> types::MessageInteraction, json);

static LIST_MESSAGE_INTERACTIONS: Operation = Operation {
    name: "list_message_interactions",
    method: Method::GET,
    path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{ParticipantSid}/MessageInteractions",
    body: BodyFormat::None,
    parameters: &["Page", "PageSize", "PageToken"],
};

static CREATE_MESSAGE_INTERACTION: Operation = Operation {
    name: "create_message_interaction",
    method: Method::POST,
    path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{ParticipantSid}/MessageInteractions",
    body: BodyFormat::Form,
    parameters: &["Body", "MediaUrl"],
};

static FETCH_MESSAGE_INTERACTION: Operation = Operation {
    name: "fetch_message_interaction",
    method: Method::GET,
    path: "/v1/Services/{ServiceSid}/Sessions/{SessionSid}/Participants/{ParticipantSid}/MessageInteractions/{Sid}",
    body: BodyFormat::None,
    parameters: &[],
};
