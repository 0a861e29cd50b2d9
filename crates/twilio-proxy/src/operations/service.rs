// Written by `cargo xtask spec`. Do not edit.

//! The requests of one resource:
//!
//! - [`Client::list_services`]
//! - [`Client::create_service`]
//! - [`Client::fetch_service`]
//! - [`Client::update_service`]
//! - [`Client::delete_service`]

use http::Method;
use crate::generated::{enums, sid, types};
use crate::request::{BodyFormat, Operation, Place, Request, request};
use crate::{Client, Error, List};

impl Client {
    /// Gives the services of the account.
    ///
    /// Sends `GET /v1/Services`. Nothing is sent before items or pages are requested.
    pub fn list_services(&self) -> List<types::Service> {
        let request = Request::new(self, &LIST_SERVICES);
        List::new(request, "services")
    }

    /// Creates a service: the pool of numbers, the settings and the sessions of one application.
    ///
    /// Sends `POST /v1/Services`.
    ///
    /// # Arguments
    ///
    /// - `unique_name`: A name that no other service of the account has.
    pub fn create_service(&self, unique_name: impl Into<String>) -> CreateService {
        let mut request = Request::new(self, &CREATE_SERVICE);
        request.set::<String>(Place::Body, "UniqueName", unique_name);
        CreateService { request }
    }

    /// Gives one service.
    ///
    /// Sends `GET /v1/Services/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `sid`: The SID or the unique name of the resource.
    pub fn fetch_service(&self, sid: impl Into<String>) -> FetchService {
        let mut request = Request::new(self, &FETCH_SERVICE);
        request.set::<String>(Place::Path, "Sid", sid);
        FetchService { request }
    }

    /// Changes the settings of a service. A field that is left out stays as it is.
    ///
    /// Sends `POST /v1/Services/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `sid`: The SID of the resource.
    pub fn update_service(
        &self,
        sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
    ) -> UpdateService {
        let mut request = Request::new(self, &UPDATE_SERVICE);
        request.try_set::<sid::ServiceSid>(Place::Path, "Sid", sid);
        UpdateService { request }
    }

    /// Removes the service with all that belongs to it.
    ///
    /// Sends `DELETE /v1/Services/{Sid}`.
    ///
    /// # Arguments
    ///
    /// - `sid`: The SID of the resource.
    pub fn delete_service(
        &self,
        sid: impl TryInto<sid::ServiceSid, Error: Into<Error>>,
    ) -> DeleteService {
        let mut request = Request::new(self, &DELETE_SERVICE);
        request.try_set::<sid::ServiceSid>(Place::Path, "Sid", sid);
        DeleteService { request }
    }
}

/// Creates a service: the pool of numbers, the settings and the sessions of one application.
///
/// Returned by [`Client::create_service`].
#[must_use = "a request is sent by send() or response()"]
pub struct CreateService {
    request: Request,
}

request!(CreateService -> types::Service, json);

impl CreateService {
    /// Sets `DefaultTtl`. How many seconds a session of the service lives after its last interaction, unless the session says otherwise. With 0 it lives until it is closed.
    pub fn default_ttl(mut self, default_ttl: impl Into<i64>) -> Self {
        self.request.set::<i64>(Place::Body, "DefaultTtl", default_ttl);
        self
    }

    /// Sets `CallbackUrl`. The address that is told of each interaction's progress.
    pub fn callback_url(mut self, callback_url: impl Into<String>) -> Self {
        self.request.set::<String>(Place::Body, "CallbackUrl", callback_url);
        self
    }

    /// Sets `GeoMatchLevel`. How near a proxy number must be to the participant's own. Can be: `area-code`, `overlay`, `radius`, or `country`.
    pub fn geo_match_level(
        mut self,
        geo_match_level: impl Into<enums::ServiceGeoMatchLevel>,
    ) -> Self {
        self.request
            .set::<
                enums::ServiceGeoMatchLevel,
            >(Place::Body, "GeoMatchLevel", geo_match_level);
        self
    }

    /// Sets `NumberSelectionBehavior`. Whether a participant gets the same proxy number in one session after another. Can be: `avoid-sticky` or `prefer-sticky`.
    pub fn number_selection_behavior(
        mut self,
        number_selection_behavior: impl Into<enums::ServiceNumberSelectionBehavior>,
    ) -> Self {
        self.request
            .set::<
                enums::ServiceNumberSelectionBehavior,
            >(Place::Body, "NumberSelectionBehavior", number_selection_behavior);
        self
    }

    /// Sets `InterceptCallbackUrl`. The address that is asked before each interaction, and may stop it.
    pub fn intercept_callback_url(
        mut self,
        intercept_callback_url: impl Into<String>,
    ) -> Self {
        self.request
            .set::<String>(Place::Body, "InterceptCallbackUrl", intercept_callback_url);
        self
    }

    /// Sets `OutOfSessionCallbackUrl`. The address that is told of a message or a call that belongs to no open session.
    pub fn out_of_session_callback_url(
        mut self,
        out_of_session_callback_url: impl Into<String>,
    ) -> Self {
        self.request
            .set::<
                String,
            >(Place::Body, "OutOfSessionCallbackUrl", out_of_session_callback_url);
        self
    }

    /// Sets `ChatInstanceSid`. The SID of the chat service whose channels the service works with.
    pub fn chat_instance_sid(
        mut self,
        chat_instance_sid: impl TryInto<sid::ChatInstanceSid, Error: Into<Error>>,
    ) -> Self {
        self.request
            .try_set::<
                sid::ChatInstanceSid,
            >(Place::Body, "ChatInstanceSid", chat_instance_sid);
        self
    }
}

/// Gives one service.
///
/// Returned by [`Client::fetch_service`].
#[must_use = "a request is sent by send() or response()"]
pub struct FetchService {
    request: Request,
}

request!(FetchService -> types::Service, json);

/// Changes the settings of a service. A field that is left out stays as it is.
///
/// Returned by [`Client::update_service`].
#[must_use = "a request is sent by send() or response()"]
pub struct UpdateService {
    request: Request,
}

request!(UpdateService -> types::Service, json);

impl UpdateService {
    /// Sets `UniqueName`. A new name, which no other service of the account has.
    pub fn unique_name(mut self, unique_name: impl Into<String>) -> Self {
        self.request.set::<String>(Place::Body, "UniqueName", unique_name);
        self
    }

    /// Sets `DefaultTtl`. How many seconds a session of the service lives after its last interaction, unless the session says otherwise. With 0 it lives until it is closed.
    pub fn default_ttl(mut self, default_ttl: impl Into<i64>) -> Self {
        self.request.set::<i64>(Place::Body, "DefaultTtl", default_ttl);
        self
    }

    /// Sets `CallbackUrl`. The address that is told of each interaction's progress.
    pub fn callback_url(mut self, callback_url: impl Into<String>) -> Self {
        self.request.set::<String>(Place::Body, "CallbackUrl", callback_url);
        self
    }

    /// Sets `GeoMatchLevel`. How near a proxy number must be to the participant's own. Can be: `area-code`, `overlay`, `radius`, or `country`.
    pub fn geo_match_level(
        mut self,
        geo_match_level: impl Into<enums::ServiceGeoMatchLevel>,
    ) -> Self {
        self.request
            .set::<
                enums::ServiceGeoMatchLevel,
            >(Place::Body, "GeoMatchLevel", geo_match_level);
        self
    }

    /// Sets `NumberSelectionBehavior`. Whether a participant gets the same proxy number in one session after another. Can be: `avoid-sticky` or `prefer-sticky`.
    pub fn number_selection_behavior(
        mut self,
        number_selection_behavior: impl Into<enums::ServiceNumberSelectionBehavior>,
    ) -> Self {
        self.request
            .set::<
                enums::ServiceNumberSelectionBehavior,
            >(Place::Body, "NumberSelectionBehavior", number_selection_behavior);
        self
    }

    /// Sets `InterceptCallbackUrl`. The address that is asked before each interaction, and may stop it.
    pub fn intercept_callback_url(
        mut self,
        intercept_callback_url: impl Into<String>,
    ) -> Self {
        self.request
            .set::<String>(Place::Body, "InterceptCallbackUrl", intercept_callback_url);
        self
    }

    /// Sets `OutOfSessionCallbackUrl`. The address that is told of a message or a call that belongs to no open session.
    pub fn out_of_session_callback_url(
        mut self,
        out_of_session_callback_url: impl Into<String>,
    ) -> Self {
        self.request
            .set::<
                String,
            >(Place::Body, "OutOfSessionCallbackUrl", out_of_session_callback_url);
        self
    }

    /// Sets `ChatInstanceSid`. The SID of the chat service whose channels the service works with.
    pub fn chat_instance_sid(
        mut self,
        chat_instance_sid: impl TryInto<sid::ChatInstanceSid, Error: Into<Error>>,
    ) -> Self {
        self.request
            .try_set::<
                sid::ChatInstanceSid,
            >(Place::Body, "ChatInstanceSid", chat_instance_sid);
        self
    }
}

/// Removes the service with all that belongs to it.
///
/// Returned by [`Client::delete_service`].
#[must_use = "a request is sent by send() or response()"]
pub struct DeleteService {
    request: Request,
}

request!(DeleteService -> (), empty);

static LIST_SERVICES: Operation = Operation {
    name: "list_services",
    method: Method::GET,
    path: "/v1/Services",
    body: BodyFormat::None,
    parameters: &["Page", "PageSize", "PageToken"],
};

static CREATE_SERVICE: Operation = Operation {
    name: "create_service",
    method: Method::POST,
    path: "/v1/Services",
    body: BodyFormat::Form,
    parameters: &[
        "UniqueName",
        "DefaultTtl",
        "CallbackUrl",
        "GeoMatchLevel",
        "NumberSelectionBehavior",
        "InterceptCallbackUrl",
        "OutOfSessionCallbackUrl",
        "ChatInstanceSid",
    ],
};

static FETCH_SERVICE: Operation = Operation {
    name: "fetch_service",
    method: Method::GET,
    path: "/v1/Services/{Sid}",
    body: BodyFormat::None,
    parameters: &[],
};

static UPDATE_SERVICE: Operation = Operation {
    name: "update_service",
    method: Method::POST,
    path: "/v1/Services/{Sid}",
    body: BodyFormat::Form,
    parameters: &[
        "UniqueName",
        "DefaultTtl",
        "CallbackUrl",
        "GeoMatchLevel",
        "NumberSelectionBehavior",
        "InterceptCallbackUrl",
        "OutOfSessionCallbackUrl",
        "ChatInstanceSid",
    ],
};

static DELETE_SERVICE: Operation = Operation {
    name: "delete_service",
    method: Method::DELETE,
    path: "/v1/Services/{Sid}",
    body: BodyFormat::None,
    parameters: &[],
};
