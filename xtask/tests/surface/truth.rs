//! What the comparison of two descriptions claims, against the clients that are generated of them.

use crate::changes::Changes;
use crate::claims::{Claims, Documents};
use crate::generate::generate;
use crate::read::Surface;
use openapi_rust_diff::{Row, compare};
use serde_json::Value;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::LazyLock;

/// The surface of a description's client; none where the generator can't make one.
fn surface(description: &Value) -> Option<Surface> {
    let text = description.to_string();
    let generated = catch_unwind(|| generate(&text, false).ok()).ok().flatten();
    generated.map(|generated| crate::surface(&generated))
}

fn is_refusal(row: &Row) -> bool {
    row.touches_signatures && row.meaning.contains("no client can be made")
}

/// Two descriptions, their clients, and what the comparison says of them.
pub struct Case<'a> {
    name: String,
    documents: Documents<'a>,
    surfaces: [Option<&'a Surface>; 2],
    rows: Vec<Row>,
}

impl<'a> Case<'a> {
    pub fn of(name: &str, [old, new]: [&'a Client; 2]) -> Self {
        let documents = Documents {
            old: &old.description,
            new: &new.description,
        };
        Self {
            name: name.to_owned(),
            documents,
            surfaces: [old.surface.as_ref(), new.surface.as_ref()],
            rows: compare(documents.old, documents.new, xtask::diff::OPTIONS)
                .unwrap()
                .rows,
        }
    }

    /// Where claims and clients do not agree.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = match self.surfaces {
            [Some(old), Some(new)] => self.of_both(&Changes::between(old, new)),
            [_, None] if !self.rows.iter().any(is_refusal) => {
                vec!["no client can be made, and no row says so".to_owned()]
            }
            [None, _] if !self.rows.iter().any(|row| row.touches_signatures) => {
                vec!["there was no client, and no row says so".to_owned()]
            }
            _ => Vec::new(),
        };
        for problem in &mut problems {
            *problem = format!("{}: {problem}", self.name);
        }
        problems
    }

    fn of_both(&self, changes: &Changes) -> Vec<String> {
        let claims = self
            .rows
            .iter()
            .map(|row| (row, Claims::of(row, self.documents)));
        let claims: Vec<(&Row, Claims)> = claims.collect();
        let mut problems = Vec::new();
        for (row, claims) in claims.iter().filter(|(row, _)| row.touches_signatures) {
            let mut covered = changes
                .signatures
                .iter()
                .filter(|place| claims.cover(place, self.documents));
            if covered.next().is_none() || is_refusal(row) {
                problems.push(format!(
                    "it is not true of {} that {}",
                    row.place, row.meaning
                ));
            }
        }
        for place in &changes.signatures {
            let claims_it = |(row, claims): &(&Row, Claims)| {
                row.touches_signatures && claims.cover(place, self.documents)
            };
            if !claims.iter().any(claims_it) {
                problems.push(format!("no row says that {place} changes"));
            }
        }
        for place in &changes.others {
            let speaks_of_it = |(_, claims): &(&Row, Claims)| match place.member {
                Some(_) => claims.cover(place, self.documents),
                // An item's traits follow from its members.
                None => claims.speak_of(place, self.documents),
            };
            if !claims.iter().any(speaks_of_it) {
                problems.push(format!(
                    "no row speaks of {place}, whose traits or wire changes"
                ));
            }
        }
        problems
    }
}

/// A description with its client.
pub struct Client {
    name: String,
    pub description: Value,
    pub surface: Option<Surface>,
}

impl Client {
    pub fn of(name: &str, description: Value) -> Self {
        Self {
            name: name.to_owned(),
            surface: surface(&description),
            description,
        }
    }
}

/// The base of the comparison's own test, and every patch of it. Generated once for all tests.
pub static CLIENTS: LazyLock<(Client, Vec<Client>)> = LazyLock::new(|| {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/openapi-rust-diff/tests/diff");
    let read = |path: &Path| -> Value { serde_json::from_slice(&fs::read(path).unwrap()).unwrap() };
    let base = Client::of("base", read(&folder.join("base.json")));
    let patches = fs::read_dir(folder.join("patches")).unwrap();
    let mut patches: Vec<_> = patches.map(|entry| entry.unwrap().path()).collect();
    patches.sort();
    assert!(patches.len() >= 60, "only {} patches", patches.len());
    let patched = patches.iter().map(|path| {
        let patch: json_patch::Patch = serde_json::from_value(read(path)).unwrap();
        let mut patched = base.description.clone();
        json_patch::patch(&mut patched, &patch).unwrap();
        Client::of(&path.file_stem().unwrap().to_string_lossy(), patched)
    });
    let patched = patched.collect();
    (base, patched)
});

/// Every patch, there and back.
fn each(mut see: impl FnMut(Case<'_>)) {
    let (base, patched) = &*CLIENTS;
    for patched in patched {
        see(Case::of(&patched.name, [base, patched]));
        see(Case::of(
            &format!("{}, back", patched.name),
            [patched, base],
        ));
    }
}

#[test]
fn what_rows_claim_of_signatures_is_what_generated_clients_have() {
    let mut problems = Vec::new();
    let mut differing = 0;
    each(|case| {
        problems.extend(case.problems());
        if let [Some(old), Some(new)] = case.surfaces {
            let changes = Changes::between(old, new);
            differing += usize::from(!changes.signatures.is_empty());
        }
    });
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(
        differing >= 90,
        "only {differing} comparisons touch signatures"
    );
}

#[test]
fn a_claim_that_is_not_true_is_found() {
    let mut found = 0;
    each(|mut case| {
        // Of several rows, one may speak of what another speaks of.
        if let [row] = case.rows.as_mut_slice() {
            row.touches_signatures = !row.touches_signatures;
            assert!(
                !case.problems().is_empty(),
                "{}: the contrary passes",
                case.name
            );
            found += 1;
        }
    });
    assert!(found > 150, "only {found}");
}
