//! `-v` and `-vv`: the events of the client on standard error.

use std::io;

use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// Starts to log. The events of the client show no secrets and no personal data; those of other crates are left out.
pub fn start(verbose: u8) {
    let level = match verbose {
        0 => return,
        1 => LevelFilter::WARN,
        _ => LevelFilter::DEBUG,
    };
    let events = match level {
        LevelFilter::DEBUG => fmt::format::FmtSpan::CLOSE,
        _ => fmt::format::FmtSpan::NONE,
    };
    let layer = fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(false)
        .with_span_events(events)
        .with_filter(Targets::new().with_target("twilio_proxy", level));
    // Another subscriber cannot have been set.
    let _ = tracing_subscriber::registry().with(layer).try_init();
}
