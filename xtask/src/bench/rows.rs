//! The rows of the report.

use super::build::Builds;
use super::figures::Figures;
use super::table::{Row, Unit};
use std::error::Error;

const BY_HAND: &str = "loop by hand";

/// Returns a row for each figure that was measured.
pub fn rows(figures: &Figures, builds: Option<&Builds>) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut rows = items(figures)?;
    rows.extend(waits(figures)?);
    rows.extend(memory(figures));
    rows.extend(export(figures));
    rows.extend(builds.into_iter().flat_map(build));
    rows.push(converter(figures)?);
    Ok(rows)
}

/// The cost of an item.
fn items(figures: &Figures) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut rows = Vec::new();
    if let Some(line) = figures.footprint("instructions") {
        let by_hand = (BY_HAND, line.by_hand);
        let row = Row::new("Instructions an item", Unit::Count, line.ours, by_hand);
        rows.push(row.at_most(0.7));
    }
    if let Some(line) = figures.footprint("allocations") {
        let by_hand = (BY_HAND, line.by_hand);
        rows.push(Row::new(
            "Allocations an item",
            Unit::Tenths,
            line.ours,
            by_hand,
        ));
    }
    for (group, what) in [
        ("decode", "A page of 1,000 decoded"),
        ("at once", "10,000 items, a server that answers at once"),
    ] {
        let by_hand = (BY_HAND, figures.seconds(group, "by hand")?);
        let ours = figures.seconds(group, "ours")?;
        rows.push(Row::new(what, Unit::Milliseconds, ours, by_hand));
    }
    Ok(rows)
}

/// Listings of a server that takes 20 ms for each response.
fn waits(figures: &Figures) -> Result<Vec<Row>, Box<dyn Error>> {
    let seconds = |group, name| figures.seconds(group, name);
    let milliseconds =
        |what: &str, ours, reference| Row::new(what, Unit::Milliseconds, ours, reference);
    let trip = seconds("with defaults", "one round trip")?;
    let defaults = "10,000 items at 20 ms a request, nothing set";
    let ours = seconds("with defaults", "ours")?;
    let by_hand = (BY_HAND, seconds("with defaults", "by hand")?);
    let mut rows = vec![
        milliseconds(defaults, ours, ("10 round trips", 10.0 * trip)).at_most(1.1),
        milliseconds(defaults, ours, by_hand),
    ];
    for vendor in &figures.vendors {
        let name = format!("vendor's {} client {}", vendor.client, vendor.version);
        let reference = (name.as_str(), vendor.seconds);
        let row = Row::new(defaults, Unit::Milliseconds, vendor.ours, reference);
        rows.push(row.at_most(0.1));
    }
    let what = "20 pages at 20 ms a request, 20 ms of work with each";
    let by_hand = (BY_HAND, seconds("overlap", "by hand")?);
    rows.push(milliseconds(what, seconds("overlap", "ours")?, by_hand).at_most(0.65));

    let what = "1,000 listings of one page at 20 ms, 64 in flight";
    let ours = seconds("fan-out", "ours")?;
    let by_hand = (BY_HAND, seconds("fan-out", "by hand")?);
    rows.push(milliseconds(what, ours, by_hand).holding("under 0.5 s", ours < 0.5));

    let what = "The first item of a page of 1,000";
    let ours = seconds("first item", "ours")?;
    let row = milliseconds(what, ours, ("one round trip", trip));
    rows.push(row.holding("5 ms more at most", ours - trip <= 0.005));
    Ok(rows)
}

fn memory(figures: &Figures) -> Vec<Row> {
    let few = figures.footprint("kilobytes for 10,000 items");
    let many = figures.footprint("kilobytes for 400,000 items");
    let (Some(few), Some(many)) = (few, many) else {
        return Vec::new();
    };
    let row = |reference| {
        let what = "Most memory at once, 400,000 items";
        Row::new(what, Unit::Kilobytes, many.ours, reference)
    };
    vec![
        row(("10,000 items", few.ours)).at_most(1.25),
        row((BY_HAND, many.by_hand)),
    ]
}

/// The export of 200 sessions of 500 interactions, from a server that takes 50 ms for each response.
fn export(figures: &Figures) -> Vec<Row> {
    let export = &figures.export;
    let what = "`twilio-proxy export`, 200 sessions of 500 interactions at 50 ms";
    let least = ("its requests, 8 at a time", export.least);
    let mut rows = vec![Row::new(what, Unit::Seconds, export.seconds, least).at_most(1.2)];
    if let Some(vendor) = &figures.vendor_walk {
        let name = format!("vendor's Python client {}", vendor.python);
        let reference = (name.as_str(), vendor.seconds);
        rows.push(Row::new(what, Unit::Seconds, export.seconds, reference).at_most(1.0 / 30.0));
    }
    let limit = ("limit", 40_000.0);
    let row = Row::new(
        "Most memory of that export",
        Unit::Kilobytes,
        export.kilobytes,
        limit,
    );
    rows.push(row.at_most(1.0));
    rows
}

fn build(builds: &Builds) -> [Row; 2] {
    let Builds { ours, reference } = builds;
    let name = "openapi-generator's crate";
    let seconds = (name, reference.seconds);
    #[allow(clippy::cast_precision_loss, reason = "crates are few")]
    let (crates, theirs) = (ours.crates as f64, reference.crates as f64);
    [
        Row::new("A clean debug build", Unit::Seconds, ours.seconds, seconds).at_most(1.25),
        Row::new("Crates in the tree", Unit::Count, crates, (name, theirs)).at_most(1.3),
    ]
}

fn converter(figures: &Figures) -> Result<Row, Box<dyn Error>> {
    let thousand = figures.seconds("converter", "1000")?;
    let more = figures.seconds("converter", "10000")?;
    let what = "10,000 pages to a description";
    let row = Row::new(what, Unit::Seconds, more, ("1,000 pages", thousand));
    Ok(row.holding(
        "1,000 under 2 s, 10,000 at most 15 times that",
        thousand < 2.0 && more <= 15.0 * thousand,
    ))
}
