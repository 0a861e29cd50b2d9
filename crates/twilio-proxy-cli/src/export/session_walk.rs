//! The walk over the records of one session.

use serde::de::DeserializeOwned;
use tokio::sync::mpsc::Sender;
use twilio_proxy::{
    Client, Cursor, Error, ErrorKind, Interaction, List, MessageInteraction, ParticipantSid,
    ServiceSid, SessionSid,
};

use super::Kind;
use super::record_sid::sid;
use super::rows::RowFormat;
use super::state::{Change, Place, Step};
use crate::failure::Failure;

/// A step, with the text that it adds to the output.
pub struct Event {
    pub step: Step,
    pub text: Vec<u8>,
}

/// The common settings of the walks over all sessions.
#[derive(Clone)]
pub struct Walks {
    pub client: Client,
    pub service: ServiceSid,
    pub kind: Kind,
    pub format: RowFormat,
    pub events: Sender<Event>,
}

/// The end of a listing.
enum End {
    Complete,
    /// The resource that it belongs to does not exist any more.
    Gone,
}

/// The export has ended and receives no more events.
struct Stopped;

/// Why a walk ended early.
enum Broken {
    Request(Error),
    /// A participant has no readable SID.
    Unreadable,
    Stopped,
}

impl From<Error> for Broken {
    fn from(error: Error) -> Self {
        Self::Request(error)
    }
}

impl From<Stopped> for Broken {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

impl Walks {
    /// Walks over the records of a session from a place on, and sends each step.
    ///
    /// # Errors
    /// A request failed, other than because the session or a participant is gone.
    pub async fn walk(self, session: SessionSid, place: Place) -> Result<(), Failure> {
        let walked = match self.kind {
            Kind::Interactions => self.interactions(session, place).await,
            Kind::MessageInteractions => self.message_interactions(session, place).await,
        };
        match walked {
            Ok(()) | Err(Broken::Stopped) => Ok(()),
            Err(Broken::Request(error)) => Err(error.into()),
            Err(Broken::Unreadable) => Err(Failure::Response(format!(
                "a participant of the session {session} has no readable SID"
            ))),
        }
    }

    async fn interactions(&self, session: SessionSid, place: Place) -> Result<(), Broken> {
        let list = self.client.list_interactions(self.service, session);
        match self
            .pages::<Interaction>(list, session, None, place.next)
            .await?
        {
            // The last page ends the session.
            End::Complete => Ok(()),
            End::Gone => self.end(session, true).await,
        }
    }

    async fn message_interactions(
        &self,
        session: SessionSid,
        mut place: Place,
    ) -> Result<(), Broken> {
        let participants = self.client.list_participants(self.service, session);
        let mut participants = participants.raw().items();
        while let Some(participant) = participants.next().await {
            let sid = match participant {
                Ok(participant) => sid::<ParticipantSid>(&participant).ok_or(Broken::Unreadable)?,
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    return self.end(session, true).await;
                }
                Err(error) => return Err(error.into()),
            };
            if place.done.contains(&sid) {
                continue;
            }
            let next = match place.participant == Some(sid) {
                true => place.next.take(),
                false => None,
            };
            let list = self
                .client
                .list_message_interactions(self.service, session, sid);
            let end = self
                .pages::<MessageInteraction>(list, session, Some(sid), next)
                .await?;
            if let End::Gone = end {
                self.send(session, Change::ParticipantGone(sid), Vec::new())
                    .await?;
            }
        }
        self.end(session, false).await
    }

    /// Sends the pages of a listing.
    async fn pages<T: DeserializeOwned + Send + 'static>(
        &self,
        list: List<T>,
        session: SessionSid,
        participant: Option<ParticipantSid>,
        next: Option<Cursor>,
    ) -> Result<End, Broken> {
        let mut list = list.raw();
        if let Some(next) = next {
            list = list.resume(next);
        }
        let mut pages = list.pages();
        while let Some(page) = pages.next().await {
            let page = match page {
                Ok(page) => page,
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(End::Gone),
                Err(error) => return Err(error.into()),
            };
            let rows = self.format.rows::<T>(&page.items);
            let change = Change::Page {
                participant,
                next: page.next,
                records: rows.records,
                unusual: rows.unusual,
                undated: rows.undated,
            };
            self.send(session, change, rows.text).await?;
        }
        Ok(End::Complete)
    }

    async fn end(&self, session: SessionSid, is_gone: bool) -> Result<(), Broken> {
        Ok(self
            .send(session, Change::SessionEnd { is_gone }, Vec::new())
            .await?)
    }

    async fn send(
        &self,
        session: SessionSid,
        change: Change,
        text: Vec<u8>,
    ) -> Result<(), Stopped> {
        let step = Step {
            session,
            change,
            length: 0,
        };
        self.events
            .send(Event { step, text })
            .await
            .map_err(|_| Stopped)
    }
}
