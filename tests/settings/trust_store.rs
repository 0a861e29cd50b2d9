//! Certificate authorities that cannot be loaded: an error that names the variable and the cause.
#![cfg(target_os = "linux")] // Elsewhere the platform has a trust store of its own, and the variables are not read.

use crate::settings::environment::{SID, TOKEN, rejected};

const FILE: &str = "SSL_CERT_FILE";
const DIRECTORY: &str = "SSL_CERT_DIR";

#[tokio::test]
async fn a_file_or_directory_without_certificates_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let with = |name: &str, content: &str| {
        std::fs::write(path(name), content).unwrap();
        path(name)
    };
    let empty = with("empty.pem", "");
    let text = with("text.pem", "these are no certificates\n");
    let base64 = with(
        "base64.pem",
        "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n",
    );
    let der = with(
        "der.pem",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    );
    std::fs::create_dir(path("none")).unwrap();
    for (name, value, cause) in [
        (FILE, path("missing.pem"), "No such file"),
        (FILE, String::new(), "No such file"),
        (FILE, path("none"), "directory"),
        (FILE, empty, "no certificate"),
        (FILE, text, "no certificate"),
        (FILE, base64, "no certificate"),
        (FILE, der, "no certificate"),
        (DIRECTORY, path("missing"), "No such file"),
        (DIRECTORY, path("none"), "no certificate"),
        (
            DIRECTORY,
            format!("{}:{}", path("none"), path("missing")),
            "No such file",
        ),
    ] {
        let message = rejected(&[SID, TOKEN, (name, &value)]).await;
        assert!(message.contains(name), "{name}={value:?}: {message}");
        assert!(message.contains(cause), "{name}={value:?}: {message}");
        assert!(!message.contains("user agent"), "{message}");
    }

    // Either of the two variables is enough.
    let both = [(FILE, path("missing.pem")), (DIRECTORY, path("none"))];
    let [(file, missing), (directory, none)] = &both;
    let message = rejected(&[SID, TOKEN, (file, missing), (directory, none)]).await;
    assert!(
        message.contains(FILE) && message.contains(DIRECTORY),
        "{message}"
    );
}
