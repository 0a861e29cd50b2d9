//! Whatever bytes come as a collection, what is read of them is described or refused.
#![forbid(unsafe_code)]
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (pages, _faults) = xtask::page::read_collection("fuzz.postman_collection.json", bytes);
    let _described = xtask::describe::describe(&pages);
});
