//! Whatever bytes come as a collection, what is read of them is described or refused.
#![forbid(unsafe_code)]
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (pages, _faults) = pages_to_openapi::page::read_collection("fuzz.postman_collection.json", bytes);
    let _described = pages_to_openapi::convert::describe(&pages);
});
