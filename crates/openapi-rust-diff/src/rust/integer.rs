//! The type of an integer, which depends on its format and bounds.

use serde_json::Value;

/// A format of integers that typify supports.
struct Format {
    name: &'static str,
    rust: &'static str,
    /// The type if the minimum is 1.
    nonzero: &'static str,
    min: f64,
    max: f64,
}

const fn format(
    name: &'static str,
    rust: &'static str,
    nonzero: &'static str,
    (min, max): (f64, f64),
) -> Format {
    Format {
        name,
        rust,
        nonzero,
        min,
        max,
    }
}

macro_rules! range {
    ($integer:ty) => {
        (<$integer>::MIN as f64, <$integer>::MAX as f64)
    };
}

/// All formats, from the narrowest to the widest.
#[allow(
    clippy::cast_precision_loss,
    reason = "typify compares bounds as f64 too"
)]
const FORMATS: [Format; 10] = [
    format("int8", "i8", "NonZeroU8", range!(i8)),
    format("uint8", "u8", "NonZeroU8", range!(u8)),
    format("int16", "i16", "NonZeroU16", range!(i16)),
    format("uint16", "u16", "NonZeroU16", range!(u16)),
    format("int", "i32", "NonZeroU32", range!(i32)),
    format("int32", "i32", "NonZeroU32", range!(i32)),
    format("uint", "u32", "NonZeroU32", range!(u32)),
    format("uint32", "u32", "NonZeroU32", range!(u32)),
    format("int64", "i64", "NonZeroU64", range!(i64)),
    format("uint64", "u64", "NonZeroU64", range!(u64)),
];

/// Returns the type of an integer schema.
pub(super) fn integer(schema: &Value) -> &'static str {
    let bound = |key: &str, exclusive: &str, step: f64| {
        let bound = schema.get(key).and_then(Value::as_f64)?;
        let is_exclusive = schema.get(exclusive) == Some(&Value::Bool(true));
        Some(if is_exclusive { bound + step } else { bound })
    };
    let mut min = bound("minimum", "exclusiveMinimum", 1.0);
    let mut max = bound("maximum", "exclusiveMaximum", -1.0);
    let name = schema.get("format").and_then(Value::as_str);
    if let Some(format) = FORMATS.iter().find(|format| Some(format.name) == name) {
        let fits =
            min.is_none_or(|min| min >= format.min) && max.is_none_or(|max| max <= format.max);
        if fits && schema.get("multipleOf").is_none() {
            return if equals(min, 1.0) {
                format.nonzero
            } else {
                format.rust
            };
        }
        min = min.or(Some(format.min));
        max = max.or(Some(format.max));
    }
    by_bounds(min, max).unwrap_or("i64")
}

/// Returns the widest type with these bounds; `None` if no type has them.
fn by_bounds(min: Option<f64>, max: Option<f64>) -> Option<&'static str> {
    let mut widest_first = FORMATS.iter().rev();
    if equals(min, 1.0) {
        return widest_first.next().map(|format| format.nonzero);
    }
    if min.is_none() && max.is_none() {
        return None;
    }
    let has_bounds = |format: &&Format| {
        (min.is_none() || equals(min, format.min)) && (max.is_none() || equals(max, format.max))
    };
    widest_first.find(has_bounds).map(|format| format.rust)
}

fn equals(bound: Option<f64>, value: f64) -> bool {
    bound.is_some_and(|bound| (bound - value).abs() <= f64::EPSILON)
}
