//! # Testing your code
//!
//! A page to read: how a program that uses `twilio-proxy` is tested with a sandbox. Add the sandbox to what
//! only tests need:
//!
//! ```toml
//! [dev-dependencies]
//! twilio-proxy-sandbox = "0.1"
//! tokio = { version = "1", features = ["macros", "rt"] }
//! ```
//!
//! Each test starts a sandbox of its own, on a port of its own, and drops it at the end. The code under test
//! takes a [`Client`](twilio_proxy::Client), and [`Sandbox::client`](crate::Sandbox::client) gives one; or it makes
//! its own from [`base_url`](crate::Sandbox::base_url) and [`credentials`](crate::Sandbox::credentials).
//!
//! ## An example
//!
//! Here is a function that counts what was said, passes over records that do not decode, and goes on where a
//! listing failed; and a test that it does so when the API is down for a moment, then throttles, and then gives a
//! record that is none:
//!
//! ```
//! use std::time::Duration;
//!
//! use twilio_proxy::{Client, Error, ErrorKind, RetryPolicy, ServiceSid, SessionSid};
//! use twilio_proxy_sandbox::{Fault, Sandbox};
//!
//! /// How many interactions decode, and how many do not.
//! async fn count(
//!     client: &Client,
//!     service: ServiceSid,
//!     session: SessionSid,
//! ) -> Result<(usize, usize), Error> {
//!     let list = client.list_interactions(service, session);
//!     let (mut sound, mut bad, mut restarts) = (0, 0, 0);
//!     let mut items = list.clone().items();
//!     while let Some(item) = items.next().await {
//!         match item {
//!             Ok(_) => sound += 1,
//!             Err(error) if error.kind() == ErrorKind::Record => bad += 1,
//!             // The client tried as often as its policy says. This program has more patience.
//!             Err(error) if restarts < 1 => {
//!                 let Some(cursor) = error.cursor().cloned() else { return Err(error) };
//!                 restarts += 1;
//!                 items = list.clone().resume(cursor).items();
//!             }
//!             Err(error) => return Err(error),
//!         }
//!     }
//!     Ok((sound, bad))
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // In a test of your own: #[tokio::test] async fn …
//! let sandbox = Sandbox::builder()
//!     .interactions(2_500)
//!     .fault(Fault::status(503))
//!     .fault(Fault::rate_limit(Duration::ZERO))
//!     .fault(Fault::bad_record(7))
//!     .start()
//!     .await?;
//! let client = Client::builder()
//!     .base_url(sandbox.base_url())
//!     .credentials(sandbox.credentials())
//!     .retry(RetryPolicy::default().max_attempts(2).base_delay(Duration::from_millis(1)))
//!     .build()?;
//!
//! let counted = count(&client, sandbox.service_sid(), sandbox.session_sid()).await?;
//! assert_eq!(counted, (2_499, 1));
//!
//! // The first page took three requests: two attempts, and the one that resumed. Two more pages followed.
//! let requests = sandbox.requests();
//! let pages: Vec<_> = requests.iter().map(|request| request.parameter("Page").unwrap_or("0")).collect();
//! assert_eq!(pages, ["0", "0", "0", "1", "2"]);
//! assert!(requests.iter().all(|request| request.path.ends_with("/Interactions")));
//! # Ok(())
//! # }
//! ```
//!
//! Assert how many requests were sent, as here: a fault that met none makes a test that can't fail.
//!
//! ## What can go wrong
//!
//! | [`Fault`](crate::Fault) | what the client makes of it, where it lasts | requests |
//! | --- | --- | --- |
//! | [`status(503)`](crate::Fault::status), or 408, 500, 502, 504 | [`ErrorKind::Api`](twilio_proxy::ErrorKind::Api) | all for GET and DELETE, 1 for POST |
//! | `status(401)` or 403; 404; any other | `Unauthorized`; `NotFound`; `Api` | 1 |
//! | [`error(400, 80603)`](crate::Fault::error) | the same, with [`Error::code`](twilio_proxy::Error::code) | as its status |
//! | [`rate_limit(…)`](crate::Fault::rate_limit) | `RateLimited` | all for a wait of 0; up to 10 for a wait that the policy allows; 1 for a longer one |
//! | [`slow(…)`](crate::Fault::slow) | nothing, or `Timeout` where it is longer than the client waits | all for GET and DELETE, 1 for POST |
//! | [`reset()`](crate::Fault::reset), [`cut_short()`](crate::Fault::cut_short) | `Transport` | all for GET and DELETE, 1 for POST |
//! | [`not_json()`](crate::Fault::not_json) | `Decode` | 1 |
//! | [`bad_record(0)`](crate::Fault::bad_record) | one `Record`, and the listing goes on | 1 |
//! | [`next_link_loop()`](crate::Fault::next_link_loop) | `Pagination`, after the page's items | 1 |
//!
//! "All" are the attempts of the [policy](twilio_proxy::RetryPolicy), while the client's retry budget lasts.
//!
//! What the API refuses needs no fault: an unknown SID is a 404 in the sandbox, a third participant an error with code
//! 80609. For a service that can't be reached at all, [`shutdown`](crate::Sandbox::shutdown) the sandbox and keep the
//! client.
//!
//! ## When it goes wrong
//!
//! A fault meets the next request, once. [`times`](crate::Fault::times), [`always`](crate::Fault::always),
//! [`after`](crate::Fault::after) and [`when`](crate::Fault::when) say otherwise, and
//! [`Sandbox::fault`](crate::Sandbox::fault) adds one to a sandbox that runs, such as after a test has made what it
//! needs. A closure of `when` may call the sandbox too.
//!
//! ```
//! use twilio_proxy::{Error, ErrorKind};
//! use twilio_proxy_sandbox::{Fault, Sandbox};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = Sandbox::builder().start().await?;
//! let client = sandbox.client()?;
//! let create = || client.generated().create_session().service_sid(sandbox.service_sid());
//! create().send().await?;
//!
//! // The second session is made, and its answer gets lost.
//! sandbox.fault(Fault::cut_short().when(|request| request.method == "POST"))?;
//! let error = Error::from(create().send().await.unwrap_err());
//! assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
//! let sessions = client.list_sessions(sandbox.service_sid()).collect().await?;
//! assert_eq!(sessions.len(), 3); // the sandbox had one from the start
//! # Ok(())
//! # }
//! ```
//!
//! ## Tests that give the same each time
//!
//! A sandbox reads no clock, and only its auth token is random, unless a [`seed`](crate::SandboxBuilder::seed) is set:
//! the same seed and requests give the same SIDs, dates and answers. Nothing waits but [`slow`](crate::Fault::slow), a sandbox's
//! [`latency`](crate::SandboxBuilder::latency), and the client between two attempts: give it a
//! [`RetryPolicy`](twilio_proxy::RetryPolicy) with a short `base_delay`, as above.
