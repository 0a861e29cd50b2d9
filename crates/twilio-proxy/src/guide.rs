//! How to use the crate, a page a subject. Its examples run against a sandbox of their own.

/// # Listing
#[doc = include_str!("../guide/listing.md")]
pub mod listing {}

/// # Errors and retries
#[doc = include_str!("../guide/errors.md")]
pub mod errors {}

/// # Webhooks
#[doc = include_str!("../guide/webhooks.md")]
pub mod webhooks {}

/// # Resuming
#[doc = include_str!("../guide/resuming.md")]
pub mod resuming {}

/// # Testing your code
#[doc = include_str!("../guide/testing.md")]
pub mod testing {}

/// # Regions and edges
#[doc = include_str!("../guide/regions.md")]
pub mod regions {}

/// # Connections, proxies and runtimes
#[doc = include_str!("../guide/connections.md")]
pub mod connections {}

/// # Personal data
#[doc = include_str!("../guide/personal_data.md")]
pub mod personal_data {}

/// # Coming from the vendor's Python or Node client
#[doc = include_str!("../guide/coming_from.md")]
pub mod coming_from {}
