//! Whatever body comes, it is an event or an error that shows no value.
#![forbid(unsafe_code)]
#![no_main]

use twilio_proxy::{InteractionEvent, OutOfSessionEvent};

libfuzzer_sys::fuzz_target!(|body: &[u8]| {
    let _event = InteractionEvent::parse(body);
    let identified = b"interactionSid=KI00000000000000000000000000000000&interactionType=Message\
        &interactionSessionSid=KC00000000000000000000000000000000&";
    assert!(InteractionEvent::parse(&[identified, body].concat()).is_ok());
    assert!(OutOfSessionEvent::parse(&[b"From=1&To=2&", body].concat()).is_ok());
});
