//! The table of the report: our figure, the reference, their ratio, and the target.

use std::fmt::Write as _;

/// One figure beside its reference.
pub struct Row {
    what: String,
    ours: String,
    reference: String,
    ratio: f64,
    /// The target in words, and whether it is met.
    target: Option<(String, bool)>,
}

impl Row {
    /// Returns a row without a target.
    pub fn new(what: &str, unit: Unit, ours: f64, reference: (&str, f64)) -> Self {
        let (name, figure) = reference;
        Self {
            what: what.to_owned(),
            ours: unit.of(ours),
            reference: format!("{} ({name})", unit.of(figure)),
            ratio: ours / figure,
            target: None,
        }
    }

    /// Sets the highest ratio that meets the target.
    pub fn at_most(mut self, bound: f64) -> Self {
        self.target = Some((format!("ratio at most {bound:.2}"), self.ratio <= bound));
        self
    }

    /// Sets another target, and whether it is met.
    pub fn holding(mut self, what: &str, holds: bool) -> Self {
        self.target = Some((what.to_owned(), holds));
        self
    }
}

/// The unit of a figure.
#[derive(Clone, Copy)]
pub enum Unit {
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
