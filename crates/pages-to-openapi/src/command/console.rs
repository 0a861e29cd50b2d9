//! Standard output and standard error, without the panics of `println!`.

use pages_to_openapi::diagnostic::Diagnostic;
use std::io::{ErrorKind, Write};

/// Prints a text on standard output; colours reach a terminal only. A reader that has closed the pipe has read enough:
/// this is not an error.
///
/// # Errors
/// Standard output cannot be written to, for instance because the disk is full.
pub fn print(text: &str) -> Result<(), Diagnostic> {
    // A text without colours need not be searched for them.
    let printed = if text.contains('\u{1b}') {
        write(anstream::stdout().lock(), text)
    } else {
        write(std::io::stdout().lock(), text)
    };
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
    let _ = write(anstream::stderr().lock(), text);
}

fn write(mut stream: impl Write, text: &str) -> std::io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

/// Prints diagnostics on standard error, for a person.
pub fn report(diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        print_error(&format!("{}\n\n", diagnostic.styled()));
    }
}
