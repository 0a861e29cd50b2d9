// What the README links to, here: it is read elsewhere too. Of two definitions of a link the first counts.
#![doc = include_str!("readme_links.md")]
#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod base_url;
mod builder;
mod client;
mod credentials;
mod environment;
mod error;
#[cfg(fuzzing)]
pub mod fuzzing;
#[cfg(any(doc, doctest))]
pub mod guide;
mod listing;
mod listings;
mod proxy_variables;
mod transport;
mod trust_store;

/// The generated client: for the names of what [`Client::generated`] gives and takes.
pub use twilio_proxy_client as generated;

pub use builder::ClientBuilder;
pub use client::Client;
pub use credentials::Credentials;
pub use error::{Error, ErrorKind};
pub use listing::{Cursor, Items, List, Page, Pages, RejectedRecord};
pub use transport::RetryPolicy;
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
