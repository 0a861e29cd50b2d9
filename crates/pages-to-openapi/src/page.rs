//! A documentation page read: what it states, each fact with its place, nothing inferred.

mod address;
mod answers;
mod collection;
mod entities;
mod form_list;
mod furniture;
mod json;
mod lenient_json;
mod mapped;
mod model;
mod problems;
mod prose;
mod reader;
mod ruby;
pub mod sample;
mod sections;
mod segment;
mod status;
mod status_line;
mod table;
mod text;
pub mod url;

pub use collection::read as read_collection;
pub use model::{Answer, Auth, Body, Datatype, Folder, OAuth2, Page, Row};
pub use prose::Prose;
pub use reader::{read, read_leniently};
pub use sample::{Media, Node, Sample};
pub use status::Status;
pub use url::Url;
