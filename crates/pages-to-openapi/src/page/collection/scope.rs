//! What a collection and its folders state for all requests in them.

use super::super::json::Json;
use super::super::model::{Auth, Folder};
use super::address::Variables;
use super::text::Text;
use super::{auth, markup};
use crate::diagnostic::Located;
use std::sync::Arc;

/// What holds for the requests in a collection or a folder.
#[derive(Clone, Default)]
pub(super) struct Scope {
    pub(super) collection: Option<Arc<Folder>>,
    /// The folders, outermost first.
    pub(super) folders: Vec<Arc<Folder>>,
    pub(super) variables: Variables,
    pub(super) auth: Option<Located<Auth>>,
}

impl Scope {
    /// Returns the scope of a collection.
    pub(super) fn of_collection(document: &Json<'_>) -> Self {
        let info = document.get("info");
        let collection = info.and_then(|info| folder(&info.value));
        Self {
            collection,
            ..Self::default()
        }
        .with_own(document)
    }

    /// Returns the scope of a folder in this one.
    pub(super) fn of_folder(&self, json: &Json<'_>) -> Self {
        let mut scope = self.with_own(json);
        scope.folders.extend(folder(json));
        scope
    }

    /// Returns the scope with the variables and the auth that a collection, a folder or an item has of its own.
    pub(super) fn with_own(&self, json: &Json<'_>) -> Self {
        let mut scope = self.clone();
        scope.auth = auth::read(json).or(scope.auth);
        for variable in json.list("variable").unwrap_or_default() {
            let key = Text::member(&variable.value, "key");
            let key = key.or_else(|| Text::member(&variable.value, "id"));
            let value = Text::member(&variable.value, "value");
            if let (Some(key), Some(value), false) = (key, value, variable.value.flag("disabled")) {
                scope.variables.insert(key.text, value.text);
            }
        }
        scope
    }
}

/// Returns the name and the description of a collection or a folder.
fn folder(json: &Json<'_>) -> Option<Arc<Folder>> {
    let name = Text::member(json, "name")?;
    Some(Arc::new(Folder {
        name: name.located(),
        description: markup::description(json).and_then(|text| text.prose()),
    }))
}
