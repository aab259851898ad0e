//! `import` of originals that changed since they were imported.
//!
//! 1. The new copy takes the place of the older one: the older stays on the disk, `build` passes over it and says so. The old
//!    words brought back are shown again. A call on what did not change changes no byte.
//! 2. What a person put right beside the older copy goes over, unless the new text says otherwise.
//! 3. Another document under the same path, told by its number, is kept beside the first; so is one of which too little is known.
//! 4. Copies of several versions that an earlier program left unmarked are put in order.
//! 5. A file of many documents takes the place of its older copy, too.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{files, run_in, told};

fn decision(number: &str, words: &str) -> String {
    format!(
        "ỦY BAN NHÂN DÂN TỈNH MINH HỌA\n{number}\nMinh Họa, ngày 05 tháng 3 năm 2026\nQUYẾT ĐỊNH\nQuy định mức hỗ trợ\nĐiều 1. Phạm vi\n{words}\n"
    )
}

const NUMBER: &str = "Số: 5/2026/QĐ-UBND";

fn import(root: &Path) -> String {
    let imported = run_in(root, &["import", "goc", "--into", "kho"]);
    assert_eq!(imported.status.code(), Some(0), "{}", told(&imported));
    told(&imported)
}

/// What the corpus of the copies shows of a document.
fn shown(root: &Path, number: &str) -> String {
    let built = run_in(root, &["build", "--source", "kho", "--index", "index"]);
    assert_eq!(built.status.code(), Some(0), "{}", told(&built));
    told(&run_in(root, &["show", number, "--index", "index"]))
}

fn write(root: &Path, name: &str, text: &str) {
    fs::create_dir_all(root.join("goc")).unwrap();
    fs::write(root.join("goc").join(name), text).unwrap();
}

fn held(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files(&root.join("kho"))
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

/// Every `meta.toml` that holds `words`.
fn metas(root: &Path, words: &str) -> Vec<String> {
    let texts = held(root).into_iter().filter(|(path, _)| path.ends_with("meta.toml"));
    let texts = texts.map(|(_, bytes)| String::from_utf8(bytes).unwrap());
    texts.filter(|text| text.contains(words)).collect()
}

#[test]
fn a_changed_original_takes_the_place_of_its_older_copy() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let old = decision(NUMBER, &"Lời văn cũ dài hơn nhiều. ".repeat(20));
    write(root, "a.txt", &old);
    import(root);
    assert!(shown(root, "5/2026/QĐ-UBND").contains("Lời văn cũ"));

    write(root, "a.txt", &decision(NUMBER, "Lời văn mới."));
    let report = import(root);
    assert!(report.contains("goc/a.txt: thay “") && report.contains("đã đổi"), "{report}");
    assert_eq!(files(&root.join("kho")).len(), 4, "both copies are there");
    let marked = metas(root, "ban-moi = \"5-2026-qd-ubnd.");
    assert!(marked.len() == 1 && marked[0].contains("thay-ngay = \""), "{marked:?}");
    let words = shown(root, "5/2026/QĐ-UBND");
    assert!(words.contains("Lời văn mới.") && !words.contains("Lời văn cũ"), "{words}");
    let notes = run_in(root, &["check", "--kind", "tep-bo-qua", "--index", "index"]);
    assert_eq!(notes.status.code(), Some(0), "{}", told(&notes));
    assert!(told(&notes).contains("bản cũ, đã có bản mới nhập ngày"), "{}", told(&notes));

    let before = held(root);
    let report = import(root);
    assert!(report.contains("1 tệp đã có từ trước") && !report.contains("thay “"), "{report}");
    assert_eq!(held(root), before);

    write(root, "a.txt", &old);
    assert!(import(root).contains("thay “"));
    assert_eq!((files(&root.join("kho")).len(), metas(root, "ban-moi").len()), (4, 1));
    assert!(shown(root, "5/2026/QĐ-UBND").contains("Lời văn cũ"));
    // When the copy that was to be shown is gone, the other one is better than none.
    let mut copies = files(&root.join("kho")).into_iter().filter(|it| it.ends_with("a.txt"));
    let newest = copies.find(|it| fs::read_to_string(it).unwrap() == old).unwrap();
    fs::remove_dir_all(newest.parent().unwrap()).unwrap();
    assert!(shown(root, "5/2026/QĐ-UBND").contains("Lời văn mới."));
}

#[test]
fn what_was_put_right_goes_over_to_the_new_copy() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(root, "a.txt", &decision("", "Một."));
    import(root);
    let meta = files(&root.join("kho")).into_iter().find(|it| it.ends_with("meta.toml")).unwrap();
    let text = fs::read_to_string(&meta).unwrap();
    let right = text
        .replace("# so = \"\"", "so = \"7/2026/QĐ-UBND\"\nlinh-vuc = \"Ngân sách\"")
        .replace("ngay-ban-hanh = \"2026-03-05\"", "ngay-ban-hanh = \"2026-03-06\"");
    assert_ne!(text, right);
    fs::write(&meta, right).unwrap();
    let changed = decision("", "Hai.").replace("ngày 05 tháng 3", "ngày 09 tháng 4");
    write(root, "a.txt", &changed);
    let report = import(root);
    assert!(report.contains("giữ chỗ đã sửa ở bản cũ: linh-vuc, so"), "{report}");
    assert!(report.contains("ngay-ban-hanh: ở bản cũ đã sửa là “2026-03-06”"), "{report}");
    let new = metas(root, "Giữ chỗ đã sửa");
    assert!(new.len() == 1 && new[0].contains("so = \"7/2026/QĐ-UBND\""), "{new:?}");
    assert!(new[0].contains("ngay-ban-hanh = \"2026-04-09\""), "{new:?}");
    assert!(new[0].contains("linh-vuc = \"Ngân sách\""), "{new:?}");
    let words = shown(root, "7/2026/QĐ-UBND");
    assert!(words.contains("Hai.") && !words.contains("Một."), "{words}");
}

#[test]
fn another_document_at_the_same_path_is_kept_beside_the_first() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    write(root, "quet.txt", &decision(NUMBER, "Một."));
    import(root);
    write(root, "quet.txt", &decision("Số: 6/2026/QĐ-UBND", "Hai."));
    let report = import(root);
    assert!(report.contains("giữ cả hai"), "{report}");
    assert_eq!(metas(root, "ban-moi = \""), Vec::<String>::new());
    assert!(shown(root, "5/2026/QĐ-UBND").contains("Một."));
    assert!(shown(root, "6/2026/QĐ-UBND").contains("Hai."));
    import(root);
    assert_eq!(metas(root, "ban-moi = \""), Vec::<String>::new());
}

#[test]
fn a_path_from_some_folder_or_other_needs_the_number() {
    for (number, marked) in [("", 0), (NUMBER, 1)] {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        write(root, "a.txt", &decision(number, "Một."));
        import(root);
        // As an earlier program wrote it.
        let meta =
            files(&root.join("kho")).into_iter().find(|it| it.ends_with("meta.toml")).unwrap();
        let text = fs::read_to_string(&meta).unwrap();
        let from = text.lines().find(|line| line.starts_with("tu = ")).unwrap();
        assert!(from.starts_with("tu = \"/"), "{from}");
        fs::write(&meta, text.replace(from, "tu = \"goc/a.txt\"")).unwrap();
        write(root, "a.txt", &decision(number, "Hai."));
        for _ in 0..2 {
            import(root);
            assert_eq!(metas(root, "ban-moi = \"").len(), marked, "{number}");
        }
    }
}

#[test]
fn versions_that_nobody_marked_are_put_in_order() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    for words in ["Bản một, dài nhất trong cả ba bản.", "Bản hai, cũng dài.", "Bản ba."]
    {
        write(root, "a.txt", &decision(NUMBER, words));
        import(root);
    }
    for path in files(&root.join("kho")).into_iter().filter(|it| it.ends_with("meta.toml")) {
        let text = fs::read_to_string(&path).unwrap();
        let ours = |line: &&str| !line.starts_with("ban-moi") && !line.starts_with("thay-ngay");
        fs::write(&path, text.lines().filter(ours).map(|it| format!("{it}\n")).collect::<String>())
            .unwrap();
    }
    assert!(shown(root, "5/2026/QĐ-UBND").contains("Bản một"));
    assert!(import(root).contains("thay “"));
    assert_eq!(metas(root, "ban-moi").len(), 2);
    assert!(shown(root, "5/2026/QĐ-UBND").contains("Bản ba."));
}

#[test]
fn a_set_takes_the_place_of_its_older_copy() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let line = |number: u32, words: &str| {
        format!(
            "{{\"so\":\"{number}/2026/NQ-MH\",\"loai\":\"Nghị quyết\",\"noi-dung\":\"Điều 1. Một\\n{words}\"}}\n"
        )
    };
    write(root, "kho.jsonl", &(line(1, "Cũ.") + &line(2, "Cũ.")));
    import(root);
    assert!(shown(root, "2/2026/NQ-MH").contains("Cũ."));
    write(root, "kho.jsonl", &line(1, "Mới."));
    assert!(import(root).contains("thay “"));
    assert!(shown(root, "1/2026/NQ-MH").contains("Mới."));
    assert!(!shown(root, "2/2026/NQ-MH").contains("Cũ."));
}
