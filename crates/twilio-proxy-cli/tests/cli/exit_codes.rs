//! Each exit code.

use std::time::Duration;

use twilio_proxy_sandbox::{Fault, Sandbox};

use crate::tool::{bare, err, run, tool};

/// The code and the text of a listing that meets a fault.
async fn code_with(fault: Option<Fault>) -> (i32, String) {
    let mut sandbox = Sandbox::builder();
    if let Some(fault) = fault {
        sandbox = sandbox.fault(fault.always());
    }
    let sandbox = sandbox.start().await.unwrap();
    let output = run(tool(&sandbox, &["services", "list"]));
    let text = err(&output);
    assert!(!text.contains(sandbox.auth_token()), "{text}");
    (output.status.code().unwrap(), text)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_exit_code_says_what_went_wrong() {
    for (fault, code, help) in [
        (None, 0, ""),
        (
            Some(Fault::error(400, 80603)),
            1,
            "see https://www.twilio.com/docs/errors/80603",
        ),
        (Some(Fault::not_json()), 1, "decode"),
        (Some(Fault::status(404)), 3, "check the SIDs"),
        (Some(Fault::status(401)), 4, "check the credentials"),
        (Some(Fault::status(403)), 4, "check the credentials"),
        (
            Some(Fault::rate_limit(Duration::from_secs(600))),
            5,
            "run it again in 600 s",
        ),
    ] {
        let (found, text) = code_with(fault).await;
        assert_eq!(found, code, "{text}");
        assert!(text.lines().count() <= 1, "{text}");
        if code == 0 {
            assert_eq!(text, "");
        } else if help != "decode" {
            assert!(text.contains(help), "{text}");
            assert!(text.contains("request RQ"), "{text}");
        }
    }
}

#[test]
fn wrong_usage_and_missing_credentials_are_2() {
    for arguments in [
        &["services", "list"][..],
        &[
            "services",
            "fetch",
            "--sid",
            "KC00000000000000000000000000000000",
        ],
        &["services", "fly"],
        &["services", "list", "--page-size", "0"],
        &["services", "list", "--page-size", "1001"],
        &[
            "export",
            "--service-sid",
            "KS00000000000000000000000000000000",
        ],
        &[],
    ] {
        let output = bare(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    let output = bare(&["services", "list"]).output().unwrap();
    assert!(err(&output).contains("set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"));
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn an_interruption_is_130() {
    use crate::gate::Gate;

    let sandbox = std::sync::Arc::new(Sandbox::builder().start().await.unwrap());
    for signal in ["-INT", "-TERM"] {
        let gate = Gate::before(&sandbox, 0).await;
        let mut command = tool(&sandbox, &["services", "list"]);
        command.env("TWILIO_PROXY_BASE_URL", &gate.url);
        let mut child = command
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        gate.closed().await;
        crate::gate::kill(&child, signal);
        let status = tokio::task::block_in_place(|| child.wait().unwrap());
        assert_eq!(status.code(), Some(130));
    }
}
