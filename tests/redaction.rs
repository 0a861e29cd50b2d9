//! Secrets and personal data appear in no error, log or `Debug` output.

mod leaks;
mod messages;
mod personal_data;
mod spellings;
