use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::listing::limited_pager::LimitedPager;
use crate::listing::list::ListOptions;
use crate::listing::pager::Position;
use crate::listing::records::Records;
use crate::{Cursor, Error};

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
        loop {
            if self.pager.left == 0 {
                return Poll::Ready(None);
            }
            if let Some((_, records)) = &mut self.page {
                if let Some(rejected) = records.next_rejected() {
                    let error = Error::from(rejected).with_cursor(self.cursor());
                    return Poll::Ready(Some(Err(error)));
                }
                // Records are large: the item moves from the page to the caller, and nowhere between.
                if let Some(item) = records.next_item() {
                    self.pager.left -= 1;
                    return Poll::Ready(Some(Ok(item)));
                }
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
                    self.page = Some((at, records));
                }
            }
        }
    }
}

impl<T: Send + 'static> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}

// Positions and records are plain data that nothing points into.
impl<T> Unpin for Items<T> {}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("collection", &self.pager.collection)
            .finish_non_exhaustive()
    }
}
