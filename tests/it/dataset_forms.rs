//! Files of data sets as other programs write them, and as broken lines leave them.
//!
//! 1. Bytes that are text are text; others are told, and cost their row only.
//! 2. Every usual way of packing is read.
//! 3. A file cut short leaves the documents held from it in place, is told as an error, and ends with exit code 1.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{BrotliLevel, Compression, GzipLevel, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::Value;

use crate::support::{run_in, told};

/// Writes a file with an `id` and columns of bytes, `rows` times.
fn write(path: &Path, columns: &str, packed: Compression, rows: &[(i64, Vec<Vec<u8>>)]) {
    let schema = format!("message m {{ required int64 id; {columns} }}");
    let properties = Arc::new(WriterProperties::builder().set_compression(packed).build());
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let mut writer =
        SerializedFileWriter::new(File::create(path).unwrap(), schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut at = 0;
    while let Some(mut column) = group.next_column().unwrap() {
        match column.untyped() {
            ColumnWriter::Int64ColumnWriter(ids) => {
                let values: Vec<i64> = rows.iter().map(|(id, _)| *id).collect();
                ids.write_batch(&values, None, None).unwrap();
            }
            ColumnWriter::ByteArrayColumnWriter(words) => {
                let values: Vec<_> = rows.iter().map(|(_, it)| it[at].clone().into()).collect();
                words.write_batch(&values, None, None).unwrap();
                at += 1;
            }
            _ => panic!("a column of another kind"),
        }
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
}

/// A set of `count` documents; `kind` is what the schema says of the text.
fn set(folder: &Path, count: i64, kind: &str, packed: Compression) {
    fs::create_dir_all(folder).unwrap();
    let facts: Vec<(i64, Vec<Vec<u8>>)> = (1..=count)
        .map(|id| (id, vec![format!("{id}/2026/NQ-MH").into_bytes(), "Nghị quyết".into()]))
        .collect();
    let columns =
        format!("required binary so_ky_hieu {kind}; required binary loai_van_ban {kind};");
    write(&folder.join("metadata.parquet"), &columns, packed, &facts);
    let text = |id: i64| format!("<p>Điều 1. Một</p><p>{}</p>", "Nội dung. ".repeat(id as usize));
    let texts: Vec<(i64, Vec<Vec<u8>>)> =
        (1..=count).map(|id| (id, vec![text(id).into_bytes()])).collect();
    let columns = format!("required binary content_html {kind};");
    write(&folder.join("content.parquet"), &columns, packed, &texts);
}

/// The figures of a build of `bo`, and its exit code.
fn build(root: &Path) -> (Value, Option<i32>) {
    let built = run_in(root, &["build", "--source", "bo", "--index", "index", "--json"]);
    let figures =
        serde_json::from_slice(&built.stdout).unwrap_or_else(|_| panic!("{}", told(&built)));
    (figures, built.status.code())
}

fn errors(root: &Path) -> String {
    told(&run_in(root, &["check", "--kind", "tep-khong-doc-duoc", "--index", "index"]))
}

#[test]
fn bytes_that_are_text_are_read_and_others_told() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("bo");
    set(&folder, 3, "", Compression::UNCOMPRESSED);
    let (figures, code) = build(root.path());
    assert_eq!((&figures["counts"]["with_text"], code), (&3.into(), Some(0)), "{figures}");
    let shown = told(&run_in(root.path(), &["show", "2/2026/NQ-MH", "--index", "index"]));
    assert!(shown.contains("Nội dung. Nội dung."), "{shown}");

    let rows = [(1, vec![b"<p>\xFF\xFE</p>".to_vec()]), (2, vec!["<p>Điều 1. Hai</p>".into()])];
    let columns = "required binary content_html;";
    write(&folder.join("content.parquet"), columns, Compression::UNCOMPRESSED, &rows);
    let (figures, _) = build(root.path());
    assert_eq!(
        (&figures["counts"]["with_text"], &figures["files"]["failed"]),
        (&1.into(), &1.into())
    );
    assert!(
        errors(root.path())
            .contains("bo/1: Không đọc được tệp: cột content_html không phải là chữ UTF-8")
    );
}

#[test]
fn every_way_of_packing_is_read() {
    for packed in [
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::BROTLI(BrotliLevel::default()),
        Compression::LZ4,
        Compression::LZ4_RAW,
        Compression::ZSTD(ZstdLevel::default()),
    ] {
        let root = tempfile::tempdir().unwrap();
        set(&root.path().join("bo"), 2, "(UTF8)", packed);
        let (figures, code) = build(root.path());
        assert_eq!((&figures["counts"]["with_text"], code), (&2.into(), Some(0)), "{packed:?}");
    }
}

#[test]
fn a_file_cut_short_leaves_the_documents_in_place() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("bo");
    set(&folder, 5, "(UTF8)", Compression::SNAPPY);
    assert_eq!(build(root.path()).1, Some(0));
    let path = folder.join("content.parquet");
    let whole = fs::read(&path).unwrap();
    let mut spoilt = whole.clone();
    spoilt[8..60].fill(0xFF);
    // Without its end; with its end and a spoilt page; no Parquet at all.
    for bytes in [whole[..whole.len() / 2].to_vec(), spoilt, b"<html>".to_vec()] {
        fs::write(&path, bytes).unwrap();
        for _ in 0..2 {
            let (figures, code) = build(root.path());
            assert_eq!(code, Some(1), "{figures}");
            assert_eq!(figures["counts"]["with_text"], 5, "{figures}");
            assert_eq!(
                (&figures["files"]["broken"], &figures["files"]["removed"]),
                (&1.into(), &0.into())
            );
        }
        let told = errors(root.path());
        assert!(told.contains("tệp Parquet bị hỏng hoặc thiếu phần cuối"), "{told}");
    }
    fs::write(&path, whole).unwrap();
    let (figures, code) = build(root.path());
    assert_eq!((code, &figures["counts"]["with_text"]), (Some(0), &5.into()), "{figures}");
    assert!(errors(root.path()).starts_with("0 ghi chú"), "{}", errors(root.path()));
}
