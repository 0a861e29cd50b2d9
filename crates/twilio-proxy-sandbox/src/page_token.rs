use crate::sid::{blend, parts};

/// Where a page starts: its number, and the number of the record it starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub page: usize,
    pub record: usize,
}

/// The opaque text that stands for a page's start. Only the sandbox that gave it takes it, and only
/// for the collection it was given for.
pub(crate) fn encode(seed: u64, collection: &str, start: Start) -> String {
    let Start { page, record } = start;
    let place = [seed, page as u64, record as u64];
    let seal = blend(place.into_iter().chain(parts(collection)));
    format!("PA{page:016x}{record:016x}{seal:016x}")
}

/// The start that a token stands for; nothing where this sandbox did not give it for the collection.
pub(crate) fn decode(seed: u64, collection: &str, token: &str) -> Option<Start> {
    let number = |digits| usize::from_str_radix(digits, 16).ok();
    let start = Start {
        page: number(token.get(2..18)?)?,
        record: number(token.get(18..34)?)?,
    };
    (encode(seed, collection, start) == token).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_taken_only_as_it_was_given_and_where() {
        let start = Start {
            page: 2,
            record: 100,
        };
        let token = encode(7, "/v1/Services", start);
        assert_eq!(decode(7, "/v1/Services", &token), Some(start));
        assert_eq!(decode(8, "/v1/Services", &token), None);
        assert_eq!(decode(7, "/v1/Others", &token), None);
        for digit in 2..token.len() {
            let mut changed = token.clone();
            let other = if changed.get(digit..=digit) == Some("0") {
                "1"
            } else {
                "0"
            };
            changed.replace_range(digit..=digit, other);
            assert_eq!(decode(7, "/v1/Services", &changed), None, "{changed}");
        }
        for made_up in ["", "PA", "é", "PAé", &token.to_uppercase(), &token[..49]] {
            assert_eq!(decode(7, "/v1/Services", made_up), None, "{made_up}");
        }
    }
}
