//! The sheet and the lists of a review (Nghị định 79/2025/NĐ-CP), as a Word file and as Markdown.

use crate::draft::{Finding, Listed, Review, Source};
use crate::export::draft_docx::sheet as set_sheet;
use crate::export::draft_markdown::sheet as write_sheet;
use crate::export::draft_tables::{Cell, Sheet};
use crate::export::word::{DocxError, Look, Set, packed, page_number, section, set, words};
use crate::law::Address;

/// What stands under the title: the columns are ours.
const NOTE: &str = "Cột và cách chia danh mục do phần mềm đặt theo nội dung rà soát, hệ thống hóa của Nghị định số 79/2025/NĐ-CP; phải đối chiếu với mẫu trong phụ lục của Nghị định trước khi dùng làm văn bản chính thức.";

/// The review as the bytes of a `.docx` file.
///
/// # Errors
/// When the container cannot be written, which memory alone can cause.
pub fn review_docx(review: &Review) -> Result<Vec<u8>, DocxError> {
    let mut body = set(Set::CENTRED, &words(&title(review), Look::BOLD));
    body += &set(Set::BOTH, &words(NOTE, Look::ITALIC));
    body += &sheets(review).iter().map(set_sheet).collect::<String>();
    body += &section(true, Some("r2"), true);
    packed(&body, &[page_number()])
}

/// The review as Markdown.
pub fn review_markdown(review: &Review) -> String {
    let mut out = format!("# {}\n\n*{NOTE}*\n\n", title(review));
    out += &sheets(review).iter().map(write_sheet).collect::<String>();
    out.trim_end().to_owned() + "\n"
}

fn title(review: &Review) -> String {
    format!("KẾT QUẢ RÀ SOÁT: {}", review.title.to_uppercase())
}

fn sheets(review: &Review) -> Vec<Sheet> {
    let found = findings(review);
    let lists = review.lists().into_iter().map(|it| list(review, &it));
    std::iter::once(found).filter(|it| !it.rows.is_empty()).chain(lists).collect()
}

fn findings(review: &Review) -> Sheet {
    let name = |address: &Address| cited(review, address);
    let row = |(number, it): (usize, &Finding)| {
        let members: Vec<String> = it.members.iter().map(name).collect();
        let cells = [
            number.to_string(),
            members.join("\n"),
            it.ruling.clone().unwrap_or_else(|| "Chưa có quyết định".to_owned()),
            it.rule.clone(),
            it.keep.as_ref().map(name).unwrap_or_default(),
            it.reason.clone(),
        ];
        cells.into_iter().map(Cell::Words).collect()
    };
    Sheet {
        title: "PHIẾU RÀ SOÁT",
        lead: String::new(),
        head: vec![
            "STT",
            "Quy định được rà soát",
            "Kết luận",
            "Quy tắc ưu tiên",
            "Giữ quy định",
            "Lý do",
        ],
        widths: vec![5, 28, 12, 20, 17, 18],
        rows: (1..).zip(&review.findings).map(row).collect(),
    }
}

fn list(review: &Review, listed: &Listed<'_>) -> Sheet {
    let row = |(number, it): (u32, &&Source)| {
        let day = it.issued.map(|it| format!("{:02}/{:02}/{}", it.day(), it.month(), it.year()));
        let issuers: Vec<String> = it.authorities.iter().map(ToString::to_string).collect();
        let findings: Vec<String> = review.of_source(it).iter().map(ToString::to_string).collect();
        let remark = match findings.is_empty() {
            true => String::new(),
            false => format!("Xem mục {} của Phiếu rà soát", findings.join(", ")),
        };
        let cells = [
            number.to_string(),
            it.kind.name().to_owned(),
            it.reference.number.clone(),
            day.unwrap_or_default(),
            issuers.join(", "),
            it.title.clone(),
            it.status.name().to_owned(),
            remark,
        ];
        cells.into_iter().map(Cell::Words).collect()
    };
    Sheet {
        title: listed.title,
        lead: String::new(),
        head: vec![
            "STT",
            "Tên loại",
            "Số, ký hiệu",
            "Ngày ban hành",
            "Cơ quan ban hành",
            "Trích yếu",
            "Tình trạng",
            "Ghi chú",
        ],
        widths: vec![5, 9, 15, 9, 15, 25, 11, 11],
        rows: (1..).zip(&listed.sources).map(row).collect(),
    }
}

fn cited(review: &Review, address: &Address) -> String {
    let source = review.sources.iter().find(|it| it.reference == address.document);
    let document = source.map_or_else(|| address.document.to_string(), Source::short_name);
    match address.portion.is_whole() {
        true => document,
        false => format!("{} {document}", address.portion.name()),
    }
}
