//! A signature that the API could make is verified, and no other.
#![forbid(unsafe_code)]
#![no_main]

libfuzzer_sys::fuzz_target!(|input: (&str, &[u8], &str)| twilio_proxy::fuzzing::webhook(input.0, input.1, input.2));
