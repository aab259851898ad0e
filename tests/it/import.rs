//! `import`: a folder as an office has it, with what is broken in it.
//!
//! 1. Of 1,000 files, 970 are copied with what was read in them; 30, broken in ten ways, are told each with its reason,
//!    and the exit code is 1. A second call copies nothing. The build of the copies holds every document.
//! 2. What a person puts right in `meta.toml` is believed, and a further import leaves it alone.
//! 3. A file that changes while it is read is never taken for what it was in between.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::forms::{docx, pdf, rtf};
use crate::support::{files, run_in, told};

/// Files that can be read.
const GOOD: usize = 970;
/// Files broken in each way.
const OF_EACH: usize = 3;

/// A made-up document in one of the forms that offices keep.
fn good(number: usize) -> (String, Vec<u8>) {
    let title = format!("Quy định mức hỗ trợ số {number}");
    let clauses = "1. Quyết định này quy định mức hỗ trợ.\n2. Kinh phí do ngân sách bảo đảm.";
    let head = format!(
        "ỦY BAN NHÂN DÂN TỈNH MINH HỌA\nSố: {number}/2026/QĐ-UBND\nMinh Họa, ngày 05 tháng 3 năm 2026\nQUYẾT ĐỊNH\n{title}\n"
    );
    let body = format!(
        "Điều 1. Phạm vi\n{clauses}\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực từ ngày 01 tháng 4 năm 2026.\n"
    );
    let paragraphs =
        |text: &str| text.lines().map(|line| format!("<p>{line}</p>")).collect::<String>();
    match number % 8 {
        5 => (format!("{number}.docx"), docx(&(head + &body))),
        6 => (format!("{number}.rtf"), rtf(&(head + &body))),
        // A program outside may be started for each.
        7 if number % 40 == 7 => (format!("{number}.pdf"), pdf(&(head + &body))),
        0 | 7 => (format!("{number}.txt"), (head + &body).into_bytes()),
        1 => {
            let matter = format!(
                "---\nso: \"{number}/2026/QĐ-UBND\"\nloai: \"Quyết định\"\nten: \"{title}\"\nco-quan: \"Ủy ban nhân dân tỉnh Minh Họa\"\nngay-ban-hanh: 2026-03-05\n---\n\n"
            );
            (format!("{number}.md"), (matter + &body).into_bytes())
        }
        2 => {
            let page = format!(
                "<html><head><meta charset=\"utf-8\"></head><body>{}{}</body></html>",
                paragraphs(&head),
                paragraphs(&body)
            );
            (format!("{number}.html"), page.into_bytes())
        }
        // Named as what it is not.
        3 => (
            format!("{number}.doc"),
            format!("<div>{}{}</div>", paragraphs(&head), paragraphs(&body)).into_bytes(),
        ),
        _ => {
            let record = serde_json::json!({ "so": format!("{number}/2026/QĐ-UBND"), "loai": "Quyết định", "ten": title, "noi-dung": body });
            (format!("{number}.jsonl"), record.to_string().into_bytes())
        }
    }
}

/// The ten ways, and a word that the reason must hold.
const BROKEN: [(&str, &str); 10] = [
    ("rong.txt", "không có chữ nào"),
    ("nhi-phan.dat", "nhị phân"),
    ("long-nhau.html", "lồng nhau"),
    ("cat.jsonl", "sai cú pháp"),
    ("khong-khoa.jsonl", "không có khóa nào"),
    ("to.txt", "quá lớn"),
    ("cut.parquet", "parquet"),
    ("lien-ket.txt", "liên kết"),
    ("cut.docx", ""),
    ("cut.pdf", ""),
];

fn broken(folder: &Path, name: &str, copy: usize) {
    let path = folder.join(format!("{copy}-{name}"));
    match name {
        "rong.txt" => fs::write(path, " \n".repeat(copy + 1)).unwrap(),
        "nhi-phan.dat" => {
            let noise = (0..4096_u32).map(|it| (it.wrapping_mul(2_654_435_761) >> 13) as u8 % 32);
            fs::write(path, noise.collect::<Vec<u8>>()).unwrap();
        }
        "long-nhau.html" => {
            fs::write(path, "<html>".to_owned() + &"<div>".repeat(9_000 + copy)).unwrap();
        }
        "cat.jsonl" => fs::write(path, "{\"so\": \"1/2026/QĐ\", \"ten").unwrap(),
        "khong-khoa.jsonl" => fs::write(path, "{\"name\": \"x\"}").unwrap(),
        // A hole takes no room on the disk.
        "to.txt" => fs::File::create(path).unwrap().set_len(65 << 20).unwrap(),
        "cut.parquet" => fs::write(path, b"PAR1 and then nothing").unwrap(),
        "lien-ket.txt" => std::os::unix::fs::symlink("/khong/co/tep", path).unwrap(),
        "cut.docx" => fs::write(path, b"PK\x03\x04\x14\0\0\0word/document.xml").unwrap(),
        _ => fs::write(path, b"%PDF-1.7\n1 0 obj\n<<").unwrap(),
    }
}

fn rows(output: &std::process::Output) -> Vec<Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn states(rows: &[Value]) -> BTreeMap<String, usize> {
    let mut states = BTreeMap::new();
    for row in rows {
        *states.entry(row["ket-qua"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    states
}

#[test]
#[cfg(unix)]
fn a_folder_as_an_office_has_it() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("tep");
    for number in 1..=GOOD {
        let (name, bytes) = good(number);
        let place = folder.join(format!("nam-{}", number % 7));
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join(name), bytes).unwrap();
    }
    for (name, _) in BROKEN {
        (0..OF_EACH).for_each(|copy| broken(&folder, name, copy));
    }
    let import = || run_in(root.path(), &["import", "tep", "--into", "kho", "--json"]);
    let first = import();
    assert_eq!(first.status.code(), Some(1), "{}", told(&first));
    let found = rows(&first);
    let states_of = states(&found);
    let copied = states_of.get("da-doc").unwrap_or(&0) + states_of.get("dang-ngo").unwrap_or(&0);
    assert_eq!((copied, states_of["khong-doc-duoc"]), (GOOD, 30), "{states_of:?}");
    for (name, word) in BROKEN {
        let unread: Vec<&str> = found
            .iter()
            .filter(|row| row["tep"].as_str().unwrap().ends_with(name))
            .map(|row| row["vi-sao"].as_str().unwrap())
            .collect();
        assert_eq!(unread.len(), OF_EACH, "{name}");
        assert!(
            unread.iter().all(|why| why.contains(word) && why.len() > 10),
            "{name}: {unread:?}"
        );
    }
    let before = files(&root.path().join("kho"));
    let second = import();
    assert_eq!(second.status.code(), Some(1), "{}", told(&second));
    assert_eq!(
        states(&rows(&second)),
        BTreeMap::from([("da-co".to_owned(), GOOD), ("khong-doc-duoc".to_owned(), 30)])
    );
    assert_eq!(files(&root.path().join("kho")), before);
    let built = run_in(root.path(), &["build", "--source", "kho", "--index", "index", "--json"]);
    let figures: Value = serde_json::from_slice(&built.stdout).unwrap();
    assert_eq!(
        (&figures["counts"]["documents"], &figures["files"]["failed"]),
        (&GOOD.into(), &0.into()),
        "{figures}"
    );
}

#[test]
fn what_a_person_puts_right_is_believed() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("a.txt"), "QUYẾT ĐỊNH\nVề việc thử\nĐiều 1. Một\nNội dung.\n")
        .unwrap();
    let imported = run_in(root.path(), &["import", "a.txt", "--into", "kho"]);
    assert_eq!(imported.status.code(), Some(0), "{}", told(&imported));
    assert!(told(&imported).contains("1 tệp có chỗ đáng ngờ"), "{}", told(&imported));
    let meta =
        files(&root.path().join("kho")).into_iter().find(|it| it.ends_with("meta.toml")).unwrap();
    let text = fs::read_to_string(&meta).unwrap();
    assert!(text.contains("# so = \"\"") && text.contains("nghi-ngo = [\"so\""), "{text}");
    let put_right = text.replace("# so = \"\"", "so = \"5/2026/QĐ-MH\"");
    fs::write(&meta, &put_right).unwrap();
    let build = || run_in(root.path(), &["build", "--source", "kho", "--index", "index"]);
    assert!(build().status.success());
    let shown = run_in(root.path(), &["show", "5/2026/QĐ-MH", "--index", "index"]);
    assert!(shown.status.success() && told(&shown).contains("Nội dung."), "{}", told(&shown));
    // Put right once more: only the file beside the text changed, and yet the document is read again.
    fs::write(&meta, put_right.replace("5/2026", "6/2026")).unwrap();
    assert!(build().status.success());
    assert!(run_in(root.path(), &["show", "6/2026/QĐ-MH", "--index", "index"]).status.success());
    let again = run_in(root.path(), &["import", "a.txt", "--into", "kho"]);
    assert!(told(&again).contains("1 tệp đã có từ trước"), "{}", told(&again));
    assert!(fs::read_to_string(&meta).unwrap().contains("6/2026"));
}

#[test]
fn a_path_that_is_not_there_is_a_slip() {
    let root = tempfile::tempdir().unwrap();
    let missing = run_in(root.path(), &["import", "khong-co"]);
    assert_eq!(missing.status.code(), Some(2), "{}", told(&missing));
}

#[test]
fn a_file_that_changes_all_the_while_is_not_taken() {
    use std::io::Write;
    use std::sync::atomic::{AtomicBool, Ordering};

    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("a.txt");
    fs::write(&path, vec![b'a'; 24 << 20]).unwrap();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
            while !stop.load(Ordering::Relaxed) {
                file.write_all(b"b").unwrap();
            }
        });
        let read = dieukhoan::corpus::bytes_of(&path);
        stop.store(true, Ordering::Relaxed);
        // Taken whole between two changes, or not at all.
        if let Err(why) = read {
            assert!(why.to_string().contains("thay đổi"), "{why}");
        }
    });
    assert!(dieukhoan::corpus::bytes_of(&path).is_ok());
}
