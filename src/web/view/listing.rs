//! A document on one line of a list, and how dates, counts and statuses are written.

use jiff::civil::Date;

use crate::law::{Kind, Listing, Status};

/// A document as lists and results show it.
#[derive(Clone, Debug)]
pub(crate) struct ListingView {
    /// Its page.
    pub(crate) url: String,
    /// `Luật số 77/2015/QH13`.
    pub(crate) name: String,
    /// Trích yếu.
    pub(crate) title: String,
    /// Cơ quan ban hành.
    pub(crate) issuer: String,
    /// Ngày ban hành, with its machine form.
    pub(crate) issued: Option<(String, String)>,
    /// Whether its text is not loaded.
    pub(crate) catalogue_only: bool,
    /// Whether it is illustrative.
    pub(crate) illustrative: bool,
    /// Its status, where it was told.
    pub(crate) status: Option<Badge>,
}

/// A status as a badge.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Badge(pub(crate) Status);

impl Badge {
    /// In words.
    pub(crate) fn name(self) -> &'static str {
        self.0.name()
    }

    /// The class that colours it.
    pub(crate) fn class(self) -> &'static str {
        self.0.slug()
    }
}

impl ListingView {
    /// A listing without its status.
    pub(crate) fn of(listing: &Listing) -> Self {
        let issuers: Vec<String> = listing.authorities.iter().map(ToString::to_string).collect();
        Self {
            url: format!("/vb/{}", listing.reference.slug()),
            name: name_of(listing),
            title: full_title(listing.kind, &listing.title),
            issuer: issuers.join(", "),
            issued: listing.issued.map(|date| (day(date), date.to_string())),
            catalogue_only: listing.catalogue_only,
            illustrative: listing.illustrative,
            status: None,
        }
    }

    /// The document's piece of a URL.
    pub(crate) fn slug(&self) -> &str {
        self.url.trim_start_matches("/vb/")
    }

    /// The listing with its status.
    pub(crate) fn with(mut self, status: Status) -> Self {
        self.status = Some(Badge(status));
        self
    }
}

/// The name people use for a listed document: `Nghị quyết số 629/2019/UBTVQH14`, `Hiến pháp 2013`.
pub(crate) fn name_of(listing: &Listing) -> String {
    let number = listing.reference.number.as_str();
    match listing.kind {
        Kind::Constitution => {
            let year = listing.issued.map_or_else(String::new, |it| it.year().to_string());
            format!("Hiến pháp {year}").trim_end().to_owned()
        }
        kind if number == "khong-so" => format!("{} (không số)", kind.name()),
        kind => format!("{} số {number}", kind.name()),
    }
}

/// The title as people say it: the name of a law begins with its kind (`Luật Tổ chức chính quyền địa phương`), which the
/// title block sets on a line of its own.
pub(crate) fn full_title(kind: Kind, title: &str) -> String {
    let named = matches!(kind, Kind::Code | Kind::Law | Kind::Ordinance);
    if !named || title.to_lowercase().starts_with(&kind.name().to_lowercase()) {
        return title.to_owned();
    }
    let shouted = !title.chars().any(char::is_lowercase);
    let kind = if shouted { kind.name().to_uppercase() } else { kind.name().to_owned() };
    format!("{kind} {title}")
}

/// A date as Vietnamese readers write it: `19/06/2015`.
pub(crate) fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laws_are_named_with_their_kind() {
        assert_eq!(full_title(Kind::Law, "Đất đai"), "Luật Đất đai");
        assert_eq!(full_title(Kind::Code, "DÂN SỰ"), "BỘ LUẬT DÂN SỰ");
        assert_eq!(full_title(Kind::Code, "Bộ luật Dân sự 2005"), "Bộ luật Dân sự 2005");
        assert_eq!(full_title(Kind::Resolution, "Về việc thử"), "Về việc thử");
    }
}
