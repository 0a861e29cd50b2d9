use fastrand::Rng;

/// The opaque text that stands for the record a page starts with. Only the sandbox that gave it takes it.
pub(crate) fn encode(seed: u64, offset: usize) -> String {
    let offset = offset as u64;
    format!("PA{offset:016x}{:016x}", seal(seed, offset))
}

/// The record that a token stands for; nothing where this sandbox did not give it.
pub(crate) fn decode(seed: u64, token: &str) -> Option<usize> {
    let digits = token
        .strip_prefix("PA")
        .filter(|digits| digits.len() == 32)?;
    let (offset, sealed) = digits.split_at_checked(16)?;
    let offset = u64::from_str_radix(offset, 16).ok()?;
    let sealed = u64::from_str_radix(sealed, 16).ok()?;
    (sealed == seal(seed, offset)).then(|| usize::try_from(offset).ok())?
}

fn seal(seed: u64, offset: u64) -> u64 {
    Rng::with_seed(seed ^ offset.wrapping_mul(0xD6E8_FEB8_6659_FD93)).u64(..)
}
