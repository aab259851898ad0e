//! Rà soát, hệ thống hóa: what a review of texts found and what was decided, as it goes into the forms of review.
//!
//! Nghị định 79/2025/NĐ-CP asks for review as soon as there is a reason, and for lists of the texts in force at each
//! systematisation (Điều 33, 34). What columns its five forms have is not fixed here; the lists say so.

use serde::{Deserialize, Serialize};

use crate::draft::Source;
use crate::law::{Address, Status};

/// Một đợt rà soát.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// What was reviewed: `văn bản về hoạt động của Hội đồng nhân dân`.
    pub title: String,
    /// The texts that were reviewed.
    pub sources: Vec<Source>,
    /// What was found, in the order in which it is told.
    pub findings: Vec<Finding>,
}

/// Kết quả rà soát một nhóm quy định.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The provisions that regulate the same thing.
    pub members: Vec<Address>,
    /// What was decided of them, in words: `trùng`, `chồng chéo`, `mâu thuẫn`, `bổ trợ`, `không`; none when nothing is.
    pub ruling: Option<String>,
    /// The rule of precedence that would decide, as a sentence; empty when none was asked for.
    pub rule: String,
    /// The provision to be kept.
    pub keep: Option<Address>,
    /// Why.
    pub reason: String,
}

/// A list of texts by their status, as a systematisation publishes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<'a> {
    /// `Danh mục văn bản còn hiệu lực`.
    pub title: &'static str,
    /// The texts, in the order of their force and date.
    pub sources: Vec<&'a Source>,
}

impl Review {
    /// The lists of a systematisation; those that would be empty are left out. Every text stands in exactly one.
    pub fn lists(&self) -> Vec<Listed<'_>> {
        let lists: [(&'static str, &[Status]); 5] = [
            ("DANH MỤC VĂN BẢN CÒN HIỆU LỰC", &[Status::InForce, Status::Amended]),
            ("DANH MỤC VĂN BẢN HẾT HIỆU LỰC MỘT PHẦN", &[Status::PartlyEnded]),
            ("DANH MỤC VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ", &[Status::Ended]),
            (
                "DANH MỤC VĂN BẢN NGƯNG HIỆU LỰC, CHƯA CÓ HIỆU LỰC",
                &[Status::Suspended, Status::NotYet],
            ),
            ("DANH MỤC VĂN BẢN CHƯA RÕ HIỆU LỰC", &[Status::Unknown]),
        ];
        let listed = lists.into_iter().map(|(title, of)| {
            let mut sources: Vec<&Source> =
                self.sources.iter().filter(|it| of.contains(&it.status)).collect();
            let rank = |it: &Source| it.kind.rank(it.authorities.first()).unwrap_or(u8::MAX);
            sources.sort_by(|a, b| {
                (rank(a), a.issued, &a.reference).cmp(&(rank(b), b.issued, &b.reference))
            });
            Listed { title, sources }
        });
        listed.filter(|it| !it.sources.is_empty()).collect()
    }

    /// The findings that concern a text, by their number from 1.
    pub fn of_source(&self, source: &Source) -> Vec<usize> {
        let concerns = |it: &Finding| it.members.iter().any(|it| it.document == source.reference);
        (1..).zip(&self.findings).filter(|(_, it)| concerns(it)).map(|(number, _)| number).collect()
    }
}
