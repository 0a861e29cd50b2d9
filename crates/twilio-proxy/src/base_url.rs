use url::{Host, Url};

use crate::operations::BASE_URL;
use crate::{Error, ErrorKind};

/// Returns the URL that requests go to: `base_url` if it is set, otherwise the host of the edge and the region, otherwise
/// the default host.
pub(crate) fn resolve(
    base_url: Option<&str>,
    edge: Option<&str>,
    region: Option<&str>,
    allow_http: bool,
) -> Result<Url, Error> {
    if let Some(text) = base_url {
        return check(text, allow_http);
    }
    match (edge, region) {
        (None, None) => check(api_url()?, allow_http),
        (Some(edge), Some(region)) => {
            let (edge, region) = (label("edge", edge)?, label("region", region)?);
            // The API of an edge and a region has their names after the first label of its host.
            let (product, domain) = api_url()?.split_once('.').ok_or_else(no_api_url)?;
            check(&format!("{product}.{edge}.{region}.{domain}"), allow_http)
        }
        (Some(_), None) => Err(invalid(
            "an edge is set, by edge() or TWILIO_EDGE, without a region: set region() or TWILIO_REGION too",
        )),
        (None, Some(_)) => Err(invalid(
            "a region is set, by region() or TWILIO_REGION, without an edge: set edge() or TWILIO_EDGE too",
        )),
    }
}

/// Returns the URL of the API that the description names.
fn api_url() -> Result<&'static str, Error> {
    BASE_URL.ok_or_else(no_api_url)
}

fn no_api_url() -> Error {
    invalid("the description of the API names no host: set base_url()")
}

fn check(text: &str, allow_http: bool) -> Result<Url, Error> {
    if text.trim().is_empty() {
        return Err(invalid(
            "the base URL is empty: leave it unset for the API's own",
        ));
    }
    if text.chars().any(char::is_control) {
        return Err(invalid(
            "a control character, such as a line break, is in the base URL",
        ));
    }
    let url = Url::parse(text).map_err(|error| {
        invalid(&format!(
            "the base URL can't be read ({error}): set one like https://api.example.com"
        ))
    })?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(invalid(
            "the base URL carries user information: give credentials to the builder instead",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(invalid(
            "the base URL carries a query or a fragment: give scheme, host, port and path only",
        ));
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if allow_http || is_loopback(&url) => Ok(url),
        "http" => Err(invalid(
            "the base URL is http to another machine, which shows the credentials to the network: \
             use https, or allow_http(true) where the network is trusted",
        )),
        scheme => Err(invalid(&format!(
            "the base URL's scheme is {scheme}: use https"
        ))),
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Returns `text` if it is a single label of a host name, so that it cannot change the rest of the host name.
fn label<'a>(what: &str, text: &'a str) -> Result<&'a str, Error> {
    let fits = !text.is_empty()
        && text.len() <= 63
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fits {
        Ok(text)
    } else {
        Err(invalid(&format!(
            "the {what} {text:?} is not a name like `dublin` or `ie1`"
        )))
    }
}

fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::Configuration, message)
}
