use url::{Host, Url};

use crate::{Error, ErrorKind};

const DEFAULT: &str = "https://proxy.twilio.com";

/// Where requests go: an explicit base URL, else the host of an edge and region, else the default host.
pub(crate) fn resolve(
    base_url: Option<&str>,
    edge: Option<&str>,
    region: Option<&str>,
    allow_http: bool,
) -> Result<Url, Error> {
    let host = match (edge, region) {
        (None, None) => DEFAULT.to_owned(),
        (Some(edge), Some(region)) => {
            format!(
                "https://proxy.{}.{}.twilio.com",
                label("edge", edge)?,
                label("region", region)?
            )
        }
        (Some(_), None) => {
            return Err(invalid(
                "an edge is set but no region: set both, or neither",
            ));
        }
        (None, Some(_)) => {
            return Err(invalid("a region is set but no edge: set both, or neither"));
        }
    };
    let text = base_url.map_or(host, str::to_owned);
    check(&text, allow_http)
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
            "the base URL can't be read ({error}): give one like {DEFAULT}"
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

/// A part of a host name that can't change where the host name ends.
fn label<'a>(what: &str, text: &'a str) -> Result<&'a str, Error> {
    let fits = !text.is_empty()
        && text.len() <= 63
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if fits {
        Ok(text)
    } else {
        Err(invalid(&format!(
            "the {what} {text:?} is no name like `dublin` or `ie1`"
        )))
    }
}

fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::Configuration, message)
}
