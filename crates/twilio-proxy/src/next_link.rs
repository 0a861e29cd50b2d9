use url::Url;

use crate::pagination::Position;
use crate::{Error, ErrorKind};

/// Only a link's path and query are read, so the host that it is resolved against never shows.
const ANYWHERE: &str = "http://localhost/";

/// The most bytes of a page token: three times as long as it is when encoded, it still fits a URL.
const MAX_TOKEN: usize = 16 << 10;

/// What a next link gives: its page number and token. Its scheme, host and port are never used.
///
/// `path` is the path that was asked; a link to another one leads to another collection.
///
/// # Errors
/// [`ErrorKind::Pagination`], without the link's text: it bears a token.
pub(crate) fn position(link: &str, path: &str) -> Result<Position, Error> {
    let invalid = |what: &str| {
        Err(Error::new(
            ErrorKind::Pagination,
            format!("the server's next link {what}"),
        ))
    };
    let Ok(link) = Url::parse(ANYWHERE)
        .and_then(|base| base.join(path))
        .and_then(|base| base.join(link))
    else {
        return invalid("can't be read");
    };
    if !same_collection(link.path(), path) {
        return invalid("leads to another collection");
    }
    let mut position = Position::default();
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

/// A gateway may put the API under a path of its own that the API's links do not know, so the shorter of the two
/// paths has to be the longer one's end.
fn same_collection(link: &str, asked: &str) -> bool {
    let (link, asked) = (link.trim_end_matches('/'), asked.trim_end_matches('/'));
    let ends_with = |long: &str, short: &str| {
        short.starts_with("/v1/")
            && long
                .len()
                .checked_sub(short.len())
                .and_then(|start| long.get(start..))
                .is_some_and(|end| end.eq_ignore_ascii_case(short))
    };
    ends_with(asked, link) || ends_with(link, asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "/v1/Services/KS1/Sessions";

    #[test]
    fn a_link_gives_page_and_token_and_nothing_else() {
        let here = position(
            "https://elsewhere.example:1/v1/Services/KS1/Sessions?PageSize=9&Page=2&PageToken=PA%2B1",
            PATH,
        );
        assert_eq!(
            here.unwrap(),
            Position {
                page: 2,
                token: Some("PA+1".into())
            }
        );
        let relative = position("/v1/Services/ks1/Sessions/?Page=3", PATH);
        assert_eq!(
            relative.unwrap(),
            Position {
                page: 3,
                token: None
            }
        );
        let gateway = position(
            "/v1/Services/KS1/Sessions?Page=3",
            "/gateway/v1/Services/KS1/Sessions",
        );
        assert_eq!(gateway.unwrap().page, 3);
    }

    #[test]
    fn a_link_that_leads_elsewhere_is_refused_without_its_text() {
        for link in [
            "",
            "https://",
            "/v1/Services/KS2/Sessions?Page=1",
            "/Sessions?Page=1",
            "/v1/Services/KS1/Sessions/KC1/Participants?Page=1",
            "/v1/Services/KS1/Sessions",
            "/v1/Services/KS1/Sessions?Page=-1",
            "/v1/Services/KS1/Sessions?Page=1&Page=2",
            "/v1/Services/KS1/Sessions?PageToken=secret&PageToken=secret",
            "/v1/Services/KS1/../KS2/Sessions?PageToken=secret",
        ] {
            let error = position(link, PATH).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Pagination, "{link}");
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }
}
