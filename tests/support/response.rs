//! Responses of the test server: whole, malformed on purpose, or none at all.

use std::io::Write;

use flate2::write::GzEncoder;
use flate2::{Compress, Compression, FlushCompress};
use serde_json::Value;

/// What happens to the connection after the bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The next request is awaited on it.
    Keep,
    /// It is closed in order.
    Close,
    /// It is torn down with a reset.
    Reset,
    /// It stays open and silent until the client closes it.
    Silence,
    /// More bytes are written again and again, until the client closes it.
    Repeat,
    /// More bytes are written again and again, with a pause before each.
    Drip,
}

/// One scripted response.
#[derive(Clone, Debug)]
pub struct Answer {
    pub bytes: Vec<u8>,
    /// The bytes that `Repeat` and `Drip` write.
    pub again: Vec<u8>,
    /// The most bytes that are written at once.
    pub piece: usize,
    pub then: Then,
}

impl Answer {
    /// These bytes as they are, then the end of the connection.
    pub fn raw(bytes: impl AsRef<[u8]>) -> Self {
        Self {
            bytes: bytes.as_ref().to_vec(),
            again: Vec::new(),
            piece: usize::MAX,
            then: Then::Close,
        }
    }

    /// A complete response with correct framing.
    pub fn status(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut bytes = format!("HTTP/1.1 {status} Said\r\n").into_bytes();
        for (name, value) in headers {
            write!(bytes, "{name}: {value}\r\n").unwrap();
        }
        // 204 and 304 have no body by definition.
        if !matches!(status, 100..=199 | 204 | 304) {
            write!(bytes, "content-length: {}\r\n", body.len()).unwrap();
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(body);
        Self::raw(bytes).then(Then::Keep)
    }

    /// A 200 that bears this JSON.
    pub fn json(body: &Value) -> Self {
        Self::text(body.to_string())
    }

    /// A 200 that bears this text, whether JSON or not, and says it is JSON.
    pub fn text(body: impl AsRef<[u8]>) -> Self {
        let headers = [
            ("content-type", "application/json"),
            ("twilio-request-id", "RQ1"),
        ];
        Self::status(200, &headers, body)
    }

    /// An error as the API words it.
    pub fn api_error(status: u16, code: u32, message: &str) -> Self {
        let body = serde_json::json!({ "code": code, "message": message, "status": status });
        Self::status(status, &[("twilio-request-id", "RQ1")], body.to_string())
    }

    /// A 429 with this wait.
    pub fn throttled(retry_after: &str) -> Self {
        Self::status(429, &[("retry-after", retry_after)], "")
    }

    /// A success whose body is these gzip bytes.
    pub fn gzip(bytes: &[u8]) -> Self {
        let headers = [
            ("content-type", "application/json"),
            ("content-encoding", "gzip"),
        ];
        Self::status(200, &headers, bytes)
    }

    /// 512 MiB of zeros in half a megabyte.
    pub fn bomb(status: u16) -> Self {
        let body = bomb();
        Self::status(status, &[("content-encoding", "gzip")], body)
    }

    /// Sets what happens to the connection afterwards.
    pub fn then(mut self, then: Then) -> Self {
        self.then = then;
        self
    }

    /// Written so many bytes at a time.
    pub fn in_pieces(mut self, bytes: usize) -> Self {
        self.piece = bytes;
        self
    }

    /// The same bytes up to here, and no more of them.
    pub fn cut(mut self, bytes: usize) -> Self {
        self.bytes.truncate(bytes);
        self.then = Then::Close;
        self
    }

    /// The same bytes but for the last ones.
    pub fn short_of(self, bytes: usize) -> Self {
        let length = self.bytes.len() - bytes;
        self.cut(length)
    }

    /// Writes `bytes` again and again after the response's own.
    pub fn again(mut self, bytes: impl AsRef<[u8]>, then: Then) -> Self {
        self.again = bytes.as_ref().to_vec();
        self.then = then;
        self
    }
}

/// `body` as gzip.
pub fn zip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn bomb() -> Vec<u8> {
    const MIB: usize = 1 << 20;
    let mut block = Vec::with_capacity(8 << 10);
    // After a full flush a block stands on a byte of its own and refers to nothing before it, so it can be repeated.
    Compress::new(Compression::best(), false)
        .compress_vec(&vec![0; MIB], &mut block, FlushCompress::Full)
        .unwrap();
    let header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    [header.as_slice(), &block.repeat(512)].concat()
}
