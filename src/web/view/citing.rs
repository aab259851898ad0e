//! Chép trích dẫn: one provision, cited as the paper that is being written must cite it.
//!
//! Four rules are in use, and they disagree (Nghị quyết 351/2017/UBTVQH14, Điều 24; Nghị định 78/2025/NĐ-CP, Điều 68 as
//! amended by Nghị định 187/2025/NĐ-CP; Nghị định 30/2020/NĐ-CP, Phụ lục I; the Ordinance on consolidation, Điều 4).

use crate::law::{Document, Kind, Link, LinkKind, Listing, Portion};
use crate::web::view::listing::{full_title, name_of};

/// A citation and when to use it.
#[derive(Clone, Debug)]
pub(crate) struct Citing {
    /// What one is writing.
    pub(crate) writing: &'static str,
    /// The rule.
    pub(crate) rule: &'static str,
    /// The citation.
    pub(crate) words: String,
}

/// The citation of a portion under each rule; the last only where a consolidation is known.
pub(crate) fn citings(document: &Document, listing: &Listing, portion: &Portion) -> Vec<Citing> {
    let way = if portion.is_whole() { String::new() } else { format!("{} ", portion.name()) };
    let of = if way.is_empty() { "" } else { "của " };
    let law = matches!(listing.kind, Kind::Law | Kind::Code | Kind::Ordinance);
    let amenders = amenders(document);
    let mut citings = vec![
        Citing {
            writing: "Văn bản của Quốc hội, Ủy ban Thường vụ Quốc hội, Chủ tịch nước",
            rule: "Điều 24 Nghị quyết số 351/2017/UBTVQH14",
            words: format!("{way}{of}{}", if law { named(listing) } else { in_full(listing) }),
        },
        Citing {
            writing: "Văn bản quy phạm pháp luật của Chính phủ trở xuống",
            rule: "Điều 68 Nghị định số 78/2025/NĐ-CP, được sửa đổi bởi Nghị định số 187/2025/NĐ-CP",
            words: format!(
                "{way}{of}{}{amenders}",
                if law { named(listing) } else { in_full(listing) }
            ),
        },
        Citing {
            writing: "Văn bản hành chính",
            rule: "Phụ lục I Nghị định số 30/2020/NĐ-CP",
            words: format!("{way}{of}{}", if law { title(listing) } else { in_full(listing) }),
        },
    ];
    citings.extend(consolidation(document).map(|number| Citing {
        writing: "Khi viện dẫn theo văn bản hợp nhất",
        rule: "Điều 4 Pháp lệnh Hợp nhất văn bản quy phạm pháp luật",
        words: format!("{way}{of}{} (hợp nhất tại Văn bản hợp nhất số {number})", named(listing)),
    }));
    citings
}

/// `Luật Tổ chức chính quyền địa phương`
fn title(listing: &Listing) -> String {
    full_title(listing.kind, &listing.title)
}

/// `Luật Tổ chức chính quyền địa phương số 77/2015/QH13`
fn named(listing: &Listing) -> String {
    match listing.kind {
        Kind::Law | Kind::Code | Kind::Ordinance => {
            format!("{} số {}", title(listing), listing.reference.number)
        }
        _ => name_of(listing),
    }
}

/// `Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư`
fn in_full(listing: &Listing) -> String {
    let mut words = name_of(listing);
    if let Some(date) = listing.issued {
        words += &format!(" ngày {:02} tháng {} năm {}", date.day(), date.month(), date.year());
    }
    let issuers: Vec<String> = listing.authorities.iter().map(ToString::to_string).collect();
    if !issuers.is_empty() {
        words += &format!(" của {}", issuers.join(", "));
    }
    let mut letters = listing.title.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
    format!("{words} {first}{}", letters.as_str()).trim_end().to_owned()
}

/// `, được sửa đổi, bổ sung bởi Luật số 21/2017/QH14, Luật số 47/2019/QH14`
fn amenders(document: &Document) -> String {
    let of_whole = |it: &&Link| it.kind == LinkKind::AmendedBy;
    let mut numbers: Vec<String> = Vec::new();
    for link in document.facts.links.iter().filter(of_whole) {
        if !numbers.contains(&link.there) {
            numbers.push(link.there.clone());
        }
    }
    if numbers.is_empty() || numbers.len() > 12 {
        return String::new();
    }
    let named = numbers.iter().map(|number| match number.contains("/QH") {
        true => format!("Luật số {number}"),
        false => {
            let kind = number.parse().ok().and_then(|it| Kind::from_number(&it));
            format!("{} số {number}", kind.map_or("văn bản", Kind::name))
        }
    });
    format!(", được sửa đổi, bổ sung bởi {}", named.collect::<Vec<_>>().join(", "))
}

/// The number of a consolidation of the document, where a source names one.
fn consolidation(document: &Document) -> Option<String> {
    let links = document.facts.links.iter();
    links.filter(|it| it.there.contains("VBHN")).map(|it| it.there.clone()).next()
}
