use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use progenitor_client::{ClientHooks, ClientInfo, OperationInfo};
use reqwest::header::{CONTENT_LENGTH, HeaderValue};
use reqwest::{Method, Request, Response};

use crate::generated::Client;

/// How a request of the generated client becomes an answer.
///
/// This is where retries, limits and tracing go: the generated methods build the request and decode the answer, and
/// ask the client's transport for everything between. A transport reports an error of its own as a
/// [`Failure`](crate::Failure) of the response.
///
/// ```
/// use std::{future::Future, pin::Pin, sync::Arc};
/// use twilio_proxy_client::{Client, Direct, Transport};
///
/// /// Says what is asked for, then asks.
/// #[derive(Debug)]
/// struct Told;
///
/// impl Transport for Told {
///     fn execute<'a>(
///         &'a self,
///         http: &'a reqwest::Client,
///         request: reqwest::Request,
///         operation: &'static str,
///     ) -> Pin<Box<dyn Future<Output = reqwest::Result<reqwest::Response>> + Send + 'a>> {
///         println!("{operation}");
///         Direct.execute(http, request, operation)
///     }
/// }
///
/// # fn client(http: reqwest::Client) -> Client {
/// Client::new_with_client("https://proxy.twilio.com", http, Arc::new(Told))
/// # }
/// ```
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends `request` by `http` and returns the response, for the operation's method to decode.
    ///
    /// `operation` is the generated method's name, such as `list_message_interaction`.
    fn execute<'a>(
        &'a self,
        http: &'a reqwest::Client,
        request: Request,
        operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send + 'a>>;
}

/// A request sent once, as it is, with the limits of the `reqwest::Client` and no others.
#[derive(Clone, Copy, Debug, Default)]
pub struct Direct;

impl Transport for Direct {
    fn execute<'a>(
        &'a self,
        http: &'a reqwest::Client,
        request: Request,
        _operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send + 'a>> {
        Box::pin(http.execute(request))
    }
}

/// Sets `Content-Length: 0` if a method that has a body is sent without one.
///
/// hyper sends no `Content-Length` for an empty body over HTTP/1.1, and some servers then respond with 411.
fn declare_empty_body(request: &mut Request) {
    let has_body = matches!(
        *request.method(),
        Method::POST | Method::PUT | Method::PATCH
    );
    let is_empty = request
        .body()
        .is_none_or(|body| body.as_bytes().is_some_and(<[u8]>::is_empty));
    if has_body && is_empty {
        let none = HeaderValue::from_static("0");
        request.headers_mut().insert(CONTENT_LENGTH, none);
    }
}

impl ClientHooks<Arc<dyn Transport>> for Client {
    async fn exec(&self, mut request: Request, info: &OperationInfo) -> reqwest::Result<Response> {
        // progenitor adds it to every request; the API does not know it.
        request.headers_mut().remove("api-version");
        declare_empty_body(&mut request);
        self.inner()
            .execute(self.client(), request, info.operation_id)
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(method: Method, body: Option<&'static str>) -> Option<String> {
        let url = reqwest::Url::parse("https://proxy.twilio.com").ok()?;
        let mut request = Request::new(method, url);
        *request.body_mut() = body.map(Into::into);
        declare_empty_body(&mut request);
        let length = request.headers().get(CONTENT_LENGTH)?;
        length.to_str().ok().map(str::to_owned)
    }

    #[test]
    fn a_request_without_a_body_has_a_length_if_its_method_has_a_body() {
        for method in [Method::POST, Method::PUT, Method::PATCH] {
            assert_eq!(length(method.clone(), None).as_deref(), Some("0"));
            assert_eq!(length(method.clone(), Some("")).as_deref(), Some("0"));
            // hyper sets it.
            assert_eq!(length(method, Some("A=1")), None);
        }
        for method in [Method::GET, Method::DELETE, Method::HEAD] {
            assert_eq!(length(method.clone(), None), None);
            assert_eq!(length(method, Some("")), None);
        }
    }
}
