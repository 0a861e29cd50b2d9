use url::Url;

use crate::listing::pager::Position;
use crate::{Error, ErrorKind};

/// Only a link's path and query are read, so the host that it is resolved against never shows.
const ANYWHERE: &str = "http://localhost/";

/// The most bytes of a page token. Percent-encoded, it is at most three times as long, which still fits a URL.
pub(crate) const MAX_TOKEN: usize = 16 << 10;

/// Returns the page that a next link leads to: its number, its token and its page size, which is `page_size` unless the link
/// names a smaller one. The link's scheme, host and port are never used.
///
/// `collection` is the path of the request below the base URL. A link to another path leads to another collection.
///
/// # Errors
/// [`ErrorKind::Pagination`], without the link's text, which holds a token.
pub(crate) fn position(link: &str, collection: &str, page_size: u16) -> Result<Position, Error> {
    let invalid = |what: &str| {
        Err(Error::new(
            ErrorKind::Pagination,
            format!("the server's next link {what}"),
        ))
    };
    let Ok(link) = Url::parse(ANYWHERE)
        .and_then(|base| base.join(collection))
        .and_then(|base| base.join(link))
    else {
        return invalid("can't be read");
    };
    if !same_collection(link.path(), collection) {
        return invalid("leads to another collection");
    }
    let mut position = Position {
        page_size,
        ..Position::default()
    };
    let (mut pages, mut tokens) = (0, 0);
    for (name, value) in link.query_pairs() {
        match &*name {
            "Page" => {
                let Ok(page) = value.parse() else {
                    return invalid("has a page that is no number");
                };
                position.page = page;
                pages += 1;
            }
            // The smallest size that a link names is the one that skips no record.
            "PageSize" => {
                let size = value.parse().ok().filter(|size| *size > 0);
                position.page_size = size.unwrap_or(page_size).min(position.page_size);
            }
            "PageToken" => {
                if value.len() > MAX_TOKEN {
                    return invalid("has a page token that is too long to be sent");
                }
                position.token = Some(value.into_owned());
                tokens += 1;
            }
            _ => {}
        }
    }
    if pages > 1 || tokens > 1 {
        return invalid("names its page more than once");
    }
    if pages + tokens == 0 {
        return invalid("names neither a page nor a page token");
    }
    Ok(position)
}

/// Returns whether both paths are of the same collection of the API.
///
/// Each gateway on the way may serve the API below a path of its own and rewrite the links or leave them as they are, so
/// only the end of the link's path is compared.
fn same_collection(link: &str, collection: &str) -> bool {
    let (link, collection) = (link.trim_end_matches('/'), collection.trim_end_matches('/'));
    link.len()
        .checked_sub(collection.len())
        .and_then(|start| link.get(start..))
        .is_some_and(|end| end.eq_ignore_ascii_case(collection))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "/v1/Shelves/SH1/Books";

    #[test]
    fn a_link_gives_page_token_and_page_size_and_nothing_else() {
        let here = position(
            "https://elsewhere.example:1/v1/Shelves/SH1/Books?PageSize=9&Page=2&PageToken=PA%2B1",
            PATH,
            50,
        );
        assert_eq!(
            here.unwrap(),
            Position {
                page: 2,
                token: Some("PA+1".into()),
                page_size: 9,
            }
        );
        let relative = position("/v1/Shelves/sh1/Books/?Page=3", PATH, 50);
        assert_eq!(
            relative.unwrap(),
            Position {
                page: 3,
                token: None,
                page_size: 50,
            }
        );
        let gateway = position("/gateway/v1/Shelves/SH1/Books?Page=3", PATH, 50);
        assert_eq!(gateway.unwrap().page, 3);
    }

    #[test]
    fn a_link_that_leads_elsewhere_is_refused_without_its_text() {
        for link in [
            "",
            "https://",
            "/v1/Shelves/SH2/Books?Page=1",
            "/Books?Page=1",
            "/v1/Shelves/SH1/Books/BK1/Pages?Page=1",
            "/v1/Shelves/SH1/Books",
            "/v1/Shelves/SH1/Books?Page=-1",
            "/v1/Shelves/SH1/Books?Page=1&Page=2",
            "/v1/Shelves/SH1/Books?PageToken=secret&PageToken=secret",
            "/v1/Shelves/SH1/../SH2/Books?PageToken=secret",
        ] {
            let error = position(link, PATH, 50).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Pagination, "{link}");
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }
}
