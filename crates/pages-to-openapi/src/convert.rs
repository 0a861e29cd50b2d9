//! The whole conversion: pages and overlays to a description.

use crate::describe::{self, Description};
use crate::diagnostic::Diagnostic;
use crate::finish;
use crate::lower::lower;
use crate::overlay::Overlay;
use crate::page::{self, Page};
use crate::placed;

/// A file of the input.
#[derive(Debug, Clone)]
pub struct InputFile {
    /// The file's name in messages.
    pub name: String,
    /// The file's content.
    pub bytes: Vec<u8>,
}

/// A file that describes endpoints.
#[derive(Debug, Clone)]
pub enum PageFile {
    /// The text of one documentation page.
    Text(InputFile),
    /// A Postman collection, which holds a page for each of its requests.
    Collection(InputFile),
}

/// The input of a conversion.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The pages, in the order of the description.
    pub pages: Vec<PageFile>,
    /// The overlays to apply, in this order.
    pub overlays: Vec<InputFile>,
    /// Problems of files that could not be read. They are reported together with those of the others.
    pub unreadable: Vec<Diagnostic>,
    /// Whether unreadable parts are left out; `None` leaves out those of collections, and refuses those of pages.
    pub keep_going: Option<bool>,
}

/// Converts pages to a description and applies the overlays to it.
///
/// `explain` also traces the changes that the overlays make.
///
/// # Errors
/// The problems of the pages and of the overlays. Overlays are only applied if all pages are valid.
pub fn convert(input: &Input, explain: bool) -> Result<Description, Vec<Diagnostic>> {
    let (pages, found) = read_pages(&input.pages, input.keep_going);
    let (mut faults, left_out): (Vec<_>, Vec<_>) =
        found.into_iter().partition(Diagnostic::is_error);
    faults.splice(0..0, input.unreadable.iter().cloned());
    let described = describe(&pages);
    let mut overlays = Vec::new();
    for file in &input.overlays {
        match Overlay::read(&file.name, &file.bytes) {
            Ok(overlay) => overlays.push(overlay),
            Err(found) => faults.extend(found),
        }
    }
    let mut description = match described {
        Ok(description) if faults.is_empty() => description,
        Ok(description) => {
            faults.extend(description.warnings);
            return Err(faults);
        }
        Err(found) => {
            faults.extend(found);
            return Err(faults);
        }
    };
    for overlay in &overlays {
        let trace = explain.then_some(&mut description.trace);
        faults.extend(overlay.apply(&mut description.document, trace));
    }
    if faults.is_empty() {
        description.document = finish::in_order(description.document);
        finish::settle(&mut description.document);
        let before = explain.then(|| description.document.clone());
        finish::strict(&mut description.document);
        if let Some(before) = before {
            description.trace.follow_all(&before, &description.document);
        }
        let problems = finish::problems(&description.document);
        if !problems.is_empty() {
            faults.extend(placed::diagnostics(problems, &pages, &overlays));
        }
    }
    description.warnings.splice(0..0, left_out);
    if faults.is_empty() {
        return Ok(description);
    }
    faults.extend(description.warnings);
    Err(faults)
}

/// Describes pages, and lowers the description so that progenitor can generate a client from it.
///
/// # Errors
/// As [`describe::describe`].
pub fn describe(pages: &[Page]) -> Result<Description, Vec<Diagnostic>> {
    Ok(lower(describe::describe(pages)?, pages))
}

/// Reads the pages of all files. Returns the valid pages, the errors, and the reports of parts that are left out.
///
/// `keep_going` is [`Input::keep_going`].
pub fn read_pages(files: &[PageFile], keep_going: Option<bool>) -> (Vec<Page>, Vec<Diagnostic>) {
    let mut pages = Vec::new();
    let mut diagnostics = Vec::new();
    for file in files {
        let (mut read, found, keep_going): (Vec<Page>, _, _) = match file {
            PageFile::Collection(file) => {
                let (read, found) = page::read_collection(&file.name, &file.bytes);
                (read, found, keep_going.unwrap_or(true))
            }
            PageFile::Text(file) => {
                let (read, found) = page::read_leniently(&file.name, &file.bytes);
                (
                    read.into_iter().collect(),
                    found,
                    keep_going.unwrap_or(false),
                )
            }
        };
        for page in &mut read {
            page.keep_going = keep_going;
        }
        let is_whole = found.is_empty();
        if keep_going || is_whole {
            pages.extend(read);
            diagnostics.extend(found);
        } else {
            diagnostics.extend(found.into_iter().map(Diagnostic::strict));
        }
    }
    (pages, diagnostics)
}
