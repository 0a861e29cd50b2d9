use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect;
use tokio::sync::Semaphore;

use crate::attempt::Limits;
use crate::authorization::Authorization;
use crate::base_url::resolve;
use crate::connections::Connections;
use crate::rate_limit::RateLimit;
use crate::retry_budget::RetryBudget;
use crate::runtime::{Pipeline, Runtime};
use crate::{Client, Credentials, Error, ErrorKind, RetryPolicy};

/// Makes a [`Client`]. Only credentials are needed; the rest has defaults that suit the live API.
///
/// ```
/// use std::time::Duration;
/// use twilio_proxy::{Client, Credentials, RetryPolicy};
///
/// let client = Client::builder()
///     .credentials(Credentials::api_key("SK00000000000000000000000000000000", "the secret"))
///     .edge("dublin")
///     .region("ie1")
///     .retry(RetryPolicy::default().deadline(Duration::from_secs(20)))
///     .max_in_flight(8)
///     .build()?;
/// # Ok::<(), twilio_proxy::Error>(())
/// ```
#[derive(Clone)]
#[must_use = "a builder makes no client until build() is called"]
pub struct ClientBuilder {
    credentials: Option<Credentials>,
    base_url: Option<String>,
    edge: Option<String>,
    region: Option<String>,
    allow_http: bool,
    retry: RetryPolicy,
    connect_timeout: Duration,
    read_timeout: Duration,
    limits: Limits,
    max_in_flight: Option<usize>,
    user_agent_suffix: Option<String>,
}

/// Shorter than common load balancers keep an idle connection (60 s).
const IDLE: Duration = Duration::from_secs(45);

/// Longer than anyone waits, and short enough to be added to any clock.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            credentials: None,
            base_url: None,
            edge: None,
            region: None,
            allow_http: false,
            retry: RetryPolicy::default(),
            connect_timeout: Duration::from_secs(3),
            read_timeout: Duration::from_secs(10),
            limits: Limits {
                request_timeout: Duration::from_secs(30),
                max_response_bytes: 64 << 20,
            },
            max_in_flight: None,
            user_agent_suffix: None,
        }
    }
}

impl ClientBuilder {
    /// What every request is authenticated with.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Where requests go, in place of the API's own host: a sandbox, a gateway. Wins over edge and region. Credentials
    /// go here and nowhere else, so it is https, or http to this machine.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// The edge location that requests enter by, such as `dublin`; together with a region.
    pub fn edge(mut self, edge: impl Into<String>) -> Self {
        self.edge = Some(edge.into());
        self
    }

    /// The region that processes requests, such as `ie1`; together with an edge.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Whether a base URL may be http to another machine. The credentials are then readable on the way.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// When a request is sent again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// For making a connection; 3 s by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// For the next bytes of an answer; 10 s by default.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// For one attempt, its body included; 30 s by default. An attempt that timed out is retried like a broken
    /// connection.
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.limits.request_timeout = timeout;
        self
    }

    /// The most bytes of an answer, counted after decompression; 64 MiB by default.
    pub fn max_response_bytes(mut self, bytes: u64) -> Self {
        self.limits.max_response_bytes = bytes;
        self
    }

    /// The most requests under way at once, across clones; unbounded by default. The API limits concurrency, not rate.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.max_in_flight = Some(requests);
        self
    }

    /// What is added to the `User-Agent` header, such as `my-app/1.2`.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Makes the client. Sends nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] says which setting can't be, and why.
    pub fn build(self) -> Result<Client, Error> {
        let invalid = |what: &str| Error::new(ErrorKind::Configuration, what);
        let credentials = self
            .credentials
            .ok_or_else(|| invalid("no credentials: give them to the builder"))?;
        let authorization = credentials.authorization()?;
        let base_url = resolve(
            self.base_url.as_deref(),
            self.edge.as_deref(),
            self.region.as_deref(),
            self.allow_http,
        )?;
        let in_flight = match self.max_in_flight {
            Some(0) => return Err(invalid("max_in_flight is 0: no request could ever be sent")),
            Some(requests) => Some(Semaphore::new(requests.min(Semaphore::MAX_PERMITS))),
            None => None,
        };
        let mut user_agent = format!(
            "twilio-proxy-rust/{} ({} {})",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH
        );
        if let Some(suffix) = &self.user_agent_suffix {
            user_agent = format!("{user_agent} {suffix}");
        }

        let hide = vec![credentials.secret().to_owned(), basic(&authorization)];
        let mut http = reqwest::Client::builder()
            .user_agent(user_agent)
            .redirect(redirect::Policy::none())
            .referer(false)
            .pool_idle_timeout(IDLE)
            // Another crate may turn on HTTP/2 or a decompression: `connections` and `content_encoding` rely on neither.
            .http1_only()
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd()
            .connect_timeout(self.connect_timeout.min(LONGEST))
            .read_timeout(self.read_timeout.min(LONGEST));
        if base_url.scheme() == "http" {
            // A proxy would see the credentials, and none is needed to reach this machine.
            http = http.no_proxy();
        }
        let http = http.build().map_err(|error| {
            invalid("no HTTP client can be made: is the user agent's suffix plain ASCII, and is TLS switched on?")
                .with_source(error.without_url())
        })?;

        let base = base_url.as_str().trim_end_matches('/').to_owned();
        let runtime = Runtime {
            authorization: Authorization::new(base_url, authorization),
            policy: self.retry,
            limits: self.limits,
            budget: RetryBudget::default(),
            rate_limit: RateLimit::default(),
            connections: Connections::default(),
            in_flight,
            hide,
        };
        Ok(Client::new(http, &base, Pipeline::new(Arc::new(runtime))))
    }
}

/// The encoded part of a Basic header, to be blanked where an answer repeats it.
fn basic(authorization: &reqwest::header::HeaderValue) -> String {
    authorization
        .to_str()
        .ok()
        .and_then(|value| value.strip_prefix("Basic "))
        .unwrap_or_default()
        .to_owned()
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The base URL may carry user information until build() has refused it.
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("edge", &self.edge)
            .field("region", &self.region)
            .field("retry", &self.retry)
            .field("limits", &self.limits)
            .field("max_in_flight", &self.max_in_flight)
            .finish_non_exhaustive()
    }
}
