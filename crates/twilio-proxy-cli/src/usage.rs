//! Errors of the arguments.

use std::env;
use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::failure::Failure;
use crate::output::Format;

/// Prints a help text or the version, or reports an error of the arguments: as JSON if they ask for JSON.
pub fn report(error: &clap::Error) -> ExitCode {
    let exit_code = u8::try_from(error.exit_code()).unwrap_or(2);
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            | ErrorKind::DisplayVersion
    );
    match format_of_arguments() {
        Some(format) if !is_help => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            let message = line.strip_prefix("error: ").unwrap_or(line);
            Failure::Usage(message.to_owned()).report(Some(format));
        }
        // Who closes the stream does not want the text.
        _ => drop(error.print()),
    }
    ExitCode::from(exit_code)
}

/// Returns the format of JSON that the arguments ask for, although clap cannot read them.
fn format_of_arguments() -> Option<Format> {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let separate = arguments.iter().zip(arguments.iter().skip(1));
    let mut separate = separate.filter(|(option, _)| *option == "--output");
    let attached = arguments.iter().filter_map(|argument| argument.to_str());
    let mut attached = attached.filter_map(|argument| argument.strip_prefix("--output="));
    let value = separate
        .find_map(|(_, value)| value.to_str())
        .or_else(|| attached.next())?;
    match value {
        "json" => Some(Format::Json),
        "jsonl" => Some(Format::Jsonl),
        _ => None,
    }
}
