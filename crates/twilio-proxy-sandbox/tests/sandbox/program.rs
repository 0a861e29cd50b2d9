use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The program on a free port; stopped when dropped, however the test ends.
struct Program(Child);

impl Program {
    fn start() -> (Self, Vec<(String, String)>) {
        Self::start_with(&[])
    }

    fn start_with(arguments: &[&str]) -> (Self, Vec<(String, String)>) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_twilio-proxy-sandbox"))
            .args(["--port", "0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let program = Self(child);
        let variable = |line: String| {
            let (name, value) = line.split_once('=').unwrap();
            (name.to_owned(), value.to_owned())
        };
        let lines = out.lines().take(6).map(|line| variable(line.unwrap()));
        (program, lines.collect())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_program_prints_what_a_shell_needs_and_refuses_a_busy_port() {
    let (_program, lines) = Program::start();
    let names: Vec<_> = lines.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "TWILIO_ACCOUNT_SID",
        "TWILIO_AUTH_TOKEN",
        "TWILIO_PROXY_BASE_URL",
        "PROXY_SERVICE_SID",
        "PROXY_SESSION_SID",
        "PROXY_PARTICIPANT_SID",
    ];
    assert_eq!(names, expected);

    let port = lines[2].1.rsplit(':').next().unwrap();
    let second = Command::new(env!("CARGO_BIN_EXE_twilio-proxy-sandbox"))
        .args(["--port", port])
        .output()
        .unwrap();
    assert!(!second.status.success());
    assert!(second.stdout.is_empty());
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(
        said.contains(&format!("port {port} can't be used")) && said.contains("because: "),
        "{said}"
    );
}

#[test]
fn the_programs_token_differs_between_runs_unless_there_is_a_seed() {
    let lines = |arguments| {
        let (_program, lines) = Program::start_with(arguments);
        lines
            .into_iter()
            .filter(|(name, _)| name != "TWILIO_PROXY_BASE_URL")
    };
    let [first, second] = [(); 2].map(|()| lines(&[]).collect::<Vec<_>>());
    assert_ne!(first[1], second[1], "the token");
    assert!(
        first[0] == second[0] && first[2..] == second[2..],
        "the SIDs"
    );
    let [first, second] = [(); 2].map(|()| lines(&["--seed", "7"]).collect::<Vec<_>>());
    assert_eq!(first, second);
}

#[cfg(unix)]
#[test]
fn the_program_stops_cleanly_as_soon_as_its_lines_are_read() {
    for signal in ["-INT", "-TERM"].repeat(5) {
        let (mut program, _) = Program::start();
        let sent = Command::new("kill")
            .args([signal, &program.0.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
        let status = program.0.wait().unwrap();
        assert_eq!(status.code(), Some(0), "{signal}: {status}");
    }
}
