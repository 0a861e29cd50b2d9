use serde::Serialize;

use super::session::SessionRecord;
use super::{Address, Resource};
use crate::problem::Problem;
use crate::rows::Rows;
use crate::said::{Interaction, Side};
use crate::store::Store;

/// An interaction as the API writes it. A message interaction is one too, and says besides for which
/// participant.
#[derive(Serialize)]
pub(crate) struct InteractionRecord {
    sid: String,
    session_sid: String,
    service_sid: String,
    account_sid: String,
    data: String,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    participant_sid: Option<String>,
    inbound_participant_sid: Option<String>,
    inbound_resource_sid: Option<String>,
    inbound_resource_status: Option<&'static str>,
    inbound_resource_type: Option<&'static str>,
    inbound_resource_url: Option<String>,
    outbound_participant_sid: String,
    outbound_resource_sid: String,
    outbound_resource_status: &'static str,
    outbound_resource_type: &'static str,
    outbound_resource_url: String,
    date_created: String,
    date_updated: String,
    url: String,
}

impl InteractionRecord {
    /// An interaction of a session, in the collection with this URL.
    pub(crate) fn new(session: &SessionRecord, collection_url: &str, shown: Interaction) -> Self {
        let outbound = shown.outbound;
        let inbound = shown.inbound;
        let of_inbound = |read: fn(&Side) -> &String| inbound.as_ref().map(read).cloned();
        Self {
            session_sid: session.sid.clone(),
            service_sid: session.service_sid.clone(),
            account_sid: session.account_sid.clone(),
            data: shown.data,
            r#type: shown.r#type,
            participant_sid: None,
            inbound_participant_sid: of_inbound(|side| &side.participant_sid),
            inbound_resource_sid: of_inbound(|side| &side.resource_sid),
            inbound_resource_status: inbound.as_ref().map(|side| side.resource_status),
            inbound_resource_type: inbound.as_ref().map(|side| side.resource_type),
            inbound_resource_url: of_inbound(|side| &side.resource_url),
            outbound_participant_sid: outbound.participant_sid,
            outbound_resource_sid: outbound.resource_sid,
            outbound_resource_status: outbound.resource_status,
            outbound_resource_type: outbound.resource_type,
            outbound_resource_url: outbound.resource_url,
            date_created: shown.date_created,
            date_updated: shown.date_updated,
            url: format!("{collection_url}/{}", shown.sid),
            sid: shown.sid,
        }
    }

    pub(crate) fn of_participant(self, sid: &str) -> Self {
        Self {
            participant_sid: Some(sid.to_owned()),
            ..self
        }
    }
}

pub(crate) struct Interactions;

impl Resource for Interactions {
    const PATH: &'static str = "/v1/Services/{service}/Sessions/{session}/Interactions";
    const KEY: &'static str = "interactions";
    type Record = InteractionRecord;

    fn rows<'a>(
        store: &'a Store,
        at: &'a Address,
    ) -> Result<impl Rows<Record = InteractionRecord> + 'a, Problem> {
        let session = store.session(at)?;
        let url = format!("{}/Interactions", session.record.url);
        Ok(session
            .transcript
            .all(move |interaction| InteractionRecord::new(&session.record, &url, interaction)))
    }

    fn delete(store: &mut Store, at: &Address) -> Result<(), Problem> {
        store.session_mut(at)?.transcript.remove(at.last());
        Ok(())
    }
}
