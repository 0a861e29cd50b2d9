//! Writes every interaction of every session of a service to a file, as lines of JSON: of a sandbox, or
//! with `-- FILE KS…` of the real API. After Ctrl-C the same command goes on from the cursors beside it.

use std::{collections::BTreeMap, error::Error, fs, io::Write, time::Duration};

use futures_util::{StreamExt, stream};
use indicatif::ProgressBar;
use twilio_proxy::{Client, Cursor, List, SessionSid};
use twilio_proxy_sandbox::Sandbox;

/// The file's length, and where each session goes on; one that was walked to its end has no cursor.
type Reached = (u64, BTreeMap<SessionSid, Option<Cursor>>);

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
    let (saved, unsaved) = (format!("{path}.cursors"), format!("{path}.cursors.new"));
    if !fs::exists(&saved)? {
        fs::File::create_new(&path)?;
        fs::write(&saved, "[0, {}]")?;
    }
    let (length, mut reached): Reached = serde_json::from_slice(&fs::read(&saved)?)?;
    let mut file = fs::File::options().append(true).open(&path)?;
    file.set_len(length)?; // What was written after the cursors were saved comes again.
    let mut walks = Vec::new();
    for session in client.list_sessions(service)?.collect().await? {
        let list = client.list_interactions(service, session.sid)?;
        match reached.get(&session.sid) {
            Some(None) => {}
            Some(Some(cursor)) => walks.push((session.sid, list.resume(cursor.clone()))),
            None => walks.push((session.sid, list)),
        }
    }
    let bar = ProgressBar::new(walks.len() as u64);
    let walk = |(session, list): (_, List<_>)| list.pages().map(move |page| (session, page));
    let at_once = stream::iter(walks).flat_map_unordered(8, walk);
    let mut pages = at_once.take_until(Box::pin(tokio::signal::ctrl_c()));
    while let Some((session, page)) = pages.next().await {
        let page = page?;
        let rejected = page.rejected.iter().map(|record| Ok(record.raw().into()));
        for line in page.items.iter().map(serde_json::to_string).chain(rejected) {
            writeln!(file, "{}", line?)?;
        }
        bar.inc(u64::from(page.next.is_none()));
        reached.insert(session, page.next);
        let state = (file.metadata()?.len(), &reached);
        fs::write(&unsaved, serde_json::to_vec(&state)?)?;
        fs::rename(&unsaved, &saved)?;
    }
    println!("{} sessions walked to their end", bar.position());
    Ok(())
}
