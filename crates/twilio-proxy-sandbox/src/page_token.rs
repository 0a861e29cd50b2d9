use fastrand::Rng;

/// Where a page starts: its number, and the record it starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    pub page: usize,
    pub offset: usize,
}

/// The opaque text that stands for a page's start. Only the sandbox that gave it takes it.
pub(crate) fn encode(seed: u64, start: Start) -> String {
    let Start { page, offset } = start;
    let mut seal = seed;
    for part in [page, offset] {
        seal = Rng::with_seed(seal ^ part as u64).u64(..);
    }
    format!("PA{page:016x}{offset:016x}{seal:016x}")
}

/// The start that a token stands for; nothing where this sandbox did not give it.
pub(crate) fn decode(seed: u64, token: &str) -> Option<Start> {
    let number = |digits| usize::from_str_radix(digits, 16).ok();
    let start = Start {
        page: number(token.get(2..18)?)?,
        offset: number(token.get(18..34)?)?,
    };
    (encode(seed, start) == token).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_taken_only_as_it_was_given_and_where() {
        let start = Start {
            page: 2,
            offset: 100,
        };
        let token = encode(7, start);
        assert_eq!(decode(7, &token), Some(start));
        assert_eq!(decode(8, &token), None);
        for digit in 2..token.len() {
            let mut changed = token.clone();
            let other = if changed.get(digit..=digit) == Some("0") {
                "1"
            } else {
                "0"
            };
            changed.replace_range(digit..=digit, other);
            assert_eq!(decode(7, &changed), None, "{changed}");
        }
        for made_up in ["", "PA", "é", "PAé", &token.to_uppercase(), &token[..49]] {
            assert_eq!(decode(7, made_up), None, "{made_up}");
        }
    }
}
