use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::form::Form;
use crate::paging::{self, Collection, Meta};
use crate::problem::Problem;
use crate::resource::{Address, Resource};
use crate::rows::Rows;
use crate::server::Served;
use crate::store::Store;

/// The operations of one resource, on its collection and on its records.
pub(crate) fn of<R: Resource>() -> Router<Arc<Served>> {
    Router::new()
        .route(R::PATH, get(list::<R>).post(create::<R>))
        .route(
            &format!("{}/{{sid}}", R::PATH),
            get(fetch::<R>).post(update::<R>).delete(delete::<R>),
        )
}

async fn list<R: Resource>(
    State(served): State<Arc<Served>>,
    at: Address,
    query: Result<Query<paging::Query>, QueryRejection>,
) -> Result<Json<Listed<R::Record>>, Problem> {
    let store = served.store();
    let rows = R::rows(&store, &at)?;
    let Query(query) = query
        .map_err(|_| Problem::invalid_parameter("A parameter is given twice or can't be read"))?;
    let collection = Collection {
        seed: store.seed,
        base_url: &store.place.base_url,
        path: &at.path,
        key: R::KEY,
    };
    let (records, meta) = collection.page(&query, &rows)?;
    Ok(Json(Listed { records, meta }))
}

async fn fetch<R: Resource>(
    State(served): State<Arc<Served>>,
    at: Address,
) -> Result<Json<R::Record>, Problem> {
    Ok(Json(record::<R>(&served.store(), &at, at.last())?))
}

async fn create<R: Resource>(
    State(served): State<Arc<Served>>,
    at: Address,
    body: Bytes,
) -> Result<(StatusCode, Json<R::Record>), Problem> {
    let form = Form::read(&body);
    let mut store = served.store_mut();
    R::rows(&store, &at)?;
    let origin = store.next_origin();
    let sid = R::create(&mut store, &at, &form, origin)?;
    Ok((R::CREATED, Json(record::<R>(&store, &at, &sid)?)))
}

async fn update<R: Resource>(
    State(served): State<Arc<Served>>,
    at: Address,
    body: Bytes,
) -> Result<Json<R::Record>, Problem> {
    let form = Form::read(&body);
    let mut store = served.store_mut();
    record::<R>(&store, &at, at.last())?;
    let origin = store.next_origin();
    R::update(&mut store, &at, &form, origin)?;
    Ok(Json(record::<R>(&store, &at, at.last())?))
}

async fn delete<R: Resource>(
    State(served): State<Arc<Served>>,
    at: Address,
) -> Result<Response, Problem> {
    let mut store = served.store_mut();
    record::<R>(&store, &at, at.last())?;
    R::delete(&mut store, &at)?;
    Ok(R::DELETED.into_response())
}

fn record<R: Resource>(store: &Store, at: &Address, sid: &str) -> Result<R::Record, Problem> {
    let rows = R::rows(store, at)?;
    rows.find(sid)
        .and_then(|number| rows.record(number))
        .ok_or_else(|| at.not_found())
}

/// A page as the API writes it: the records under their resource's own name, and the `meta`.
struct Listed<T> {
    records: Vec<T>,
    meta: Meta,
}

impl<T: Serialize> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(self.meta.key, &self.records)?;
        map.serialize_entry("meta", &self.meta)?;
        map.end()
    }
}
