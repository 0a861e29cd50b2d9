use axum::http::StatusCode;
use serde_json::json;

use super::interaction::InteractionRecord;
use super::{Address, Resource};
use crate::form::Form;
use crate::origin::Origin;
use crate::problem::Problem;
use crate::rows::Rows;
use crate::said::message;
use crate::store::Store;

/// How long a message may be, in characters.
const BODY_LENGTH: usize = 1600;

pub(crate) struct MessageInteractions;

impl Resource for MessageInteractions {
    const PATH: &'static str =
        "/v1/Services/{service}/Sessions/{session}/Participants/{participant}/MessageInteractions";
    const KEY: &'static str = "interactions";
    const CREATED: StatusCode = StatusCode::OK;
    type Record = InteractionRecord;

    fn rows<'a>(
        store: &'a Store,
        at: &'a Address,
    ) -> Result<impl Rows<Record = InteractionRecord> + 'a, Problem> {
        let session = store.session(at)?;
        let sid = at
            .third()
            .filter(|sid| session.participants.get(sid).is_some())
            .ok_or_else(|| at.not_found())?;
        let url = format!(
            "{}/Participants/{sid}/MessageInteractions",
            session.record.url
        );
        Ok(session.transcript.of(sid, move |interaction| {
            InteractionRecord::new(&session.record, &url, interaction).of_participant(sid)
        }))
    }

    fn create(
        store: &mut Store,
        at: &Address,
        form: &Form,
        origin: Origin,
    ) -> Result<String, Problem> {
        let body = form.text("Body", BODY_LENGTH)?;
        let media = form.urls("MediaUrl")?;
        let data = match (body.filter(|body| !body.is_empty()), media.is_empty()) {
            (None, true) => return Err(Problem::invalid_parameter("Missing Body or MediaUrl")),
            (Some(body), true) => json!({ "body": body }),
            (body, false) => json!({ "body": body.unwrap_or_default(), "media_url": media }),
        };
        let session = store.session_mut(at)?;
        if !session.is_open() {
            return Err(Problem::session_closed());
        }
        let participant = at.third().unwrap_or_default();
        let account = session.record.account_sid.clone();
        let sid = session
            .transcript
            .write(|sid| message(sid, &account, participant, data.to_string(), origin));
        session.spoke(origin.time(), origin.time());
        Ok(sid)
    }
}
