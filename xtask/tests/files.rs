//! Files that are not regular, links, sizes, and outputs that are full or closed.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

#[path = "program/outcome.rs"]
mod outcome;
#[path = "files/streams.rs"]
mod streams;

use outcome::{Outcome, xtask};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use tempfile::TempDir;

const PAGE: &str = "List Widget\n\nGET https://api.example.com/v1/Widgets\n";
const DESCRIPTION: &str = "{\"openapi\": \"3.0.3\"}";
/// More than is read of a file.
const TOO_LARGE: u64 = (64 << 20) + 1;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.txt"), PAGE).unwrap();
    fs::write(folder.path().join("api.json"), DESCRIPTION).unwrap();
    folder
}

fn named_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn spec(folder: &Path, arguments: &[&str]) -> Outcome {
    xtask(
        folder,
        &[&["spec", "--pages", "list.txt"], arguments].concat(),
    )
}

/// The description that the page gives.
fn expected(folder: &Path) -> String {
    spec(folder, &[]).stdout
}

/// A character device that a wrong program can do no harm to: a node of its own for root, who could replace the
/// system's, and the system's for everybody else.
fn device(folder: &Path, name: &str, minor: &str) -> PathBuf {
    let own = folder.join(name);
    let made = Command::new("mknod")
        .arg(&own)
        .args(["c", "1", minor])
        .output()
        .unwrap();
    if made.status.success() {
        own
    } else {
        Path::new("/dev").join(name)
    }
}

#[test]
fn a_device_stays_a_device() {
    let folder = folder();
    let null = device(folder.path(), "null", "3");
    for option in ["--output", "--report"] {
        let outcome = spec(folder.path(), &[option, null.to_str().unwrap()]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        assert!(fs::metadata(&null).unwrap().file_type().is_char_device());
    }
}

#[test]
fn a_full_device_is_an_error() {
    let folder = folder();
    let full = device(folder.path(), "full", "7");
    for option in ["--output", "--report"] {
        let outcome = spec(folder.path(), &[option, full.to_str().unwrap()]);
        assert_eq!(outcome.code, Some(100));
        assert!(outcome.stderr.contains("full"), "{}", outcome.stderr);
        assert!(fs::metadata(&full).unwrap().file_type().is_char_device());
    }
}

#[test]
fn a_named_pipe_receives_what_is_written() {
    let folder = folder();
    let path = folder.path();
    named_pipe(&path.join("pipe"));
    for (option, start) in [
        ("--output", "{\n  \"openapi\""),
        ("--report", "There was no"),
    ] {
        let pipe = path.join("pipe");
        let reader = thread::spawn(move || fs::read_to_string(pipe).unwrap());
        let outcome = spec(path, &[option, "pipe"]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        assert!(reader.join().unwrap().starts_with(start));
        let kind = fs::symlink_metadata(path.join("pipe")).unwrap().file_type();
        assert!(kind.is_fifo());
    }
}

#[test]
fn standard_output_and_other_descriptors_are_written_to_by_name() {
    let folder = folder();
    let text = expected(folder.path());
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let outcome = spec(folder.path(), &["--output", name]);
        assert_eq!(
            (outcome.code, outcome.stdout),
            (Some(0), text.clone()),
            "{name}"
        );

        let path = folder.path().join("redirected");
        let status = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["spec", "--pages", "list.txt", "--output", name])
            .current_dir(folder.path())
            .stdout(File::create(&path).unwrap())
            .status()
            .unwrap();
        assert_eq!(status.code(), Some(0));
        assert_eq!(fs::read_to_string(&path).unwrap(), text, "{name}");
    }
}

#[test]
fn a_link_is_followed_and_stays_a_link() {
    let folder = folder();
    let path = folder.path();
    let text = expected(path);
    fs::create_dir(path.join("elsewhere")).unwrap();
    fs::write(path.join("elsewhere/there.json"), "{}").unwrap();
    symlink("elsewhere/there.json", path.join("linked.json")).unwrap();
    symlink("linked.json", path.join("twice.json")).unwrap();
    symlink("elsewhere/new.json", path.join("dangling.json")).unwrap();
    symlink(
        path.join("elsewhere/absolute.json"),
        path.join("absolute.json"),
    )
    .unwrap();
    for (link, target) in [
        ("linked.json", "there.json"),
        ("twice.json", "there.json"),
        ("dangling.json", "new.json"),
        ("absolute.json", "absolute.json"),
    ] {
        let outcome = spec(path, &["--output", link]);
        assert_eq!(
            (outcome.code, outcome.stderr.as_str()),
            (Some(0), ""),
            "{link}"
        );
        assert!(path.join(link).is_symlink(), "{link}");
        let target = path.join("elsewhere").join(target);
        assert_eq!(fs::read_to_string(&target).unwrap(), text);
        fs::write(target, "{}").unwrap();
    }
    // Nothing is left beside the targets.
    assert_eq!(fs::read_dir(path.join("elsewhere")).unwrap().count(), 3);
}

#[test]
fn links_that_lead_nowhere_are_errors() {
    let folder = folder();
    symlink("b.json", folder.path().join("a.json")).unwrap();
    symlink("a.json", folder.path().join("b.json")).unwrap();
    symlink("none/c.json", folder.path().join("c.json")).unwrap();
    for name in ["a.json", "c.json", "."] {
        let outcome = spec(folder.path(), &["--output", name]);
        assert_eq!(outcome.code, Some(100), "{name}");
        assert!(
            outcome.stderr.contains("cannot be written"),
            "{}",
            outcome.stderr
        );
    }
}

#[test]
fn permissions_of_a_file_are_kept() {
    let folder = folder();
    let file = folder.path().join("api.json");
    for mode in [0o600, 0o664, 0o755] {
        fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
        assert_eq!(spec(folder.path(), &["--output", "api.json"]).code, Some(0));
        let kept = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(kept & 0o7777, mode);
    }
}

/// Files that are refused, with a part of the message.
fn refused(folder: &Path) -> Vec<(String, &'static str)> {
    named_pipe(&folder.join("pipe.txt"));
    File::create(folder.join("large.txt"))
        .unwrap()
        .set_len(TOO_LARGE)
        .unwrap();
    fs::create_dir(folder.join("folder.txt")).unwrap();
    symlink("/dev/zero", folder.join("zero.txt")).unwrap();
    let named = |(name, message): (&str, _)| (name.to_owned(), message);
    [
        ("pipe.txt", "named pipe"),
        ("/dev/zero", "device"),
        ("zero.txt", "device"),
        ("large.txt", "64 MiB"),
    ]
    .map(named)
    .to_vec()
}

#[test]
fn only_regular_files_up_to_a_size_are_read() {
    let folder = folder();
    let path = folder.path();
    for (name, message) in refused(path) {
        for arguments in [
            vec!["spec", "--pages", &name],
            vec!["spec", "--pages", "list.txt", "--overlay", &name],
            vec!["spec", "--pages", "list.txt", "--output", &name, "--check"],
            vec!["diff", &name, "api.json"],
            vec!["diff", "api.json", &name],
        ] {
            let outcome = xtask(path, &arguments);
            assert_eq!(outcome.code, Some(100), "{arguments:?}");
            assert!(outcome.stderr.contains(message), "{}", outcome.stderr);
            assert!(outcome.stderr.contains(&name), "{}", outcome.stderr);
        }
    }
    for (arguments, message) in [
        (
            vec!["spec", "--pages", "list.txt", "--overlay", "folder.txt"],
            "the folder holds no overlays",
        ),
        (vec!["diff", "folder.txt", "api.json"], "a folder"),
    ] {
        let outcome = xtask(path, &arguments);
        assert_eq!(outcome.code, Some(100));
        assert!(outcome.stderr.contains(message), "{}", outcome.stderr);
    }
}

#[test]
fn a_folder_of_pages_names_each_file_that_is_not_regular() {
    let folder = folder();
    let refused = refused(folder.path());
    let outcome = xtask(folder.path(), &["spec", "--pages", "."]);
    assert_eq!(outcome.code, Some(100));
    for (name, _) in refused.iter().filter(|(name, _)| !name.starts_with('/')) {
        assert!(outcome.stderr.contains(name), "{name}: {}", outcome.stderr);
    }
    assert!(!outcome.stderr.contains("folder.txt"), "{}", outcome.stderr);
}

#[test]
fn a_pipe_that_is_open_already_is_read() {
    let folder = folder();
    for name in ["/dev/stdin", "/dev/fd/0"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["diff", "api.json", name])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        std::io::Write::write_all(&mut input, DESCRIPTION.as_bytes()).unwrap();
        drop(input);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{name}");
        assert_eq!(output.stdout, b"no change\n");
    }
}

#[test]
fn a_pipe_without_an_end_is_read_up_to_the_size() {
    let folder = folder();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["diff", "/dev/stdin", "api.json"])
        .current_dir(folder.path())
        .stdin(endless())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(100));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("64 MiB"), "{told}");
}

/// A pipe that is written to until nobody reads it.
fn endless() -> std::io::PipeReader {
    let (reader, mut writer) = std::io::pipe().unwrap();
    let block = vec![b' '; 1 << 20];
    thread::spawn(move || while std::io::Write::write_all(&mut writer, &block).is_ok() {});
    reader
}
