use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::Uri;
use serde::Serialize;

use crate::interactions::{Interaction, interaction};
use crate::paging::{self, Meta, paginate};
use crate::problem::Problem;
use crate::server::Served;

/// The collection's path, as the router wants it.
pub(crate) const PATH: &str =
    "/v1/Services/{service}/Sessions/{session}/Participants/{participant}/MessageInteractions";

#[derive(Serialize)]
pub(crate) struct Listed {
    interactions: Vec<Interaction>,
    meta: Meta,
}

/// Lists the message interactions of the one participant there is.
pub(crate) async fn list(
    State(served): State<Arc<Served>>,
    uri: Uri,
    path: Result<Path<[String; 3]>, PathRejection>,
    query: Result<Query<paging::Query>, QueryRejection>,
) -> Result<Json<Listed>, Problem> {
    // What the framework can't take apart is answered as the API answers, not as the framework does.
    let Path([service, session, participant]) = path.map_err(|_| Problem::not_found(uri.path()))?;
    let Query(query) = query
        .map_err(|_| Problem::invalid_parameter("A parameter is given twice or can't be read"))?;
    let path = format!(
        "/v1/Services/{service}/Sessions/{session}/Participants/{participant}/MessageInteractions"
    );
    let account = &served.account;
    let known = [
        &account.service_sid,
        &account.session_sid,
        &account.participant_sid,
    ];
    if known != [&service, &session, &participant] {
        return Err(Problem::not_found(&path));
    }
    let url = format!("{}{path}", served.base_url);
    let (range, meta) = paginate(
        &query,
        served.seed,
        served.interactions,
        &url,
        "interactions",
    )?;
    let interactions = range
        .map(|index| interaction(account, served.seed, index, &url))
        .collect();
    Ok(Json(Listed { interactions, meta }))
}
