pub(crate) mod interaction;
pub(crate) mod message_interaction;
pub(crate) mod participant;
pub(crate) mod phone_number;
pub(crate) mod service;
pub(crate) mod session;

use axum::extract::{FromRequestParts, Path};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::Serialize;

use crate::form::Form;
use crate::origin::Origin;
use crate::problem::Problem;
use crate::rows::Rows;
use crate::store::Store;

/// What the API's resources differ in; routes, paging and answers are the same for all.
pub(crate) trait Resource: 'static {
    /// The collection's path, as the router wants it. A record's is one SID longer.
    const PATH: &'static str;
    /// The list's name in a list answer.
    const KEY: &'static str;
    const CREATED: StatusCode = StatusCode::CREATED;
    const DELETED: StatusCode = StatusCode::NO_CONTENT;
    type Record: Serialize + Send;

    /// The collection under an address.
    fn rows<'a>(
        store: &'a Store,
        at: &'a Address,
    ) -> Result<impl Rows<Record = Self::Record> + 'a, Problem>;

    /// Makes a record of a form, and gives its SID.
    fn create(
        _store: &mut Store,
        _at: &Address,
        _form: &Form,
        _origin: Origin,
    ) -> Result<String, Problem> {
        Err(Problem::method_not_allowed())
    }

    /// Changes the record at an address: all that a form says or, where a field is wrong, nothing.
    fn update(
        _store: &mut Store,
        _at: &Address,
        _form: &Form,
        _origin: Origin,
    ) -> Result<(), Problem> {
        Err(Problem::method_not_allowed())
    }

    /// Deletes the record at an address, and what is under it.
    fn delete(_store: &mut Store, _at: &Address) -> Result<(), Problem> {
        Err(Problem::method_not_allowed())
    }
}

/// The SIDs of a request's path, from the service's on.
pub(crate) struct Address {
    pub path: String,
    sids: Vec<String>,
}

impl Address {
    pub(crate) fn of(path: String, sids: Vec<String>) -> Self {
        Self { path, sids }
    }

    pub(crate) fn first(&self) -> Option<&str> {
        self.nth(0)
    }

    pub(crate) fn second(&self) -> Option<&str> {
        self.nth(1)
    }

    pub(crate) fn third(&self) -> Option<&str> {
        self.nth(2)
    }

    /// The record's own, where the path is a record's.
    pub(crate) fn last(&self) -> &str {
        self.sids.last().map_or("", String::as_str)
    }

    pub(crate) fn not_found(&self) -> Problem {
        Problem::not_found(&self.path)
    }

    fn nth(&self, index: usize) -> Option<&str> {
        self.sids.get(index).map(String::as_str)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Address {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = parts.uri.path().to_owned();
        // What the framework can't take apart is answered as the API answers, not as the framework does.
        match Path::<Vec<String>>::from_request_parts(parts, state).await {
            Ok(Path(sids)) => Ok(Self { path, sids }),
            Err(_) => Err(Problem::not_found(&path)),
        }
    }
}
