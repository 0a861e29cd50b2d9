//! The formats of the output.

mod cells;
mod columns;
mod format;
mod json_line;
mod record;
mod records;
mod table;

pub use cells::Cells;
pub use columns::Columns;
pub use format::Format;
pub use json_line::json_line;
pub use record::print_record;
pub use records::Records;
