mod effect;
mod script;

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use crate::RecordedRequest;
use crate::fault::effect::Effect;
pub(crate) use crate::fault::script::Script;

/// The statuses that are errors.
const STATUSES: RangeInclusive<u16> = 400..=599;

/// Something that goes wrong: what, for which requests, and how often.
///
/// As it is made, a fault meets one request, the next one; after it the sandbox answers as ever.
/// [`times`](Self::times) and [`always`](Self::always) have it meet more,
/// [`after`](Self::after) and [`when`](Self::when) other ones. Where a sandbox has several faults, a
/// request is met by the first of them that is not used up, so that faults given one after the other
/// happen one after the other.
///
/// ```
/// use std::time::Duration;
/// use twilio_proxy_sandbox::{Fault, Sandbox};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::builder()
///     .fault(Fault::status(503)) // the first request
///     .fault(Fault::rate_limit(Duration::ZERO)) // the second
///     .start()
///     .await?;
/// let services = sandbox.client()?.list_services().collect().await?;
/// assert_eq!(services.len(), 1);
/// assert_eq!(sandbox.requests().len(), 3);
/// # Ok(())
/// # }
/// ```
///
/// A fault does not apply to a request without the account's credentials or with a body that is too large.
///
/// Whether a request that met a fault was carried out matters where it was to change something:
///
/// | fault | carried out |
/// | --- | --- |
/// | [`status`](Self::status), [`error`](Self::error), [`rate_limit`](Self::rate_limit), [`reset`](Self::reset), [`not_json`](Self::not_json) | no |
/// | [`slow`](Self::slow), [`cut_short`](Self::cut_short), [`bad_record`](Self::bad_record), [`next_link_loop`](Self::next_link_loop) | yes |
#[derive(Clone)]
#[must_use = "a fault happens in no sandbox until it is given to one"]
pub struct Fault {
    effect: Effect,
    meets: Arc<dyn Fn(&RecordedRequest) -> bool + Send + Sync>,
    after: usize,
    times: usize,
}

impl Fault {
    /// 429 with a `Retry-After`, in whole seconds as HTTP has it: a part of one counts as one.
    ///
    /// `Duration::ZERO` costs a test no time. One that a client's policy does not wait for, such as a
    /// minute, ends its call at once.
    pub fn rate_limit(retry_after: Duration) -> Self {
        Self::new(Effect::RateLimit { retry_after })
    }

    /// An error's status, 400 to 599, with the code that the API has for it in general: 20003 for 401, and
    /// such as 20503 for 503.
    pub fn status(status: u16) -> Self {
        let code = match status {
            400 => 20001,
            401 => 20003,
            405 => 20004,
            other => u32::from(other).saturating_add(20_000),
        };
        Self::error(status, code)
    }

    /// An error's status, 400 to 599, with a code of the API's own, for a program that decides by
    /// [`Error::code`](twilio_proxy::Error::code).
    pub fn error(status: u16, code: u32) -> Self {
        Self::new(Effect::Error { status, code })
    }

    /// The answer comes so much later. The request is carried out at once, even where the client gives
    /// up meanwhile.
    pub fn slow(delay: Duration) -> Self {
        Self::new(Effect::Slow { delay })
    }

    /// The connection is reset in place of an answer, and the request is not carried out.
    pub fn reset() -> Self {
        Self::new(Effect::Reset)
    }

    /// The connection is closed half-way through the answer's body, or where it has none, in place of the
    /// answer. The request is carried out, so that a create that is sent again creates twice.
    pub fn cut_short() -> Self {
        Self::new(Effect::CutShort)
    }

    /// 200 with an HTML page, as a proxy on the way might answer.
    pub fn not_json() -> Self {
        Self::new(Effect::NotJson)
    }

    /// The record at this index of the page, from 0, does not decode: its SID is none. An answer that has
    /// no such record stays as it is.
    pub fn bad_record(index: usize) -> Self {
        Self::new(Effect::BadRecord { index })
    }

    /// The page's next link leads to the page itself, whether it is the last one or not. An answer that is
    /// no page stays as it is.
    pub fn next_link_loop() -> Self {
        Self::new(Effect::NextLinkLoop)
    }

    /// Applies the fault only to requests for which the closure returns true. They alone count for
    /// [`after`](Self::after) and [`times`](Self::times).
    ///
    /// The closure is called once for each request that has the account's credentials, before the request is handled
    /// and before it is in [`Sandbox::requests`](crate::Sandbox::requests). It may call methods of the sandbox; a fault
    /// that it adds applies from the next request on. If it panics, the response is a 500 with code 20500, the request
    /// is not handled, and no fault counts it.
    ///
    /// ```
    /// use twilio_proxy_sandbox::Fault;
    ///
    /// let second_page = Fault::status(500).when(|request| request.parameter("Page") == Some("1"));
    /// let no_new_sessions = Fault::error(400, 80603)
    ///     .when(|request| request.method == "POST" && request.path.ends_with("/Sessions"))
    ///     .always();
    /// ```
    pub fn when(
        mut self,
        meets: impl Fn(&RecordedRequest) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.meets = Arc::new(meets);
        self
    }

    /// Lets so many requests pass before the first that it meets; none by default. Requests that another
    /// fault meets count.
    pub fn after(mut self, requests: usize) -> Self {
        self.after = requests;
        self
    }

    /// How many requests it meets; 1 by default.
    pub fn times(mut self, requests: usize) -> Self {
        self.times = requests;
        self
    }

    /// Meets every request from its first on.
    pub fn always(self) -> Self {
        self.times(usize::MAX)
    }

    fn new(effect: Effect) -> Self {
        Self {
            effect,
            meets: Arc::new(|_| true),
            after: 0,
            times: 1,
        }
    }

    fn checked(self) -> Result<Self, InvalidFault> {
        match self.effect {
            Effect::Error { status, .. } if !STATUSES.contains(&status) => {
                Err(InvalidFault { status })
            }
            _ => Ok(self),
        }
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fault")
            .field("effect", &self.effect)
            .field("after", &self.after)
            .field("times", &self.times)
            .finish_non_exhaustive()
    }
}

/// A fault that can't happen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fault's status is one from {} to {}, not {status}", STATUSES.start(), STATUSES.end())]
#[non_exhaustive]
pub struct InvalidFault {
    /// The status that was asked for.
    pub status: u16,
}
