use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use twilio_proxy::{Client, Credentials, ParticipantSid, ServiceSid, SessionSid};

use crate::account::{Account, DEFAULT_SEED};
use crate::callback::Callbacks;
use crate::connections::{self, MAX_CONNECTIONS};
use crate::delivery_log::DeliveryLog;
use crate::fault::Script;
use crate::request_limit::RequestLimit;
use crate::resource::session::MOST_PARTICIPANTS;
use crate::seeding::{First, Tree, grow};
use crate::server::{Served, router};
use crate::start_error::StartError;
use crate::store::Place;
use crate::{Fault, InvalidFault, RecordedRequest};

/// What a sandbox is to serve.
#[derive(Clone, Debug)]
#[must_use = "a sandbox serves nothing until start() is called"]
pub struct SandboxBuilder {
    tree: Tree,
    latency: Duration,
    port: u16,
    seed: Option<u64>,
    faults: Vec<Fault>,
    requests_per_second: Option<f64>,
    callback_hosts: Vec<String>,
    has_page: bool,
}

impl SandboxBuilder {
    /// How many services there are, each with two phone numbers; 1 by default. Where there is none, the SIDs that the
    /// sandbox gives are those of nothing.
    pub fn services(mut self, count: usize) -> Self {
        self.tree.services = count;
        self
    }

    /// How many sessions each service has; 1 by default.
    pub fn sessions(mut self, count: usize) -> Self {
        self.tree.sessions = count;
        self
    }

    /// How many participants each session has; 1 by default, and 2 at most, as the API has it.
    pub fn participants(mut self, count: usize) -> Self {
        self.tree.participants = count;
        self
    }

    /// How many message interactions each participant has; 100 by default. They are made when they
    /// are read, so that any number costs the same.
    pub fn interactions(mut self, count: usize) -> Self {
        self.tree.interactions = count;
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

    /// Sets the seed of the SIDs, the auth token and the interactions: the same seed produces the same values.
    ///
    /// Without a seed, the SIDs and the interactions are those of seed 1, and the auth token is random.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Something that goes wrong. Faults add up: of those that are not used up, the one given first happens.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Sets the limit of requests to each endpoint of a service, averaged over a sliding window of 5 s. Beyond it, the sandbox
    /// responds with 429, as the API does. Without a limit by default, and if the number is not above zero. The API's own limit is 30.
    pub fn requests_per_second(mut self, requests: f64) -> Self {
        self.requests_per_second = Some(requests);
        self
    }

    /// Allows callbacks to a host that is not this machine. Without it, callbacks go to loopback addresses only.
    pub fn allow_callbacks_to(mut self, host: impl Into<String>) -> Self {
        self.callback_hosts.push(host.into());
        self
    }

    /// Serves a page at `/sandbox` that shows services, messages, callbacks and requests, and has a form to write and call.
    ///
    /// It needs no credentials and shows those of the sandbox, to every program on this machine. It refuses requests that
    /// other sites' pages make a browser send.
    pub fn page(mut self) -> Self {
        self.has_page = true;
        self
    }

    /// Starts to serve, on the Tokio runtime that this is called on.
    ///
    /// # Panics
    /// If it is not called on a Tokio runtime with I/O and timers.
    ///
    /// # Errors
    /// [`StartError::Port`] if the port is taken or not allowed, [`StartError::Participants`] if there are too many of
    /// them, [`StartError::Fault`] if one can't happen, [`StartError::Entropy`] if no seed is set and the system
    /// fails to provide random numbers. [`StartError::Sid`] would be a fault of the sandbox.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        let asked = self.tree.participants;
        if asked > MOST_PARTICIPANTS {
            return Err(StartError::Participants { asked });
        }
        let faults = Script::of(self.faults)?;
        // Panics without timers. Otherwise each connection's task would, and the client would see a closed connection.
        drop(tokio::time::sleep(Duration::ZERO));
        let (listener, address) = bind(self.port).await?;
        let account = Account::new(self.seed).map_err(StartError::Entropy)?;
        let callbacks = Callbacks::new(account.auth_token.clone(), self.callback_hosts)
            .map_err(StartError::Callbacks)?;
        let seed = self.seed.unwrap_or(DEFAULT_SEED);
        let first = First::of(seed);
        let (service_sid, session_sid, participant_sid) = (
            first.service.parse()?,
            first.session.parse()?,
            first.participant.parse()?,
        );
        let place = Place {
            account_sid: account.sid.clone(),
            base_url: format!("http://{address}"),
        };
        let served = Arc::new(Served {
            account,
            base_url: place.base_url.clone(),
            seed,
            store: RwLock::new(grow(place, seed, self.tree)),
            latency: self.latency,
            answers: AtomicU64::new(0),
            requests: Default::default(),
            faults,
            callbacks,
            deliveries: self.has_page.then(DeliveryLog::default),
            request_limit: self.requests_per_second.and_then(RequestLimit::new),
        });
        let (stop, stopped) = oneshot::channel::<()>();
        // Dropping the sender completes `stopped` as well.
        let router = router(Arc::clone(&served));
        let task = tokio::spawn(connections::serve(
            listener,
            router,
            MAX_CONNECTIONS,
            stopped,
        ));
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

/// Binds a port of 127.0.0.1. Returns its address too.
async fn bind(port: u16) -> Result<(TcpListener, SocketAddr), StartError> {
    let busy = |source| StartError::Port { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(busy)?;
    let address = listener.local_addr().map_err(busy)?;
    Ok((listener, address))
}

/// A running sandbox: the Proxy API on loopback. Dropping it stops it.
#[must_use = "a sandbox stops when it is dropped"]
pub struct Sandbox {
    pub(crate) served: Arc<Served>,
    service_sid: ServiceSid,
    session_sid: SessionSid,
    participant_sid: ParticipantSid,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Sandbox {
    /// A sandbox to be: one service with one session, in it one participant with 100 interactions;
    /// no latency, any free port.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            tree: Tree {
                services: 1,
                sessions: 1,
                participants: 1,
                interactions: 100,
            },
            latency: Duration::ZERO,
            port: 0,
            seed: None,
            faults: Vec::new(),
            requests_per_second: None,
            callback_hosts: Vec::new(),
            has_page: false,
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

    /// A client that talks to it.
    ///
    /// # Errors
    /// Where no client can be made, such as without TLS roots on the machine.
    pub fn client(&self) -> Result<Client, twilio_proxy::Error> {
        let client = Client::builder().credentials(self.credentials());
        client.base_url(self.base_url()).build()
    }

    /// The account's SID: the user of Basic authentication.
    pub fn account_sid(&self) -> &str {
        &self.served.account.sid
    }

    /// The account's auth token. It opens nothing but this sandbox.
    pub fn auth_token(&self) -> &str {
        &self.served.account.auth_token
    }

    /// The first service. It is the same for the same seed, however many there are.
    pub fn service_sid(&self) -> ServiceSid {
        self.service_sid
    }

    /// The first service's first session.
    pub fn session_sid(&self) -> SessionSid {
        self.session_sid
    }

    /// The first session's first participant.
    pub fn participant_sid(&self) -> ParticipantSid {
        self.participant_sid
    }

    /// Returns the requests so far, in the order received. Of all requests, the newest are kept that together take no
    /// more than 8 MiB of memory: some thousand of usual size.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.served.requests.all()
    }

    /// Something that goes wrong from now on, after the faults that were given before and are not used up.
    /// [`Fault::after`] counts from here.
    ///
    /// ```
    /// use twilio_proxy_sandbox::{Fault, Sandbox};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::builder().start().await?;
    /// let client = sandbox.client()?;
    /// client.list_services().collect().await?;
    /// sandbox.fault(Fault::status(500).always())?;
    /// let error = client.list_services().collect().await.unwrap_err();
    /// assert_eq!((error.status(), error.attempts()), (Some(500), 4));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Where its status is none of an error.
    pub fn fault(&self, fault: Fault) -> Result<(), InvalidFault> {
        self.served.faults.add(fault)
    }

    /// Stops taking connections, and waits until the answers under way are given: for one second at most.
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
            .finish_non_exhaustive()
    }
}
