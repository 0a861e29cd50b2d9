//! Whatever bytes come as a page, they are described or refused.
#![forbid(unsafe_code)]
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(page) = pages_to_openapi::page::read("page.txt", bytes) {
        let _described = pages_to_openapi::convert::describe(&[page]);
    }
});
