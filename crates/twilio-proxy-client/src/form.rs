//! Request bodies as forms, in place of progenitor's own way, which has no lists.

use progenitor_client::Error;
use reqwest::RequestBuilder;
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde::Serialize;
use serde_json::Value;
use url::form_urlencoded::Serializer;

/// What the generated methods call to send a form. Its name and signature are progenitor's.
pub trait RequestBuilderExt<E>: Sized {
    /// A list is one field for each of its items, and an object is JSON text.
    #[allow(clippy::result_large_err)]
    fn form_urlencoded<T: Serialize + ?Sized>(self, body: &T) -> Result<Self, Error<E>>;
}

impl<E> RequestBuilderExt<E> for RequestBuilder {
    fn form_urlencoded<T: Serialize + ?Sized>(self, body: &T) -> Result<Self, Error<E>> {
        let form = encode(body).map_err(|what| Error::InvalidRequest(what.to_owned()))?;
        let media = HeaderValue::from_static("application/x-www-form-urlencoded");
        Ok(self.header(CONTENT_TYPE, media).body(form))
    }
}

/// The fields by name, so that the form is the same whichever order JSON keeps its keys in.
fn encode<T: Serialize + ?Sized>(body: &T) -> Result<String, &'static str> {
    let Ok(Value::Object(fields)) = serde_json::to_value(body) else {
        return Err("a form's body is no object");
    };
    let mut fields: Vec<_> = fields.into_iter().collect();
    fields.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut form = Serializer::new(String::new());
    for (name, value) in fields {
        let values = match value {
            Value::Array(values) => values,
            value => vec![value],
        };
        for value in values {
            match value {
                Value::Null => {}
                Value::String(text) => {
                    form.append_pair(&name, &text);
                }
                Value::Bool(_) | Value::Number(_) => {
                    form.append_pair(&name, &value.to_string());
                }
                // OpenAPI's `encoding` declares such a field as `application/json`.
                Value::Array(_) | Value::Object(_) => {
                    form.append_pair(&name, &value.to_string());
                }
            }
        }
    }
    Ok(form.finish())
}
