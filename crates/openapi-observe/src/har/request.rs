//! The body of a request.

use crate::har::{is_json, media_type};
use serde_json::Value;
use url::form_urlencoded;

/// A body that was sent.
pub(crate) enum RequestBody {
    /// No body, or one that is neither a form nor JSON.
    None,
    /// The names and values of a form.
    Form(Vec<(String, String)>),
    /// JSON.
    Json(Value),
}

impl RequestBody {
    /// Reads a `postData`.
    pub(super) fn read(data: Option<&Value>) -> Self {
        let Some(data) = data else {
            return Self::None;
        };
        let text = data.get("text").and_then(Value::as_str);
        let text = text.filter(|text| !text.is_empty());
        match media_type(Some(data)).as_str() {
            "application/x-www-form-urlencoded" => Self::Form(match text {
                Some(text) => form_urlencoded::parse(text.as_bytes())
                    .into_owned()
                    .collect(),
                None => params(data),
            }),
            "multipart/form-data" => Self::Form(params(data)),
            kind if is_json(kind) => {
                let body = text.and_then(|text| serde_json::from_str(text).ok());
                body.map_or(Self::None, Self::Json)
            }
            _ => Self::None,
        }
    }
}

/// Returns the `params`. Those that are files are left out.
fn params(data: &Value) -> Vec<(String, String)> {
    let params = data.get("params").and_then(Value::as_array);
    let params = params.into_iter().flatten().filter_map(|param| {
        let name = param.get("name")?.as_str()?;
        let value = param.get("value").and_then(Value::as_str);
        let is_file = param.get("fileName").is_some_and(Value::is_string);
        (!is_file).then(|| (name.to_owned(), value.unwrap_or_default().to_owned()))
    });
    params.collect()
}
