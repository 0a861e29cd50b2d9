//! Exports that are interrupted and continued.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use serde_json::Value;
use twilio_proxy_sandbox::Sandbox;

use crate::export::{export, lines, of_service};
use crate::gate::{Gate, kill};
use crate::tool::tool;

/// Runs an export again and again; each run is stopped after some requests. Returns the number of runs that were stopped.
async fn export_with_stops(
    sandbox: &Arc<Sandbox>,
    file: &Path,
    more: &[&str],
    stops: &[(usize, &str)],
) -> usize {
    let service = sandbox.service_sid().to_string();
    let mut stopped = 0;
    for (open_for, signal) in stops.iter().chain([&(usize::MAX, "")]) {
        let gate = Gate::before(sandbox, *open_for).await;
        let mut command = tool(sandbox, &export(&service, file, more));
        command
            .env("TWILIO_PROXY_BASE_URL", &gate.url)
            .stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        if *open_for < usize::MAX {
            gate.closed().await;
            kill(&child, signal);
        }
        let output = tokio::task::block_in_place(|| child.wait_with_output().unwrap());
        let text = String::from_utf8(output.stderr).unwrap();
        if *open_for < usize::MAX {
            stopped += 1;
            let expected = if *signal == "-KILL" { None } else { Some(130) };
            assert_eq!(output.status.code(), expected, "{text}");
        } else {
            assert!(output.status.success(), "{text}");
            // It did not begin anew.
            assert!(gate.asked() > 0);
        }
    }
    stopped
}

/// Ten moments that no pattern underlies, and the way in which the run ends there.
const MOMENTS: [(usize, &str); 10] = [
    (0, "-INT"),
    (2, "-KILL"),
    (1, "-INT"),
    (3, "-TERM"),
    (2, "-KILL"),
    (1, "-KILL"),
    (4, "-INT"),
    (2, "-KILL"),
    (3, "-INT"),
    (2, "-KILL"),
];

/// The records of a CSV file, as JSON with texts.
fn csv_records(file: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut csv = csv::Reader::from_path(file).unwrap();
    let names = csv.headers().unwrap().clone();
    let mut records = BTreeMap::new();
    for row in csv.records() {
        let row = row.unwrap();
        let cells = names.iter().zip(&row);
        let cells = cells.map(|(name, cell)| (name.to_owned(), cell.to_owned()));
        assert!(
            records.insert(row[0].to_owned(), cells.collect()).is_none(),
            "{}",
            &row[0]
        );
    }
    records
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_was_stopped_ten_times_has_every_record_once() {
    let sandbox = Sandbox::builder()
        .sessions(5)
        .participants(2)
        .interactions(1_001);
    let sandbox = Arc::new(sandbox.start().await.unwrap());
    let folder = tempfile::tempdir().unwrap();
    for kind in ["interactions", "message-interactions"] {
        let expected = of_service(&sandbox, kind == "message-interactions").await;
        let file = folder.path().join(format!("{kind}.jsonl"));
        let more = ["--kind", kind, "--concurrency", "1"];
        assert_eq!(
            export_with_stops(&sandbox, &file, &more, &MOMENTS).await,
            MOMENTS.len()
        );
        assert!(
            lines(&fs::read_to_string(&file).unwrap()) == expected,
            "{kind}"
        );

        let file = folder.path().join(format!("{kind}.csv"));
        let more = ["--kind", kind, "--concurrency", "2", "--format", "csv"];
        assert_eq!(
            export_with_stops(&sandbox, &file, &more, &MOMENTS).await,
            MOMENTS.len()
        );
        let records = csv_records(&file);
        assert!(records.keys().eq(expected.keys()), "{kind}");
        let data = |record: &Value| record["data"].as_str().unwrap().to_owned();
        assert!(
            records
                .iter()
                .all(|(sid, record)| record["data"] == data(&expected[sid]))
        );
    }
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 4, "no state is left");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_state_survives_the_turn_to_another_page_of_sessions() {
    let sandbox = Sandbox::builder()
        .sessions(1_030)
        .participants(1)
        .interactions(1);
    let sandbox = Arc::new(sandbox.start().await.unwrap());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.jsonl");
    let stops = [(990, "-KILL"), (15, "-INT"), (14, "-KILL"), (9, "-KILL")];
    assert_eq!(
        export_with_stops(&sandbox, &file, &["--concurrency", "16"], &stops).await,
        4
    );
    let records = lines(&fs::read_to_string(&file).unwrap());
    assert_eq!(records.len(), 1_030);
}
