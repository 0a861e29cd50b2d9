//! Text of a description that would be code, HTML or a link to an item if the client's documentation held it as it is.

use crate::documentation::Documentation;
use crate::documented;
use crate::generate::generate;
use crate::texts::{HOSTILE, described, description, hostile, texts};
use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};

/// Returns the parts of Markdown that rustdoc would run, pass through or resolve as an item.
fn faults(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // rustdoc resolves any text in brackets as the name of an item.
    let mut item = |_: BrokenLink<'_>| Some((CowStr::from("item"), CowStr::from("")));
    let is_harmless = |event: &Event<'_>| match event {
        Event::Start(Tag::CodeBlock(kind)) => *kind == CodeBlockKind::Fenced("text".into()),
        Event::Start(Tag::Link { dest_url, .. }) => {
            dest_url.starts_with("https://") || dest_url.starts_with("http://")
        }
        Event::Start(
            Tag::Image { .. } | Tag::HtmlBlock | Tag::FootnoteDefinition(_) | Tag::Table(_),
        )
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_) => false,
        _ => true,
    };
    Parser::new_with_broken_link_callback(markdown, options, Some(&mut item))
        .filter(|event| !is_harmless(event))
        .map(|event| format!("{event:?} in {markdown:?}"))
        .collect()
}

/// Returns the faults of a client whose description has a text in every place.
fn problems(text: &str) -> Vec<String> {
    let client = documented(&generate(&description(text).to_string(), true).unwrap());
    let is_hidden = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let hidden = client.chars().filter(is_hidden);
    let hidden: Vec<String> = hidden.map(|c| format!("{c:?} of {text:?}")).collect();
    let documentation = Documentation::of(&client);
    hidden
        .into_iter()
        .chain(documentation.iter().flat_map(|markdown| faults(markdown)))
        .collect()
}

#[test]
fn no_text_of_a_description_is_code_html_or_a_link_to_an_item() {
    let found: Vec<String> = hostile().flat_map(|text| problems(&text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn names_of_the_generators_own_crate_in_a_description_stay_as_they_are() {
    let name = "progenitor_client::encode_path";
    let client = generate(&description(name).to_string(), false)
        .unwrap()
        .client;
    for place in [
        format!("#[serde(rename = \"{name}\""),
        format!("\"{name}\" => Ok(Self::"),
        format!("/// {name}\n"),
    ] {
        assert!(client.contains(&place), "{place} is not in\n{client}");
    }
    assert!(client.contains("use crate::support::{"));
    assert!(!client.contains("use progenitor_client"));
    assert!(!client.contains("&progenitor_client::"));
}

#[test]
fn no_text_of_a_page_is_code_html_or_a_link_to_an_item() {
    let mut pages = 0;
    for document in hostile().flat_map(|text| described(&text)) {
        pages += 1;
        let client = generate(&document.to_string(), false).unwrap().client;
        let found: Vec<String> = Documentation::of(&client)
            .iter()
            .flat_map(|markdown| faults(markdown))
            .collect();
        assert_eq!(found, Vec::<String>::new());
    }
    // Pages that are refused prove nothing.
    assert!(pages > HOSTILE.len(), "only {pages} pages are described");
}

#[test]
fn no_random_text_is_code_html_or_a_link_to_an_item() {
    let cases = std::env::var("PROPTEST_CASES").map_or(100, |cases| cases.parse().unwrap());
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        ..Default::default()
    };
    proptest!(config, |(text in texts())| {
        prop_assert_eq!(problems(&text), Vec::<String>::new());
    });
}
