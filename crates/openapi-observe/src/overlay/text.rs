//! Overlays as YAML.

use crate::overlay::edit::Action;
use crate::overlay::plan::Step;
use crate::terminal::escaped_line;
use serde_json::json;

const HEAD: &str = "\
# Differences between the description and recorded traffic. Review each action: the traffic shows what is, not what is meant.
overlay: 1.0.0
info:
  title: What recorded traffic shows
  version: 1.0.0
actions:
";

/// Returns an overlay as YAML, with the comments of each step before its actions.
pub(crate) fn yaml(steps: &[Step]) -> String {
    let mut text = HEAD.to_owned();
    for step in steps {
        for comment in &step.comments {
            text.push_str(&format!("  # {}\n", escaped_line(comment)));
        }
        for one in &step.actions {
            action(&mut text, one);
        }
    }
    text
}

fn action(text: &mut String, Action { target, update }: &Action) {
    let action = match update {
        Some(update) => json!({ "target": target, "update": update }),
        None => json!({ "target": target, "remove": true }),
    };
    // JSON values always have a form in YAML.
    let yaml = serde_yaml_ng::to_string(&action).unwrap_or_default();
    for (index, line) in yaml.lines().enumerate() {
        let indent = if index == 0 { "  - " } else { "    " };
        let end = if line.is_empty() { "" } else { indent };
        text.push_str(&format!("{end}{line}\n"));
    }
}
