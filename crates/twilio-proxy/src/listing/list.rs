use std::fmt;
use std::sync::Arc;

use crate::listing::pager::{Fetch, Position};
use crate::{Cursor, Error, ErrorKind, Items, Page, Pages};

/// The most records that the API gives in one page.
pub(crate) const MAX_PAGE_SIZE: u16 = 1000;

/// A listing that has not been sent.
///
/// Say how much is wanted, then take it as [`items`](Self::items), [`pages`](Self::pages), one [`page`](Self::page), or
/// [`collect`](Self::collect) all of it.
///
/// ```
/// # use twilio_proxy_sandbox::Sandbox;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = Sandbox::builder().sessions(5).start().await?;
/// # let client = sandbox.client()?;
/// let sessions = client.list_sessions(sandbox.service_sid())?;
///
/// let three = sessions.clone().limit(3).collect().await?;
/// assert_eq!(three.len(), 3);
///
/// let page = sessions.page_size(2).page().await?;
/// assert_eq!(page.items, three[..2]);
/// # Ok(())
/// # }
/// ```
#[must_use = "a listing sends nothing until its items, pages or page are asked for"]
pub struct List<T> {
    fetch: Fetch<T>,
    /// Names the operation and its arguments, so that a cursor fits no other collection.
    collection: Arc<str>,
    page_size: Option<u16>,
    limit: Option<usize>,
    max_pages: Option<usize>,
    resume: Option<Cursor>,
}

/// A listing's settings, checked.
pub(crate) struct ListOptions<T> {
    pub fetch: Fetch<T>,
    pub collection: Arc<str>,
    pub limit: usize,
    pub max_pages: usize,
    pub start: Position,
    /// Records of the first page that were handed out before.
    pub skip: usize,
}

impl<T: Send + 'static> List<T> {
    pub(crate) fn new(collection: String, fetch: Fetch<T>) -> Self {
        Self {
            fetch,
            collection: collection.into(),
            page_size: None,
            limit: None,
            max_pages: None,
            resume: None,
        }
    }

    /// Sets the number of records per request: 1 to 1000, else the first call that would send it returns
    /// [`ErrorKind::InvalidInput`]. The default is 1000, or the limit if that is smaller. If the server lowers the page size
    /// in a next link, the lower one is used from there on. A listing that is resumed keeps its cursor's page size.
    pub fn page_size(mut self, records: u16) -> Self {
        self.page_size = Some(records);
        self
    }

    /// At most so many items, however the pages fall. 0 gives none and sends nothing. A listing that is resumed counts anew.
    pub fn limit(mut self, items: usize) -> Self {
        self.limit = Some(items);
        self
    }

    /// Stop with [`ErrorKind::Pagination`] where the server would go on past so many pages.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.max_pages = Some(pages);
        self
    }

    /// Go on where another listing of the same collection stopped. A cursor of another collection is
    /// [`ErrorKind::InvalidInput`] at the first call that would send it.
    pub fn resume(mut self, cursor: Cursor) -> Self {
        self.resume = Some(cursor);
        self
    }

    /// One page: the first, or the one that the cursor leads to.
    ///
    /// # Errors
    /// Any kind but [`ErrorKind::Record`]: records that did not decode are in [`Page::rejected`].
    pub async fn page(mut self) -> Result<Page<T>, Error> {
        // No other page is fetched ahead.
        self.max_pages = self.max_pages.map(|pages| pages.min(1)).or(Some(1));
        let mut pages = self.pages();
        let start = pages.cursor();
        let mut page = pages.next().await;
        // A page with records is returned before the error that follows it: its `next` leads to the error.
        if matches!(&page, Some(Ok(page)) if page.items.is_empty() && page.rejected.is_empty())
            && pages.is_stopped()
        {
            page = pages.next().await;
        }
        page.unwrap_or_else(|| {
            Ok(Page {
                items: Vec::new(),
                rejected: Vec::new(),
                next: start,
                previous: None,
                request_id: None,
            })
        })
    }

    /// The pages, one after the other; the next one is fetched while the caller works on this one.
    pub fn pages(self) -> Pages<T> {
        Pages::new(self.plan())
    }

    /// The items, one after the other, across all pages.
    pub fn items(self) -> Items<T> {
        Items::new(self.plan())
    }

    /// Returns all items.
    ///
    /// # Errors
    /// The first error, also of a record that did not decode. The items before it are dropped, so the error's
    /// [`cursor`](Error::cursor) is where this listing began. To keep them, use [`items`](Self::items).
    pub async fn collect(self) -> Result<Vec<T>, Error> {
        let mut items = self.items();
        let start = items.cursor();
        let mut all = Vec::new();
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => all.push(item),
                Err(error) => return Err(error.with_cursor(start)),
            }
        }
        Ok(all)
    }

    /// The settings, or why they can't be sent.
    fn plan(self) -> Result<ListOptions<T>, (Fetch<T>, Error)> {
        let limit = self.limit.unwrap_or(usize::MAX);
        let unset =
            u16::try_from(limit).map_or(MAX_PAGE_SIZE, |limit| limit.clamp(1, MAX_PAGE_SIZE));
        let asked = self.page_size.unwrap_or(unset);
        let invalid = if !(1..=MAX_PAGE_SIZE).contains(&asked) {
            Some(format!("page_size is {asked}: give 1 to {MAX_PAGE_SIZE}"))
        } else if self.max_pages == Some(0) {
            Some("max_pages is 0: give at least 1".to_owned())
        } else if self
            .resume
            .as_ref()
            .is_some_and(|cursor| *cursor.collection() != *self.collection)
        {
            Some(format!(
                "the cursor belongs to another collection than {}",
                self.collection
            ))
        } else {
            None
        };
        let first = Position {
            page_size: asked,
            ..Position::default()
        };
        match invalid {
            Some(what) => Err((self.fetch, Error::new(ErrorKind::InvalidInput, what))),
            None => Ok(ListOptions {
                fetch: self.fetch,
                collection: self.collection,
                limit,
                max_pages: self.max_pages.unwrap_or(usize::MAX),
                start: self.resume.as_ref().map_or(first, Cursor::position),
                skip: self.resume.as_ref().map_or(0, Cursor::skip),
            }),
        }
    }
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        Self {
            fetch: Arc::clone(&self.fetch),
            collection: Arc::clone(&self.collection),
            page_size: self.page_size,
            limit: self.limit,
            max_pages: self.max_pages,
            resume: self.resume.clone(),
        }
    }
}

impl<T> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List")
            .field("collection", &self.collection)
            .field("page_size", &self.page_size)
            .field("limit", &self.limit)
            .field("max_pages", &self.max_pages)
            .field("resume", &self.resume)
            .finish_non_exhaustive()
    }
}
