use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::iter::Peekable;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use crate::list::Plan;
use crate::pagination::{Fetch, Fetched, Position, Walk};
use crate::{Cursor, Error, Page, RejectedRecord};

/// A page, and where it stood.
type Arrived<T> = (Position, Fetched<T>);

/// A walk, and how much of it the caller wants.
struct Progress<T> {
    walk: Walk<T>,
    collection: Arc<str>,
    page_size: u16,
    /// Items still wanted.
    left: usize,
    /// Records at the head of the next page that were handed out before.
    skip: usize,
    /// The page that came last, and how many records it has.
    last: Option<(Position, usize)>,
    /// Where to go on after the error that ended the walk.
    failed: Option<Cursor>,
}

impl<T: Send + 'static> Progress<T> {
    fn new(plan: Result<Plan<T>, (Fetch<T>, Error)>) -> Self {
        match plan {
            Ok(plan) => Self {
                walk: Walk::new(plan.fetch, plan.start, plan.max_pages),
                collection: plan.collection,
                page_size: plan.page_size,
                left: plan.limit,
                skip: plan.skip,
                last: None,
                failed: None,
            },
            Err((fetch, error)) => Self {
                walk: Walk::refused(fetch, error),
                collection: "".into(),
                page_size: 0,
                left: usize::MAX,
                skip: 0,
                last: None,
                failed: None,
            },
        }
    }

    fn cursor_at(&self, position: Position, skip: usize) -> Cursor {
        Cursor::new(&self.collection, position, self.page_size, skip)
    }

    /// Where the next page starts. Where the server's link to it can't be followed, it is the end of the page before: to
    /// ask that page again is to be given the link again, and nothing is lost.
    fn cursor(&self) -> Option<Cursor> {
        match (self.walk.at(), &self.last) {
            (Some(at), _) => Some(self.cursor_at(at.clone(), self.skip)),
            (None, Some((at, records))) if self.walk.is_stopped() => {
                Some(self.cursor_at(at.clone(), *records))
            }
            _ => self.failed.clone(),
        }
    }

    /// The next page with where it stood; an error has where to go on, and ends the walk.
    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Arrived<T>, Error>>> {
        let at = self.walk.at().cloned().unwrap_or_default();
        let cursor = self.cursor();
        Poll::Ready(match ready!(self.walk.poll_page(cx)) {
            None => None,
            Some(Ok(page)) => {
                let records = page.items.len() + page.rejected.len();
                self.last = Some((at.clone(), records.max(self.skip)));
                Some(Ok((at, page)))
            }
            Some(Err(error)) => {
                self.walk.end();
                self.failed.clone_from(&cursor);
                Some(Err(error.with_cursor(cursor)))
            }
        })
    }

    /// Sends for the next page where this one will not be enough.
    fn fetch_ahead(&mut self, items_here: usize) {
        if self.left > items_here {
            self.walk.fetch_ahead();
        }
    }
}

/// The records of one page, decoded or not, in the server's order.
struct Records<T> {
    items: vec::IntoIter<T>,
    rejected: Peekable<vec::IntoIter<RejectedRecord>>,
    taken: usize,
}

impl<T> Records<T> {
    fn new(items: Vec<T>, rejected: Vec<RejectedRecord>, skip: usize) -> Self {
        let mut records = Self {
            items: items.into_iter(),
            rejected: rejected.into_iter().peekable(),
            taken: 0,
        };
        records.by_ref().take(skip).for_each(drop);
        records
    }
}

impl<T> Iterator for Records<T> {
    type Item = Result<T, RejectedRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        let rejected = self.rejected.next_if(|record| record.index() <= self.taken);
        let record = rejected.map(Err).or_else(|| self.items.next().map(Ok))?;
        self.taken += 1;
        Some(record)
    }
}

/// The items of a listing: a stream that needs no stream crate.
///
/// A record that did not decode is one `Err` of kind [`Record`](crate::ErrorKind::Record), and the stream goes on; any
/// other error ends it. After the end only `None` follows. Dropping `next()` before it is ready loses nothing.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<T> {
    progress: Progress<T>,
    /// The page in hand, and where it starts.
    page: Option<(Position, Records<T>)>,
}

impl<T: Send + 'static> Items<T> {
    pub(crate) fn new(plan: Result<Plan<T>, (Fetch<T>, Error)>) -> Self {
        Self {
            progress: Progress::new(plan),
            page: None,
        }
    }

    /// The next item; nothing after the last.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }

    /// Where to go on from, exact to the item: what was given is not given again. Nothing where nothing is left.
    pub fn cursor(&self) -> Option<Cursor> {
        match &self.page {
            Some((at, records)) if records.items.len() + records.rejected.len() > 0 => {
                Some(self.progress.cursor_at(at.clone(), records.taken))
            }
            _ => self.progress.cursor(),
        }
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if self.progress.left == 0 {
                return Poll::Ready(None);
            }
            if let Some(record) = self.page.as_mut().and_then(|(_, records)| records.next()) {
                if record.is_ok() {
                    self.progress.left -= 1;
                }
                return Poll::Ready(Some(
                    record.map_err(|rejected| Error::from(rejected).with_cursor(self.cursor())),
                ));
            }
            match ready!(self.progress.poll_page(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => {
                    self.page = None;
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Ok((at, page))) => {
                    let skip = std::mem::take(&mut self.progress.skip);
                    let records = Records::new(page.items, page.rejected, skip);
                    self.progress.fetch_ahead(records.items.len());
                    self.page = Some((at, records));
                }
            }
        }
    }
}

/// The pages of a listing: a stream that needs no stream crate.
///
/// An error ends it; after the end only `None` follows. Dropping `next()` before it is ready loses nothing.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<T> {
    progress: Progress<T>,
    /// Where to go on within the last page given, where the limit cut it.
    cut: Option<Cursor>,
}

impl<T: Send + 'static> Pages<T> {
    pub(crate) fn new(plan: Result<Plan<T>, (Fetch<T>, Error)>) -> Self {
        Self {
            progress: Progress::new(plan),
            cut: None,
        }
    }

    /// The next page; nothing after the last.
    pub async fn next(&mut self) -> Option<Result<Page<T>, Error>> {
        poll_fn(|cx| self.poll_page(cx)).await
    }

    /// Whether the page that was given last is one that the server leads nowhere from.
    pub(crate) fn is_stopped(&self) -> bool {
        self.progress.walk.is_stopped()
    }

    /// Where to go on from: after the last page that was given.
    pub fn cursor(&self) -> Option<Cursor> {
        self.cut.clone().or_else(|| self.progress.cursor())
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        if self.progress.left == 0 {
            return Poll::Ready(None);
        }
        let (at, fetched) = match ready!(self.progress.poll_page(cx)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(page)) => page,
        };
        let skip = std::mem::take(&mut self.progress.skip);
        let mut records = Records::new(fetched.items, fetched.rejected, skip);
        let (mut items, mut rejected) = (Vec::with_capacity(records.items.len()), VecDeque::new());
        while self.progress.left > 0 {
            match records.next() {
                Some(Ok(item)) => {
                    items.push(item);
                    self.progress.left -= 1;
                }
                Some(Err(record)) => rejected.push_back(record),
                None => break,
            }
        }
        let rest = records.items.len() + records.rejected.len();
        if rest > 0 {
            self.cut = Some(self.progress.cursor_at(at, records.taken));
        }
        self.progress.fetch_ahead(0);
        let previous = fetched
            .previous
            .map(|previous| self.progress.cursor_at(previous, 0));
        Poll::Ready(Some(Ok(Page {
            items,
            rejected: rejected.into(),
            next: self.cursor(),
            previous,
            request_id: fetched.request_id,
        })))
    }
}

impl<T: Send + 'static> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}

impl<T: Send + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx)
    }
}

// Positions and records are plain data that nothing points into.
impl<T> Unpin for Items<T> {}
impl<T> Unpin for Pages<T> {}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("collection", &self.progress.collection)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("collection", &self.progress.collection)
            .finish_non_exhaustive()
    }
}
