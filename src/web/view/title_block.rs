//! Phần mở đầu: issuer and number on the left, quốc hiệu and date on the right, kind and title below, as Nghị định
//! 30/2020/NĐ-CP sets them. What the source does not have is not made up: without its lines the block shows what is
//! known of the document and no quốc hiệu.

use crate::law::{Document, Role};
use crate::web::view::listing::day;
use crate::web::view::{Scribe, Text};

/// The head of a document.
#[derive(Clone, Debug)]
pub(crate) struct TitleBlock<'a> {
    /// Cơ quan ban hành.
    pub(crate) issuer: Vec<String>,
    /// Quốc hiệu and tiêu ngữ.
    pub(crate) motto: Vec<Text<'a>>,
    /// Số, ký hiệu.
    pub(crate) number: Vec<String>,
    /// Địa danh, ngày tháng.
    pub(crate) date: Vec<String>,
    /// Tên loại.
    pub(crate) kind: String,
    /// Trích yếu.
    pub(crate) title: Vec<Text<'a>>,
}

impl<'a> TitleBlock<'a> {
    /// The block of `document`: its own lines before the first provision, else what is known of it.
    pub(crate) fn of(document: &'a Document, scribe: &mut Scribe<'a>) -> Self {
        let end = body_start(document);
        let mut lines = |role: Role| -> Vec<Text<'a>> {
            let head = document.lines.iter().filter(|it| it.role == role && it.span.start < end);
            head.map(|it| scribe.text(it.span)).filter(|it| !it.is_empty()).collect()
        };
        let words = |lines: Vec<Text<'a>>| lines.iter().map(Text::letters).collect::<Vec<_>>();
        let known = &document.identity;
        let mut block = Self {
            issuer: words(lines(Role::Issuer)),
            motto: lines(Role::Motto),
            number: words(lines(Role::Number)),
            date: words(lines(Role::PlaceAndDate)),
            kind: words(lines(Role::Kind)).join(" "),
            title: lines(Role::Title),
        };
        if block.issuer.is_empty() {
            block.issuer = known.authorities.iter().map(ToString::to_string).collect();
        }
        if block.number.is_empty() {
            block.number = known.number.iter().map(|it| format!("Số: {it}")).collect();
        }
        if block.date.is_empty() {
            block.date =
                known.issued.iter().map(|&it| format!("Ban hành ngày {}", day(it))).collect();
        }
        if block.kind.is_empty() {
            document.kind.name().clone_into(&mut block.kind);
        }
        if block.title.is_empty() {
            block.title = vec![Text::plain(&document.title)];
            // The catalogue names some texts by kind and number only: the kind is not printed twice.
            if document.title.starts_with(document.kind.name()) {
                block.kind.clear();
            }
        }
        block
    }
}

/// Where the first provision of the document begins.
pub(crate) fn body_start(document: &Document) -> u32 {
    document.provisions.first().map_or(u32::MAX, |it| it.mark.start)
}
