use bytes::Bytes;
use http::HeaderMap;
use reqwest::header::CONTENT_ENCODING;

/// The most characters of an unknown encoding that an error shows.
const SHOWN: usize = 40;
/// The most gzip members of one body. Each costs a decoder, so millions of empty ones would cost minutes.
#[cfg(feature = "gzip")]
const MAX_MEMBERS: usize = 1000;

/// How a body is encoded, by its `Content-Encoding`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ContentEncoding {
    Identity,
    Gzip,
    /// An encoding that the request did not offer to accept.
    Unsupported,
}

impl ContentEncoding {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let listed = listed(headers);
        let mut names = listed
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty() && *name != "identity");
        match (names.next(), names.next()) {
            (None, _) => Self::Identity,
            (Some("gzip" | "x-gzip"), None) if cfg!(feature = "gzip") => Self::Gzip,
            _ => Self::Unsupported,
        }
    }

    /// The most bytes to read for a decoded body of `max` bytes: gzip adds a little to data that it cannot compress.
    pub(crate) fn max_encoded(&self, max: u64) -> u64 {
        match self {
            Self::Gzip => max.saturating_add(max / 1024).saturating_add(1024),
            Self::Identity | Self::Unsupported => max,
        }
    }
}

/// Returns the encodings of the headers for an error message, bounded in length.
pub(crate) fn shown(headers: &HeaderMap) -> String {
    listed(headers).chars().take(SHOWN).collect()
}

fn listed(headers: &HeaderMap) -> String {
    let values: Vec<_> = headers
        .get_all(CONTENT_ENCODING)
        .into_iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()).to_lowercase())
        .collect();
    values.join(", ")
}

/// The reason why a body could not be decompressed.
#[derive(Debug)]
#[cfg_attr(
    not(feature = "gzip"),
    expect(dead_code, reason = "no body is read as gzip without the feature")
)]
pub(crate) enum GunzipError {
    Damaged(std::io::Error),
    TooLarge,
}

/// Decompresses a gzip body of one or more members. Bytes after the last member are ignored, as gzip itself does.
#[cfg(feature = "gzip")]
pub(crate) fn gunzip(body: &Bytes, max_bytes: u64) -> Result<Bytes, GunzipError> {
    use std::io::Read;

    use flate2::bufread::GzDecoder;

    const MAGIC: [u8; 2] = [0x1f, 0x8b];

    let mut plain = Vec::with_capacity(room(body, max_bytes));
    let mut rest: &[u8] = body;
    for _ in 0..MAX_MEMBERS {
        let left = max_bytes.saturating_sub(length(&plain)).saturating_add(1);
        let mut member = GzDecoder::new(rest).take(left);
        member
            .read_to_end(&mut plain)
            .map_err(GunzipError::Damaged)?;
        if length(&plain) > max_bytes {
            return Err(GunzipError::TooLarge);
        }
        rest = member.into_inner().into_inner();
        if !rest.starts_with(&MAGIC) {
            return Ok(plain.into());
        }
    }
    let error = std::io::Error::other("too many gzip members");
    Err(GunzipError::Damaged(error))
}

#[cfg(not(feature = "gzip"))]
pub(crate) fn gunzip(body: &Bytes, _max_bytes: u64) -> Result<Bytes, GunzipError> {
    Ok(body.clone())
}

/// The length that the last four bytes of a gzip body announce, within bounds: it is a hint and may be wrong.
#[cfg(feature = "gzip")]
fn room(body: &[u8], max_bytes: u64) -> usize {
    let announced = body.last_chunk().map_or(0, |end| u32::from_le_bytes(*end));
    let bounded = u64::from(announced).min(max_bytes).min(2 << 20);
    usize::try_from(bounded).unwrap_or_default()
}

#[cfg(feature = "gzip")]
fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
