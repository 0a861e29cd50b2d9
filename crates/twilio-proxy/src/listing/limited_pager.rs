use std::sync::Arc;
use std::task::{Context, Poll, ready};

use crate::listing::list::ListOptions;
use crate::listing::pager::{Fetched, Pager, Position};
use crate::{Cursor, Error};

/// A page, and where it stood.
type Arrived<T> = (Position, Fetched<T>);

/// A walk, and how much of it the caller wants.
pub(crate) struct LimitedPager<T> {
    pub pager: Pager<T>,
    pub collection: Arc<str>,
    /// Items still wanted.
    pub left: usize,
    /// Records at the head of the next page that were handed out before.
    pub skip: usize,
    /// The page that came last, and how many records it has.
    last: Option<(Position, usize)>,
    /// Where to go on after the error that ended the walk.
    failed: Option<Cursor>,
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
            },
            Err(error) => Self {
                pager: Pager::refused(error),
                collection: "".into(),
                left: usize::MAX,
                skip: 0,
                last: None,
                failed: None,
            },
        }
    }

    pub(crate) fn cursor_at(&self, position: Position, skip: usize) -> Cursor {
        Cursor::new(&self.collection, position, skip)
    }

    /// Where the next page starts. Where the server's link to it can't be followed, it is the end of the page before: to
    /// ask that page again is to be given the link again, and nothing is lost.
    pub(crate) fn cursor(&self) -> Option<Cursor> {
        match (self.pager.at(), &self.last) {
            (Some(at), _) => Some(self.cursor_at(at.clone(), self.skip)),
            (None, Some((at, records))) if self.pager.is_stopped() => {
                Some(self.cursor_at(at.clone(), *records))
            }
            _ => self.failed.clone(),
        }
    }

    /// The next page with where it stood; an error has where to go on, and ends the walk.
    pub(crate) fn poll_page(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Arrived<T>, Error>>> {
        let at = self.pager.at().cloned().unwrap_or_default();
        let cursor = self.cursor();
        Poll::Ready(match ready!(self.pager.poll_page(cx)) {
            None => None,
            Some(Ok(page)) => {
                let records = page.items.len() + page.rejected.len();
                self.last = Some((at.clone(), records.max(self.skip)));
                Some(Ok((at, page)))
            }
            Some(Err(error)) => {
                self.pager.end();
                self.failed.clone_from(&cursor);
                Some(Err(error.with_cursor(cursor)))
            }
        })
    }

    /// Sends for the next page where this one will not be enough.
    pub(crate) fn fetch_ahead(&mut self, items_here: usize) {
        if self.left > items_here {
            self.pager.fetch_ahead();
        }
    }
}
