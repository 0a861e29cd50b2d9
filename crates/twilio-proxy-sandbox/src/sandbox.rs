use std::fmt;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use twilio_proxy::{Credentials, ParticipantSid, ServiceSid, SessionSid};

use crate::RecordedRequest;
use crate::account::Account;
use crate::server::{Served, router};

/// Why a sandbox did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port can't be listened on.
    #[error("port {port} can't be used: {source}; choose another one, or 0 for any that is free")]
    Port {
        /// The port that was asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// A SID that was made of the seed is none: a fault of the sandbox.
    #[error("the seed makes no valid SID: {0}")]
    Sid(#[from] twilio_proxy::InvalidSid),
}

/// What a sandbox is to serve.
#[derive(Clone, Debug)]
#[must_use = "a sandbox serves nothing until start() is called"]
pub struct SandboxBuilder {
    interactions: usize,
    latency: Duration,
    port: u16,
    seed: u64,
}

impl SandboxBuilder {
    /// How many message interactions there are; 100 by default.
    pub fn interactions(mut self, count: usize) -> Self {
        self.interactions = count;
        self
    }

    /// How long each answer waits; not at all by default.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// The port on 127.0.0.1; 0, the default, for any that is free.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// What SIDs, secret and interactions are made of: the same seed gives the same ones.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Starts to serve, on the Tokio runtime that this is called on.
    ///
    /// # Errors
    /// [`StartError::Port`] where the port is taken or not allowed.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        let busy = |source| StartError::Port {
            port: self.port,
            source,
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))
            .await
            .map_err(busy)?;
        let address = listener.local_addr().map_err(busy)?;
        let account = Account::new(self.seed);
        let (service_sid, session_sid, participant_sid) = (
            account.service_sid.parse()?,
            account.session_sid.parse()?,
            account.participant_sid.parse()?,
        );
        let served = Arc::new(Served {
            account,
            base_url: format!("http://{address}"),
            seed: self.seed,
            interactions: self.interactions,
            latency: self.latency,
            answers: AtomicU64::new(0),
            requests: Default::default(),
        });
        let (stop, stopped) = oneshot::channel::<()>();
        let server =
            axum::serve(listener, router(Arc::clone(&served))).with_graceful_shutdown(async {
                // A sender that was dropped stops it as well.
                let _ = stopped.await;
            });
        let task = tokio::spawn(async move {
            // axum's server handles the errors of its connections and ends only when it is told to.
            let _ = server.await;
        });
        Ok(Sandbox {
            served,
            service_sid,
            session_sid,
            participant_sid,
            stop: Some(stop),
            task,
        })
    }
}

/// A running sandbox: the Proxy API on loopback. Dropping it stops it.
#[must_use = "a sandbox stops when it is dropped"]
pub struct Sandbox {
    served: Arc<Served>,
    service_sid: ServiceSid,
    session_sid: SessionSid,
    participant_sid: ParticipantSid,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Sandbox {
    /// A sandbox to be: 100 interactions, no latency, any free port.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            interactions: 100,
            latency: Duration::ZERO,
            port: 0,
            seed: 1,
        }
    }

    /// Where it serves, such as `http://127.0.0.1:4010`.
    pub fn base_url(&self) -> &str {
        &self.served.base_url
    }

    /// The credentials that it accepts.
    pub fn credentials(&self) -> Credentials {
        Credentials::auth_token(self.account_sid(), self.auth_token())
    }

    /// The account's SID: the user of Basic authentication.
    pub fn account_sid(&self) -> &str {
        &self.served.account.account_sid
    }

    /// The account's auth token. It opens nothing but this sandbox.
    pub fn auth_token(&self) -> &str {
        &self.served.account.auth_token
    }

    /// The service that there is.
    pub fn service_sid(&self) -> ServiceSid {
        self.service_sid
    }

    /// The session that there is.
    pub fn session_sid(&self) -> SessionSid {
        self.session_sid
    }

    /// The participant whose message interactions there are.
    pub fn participant_sid(&self) -> ParticipantSid {
        self.participant_sid
    }

    /// Every request so far, in the order received.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.served.requests()
    }

    /// Stops taking connections, and waits until the answers under way are given.
    pub async fn shutdown(mut self) {
        drop(self.stop.take());
        // Idle keep-alive connections are no reason to wait for ever.
        let _ = tokio::time::timeout(Duration::from_secs(1), &mut self.task).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("base_url", &self.base_url())
            .field("interactions", &self.served.interactions)
            .finish_non_exhaustive()
    }
}
