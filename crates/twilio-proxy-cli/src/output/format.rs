use clap::ValueEnum;

/// A format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table as wide as the terminal, with the columns that fit
    Table,
    /// One JSON document: a resource, or an array of records
    Json,
    /// JSON Lines: a record in each line
    Jsonl,
    /// Comma-separated values with a header, all columns
    Csv,
}
