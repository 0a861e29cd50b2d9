//! The operations of a description, found by method and path.

use crate::description::{Description, Site};
use percent_encoding::percent_decode_str;

/// The operations by their paths.
pub(crate) struct Routes<'a>(Vec<Route<'a>>);

/// A path of the description.
pub(crate) struct Route<'a> {
    pub(crate) path: &'a str,
    pub(crate) segments: Vec<Segment<'a>>,
    item: Site<'a>,
}

/// A part of a path between slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Segment<'a> {
    /// A fixed text.
    Fixed(&'a str),
    /// A parameter, with the fixed texts before and after it.
    Parameter {
        before: &'a str,
        name: &'a str,
        after: &'a str,
    },
}

/// An operation, with the path of a request to it.
pub(crate) struct Operation<'a> {
    /// The `operationId`, or the method and the path.
    pub(crate) name: String,
    pub(crate) site: Site<'a>,
    /// The path's own part of the description, which may have parameters.
    pub(crate) item: Site<'a>,
    /// The names and values of the parameters in the path.
    pub(crate) path_values: Vec<(&'a str, String)>,
}

impl<'a> Routes<'a> {
    pub(crate) fn new(description: Description<'a>) -> Self {
        let paths = description.site().member("paths");
        let items = paths.iter().flat_map(Site::members);
        let routes = items.map(|(path, item)| Route {
            path,
            segments: segments(path).map(Segment::read).collect(),
            item,
        });
        Self(routes.collect())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Route<'a>> {
        self.0.iter()
    }

    /// Returns the operation of a request: of several, the one whose path has fixed texts where others have parameters.
    pub(crate) fn operation(&self, method: &str, path: &str) -> Option<Operation<'a>> {
        let method = method.to_ascii_lowercase();
        let segments: Vec<&str> = segments(path).collect();
        let found = self.0.iter().filter_map(|route| {
            let site = route.item.member(&method)?;
            let values = route.values(&segments)?;
            Some((route, site, values))
        });
        // Of equal ones, the last.
        let (route, site, path_values) = found.max_by_key(|(route, ..)| route.is_fixed())?;
        let id = site.value.get("operationId").and_then(|id| id.as_str());
        let name = match id {
            Some(id) => id.to_owned(),
            None => format!("{} {}", method.to_ascii_uppercase(), route.path),
        };
        let item = route.item.clone();
        Some(Operation {
            name,
            site,
            item,
            path_values,
        })
    }
}

impl<'a> Route<'a> {
    /// Returns which segments are fixed.
    fn is_fixed(&self) -> Vec<bool> {
        let segments = self.segments.iter();
        segments
            .map(|segment| matches!(segment, Segment::Fixed(_)))
            .collect()
    }

    /// Returns the values of the parameters if a path matches.
    fn values(&self, segments: &[&str]) -> Option<Vec<(&'a str, String)>> {
        if segments.len() != self.segments.len() {
            return None;
        }
        let mut values = Vec::new();
        for (segment, text) in self.segments.iter().zip(segments) {
            let value = segment.value(text)?;
            if let Segment::Parameter { name, .. } = segment {
                values.push((*name, value));
            }
        }
        Some(values)
    }
}

impl<'a> Segment<'a> {
    fn read(text: &'a str) -> Self {
        let parameter = text.split_once('{').and_then(|(before, rest)| {
            let (name, after) = rest.split_once('}')?;
            Some(Self::Parameter {
                before,
                name,
                after,
            })
        });
        parameter.unwrap_or(Self::Fixed(text))
    }

    /// Returns the value of a segment that matches, which is empty if it is fixed.
    pub(crate) fn value(&self, text: &str) -> Option<String> {
        let text = percent_decode_str(text).decode_utf8_lossy();
        match self {
            Self::Fixed(fixed) => (text == *fixed).then(String::new),
            Self::Parameter { before, after, .. } => {
                let value = text.strip_prefix(before)?.strip_suffix(after)?;
                (!value.is_empty()).then(|| value.to_owned())
            }
        }
    }
}

/// Returns the parts of a path between slashes. A slash at the end has no meaning.
pub(crate) fn segments(path: &str) -> impl Iterator<Item = &str> {
    let path = path.strip_prefix('/').unwrap_or(path);
    path.strip_suffix('/').unwrap_or(path).split('/')
}
