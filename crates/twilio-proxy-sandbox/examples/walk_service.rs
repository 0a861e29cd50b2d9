//! Writes every interaction of every session of a service to a file, as lines of JSON: of a sandbox, or
//! with `-- FILE KS…` of the real API. After Ctrl-C the same command goes on from the cursors beside it.

use std::{collections::HashMap, error::Error, fs, io::Write, time::Duration};

use futures_util::{StreamExt, stream};
use indicatif::ProgressBar;
use twilio_proxy::{Client, SessionSid};
use twilio_proxy_sandbox::Sandbox;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or("interactions.jsonl".into());
    let sandbox = Sandbox::builder().sessions(12).interactions(1_200);
    let sandbox = sandbox.latency(Duration::from_millis(20)).start().await?;
    let (client, service) = match arguments.next() {
        Some(service) => (Client::from_env()?, service.parse()?),
        None => (sandbox.client()?, sandbox.service_sid()),
    };
    let saved = format!("{path}.cursors");
    let mut open = fs::File::options();
    open.append(true).create_new(!fs::exists(&saved)?);
    let open = |at: &str| open.open(at).map_err(|error| format!("{at}: {error}"));
    let (mut file, mut cursors) = (open(&path)?, open(&saved)?);
    // A line of the cursors: the file's length after a page, its session, and where that goes on.
    let said = fs::read_to_string(&saved)?;
    let pages: Result<Vec<(u64, _)>, _> = said.lines().map(serde_json::from_str).collect();
    let pages = pages?;
    file.set_len(pages.last().map_or(0, |page| page.0))?; // What came after it comes again.
    let mut reached: HashMap<SessionSid, _> = pages.into_iter().map(|page| page.1).collect();
    let mut walks = Vec::new();
    for session in client.list_sessions(service).collect().await? {
        let list = client.list_interactions(service, session.sid);
        let list = match reached.remove(&session.sid) {
            Some(None) => continue,
            Some(Some(cursor)) => list.resume(cursor),
            None => list,
        };
        walks.push(list.pages().map(move |page| (session.sid, page)));
    }
    let bar = ProgressBar::new(walks.len() as u64);
    let pages = stream::iter(walks).flatten_unordered(8);
    let mut pages = pages.take_until(Box::pin(tokio::signal::ctrl_c()));
    while let Some((session, page)) = pages.next().await {
        let (page, mut text) = (page?, String::new());
        let rejected = page.rejected.iter().map(|it| Ok(it.raw().into()));
        for line in page.items.iter().map(serde_json::to_string).chain(rejected) {
            text += &(line?.replace(['\n', '\r'], " ") + "\n");
        }
        file.write_all(text.as_bytes())?;
        let line = (file.metadata()?.len(), (session, page.next.as_ref()));
        cursors.write_all((serde_json::to_string(&line)? + "\n").as_bytes())?; // In one go.
        bar.inc(u64::from(page.next.is_none()));
    }
    println!("{} sessions walked to their end", bar.position());
    Ok(())
}
