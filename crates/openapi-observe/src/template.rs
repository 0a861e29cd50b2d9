//! The paths of undocumented operations.

use crate::name::{DATA, is_fixed_segment};
use crate::routes::{Route, Routes, Segment, segments};

/// A path that the description does not have, or not with the method of a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// The path in reports, such as `/v1/Services/{}/Things`.
    pub(crate) shown: String,
    /// The path in a description, such as `/v1/Services/{ServiceSid}/Things`.
    pub(crate) path: String,
}

/// Returns the template of a path. The other paths of the description tell which segments are parameters; segments that none
/// of them has are fixed if they are words.
pub(crate) fn template(routes: &Routes<'_>, path: &str) -> Template {
    let segments: Vec<&str> = segments(path).collect();
    let route = routes
        .iter()
        .max_by_key(|route| similarity(route, &segments));
    let known = route.map_or(&[][..], |route| {
        let length = matching(route, &segments);
        route.segments.get(..length).unwrap_or_default()
    });
    let mut shown = String::new();
    let mut path = String::new();
    for (index, text) in segments.iter().enumerate() {
        let (place, name) = match known.get(index) {
            Some(Segment::Fixed(fixed)) => ((*fixed).to_owned(), (*fixed).to_owned()),
            Some(Segment::Parameter {
                before,
                name,
                after,
            }) => (
                format!("{before}{DATA}{after}"),
                format!("{before}{{{name}}}{after}"),
            ),
            None if is_fixed_segment(text) => ((*text).to_owned(), (*text).to_owned()),
            None => (DATA.to_owned(), format!("{{Parameter{}}}", index + 1)),
        };
        shown.push_str(&format!("/{place}"));
        path.push_str(&format!("/{name}"));
    }
    Template { shown, path }
}

/// Returns how well a route tells the parameters of a path: how many segments it shares, whether it is the same path or goes on
/// differently, and how many of the shared segments are fixed.
fn similarity(route: &Route<'_>, path: &[&str]) -> (usize, bool, usize) {
    let length = matching(route, path);
    let is_inner = length < route.segments.len();
    let goes_on = length < path.len();
    let shared = route.segments.iter().take(length);
    let fixed = shared.filter(|segment| matches!(segment, Segment::Fixed(_)));
    (length, is_inner == goes_on, fixed.count())
}

/// Returns the number of segments at the start that a route shares with a path.
fn matching(route: &Route<'_>, path: &[&str]) -> usize {
    let pairs = route.segments.iter().zip(path);
    pairs
        .take_while(|(segment, text)| segment.value(text).is_some())
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::description::Description;
    use serde_json::json;

    #[test]
    fn the_other_paths_tell_the_parameters() {
        let document = json!({ "openapi": "3.0.3", "paths": {
            "/v1/Services": {},
            "/v1/Services/{Sid}": {},
            "/v1/Services/{ServiceSid}/Sessions": {},
            "/v1/Services/{ServiceSid}/Sessions/{Sid}.json": {},
        } });
        let description = Description::new(&document);
        let routes = description.map(Routes::new);
        let sid = "KS0123456789abcdef0123456789abcdef";
        for (path, shown, documented) in [
            ("/v1/Services", "/v1/Services", "/v1/Services"),
            ("/v1/Services/ann/", "/v1/Services/{}", "/v1/Services/{Sid}"),
            (
                "/v1/Services/ann/Things",
                "/v1/Services/{}/Things",
                "/v1/Services/{ServiceSid}/Things",
            ),
            (
                "/v1/Services/a/Sessions/b.json/X/7",
                "/v1/Services/{}/Sessions/{}.json/X/{}",
                "/v1/Services/{ServiceSid}/Sessions/{Sid}.json/X/{Parameter7}",
            ),
            (
                "/v2/Rooms/ann-and-bob",
                "/v2/Rooms/{}",
                "/v2/Rooms/{Parameter3}",
            ),
            (sid, "/{}", "/{Parameter1}"),
        ] {
            let expected = Template {
                shown: shown.to_owned(),
                path: documented.to_owned(),
            };
            assert_eq!(
                routes.as_ref().map(|routes| template(routes, path)),
                Some(expected)
            );
        }
    }
}
