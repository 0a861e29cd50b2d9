// Written by `cargo xtask spec`. Do not edit.

//! The types that requests and responses consist of.

pub use crate::generated::enums::{
    InteractionResourceStatus, InteractionType, ServiceGeoMatchLevel,
    ServiceNumberSelectionBehavior, SessionMode, SessionStatus,
};
pub use crate::generated::sid::{
    AccountSid, ChatInstanceSid, InteractionSid, MessageInteractionSid, ParticipantSid,
    PhoneNumberSid, ResourceSid, ServiceSid, SessionSid,
};
pub use crate::generated::types::{
    Interaction, MessageInteraction, Participant, PhoneNumber, PhoneNumberCapabilities,
    Service, Session,
};
pub use super::callbacks::{InteractionEvent, NewSession, OutOfSessionEvent};
pub use super::session::NewParticipant;
