use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::Poll;

use crate::{Error, ErrorKind};

/// Why a call can't be made where no runtime is.
pub(crate) fn no_runtime() -> Error {
    Error::new(
        ErrorKind::Configuration,
        "no Tokio runtime runs here: call it from one, such as #[tokio::main] gives",
    )
}

/// Runs `call`, and gives an error where the Tokio runtime lacks the timers or the I/O that it needs, has ended, or was
/// left while the call was under way.
///
/// Tokio panics there, and has no other way to say so.
pub(crate) async fn catching_runtime_panics<T>(
    call: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let mut call = pin!(call);
    poll_fn(
        |cx| match catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(cx))) {
            Ok(poll) => poll,
            Err(panic) => match named(&*panic) {
                Some(error) => Poll::Ready(Err(error)),
                None => resume_unwind(panic),
            },
        },
    )
    .await
}

/// What Tokio's panic says is wrong with the runtime.
fn named(panic: &(dyn Any + Send)) -> Option<Error> {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))?;
    let says = |part: &str| text.contains(part);
    if says("enable_time") || says("enable_io") {
        let message = "the Tokio runtime has no timers or no I/O: build it with enable_all()";
        Some(Error::new(ErrorKind::Configuration, message))
    } else if says("being shutdown") {
        let message = "the runtime shut down while the call was under way";
        Some(Error::new(ErrorKind::Transport, message))
    } else if says("no reactor running") {
        Some(no_runtime())
    } else {
        None
    }
}
