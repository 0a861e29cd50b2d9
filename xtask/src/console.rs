//! Standard output and standard error, without the panics of `println!`.

use crate::diagnostic::Diagnostic;
use std::io::{ErrorKind, Write as _};

/// Prints a text on standard output; colours reach a terminal only. A reader that has closed the pipe has read enough:
/// this is not an error.
///
/// # Errors
/// Standard output cannot be written to, for instance because the disk is full.
pub fn print(text: &str) -> Result<(), Diagnostic> {
    let mut output = anstream::stdout().lock();
    let printed = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    match printed {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Diagnostic::of_file(
            "standard output",
            format!("it cannot be written to: {error}"),
            "check where it goes, and whether there is room",
        )),
        _ => Ok(()),
    }
}

/// Prints a text on standard error. A failure is ignored, because it could be reported nowhere else.
pub fn print_error(text: &str) {
    let mut output = anstream::stderr().lock();
    let _ = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
}

/// Prints diagnostics on standard error, for a person.
pub fn report(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        print_error(&format!("{}\n\n", diagnostic.styled()));
    }
}
