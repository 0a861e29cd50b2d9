//! The type of an integer, by its format and bounds.

use serde_json::Value;

/// A format with its type, the type without zero, and the least and the greatest value.
type Format = (&'static str, &'static str, &'static str, f64, f64);

/// From the narrowest to the widest.
#[allow(
    clippy::cast_precision_loss,
    reason = "typify compares bounds as f64 too"
)]
const FORMATS: [Format; 10] = [
    ("int8", "i8", "NonZeroU8", i8::MIN as f64, i8::MAX as f64),
    ("uint8", "u8", "NonZeroU8", u8::MIN as f64, u8::MAX as f64),
    (
        "int16",
        "i16",
        "NonZeroU16",
        i16::MIN as f64,
        i16::MAX as f64,
    ),
    (
        "uint16",
        "u16",
        "NonZeroU16",
        u16::MIN as f64,
        u16::MAX as f64,
    ),
    ("int", "i32", "NonZeroU32", i32::MIN as f64, i32::MAX as f64),
    (
        "int32",
        "i32",
        "NonZeroU32",
        i32::MIN as f64,
        i32::MAX as f64,
    ),
    (
        "uint",
        "u32",
        "NonZeroU32",
        u32::MIN as f64,
        u32::MAX as f64,
    ),
    (
        "uint32",
        "u32",
        "NonZeroU32",
        u32::MIN as f64,
        u32::MAX as f64,
    ),
    (
        "int64",
        "i64",
        "NonZeroU64",
        i64::MIN as f64,
        i64::MAX as f64,
    ),
    (
        "uint64",
        "u64",
        "NonZeroU64",
        u64::MIN as f64,
        u64::MAX as f64,
    ),
];

/// The type of an integer schema.
pub(super) fn of(schema: &Value) -> &'static str {
    let bound = |key: &str, exclusive: &str, step: f64| {
        let bound = schema.get(key).and_then(Value::as_f64)?;
        let is_exclusive = schema.get(exclusive) == Some(&Value::Bool(true));
        Some(if is_exclusive { bound + step } else { bound })
    };
    let mut min = bound("minimum", "exclusiveMinimum", 1.0);
    let mut max = bound("maximum", "exclusiveMaximum", -1.0);
    let format = schema.get("format").and_then(Value::as_str);
    let known = format.and_then(|format| FORMATS.iter().find(|(name, ..)| *name == format));
    if let Some((_, of, without_zero, least, greatest)) = known {
        let fits = min.is_none_or(|min| min >= *least) && max.is_none_or(|max| max <= *greatest);
        if fits && schema.get("multipleOf").is_none() {
            return if is(min, 1.0) { without_zero } else { of };
        }
        min = min.or(Some(*least));
        max = max.or(Some(*greatest));
    }
    let widest_first = || FORMATS.iter().rev();
    let found = match (min, max) {
        (Some(_), _) if is(min, 1.0) => widest_first().next().map(|(_, _, of, ..)| of),
        (Some(_), Some(_)) => widest_first()
            .find(|(_, _, _, least, greatest)| is(min, *least) && is(max, *greatest))
            .map(|(_, of, ..)| of),
        (None, Some(_)) => widest_first()
            .find(|(.., greatest)| is(max, *greatest))
            .map(|(_, of, ..)| of),
        (Some(_), None) => widest_first()
            .find(|(_, _, _, least, _)| is(min, *least))
            .map(|(_, of, ..)| of),
        (None, None) => None,
    };
    found.copied().unwrap_or("i64")
}

fn is(bound: Option<f64>, value: f64) -> bool {
    bound.is_some_and(|bound| (bound - value).abs() <= f64::EPSILON)
}
