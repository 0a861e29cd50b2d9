//! How requests prove who sends them: the security schemes, and those of each operation.

use crate::page::{Auth, OAuth2, Page};
use crate::provenance::{Origin, Spot, TracedObject};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The schemes of all pages, by what they state.
#[derive(Default)]
pub(super) struct Security {
    /// The name of each scheme, and the first page that states it.
    schemes: IndexMap<Value, (String, Arc<Origin>)>,
    /// The scheme of most operations, if every page states one or none.
    usual: Option<Value>,
}

impl Security {
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut names = BTreeSet::new();
        let mut schemes: IndexMap<Value, (String, Arc<Origin>)> = IndexMap::new();
        let mut counts: IndexMap<Value, usize> = IndexMap::new();
        for (index, page) in pages.iter().enumerate() {
            let Some(auth) = &page.auth else { continue };
            let Some((name, scheme)) = scheme(&auth.value) else {
                continue;
            };
            *counts.entry(scheme.clone()).or_default() += 1;
            let spot = Spot {
                page: index,
                place: auth.place,
            };
            schemes.entry(scheme).or_insert_with(|| {
                (
                    unique(&name, &mut names),
                    Origin::stated("the auth", vec![spot]),
                )
            });
        }
        let is_stated = pages.iter().all(|page| page.auth.is_some());
        // Of several that are as frequent, the first.
        let usual = counts.into_iter().rev().max_by_key(|(_, count)| *count);
        Self {
            schemes,
            usual: usual.map(|(scheme, _)| scheme).filter(|_| is_stated),
        }
    }

    /// Returns the security schemes of the description, if there are any.
    pub(super) fn schemes(&self) -> Option<TracedObject> {
        let (_, (_, origin)) = self.schemes.first()?;
        let mut all = TracedObject::of(origin);
        for (scheme, (name, origin)) in &self.schemes {
            all.insert_of(origin, name.as_str(), scheme.clone());
        }
        Some(all)
    }

    /// Returns the security of all operations that have none of their own.
    pub(super) fn of_all(&self) -> Option<(Value, Arc<Origin>)> {
        let (name, origin) = self.schemes.get(self.usual.as_ref()?)?;
        Some((requirement(name), origin.clone()))
    }

    /// Returns the security of an operation, if it differs from that of all.
    pub(super) fn of_page(&self, page: &Page) -> Option<Value> {
        let auth = page.auth.as_ref()?;
        match scheme(&auth.value) {
            Some((_, scheme)) if self.usual.as_ref() == Some(&scheme) => None,
            Some((_, scheme)) => self.schemes.get(&scheme).map(|(name, _)| requirement(name)),
            // Without a usual scheme, no security is the same as none stated.
            None => self.usual.as_ref().map(|_| json!([])),
        }
    }
}

/// Returns a name that no other scheme has: the name itself, or one with a number.
fn unique(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = wanted.to_owned();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{wanted}{number}");
        number += 1;
    }
    name
}

fn requirement(name: &str) -> Value {
    let mut requirement = Map::new();
    requirement.insert(name.to_owned(), json!([]));
    json!([requirement])
}

/// Returns the name and the scheme; nothing for a request without proof.
fn scheme(auth: &Auth) -> Option<(String, Value)> {
    Some(match auth {
        Auth::None => return None,
        Auth::Http(scheme) => {
            let name: String = scheme.chars().filter(char::is_ascii_alphanumeric).collect();
            (name, json!({ "type": "http", "scheme": scheme }))
        }
        Auth::ApiKey { name, in_query } => {
            let place = if *in_query { "query" } else { "header" };
            (
                "apiKey".to_owned(),
                json!({ "type": "apiKey", "name": name, "in": place }),
            )
        }
        Auth::OAuth2(settings) => match flow(settings) {
            Some((flow, settings)) => (
                "oauth2".to_owned(),
                json!({ "type": "oauth2", "flows": { flow: settings } }),
            ),
            // A flow needs its addresses. The token travels all the same.
            None => (
                "bearer".to_owned(),
                json!({ "type": "http", "scheme": "bearer" }),
            ),
        },
    })
}

/// Returns the flow of OAuth 2 with its settings, if its addresses are known.
fn flow(settings: &OAuth2) -> Option<(&'static str, Value)> {
    let known = |url: &Option<String>| {
        url.clone()
            .filter(|url| url.starts_with("http") && !url.contains("{{"))
    };
    let (authorization, token) = (
        known(&settings.authorization_url),
        known(&settings.token_url),
    );
    let scopes: Map<String, Value> = settings
        .scopes
        .iter()
        .map(|scope| (scope.clone(), json!("")))
        .collect();
    Some(match settings.grant.as_str() {
        "implicit" => (
            "implicit",
            json!({ "authorizationUrl": authorization?, "scopes": scopes }),
        ),
        "password_credentials" => ("password", json!({ "tokenUrl": token?, "scopes": scopes })),
        "client_credentials" => (
            "clientCredentials",
            json!({ "tokenUrl": token?, "scopes": scopes }),
        ),
        _ => (
            "authorizationCode",
            json!({ "authorizationUrl": authorization?, "tokenUrl": token?, "scopes": scopes }),
        ),
    })
}
