//! The layout of the output formats.

use openapi_rust_diff::{Code, Comparison, Format, RequiredVersion, Row, Side, Verdict, render};

fn row(verdict: Verdict, place: &str, change: &str, meaning: &str) -> Row {
    Row {
        place: place.to_owned(),
        pointer: "/components/schemas/Session".to_owned(),
        item: None,
        side: Side::New,
        location: None,
        code: Code::default(),
        change: change.to_owned(),
        meaning: meaning.to_owned(),
        verdict,
        touches_signatures: verdict == Verdict::Breaking,
    }
}

fn comparison() -> Comparison {
    Comparison::new(vec![
        row(
            Verdict::Neutral,
            "description",
            "info changed",
            "documentation only",
        ),
        row(
            Verdict::Additive,
            "ListSession, query ADateBeforeWhichSessionsWereCreatedOrUpdated",
            "optional parameter added",
            "new setter `created` of `NaiveDate`; a call that leaves it out goes on",
        ),
        row(
            Verdict::Breaking,
            "Session.ttl",
            "nullable true removed",
            "field `ttl` becomes `i64` (was `Option<i64>`): code that reads it stops compiling",
        ),
    ])
}

/// Returns an output without colours.
fn plain(comparison: &Comparison, required: Option<&RequiredVersion>, format: Format) -> String {
    anstream::adapter::strip_str(&render(comparison, required, format)).to_string()
}

#[test]
fn each_format_has_its_layout() {
    for format in [Format::Text, Format::Markdown, Format::Json] {
        insta::assert_snapshot!(format!("{format:?}"), plain(&comparison(), None, format));
    }
}

#[test]
fn each_format_shows_the_required_version_and_no_change() {
    let release = semver::Version::new(0, 1, 0);
    let mut output = String::new();
    for comparison in [comparison(), Comparison::default()] {
        let required = RequiredVersion::after(&release, comparison.verdict());
        for format in [Format::Text, Format::Markdown] {
            let text = plain(&comparison, Some(&required), format);
            output.push_str(text.lines().last().unwrap_or_default());
            output.push('\n');
        }
        let json: serde_json::Value =
            serde_json::from_str(&render(&comparison, Some(&required), Format::Json))
                .unwrap_or_default();
        for key in ["verdict", "release", "version"] {
            output.push_str(&format!("{key}: {}\n", json.get(key).unwrap_or_default()));
        }
    }
    insta::assert_snapshot!(output, @r#"
    1 breaking, 1 additive, 1 neutral: asks for version 0.2.0 after 0.1.0
    1 breaking, 1 additive, 1 neutral: asks for version 0.2.0 after 0.1.0.
    verdict: "breaking"
    release: "0.1.0"
    version: "0.2.0"
    no change
    No change.
    verdict: null
    release: "0.1.0"
    version: "0.1.0"
    "#);
}
