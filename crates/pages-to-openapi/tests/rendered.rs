//! A page written out of facts is read back to the same facts, whatever its layout; and a good page
//! that is damaged brings nothing down.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of a test may stop the test"
)]

#[path = "rendered/damage.rs"]
mod damage;
#[path = "rendered/described.rs"]
mod described;
#[path = "rendered/facts.rs"]
mod facts;
#[path = "rendered/layout.rs"]
mod layout;

use facts::{Facts, facts};
use layout::layout;
use pages_to_openapi::page;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_rendered_page_reads_back_the_same(facts in facts(), layout in layout()) {
        let text = layout.render(&facts);
        match page::read("page.txt", text.as_bytes()) {
            Ok(page) => prop_assert_eq!(Facts::of(&page), facts.expected(&layout), "{}", text),
            Err(faults) => {
                let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
                prop_assert!(false, "{}\n{}", said.join("\n"), text);
            }
        }
    }

    #[test]
    fn a_rendered_page_is_described_whole(facts in facts(), layout in layout()) {
        let text = layout.render(&facts);
        if let Ok(page) = page::read("page.txt", text.as_bytes()) {
            described::check(&facts, page, &text)?;
        }
    }

    #[test]
    fn a_damaged_page_is_read_or_refused_with_the_place(
        facts in facts(),
        layout in layout(),
        damage in damage::damage(),
    ) {
        let text = layout.render(&facts);
        let bytes = damage.apply(text.as_bytes());
        damage::check(&bytes)?;
    }

    #[test]
    fn a_cut_sample_is_refused(facts in facts(), layout in layout(), cut in any::<prop::sample::Index>()) {
        damage::cut_sample(&facts, &layout, cut)?;
    }
}

#[test]
fn a_table_of_ten_thousand_rows_is_read() {
    let mut text = "List Widget\n\nGET {{host}}/widgets?".to_owned();
    let names: Vec<String> = (0..10_000)
        .map(|number| format!("number{number}string"))
        .collect();
    text.push_str(
        &names
            .iter()
            .map(|name| format!("{name}=1"))
            .collect::<Vec<_>>()
            .join("&"),
    );
    text.push_str("\n\nRequest Params\n\nKeyDatatypeRequiredDescription\n");
    for name in &names {
        text.push_str(&format!("{name}numberOf a kind.\n"));
    }
    let page = page::read("page.txt", text.as_bytes()).unwrap();
    let read: Vec<&str> = page
        .parameters
        .iter()
        .map(|row| row.key.value.as_str())
        .collect();
    assert_eq!(read, names);
}
