//! A body that is shown as a list of fields, each with its name and datatype.

use super::model::{Datatype, Row};
use super::sample::{Node, Sample};
use super::table::datatype;
use crate::diagnostic::Located;

/// Returns the fields if the sample is a list of objects with `name` and `datatype`.
pub(super) fn rows(sample: &Sample) -> Option<Vec<Row>> {
    let Sample::Json(Located {
        value: Node::Array(items),
        ..
    }) = sample
    else {
        return None;
    };
    let rows: Option<Vec<Row>> = items.iter().map(row).collect();
    rows.filter(|rows| !rows.is_empty())
}

fn row(item: &Located<Node>) -> Option<Row> {
    let Node::Object(members) = &item.value else {
        return None;
    };
    let text = |name: &str| {
        let (_, node) = members.iter().find(|(key, _)| key == name)?;
        match &node.value {
            Node::Text(text) => Some(text.as_str()),
            _ => None,
        }
    };
    let is_known = |key: &str| ["name", "value", "datatype"].contains(&key);
    if !members.iter().all(|(key, _)| is_known(key)) {
        return None;
    }
    Some(Row {
        key: Located::new(text("name")?.to_owned(), item.place),
        datatype: datatype(text("datatype")?).unwrap_or(Datatype::Unknown),
        required: false,
        description: None,
    })
}
