use reqwest::Request;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use url::Url;

use crate::{Error, ErrorKind};

/// The credentials, and the base URL that they may be sent to.
pub(crate) struct Authorization {
    base_url: Url,
    header: HeaderValue,
}

impl Authorization {
    /// `header` is the value of the `Authorization` header, marked as sensitive.
    pub(crate) fn new(base_url: Url, header: HeaderValue) -> Self {
        Self { base_url, header }
    }

    /// Adds the credentials to a request.
    ///
    /// # Errors
    /// Returns [`ErrorKind::InvalidInput`] if the request's URL is not under the base URL. Its message does not show the
    /// URL, which may carry a page token.
    pub(crate) fn add_to(&self, request: &mut Request) -> Result<(), Error> {
        if !self.covers(request.url()) {
            return Err(Error::new(
                ErrorKind::InvalidInput,
                "the request's URL is not under the client's base URL, and credentials go nowhere else",
            ));
        }
        request
            .headers_mut()
            .insert(AUTHORIZATION, self.header.clone());
        Ok(())
    }

    fn covers(&self, url: &Url) -> bool {
        let base = &self.base_url;
        let path = url.path().strip_prefix(base.path().trim_end_matches('/'));
        url.scheme() == base.scheme()
            && url.host() == base.host()
            && url.port_or_known_default() == base.port_or_known_default()
            && path.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_urls_under_the_base_url_are_covered() {
        let base = "https://proxy.twilio.com/gw/".parse().unwrap();
        let authorization = Authorization::new(base, HeaderValue::from_static("Basic"));
        for (url, covered) in [
            ("https://proxy.twilio.com/gw/v1/Services?Page=1", true),
            ("https://PROXY.twilio.com:443/gw", true),
            ("http://proxy.twilio.com/gw/v1", false),
            ("https://proxy.twilio.com:8443/gw/v1", false),
            ("https://proxy.twilio.com.evil.example/gw/v1", false),
            ("https://proxy.twilio.com@evil.example/gw/v1", false),
            ("https://twilio.com/gw/v1", false),
            ("https://proxy.twilio.com/v1/Services", false),
            ("https://proxy.twilio.com/gwx/v1", false),
            ("https://proxy.twilio.com/gw/../v1", false),
            ("https://proxy.twilio.com/gw/%2e%2e/v1", false),
            ("ftp://proxy.twilio.com/gw/v1", false),
            ("data:text/plain,gw", false),
        ] {
            assert_eq!(
                authorization.covers(&url.parse().unwrap()),
                covered,
                "{url}"
            );
        }
    }
}
