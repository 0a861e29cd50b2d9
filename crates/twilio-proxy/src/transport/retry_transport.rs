use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::{Request, Response};
use twilio_proxy_client::Transport;

use crate::transport::call::Call;
use crate::transport::call_options::CallOptions;
use crate::transport::client_inner::ClientInner;
use crate::transport::generated_errors::{failed, succeeded};
use crate::transport::response::Received;
use crate::transport::runtime_errors::{catching_runtime_panics, no_runtime};
use crate::{Error, ErrorKind};

/// Sends each request of a client, with credentials, retries, limits and tracing.
#[derive(Clone, Debug)]
pub(crate) struct RetryTransport {
    inner: Arc<ClientInner>,
}

impl RetryTransport {
    pub(crate) fn new(inner: ClientInner) -> Self {
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Sends a request until it succeeds, or until it is not retried.
    pub(crate) async fn call(
        &self,
        http: &reqwest::Client,
        mut request: Request,
        operation: &'static str,
        options: &CallOptions,
    ) -> Result<Received, Error> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(no_runtime());
        }
        self.inner.authorization.add_to(&mut request)?;
        let is_read = request.method().is_safe();
        let mut call = Call::new(&self.inner, http, request, operation, options);
        match catching_runtime_panics(call.run()).await {
            Ok(response) => Ok(Received {
                response,
                attempts: call.attempts(),
                is_read,
            }),
            // Without timers or I/O nothing was sent.
            Err(error) if error.kind() == ErrorKind::Configuration => Err(error),
            Err(error) => Err(call.describe(error)),
        }
    }
}

impl Transport for RetryTransport {
    fn execute<'a>(
        &'a self,
        http: &'a reqwest::Client,
        request: Request,
        operation: &'static str,
    ) -> Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send + 'a>> {
        Box::pin(async move {
            let options = CallOptions::default();
            Ok(match self.call(http, request, operation, &options).await {
                Ok(received) => succeeded(received),
                Err(error) => failed(error),
            })
        })
    }
}
