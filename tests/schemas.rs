//! The Rust types as JSON Schemas, and the page's own sample through them.

use serde_json::Value;
use twilio_proxy::{MessageInteraction, PageMeta};
use twilio_proxy_client::types::ListMessageInteractionResponse;

#[test]
fn the_types_as_json_schemas() {
    insta::assert_json_snapshot!(
        "schema_of_message_interaction",
        schemars::schema_for!(MessageInteraction)
    );
    insta::assert_json_snapshot!("schema_of_page_meta", schemars::schema_for!(PageMeta));
}

#[test]
fn the_pages_own_sample_is_decoded_and_written_back() {
    let page = include_str!("../openapi/pages/list-message-interaction.txt");
    let sample: Value = serde_json::from_str(page.lines().last().unwrap()).unwrap();
    let decoded: ListMessageInteractionResponse = serde_json::from_value(sample.clone()).unwrap();
    let written = serde_json::to_value(&decoded).unwrap();
    for (before, after) in sample["interactions"]
        .as_array()
        .unwrap()
        .iter()
        .zip(written["interactions"].as_array().unwrap())
    {
        assert_eq!(after, before);
        assert_eq!(after.as_object().unwrap().len(), 20);
    }
    assert_eq!(written, sample, "something is lost");
    insta::assert_json_snapshot!("the_pages_sample_written_back", written);
}
