use std::env::{self, VarError};

use crate::{Error, ErrorKind};

/// Returns the value of an environment variable, or `None` if it is unset or empty.
///
/// A value that is not UTF-8, or that has a quote or white space at an end, is an error: it was copied wrongly.
pub(crate) fn variable(name: &str) -> Result<Option<String>, Error> {
    let text = match env::var(name) {
        Ok(text) if text.is_empty() => return Ok(None),
        Ok(text) => text,
        Err(VarError::NotPresent) => return Ok(None),
        Err(VarError::NotUnicode(_)) => return Err(invalid(format!("{name} is not UTF-8"))),
    };
    if text.starts_with(is_stray) || text.ends_with(is_stray) {
        return Err(invalid(format!(
            "{name} starts or ends with white space or a quote: remove it"
        )));
    }
    Ok(Some(text))
}

/// Returns whether a character at an end of a value is there by accident: white space, a byte order mark, a quote.
fn is_stray(character: char) -> bool {
    let invisible = character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}');
    invisible || matches!(character, '"' | '\'' | '`' | '‘' | '’' | '“' | '”')
}

/// Returns the error of an environment variable. The message must not show the variable's value.
pub(crate) fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Configuration, message)
}
