use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use progenitor_client::{ClientHooks, ClientInfo, OperationInfo};
use reqwest::{Request, Response};

use crate::generated::Client;

/// How a request of the generated client becomes an answer.
///
/// This is where retries, limits and tracing go: the generated methods build the request and decode the answer, and
/// ask the client's transport for everything between.
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
    /// Sends `request` by `http` and gives the answer that the operation's method is to decode.
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

impl ClientHooks<Arc<dyn Transport>> for Client {
    async fn exec(&self, mut request: Request, info: &OperationInfo) -> reqwest::Result<Response> {
        // progenitor adds it to every request; the API does not know it.
        request.headers_mut().remove("api-version");
        self.inner()
            .execute(self.client(), request, info.operation_id)
            .await
    }
}
