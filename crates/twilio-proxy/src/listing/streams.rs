use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::listing::limited_pager::LimitedPager;
use crate::listing::list::ListOptions;
use crate::listing::pager::Position;
use crate::listing::records::Records;
use crate::{Cursor, Error, Page};

/// The items of a listing: a stream that needs no stream crate.
///
/// A record that did not decode is one `Err` of kind [`Record`](crate::ErrorKind::Record), and the stream goes on; any
/// other error ends it. After the end only `None` follows. Dropping `next()` before it is ready loses nothing.
///
/// ```
/// # use twilio_proxy_sandbox::Sandbox;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use twilio_proxy::ErrorKind;
///
/// # let sandbox = Sandbox::builder().interactions(3).start().await?;
/// # let client = sandbox.client()?;
/// # let listing = client.list_interactions(sandbox.service_sid(), sandbox.session_sid());
/// let mut interactions = listing.items();
/// while let Some(interaction) = interactions.next().await {
///     match interaction {
///         Ok(interaction) => println!("{}", interaction.sid),
///         Err(error) if error.kind() == ErrorKind::Record => eprintln!("left out: {error}"),
///         Err(error) => return Err(error.into()),
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<T> {
    pager: LimitedPager<T>,
    /// The page in hand, and where it starts.
    page: Option<(Position, Records<T>)>,
}

impl<T: Send + 'static> Items<T> {
    pub(crate) fn new(options: Result<ListOptions<T>, Error>) -> Self {
        Self {
            pager: LimitedPager::new(options),
            page: None,
        }
    }

    /// The next item; nothing after the last.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// Where to go on from, exact to the item: what was given is not given again. Nothing where nothing is left;
    /// after a limit there may be more.
    pub fn cursor(&self) -> Option<Cursor> {
        match &self.page {
            Some((at, records)) if records.left() > 0 => {
                Some(self.pager.cursor_at(at.clone(), records.taken))
            }
            _ => self.pager.cursor(),
        }
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        ready!(self.pager.poll_turn(cx));
        loop {
            if self.pager.left == 0 {
                return Poll::Ready(None);
            }
            if let Some(record) = self.page.as_mut().and_then(|(_, records)| records.next()) {
                if record.is_ok() {
                    self.pager.left -= 1;
                }
                return Poll::Ready(Some(
                    record.map_err(|rejected| Error::from(rejected).with_cursor(self.cursor())),
                ));
            }
            match ready!(self.pager.poll_page(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => {
                    self.page = None;
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Ok((at, page))) => {
                    let skip = std::mem::take(&mut self.pager.skip);
                    let records = Records::new(page.items, page.rejected, skip);
                    self.pager.fetch_ahead(records.items_left());
                    self.page = Some((at, records));
                    ready!(self.pager.poll_turn(cx));
                }
            }
        }
    }
}

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
    /// A page that is there and was not given yet, and where it starts.
    held: Option<(Cursor, Page<T>)>,
}

impl<T: Send + 'static> Pages<T> {
    pub(crate) fn new(options: Result<ListOptions<T>, Error>) -> Self {
        Self {
            pager: LimitedPager::new(options),
            cut: None,
            held: None,
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
        match &self.held {
            Some((start, _)) => Some(start.clone()),
            None => self.after(),
        }
    }

    /// Where to go on after the page that came last.
    fn after(&self) -> Option<Cursor> {
        self.cut.clone().or_else(|| self.pager.cursor())
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        if self.held.is_some() {
            return self.poll_held(cx);
        }
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
        let start = self.pager.cursor_at(at.clone(), skip);
        if records.left() > 0 {
            self.cut = Some(self.pager.cursor_at(at, records.taken));
        }
        self.pager.fetch_ahead(0);
        let previous = fetched
            .previous
            .map(|previous| self.pager.cursor_at(previous, 0));
        let page = Page {
            items,
            rejected: rejected.into(),
            next: self.after(),
            previous,
            request_id: fetched.request_id,
            headers: fetched.headers,
        };
        self.held = Some((start, page));
        self.poll_held(cx)
    }

    fn poll_held(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        ready!(self.pager.poll_turn(cx));
        Poll::Ready(self.held.take().map(|(_, page)| Ok(page)))
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
            .field("collection", &self.pager.collection)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("collection", &self.pager.collection)
            .finish_non_exhaustive()
    }
}
