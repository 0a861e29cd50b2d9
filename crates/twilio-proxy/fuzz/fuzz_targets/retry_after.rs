//! Whatever `Retry-After` comes, it is a wait or none.
#![forbid(unsafe_code)]
#![no_main]

libfuzzer_sys::fuzz_target!(|value: &[u8]| twilio_proxy::fuzzing::retry_after(value));
