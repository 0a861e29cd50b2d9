//! Files and folders that `spec` reads: pages and collections give the same description.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use std::path::{Path, PathBuf};
use xtask::spec::{Arguments, Plan, text_of};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn of(pages: PathBuf, overlay: Vec<PathBuf>) -> String {
    let arguments = Arguments {
        pages: vec![pages],
        overlay,
        ..Arguments::default()
    };
    text_of(&Plan::of(&arguments).description().unwrap().document)
}

#[test]
fn the_first_page_as_a_collection_gives_the_same_description() {
    let page = workspace().join("openapi/pages/list-message-interaction.txt");
    let collection = workspace().join("xtask/tests/first-page.postman_collection.json");
    let from_collection = without_own_facts(&of(collection.clone(), Vec::new()));
    assert_eq!(from_collection, without_own_facts(&of(page, Vec::new())));

    // In the page's place among the others, it gives the description that is there.
    let folder = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(workspace().join("openapi/pages")).unwrap() {
        let file = file.unwrap().path();
        let name = file.file_name().unwrap();
        if name == "list-message-interaction.txt" {
            let name = "list-message-interaction.postman_collection.json";
            std::fs::copy(&collection, folder.path().join(name)).unwrap();
        } else {
            std::fs::copy(&file, folder.path().join(name)).unwrap();
        }
    }
    let overlay = workspace().join("openapi/overlays");
    let committed = std::fs::read_to_string(workspace().join("openapi/twilio-proxy.json"));
    let described = without_own_facts(&of(folder.path().to_owned(), vec![overlay]));
    assert_eq!(described, without_own_facts(&committed.unwrap()));
}

/// A description without the facts that only a collection states: its name, and the auth of its requests.
fn without_own_facts(description: &str) -> String {
    let mut document: serde_json::Value = serde_json::from_str(description).unwrap();
    let root = document.as_object_mut().unwrap();
    root.shift_remove("info");
    root.shift_remove("security");
    let components = root["components"].as_object_mut().unwrap();
    components.shift_remove("securitySchemes");
    let paths = root["paths"].as_object_mut().unwrap();
    for operations in paths.values_mut() {
        for operation in operations.as_object_mut().unwrap().values_mut() {
            operation.as_object_mut().unwrap().shift_remove("security");
        }
    }
    text_of(&document)
}

#[test]
fn a_folder_gives_its_pages_and_its_collections() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "list.txt",
        "List Widget\n\nGET https://a.example.com/v1/Widgets\n",
    );
    write("package.json", "{}");
    let collection = workspace().join("xtask/tests/first-page.postman_collection.json");
    let collection = std::fs::read_to_string(collection).unwrap();
    write("proxy.postman_collection.json", &collection);
    let said = of(folder.path().to_owned(), Vec::new());
    let document: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(document["paths"].as_object().unwrap().len(), 2);
}
