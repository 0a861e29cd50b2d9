//! Whatever text comes, it is an error or a cursor that its own text gives back.
#![forbid(unsafe_code)]
#![no_main]

use twilio_proxy::Cursor;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(cursor) = text.parse::<Cursor>() {
        let again = cursor.to_string().parse::<Cursor>();
        assert!(again.is_ok_and(|again| again == cursor));
    }
});
