use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::{env, path::Path};

/// Returns why the certificate authorities that `SSL_CERT_FILE` and `SSL_CERT_DIR` name could not be loaded, or `None`
/// if neither is set.
///
/// rustls reports only that it found none.
pub(crate) fn explain() -> Option<String> {
    let file = env::var_os("SSL_CERT_FILE").map(|path| of_file(Path::new(&path)));
    let directories = env::var_os("SSL_CERT_DIR").map(|paths| of_directories(&paths));
    let causes: Vec<_> = file.into_iter().chain(directories).collect();
    (!causes.is_empty()).then(|| causes.join("; "))
}

fn of_file(path: &Path) -> String {
    match File::open(path).and_then(|mut file| file.read(&mut [0])) {
        Ok(_) => format!("SSL_CERT_FILE: no certificate in PEM format in {path:?}"),
        Err(error) => unreadable("SSL_CERT_FILE", path, &error),
    }
}

fn of_directories(paths: &OsStr) -> String {
    for path in env::split_paths(paths) {
        if let Err(error) = fs::read_dir(&path) {
            return unreadable("SSL_CERT_DIR", &path, &error);
        }
    }
    format!("SSL_CERT_DIR: no certificate in PEM format in any file of {paths:?}")
}

fn unreadable(name: &str, path: &Path, error: &io::Error) -> String {
    format!("{name}: cannot read {path:?}: {error}")
}
