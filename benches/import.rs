//! A data set of any size, from Parquet to a searchable index: documents a second, memory, size, and whether later
//! documents take longer than earlier ones.
//!
//! The 447 documents of `parquet` in the data folder (`DIEUKHOAN_DATA`, or `../shared/data`) are repeated under changed
//! numbers until there are `DIEUKHOAN_BENCH_DOCUMENTS` (5,000 when not told), in a folder that vanishes. Without them the
//! bench says so and stops.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench speaks on standard output and may stop"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "where the data lies is told by the environment, and a bench asks the clock"
)]

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Instant;

use dieukhoan::corpus::{Building, Progress, Source, SourceKind};
use dieukhoan::index;
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::record::Field;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::Type;

/// Documents after which the time is told.
const STEP: u64 = 5_000;

type Rows = Vec<Vec<Field>>;
type Writer = SerializedFileWriter<File>;

fn main() {
    let root = std::env::var("DIEUKHOAN_DATA")
        .map_or_else(|_| PathBuf::from("../shared/data"), PathBuf::from);
    let given = root.join("parquet");
    if !given.join("content.parquet").exists() {
        println!("skipped: no data set at {}", given.display());
        return;
    }
    let wanted = std::env::var("DIEUKHOAN_BENCH_DOCUMENTS").map_or(5_000, |it| it.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let set = folder.path().join("bo");
    std::fs::create_dir(&set).unwrap();
    let started = Instant::now();
    repeat(&given, &set, wanted);
    println!(
        "{wanted} documents written in {:.1} s, {} MB",
        started.elapsed().as_secs_f64(),
        megabytes(&set)
    );
    build(&set, &folder.path().join("index"), wanted);
}

fn build(set: &Path, index: &Path, wanted: usize) {
    let source = Source { kind: SourceKind::DataSet, path: set.to_owned() };
    let steps = Steps(Mutex::new((Instant::now(), 0)));
    let mut building = Building::begin(index).unwrap();
    let started = Instant::now();
    let report = building.read(&[source], &steps).unwrap();
    let read = started.elapsed().as_secs_f64();
    assert_eq!(report.counts.documents, wanted);
    let started = Instant::now();
    let corpus = building.corpus().unwrap();
    let caught = index::catch_up(&building.folder().join("search"), &corpus, &steps).unwrap();
    let indexed = started.elapsed().as_secs_f64();
    drop(corpus);
    let corpus = building.commit().unwrap();
    println!(
        "read {:.0} documents/s, indexed {:.0} documents/s ({} entries), together {:.0} s; at most {} MB of memory; library {} MB, search {} MB",
        wanted as f64 / read,
        wanted as f64 / indexed,
        caught.entries,
        read + indexed,
        peak_memory(),
        std::fs::metadata(corpus.folder().join("library.sqlite")).unwrap().len() >> 20,
        megabytes(&corpus.folder().join("search")),
    );
}

/// Tells how long each step took.
struct Steps(Mutex<(Instant, u64)>);

impl Progress for Steps {
    fn started(&self, stage: &str, _: Option<u64>) {
        println!("{stage}");
        *self.0.lock().unwrap() = (Instant::now(), 0);
    }

    fn advanced(&self, steps: u64, _: &str) {
        let mut held = self.0.lock().unwrap();
        let before = held.1 / STEP;
        held.1 += steps;
        if held.1 / STEP > before {
            println!(
                "  {} in {:.1} s, {} MB",
                held.1,
                held.0.elapsed().as_secs_f64(),
                peak_memory()
            );
            held.0 = Instant::now();
        }
    }

    fn finished(&self) {}
}

/// Repeats the data set in `given` until it has `wanted` documents.
fn repeat(given: &Path, set: &Path, wanted: usize) {
    let [facts, texts, ties] = ["metadata.parquet", "content.parquet", "relationships.parquet"]
        .map(|name| (open(&given.join(name)), writer(&given.join(name), &set.join(name))));
    let (mut facts, mut texts, mut ties) = (facts, texts, ties);
    let names: Vec<String> = columns(&given.join("metadata.parquet"));
    let at = |name: &str| names.iter().position(|it| it == name).unwrap();
    let (id, number, title) = (at("id"), at("so_ky_hieu"), at("title"));
    let mut made = 0;
    for round in 0.. {
        let count = facts.0.len().min(wanted - made);
        let moved = |field: &Field| match field {
            Field::Long(id) => Field::Long(id + round * 10_000_000),
            Field::Str(digits) => {
                Field::Str((digits.parse::<i64>().unwrap() + round * 10_000_000).to_string())
            }
            other => other.clone(),
        };
        let mut rows: Rows = facts.0[..count].to_vec();
        for (place, row) in rows.iter_mut().enumerate() {
            row[id] = moved(&row[id]);
            let Field::Str(before) = row[number].clone() else { continue };
            let Some((_, symbol)) = before.split_once('/') else { continue };
            let after = format!("{}/{symbol}", made + place + 1);
            if let Field::Str(words) = &row[title] {
                row[title] = Field::Str(words.replace(&before, &after));
            }
            row[number] = Field::Str(after);
        }
        write(&mut facts.1, &rows);
        let mut rows: Rows = texts.0[..count].to_vec();
        rows.iter_mut().for_each(|row| row[0] = moved(&row[0]));
        write(&mut texts.1, &rows);
        let mut rows: Rows = ties.0.clone();
        rows.iter_mut().for_each(|row| (row[0], row[1]) = (moved(&row[0]), moved(&row[1])));
        write(&mut ties.1, &rows);
        made += count;
        if made == wanted {
            break;
        }
    }
    for (_, writer) in [facts, texts, ties] {
        writer.close().unwrap();
    }
}

fn open(path: &Path) -> Rows {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| row.unwrap().into_columns().into_iter().map(|(_, field)| field).collect())
        .collect()
}

fn schema(path: &Path) -> Type {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    reader.metadata().file_metadata().schema().clone()
}

fn columns(path: &Path) -> Vec<String> {
    schema(path).get_fields().iter().map(|field| field.name().to_owned()).collect()
}

fn writer(like: &Path, path: &Path) -> Writer {
    let fields = schema(like)
        .get_fields()
        .iter()
        .map(|field| match field.get_physical_type() {
            parquet::basic::Type::INT64 => format!("OPTIONAL INT64 {};", field.name()),
            _ => format!("OPTIONAL BYTE_ARRAY {} (UTF8);", field.name()),
        })
        .collect::<String>();
    let schema = Arc::new(parse_message_type(&format!("message schema {{ {fields} }}")).unwrap());
    let zstd = Compression::ZSTD(ZstdLevel::try_new(3).unwrap());
    let settings = Arc::new(WriterProperties::builder().set_compression(zstd).build());
    SerializedFileWriter::new(File::create(path).unwrap(), schema, settings).unwrap()
}

/// Writes the rows as one group.
fn write(writer: &mut Writer, rows: &Rows) {
    let mut group: SerializedRowGroupWriter<'_, File> = writer.next_row_group().unwrap();
    let mut place = 0;
    while let Some(mut column) = group.next_column().unwrap() {
        let fields = rows.iter().map(|row| &row[place]);
        let levels: Vec<i16> = fields.clone().map(|it| i16::from(*it != Field::Null)).collect();
        let numbers: Vec<i64> = fields
            .clone()
            .filter_map(|it| if let Field::Long(number) = it { Some(*number) } else { None })
            .collect();
        if numbers.is_empty() {
            let texts: Vec<ByteArray> = fields
                .filter_map(|it| {
                    if let Field::Str(text) = it { Some(text.as_str().into()) } else { None }
                })
                .collect();
            column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None).unwrap();
        } else {
            column.typed::<Int64Type>().write_batch(&numbers, Some(&levels), None).unwrap();
        }
        column.close().unwrap();
        place += 1;
    }
    group.close().unwrap();
}

/// The most memory the process ever held, in MB, where the system tells.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|it| it.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).unwrap_or(0)
        >> 10
}

fn megabytes(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().metadata().unwrap().len()).sum::<u64>() >> 20
}
