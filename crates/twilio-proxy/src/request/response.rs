use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use http::HeaderMap;
use twilio_proxy_client::Undecodable;

use crate::Error;
use crate::transport::response::{HttpResponse, Received, request_id};
use crate::transport::undecodable::undecodable_record;

impl Received {
    /// Decodes the body.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) with the raw body.
    pub(crate) fn decoded<T>(
        self,
        decode: impl FnOnce(&Bytes) -> Result<T, Undecodable>,
    ) -> Result<Response<T>, Error> {
        let HttpResponse {
            status,
            headers,
            body,
        } = self.response;
        match decode(&body) {
            Ok(inner) => Ok(Response {
                status: status.as_u16(),
                headers,
                inner,
            }),
            Err(undecodable) => Err(undecodable_record(&undecodable)
                .with_status(status.as_u16())
                .with_request_id(request_id(&headers))
                .with_attempts(self.attempts)
                .with_outcome_unknown(!self.is_read)),
        }
    }
}

/// The response to a request: the decoded value, with the status and the headers of the response.
///
/// ```
/// # use twilio_proxy_sandbox::Sandbox;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = Sandbox::builder().start().await?;
/// # let client = sandbox.client()?;
/// let service = client.create_service("dispatch").response().await?;
/// assert_eq!(service.status(), 201);
/// assert_eq!(service.unique_name.as_deref(), Some("dispatch"));
/// println!("request {:?}", service.request_id());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Response<T> {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) inner: T,
}

impl<T> Response<T> {
    /// Returns the HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns the first header with this name, in any case. A header whose value is not visible ASCII is `None`. Secrets
    /// and personal data of the request that it repeats are blanked.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns the `Twilio-Request-Id`, which the vendor's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.header("twilio-request-id")
    }

    /// Returns the decoded value.
    pub fn into_inner(self) -> T {
        self.inner
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.inner
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers can repeat personal data.
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("inner", &self.inner)
            .finish_non_exhaustive()
    }
}
