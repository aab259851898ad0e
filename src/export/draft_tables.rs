//! The tables behind a draft, the same in every form: whence each sentence came, where each article of the sources went, what
//! is still to be decided, what the drafter should look at.

use crate::draft::{Composed, Correspondence, Draft, OriginRow, Source};
use crate::law::Address;
use crate::timeline::Stretch;

/// A table with its title.
pub(super) struct Sheet {
    pub(super) title: &'static str,
    /// How it is to be read.
    pub(super) lead: String,
    pub(super) head: Vec<&'static str>,
    /// Widths of the columns in hundredths of the page.
    pub(super) widths: Vec<u32>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
pub(super) enum Cell {
    /// Plain words.
    Words(String),
    /// Two wordings laid over each other.
    Redline(Vec<Stretch>),
}

/// The tables of a draft; those that would be empty are left out.
pub(super) fn sheets(draft: &Draft, composed: &Composed) -> Vec<Sheet> {
    let sheets = [
        origins(draft, composed),
        correspondence(draft, composed),
        open(draft, composed),
        remarks(composed),
    ];
    sheets.into_iter().filter(|it| !it.rows.is_empty()).collect()
}

fn origins(draft: &Draft, composed: &Composed) -> Sheet {
    let row = |it: &OriginRow| {
        let origin = it.origin.as_ref().map_or("Mới".to_owned(), |it| cited(draft, it));
        let text = match it.stretches.is_empty() {
            true => Cell::Words(it.text.clone()),
            false => Cell::Redline(it.stretches.clone()),
        };
        let mut what = it.taking().name().to_owned();
        for (before, after) in &it.rewritten {
            what += &format!("; dẫn chiếu “{before}” thành “{after}”");
        }
        vec![Cell::Words(it.portion.name()), text, Cell::Words(origin), Cell::Words(what)]
    };
    Sheet {
        title: "BẢNG NGUỒN GỐC",
        lead: "Chữ gạch ngang là lời của văn bản nguồn đã bỏ; chữ gạch chân là lời mới.".to_owned(),
        head: vec!["Dự thảo", "Nội dung", "Nguồn", "Thay đổi"],
        widths: vec![14, 46, 22, 18],
        rows: composed.origins.iter().map(row).collect(),
    }
}

fn correspondence(draft: &Draft, composed: &Composed) -> Sheet {
    let row = |it: &Correspondence| {
        let cells = [cited(draft, &it.address), it.heading.clone(), it.in_words()];
        cells.into_iter().map(Cell::Words).collect()
    };
    Sheet {
        title: "BẢNG ĐỐI CHIẾU ĐIỀU CŨ, ĐIỀU MỚI",
        lead: String::new(),
        head: vec!["Điều của văn bản nguồn", "Tên điều", "Trong dự thảo"],
        widths: vec![32, 30, 38],
        rows: composed.correspondence.iter().map(row).collect(),
    }
}

fn open(draft: &Draft, composed: &Composed) -> Sheet {
    let rows = composed.open.iter().zip(1..).map(|(it, number): (_, u32)| {
        let addresses: Vec<String> = it.addresses.iter().map(|it| cited(draft, it)).collect();
        let cells = [number.to_string(), it.topic.clone(), addresses.join("\n"), it.why.clone()];
        cells.into_iter().map(Cell::Words).collect()
    });
    Sheet {
        title: "VẤN ĐỀ CÒN MỞ",
        lead: String::new(),
        head: vec!["STT", "Vấn đề", "Điều khoản liên quan", "Vì sao chưa quyết định được"],
        widths: vec![6, 34, 24, 36],
        rows: rows.collect(),
    }
}

fn remarks(composed: &Composed) -> Sheet {
    let rows = composed.remarks.iter().map(|it| {
        let place = match it.portion.steps.is_empty() {
            true => "Toàn văn".to_owned(),
            false => it.portion.name(),
        };
        vec![Cell::Words(place), Cell::Words(it.what.clone())]
    });
    Sheet {
        title: "ĐIỂM CẦN SOÁT LẠI",
        lead: String::new(),
        head: vec!["Dự thảo", "Nội dung"],
        widths: vec![26, 74],
        rows: rows.collect(),
    }
}

/// A provision of a source as official texts cite it: `khoản 2 Điều 5 Nghị quyết số 629/2019/UBTVQH14`.
pub(super) fn cited(draft: &Draft, address: &Address) -> String {
    let document = draft
        .source(&address.document)
        .map_or_else(|| address.document.to_string(), Source::short_name);
    match address.portion.is_whole() {
        true => document,
        false => format!("{} {document}", address.portion.name()),
    }
}
