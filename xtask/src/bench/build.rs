//! Clean builds: the wrapper's, and that of the crate that openapi-generator makes of the same description.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// What one clean build takes.
pub struct Build {
    /// Seconds of a clean debug build, everything downloaded already.
    pub seconds: f64,
    /// Crates in the tree, the package itself included, build dependencies too and dev-dependencies not.
    pub crates: usize,
}

/// Ours, and the reference.
pub struct Builds {
    pub ours: Build,
    pub reference: Build,
}

/// Builds both from nothing, one after the other.
pub fn both(reference: &Path) -> Result<Builds, Box<dyn Error>> {
    Ok(Builds {
        ours: clean(
            &crate::workspace::workspace(),
            &["--package", "twilio-proxy"],
        )?,
        // Its own default is the platform's TLS library, which is not built with it.
        reference: clean(
            reference,
            &["--no-default-features", "--features", "rustls"],
        )?,
    })
}

fn clean(folder: &Path, selection: &[&str]) -> Result<Build, Box<dyn Error>> {
    let target = tempfile::tempdir()?;
    let cargo = |arguments: &[&str]| -> Result<String, Box<dyn Error>> {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args(arguments)
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", target.path());
        let output = command.output()?;
        if !output.status.success() {
            return Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    };
    let tree = [
        &[
            "tree",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--no-dedupe",
            "--format",
            "{p}",
        ],
        selection,
    ];
    let tree = cargo(&tree.concat())?;
    cargo(&["fetch"])?;
    let started = Instant::now();
    cargo(&[&["build"], selection].concat())?;
    Ok(Build {
        seconds: started.elapsed().as_secs_f64(),
        crates: tree.lines().collect::<BTreeSet<_>>().len(),
    })
}
