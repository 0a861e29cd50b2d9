//! Whatever link comes, it is a position or an error that does not show it.
#![forbid(unsafe_code)]
#![no_main]

libfuzzer_sys::fuzz_target!(|link: &str| twilio_proxy::fuzzing::next_link(link));
