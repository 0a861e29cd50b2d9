//! One exchange.

use crate::har::{RequestBody, ResponseBody};
use crate::skip::Skip;
use serde_json::Value;
use url::Url;

/// A request and its response.
pub(crate) struct Exchange<'a> {
    pub(crate) method: String,
    pub(crate) url: Url,
    pub(crate) status: u16,
    entry: &'a Value,
}

impl<'a> Exchange<'a> {
    /// Reads an entry.
    ///
    /// # Errors
    /// The reason why it cannot be compared.
    pub(crate) fn read(entry: &'a Value) -> Result<Self, Skip> {
        let text = |pointer: &str| entry.pointer(pointer).and_then(Value::as_str);
        let method = text("/request/method").ok_or(Skip::Unreadable)?;
        let url = text("/request/url").ok_or(Skip::Unreadable)?;
        let url = Url::parse(url).map_err(|_| Skip::Unreadable)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Skip::Unreadable);
        }
        let status = entry.pointer("/response/status").ok_or(Skip::NoResponse)?;
        let status = status
            .as_u64()
            .and_then(|status| u16::try_from(status).ok());
        let is_method = (1..=20).contains(&method.len())
            && method.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_method {
            return Err(Skip::Unreadable);
        }
        Ok(Self {
            method: method.to_ascii_uppercase(),
            url,
            status: status.ok_or(Skip::Unreadable)?,
            entry,
        })
    }

    /// Returns the reason not to compare the exchange, apart from its host and path.
    pub(crate) fn reason_to_skip(&self) -> Option<Skip> {
        match self.status {
            0 => Some(Skip::NoResponse),
            304 => Some(Skip::NotModified),
            _ if self.is_preflight() => Some(Skip::Preflight),
            _ => None,
        }
    }

    fn is_preflight(&self) -> bool {
        let headers = self.entry.pointer("/request/headers");
        let headers = headers.and_then(Value::as_array).into_iter().flatten();
        let mut names = headers.filter_map(|header| header.get("name")?.as_str());
        self.method == "OPTIONS"
            && names.any(|name| name.eq_ignore_ascii_case("access-control-request-method"))
    }

    /// Whether the server accepted the request.
    pub(crate) fn is_accepted(&self) -> bool {
        (200..400).contains(&self.status)
    }

    /// Returns the names and values of the query.
    pub(crate) fn query(&self) -> Vec<(String, String)> {
        self.url.query_pairs().into_owned().collect()
    }

    pub(crate) fn request_body(&self) -> RequestBody {
        RequestBody::read(self.entry.pointer("/request/postData"))
    }

    pub(crate) fn response_body(&self) -> ResponseBody {
        let has_body = self.method != "HEAD" && !matches!(self.status, 204 | 205);
        match self.entry.get("response") {
            Some(response) if has_body => ResponseBody::read(response),
            _ => ResponseBody::None,
        }
    }
}
