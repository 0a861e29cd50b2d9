use serde::de::DeserializeOwned;

use crate::object;

/// Decodes JSON. A struct is read from an object only.
pub(crate) fn decode<T: DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    let Ok(text) = std::str::from_utf8(body) else {
        // serde_json's error has the position.
        return serde_json::from_slice(body);
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let value = object::one(&mut json)?;
    json.end()?;
    Ok(value)
}
