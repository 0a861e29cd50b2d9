use std::sync::atomic::{AtomicU64, Ordering};

use reqwest::Request;

/// Keeps requests away from idle connections that may be dead.
///
/// After a time-out, each idle connection to the same server may be as dead as the one that timed out, and reqwest has no
/// method to discard them. But its pool keeps connections apart by the authority of the URL, user information included,
/// and HTTP/1 does not send user information. So each time-out changes the user name in the URLs of later requests. The
/// connections that were idle until then are never used again, and close when their idle time is over.
#[derive(Debug, Default)]
pub(crate) struct Connections(AtomicU64);

/// A set of connections that share the pool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Generation(u64);

impl Connections {
    /// Makes `request` use the current generation of connections.
    pub(crate) fn assign(&self, request: &mut Request) -> Generation {
        let generation = self.0.load(Ordering::Relaxed);
        if generation > 0 {
            // Fails only for a URL without a host, which no request of ours has.
            let _ = request.url_mut().set_username(&generation.to_string());
        }
        Generation(generation)
    }

    /// Discards the idle connections, unless another request of the same generation did so already.
    pub(crate) fn discard(&self, Generation(current): Generation) {
        let next = current.wrapping_add(1);
        // If the exchange fails, they are discarded already.
        let _ = self
            .0
            .compare_exchange(current, next, Ordering::Relaxed, Ordering::Relaxed);
    }
}
