//! The names of generated items.

use heck::{ToPascalCase, ToSnakeCase};

/// Returns the name of the method, field or module for a name in the description.
pub(crate) fn snake(name: &str) -> String {
    name.to_snake_case()
}

/// Returns the name of the type or variant for a name in the description.
pub(crate) fn pascal(name: &str) -> String {
    name.to_pascal_case()
}
