use std::sync::Arc;

use crate::listing::next_link;
use crate::listing::page_body::{PageBody, PageDecoder};
use crate::listing::pager::{Fetch, Fetched, Position};
use crate::request::Request;
use crate::transport::response::Received;
use crate::{Error, ErrorKind, Redacted};

/// Returns the function that fetches a page of a listing.
pub(crate) fn fetch_by<T: Send + 'static>(
    request: Request,
    key: &'static str,
    decode: PageDecoder<T>,
) -> Fetch<T> {
    let request = Arc::new(request);
    Arc::new(move |position| {
        let request = Arc::clone(&request);
        Box::pin(async move {
            let page_size = position.page_size;
            let received = send(&request, position).await?;
            fetched(received, key, decode, page_size, &request.api_path()?)
        })
    })
}

/// Requests the page at a position.
async fn send(request: &Request, position: Position) -> Result<Received, Error> {
    let (page, page_size) = (position.page.to_string(), position.page_size.to_string());
    let query = [
        (position.page > 0).then_some(("Page", &*page)),
        Some(("PageSize", &*page_size)),
        position.token.as_deref().map(|token| ("PageToken", token)),
    ];
    let query: Vec<_> = query.into_iter().flatten().collect();
    request.send_with(&query).await
}

/// Converts a response to a page of the pager. `collection` is the path of the request below the base URL.
pub(crate) fn fetched<T>(
    received: Received,
    key: &str,
    decode: PageDecoder<T>,
    page_size: u16,
    collection: &str,
) -> Result<Fetched<T>, Error> {
    let status = received.response.status.as_u16();
    let request_id = received.response.request_id();
    let describe = |error: Error| {
        error
            .with_status(status)
            .with_request_id(request_id.clone())
            .with_attempts(received.attempts)
    };
    // A listing that accepted a partial response would lose records.
    if status != 200 {
        let error = Error::new(ErrorKind::Decode, "a page is expected with status 200");
        return Err(describe(error));
    }
    let PageBody {
        items,
        rejected,
        links,
    } = decode
        .decode(&received.response, key, page_size)
        .map_err(describe)?;
    let position = |link: Redacted| next_link::position(&link, collection, page_size);
    let next = match links.next {
        Ok(link) => link.map(position).transpose(),
        Err(error) => Err(error),
    };
    Ok(Fetched {
        items,
        rejected,
        next: next.map_err(describe),
        // No listing needs the previous page, so a link to it that cannot be followed is not an error.
        previous: links.previous.and_then(|link| position(link).ok()),
        request_id,
        headers: received.response.headers,
    })
}
