//! The figures as rows: ours, the reference, the ratio, and what the ratio or the figure is to be.

use super::build::Builds;
use super::figures::Figures;
use std::error::Error;
use std::fmt::Write as _;

/// One figure beside its reference.
pub struct Row {
    what: String,
    ours: String,
    reference: String,
    ratio: f64,
    /// What is to hold, in words, and whether it does; nothing where the row is there to be read.
    target: Option<(String, bool)>,
}

impl Row {
    /// A row without a target.
    fn new(what: &str, unit: Unit, ours: f64, reference: (&str, f64)) -> Self {
        let (name, figure) = reference;
        Self {
            what: what.to_owned(),
            ours: unit.of(ours),
            reference: format!("{} ({name})", unit.of(figure)),
            ratio: ours / figure,
            target: None,
        }
    }

    /// The ratio is to be so much at most.
    fn at_most(mut self, bound: f64) -> Self {
        self.target = Some((format!("ratio at most {bound:.2}"), self.ratio <= bound));
        self
    }

    /// Something else is to hold.
    fn holding(mut self, what: &str, holds: bool) -> Self {
        self.target = Some((what.to_owned(), holds));
        self
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Count,
    Tenths,
    Kilobytes,
    Milliseconds,
    Seconds,
}

impl Unit {
    fn of(self, figure: f64) -> String {
        match self {
            Self::Count => format!("{figure:.0}"),
            Self::Tenths => format!("{figure:.1}"),
            Self::Kilobytes => format!("{:.1} MB", figure / 1024.0),
            Self::Milliseconds => format!("{:.1} ms", figure * 1e3),
            Self::Seconds => format!("{figure:.2} s"),
        }
    }
}

const BY_HAND: &str = "loop by hand";

/// Every figure that was measured.
pub fn rows(figures: &Figures, builds: Option<&Builds>) -> Result<Vec<Row>, Box<dyn Error>> {
    let footprint = |what: &str| figures.footprints.iter().find(|line| line.what == what);
    let seconds = |group, name| figures.seconds(group, name);
    let mut rows = Vec::new();

    if let Some(line) = footprint("instructions") {
        let row = Row::new(
            "Instructions an item",
            Unit::Count,
            line.ours,
            (BY_HAND, line.by_hand),
        );
        rows.push(row.at_most(1.0));
    }
    if let Some(line) = footprint("allocations") {
        rows.push(Row::new(
            "Allocations an item",
            Unit::Tenths,
            line.ours,
            (BY_HAND, line.by_hand),
        ));
    }
    for (group, what) in [
        ("decode", "A page of 1,000 decoded"),
        ("at once", "10,000 items, a server that answers at once"),
    ] {
        let by_hand = (BY_HAND, seconds(group, "by hand")?);
        rows.push(Row::new(
            what,
            Unit::Milliseconds,
            seconds(group, "ours")?,
            by_hand,
        ));
    }

    let defaults = "10,000 items at 20 ms a request, nothing set";
    let ours = seconds("with defaults", "ours")?;
    let pages = 10.0 * seconds("with defaults", "one round trip")?;
    rows.push(
        Row::new(
            defaults,
            Unit::Milliseconds,
            ours,
            ("10 round trips", pages),
        )
        .at_most(1.1),
    );
    let by_hand = (BY_HAND, seconds("with defaults", "by hand")?);
    rows.push(Row::new(defaults, Unit::Milliseconds, ours, by_hand));
    for vendor in &figures.vendors {
        let name = format!("vendor's {} client {}", vendor.client, vendor.version);
        let row = Row::new(
            defaults,
            Unit::Milliseconds,
            vendor.ours,
            (&name, vendor.seconds),
        );
        rows.push(row.at_most(0.1));
    }

    let by_hand = (BY_HAND, seconds("overlap", "by hand")?);
    let row = Row::new(
        "20 pages at 20 ms a request, 20 ms of work with each",
        Unit::Milliseconds,
        seconds("overlap", "ours")?,
        by_hand,
    );
    rows.push(row.at_most(0.65));

    let ours = seconds("fan-out", "ours")?;
    let by_hand = (BY_HAND, seconds("fan-out", "by hand")?);
    let row = Row::new(
        "1,000 listings of one page at 20 ms, 64 in flight",
        Unit::Milliseconds,
        ours,
        by_hand,
    );
    rows.push(row.holding("under 0.5 s", ours < 0.5));

    let ours = seconds("first item", "ours")?;
    let trip = seconds("with defaults", "one round trip")?;
    let row = Row::new(
        "The first item of a page of 1,000",
        Unit::Milliseconds,
        ours,
        ("one round trip", trip),
    );
    rows.push(row.holding("5 ms more at most", ours - trip <= 0.005));

    if let (Some(few), Some(many)) = (
        footprint("kilobytes for 10,000 items"),
        footprint("kilobytes for 400,000 items"),
    ) {
        let row = Row::new(
            "Most memory at once, 400,000 items",
            Unit::Kilobytes,
            many.ours,
            ("10,000 items", few.ours),
        );
        rows.push(row.at_most(1.25));
        rows.push(Row::new(
            "Most memory at once, 400,000 items",
            Unit::Kilobytes,
            many.ours,
            (BY_HAND, many.by_hand),
        ));
    }
    if let Some(Builds { ours, reference }) = builds {
        let name = "openapi-generator's crate";
        let row = Row::new(
            "A clean debug build",
            Unit::Seconds,
            ours.seconds,
            (name, reference.seconds),
        );
        rows.push(row.at_most(1.3));
        #[allow(clippy::cast_precision_loss, reason = "crates are few")]
        let (crates, theirs) = (ours.crates as f64, reference.crates as f64);
        rows.push(Row::new("Crates in the tree", Unit::Count, crates, (name, theirs)).at_most(1.3));
    }

    let (thousand, more) = (
        seconds("converter", "1000")?,
        seconds("converter", "10000")?,
    );
    let row = Row::new(
        "10,000 pages to a description",
        Unit::Seconds,
        more,
        ("1,000 pages", thousand),
    );
    rows.push(row.holding(
        "1,000 under 2 s, 10,000 at most 15 times that",
        thousand < 2.0 && more <= 15.0 * thousand,
    ));
    Ok(rows)
}

/// The rows as a table of Markdown.
pub fn markdown(rows: &[Row]) -> String {
    let mut table = String::from(
        "| what | ours | reference | ratio | target |\n| --- | ---: | ---: | ---: | --- |\n",
    );
    for row in rows {
        let target = match &row.target {
            Some((what, true)) => format!("{what}: met"),
            Some((what, false)) => format!("{what}: **missed**"),
            None => String::new(),
        };
        // A String takes whatever is written to it.
        let _ = writeln!(
            table,
            "| {} | {} | {} | {:.2} | {target} |",
            row.what, row.ours, row.reference, row.ratio
        );
    }
    table
}

/// What stands before and after the figures in the report.
pub struct Around<'a> {
    before: &'a str,
    after: &'a str,
}

const START: &str = "<!-- figures: written by `cargo xtask bench` -->\n";
const END: &str = "<!-- end of figures -->\n";

impl<'a> Around<'a> {
    pub fn of(report: &'a str) -> Result<Self, String> {
        let (before, rest) = report
            .split_once(START)
            .ok_or_else(|| format!("BENCHMARKS.md has no line {START}"))?;
        let (_, after) = rest
            .split_once(END)
            .ok_or_else(|| format!("BENCHMARKS.md has no line {END}"))?;
        Ok(Self { before, after })
    }

    /// The report with new figures.
    pub fn with(&self, machine: &str, rows: &[Row]) -> String {
        let Self { before, after } = self;
        format!(
            "{before}{START}\n{machine}\n\n{}\n{END}{after}",
            markdown(rows)
        )
    }
}
