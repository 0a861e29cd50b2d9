//! Whatever body comes, it is an error or all of its records.
#![forbid(unsafe_code)]
#![no_main]

libfuzzer_sys::fuzz_target!(|body: &[u8]| twilio_proxy::fuzzing::page(body));
