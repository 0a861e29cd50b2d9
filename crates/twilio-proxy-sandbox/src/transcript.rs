use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::rows::Rows;
use crate::said::{Interaction, Said, created};
use crate::sid::{blend, number_of, numbered, parts};

/// The interactions of one session. Those of the seed are made when they are read, so that a list of
/// any length costs nothing to have; those of requests are kept.
///
/// The participants of the seed speak in turn: what is numbered `n` went to the one at seat
/// `n % seats`.
pub(crate) struct Transcript {
    said: Said,
    scope: u64,
    seats: Vec<String>,
    /// How many were made of the seed. What is written later has greater numbers.
    seeded: usize,
    removed: BTreeSet<usize>,
    written: BTreeMap<usize, Interaction>,
    next: usize,
}

impl Transcript {
    pub(crate) fn new(seed: u64, session_sid: &str, account_sid: &str) -> Self {
        let scope = blend(parts(session_sid));
        Self {
            said: Said::new(seed, scope, account_sid),
            scope,
            seats: Vec::new(),
            seeded: 0,
            removed: BTreeSet::new(),
            written: BTreeMap::new(),
            next: 0,
        }
    }

    /// Has the seed make so many interactions for each of the participants.
    pub(crate) fn fill(&mut self, seats: Vec<String>, each: usize) {
        // Half the numbers are left for what is written later.
        self.seeded = each.saturating_mul(seats.len()).min(usize::MAX >> 1);
        self.next = self.seeded;
        self.seats = seats;
    }

    /// When the first and the last interaction of the seed took place.
    pub(crate) fn seeded_times(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let last = self.seeded.checked_sub(1)?;
        Some((created(0), created(last)))
    }

    /// Adds the interaction of a request, and returns its SID.
    pub(crate) fn write(&mut self, interaction: impl FnOnce(String) -> Interaction) -> String {
        let (number, sid) = self.reserve();
        self.insert(number, interaction(sid.clone()));
        sid
    }

    /// Reserves a number for an interaction, and returns it with the SID.
    pub(crate) fn reserve(&mut self) -> (usize, String) {
        let number = self.next;
        self.next += 1;
        (number, self.sid(number))
    }

    /// Adds an interaction under its reserved number.
    pub(crate) fn insert(&mut self, number: usize, interaction: Interaction) {
        self.written.insert(number, interaction);
    }

    pub(crate) fn remove(&mut self, sid: &str) {
        if let Some(number) = self.number(sid) {
            if number < self.seeded {
                self.removed.insert(number);
            }
            self.written.remove(&number);
        }
    }

    /// All of it, each shown as the API writes it.
    pub(crate) fn all<R>(&self, show: impl Fn(Interaction) -> R) -> impl Rows<Record = R> {
        Lines {
            transcript: self,
            show,
            participant: None,
            first: 0,
            stride: 1,
            end: self.seeded,
        }
    }

    /// What went to one participant.
    pub(crate) fn of<'a, R>(
        &'a self,
        participant: &'a str,
        show: impl Fn(Interaction) -> R + 'a,
    ) -> impl Rows<Record = R> + 'a {
        let seat = self.seats.iter().position(|sid| sid == participant);
        Lines {
            transcript: self,
            show,
            participant: Some(participant),
            first: seat.unwrap_or(0),
            stride: self.seats.len().max(1),
            end: seat.map_or(0, |_| self.seeded),
        }
    }

    fn sid(&self, number: usize) -> String {
        numbered("KI", self.said.seed, self.scope, number)
    }

    fn number(&self, sid: &str) -> Option<usize> {
        number_of("KI", self.said.seed, self.scope, sid)
    }
}

/// A transcript, or one participant's part of it.
struct Lines<'a, S> {
    transcript: &'a Transcript,
    show: S,
    participant: Option<&'a str>,
    /// The numbers of the seed that belong to it: every `stride`-th from `first`, below `end`.
    first: usize,
    stride: usize,
    end: usize,
}

impl<S> Lines<'_, S> {
    fn seeded(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = usize> {
        let behind = from.saturating_sub(self.first).div_ceil(self.stride);
        let start = self
            .first
            .saturating_add(behind.saturating_mul(self.stride));
        let numbers = (start..to.min(self.end)).step_by(self.stride);
        numbers.filter(|number| !self.transcript.removed.contains(number))
    }

    fn written(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = usize> {
        let written = self.transcript.written.range(from..to.max(from));
        written
            .filter(|(_, interaction)| self.is_part(interaction))
            .map(|(number, _)| *number)
    }

    fn is_part(&self, interaction: &Interaction) -> bool {
        self.participant
            .is_none_or(|sid| interaction.participant_sid == sid)
    }

    /// Whether a number of the seed belongs to it, deleted or not.
    fn is_seat(&self, number: usize) -> bool {
        (self.first..self.end).contains(&number)
            && (number - self.first).is_multiple_of(self.stride)
    }
}

impl<R, S: Fn(Interaction) -> R> Rows for Lines<'_, S> {
    type Record = R;

    fn at(&self, position: usize) -> usize {
        // No counting one by one: a position may be as far off as numbers go.
        let mut number = self
            .first
            .saturating_add(position.saturating_mul(self.stride));
        let mut left_out = 0;
        for removed in &self.transcript.removed {
            if self.is_seat(*removed) {
                left_out += 1;
                if *removed <= number {
                    number = number.saturating_add(self.stride);
                }
            }
        }
        if number < self.end {
            return number;
        }
        let seeded = self.end.saturating_sub(self.first).div_ceil(self.stride) - left_out;
        let mut written = self.written(0, usize::MAX);
        let number = written.nth(position.saturating_sub(seeded));
        number.unwrap_or(self.transcript.next)
    }

    fn forward(&self, from: usize) -> Box<dyn Iterator<Item = usize> + '_> {
        Box::new(
            self.seeded(from, usize::MAX)
                .chain(self.written(from, usize::MAX)),
        )
    }

    fn backward(&self, before: usize) -> Box<dyn Iterator<Item = usize> + '_> {
        Box::new(self.seeded(0, before).chain(self.written(0, before)).rev())
    }

    fn find(&self, sid: &str) -> Option<usize> {
        let number = self.transcript.number(sid)?;
        let written = self.transcript.written.get(&number);
        let seeded = self.is_seat(number) && !self.transcript.removed.contains(&number);
        (seeded || written.is_some_and(|written| self.is_part(written))).then_some(number)
    }

    fn record(&self, number: usize) -> Option<R> {
        let transcript = self.transcript;
        if number >= transcript.seeded {
            return transcript.written.get(&number).cloned().map(&self.show);
        }
        let sid = transcript.sid(number);
        let said = &transcript.said;
        Some((self.show)(said.interaction(
            sid,
            number,
            &transcript.seats,
        )))
    }
}
