//! Whatever text comes, it is an error or a cursor that its own text parses to.
#![forbid(unsafe_code)]
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| twilio_proxy::fuzzing::cursor(text));
