//! Runtimes for tests that use several of them.

use tokio::runtime::{Builder, Runtime};

/// Returns a runtime that runs only while a test blocks on it.
pub fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// A runtime that runs by itself, whatever the test's own ones do.
pub fn background() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
}
