//! Types that a project writes itself and uses for some components (progenitor's `with_replacement`).

use serde_json::Value;
use std::fmt;

/// Returns the project's own type for a schema component, from the component's name and schema; `None` if progenitor
/// generates a type for the component.
pub type OwnTypeRule = fn(component: &str, schema: &Value) -> Option<OwnType>;

/// A type that a project uses for a component, instead of a generated one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnType {
    /// A type that exists for this component only and accepts text that matches the component's `pattern`.
    PerComponent {
        /// The type as rows show it, such as `sid::CallSid`.
        path: String,
        /// A plural noun for the type's values, such as `SIDs`.
        values: &'static str,
    },
    /// A type that exists whether or not the component does, such as `Redacted`.
    Shared {
        /// The type as rows show it.
        path: String,
    },
}

impl fmt::Display for OwnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PerComponent { path, .. } | Self::Shared { path } => f.write_str(path),
        }
    }
}
