use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_LENGTH, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use futures_util::stream::{self, StreamExt};
use serde_json::Value;

use crate::line::Breaker;
use crate::problem::Problem;

/// What happens to a request that meets a fault.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    Error { status: u16, code: u32 },
    RateLimit { retry_after: Duration },
    Slow { delay: Duration },
    Reset,
    CutShort,
    NotJson,
    BadRecord { index: usize },
    NextLinkLoop,
}

impl Effect {
    /// The answer. `next` carries the request out.
    pub(crate) async fn answer(self, request: Request, next: Next, breaker: &Breaker) -> Response {
        match self {
            Self::Error { status, code } => Problem::scripted(status, code).into_response(),
            Self::RateLimit { retry_after } => rate_limited(retry_after),
            Self::Slow { delay } => {
                let response = next.run(request).await;
                tokio::time::sleep(delay).await;
                response
            }
            Self::Reset => {
                breaker.trip();
                // Not sent, as the connection refuses it.
                StatusCode::NO_CONTENT.into_response()
            }
            Self::CutShort => cut_short(plain(request, next).await, breaker).await,
            Self::NotJson => Html("<html><body>Please log in</body></html>").into_response(),
            Self::BadRecord { index } => {
                edited(plain(request, next).await, |body| spoil(body, index)).await
            }
            Self::NextLinkLoop => {
                let query = request.uri().query().unwrap_or_default().to_owned();
                edited(plain(request, next).await, |body| loop_back(body, &query)).await
            }
        }
    }
}

fn rate_limited(retry_after: Duration) -> Response {
    let part = u64::from(retry_after.subsec_nanos() > 0);
    let seconds = retry_after.as_secs().saturating_add(part);
    let mut response = Problem::scripted(429, 20429).into_response();
    let headers = response.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// The answer as it is before compression, so that what is in it can be changed.
async fn plain(mut request: Request, next: Next) -> Response {
    request.headers_mut().remove(ACCEPT_ENCODING);
    next.run(request).await
}

/// The sandbox's own bodies are in memory: to read one whole does not fail.
async fn whole(body: Body) -> Bytes {
    to_bytes(body, usize::MAX).await.unwrap_or_default()
}

/// The whole length announced, and half of it sent.
async fn cut_short(response: Response, breaker: &Breaker) -> Response {
    let (mut parts, body) = response.into_parts();
    let body = whole(body).await;
    if body.is_empty() {
        breaker.trip();
    }
    let length = HeaderValue::from(body.len());
    parts.headers.insert(CONTENT_LENGTH, length);
    let half = body.slice(..body.len() / 2);
    let sent = stream::iter([Ok(half)]);
    let broken = stream::once(async {
        // What is said before is sent while there is nothing more to say.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    Response::from_parts(parts, Body::from_stream(sent.chain(broken)))
}

/// The answer with its JSON changed; as it is where it has none.
async fn edited(response: Response, edit: impl FnOnce(&mut Value)) -> Response {
    let (mut parts, body) = response.into_parts();
    let body = whole(body).await;
    let Ok(mut json) = serde_json::from_slice(&body) else {
        return Response::from_parts(parts, Body::from(body));
    };
    edit(&mut json);
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(json.to_string()))
}

fn spoil(body: &mut Value, index: usize) {
    let key = body.pointer("/meta/key").and_then(Value::as_str);
    let sid = key.map(|key| format!("/{key}/{index}/sid"));
    if let Some(sid) = sid.and_then(|sid| body.pointer_mut(&sid)) {
        *sid = Value::from("spoilt");
    }
}

/// Has the next link ask for what `query` asked for.
fn loop_back(body: &mut Value, query: &str) {
    let names_a_page = form_urlencoded::parse(query.as_bytes())
        .any(|(name, _)| name == "Page" || name == "PageToken");
    let query = match (names_a_page, query) {
        (true, query) => query.to_owned(),
        (false, "") => "Page=0".to_owned(),
        (false, query) => format!("{query}&Page=0"),
    };
    let url = body.pointer("/meta/url").and_then(Value::as_str);
    let collection = url.and_then(|url| url.split('?').next());
    let link = collection.map(|collection| format!("{collection}?{query}"));
    if let Some((next, link)) = body.pointer_mut("/meta/next_page_url").zip(link) {
        *next = Value::from(link);
    }
}
