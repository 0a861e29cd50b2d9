//! A request as HTTP.

use std::borrow::Cow;

use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method};
use serde_json::Value;
use url::Url;
use url::form_urlencoded::Serializer;

use super::fields::Fields;
use super::operation::{BodyFormat, WHOLE_BODY};
use super::pending::Request;
use crate::{Error, ErrorKind};

/// Returns the HTTP request, with these parameters added to its query.
///
/// # Errors
/// [`ErrorKind::InvalidInput`] if a field has an error, or if a value cannot be sent in its place.
pub(super) fn http_request(
    request: &Request,
    query: &[(&str, &str)],
) -> Result<reqwest::Request, Error> {
    let operation = request.operation;
    let mut url = url(request)?;
    let pairs = pairs(&request.query)?;
    let form = pairs_of_body(request)?;
    let in_form = operation.body == BodyFormat::Form;
    let extra = request.extra_params.iter();
    let extra = extra.map(|(name, value)| (name.as_str(), value.as_str()));
    let in_query = extra
        .clone()
        .filter(|_| !in_form)
        .chain(query.iter().copied());
    if !pairs.is_empty() || in_query.clone().next().is_some() {
        url.query_pairs_mut()
            .extend_pairs(&pairs)
            .extend_pairs(in_query);
    }
    let mut http = reqwest::Request::new(operation.method.clone(), url);
    let headers = http.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    for (name, value) in checked_headers(&request.headers)? {
        headers.append(name, value);
    }
    headers.extend(request.extra_headers.clone());
    let (media_type, body) = match operation.body {
        BodyFormat::None => {
            declare_empty_body(&mut http);
            return Ok(http);
        }
        BodyFormat::Form => {
            let mut text = Serializer::new(String::new());
            text.extend_pairs(&form).extend_pairs(extra);
            (
                "application/x-www-form-urlencoded",
                text.finish().into_bytes(),
            )
        }
        BodyFormat::Json => ("application/json", json(&request.body)?),
        BodyFormat::Bytes(media_type) => (media_type, request.bytes.to_vec()),
    };
    let media_type = HeaderValue::try_from(media_type)
        .map_err(|_| invalid("the media type of the body is not valid in HTTP".to_owned()))?;
    http.headers_mut().insert(CONTENT_TYPE, media_type);
    if body.is_empty() {
        declare_empty_body(&mut http);
    } else {
        *http.body_mut() = Some(body.into());
    }
    Ok(http)
}

/// Sets `Content-Length: 0` for methods that have a body: hyper leaves it out, and some servers then respond with 411.
fn declare_empty_body(http: &mut reqwest::Request) {
    if matches!(*http.method(), Method::POST | Method::PUT | Method::PATCH) {
        let none = HeaderValue::from_static("0");
        http.headers_mut().insert(CONTENT_LENGTH, none);
    }
}

/// Returns the URL without a query.
fn url(request: &Request) -> Result<Url, Error> {
    let mut url = request.client.base_url().clone();
    let segments = segments(request)?;
    url.path_segments_mut()
        .map_err(|()| invalid("the base URL has no path".to_owned()))?
        .pop_if_empty()
        .extend(segments);
    Ok(url)
}

/// Returns the path below the base URL, percent-encoded.
pub(super) fn api_path(request: &Request) -> Result<String, Error> {
    let path = url(request)?.path().to_owned();
    let base = request.client.base_url().path().trim_end_matches('/');
    Ok(path.strip_prefix(base).unwrap_or(&path).to_owned())
}

/// Returns the values of the path, in its order.
pub(super) fn path_texts(request: &Request) -> Result<Vec<String>, Error> {
    let texts = segment_texts(request)?;
    let path = request.operation.path;
    let mut named: Vec<_> = texts
        .into_iter()
        .map(|(name, text)| (path.find(&format!("{{{name}}}")), text.into_owned()))
        .collect();
    named.sort();
    Ok(named.into_iter().map(|(_, text)| text).collect())
}

/// Returns the query of a request without paging parameters.
pub(super) fn query(request: &Request) -> Result<String, Error> {
    let mut text = Serializer::new(String::new());
    text.extend_pairs(pairs(&request.query)?)
        .extend_pairs(&request.extra_params);
    Ok(text.finish())
}

fn segments(request: &Request) -> Result<Vec<Cow<'static, str>>, Error> {
    let texts = segment_texts(request)?;
    let segments = request.operation.path.split('/').skip(1);
    Ok(segments.map(|segment| filled(segment, &texts)).collect())
}

fn segment_texts(request: &Request) -> Result<Vec<(&'static str, Cow<'_, str>)>, Error> {
    let texts = request.path.checked()?.iter().map(|(name, value)| {
        let text = text(name, value)?;
        // A URL parser would remove the segment.
        match &*text {
            "" | "." | ".." => Err(invalid(format!(
                "{name} is {text:?}, which cannot be a segment of a path"
            ))),
            _ => Ok((*name, text)),
        }
    });
    texts.collect()
}

/// Replaces `{Name}` in a segment of a path.
fn filled(segment: &'static str, texts: &[(&str, Cow<'_, str>)]) -> Cow<'static, str> {
    let Some((before, rest)) = segment.split_once('{') else {
        return segment.into();
    };
    let Some((name, after)) = rest.split_once('}') else {
        return segment.into();
    };
    let text = texts.iter().find(|(known, _)| *known == name);
    let text = text.map(|(_, text)| &**text).unwrap_or_default();
    format!("{before}{text}{}", filled(after, texts)).into()
}

/// Returns a form's or a query's pairs. A list is one pair for each item; null is none.
fn pairs(fields: &Fields) -> Result<Vec<(&'static str, Cow<'_, str>)>, Error> {
    let mut pairs = Vec::new();
    for (name, value) in fields.checked()? {
        let values = match value {
            Value::Null => &[],
            Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        for value in values {
            pairs.push((*name, text(name, value)?));
        }
    }
    Ok(pairs)
}

fn pairs_of_body(request: &Request) -> Result<Vec<(&'static str, Cow<'_, str>)>, Error> {
    match request.operation.body {
        BodyFormat::Form => pairs(&request.body),
        BodyFormat::None | BodyFormat::Json | BodyFormat::Bytes(_) => Ok(Vec::new()),
    }
}

/// Returns a value as the text of a path segment, a parameter or a form field. An object is sent as JSON.
fn text<'a>(name: &str, value: &'a Value) -> Result<Cow<'a, str>, Error> {
    match value {
        Value::String(text) => Ok(text.as_str().into()),
        Value::Null => Ok("".into()),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) | Value::Array(_) => {
            serde_json::to_string(value)
                .map(Into::into)
                .map_err(|error| invalid(format!("{name}: {error}")))
        }
    }
}

fn json(fields: &Fields) -> Result<Vec<u8>, Error> {
    let values = fields.checked()?;
    let body = match values.get(WHOLE_BODY) {
        Some(body) => serde_json::to_vec(body),
        None => serde_json::to_vec(values),
    };
    body.map_err(|error| invalid(format!("the body cannot be written as JSON: {error}")))
}

fn checked_headers(fields: &Fields) -> Result<Vec<(HeaderName, HeaderValue)>, Error> {
    let pairs = pairs(fields)?.into_iter().map(|(name, value)| {
        let header = HeaderName::try_from(name)
            .ok()
            .zip(HeaderValue::try_from(&*value).ok());
        header.ok_or_else(|| {
            invalid(format!(
                "the value of the header {name} is not valid in HTTP"
            ))
        })
    });
    pairs.collect()
}

fn invalid(message: String) -> Error {
    Error::new(ErrorKind::InvalidInput, message)
}
