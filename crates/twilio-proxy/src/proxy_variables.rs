use std::env;

use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use url::{Position, Url};

use crate::Error;
use crate::environment::invalid;

/// Checks the proxy variables that apply to requests to `base_url`.
///
/// reqwest ignores a proxy variable that it cannot read, and then sends the requests without that proxy. The choice of
/// the variable follows hyper-util's `Matcher::from_env`, which reqwest uses; its parser decides which values are valid.
pub(crate) fn check(base_url: &Url) -> Result<(), Error> {
    // Requests to an http base URL use no proxy, and no variable applies in a CGI program.
    if base_url.scheme() != "https" || env::var_os("REQUEST_METHOD").is_some() {
        return Ok(());
    }
    for names in [["HTTPS_PROXY", "https_proxy"], ["ALL_PROXY", "all_proxy"]] {
        let Some((name, value)) = first_set(names) else {
            continue;
        };
        // The next pair applies if the value is empty.
        if value.as_deref() == Some("") {
            continue;
        }
        if is_excluded(base_url)? || value.is_some_and(|value| is_readable(&value, base_url)) {
            return Ok(());
        }
        return Err(invalid(format!(
            "{name} is not a valid proxy URL: use one like http://proxy.example:3128, and percent-encode special \
             characters of the user name and password"
        )));
    }
    Ok(())
}

/// Returns the first variable of `names` that is set, with its value, or `None` as its value if it is not UTF-8.
fn first_set(names: [&'static str; 2]) -> Option<(&'static str, Option<String>)> {
    let set = |name| Some((name, env::var_os(name)?.into_string().ok()));
    names.into_iter().find_map(set)
}

/// Returns whether `NO_PROXY` excludes the host of `base_url` from proxies.
fn is_excluded(base_url: &Url) -> Result<bool, Error> {
    let list = match first_set(["NO_PROXY", "no_proxy"]) {
        Some((name, None)) => return Err(invalid(format!("{name} is not UTF-8"))),
        Some((_, Some(list))) => list,
        None => return Ok(false),
    };
    let matcher = Matcher::builder().https("http://proxy").no(list).build();
    Ok(intercept(&matcher, base_url).is_none())
}

fn is_readable(value: &str, base_url: &Url) -> bool {
    let matcher = Matcher::builder().https(value).build();
    intercept(&matcher, base_url).is_some_and(|proxy| is_meant(value, &proxy))
}

/// Returns whether `proxy` is the proxy that `value` intends.
///
/// If a password has a `#`, `/`, `?` or `@` in it, the parser cuts it there, or uses the user name as the host. It also
/// accepts any text as a port, and ignores it if it is not a number.
fn is_meant(value: &str, proxy: &Intercept) -> bool {
    let has_login = proxy.basic_auth().is_some() || proxy.raw_auth().is_some();
    let host = proxy.uri().host().unwrap_or_default();
    let port = proxy.uri().authority().map_or("", |authority| {
        authority.as_str().strip_prefix(host).unwrap_or_default()
    });
    value.matches('@').count() == usize::from(has_login)
        && !host.is_empty()
        && (matches!(port, "" | ":") || proxy.uri().port_u16().is_some())
}

fn intercept(matcher: &Matcher, base_url: &Url) -> Option<Intercept> {
    let origin = &base_url[..Position::BeforePath];
    matcher.intercept(&origin.parse().ok()?)
}
