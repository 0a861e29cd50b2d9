use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes, HttpBody};
use futures_util::StreamExt;
use tokio::time::timeout;

use crate::problem::Problem;

/// The largest body that is read. The longest message takes 20 KB in a form.
const MAX_BYTES: usize = 2 << 20;
/// The most fields of a form. A field takes at least two bytes of a body, but about 80 bytes of memory.
const MAX_FIELDS: usize = 1000;
/// How long a body may take.
const MAX_TIME: Duration = Duration::from_secs(20);

/// Returns the whole body of a request.
pub(crate) async fn read(body: Body) -> Result<Bytes, Problem> {
    let announced = body.size_hint().lower();
    let mut chunks = body.into_data_stream();
    let outcome = if announced > MAX_BYTES as u64 {
        Err(too_large())
    } else {
        let reading = timeout(MAX_TIME, collect(&mut chunks));
        reading
            .await
            .unwrap_or_else(|_| Err(Problem::request_timeout()))
    };
    if outcome.is_err() {
        discard(chunks);
    }
    outcome
}

/// Reads the rest of a body and drops it, in a task of its own. Otherwise the connection would be reset, and a client
/// that is still sending might not see the response.
pub(crate) fn discard(mut chunks: BodyDataStream) {
    tokio::spawn(timeout(MAX_TIME, async move {
        while let Some(Ok(_)) = chunks.next().await {}
    }));
}

async fn collect(chunks: &mut BodyDataStream) -> Result<Bytes, Problem> {
    let mut body = Vec::new();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Problem::invalid_parameter("The body cannot be read"))?;
        if body.len().saturating_add(chunk.len()) > MAX_BYTES {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    if body.split(|byte| *byte == b'&').nth(MAX_FIELDS).is_some() {
        return Err(too_large());
    }
    Ok(body.into())
}

fn too_large() -> Problem {
    Problem::payload_too_large(MAX_BYTES, MAX_FIELDS)
}
