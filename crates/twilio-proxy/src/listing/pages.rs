use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::listing::limited_pager::LimitedPager;
use crate::listing::list::ListOptions;
use crate::listing::records::Records;
use crate::{Cursor, Error, Page};

/// The pages of a listing: a stream that needs no stream crate.
///
/// An error ends it; after the end only `None` follows. Dropping `next()` before it is ready loses nothing.
///
/// ```
/// # use twilio_proxy_sandbox::Sandbox;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = Sandbox::builder().sessions(5).start().await?;
/// # let client = sandbox.client()?;
/// let mut pages = client.list_sessions(sandbox.service_sid()).page_size(2).pages();
/// let mut sizes = Vec::new();
/// while let Some(page) = pages.next().await {
///     let page = page?;
///     println!("request {:?}: {} bad records", page.request_id, page.rejected.len());
///     sizes.push(page.items.len());
/// }
/// assert_eq!(sizes, [2, 2, 1]);
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<T> {
    pager: LimitedPager<T>,
    /// Where to go on within the last page given, where the limit cut it.
    cut: Option<Cursor>,
}

impl<T: Send + 'static> Pages<T> {
    pub(crate) fn new(options: Result<ListOptions<T>, Error>) -> Self {
        Self {
            pager: LimitedPager::new(options),
            cut: None,
        }
    }

    /// The next page; nothing after the last.
    pub async fn next(&mut self) -> Option<Result<Page<T>, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// Whether the page that was given last is one that the server leads nowhere from.
    pub(crate) fn is_stopped(&self) -> bool {
        self.pager.pager.is_stopped()
    }

    /// Where to go on from: after the last page that was given.
    pub fn cursor(&self) -> Option<Cursor> {
        self.cut.clone().or_else(|| self.pager.cursor())
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        if self.pager.left == 0 {
            return Poll::Ready(None);
        }
        let (at, fetched) = match ready!(self.pager.poll_page(cx)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            Some(Ok(page)) => page,
        };
        let skip = std::mem::take(&mut self.pager.skip);
        let mut records = Records::new(fetched.items, fetched.rejected, skip);
        let (mut items, mut rejected) = (Vec::with_capacity(records.items_left()), VecDeque::new());
        while self.pager.left > 0 {
            match records.next() {
                Some(Ok(item)) => {
                    items.push(item);
                    self.pager.left -= 1;
                }
                Some(Err(record)) => rejected.push_back(record),
                None => break,
            }
        }
        if records.left() > 0 {
            self.cut = Some(self.pager.cursor_at(at, records.taken));
        }
        let previous = fetched
            .previous
            .map(|previous| self.pager.cursor_at(previous, 0));
        let page = Page {
            items,
            rejected: rejected.into(),
            next: self.cursor(),
            previous,
            request_id: fetched.request_id,
            headers: fetched.headers,
        };
        Poll::Ready(Some(Ok(page)))
    }
}

impl<T: Send + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx)
    }
}

// Positions and records are plain data that nothing points into.
impl<T> Unpin for Pages<T> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("collection", &self.pager.collection)
            .finish_non_exhaustive()
    }
}
