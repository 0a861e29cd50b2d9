//! The version that a verdict asks for, by cargo's rules.

use super::row::Verdict;
use semver::Version;
use std::fmt;

/// A release and what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The version that was released last.
    pub release: Version,
    /// The least version that the verdict allows.
    pub version: Version,
}

impl Asked {
    /// What a verdict asks for after a release. Nothing that code could tell asks for nothing.
    pub fn after(release: &Version, verdict: Option<Verdict>) -> Self {
        Self {
            version: next(release, verdict),
            release: release.clone(),
        }
    }

    /// Whether crates of this version say what changed.
    pub fn is_met_by(&self, version: &Version) -> bool {
        // 0.2.0-rc.1 says that 0.2.0 comes.
        let numbers = |version: &Version| (version.major, version.minor, version.patch);
        numbers(version) >= numbers(&self.version)
    }
}

impl fmt::Display for Asked {
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
    // The release that a prerelease is of has not been yet.
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

/// What a verdict asks for where no release is known.
pub(super) fn in_general(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        None | Some(Verdict::Neutral) => "asks for no other version",
        Some(Verdict::Additive) => "asks for 0.x.(y+1), or from 1.0 on for x.(y+1).0",
        Some(Verdict::Breaking) => "asks for 0.(x+1).0, or from 1.0 on for (x+1).0.0",
    }
}
