use std::any::Any;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::Poll;

use crate::{Error, ErrorKind};

/// Runs `call`, and gives an error where the Tokio runtime lacks the timers or the I/O that it needs.
///
/// Tokio panics there, and has no other way to say whether a runtime has them.
pub(crate) async fn driven<T>(call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let mut call = pin!(call);
    poll_fn(
        |cx| match catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(cx))) {
            Ok(poll) => poll,
            Err(panic) if names_a_driver(&*panic) => Poll::Ready(Err(Error::new(
                ErrorKind::Configuration,
                "the Tokio runtime has no timers or no I/O: build it with enable_all()",
            ))),
            Err(panic) => resume_unwind(panic),
        },
    )
    .await
}

fn names_a_driver(panic: &(dyn Any + Send)) -> bool {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.is_some_and(|text| text.contains("enable_time") || text.contains("enable_io"))
}
