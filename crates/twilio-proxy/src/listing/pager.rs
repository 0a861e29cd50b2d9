//! The pagination kernel: walks from page to page, and knows neither HTTP nor endpoint.

use std::collections::HashSet;
use std::fmt;
use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use http::HeaderMap;
use tokio::runtime::{Handle, Id};
use tokio::task::{JoinError, JoinHandle};
use tracing::Instrument;

use crate::transport::runtime_errors::no_runtime;
use crate::{Error, ErrorKind, RejectedRecord};

/// Where a page starts: its number and the server's token for it. The number counts in pages of `page_size` records, so
/// a page is requested with the page size that it was linked with.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Position {
    pub page: u64,
    pub token: Option<String>,
    pub page_size: u16,
}

impl Position {
    /// Returns the parts that differ between two pages. The page size is not one of them: a server may lower it in a link
    /// to a page that was listed already.
    fn identity(&self) -> (u64, Option<&str>) {
        (self.page, self.token.as_deref())
    }
}

impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Position")
            .field("page", &self.page)
            .finish_non_exhaustive()
    }
}

/// One page as the server gave it.
#[derive(Debug)]
pub(crate) struct Fetched<T> {
    pub items: Vec<T>,
    /// In the order of their index.
    pub rejected: Vec<RejectedRecord>,
    /// What follows: a position, nothing at the end, or why the server's link can't be followed.
    pub next: Result<Option<Position>, Error>,
    pub previous: Option<Position>,
    pub request_id: Option<String>,
    pub headers: HeaderMap,
}

pub(crate) type Fetching<T> = Pin<Box<dyn Future<Output = Result<Fetched<T>, Error>> + Send>>;

/// Fetches the page at a position.
pub(crate) type Fetch<T> = Arc<dyn Fn(Position) -> Fetching<T> + Send + Sync>;

/// A page under way: a task of its own, so that it goes on while the caller works on the page before, or waits for
/// something else.
struct Pending<T> {
    task: JoinHandle<Result<Fetched<T>, Error>>,
    /// The runtime that it runs on. Another one can't see it to its end where this one stands still.
    runtime: Id,
}

/// A listing on its way: at most one page is under way, at most one in the caller's hands.
pub(crate) struct Pager<T> {
    /// None for a listing that is refused.
    fetch: Option<Fetch<T>>,
    /// The page that comes next; nothing after the last.
    at: Option<Position>,
    /// Why there is no going on, told once the page before has been handed out.
    stop: Option<Error>,
    pending: Option<Pending<T>>,
    /// Hashes of the positions asked for, in place of the tokens themselves.
    seen: HashSet<u64>,
    hasher: RandomState,
    pages: usize,
    max_pages: usize,
}

impl<T: Send + 'static> Pager<T> {
    pub(crate) fn new(fetch: Fetch<T>, start: Position, max_pages: usize) -> Self {
        Self {
            fetch: Some(fetch),
            at: Some(start),
            stop: None,
            pending: None,
            seen: HashSet::new(),
            hasher: RandomState::new(),
            pages: 0,
            max_pages,
        }
    }

    /// Returns a pager that returns one error and ends.
    pub(crate) fn refused(error: Error) -> Self {
        Self {
            fetch: None,
            at: None,
            stop: Some(error),
            pending: None,
            seen: HashSet::new(),
            hasher: RandomState::new(),
            pages: 0,
            max_pages: 0,
        }
    }

    /// Where the next page starts; nothing after the last.
    pub(crate) fn at(&self) -> Option<&Position> {
        self.at.as_ref()
    }

    /// Whether an error waits to be told: why the walk can't go on from the page that was handed out last.
    pub(crate) fn is_stopped(&self) -> bool {
        self.stop.is_some()
    }

    /// Ends the walk here.
    pub(crate) fn end(&mut self) {
        self.at = None;
        self.stop = None;
        self.pending = None;
    }

    /// The next page. Dropping the caller's future between polls loses nothing: the page under way is kept here.
    pub(crate) fn poll_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Fetched<T>, Error>>> {
        if let Some(error) = self.stop.take() {
            return Poll::Ready(Some(Err(error)));
        }
        if let Ok(here) = Handle::try_current() {
            self.pending.take_if(|pending| pending.runtime != here.id());
        }
        if self.pending.is_none() {
            let (Some(at), Some(fetch)) = (self.at.clone(), &self.fetch) else {
                return Poll::Ready(None);
            };
            if self.pages >= self.max_pages {
                let message = format!(
                    "more pages remain after the max_pages limit of {}",
                    self.max_pages
                );
                return Poll::Ready(Some(Err(Error::new(ErrorKind::Pagination, message))));
            }
            let Ok(runtime) = Handle::try_current() else {
                return Poll::Ready(Some(Err(no_runtime())));
            };
            self.pending = Some(Pending::start(fetch(at), &runtime));
        }
        let Some(pending) = &mut self.pending else {
            return Poll::Ready(None);
        };
        let fetched = ready!(Pin::new(&mut pending.task).poll(cx))
            .unwrap_or_else(|error| Err(unfinished(&error)));
        self.pending = None;
        Poll::Ready(Some(fetched.map(|mut page| {
            self.arrive(&mut page);
            page
        })))
    }

    /// Notes that the page at `at` is there, and where the walk goes from it.
    fn arrive(&mut self, page: &mut Fetched<T>) {
        self.pages += 1;
        if let Some(at) = self.at.take() {
            self.seen.insert(self.hasher.hash_one(at.identity()));
        }
        match &page.next {
            Ok(Some(next)) if self.seen.contains(&self.hasher.hash_one(next.identity())) => {
                let message = "the server's next link leads back to a page that was listed already";
                let error = Error::new(ErrorKind::Pagination, message);
                self.stop = Some(error.with_request_id(page.request_id.clone()));
                page.next = Ok(None);
            }
            Ok(next) => self.at.clone_from(next),
            Err(error) => {
                self.stop = Some(error.clone().with_request_id(page.request_id.clone()));
                page.next = Ok(None);
            }
        }
    }

    /// Sends for the next page, so that it arrives while the caller works on this one. Says whether it did.
    pub(crate) fn fetch_ahead(&mut self) -> bool {
        let (Some(at), Some(fetch), None) = (&self.at, &self.fetch, &self.pending) else {
            return false;
        };
        let Ok(runtime) = Handle::try_current() else {
            return false;
        };
        if self.stop.is_some() || self.pages >= self.max_pages {
            return false;
        }
        self.pending = Some(Pending::start(fetch(at.clone()), &runtime));
        true
    }
}

/// Returns why a page's task did not finish. A panic's own text may hold personal data, and the panic hook has it.
fn unfinished(error: &JoinError) -> Error {
    let message = if error.is_panic() {
        "the task that requested the page panicked, for example in a tracing layer: see the panic's own output"
    } else {
        "the runtime shut down before the page arrived"
    };
    Error::new(ErrorKind::Transport, message)
}

impl<T: Send + 'static> Pending<T> {
    fn start(fetching: Fetching<T>, runtime: &Handle) -> Self {
        Self {
            task: runtime.spawn(fetching.in_current_span()),
            runtime: runtime.id(),
        }
    }
}

impl<T> Drop for Pending<T> {
    fn drop(&mut self) {
        self.task.abort();
    }
}
