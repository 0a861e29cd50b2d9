use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::page_token::{self, Start};
use crate::problem::Problem;

const DEFAULT_PAGE_SIZE: usize = 50;
const MAX_PAGE_SIZE: usize = 1000;

/// The query of any list endpoint, as text: what is no number is the API's error, not the framework's.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Query {
    page_size: Option<String>,
    page: Option<String>,
    page_token: Option<String>,
}

/// The `meta` of any list answer.
#[derive(Serialize)]
pub(crate) struct Meta {
    page: usize,
    page_size: usize,
    first_page_url: String,
    previous_page_url: Option<String>,
    url: String,
    next_page_url: Option<String>,
    key: &'static str,
}

/// Which of `total` records a query asks for, and the `meta` that goes with them.
pub(crate) fn paginate(
    query: &Query,
    seed: u64,
    total: usize,
    url: &str,
    key: &'static str,
) -> Result<(Range<usize>, Meta), Problem> {
    let size = number(query.page_size.as_deref(), "PageSize")?.unwrap_or(DEFAULT_PAGE_SIZE);
    if !(1..=MAX_PAGE_SIZE).contains(&size) {
        return Err(Problem::invalid_parameter(format!(
            "Page size must be from 1 to {MAX_PAGE_SIZE}, is {size}"
        )));
    }
    let asked = number(query.page.as_deref(), "Page")?;
    let Start { page, offset } = match &query.page_token {
        // A token knows its page, so that one without Page is understood and one with another Page is not.
        Some(token) => page_token::decode(seed, token)
            .filter(|start| asked.is_none_or(|page| page == start.page))
            .ok_or_else(Problem::invalid_page_token)?,
        None => {
            let page = asked.unwrap_or(0);
            Start {
                page,
                offset: page.saturating_mul(size),
            }
        }
    };
    let range = offset.min(total)..offset.saturating_add(size).min(total);
    let link = |page: usize, offset: usize| {
        let token = page_token::encode(seed, Start { page, offset });
        format!("{url}?PageSize={size}&Page={page}&PageToken={token}")
    };
    let meta = Meta {
        page,
        page_size: size,
        first_page_url: format!("{url}?PageSize={size}&Page=0"),
        previous_page_url: (offset > 0)
            .then(|| link(page.saturating_sub(1), offset.saturating_sub(size))),
        url: link(page, offset),
        next_page_url: (range.end < total).then(|| link(page.saturating_add(1), range.end)),
        key,
    };
    Ok((range, meta))
}

fn number(text: Option<&str>, name: &str) -> Result<Option<usize>, Problem> {
    text.map(|text| {
        text.parse()
            .map_err(|_| Problem::invalid_parameter(format!("{name} is not a number")))
    })
    .transpose()
}
