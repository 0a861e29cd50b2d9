//! One run of an export: sessions are listed while others are walked, and one writer gets the steps of all.

use std::time::Duration;

use tokio::sync::mpsc::{self, Receiver};
use tokio::task::JoinSet;
use twilio_proxy::{Client, RetryPolicy, ServiceSid, SessionSid};

use super::output_file::Output;
use super::period::Period;
use super::progress::Progress;
use super::rows::RowFormat;
use super::scope::Scope;
use super::session_list::SessionList;
use super::session_walk::{Event, Walks};
use super::state::{Change, Place};
use super::{Arguments, Kind};
use crate::api::Api;
use crate::commands::{interaction, message_interaction};
use crate::failure::Failure;
use crate::interrupt::or_interrupted;

/// How long a request may take with its retries: longer than the API limits requests of a busy account.
const DEADLINE: Duration = Duration::from_secs(600);

/// The attempts of a request.
const ATTEMPTS: u32 = 8;

/// A server may ask for a wait of six times as long.
const MAX_DELAY: Duration = Duration::from_secs(30);

/// The progress is shown as often, also if no records arrive.
const TICK: Duration = Duration::from_secs(1);

/// Runs an export.
///
/// # Errors
/// As [`Arguments::run`].
pub async fn run(arguments: Arguments, api: &Api<'_>) -> Result<(), Failure> {
    let period = Period::new(arguments.since.as_ref(), arguments.until.as_ref())?;
    let format = RowFormat {
        format: arguments.format,
        columns: match arguments.kind {
            Kind::Interactions => interaction::COLUMNS,
            Kind::MessageInteractions => message_interaction::COLUMNS,
        },
        period,
    };
    let client = client(&arguments, api)?;
    let mut output = Output::open(&arguments.out, Scope::of(&arguments))?;
    output.write_head(&format.head())?;
    let mut progress = Progress::begin(output.state().counts);
    let run = Run {
        client,
        service: arguments.service_sid,
        kind: arguments.kind,
        format,
        tasks: 2 * usize::from(arguments.concurrency),
    };
    let walk = run.walk(arguments.session_sid, &mut output, &mut progress);
    let walked = or_interrupted(walk).await;
    let summary = summary(&output, &progress, api.retries());
    match walked {
        Ok(()) => {
            output.end()?;
            progress.end(&summary);
            Ok(())
        }
        Err(failure) => {
            let advice = match output.stop() {
                true => "; run the same command again to continue",
                false => "",
            };
            progress.end(&format!("Stopped: {summary}{advice}"));
            Err(failure)
        }
    }
}

fn client(arguments: &Arguments, api: &Api<'_>) -> Result<Client, Failure> {
    let policy = RetryPolicy::default()
        .deadline(DEADLINE)
        .max_delay(MAX_DELAY)
        .max_attempts(ATTEMPTS);
    let concurrency = usize::from(arguments.concurrency);
    let mut builder = api.builder()?.retry(policy).max_in_flight(concurrency);
    let rate = arguments.requests_per_second;
    if rate != 0.0 {
        builder = builder.requests_per_second(rate);
    }
    Ok(builder.build()?)
}

fn summary(output: &Output, progress: &Progress, retries: usize) -> String {
    let counts = output.state().counts;
    let seconds = progress.elapsed().as_secs_f64();
    let retries = u64::try_from(retries).unwrap_or(u64::MAX);
    let mut text = format!(
        "{}, {}, {seconds:.1} s, {}",
        counted(counts.sessions, "session", ""),
        counted(counts.records, "record", ""),
        counted(retries, "request", " retried"),
    );
    for (count, thing, what) in [
        (counts.gone_sessions, "session", " skipped"),
        (counts.gone_participants, "participant", " skipped"),
        (
            counts.unusual,
            "record",
            " of another form than the description's",
        ),
        (counts.undated, "record", " without a readable date"),
    ] {
        if count > 0 {
            text.push_str(", ");
            text.push_str(&counted(count, thing, what));
        }
    }
    text
}

/// Returns a number of things, such as `2 sessions skipped`.
fn counted(count: u64, thing: &str, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}{what}")
}

/// The settings of a run.
struct Run {
    client: Client,
    service: ServiceSid,
    kind: Kind,
    format: RowFormat,
    /// The sessions that are walked at the same time: more than requests in flight, so that a request can start while the records
    /// of another one are written.
    tasks: usize,
}

impl Run {
    /// Walks over all sessions, or over one.
    async fn walk(
        &self,
        only: Option<SessionSid>,
        output: &mut Output,
        progress: &mut Progress,
    ) -> Result<(), Failure> {
        let (events, mut received) = mpsc::channel(self.tasks);
        let walks = Walks {
            client: self.client.clone(),
            service: self.service,
            kind: self.kind,
            format: self.format,
            events,
        };
        let walked = self
            .walk_all(walks, &mut received, only, output, progress)
            .await;
        // The records that the walks received are not lost, also if one of them failed.
        while let Ok(event) = received.try_recv() {
            self.write(event, only, output, progress)?;
        }
        walked
    }

    async fn walk_all(
        &self,
        walks: Walks,
        received: &mut Receiver<Event>,
        only: Option<SessionSid>,
        output: &mut Output,
        progress: &mut Progress,
    ) -> Result<(), Failure> {
        let mut tasks = JoinSet::new();
        let mut sessions = match only {
            Some(session) => SessionList::of_one(session, output.state()),
            None => SessionList::new(&self.client, self.service, output.state()),
        };
        // Sessions that had begun come first, also those of an earlier page.
        let mut begun: Vec<(SessionSid, Place)> = output.state().open.clone().into_iter().collect();
        let mut tick = tokio::time::interval(TICK);
        loop {
            let has_room = tasks.len() < self.tasks;
            if has_room && let Some((session, place)) = begun.pop() {
                tasks.spawn(walks.clone().walk(session, place));
                continue;
            }
            if tasks.is_empty() && sessions.is_at_end() {
                return Ok(());
            }
            tokio::select! {
                biased;
                Some(event) = received.recv() => self.write(event, only, output, progress)?,
                Some(ended) = tasks.join_next() => {
                    let broken = |error| Err(Failure::Response(format!("a walk broke off: {error}")));
                    ended.unwrap_or_else(broken)?;
                }
                session = sessions.next(output, progress), if has_room && !sessions.is_at_end() => {
                    if let Some(session) = session? {
                        output.begin(session);
                        tasks.spawn(walks.clone().walk(session, Place::default()));
                    }
                }
                _ = tick.tick() => progress.show(&output.state().counts),
            }
        }
    }

    fn write(
        &self,
        event: Event,
        only: Option<SessionSid>,
        output: &mut Output,
        progress: &mut Progress,
    ) -> Result<(), Failure> {
        let session = event.step.session;
        match &event.step.change {
            Change::SessionEnd { is_gone: true } if only.is_some() && output.state().is_new() => {
                return Err(Failure::Gone(session));
            }
            Change::SessionEnd { is_gone: true } => {
                progress.line(&format!(
                    "The session {session} does not exist any more: skipped"
                ));
            }
            Change::ParticipantGone(participant) => {
                progress.line(&format!(
                    "The participant {participant} does not exist any more: skipped"
                ));
            }
            _ => {}
        }
        output.write(&event.text, event.step)?;
        progress.show(&output.state().counts);
        Ok(())
    }
}
