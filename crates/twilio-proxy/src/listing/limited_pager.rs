use std::sync::Arc;
use std::task::{Context, Poll, ready};

use crate::listing::list::ListOptions;
use crate::listing::pager::{Fetched, Pager, Position};
use crate::{Cursor, Error};

/// A page with its position.
type Arrived<T> = (Position, Fetched<T>);

/// A pager with the limits of a listing, which fetches ahead.
pub(crate) struct LimitedPager<T> {
    pub pager: Pager<T>,
    pub collection: Arc<str>,
    /// The number of items until the limit.
    pub left: usize,
    /// Records at the start of the next page that were returned before.
    pub skip: usize,
    /// The position of the last page, and its number of records.
    last: Option<(Position, usize)>,
    /// The cursor at which a listing continues that an error ended.
    failed: Option<Cursor>,
    /// A page that was not returned yet.
    arrived: Option<Arrived<T>>,
    /// Turns of the runtime before the page is returned.
    yields: u8,
}

impl<T: Send + 'static> LimitedPager<T> {
    pub(crate) fn new(options: Result<ListOptions<T>, Error>) -> Self {
        match options {
            Ok(options) => Self {
                pager: Pager::new(options.fetch, options.start, options.max_pages),
                collection: options.collection,
                left: options.limit,
                skip: options.skip,
                last: None,
                failed: None,
                arrived: None,
                yields: 0,
            },
            Err(error) => Self {
                pager: Pager::refused(error),
                collection: "".into(),
                left: usize::MAX,
                skip: 0,
                last: None,
                failed: None,
                arrived: None,
                yields: 0,
            },
        }
    }

    pub(crate) fn cursor_at(&self, position: Position, skip: usize) -> Cursor {
        Cursor::new(&self.collection, position, skip)
    }

    /// Returns the start of the next page. If the server's link to it cannot be followed, it is the end of the page before:
    /// resuming there requests that page and its link again, and loses nothing.
    pub(crate) fn cursor(&self) -> Option<Cursor> {
        if let Some((at, _)) = &self.arrived {
            return Some(self.cursor_at(at.clone(), self.skip));
        }
        match (self.pager.at(), &self.last) {
            (Some(at), _) => Some(self.cursor_at(at.clone(), self.skip)),
            (None, Some((at, records))) if self.pager.is_stopped() => {
                Some(self.cursor_at(at.clone(), *records))
            }
            _ => self.failed.clone(),
        }
    }

    /// Returns the next page with its position. An error has the cursor at which the listing continues, and ends it.
    ///
    /// The request for the page after it is under way before the page is returned, unless the limit needs no other page.
    pub(crate) fn poll_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Arrived<T>, Error>>> {
        if self.arrived.is_none() {
            let at = self.pager.at().cloned().unwrap_or_default();
            let cursor = self.cursor();
            match ready!(self.pager.poll_page(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => {
                    self.pager.end();
                    self.failed.clone_from(&cursor);
                    return Poll::Ready(Some(Err(error.with_cursor(cursor))));
                }
                Some(Ok(page)) => {
                    let records = page.items.len() + page.rejected.len();
                    self.last = Some((at.clone(), records.max(self.skip)));
                    if self.left > self.items_of(&page) && self.pager.fetch_ahead() {
                        self.yields = YIELDS;
                    }
                    self.arrived = Some((at, page));
                }
            }
        }
        if self.yields > 0 {
            self.yields -= 1;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.arrived.take().map(Ok))
    }

    /// Returns the number of items of a page that were not returned before.
    fn items_of(&self, page: &Fetched<T>) -> usize {
        let skipped = page.rejected.iter();
        let skipped = skipped.filter(|record| record.index() < self.skip).count();
        let skipped = self.skip.saturating_sub(skipped);
        page.items.len().saturating_sub(skipped)
    }
}

/// The runtime gets two turns before a page is returned: one for the task of the next page, and one for that of its
/// connection. On a runtime of one thread, a caller that blocks would otherwise delay the request until it waits.
const YIELDS: u8 = 2;
