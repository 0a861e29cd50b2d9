//! The blocks under `RESPONSES`: a status line, and the sample after it.

use super::model::Answer;
use super::problems::{Problems, Source};
use super::sample::{self, Sample};
use super::status::Status;
use super::status_line::{StatusLine, status_line};
use super::text::Line;
use crate::diagnostic::Located;

/// Adds the answers in the lines of a section.
pub(super) fn read_answers(
    source: Source<'_>,
    lines: &[Line<'_>],
    answers: &mut Vec<Answer>,
    problems: &mut Problems,
) {
    let starts: Vec<(usize, Located<StatusLine<'_>>)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| {
            let status = status_line(line)?;
            Some((index, Located::new(status, line.place())))
        })
        .collect();
    let first = starts.first().map_or(lines.len(), |(start, _)| *start);
    if let Some(stray) = lines
        .get(..first)
        .unwrap_or_default()
        .iter()
        .find(|line| !line.is_blank())
    {
        problems.faults.push(
            source
                .fault(
                    stray.place(),
                    "an answer without a status",
                    "write a line such as `status: OK` above the sample",
                )
                .expected("expected `status: …`"),
        );
    }
    for (index, (start, status)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(lines.len(), |(end, _)| *end);
        let body = lines.get(start + 1..end).unwrap_or_default();
        let read = sample::read(source.file, source.text, body, &mut problems.warnings);
        let sample = read.unwrap_or_else(|fault| {
            problems.faults.push(fault);
            None
        });
        read_answer(source, status, sample, answers, problems);
    }
}

/// Adds an answer. A status line without a status states none, unless a sample follows it.
fn read_answer(
    source: Source<'_>,
    status: &Located<StatusLine<'_>>,
    sample: Option<Sample>,
    answers: &mut Vec<Answer>,
    problems: &mut Problems,
) {
    let stated = match status.value {
        StatusLine::Stated(text) => Status::parse(text),
        StatusLine::Bare if sample.is_none() => return,
        StatusLine::Bare => {
            let message = "a sample of a status without a name: it is described as the default";
            let warning = source.fault(status.place, message, "write a line such as `status: OK`");
            problems.warnings.push(warning.warning());
            Ok(Status::Default)
        }
    };
    match stated {
        Ok(code) => answers.push(Answer {
            status: Located::new(code, status.place),
            sample,
        }),
        Err((message, expected)) => {
            let help = "use a reason of the HTTP registry such as `OK`, or the code";
            let fault = source.fault(status.place, message, help);
            problems.faults.push(fault.expected(expected));
        }
    }
}
