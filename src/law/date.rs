//! Ngày tháng as legal texts write them.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::text::canonical;

/// `ngày 19 tháng 06 năm 2015`, `ngày 05/11/2021`, `30-01-2019`.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let shape = r"(?xi)
        (?: (?: \b | ngày ) (?P<d1>[0-3]?[0-9]) \s* tháng \s* (?P<m1>[01]?[0-9]) \s* (?:,\s*)? năm \s* (?P<y1>(?:19|20)[0-9]{2}) \b )
      | (?: \b (?P<d2>[0-3]?[0-9]) \s*[/.\-]\s* (?P<m2>[01]?[0-9]) \s*[/.\-]\s* (?P<y2>(?:19|20)[0-9]{2}) \b )";
    #[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by every test")]
    Regex::new(shape).unwrap()
});

/// The first date in `text`: `Ok` when the calendar has it, `Err` with the words when it does not (`31/02/2020`).
pub fn date_in(text: &str) -> Option<Result<Date, String>> {
    let text = canonical(text);
    let found = DATE.captures(&text)?;
    let part =
        |names: [&str; 2]| names.iter().find_map(|name| found.name(name)).map(|it| it.as_str());
    let year = part(["y1", "y2"])?.parse().ok()?;
    let month = part(["m1", "m2"])?.parse().ok()?;
    let day = part(["d1", "d2"])?.parse().ok()?;
    let words = found.get(0).map_or("", |it| it.as_str()).to_owned();
    Some(Date::new(year, month, day).map_err(|_| words))
}

/// Whether `text` is the line of place and date of a title block (`Hà Nội, ngày 19 tháng 6 năm 2015`), dated or blank.
pub fn date_line(text: &str) -> bool {
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        #[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by every test")]
        Regex::new(
            r"(?i)^(?:(?:TP\.)?[^.;:,]{1,40},)?\s*ngày[\s0-9….]*tháng[\s0-9….]*năm[\s0-9….]*$",
        )
        .unwrap()
    });
    LINE.is_match(canonical(text.trim()).trim())
}

/// Reads `2015-06-19`.
pub fn iso(text: &str) -> Option<Date> {
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_and_digits() {
        let date = |text| date_in(text).unwrap().unwrap().to_string();
        assert_eq!(date("Hà Nội, ngày 19 tháng 06 năm 2015"), "2015-06-19");
        assert_eq!(date("số 81/KH-UBTVQH15 ngày 05/11/2021 về"), "2021-11-05");
        assert_eq!(
            date_in("ngày 31 tháng 2 năm 2020"),
            Some(Err("31 tháng 2 năm 2020".to_owned()))
        );
        assert_eq!(date_in("ngày     tháng 6 năm 2026"), None);
        assert!(date_line("Hà Nội, ngày     tháng 6 năm 2026"));
        // Luật 28/2004/QH11 on a law portal; Quyết định 991/QĐ-UBND of 2008.
        assert_eq!(date("Hà Nội, ngày03 tháng 12 năm 2004"), "2004-12-03");
        assert!(date_line("Hà Nội, ngày03 tháng 12 năm 2004"));
        assert!(date_line("TP.Cần Thơ, ngày 01 tháng7 năm 2004"));
        assert!(!date_line("Luật này có hiệu lực từ ngày 01 tháng 7 năm 2016."));
    }
}
