//! Listings: pages, links, cursors and records.

mod arbitrary_json;
mod collect;
mod collections;
mod concurrent_listings;
mod cursors;
mod limits;
mod non_page_responses;
mod page_meta;
mod page_sizes;
mod pagination_link_spellings;
mod pagination_links;
mod raw_records;
mod records;
mod requests;
mod resume;
mod resume_in_pieces;
mod streams;
