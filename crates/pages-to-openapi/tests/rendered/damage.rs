//! What happens to pages: they are cut, mistyped, and their lines get mixed up.

use super::facts::Facts;
use super::layout::Layout;
use pages_to_openapi::convert::describe;
use pages_to_openapi::page;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestCaseError;

#[derive(Debug, Clone)]
pub enum Damage {
    Cut(Index),
    Byte(Index, u8),
    LineGone(Index),
    LineTwice(Index),
    LinesSwapped(Index, Index),
}

pub fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        any::<Index>().prop_map(Damage::Cut),
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        any::<Index>().prop_map(Damage::LineGone),
        any::<Index>().prop_map(Damage::LineTwice),
        (any::<Index>(), any::<Index>()).prop_map(|(one, two)| Damage::LinesSwapped(one, two)),
    ]
}

impl Damage {
    pub fn apply(&self, page: &[u8]) -> Vec<u8> {
        let mut lines: Vec<&[u8]> = page.split_inclusive(|byte| *byte == b'\n').collect();
        match self {
            Self::Cut(at) => return page[..at.index(page.len())].to_vec(),
            Self::Byte(at, byte) => {
                let mut page = page.to_vec();
                page[at.index(lines.concat().len())] = *byte;
                return page;
            }
            Self::LineGone(at) => {
                lines.remove(at.index(lines.len()));
            }
            Self::LineTwice(at) => {
                let at = at.index(lines.len());
                lines.insert(at, lines[at]);
            }
            Self::LinesSwapped(one, two) => {
                let (one, two) = (one.index(lines.len()), two.index(lines.len()));
                lines.swap(one, two);
            }
        }
        lines.concat()
    }
}

/// Reads and describes; every fault names a line of the page, unless it is of the whole page.
pub fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let faults = match page::read("page.txt", bytes) {
        Ok(page) => match describe(&[page]) {
            Ok(description) => {
                serde_json::from_value::<openapiv3::OpenAPI>(description.document)
                    .map_err(|error| TestCaseError::fail(error.to_string()))?;
                description.warnings
            }
            Err(faults) => faults,
        },
        Err(faults) => faults,
    };
    let lines = String::from_utf8_lossy(bytes).lines().count();
    for fault in faults {
        drop(fault.to_string());
        if let Some(excerpt) = &fault.excerpt {
            prop_assert!((1..=lines).contains(&excerpt.place.line), "{fault}");
        } else {
            prop_assert_eq!(fault.message, "the page is empty");
        }
    }
    Ok(())
}

/// A page that ends within its last sample is refused there.
pub fn cut_sample(facts: &Facts, layout: &Layout, cut: Index) -> Result<(), TestCaseError> {
    let mut facts = facts.clone();
    let sample = serde_json::json!({ "one": [1, "two", { "three": null }], "four": 5.5 });
    facts
        .answers
        .push(("OK".to_owned(), "200".to_owned(), Some(sample)));
    let layout = Layout {
        json: super::layout::Json::Compact,
        newline: "\n",
        blank: "",
        ..layout.clone()
    };
    let text = layout.render(&facts);
    let start = text.rfind("{\"one\"").unwrap();
    let end = start + text[start..].rfind('}').unwrap();
    let at = start + 1 + cut.index(end - start - 1);
    let cut = text.get(..at).unwrap();
    let faults = page::read("page.txt", cut.as_bytes())
        .err()
        .unwrap_or_default();
    let line = cut.lines().count();
    let found = faults.iter().any(|fault| {
        fault
            .excerpt
            .as_ref()
            .is_some_and(|excerpt| excerpt.place.line == line)
    });
    prop_assert!(found, "{}", cut);
    Ok(())
}
