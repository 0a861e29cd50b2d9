//! The sessions of a service, page by page.

use std::collections::{BTreeSet, VecDeque};

use twilio_proxy::{Client, Pages, RawRecord, ServiceSid, SessionSid};

use super::output_file::Output;
use super::progress::Progress;
use super::record_sid::sid;
use super::state::State;
use crate::failure::Failure;

/// The sessions that have not begun, in the order of the API. One page of them is in memory.
pub struct SessionList {
    pages: Option<Pages<RawRecord>>,
    /// The rest of the page.
    page: VecDeque<SessionSid>,
    /// The sessions that an earlier run began or ended.
    known: BTreeSet<SessionSid>,
    is_first_page: bool,
    /// The sessions of the pages so far.
    listed: u64,
}

impl SessionList {
    /// Returns the sessions from the page that the state names.
    pub fn new(client: &Client, service: ServiceSid, state: &State) -> Self {
        let mut list = client.list_sessions(service).raw();
        if let Some(page) = state.page.clone() {
            list = list.resume(page);
        }
        let known: BTreeSet<_> = state
            .done
            .iter()
            .chain(state.open.keys())
            .copied()
            .collect();
        let done = state.counts.ended_sessions();
        let of_page = u64::try_from(state.done.len()).unwrap_or_default();
        Self {
            pages: Some(list.pages()),
            page: VecDeque::new(),
            known,
            is_first_page: true,
            listed: done.saturating_sub(of_page),
        }
    }

    /// Returns a single session.
    pub fn of_one(session: SessionSid, state: &State) -> Self {
        let is_known = state.open.contains_key(&session) || state.done.contains(&session);
        Self {
            pages: None,
            page: (!is_known).then_some(session).into_iter().collect(),
            known: BTreeSet::new(),
            is_first_page: true,
            listed: 0,
        }
    }

    /// Returns whether every session has begun.
    pub fn is_at_end(&self) -> bool {
        self.page.is_empty() && self.pages.is_none()
    }

    /// Returns the next session that has not begun; `None` after the last. Dropping the future before it is ready loses
    /// nothing.
    ///
    /// # Errors
    /// The listing failed, or the journal cannot be written.
    pub async fn next(
        &mut self,
        output: &mut Output,
        progress: &mut Progress,
    ) -> Result<Option<SessionSid>, Failure> {
        loop {
            if let Some(session) = self.page.pop_front() {
                return Ok(Some(session));
            }
            let Some(pages) = &mut self.pages else {
                return Ok(None);
            };
            let at = pages.cursor();
            let Some(page) = pages.next().await.transpose()? else {
                self.pages = None;
                return Ok(None);
            };
            if !self.is_first_page {
                output.turn_to(at)?;
            }
            self.is_first_page = false;
            self.listed += u64::try_from(page.items.len()).unwrap_or_default();
            for record in &page.items {
                let session = sid::<SessionSid>(record).ok_or_else(|| {
                    Failure::Response("a session of the listing has no readable SID".to_owned())
                })?;
                if !self.known.contains(&session) {
                    self.page.push_back(session);
                }
            }
            if page.next.is_none() {
                progress.set_total(self.listed);
                self.pages = None;
            }
        }
    }
}
