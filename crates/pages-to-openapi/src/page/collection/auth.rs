//! How requests prove who sends them.

use super::super::json::Json;
use super::super::model::{Auth, OAuth2};
use super::text::Text;
use crate::diagnostic::Located;

/// Reads the `auth` of a collection, a folder or a request. Nothing if it has none of its own.
pub(super) fn read(json: &Json<'_>) -> Option<Located<Auth>> {
    let auth = json.get("auth")?;
    let kind = Text::member(&auth.value, "type")?;
    let setting = |name: &str| setting(&auth.value, &kind.text, name);
    let scheme = |name: &str| Auth::Http(name.to_owned());
    let auth = match kind.text.as_str() {
        "noauth" => Auth::None,
        "basic" => scheme("basic"),
        "bearer" | "jwt" => scheme("bearer"),
        "digest" => scheme("digest"),
        "hawk" => scheme("hawk"),
        "ntlm" => scheme("ntlm"),
        "oauth1" => scheme("oauth"),
        "awsv4" => scheme("aws4-hmac-sha256"),
        "edgegrid" => scheme("eg1-hmac-sha256"),
        "asap" => scheme("bearer"),
        "apikey" => Auth::ApiKey {
            name: setting("key").unwrap_or_else(|| "Authorization".to_owned()),
            in_query: setting("in").is_some_and(|place| place == "query"),
        },
        "oauth2" => Auth::OAuth2(OAuth2 {
            grant: setting("grant_type").unwrap_or_default(),
            authorization_url: setting("authUrl"),
            token_url: setting("accessTokenUrl"),
            scopes: setting("scope")
                .map(|scopes| scopes.split_whitespace().map(str::to_owned).collect())
                .unwrap_or_default(),
        }),
        _ => return None,
    };
    Some(Located::new(auth, kind.start()))
}

/// Returns a setting of the auth: in a list of keys and values, or as a member.
fn setting(auth: &Json<'_>, kind: &str, name: &str) -> Option<String> {
    let settings = auth.get(kind)?;
    let text = match &settings.value {
        Json::Array(items) => items.iter().find_map(|item| {
            let key = Text::member(&item.value, "key")?;
            (key.text == name).then(|| Text::member(&item.value, "value"))?
        }),
        _ => Text::member(&settings.value, name),
    };
    text.map(|text| text.text)
}
