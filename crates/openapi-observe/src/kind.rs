//! The kinds of rows.

use std::fmt;

/// A difference between a description and the recorded traffic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A request to a path or with a method that the description does not have.
    UndocumentedOperation,
    /// A status for which an operation has no response.
    UndocumentedStatus,
    /// A parameter of a query or a form that an operation does not have.
    UndocumentedParameter,
    /// A property that an object does not have.
    UndocumentedField,
    /// A required property or parameter that was absent.
    MissingRequired,
    /// A null that is not allowed.
    Null,
    /// A value of another type.
    Type,
    /// A text or a number that does not have its format.
    Format,
    /// A text that does not match its pattern.
    Pattern,
    /// A value that an enum does not list. Open enums are included.
    EnumValue,
    /// A documented field that no response had.
    NeverSeen,
}

impl Kind {
    /// Returns the name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::UndocumentedOperation => "undocumented-operation",
            Self::UndocumentedStatus => "undocumented-status",
            Self::UndocumentedParameter => "undocumented-parameter",
            Self::UndocumentedField => "undocumented-field",
            Self::MissingRequired => "missing-required",
            Self::Null => "null",
            Self::Type => "type",
            Self::Format => "format",
            Self::Pattern => "pattern",
            Self::EnumValue => "enum-value",
            Self::NeverSeen => "never-seen",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
