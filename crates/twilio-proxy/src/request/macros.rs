//! The methods that all requests have, and those of all input objects.

/// Implements sending and the options of one call for a request type.
///
/// `$decode` is the function of `decode` that decodes the response.
macro_rules! request {
    ($name:ident -> $response:ty, $decode:ident) => {
        impl $name {
            /// Sends the request and returns the decoded response.
            ///
            /// # Errors
            /// An argument or an option that is invalid is [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput),
            /// before any I/O. [`Error`](crate::Error) describes the others.
            pub async fn send(self) -> Result<$response, $crate::Error> {
                Ok(self.response().await?.into_inner())
            }

            /// Sends the request and returns the decoded response with its status and headers.
            ///
            /// # Errors
            /// As [`send`](Self::send).
            pub async fn response(self) -> Result<$crate::Response<$response>, $crate::Error> {
                let received = self.request.send().await?;
                received.decoded($crate::request::decode::$decode)
            }

            /// Sets the time limit of each attempt, instead of the client's `request_timeout`.
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.request.options.timeout = Some(timeout);
                self
            }

            /// Sets the retry policy of this call, instead of the client's.
            pub fn retry(mut self, policy: $crate::RetryPolicy) -> Self {
                self.request.options.retry = Some(policy);
                self
            }

            /// Adds a parameter that has no setter: to the query of GET and DELETE, to the form of POST.
            ///
            /// A name that has a setter or an argument, or that the client sets, is
            /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the request is sent.
            pub fn extra_param(
                mut self,
                name: impl Into<String>,
                value: impl Into<String>,
            ) -> Self {
                self.request.add_param(name.into(), value.into());
                self
            }

            /// Adds a header.
            ///
            /// A name or a value that is not valid in HTTP, or a name that the client sets, such as `Authorization`, is
            /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the request is sent.
            pub fn extra_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                self.request.add_header(name.as_ref(), value.as_ref());
                self
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.request, f)
            }
        }
    };
}

/// Implements `Debug` for an input object, whose values may be personal data.
macro_rules! input_object {
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}

pub(crate) use {input_object, request};
