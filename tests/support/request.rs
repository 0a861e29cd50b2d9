//! A request as a server received it.

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// The number of its connection, from 0.
    pub connection: usize,
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Request {
    pub fn parse(head: &str, connection: usize) -> Self {
        let mut lines = head.lines();
        let mut start = lines.next().unwrap_or_default().split(' ');
        let method = start.next().unwrap_or_default().to_owned();
        let target = start.next().unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Self {
            connection,
            method,
            path: path.to_owned(),
            query: query.to_owned(),
            headers,
            body: String::new(),
        }
    }

    /// A query parameter's value, decoded.
    pub fn parameter(&self, name: &str) -> Option<String> {
        url::form_urlencoded::parse(self.query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }

    /// The form's fields, decoded, in the order in which they came.
    pub fn form(&self) -> Vec<(String, String)> {
        let fields = url::form_urlencoded::parse(self.body.as_bytes());
        fields.into_owned().collect()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut named = self.headers.iter().filter(|(key, _)| key == name);
        named.next().map(|(_, value)| value.as_str())
    }

    /// Returns the request as text for a snapshot, without its secret and without the parts that differ between runs and machines.
    pub fn shown(&self) -> String {
        let mut lines = vec![format!("{} {}", self.method, self.path)];
        let query = url::form_urlencoded::parse(self.query.as_bytes());
        lines.extend(query.map(|(name, value)| format!("  ? {name} = {value}")));
        for (name, value) in &self.headers {
            let value = match name.as_str() {
                "authorization" => "Basic <account SID and token>".to_owned(),
                "host" => "<host>".to_owned(),
                "user-agent" => value
                    .replace(std::env::consts::OS, "<os>")
                    .replace(std::env::consts::ARCH, "<arch>")
                    .split_once('/')
                    .map(|(product, rest)| {
                        let after = rest.split_once(' ').map_or("", |(_, after)| after);
                        format!("{product}/<version> {after}")
                    })
                    .unwrap(),
                _ => value.clone(),
            };
            lines.push(format!("  {name}: {value}"));
        }
        let fields = self.form();
        lines.extend(
            fields
                .iter()
                .map(|(name, value)| format!("  {name} = {value}")),
        );
        lines.join("\n")
    }
}
