use fastrand::Rng;

const ROUNDS: [u64; 4] = [1, 2, 3, 4];

/// Two letters and 32 lower-case hex digits.
pub(crate) fn drawn(prefix: &str, rng: &mut Rng) -> String {
    format!("{prefix}{}", hex(rng))
}

pub(crate) fn hex(rng: &mut Rng) -> String {
    format!("{:032x}", rng.u128(..))
}

/// One number made of many: the same for the same ones in the same order.
pub(crate) fn blend(parts: impl IntoIterator<Item = u64>) -> u64 {
    parts
        .into_iter()
        .fold(0, |blended, part| Rng::with_seed(blended ^ part).u64(..))
}

/// A text as numbers to [`blend`].
pub(crate) fn parts(text: &str) -> impl Iterator<Item = u64> {
    text.bytes().map(u64::from)
}

/// The SID of a scope's `number`-th record. [`number_of`] leads back from it, so that a list of any
/// length needs no index.
pub(crate) fn numbered(prefix: &str, seed: u64, scope: u64, number: usize) -> String {
    let (mut left, mut right) = (scope, number as u64);
    for round in ROUNDS {
        (left, right) = (right, left ^ blend([seed, round, right]));
    }
    format!("{prefix}{left:016x}{right:016x}")
}

/// The number that a SID was made of; nothing where it was made of another seed or scope.
pub(crate) fn number_of(prefix: &str, seed: u64, scope: u64, sid: &str) -> Option<usize> {
    let digits = |from| u64::from_str_radix(sid.get(from..from + 16)?, 16).ok();
    let (mut left, mut right) = (digits(2)?, digits(18)?);
    for round in ROUNDS.into_iter().rev() {
        (left, right) = (right ^ blend([seed, round, left]), left);
    }
    let number = usize::try_from(right).ok()?;
    (numbered(prefix, seed, scope, number) == sid).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numbered_sid_leads_back_to_its_number_in_its_own_scope_alone() {
        for number in [0, 1, 399_999, usize::MAX] {
            let sid = numbered("KI", 7, 9, number);
            assert_eq!(sid.len(), 34);
            assert_eq!(number_of("KI", 7, 9, &sid), Some(number));
            assert_eq!(number_of("KI", 8, 9, &sid), None);
            assert_eq!(number_of("KI", 7, 8, &sid), None);
            assert_eq!(number_of("KP", 7, 9, &sid), None);
            assert_eq!(number_of("KI", 7, 9, &sid.to_uppercase()), None);
        }
        for other in ["", "KI", "KIé", "KI00000000000000000000000000000000"] {
            assert_eq!(number_of("KI", 7, 9, other), None, "{other}");
        }
    }
}
