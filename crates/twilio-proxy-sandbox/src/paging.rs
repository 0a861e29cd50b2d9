use serde::{Deserialize, Serialize};

use crate::page_token::{self, Start};
use crate::problem::Problem;
use crate::rows::Rows;

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
    pub key: &'static str,
}

/// What a list answer is about: the collection's path, on whose server, under which name.
#[derive(Clone, Copy)]
pub(crate) struct Collection<'a> {
    pub seed: u64,
    pub base_url: &'a str,
    pub path: &'a str,
    pub key: &'static str,
}

impl Collection<'_> {
    /// The page of `rows` that a query asks for, and the `meta` that goes with it.
    pub(crate) fn page<R: Rows>(
        &self,
        query: &Query,
        rows: &R,
    ) -> Result<(Vec<R::Record>, Meta), Problem> {
        let size = number(query.page_size.as_deref(), "PageSize")?.unwrap_or(DEFAULT_PAGE_SIZE);
        if !(1..=MAX_PAGE_SIZE).contains(&size) {
            return Err(Problem::invalid_parameter(format!(
                "Page size must be from 1 to {MAX_PAGE_SIZE}, is {size}"
            )));
        }
        let start = self.start(query, size, rows)?;
        let mut numbers = rows.forward(start.record);
        let records = numbers
            .by_ref()
            .take(size)
            .filter_map(|number| rows.record(number))
            .collect();
        let previous = rows.backward(start.record).take(size).last();
        let link = |page, record| self.link(size, Start { page, record });
        let meta = Meta {
            page: start.page,
            page_size: size,
            first_page_url: format!("{}{}?PageSize={size}&Page=0", self.base_url, self.path),
            previous_page_url: previous.map(|record| link(start.page.saturating_sub(1), record)),
            url: link(start.page, start.record),
            next_page_url: numbers
                .next()
                .map(|record| link(start.page.saturating_add(1), record)),
            key: self.key,
        };
        Ok((records, meta))
    }

    fn start<R: Rows>(&self, query: &Query, size: usize, rows: &R) -> Result<Start, Problem> {
        let asked = number(query.page.as_deref(), "Page")?;
        let Some(token) = &query.page_token else {
            let page = asked.unwrap_or(0);
            let record = rows.at(page.saturating_mul(size));
            return Ok(Start { page, record });
        };
        // A token knows its page, so that one without Page is understood and one with another Page is not.
        page_token::decode(self.seed, self.path, token)
            .filter(|start| asked.is_none_or(|page| page == start.page))
            .ok_or_else(Problem::invalid_page_token)
    }

    fn link(&self, size: usize, start: Start) -> String {
        let token = page_token::encode(self.seed, self.path, start);
        format!(
            "{}{}?PageSize={size}&Page={}&PageToken={token}",
            self.base_url, self.path, start.page
        )
    }
}

fn number(text: Option<&str>, name: &str) -> Result<Option<usize>, Problem> {
    text.map(|text| {
        text.parse()
            .map_err(|_| Problem::invalid_parameter(format!("{name} is not a number")))
    })
    .transpose()
}
