//! The question as the address carries it: words, filters, order, day and page.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use jiff::civil::Date;
use serde::Deserialize;

use crate::law::{Kind, Level, Status};
use crate::search::{Question, Sort, When};
use crate::web::error::Error;
use crate::web::pages::day_of;
use crate::web::state::Desk;
use crate::web::view::{LAST_PAGE, query_url};

/// Letters of a question; longer ones are refused, not cut.
const LONGEST: usize = 300;

/// The keys of the filters.
const FILTERS: [&str; 7] = ["loai", "co-quan", "cap", "linh-vuc", "nam", "hieu-luc", "trong"];

/// The word in addresses for all times.
const ALWAYS: &str = "moi";

/// The question as the address carries it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Asked {
    /// The words.
    #[serde(default)]
    pub(crate) q: String,
    #[serde(default)]
    loai: String,
    #[serde(default)]
    co_quan: String,
    #[serde(default)]
    cap: String,
    #[serde(default)]
    linh_vuc: String,
    #[serde(default)]
    nam: String,
    #[serde(default)]
    hieu_luc: String,
    #[serde(default)]
    pub(crate) trong: String,
    #[serde(default)]
    sap_xep: String,
    /// The day whose law is asked for; empty for today.
    #[serde(default)]
    ngay: String,
    /// `moi` to look in every wording of every document.
    #[serde(default)]
    thoi_diem: String,
    /// `1` to look for the words just as typed.
    #[serde(default)]
    dung: String,
    #[serde(default)]
    trang: String,
}

/// The question, tidied; refused when it is too long.
pub(crate) fn asked(query: Result<Query<Asked>, QueryRejection>) -> Result<Asked, Error> {
    let Query(mut asked) = query.map_err(|_| Error::BadQuery)?;
    asked.q = asked.q.split_whitespace().collect::<Vec<_>>().join(" ");
    // Another day than the one meant would be a wrong answer: it is refused, not passed over.
    day_of(&asked.ngay)?;
    if asked.q.chars().count() > LONGEST {
        return Err(Error::TooLong);
    }
    Ok(asked)
}

impl Asked {
    /// The question for the engine: `size` hits of the page asked for. A filter that names nothing is left out.
    pub(crate) fn question(&self, desk: &Desk, size: usize) -> Question {
        Question {
            text: self.q.clone(),
            kind: Kind::ALL.iter().copied().find(|kind| kind.slug() == self.loai),
            authority: Some(self.co_quan.clone()).filter(|it| !it.is_empty()),
            level: Level::from_slug(&self.cap),
            field: Some(self.linh_vuc.clone()).filter(|it| !it.is_empty()),
            year: self.nam.parse().ok(),
            within: Some(self.trong.clone()).filter(|it| !it.is_empty()),
            sort: Sort::ALL.into_iter().find(|it| it.slug() == self.sap_xep).unwrap_or_default(),
            exact: self.dung == "1",
            status: Status::ALL.into_iter().find(|status| status.slug() == self.hieu_luc),
            from: (self.page() - 1) * size,
            size,
            when: if self.always() { When::Always } else { When::Day },
            today: self.day().unwrap_or(desk.today),
            without: None,
        }
    }

    /// The day asked for, where one was.
    pub(crate) fn day(&self) -> Option<Date> {
        self.ngay.trim().parse().ok()
    }

    /// Whether all times are asked for.
    pub(crate) fn always(&self) -> bool {
        self.thoi_diem == ALWAYS
    }

    /// The address of this question for all times, or for the day asked for.
    pub(crate) fn always_url(&self, always: bool) -> String {
        self.url("thoi-diem", if always { ALWAYS } else { "" })
    }

    /// The filters that are set: their keys.
    pub(crate) fn filters(&self) -> Vec<&'static str> {
        self.pairs()
            .into_iter()
            .filter(|(key, value)| FILTERS.contains(key) && !value.is_empty())
            .map(|(key, _)| key)
            .collect()
    }

    /// The question with one property changed, from its first page.
    pub(crate) fn with(&self, key: &str, value: &str) -> Self {
        let mut changed = Self { trang: String::new(), ..self.clone() };
        let own = match key {
            "q" => &mut changed.q,
            "loai" => &mut changed.loai,
            "co-quan" => &mut changed.co_quan,
            "cap" => &mut changed.cap,
            "linh-vuc" => &mut changed.linh_vuc,
            "nam" => &mut changed.nam,
            "hieu-luc" => &mut changed.hieu_luc,
            "trong" => &mut changed.trong,
            "sap-xep" => &mut changed.sap_xep,
            "ngay" => &mut changed.ngay,
            "thoi-diem" => &mut changed.thoi_diem,
            "dung" => &mut changed.dung,
            _ => &mut changed.trang,
        };
        value.clone_into(own);
        changed
    }

    /// Every property with its key, in the order of addresses.
    pub(crate) fn pairs(&self) -> [(&'static str, &str); 13] {
        [
            ("q", &self.q),
            ("loai", &self.loai),
            ("co-quan", &self.co_quan),
            ("cap", &self.cap),
            ("linh-vuc", &self.linh_vuc),
            ("nam", &self.nam),
            ("hieu-luc", &self.hieu_luc),
            ("trong", &self.trong),
            ("sap-xep", &self.sap_xep),
            ("ngay", &self.ngay),
            ("thoi-diem", &self.thoi_diem),
            ("dung", &self.dung),
            ("trang", &self.trang),
        ]
    }

    pub(crate) fn page(&self) -> usize {
        self.trang.parse().unwrap_or(1).clamp(1, LAST_PAGE)
    }

    /// The address of this question with one property changed, from its first page.
    pub(crate) fn url(&self, key: &str, value: &str) -> String {
        self.url_at("/tim", key, value)
    }

    /// The same at another address that takes the same properties.
    pub(crate) fn url_at(&self, path: &str, key: &str, value: &str) -> String {
        query_url(path, &self.with(key, value).pairs())
    }
}
