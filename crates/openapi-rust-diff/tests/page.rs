//! The page for a browser, and the annotations for GitHub.

#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

#[path = "../../twilio-proxy-sandbox/tests/sandbox/browser.rs"]
mod browser;

use browser::Browser;
use fantoccini::{Client, Locator};
use openapi_rust_diff::{
    Comparison, DescriptionFile, Format, Options, RequiredVersion, Side, Verdict, compare, render,
};
use semver::Version;
use std::fs;
use std::path::Path;

fn read(name: &str) -> DescriptionFile {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/places");
    DescriptionFile::parse(name, &fs::read(folder.join(name)).unwrap()).unwrap()
}

fn comparison() -> Comparison {
    let (old, new) = (read("old.json"), read("new.yaml"));
    let mut comparison = compare(old.document(), new.document(), Options::default()).unwrap();
    comparison.locate_in_files(&old, &new);
    comparison
}

/// Returns a comparison in which every text would do harm if it was not escaped.
fn hostile() -> Comparison {
    let mut comparison = comparison();
    let text = "</style><script>document.title = 'run'</script><img src=x onerror=alert(1)> \" ' & \u{202e}%0A::error::x\n::error::y";
    for row in &mut comparison.rows {
        row.place = text.to_owned();
        row.change = format!("`{text}` {text}");
        row.meaning = text.to_owned();
        row.code.after = Some(text.to_owned());
        row.pointer = format!("/components/schemas/{text}");
        let location = row.location.as_mut().unwrap();
        location.file = text.to_owned();
        location.text = text.to_owned();
        location.origin = Some(text.to_owned());
        location.anchor = None;
    }
    comparison
}

fn required(comparison: &Comparison) -> RequiredVersion {
    RequiredVersion::after(&Version::new(0, 1, 0), comparison.verdict())
}

#[test]
fn the_page_has_a_layout() {
    let comparison = comparison();
    let page = render(&comparison, Some(&required(&comparison)), Format::Html);
    let body = page.split_once("<body>").unwrap().1;
    insta::assert_snapshot!(body.replace("><", ">\n<"));
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"));
    assert!(render(&Comparison::default(), None, Format::Html).contains("no change."));
}

#[test]
fn annotations_are_one_escaped_line_each() {
    let comparison = comparison();
    insta::assert_snapshot!(render(&comparison, None, Format::Github));
    let hostile = render(&hostile(), None, Format::Github);
    let mut lines = hostile.lines();
    assert_eq!(
        lines.by_ref().filter(|line| line.starts_with("::")).count(),
        comparison.rows.len()
    );
    let first = hostile.lines().next().unwrap();
    insta::assert_snapshot!(first);
}

#[test]
fn a_break_at_run_time_is_a_warning() {
    let mut comparison = comparison();
    comparison.locate(|side, _| {
        assert!(matches!(side, Side::Old | Side::New));
        None
    });
    for (verdict, touches_signatures, start) in [
        (Verdict::Breaking, true, "::error title=breaking%3A "),
        (Verdict::Breaking, false, "::warning title=breaking%3A "),
        (Verdict::Additive, true, "::notice title=additive%3A "),
        (Verdict::Neutral, false, "::notice title=neutral%3A "),
    ] {
        for row in &mut comparison.rows {
            row.verdict = verdict;
            row.touches_signatures = touches_signatures;
        }
        let annotations = render(&comparison, None, Format::Github);
        assert!(annotations.starts_with(start), "{annotations}");
    }
}

/// Opens a page that is written to a file.
async fn open(client: &Client, folder: &Path, page: &str) {
    let file = folder.join("report.html");
    fs::write(&file, page).unwrap();
    client
        .goto(&format!("file://{}", file.display()))
        .await
        .unwrap();
}

/// Returns the number of elements that a reader sees.
async fn visible(client: &Client, selector: &str) -> usize {
    let mut count = 0;
    for element in client.find_all(Locator::Css(selector)).await.unwrap() {
        count += usize::from(element.is_displayed().await.unwrap());
    }
    count
}

#[tokio::test]
async fn a_browser_shows_and_hides_the_rows_of_a_verdict() {
    let Some(browser) = Browser::start(1000).await else {
        return;
    };
    let (client, folder) = (&browser.client, tempfile::tempdir().unwrap());
    let comparison = comparison();
    let page = render(&comparison, Some(&required(&comparison)), Format::Html);
    open(client, folder.path(), &page).await;
    assert_eq!(visible(client, ".row").await, 5);
    assert_eq!(visible(client, ".group").await, 2);
    let versions = client.find(Locator::Css(".versions")).await.unwrap();
    let versions = versions.text().await.unwrap();
    assert!(
        versions.contains("0.1.0") && versions.contains("0.2.0"),
        "{versions}"
    );

    let checkbox = client.find(Locator::Id("breaking")).await.unwrap();
    checkbox.click().await.unwrap();
    assert_eq!(visible(client, ".row").await, 1);
    // The type has breaking changes only.
    assert_eq!(visible(client, ".group").await, 1);
    checkbox.click().await.unwrap();
    assert_eq!(visible(client, ".row").await, 5);

    open(
        client,
        folder.path(),
        &render(&hostile(), None, Format::Html),
    )
    .await;
    assert_eq!(
        client.title().await.unwrap(),
        "What changes for a Rust user"
    );
    assert_eq!(visible(client, ".row").await, 5);
    for selector in ["img", "script"] {
        let elements = client.find_all(Locator::Css(selector)).await.unwrap();
        assert!(elements.is_empty(), "{selector}");
    }
    browser.close().await;
}
