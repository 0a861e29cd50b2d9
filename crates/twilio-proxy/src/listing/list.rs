use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use serde::de::DeserializeOwned;

use crate::listing::page_body::PageDecoder;
use crate::listing::page_fetch::fetch_by;
use crate::listing::pager::{Fetch, Position};
use crate::request::Request;
use crate::{Cursor, Error, ErrorKind, Items, Page, Pages, RawRecord, RetryPolicy};

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
/// let sessions = client.list_sessions(sandbox.service_sid());
///
/// let three = sessions.clone().limit(3).collect().await?;
/// assert_eq!(three.len(), 3);
///
/// let page = sessions.page_size(2).page().await?;
/// assert_eq!(page.items, three[..2]);
/// # Ok(())
/// # }
/// ```
#[must_use = "a listing sends nothing until its items, pages or page are requested"]
pub struct List<T> {
    pub(crate) request: Request,
    /// The list's name in the body of a page.
    key: &'static str,
    decode: PageDecoder<T>,
    page_size: Option<u16>,
    limit: Option<usize>,
    max_pages: Option<usize>,
    resume: Option<Cursor>,
}

/// The options of a listing, checked.
pub(crate) struct ListOptions<T> {
    pub fetch: Fetch<T>,
    /// The operation with its arguments, so that a cursor fits no other collection.
    pub collection: Arc<str>,
    pub limit: usize,
    pub max_pages: usize,
    pub start: Position,
    /// Records of the first page that were returned before.
    pub skip: usize,
}

impl<T: DeserializeOwned + Send + 'static> List<T> {
    /// Returns the listing of the records that a page has under `key`.
    pub(crate) fn new(request: Request, key: &'static str) -> Self {
        Self::decoded_by(request, key, PageDecoder::typed())
    }
}

impl<T: Send + 'static> List<T> {
    fn decoded_by(request: Request, key: &'static str, decode: PageDecoder<T>) -> Self {
        Self {
            request,
            key,
            decode,
            page_size: None,
            limit: None,
            max_pages: None,
            resume: None,
        }
    }

    /// Returns the same listing with each record as the JSON text that the API sent, for archives that must lose nothing.
    ///
    /// No record of a raw listing is rejected. A cursor of one kind fits the other.
    ///
    /// ```
    /// # use twilio_proxy_sandbox::Sandbox;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = Sandbox::builder().sessions(3).start().await?;
    /// # let client = sandbox.client()?;
    /// let mut archive = String::new();
    /// for record in client.list_sessions(sandbox.service_sid()).raw().collect().await? {
    ///     archive.push_str(record.get());
    ///     archive.push('\n');
    /// }
    /// assert_eq!(archive.lines().count(), 3);
    /// # Ok(())
    /// # }
    /// ```
    pub fn raw(self) -> List<RawRecord> {
        List {
            request: self.request,
            key: self.key,
            decode: PageDecoder::raw(),
            page_size: self.page_size,
            limit: self.limit,
            max_pages: self.max_pages,
            resume: self.resume,
        }
    }

    /// Sets the time limit of each attempt, instead of the client's `request_timeout`.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.request.options.timeout = Some(timeout);
        self
    }

    /// Sets the retry policy of the requests for the pages, instead of the client's.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.request.options.retry = Some(policy);
        self
    }

    /// Adds a query parameter that has no setter to the request for each page.
    ///
    /// A name that has a setter, or that the client sets, such as `PageToken`, is [`ErrorKind::InvalidInput`] when the
    /// listing is sent.
    pub fn extra_param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.request.add_param(name.into(), value.into());
        self
    }

    /// Adds a header to the request for each page.
    ///
    /// A name or a value that is not valid in HTTP, or a name that the client sets, such as `Authorization`, is
    /// [`ErrorKind::InvalidInput`] when the listing is sent.
    pub fn extra_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.request.add_header(name.as_ref(), value.as_ref());
        self
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
                headers: HeaderMap::new(),
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
        Pages::new(self.options())
    }

    /// The items, one after the other, across all pages.
    pub fn items(self) -> Items<T> {
        Items::new(self.options())
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

    /// Checks the options. A listing with an invalid one has this error as its first and last page.
    fn options(self) -> Result<ListOptions<T>, Error> {
        let invalid = |message: String| Err(Error::new(ErrorKind::InvalidInput, message));
        let collection: Arc<str> = self.request.collection()?.into();
        let limit = self.limit.unwrap_or(usize::MAX);
        let default =
            u16::try_from(limit).map_or(MAX_PAGE_SIZE, |limit| limit.clamp(1, MAX_PAGE_SIZE));
        let page_size = self.page_size.unwrap_or(default);
        if !(1..=MAX_PAGE_SIZE).contains(&page_size) {
            return invalid(format!(
                "page_size is {page_size}: set it to 1 to {MAX_PAGE_SIZE}"
            ));
        }
        if self.max_pages == Some(0) {
            return invalid("max_pages is 0: set it to at least 1".to_owned());
        }
        let resume = self.resume.as_ref();
        if resume.is_some_and(|cursor| *cursor.collection() != *collection) {
            return invalid(format!(
                "the cursor belongs to another collection than {collection}"
            ));
        }
        let first = Position {
            page_size,
            ..Position::default()
        };
        Ok(ListOptions {
            collection,
            limit,
            max_pages: self.max_pages.unwrap_or(usize::MAX),
            start: resume.map_or(first, Cursor::position),
            skip: resume.map_or(0, Cursor::skip),
            fetch: fetch_by(self.request, self.key, self.decode),
        })
    }
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        Self {
            request: self.request.clone(),
            key: self.key,
            decode: self.decode,
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
            .field("request", &self.request)
            .field("page_size", &self.page_size)
            .field("limit", &self.limit)
            .field("max_pages", &self.max_pages)
            .field("resume", &self.resume)
            .finish_non_exhaustive()
    }
}
