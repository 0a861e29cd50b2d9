//! Files that are read as a whole: regular ones, and pipes that are open already, up to a size.

use std::fs::{self, File, FileType};
use std::io::{Error, ErrorKind, Read as _, Result};
use std::path::Path;

const MEBIBYTE: u64 = 1 << 20;
/// Mebibytes that a file may have.
const LARGEST: u64 = 64;

/// Returns a file's bytes.
///
/// A named pipe is refused, because reading it would wait for a writer; one that the shell opened, such as
/// `<(git show …)` or `/dev/stdin`, is read.
///
/// # Errors
/// The file cannot be read, is neither a regular file nor an open pipe, or is larger than 64 MiB.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    let kind = fs::metadata(path)?.file_type();
    let is_open_pipe = is_descriptor(path) && name(kind) == PIPE;
    if !kind.is_file() && !is_open_pipe {
        return Err(Error::new(
            ErrorKind::InvalidInput,
            format!("it is {}, and only regular files are read", name(kind)),
        ));
    }
    let mut bytes = Vec::new();
    let most = LARGEST * MEBIBYTE;
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= most) {
        return Ok(bytes);
    }
    Err(Error::new(
        ErrorKind::FileTooLarge,
        format!("it is larger than {LARGEST} MiB"),
    ))
}

/// Whether a path names a file that the process has open.
pub(crate) fn is_descriptor(path: &Path) -> bool {
    let streams = ["/dev/stdin", "/dev/stdout", "/dev/stderr"];
    let folders = ["/dev/fd", "/proc/self/fd"];
    streams.iter().any(|stream| path == Path::new(stream))
        || folders.iter().any(|folder| path.starts_with(folder))
}

const PIPE: &str = "a named pipe";

/// A kind of file in words.
fn name(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return PIPE;
        }
        if kind.is_char_device() || kind.is_block_device() {
            return "a device";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    if kind.is_dir() {
        "a folder"
    } else {
        "not a regular file"
    }
}
