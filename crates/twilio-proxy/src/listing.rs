//! Listings: paging through a collection, and decoding its pages.

pub(crate) mod cursor;
pub(crate) mod items;
pub(crate) mod limited_pager;
pub(crate) mod list;
pub(crate) mod next_link;
pub(crate) mod page;
pub(crate) mod page_body;
pub(crate) mod page_fetch;
pub(crate) mod page_meta;
pub(crate) mod pager;
pub(crate) mod pages;
pub(crate) mod raw_record;
pub(crate) mod records;
pub(crate) mod rejected_record;

pub use cursor::Cursor;
pub use items::Items;
pub use list::List;
pub use page::Page;
pub use pages::Pages;
pub use raw_record::RawRecord;
pub use rejected_record::RejectedRecord;
