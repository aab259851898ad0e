//! A text through time, on pages and on the command line, over the illustrative corpus that the project ships.
//!
//! 1. A day in the address gives the text of that day, and says that it was put together; without one, today's.
//! 2. A changed unit tells who changed it, and its wordings stand under each other.
//! 3. A published consolidation is preferred for its time.
//! 4. A draft names every amending text and has a note at every change, in all three forms.
//! 5. An amending text tells what became of each of its instructions.

use std::process::Command;
use std::sync::{Arc, LazyLock};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use dieukhoan::web::{Clock, State, router};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::support::project;

/// The index of the illustrative texts.
static INDEX: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&[
        "build",
        "--index",
        folder.path().to_str().unwrap(),
        "--source",
        project().join("corpus/minh-hoa").to_str().unwrap(),
    ]);
    assert!(output.contains("văn bản"), "{output}");
    folder
});

fn run(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dieukhoan")).args(arguments).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn asked(arguments: &[&str]) -> String {
    let mut all = arguments.to_vec();
    all.extend(["--index", INDEX.path().to_str().unwrap()]);
    run(&all)
}

/// A page on 1 September 2027, after the amending law began.
async fn page(url: &str) -> (StatusCode, Vec<u8>) {
    let today: Clock = Arc::new(|| jiff::civil::date(2027, 9, 1));
    let state = State::open(INDEX.path(), today).unwrap();
    let request = Request::get(url).body(Body::empty()).unwrap();
    let response = router(state).oneshot(request).await.unwrap();
    let status = response.status();
    (status, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
}

async fn text(url: &str) -> String {
    let (status, body) = page(url).await;
    assert_eq!(status, StatusCode::OK, "{url}");
    String::from_utf8(body).unwrap()
}

#[tokio::test]
async fn a_day_in_the_address_gives_the_text_of_that_day() {
    let before = text("/vb/01-2026-qh-mh/dieu-3?ngay=2026-12-31").await;
    assert!(!before.contains("Bỏ phiếu điện tử là việc"), "{before}");
    assert!(!before.contains("BẢN DỰ THẢO HỢP NHẤT"));
    // After the amending law, the published consolidation is shown.
    let after = text("/vb/01-2026-qh-mh/dieu-3?ngay=2027-07-01").await;
    assert!(after.contains("Bỏ phiếu điện tử là việc"));
    assert!(after.contains("13/VBHN-VPQH-MH"));
    assert_eq!(page("/vb/01-2026-qh-mh?ngay=hom-qua").await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_computed_text_says_so_and_who_changed_what() {
    // The resolution has no published consolidation.
    let today = text("/vb/03-2026-ubtvqh-mh").await;
    assert!(today.contains("BẢN DỰ THẢO HỢP NHẤT, chưa được ký xác thực"), "{today}");
    assert!(today.contains("Xem thay đổi"));
    assert!(today.contains("04/2027/UBTVQH-MH"));
    let history = text("/lich-su/03-2026-ubtvqh-mh").await;
    assert!(history.contains("<svg") && history.contains("Được sửa đổi, bổ sung"));
    let orders = text("/chi-dan/02-2027-qh-mh").await;
    assert!(orders.contains("Đã thực hiện"), "{orders}");
}

#[tokio::test]
async fn wordings_and_comparisons_mark_what_changed() {
    let wordings = text("/lich-su/01-2026-qh-mh/dieu-3").await;
    assert!(wordings.contains("<ins>") && wordings.contains("Khi ban hành"));
    let compared = text("/so-sanh?a=01-2026-qh-mh&b=01-2026-qh-mh&ngay-b=2027-07-01").await;
    assert!(compared.contains("điều giống nhau") && compared.contains("<ins>"));
    assert_eq!(page("/lich-su/01-2026-qh-mh/dieu-999").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn drafts_come_in_three_forms() {
    let (status, word) = page("/hop-nhat/01-2026-qh-mh?ngay=2027-07-01&dang=docx").await;
    assert_eq!(status, StatusCode::OK);
    assert!(word.starts_with(b"PK"));
    for form in ["md", "html"] {
        let draft = text(&format!("/hop-nhat/01-2026-qh-mh?ngay=2027-07-01&dang={form}")).await;
        assert!(draft.contains("BẢN DỰ THẢO HỢP NHẤT, chưa được ký xác thực"));
        assert!(
            draft.contains("02/2027/QH-MH")
                && draft.contains("được sửa đổi, bổ sung theo quy định tại")
        );
    }
    assert_eq!(page("/hop-nhat/01-2026-qh-mh?dang=exe").await.0, StatusCode::BAD_REQUEST);
}

#[test]
fn commands_tell_the_same() {
    let before = asked(&["show", "01/2026/QH-MH#dieu-3", "--on", "2026-12-31"]);
    assert!(before.contains("Họp trực tuyến") && !before.contains("3a."), "{before}");
    let after = asked(&["show", "01/2026/QH-MH#dieu-3", "--on", "2027-07-01"]);
    assert!(after.contains("3a."), "{after}");
    let history = asked(&["history", "01/2026/QH-MH#dieu-3"]);
    assert!(history.contains("[+") && history.contains("02/2027/QH-MH"), "{history}");
    let draft = asked(&["consolidate", "03/2026/UBTVQH-MH", "--on", "2028-01-01"]);
    assert!(draft.contains("BẢN DỰ THẢO HỢP NHẤT") && draft.contains("[^1]:"), "{draft}");
    let differ = asked(&["diff", "01/2026/QH-MH", "--to", "2027-07-01"]);
    assert!(differ.contains("điều khác nhau"), "{differ}");
    let same = asked(&["diff", "01/2026/QH-MH", "--to", "2026-12-31"]);
    assert!(same.contains(" 0 điều khác nhau"), "{same}");
}
