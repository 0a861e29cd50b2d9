use super::encode;
use super::pending::Request;
use crate::Error;
use crate::transport::response::Received;

impl Request {
    /// Sends the request.
    pub(crate) async fn send(&self) -> Result<Received, Error> {
        self.send_with(&[]).await
    }

    /// Sends the request with these parameters in its query.
    pub(crate) async fn send_with(&self, query: &[(&str, &str)]) -> Result<Received, Error> {
        let request = encode::http_request(self, query)?;
        self.client
            .call(request, self.operation.name, &self.options)
            .await
    }

    /// Returns the path below the base URL.
    pub(crate) fn api_path(&self) -> Result<String, Error> {
        encode::api_path(self)
    }

    /// Returns the name of the collection that a listing pages through: the operation with its arguments and, as a
    /// checksum, its filters.
    pub(crate) fn collection(&self) -> Result<String, Error> {
        let mut name = self.operation.name.to_owned();
        for text in encode::path_texts(self)? {
            name.push('/');
            name.push_str(&text);
        }
        let query = encode::query(self)?;
        if !query.is_empty() {
            name.push_str(&format!("?{:08x}", crc32fast::hash(query.as_bytes())));
        }
        Ok(name)
    }
}
