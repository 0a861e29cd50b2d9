//! The servers of a description, and its title and version.

use crate::page::Page;

/// Returns the version that all paths begin with, such as `v1`; `1` if there is none.
pub(super) fn version(pages: &[Page]) -> String {
    let mut versions = pages.iter().map(|page| {
        let first = page.url.path.split('/').nth(1).unwrap_or_default();
        let digits = first.trim_start_matches(['v', 'V']);
        let is_version = digits.starts_with(|c: char| c.is_ascii_digit());
        is_version.then(|| first.to_owned())
    });
    let first = versions.next().flatten();
    match first {
        Some(version) if versions.all(|other| other.as_ref() == Some(&version)) => version,
        _ => "1".to_owned(),
    }
}

/// The server of all pages, if those that name one name the same.
pub(super) struct Servers<'a>(Option<&'a String>);

impl<'a> Servers<'a> {
    pub(super) fn of(pages: &'a [Page]) -> Self {
        let mut named = pages.iter().filter_map(|page| page.url.server.as_ref());
        let first = named.next();
        Self(first.filter(|first| named.all(|other| other == *first)))
    }

    pub(super) fn shared(&self) -> Option<&'a String> {
        self.0
    }

    /// A page's own server, where the pages name several.
    pub(super) fn own<'b>(&self, page: &'b Page) -> Option<&'b String> {
        match self.0 {
            Some(_) => None,
            None => page.url.server.as_ref(),
        }
    }

    pub(super) fn title(&self) -> &str {
        let host = self
            .0
            .and_then(|server| server.split_once("://"))
            .map(|(_, host)| host);
        host.unwrap_or("API")
    }
}
