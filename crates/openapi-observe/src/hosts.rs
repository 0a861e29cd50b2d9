//! The hosts whose exchanges are compared.

use crate::description::Description;
use serde_json::Value;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use url::Url;

/// A host, and a port or all ports: `proxy.example` or `proxy.example:8080`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Host {
    name: String,
    port: Option<u16>,
}

/// The error for a text that is not a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidHost;

impl fmt::Display for InvalidHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a host without a scheme or a path, such as api.example.com or api.example.com:8080")
    }
}

impl std::error::Error for InvalidHost {}

impl FromStr for Host {
    type Err = InvalidHost;

    fn from_str(text: &str) -> Result<Self, InvalidHost> {
        if text.is_empty() || text.contains(['/', '@', '?', '#', '\\']) {
            return Err(InvalidHost);
        }
        // This scheme has a port of its own, so that 80 and 443 are not dropped.
        let url = Url::parse(&format!("ftp://{text}")).map_err(|_| InvalidHost)?;
        let name = url.host_str().ok_or(InvalidHost)?.to_owned();
        let explicit = text.rsplit_once(':').map(|(_, port)| port);
        let port = url.port().or_else(|| explicit?.parse().ok());
        Ok(Self { name, port })
    }
}

/// The accepted hosts, and the paths at which the servers start.
pub(crate) struct Hosts {
    accepted: Vec<Host>,
    base_paths: Vec<String>,
}

impl Hosts {
    /// Reads the servers of a description, its paths and its operations, and adds other hosts.
    pub(crate) fn new(description: &Description<'_>, others: &[Host]) -> Self {
        let root = description.root();
        let items = root.get("paths").and_then(Value::as_object);
        let items = items.into_iter().flat_map(|paths| paths.values());
        let operations = items.clone().filter_map(Value::as_object);
        let operations = operations.flat_map(|item| item.values());
        let owners = std::iter::once(root).chain(items).chain(operations);
        let servers = owners.filter_map(|owner| owner.get("servers")?.as_array());
        let mut hosts = Self {
            accepted: others.to_vec(),
            base_paths: vec![String::new()],
        };
        for server in servers.flatten() {
            hosts.add(server);
        }
        hosts
    }

    fn add(&mut self, server: &Value) {
        let Some(url) = server.get("url").and_then(Value::as_str) else {
            return;
        };
        let mut url = url.to_owned();
        let variables = server.get("variables").and_then(Value::as_object);
        for (name, variable) in variables.into_iter().flatten() {
            let default = variable.get("default").and_then(Value::as_str);
            url = url.replace(&format!("{{{name}}}"), default.unwrap_or_default());
        }
        let path = match Url::parse(&url) {
            Ok(url) => {
                if let Some(name) = url.host_str() {
                    self.accepted.push(Host {
                        name: name.to_owned(),
                        port: url.port_or_known_default(),
                    });
                }
                url.path().to_owned()
            }
            // A relative URL has only a path.
            Err(_) => url,
        };
        let path = path.trim_end_matches('/').to_owned();
        if !self.base_paths.contains(&path) {
            self.base_paths.push(path);
        }
    }

    /// Whether exchanges with the host of a URL are compared. Those with this machine are.
    pub(crate) fn accepts(&self, url: &Url) -> bool {
        let Some(name) = url.host_str() else {
            return false;
        };
        let port = url.port_or_known_default();
        let is_accepted =
            |host: &Host| host.name == name && (host.port.is_none() || host.port == port);
        is_loopback(name) || self.accepted.iter().any(is_accepted)
    }

    /// Returns a path as the description may have it: without the path of each server.
    pub(crate) fn without_base<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a str> {
        let bases = self.base_paths.iter().rev();
        let rest = bases.filter_map(|base| path.strip_prefix(base.as_str()));
        rest.filter(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

fn is_loopback(name: &str) -> bool {
    let address = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost"
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_has_a_port_or_all_ports() {
        let host = |name: &str, port| {
            Ok(Host {
                name: name.to_owned(),
                port,
            })
        };
        assert_eq!("api.example".parse::<Host>(), host("api.example", None));
        assert_eq!(
            "API.example:443".parse::<Host>(),
            host("api.example", Some(443))
        );
        assert_eq!("[::1]:21".parse::<Host>(), host("[::1]", Some(21)));
        for text in [
            "",
            "https://api.example",
            "api.example/v1",
            "ann@api.example",
            "a b",
            "api.example:x",
        ] {
            assert_eq!(text.parse::<Host>(), Err(InvalidHost), "{text}");
        }
    }
}
