//! The examples as programs: each on a sandbox of its own, and by the environment's credentials on
//! another API, for which a sandbox of the test stands.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use twilio_proxy_sandbox::{Outcome, Sandbox};

/// The programs of the examples, by their names. A test that is run by its name finds none, or old ones,
/// unless it has them built.
static PROGRAMS: LazyLock<BTreeMap<String, PathBuf>> = LazyLock::new(|| {
    let build = Command::new(env!("CARGO"))
        .args(["build", "--examples", "--message-format", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8(build.stderr).unwrap();
    assert!(build.status.success(), "{said}");
    let messages = String::from_utf8(build.stdout).unwrap();
    let messages = messages
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let program = |message: Value| {
        let name = message["target"]["name"].as_str()?.to_owned();
        Some((name, message["executable"].as_str()?.into()))
    };
    messages.filter_map(program).collect()
});

/// The program of an example, without the environment's own credentials.
pub fn example(name: &str) -> Command {
    let program = PROGRAMS.get(name);
    let program = program.unwrap_or_else(|| panic!("no example {name} was built"));
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TWILIO_") {
            command.env_remove(name);
        }
    }
    command
}

/// Has the example find this API and its credentials in the environment.
pub fn on<'a>(command: &'a mut Command, sandbox: &Sandbox, url: &str) -> &'a mut Command {
    command
        .env("TWILIO_ACCOUNT_SID", sandbox.account_sid())
        .env("TWILIO_AUTH_TOKEN", sandbox.auth_token())
        .env("TWILIO_PROXY_BASE_URL", url)
}

/// What the example prints; it must end well.
async fn printed(mut command: Command) -> String {
    let run = tokio::task::spawn_blocking(move || command.output());
    let Output {
        status,
        stdout,
        stderr,
    } = run.await.unwrap().unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert!(status.success(), "{status}: {said}");
    String::from_utf8(stdout).unwrap()
}

#[tokio::test]
async fn each_runs_on_a_sandbox_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    for (name, last) in [
        ("create_session", "KP"),
        ("handle_errors", "  continued: 3 more"),
        ("list_interactions", "2500 interactions"),
    ] {
        let mut command = example(name);
        command.current_dir(folder.path());
        let printed = printed(command).await;
        let found = printed.lines().last().unwrap();
        assert!(found.starts_with(last), "{name}: {found}");
    }
}

#[tokio::test]
async fn each_runs_by_the_credentials_of_the_environment() {
    let sandbox = Sandbox::builder()
        .participants(2)
        .interactions(3)
        .sessions(5);
    let sandbox = sandbox.start().await.unwrap();
    let (service, session) = (sandbox.service_sid(), sandbox.session_sid());
    let cases: [(&str, &[&str], &str); 3] = [
        (
            "list_interactions",
            &[service.as_str(), session.as_str()],
            "6 interactions",
        ),
        ("handle_errors", &[service.as_str()], "  continued: 3 more"),
        (
            "create_session",
            &[service.as_str(), "+15550100", "+15550101"],
            "KP",
        ),
    ];
    for (name, arguments, last) in cases {
        let before = sandbox.requests().len();
        let mut command = example(name);
        on(command.args(arguments), &sandbox, sandbox.base_url());
        let printed = printed(command).await;
        let found = printed.lines().last().unwrap();
        assert!(found.starts_with(last), "{name}: {found}");
        assert!(
            sandbox.requests().len() > before,
            "{name} asked another API"
        );
    }
    let sessions = sandbox.client().unwrap().list_sessions(service);
    assert_eq!(sessions.collect().await.unwrap().len(), 6);
}

/// A program that is stopped when the test ends, however that is.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn webhooks_are_answered() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let mut command = example("answer_webhooks");
    command
        .arg("0")
        .env("TWILIO_AUTH_TOKEN", sandbox.auth_token())
        .stdout(Stdio::piped());
    let mut program = Running(command.spawn().unwrap());
    let mut lines = BufReader::new(program.0.stdout.take().unwrap()).lines();
    let listening = lines.next().unwrap().unwrap();
    let url = listening.strip_prefix("listening on ").unwrap();

    let (client, service) = (sandbox.client().unwrap(), sandbox.service_sid());
    let update = client.update_service(service);
    let update = update
        .intercept_callback_url(format!("{url}/intercept"))
        .out_of_session_callback_url(format!("{url}/out-of-session"));
    update.send().await.unwrap();
    let numbers = client.list_phone_numbers(service).collect().await.unwrap();
    let number = numbers[0].phone_number.as_deref().unwrap();
    let outcome = async |text: &str| {
        let sent = sandbox.message("+15550100", number, text).await.unwrap();
        sent.outcome().clone()
    };
    assert_eq!(outcome("hello").await, Outcome::SessionCreated);
    assert_eq!(outcome("thanks").await, Outcome::Delivered);
    assert_eq!(outcome("a refund, please").await, Outcome::Blocked);
    let blocked = lines.next().unwrap().unwrap();
    assert!(blocked.starts_with("blocked KI"), "{blocked}");
    let call = sandbox.call("+15550199", number).await.unwrap();
    assert!(matches!(call.outcome(), Outcome::Twiml(_)));
}
