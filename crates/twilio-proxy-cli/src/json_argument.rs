//! Arguments that are JSON.

use serde::de::DeserializeOwned;

/// Reads an argument.
///
/// # Errors
/// Returns where the argument is not JSON of this type. The message shows no value.
#[allow(
    dead_code,
    reason = "the description decides whether an argument is JSON"
)]
pub fn json<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => {
            format!("the JSON at column {} is of another type", error.column())
        }
        _ => format!("no JSON: it breaks at column {}", error.column()),
    })
}
