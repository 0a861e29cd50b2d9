use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

/// A stream with work that can go on while nobody polls it.
pub(crate) trait Leave {
    /// Has the work under way, if any, go on by itself.
    fn leave(&mut self);
}

/// Waits for a stream's next element. Dropped before that, it lets what was begun go on, so that a request that nobody
/// polls never keeps its place among those that the client allows at once.
pub(crate) struct Step<'a, S: Leave>(pub &'a mut S);

impl<S: Stream + Leave + Unpin> Future for Step<'_, S> {
    type Output = Option<S::Item>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut *self.0).poll_next(cx)
    }
}

impl<S: Leave> Drop for Step<'_, S> {
    fn drop(&mut self) {
        self.0.leave();
    }
}
