//! The pages and overlays that the rows of a comparison come from.

use crate::pages;
use openapi_rust_diff::{Anchor, Comparison, DescriptionFile, Location, Side};
use pages_to_openapi::convert::{self, Input, InputFile, PageFile};
use pages_to_openapi::describe::Description;
use pages_to_openapi::diagnostic::Place;
use serde_json::Value;
use similar::{DiffOp, TextDiff};
use std::collections::BTreeMap;
use std::path::Path;

/// The folders that a description is written from.
pub(super) const FOLDERS: [&str; 2] = ["openapi/pages", "openapi/overlays"];

/// The description that the pages and overlays of one version give, with the origin of each element.
pub(super) struct Origins {
    description: Description,
    /// The texts of the files, by the names that the description has for them.
    texts: BTreeMap<String, String>,
}

impl Origins {
    /// Converts the pages in a folder with the layout of the repository. Returns `None` if there are none, or if they are
    /// invalid: `cargo xtask spec` reports that.
    pub(super) fn of(root: &Path) -> Option<Self> {
        let [page_folder, overlay_folder] = FOLDERS.map(|folder| root.join(folder));
        if !page_folder.is_dir() {
            return None;
        }
        let (mut input, mut texts) = (Input::default(), BTreeMap::new());
        let mut named = |file: InputFile| {
            let path = Path::new(&file.name);
            let name = path.strip_prefix(root).unwrap_or(path);
            let name = crate::path_text::with_slashes(name);
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            texts.insert(name.clone(), text);
            InputFile { name, ..file }
        };
        for page in pages::read(&page_folder).0 {
            input.pages.push(match page {
                PageFile::Text(file) => PageFile::Text(named(file)),
                PageFile::Collection(file) => PageFile::Collection(named(file)),
            });
        }
        if overlay_folder.is_dir() {
            let overlays = pages::read_overlays(&overlay_folder).0;
            input.overlays.extend(overlays.into_iter().map(named));
        }
        let description = convert::convert(&input, true).ok()?;
        Some(Self { description, texts })
    }

    /// Returns the line that an element comes from. Several pages can state it: a line that `other` does not have is
    /// preferred, because it is the one that changed.
    fn location(&self, pointer: &str, other: Option<&Self>) -> Option<Location> {
        let sources = self.description.sources(pointer).into_iter();
        let locations = sources.map(|source| {
            let text = self.texts.get(&source.file).map_or("", String::as_str);
            let Place { line, column } = source.place;
            let text = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
            Location {
                origin: Some(source.reason()),
                ..Location::new(source.file, (line, column), text)
            }
        });
        let all: Vec<Location> = locations.collect();
        let is_changed = |location: &&Location| {
            let text = other.and_then(|other| other.texts.get(&location.file));
            text.is_some_and(|text| text.lines().all(|line| line != location.text))
        };
        all.iter().find(is_changed).or(all.first()).cloned()
    }

    /// Whether the pages give an element as the compared description has it.
    fn agrees(&self, compared: &Value, pointer: &str) -> bool {
        self.description.document.pointer(pointer) == compared.pointer(pointer)
    }
}

/// One version of the description.
pub(super) struct Version {
    /// The name of the revision; `None` for the work tree.
    pub(super) revision: Option<String>,
    pub(super) file: DescriptionFile,
    pub(super) origins: Option<Origins>,
}

impl Version {
    /// Returns the line that an element comes from: of a page or an overlay, or else of the description.
    fn location(&self, pointer: &str, other: &Self) -> Option<Location> {
        let origins = self.origins.as_ref();
        let origins = origins.filter(|origins| origins.agrees(self.file.document(), pointer));
        let location = origins.and_then(|all| all.location(pointer, other.origins.as_ref()));
        location.or_else(|| self.file.location(pointer))
    }

    /// Returns the line that an element came from before `new` removed it.
    fn removed(&self, pointer: &str, new: &Self) -> Option<Location> {
        let was = self.location(pointer, new)?;
        let anchor = self.line_after(&was, new).or_else(|| {
            let (parent, _) = pointer.rsplit_once('/')?;
            Some(new.location(parent, self)?.anchor())
        });
        let file = match &self.revision {
            Some(revision) => format!("{revision}:{}", was.file),
            None => was.file,
        };
        Some(Location {
            file,
            anchor,
            ..was
        })
    }

    /// Returns the line of the new version at the place of a removed line; `None` if the file is gone.
    fn line_after(&self, was: &Location, new: &Self) -> Option<Anchor> {
        let old = self.origins.as_ref()?.texts.get(&was.file)?;
        let text = new.origins.as_ref()?.texts.get(&was.file)?;
        let difference = TextDiff::from_lines(old.as_str(), text.as_str());
        let index = was.line.checked_sub(1)?;
        let mut ops = difference.ops().iter();
        let op = ops.find(|op| op.old_range().contains(&index))?;
        let line = match op {
            DiffOp::Equal { old_index, .. } => op.new_range().start + index - old_index + 1,
            _ => (op.new_range().start + 1).min(text.lines().count()),
        };
        let file = was.file.clone();
        Some(Anchor { file, line })
    }
}

/// Adds the lines of pages and overlays to the rows.
pub(super) fn locate(comparison: &mut Comparison, old: &Version, new: &Version) {
    comparison.locate(|side, pointer| match side {
        Side::New => new.location(pointer, old),
        Side::Old => old.removed(pointer, new),
    });
}
