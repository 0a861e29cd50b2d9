use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;
use reqwest::redirect;
use tokio::sync::Semaphore;
use url::Url;

use crate::base_url::resolve;
use crate::environment::{self, variable};
use crate::transport::attempt::Limits;
use crate::transport::authorization::Authorization;
use crate::transport::client_inner::{ClientInner, OnExchange};
use crate::transport::connections::Connections;
use crate::transport::rate_limit::RateLimit;
use crate::transport::request_rate::RequestRate;
use crate::transport::retry_budget::RetryBudget;
use crate::transport::retry_transport::RetryTransport;
use crate::{
    Client, Credentials, Error, ErrorKind, Exchange, RetryPolicy, proxy_variables, trust_store,
};

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
    requests_per_second: Option<f64>,
    user_agent_suffix: Option<String>,
    configure_http: Option<Arc<ConfigureHttp>>,
    on_exchange: Option<Arc<OnExchange>>,
}

type ConfigureHttp = dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync;

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
            requests_per_second: None,
            user_agent_suffix: None,
            configure_http: None,
            on_exchange: None,
        }
    }
}

impl ClientBuilder {
    /// Returns a builder with the settings that environment variables hold.
    ///
    /// | variable | setting |
    /// | --- | --- |
    /// | `TWILIO_API_KEY` and `TWILIO_API_KEY_SECRET`, otherwise `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` | [`credentials`](Self::credentials), by the rules of [`Credentials::from_env`] |
    /// | `TWILIO_EDGE` | [`edge`](Self::edge) |
    /// | `TWILIO_REGION` | [`region`](Self::region) |
    /// | `TWILIO_PROXY_BASE_URL` | [`base_url`](Self::base_url) |
    ///
    /// Settings made on the builder replace those of the environment.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use twilio_proxy::ClientBuilder;
    ///
    /// let client = ClientBuilder::from_env()?
    ///     .request_timeout(Duration::from_secs(10))
    ///     .user_agent_suffix("my-app/1.2")
    ///     .build()?;
    /// # Ok::<(), twilio_proxy::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names the variable that is missing, starts or ends with white space or a quote, or is
    /// not UTF-8. An empty `TWILIO_PROXY_BASE_URL` is an error too; any other empty variable counts as unset.
    pub fn from_env() -> Result<Self, Error> {
        let base_url = variable("TWILIO_PROXY_BASE_URL")?;
        // With an empty value as unset, a request meant for a sandbox would reach the live API.
        if base_url.is_none() && std::env::var_os("TWILIO_PROXY_BASE_URL").is_some() {
            return Err(environment::invalid(
                "TWILIO_PROXY_BASE_URL is empty: set a URL, or unset it to use the live API",
            ));
        }
        Ok(Self {
            credentials: Some(Credentials::from_env()?),
            base_url,
            edge: variable("TWILIO_EDGE")?,
            region: variable("TWILIO_REGION")?,
            ..Self::default()
        })
    }

    /// What every request is authenticated with.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Sets the URL that requests go to, such as a sandbox or a gateway, instead of the API's own host. It replaces edge
    /// and region. Credentials go here and nowhere else, so it must be https, or http to this machine.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets the edge location that requests enter by, such as `dublin`. It needs a region, and has no effect if a base
    /// URL is set.
    pub fn edge(mut self, edge: impl Into<String>) -> Self {
        self.edge = Some(edge.into());
        self
    }

    /// Sets the region that processes requests, such as `ie1`. It needs an edge, and has no effect if a base URL is
    /// set.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Whether a base URL may be http to another machine. The credentials are then readable on the way.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Sets which requests are retried, and for how long.
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

    /// Limits the requests under way at once, across clones; unlimited by default.
    ///
    /// The API limits the rate of requests instead: for each endpoint of a service 30 a second, averaged over 5 s, with
    /// bursts of up to 150 a second. It responds to requests beyond that with 429. Fewer requests under way make that
    /// less likely, but do not prevent it.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.max_in_flight = Some(requests);
        self
    }

    /// Limits the rate of requests, across clones, with bursts of at most one second's worth; unlimited by default. Retries
    /// count too.
    ///
    /// Below the limits of the API this avoids most 429 responses; for Proxy they are under
    /// [`max_in_flight`](Self::max_in_flight). A request whose turn comes after the deadline of its call is
    /// [`ErrorKind::RateLimited`], without being sent. [`build`](Self::build) refuses a rate that is not finite and above
    /// zero.
    pub fn requests_per_second(mut self, requests: f64) -> Self {
        self.requests_per_second = Some(requests);
        self
    }

    /// Sets a function that configures the HTTP client: proxies, certificate authorities, client certificates.
    ///
    /// It is called once for each [`build`](Self::build). The settings that protect credentials are applied afterwards and
    /// win: no redirects, no proxy for an http base URL, and the time limits of this builder. `reqwest` must be the version
    /// that this crate uses.
    ///
    /// ```no_run
    /// use twilio_proxy::ClientBuilder;
    ///
    /// let certificate = std::fs::read("company-ca.pem")?;
    /// let certificate = reqwest::Certificate::from_pem(&certificate)?;
    /// let client = ClientBuilder::from_env()?
    ///     .configure_http(move |http| http.tls_certs_merge([certificate.clone()]))
    ///     .build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn configure_http(
        mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.configure_http = Some(Arc::new(configure));
        self
    }

    /// Calls a function after each attempt of a request, with the request and the response, such as to record them.
    ///
    /// An [`Exchange`] holds personal data and page tokens, but no credentials of the client. The function delays the request
    /// until it returns.
    pub fn on_exchange(mut self, function: impl Fn(&Exchange<'_>) + Send + Sync + 'static) -> Self {
        self.on_exchange = Some(Arc::new(function));
        self
    }

    /// What is added to the `User-Agent` header, such as `my-app/1.2`.
    pub fn user_agent_suffix(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent_suffix = Some(suffix.into());
        self
    }

    /// Builds the client. Sends nothing.
    ///
    /// Requests to an https base URL go through the proxy that `HTTPS_PROXY` or `ALL_PROXY` names, in upper or lower case,
    /// unless `NO_PROXY` excludes the host. A proxy is `http`, `https`, `socks4`, `socks4a`, `socks5` or `socks5h`.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] names the invalid setting or environment variable, and the cause. A proxy variable that
    /// applies but cannot be read is an error, because requests would go out without the proxy. On Linux with rustls,
    /// `SSL_CERT_FILE` and `SSL_CERT_DIR` are an error if no certificate authority can be loaded from them.
    pub fn build(self) -> Result<Client, Error> {
        let invalid = |what: &str| Error::new(ErrorKind::Configuration, what);
        let credentials = self
            .credentials
            .as_ref()
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
        let request_rate =
            match self.requests_per_second {
                Some(rate) => Some(RequestRate::new(rate).ok_or_else(|| {
                    invalid("requests_per_second is not a finite number above zero")
                })?),
                None => None,
            };
        proxy_variables::check(&base_url)?;

        let hide = vec![credentials.secret().to_owned(), basic(&authorization)];
        let http = self.http_client(&base_url)?;
        let inner = ClientInner {
            authorization: Authorization::new(base_url.clone(), authorization),
            policy: self.retry,
            limits: self.limits,
            budget: RetryBudget::default(),
            rate_limit: RateLimit::default(),
            request_rate,
            connections: Connections::default(),
            in_flight,
            on_exchange: self.on_exchange,
            hide,
        };
        Ok(Client::new(http, base_url, RetryTransport::new(inner)))
    }

    /// Builds the HTTP client. Settings that the transport relies on override those of `configure_http`.
    fn http_client(&self, base_url: &Url) -> Result<reqwest::Client, Error> {
        let user_agent = user_agent(self.user_agent_suffix.as_deref())?;
        let mut http = reqwest::Client::builder()
            .user_agent(user_agent)
            .pool_idle_timeout(IDLE);
        if let Some(configure) = &self.configure_http {
            http = configure(http);
        }
        let mut http = http
            .redirect(redirect::Policy::none())
            .referer(false)
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
        http.build().map_err(not_built)
    }
}

fn user_agent(suffix: Option<&str>) -> Result<HeaderValue, Error> {
    let mut text = format!(
        "twilio-proxy-rust/{} ({} {})",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    if let Some(suffix) = suffix {
        text = format!("{text} {suffix}");
    }
    HeaderValue::try_from(text).map_err(|_| {
        let message = "user_agent_suffix has a control character, such as a line break";
        Error::new(ErrorKind::Configuration, message)
    })
}

/// Returns the error of an HTTP client that reqwest cannot build. With valid headers, TLS is the cause.
fn not_built(error: reqwest::Error) -> Error {
    let cause = trust_store::explain().unwrap_or_else(|| {
        let mut cause: &dyn StdError = &error;
        while let Some(source) = cause.source() {
            cause = source;
        }
        cause.to_string()
    });
    let message = format!("cannot set up TLS: {cause}");
    Error::new(ErrorKind::Configuration, message).with_source(error.without_url())
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
            .field("requests_per_second", &self.requests_per_second)
            .finish_non_exhaustive()
    }
}
