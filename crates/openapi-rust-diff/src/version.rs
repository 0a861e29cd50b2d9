//! The version that a verdict requires by cargo's rules.

use crate::row::Verdict;
use semver::Version;
use std::fmt;

/// The lowest version that may follow a release after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredVersion {
    /// The last released version.
    pub release: Version,
    /// The lowest version that the verdict allows.
    pub version: Version,
}

impl RequiredVersion {
    /// Returns the version that a verdict requires after a release. Neutral changes require no new version.
    pub fn after(release: &Version, verdict: Option<Verdict>) -> Self {
        Self {
            version: next(release, verdict),
            release: release.clone(),
        }
    }

    /// Whether a version is high enough. A prerelease counts as the version that it precedes.
    pub fn is_satisfied_by(&self, version: &Version) -> bool {
        let numbers = |version: &Version| (version.major, version.minor, version.patch);
        numbers(version) >= numbers(&self.version)
    }
}

impl fmt::Display for RequiredVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.version == self.release {
            write!(f, "asks for no other version than {}", self.release)
        } else {
            write!(
                f,
                "asks for version {} after {}",
                self.version, self.release
            )
        }
    }
}

fn next(release: &Version, verdict: Option<Verdict>) -> Version {
    let Version {
        major,
        minor,
        patch,
        ..
    } = *release;
    // The version that a prerelease precedes is not released yet, so it may contain any change.
    if !release.pre.is_empty() && verdict.is_some() {
        return Version::new(major, minor, patch);
    }
    match (verdict, major, minor) {
        (None | Some(Verdict::Neutral), ..) => release.clone(),
        (Some(Verdict::Breaking), 0, 0) | (Some(Verdict::Additive), 0, _) => {
            Version::new(major, minor, patch.saturating_add(1))
        }
        (Some(Verdict::Breaking), 0, _) | (Some(Verdict::Additive), ..) => {
            Version::new(major, minor.saturating_add(1), 0)
        }
        (Some(Verdict::Breaking), ..) => Version::new(major.saturating_add(1), 0, 0),
    }
}

/// Returns the required version for an unknown release.
pub(crate) fn in_general(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        None | Some(Verdict::Neutral) => "asks for no other version",
        Some(Verdict::Additive) => "asks for 0.x.(y+1), or from 1.0 on for x.(y+1).0",
        Some(Verdict::Breaking) => "asks for 0.(x+1).0, or from 1.0 on for (x+1).0.0",
    }
}
