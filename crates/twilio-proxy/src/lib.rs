// What the README links to, here: it is read elsewhere too. Of two definitions of a link the first counts.
#![doc = include_str!("readme_links.md")]
#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod answer;
mod api_error;
mod attempt;
mod attempt_span;
mod authorization;
mod base_url;
mod builder;
mod call;
mod carrier;
mod client;
mod connections;
mod content_encoding;
mod credentials;
mod cursor;
mod decode;
mod driver;
mod environment;
mod error;
mod exchange;
#[cfg(fuzzing)]
pub mod fuzzing;
#[cfg(any(doc, doctest))]
pub mod guide;
mod list;
mod listings;
mod next_link;
mod page;
mod page_meta;
mod page_records;
mod pagination;
mod printable;
mod progress;
mod proxy_variables;
mod rate_limit;
mod record;
mod redaction;
mod retry;
mod retry_budget;
mod runtime;
mod streams;
mod trust_store;

/// The generated client: for the names of what [`Client::generated`] gives and takes.
pub use twilio_proxy_client as generated;

pub use builder::ClientBuilder;
pub use client::Client;
pub use credentials::Credentials;
pub use cursor::Cursor;
pub use error::{Error, ErrorKind};
pub use list::List;
pub use page::Page;
pub use record::RejectedRecord;
pub use retry::RetryPolicy;
pub use streams::{Items, Pages};
pub use twilio_proxy_client::sid::{
    AccountSid, ChatInstanceSid, InteractionSid, MessageInteractionSid, ParticipantSid,
    PhoneNumberSid, ResourceSid, ServiceSid, SessionSid,
};
pub use twilio_proxy_client::types::{
    ApiError, CreateMessageInteractionRequest, CreateParticipantRequest, CreatePhoneNumberRequest,
    CreateServiceRequest, CreateSessionRequest, Interaction, KnownInteractionResourceStatus,
    KnownInteractionType, KnownServiceGeoMatchLevel, KnownServiceNumberSelectionBehavior,
    KnownSessionMode, KnownSessionStatus, MessageInteraction, PageMeta, Participant, PhoneNumber,
    PhoneNumberCapabilities, Service, Session, UpdatePhoneNumberRequest, UpdateServiceRequest,
    UpdateSessionRequest,
};
pub use twilio_proxy_client::{InvalidSid, Open, Redacted, ResponseValue};
