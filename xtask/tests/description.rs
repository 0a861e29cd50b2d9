//! The workspace's own description, made of its own pages.

use pages_to_openapi::outline::{self, Recovered};
use std::path::PathBuf;
use xtask::output::Freshness;
use xtask::spec::{Arguments, Plan, text_of};

fn plan(arguments: Arguments) -> Plan {
    Plan::of(&arguments)
}

#[test]
fn the_committed_description_is_what_pages_and_overlay_give() {
    let freshness = plan(Arguments::default()).freshness().unwrap();
    assert_eq!(freshness, Freshness::UpToDate);
}

#[test]
fn the_page_alone_states_types_and_no_bounds() {
    let page = "../openapi/pages/list-message-interaction.txt";
    let arguments = Arguments {
        pages: vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(page)],
        ..Arguments::default()
    };
    let document = plan(arguments).description().unwrap().document;
    insta::assert_snapshot!(outline::lines(&document).join("\n"));
    let counts = Recovered::of(&document);
    assert_eq!((counts.operations, counts.parameters), (1, 4));
    assert_eq!(counts.patterns, 9);
}

#[test]
fn a_difference_is_shown_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("description.json");
    let own = text_of(&plan(Arguments::default()).description().unwrap().document);
    std::fs::write(&file, own.replace("Twilio Proxy", "Else")).unwrap();
    let before = std::fs::read(&file).unwrap();
    let arguments = Arguments {
        output: Some(file.clone()),
        ..Arguments::default()
    };
    let Freshness::OutOfDate(difference) = plan(arguments).freshness().unwrap() else {
        panic!("a changed description passes for current");
    };
    assert!(
        difference.contains("-    \"title\": \"Else\""),
        "{difference}"
    );
    assert!(
        difference.contains("+    \"title\": \"Twilio Proxy\""),
        "{difference}"
    );
    assert_eq!(before, std::fs::read(&file).unwrap());
}
