//! The report of a comparison in a file.

use crate::output;
use crate::path_text::with_slashes;
use openapi_rust_diff::{Comparison, Format, RequiredVersion, render};
use pages_to_openapi::diagnostic::Diagnostic;
use std::path::Path;

/// A file for a report, whose ending chooses the format. Devices and pipes get Markdown.
pub(crate) struct Report<'a> {
    path: &'a Path,
    format: Format,
}

impl<'a> Report<'a> {
    /// Returns the report that a file is for.
    ///
    /// # Errors
    /// The ending names no format.
    pub(crate) fn at(path: &'a Path) -> Result<Self, Diagnostic> {
        // A device or a pipe, such as /dev/stdout, has no ending to choose by.
        if path.metadata().is_ok_and(|found| !found.is_file()) {
            let format = Format::Markdown;
            return Ok(Self { path, format });
        }
        let format = Format::of_path(path).map_err(|error| {
            let help = "name the report, for instance, report.html";
            Diagnostic::of_file(with_slashes(path), error.to_string(), help)
        })?;
        Ok(Self { path, format })
    }

    /// Writes the report.
    pub(crate) fn write(
        &self,
        comparison: &Comparison,
        required: Option<&RequiredVersion>,
    ) -> Result<(), Diagnostic> {
        let text = render(comparison, required, self.format);
        output::write(self.path, &anstream::adapter::strip_str(&text).to_string())
    }
}
