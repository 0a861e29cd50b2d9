//! Pages to a description, a thousand and ten thousand of them.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use pages_to_openapi::{convert::describe, page};

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10).measurement_time(Duration::from_secs(15));
    targets = described
}
criterion_main!(benches);

/// Pages of a made-up API: each resource has five operations, and shares types with others.
fn pages(count: usize) -> Vec<(String, String)> {
    (0..count)
        .map(|number| (format!("{number:05}.txt"), text(number)))
        .collect()
}

fn text(number: usize) -> String {
    let resource = number / 5;
    let name = format!("Widget{}", letters(resource));
    let record = format!(
        r#"{{"sid":"WI{resource:032x}","account_sid":"AC{number:032x}","name":"some text","size":{number},"ratio":0.5,"owner":null,"date_created":"2020-01-02T03:04:05Z","url":"https://api.example.com/{number}","tags":["a","b"],"shape":{{"width":1,"height":2.5}}}}"#
    );
    let collection = format!("{{{{base-Url}}}}/v1/Shops/:ShopSid/{name}s");
    let one = format!("{collection}/:{name}Sid");
    let fields = "Body PARAM\n\nKeyDatatypeRequiredDescription\nNamestring(Required) The name. Must be 64 characters or fewer.\nColourstringThe colour. Can be: `red`, `green`, or `blue`.\n\n";
    let headers = "HEADERS\n\nKeyDatatypeRequiredDescription\nAcceptstring\n\n";
    match number % 5 {
        0 => format!(
            "List {name}\n\nGET {collection}?PageSize=20\n\nRequest Params\n\nKeyDatatypeRequiredDescription\nPageSizenumberHow many to return. The default is 50, and the maximum is 1000.\n\n{headers}RESPONSES\n\nstatus: OK\n\n{{\"widgets\":[{record},{record}],\"meta\":{{\"page\":0,\"page_size\":50,\"next_page_url\":null}}}}\n"
        ),
        1 => format!("Fetch {name}\n\nGET {one}\n\n{headers}RESPONSES\n\nstatus: OK\n\n{record}\n"),
        2 => format!(
            "Create {name}\n\nPOST {collection}\n\n{fields}{headers}RESPONSES\n\nstatus: Created\n\n{record}\n"
        ),
        3 => format!(
            "Update {name}\n\nPOST {one}\n\n{fields}{headers}RESPONSES\n\nstatus: OK\n\n{record}\n"
        ),
        _ => format!("Delete {name}\n\nDELETE {one}\n\n{headers}RESPONSES\n\nstatus: No Content\n"),
    }
}

/// A number as letters, so that names differ by more than a digit.
fn letters(mut number: usize) -> String {
    let mut text = String::new();
    loop {
        text.push(char::from(
            b'a' + u8::try_from(number % 26).unwrap_or_default(),
        ));
        number /= 26;
        if number == 0 {
            return text;
        }
    }
}

fn described(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("converter");
    for count in [1_000, 10_000] {
        let texts = pages(count);
        group.bench_with_input(
            BenchmarkId::from_parameter(count),
            &texts,
            |bencher, texts| {
                bencher.iter(|| {
                    let pages: Vec<_> = texts
                        .iter()
                        .filter_map(|(file, text)| page::read(file, text.as_bytes()).ok())
                        .collect();
                    assert_eq!(pages.len(), count, "a page of the benchmark is refused");
                    assert!(black_box(describe(&pages)).is_ok());
                });
            },
        );
    }
    group.finish();
}
