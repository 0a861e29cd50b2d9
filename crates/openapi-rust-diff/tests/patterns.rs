//! The verdicts for changed patterns, held to the texts that match them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper of a test may stop the test"
)]

use openapi_rust_diff::{Options, Verdict, compare};
use regress::Regex;
use serde_json::{Value, json};

/// Returns a description in which requests have a text with a pattern.
fn description(pattern: &str) -> Value {
    let text = json!({ "type": "string", "pattern": pattern });
    json!({
        "openapi": "3.0.3",
        "paths": { "/books": { "post": {
            "operationId": "CreateBook",
            "requestBody": { "content": { "application/json": { "schema": {
                "type": "object", "properties": { "code": text },
            } } } },
            "responses": { "204": { "description": "Created" } },
        } } },
    })
}

fn verdict(old: &str, new: &str) -> Verdict {
    let comparison = compare(&description(old), &description(new), Options::default());
    comparison.unwrap().verdict().unwrap()
}

#[test]
fn a_pattern_that_provably_allows_more_breaks_no_request() {
    for (old, new, expected) in [
        ("^[a-z]{2}$", "^[a-z]{1,3}$", Verdict::Additive),
        ("^[a-z]{2}$", "^[a-zA-Z]{2}$", Verdict::Additive),
        ("^[a-z]{2}$", "^[a-z]{2}", Verdict::Additive),
        ("^ab|cd$", "ab|cd", Verdict::Additive),
        (
            r"^BK[0-9a-f]{32}$",
            r"^BK[\da-fA-F]{32}$",
            Verdict::Additive,
        ),
        ("^(a|b)+$", "^(?:a|b|c)*$", Verdict::Additive),
        ("^[^a]$", "^[^b]?|[^a]$", Verdict::Additive),
        (r"^\d+$", "^[0-9]+$", Verdict::Neutral),
        ("^aa?$", "^a{1,2}$", Verdict::Neutral),
        ("^[a-z]{1,3}$", "^[a-z]{2}$", Verdict::Breaking),
        ("^[a-z]$", "^[b-z]{1,2}$", Verdict::Breaking),
        ("^.$", r"^[^\n]$", Verdict::Breaking),
        // The notation is not supported, so nothing is proven.
        ("^a$", r"^\s?a$", Verdict::Breaking),
        ("^a$", "^(?=a)a|b$", Verdict::Breaking),
        ("^a$", "^é|a$", Verdict::Breaking),
        ("^a$", r"^[\w-z]$", Verdict::Breaking),
        (
            "^(a|b)*a(a|b){30}$",
            "^(a|b)*b(a|b){30}$|a",
            Verdict::Breaking,
        ),
    ] {
        assert_eq!(verdict(old, new), expected, "{old} → {new}");
    }
}

/// Returns all texts of up to four characters of a small alphabet.
fn texts() -> Vec<String> {
    let mut all = vec![String::new()];
    let mut start = 0;
    for _ in 0..4 {
        let end = all.len();
        for index in start..end {
            let longer = "ab0_-\n"
                .chars()
                .map(|next| format!("{}{next}", all[index]));
            let longer: Vec<String> = longer.collect();
            all.extend(longer);
        }
        start = end;
    }
    all
}

#[test]
fn a_pattern_that_allows_more_matches_all_former_texts() {
    let patterns = [
        "a",
        "^a",
        "a$",
        "^a$",
        "^a|b$",
        "^(a|b)$",
        "^a*$",
        "^a?b{1,2}$",
        "^[ab]{2}$",
        "^[^a]+$",
        "^[a-]$",
        r"^[\w]{1,2}$",
        r"^\w$",
        r"^\d$",
        r"^[\d_]$",
        "^.$",
        "^.*$",
        "",
        "^$",
        "^(ab)+$",
        "^a{2,}$",
        "[a&&b]",
        "^[a~~]$",
        "^[[a]$",
        "^(?:a|b)?$",
        "^a{,2}$",
        "a+?",
        "^a--b$",
    ];
    let texts = texts();
    let matches = |pattern: &str| -> Vec<bool> {
        let pattern = Regex::new(pattern).unwrap();
        texts
            .iter()
            .map(|text| pattern.find(text).is_some())
            .collect()
    };
    let mut proven = 0;
    for old in patterns {
        for new in patterns.into_iter().filter(|new| *new != old) {
            let mut both = matches(old).into_iter().zip(matches(new));
            let verdict = verdict(old, new);
            if verdict != Verdict::Breaking {
                assert!(both.all(|(old, new)| new || !old), "{old} → {new}");
                proven += 1;
            }
        }
    }
    assert!(proven > 80, "only {proven}");
}
