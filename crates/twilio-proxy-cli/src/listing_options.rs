//! The options of listings.

use clap::Args;

/// The options of a listing.
#[derive(Args)]
#[command(next_help_heading = "Listing options")]
pub struct ListingOptions {
    /// List so many records at most
    #[arg(long, value_name = "NUMBER")]
    pub limit: Option<usize>,
    /// Request pages of so many records [default: 1000, or the limit]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub page_size: Option<u16>,
    /// Show these properties only
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub columns: Vec<String>,
}
