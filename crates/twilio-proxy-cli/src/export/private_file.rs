//! Files that only their owner can read: records and cursors are personal data.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Creates a file with the mode 0600.
///
/// # Errors
/// The file exists already, or cannot be created.
pub fn created(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Locks a file until it is closed. Returns false if another process holds the lock.
#[cfg(unix)]
pub fn lock(file: &File) -> bool {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    // A file system without locks protects nothing, and is no reason to refuse the export.
    flock(file, FlockOperation::NonBlockingLockExclusive) != Err(Errno::WOULDBLOCK)
}

/// Locks a file until it is closed. Returns false if another process holds the lock.
#[cfg(not(unix))]
pub fn lock(_: &File) -> bool {
    true
}
