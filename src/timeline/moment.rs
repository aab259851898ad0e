//! Thời điểm: the day that a phrase names, as far as it can be counted.
//!
//! `từ ngày 01 tháng 7 năm 2016`, `kể từ ngày ký`, `sau 45 ngày kể từ ngày ký`, `kể từ ngày Luật này có hiệu lực`, `đến hết
//! ngày 31 tháng 12 năm 2020`, `trong 05 năm`. Works on comparable text (see [`crate::text::Form`]).

use std::ops::Range;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::law::date_in;
use crate::text::ordinal;

/// A phrase of time and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) range: Range<usize>,
    pub(crate) when: When,
}

/// When.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// From a day of the calendar.
    From(Date),
    /// From so many days after the day of issue.
    Issue(i32),
    /// From the day on which the text that speaks begins.
    WithThis,
    /// From a day that the text does not give: publication, another text's beginning.
    Open,
    /// Through this day.
    Until(Date),
    /// For so many months from the beginning.
    For(i32),
}

/// The names of texts as they speak of themselves, for patterns in which white space means nothing.
pub(crate) const KINDS: &str = r"bộ\s+luật|luật|pháp\s+lệnh|nghị\s+quyết\s+liên\s+tịch|nghị\s+quyết|nghị\s+định|quyết\s+định|thông\s+tư\s+liên\s+tịch|thông\s+tư|chỉ\s+thị|quy\s+định|quy\s+chế|điều\s+lệ|văn\s+bản|kế\s+hoạch|hướng\s+dẫn|lệnh|hiến\s+pháp";

const DATE: &str = r"(?:(?:ngày\s*)?[0-3]?[0-9]\s*tháng\s*[01]?[0-9]\s*(?:,\s*)?năm\s*(?:19|20)[0-9]{2}|(?:ngày\s*)?[0-3]?[0-9]\s*[/.\-]\s*[01]?[0-9]\s*[/.\-]\s*(?:19|20)[0-9]{2})";

static PHRASES: LazyLock<Regex> = LazyLock::new(|| {
    let issue = r"(?:ngày\s+(?:được\s+)?(?:ký(?:\s+ban\s+hành)?|ban\s+hành)|ngày\s+(?:[^,.;]{0,60}\s)?thông\s+qua)";
    let shape = format!(
        r"(?x)
        # sau 45 ngày kể từ ngày ký; sau mười lăm ngày, kể từ ngày đăng Công báo
        (?: \bsau \s+ (?P<count>[0-9]+|\p{{L}}+(?:\s\p{{L}}+){{0,3}}?) (?:\s*\([^)]*\))? \s+ ngày \s* ,? \s* (?:làm\s+việc\s*,?\s*)? (?:kể\s+)? từ \s+
            (?: (?P<counted>{issue}) | ngày\s+(?:đăng|công\s+bố|được)[^,.;]{{0,40}}?(?:công\s+báo|công\s+bố|\b) ) )
        # kể từ ngày Luật này có hiệu lực thi hành
      | (?P<this> (?:kể\s+)? (?:từ|trước|cùng|sau) \s+ (?:ngày|thời\s+điểm|khi) \s+ (?:với\s+)? (?:có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:của\s+)?)? (?:{KINDS}) \s+ này (?:\s+ (?:được\s+ban\s+hành|(?:bắt\s+đầu\s+)?có\s+hiệu\s+lực(?:\s+thi\s+hành)?))? )
        # đến hết ngày 31 tháng 12 năm 2020; đến hết năm 2025
      | (?: \b(?:đến|tới) \s+ (?:hết\s+)? (?P<until>{DATE}) )
      | (?: \b(?:đến|tới) \s+ hết \s+ năm \s+ (?P<year>(?:19|20)[0-9]{{2}}) )
        # trong 05 năm, trong thời hạn 3 năm
      | (?: \b trong \s+ (?:(?:thời\s+gian|thời\s+hạn|vòng)\s+)? (?P<span>[0-9]+|\p{{L}}+) \s+ (?P<unit>năm|tháng) \b )
        # từ ngày 01 tháng 7 năm 2016; ngày 01/7/2016
      | (?: (?:\b(?:kể\s+)?từ\s+(?:[0-9]+\s+giờ\s*,?\s*)?)? (?P<date>{DATE}) )
        # từ năm ngân sách 2017
      | (?: \b(?:từ|kể\s+từ) \s+ năm \s+ (?:ngân\s+sách\s+)? (?P<budget>(?:19|20)[0-9]{{2}}) )
        # kể từ ngày ký
      | (?P<issue> \b(?:kể\s+)?từ\s+{issue} )
        # kể từ ngày đăng Công báo
      | (?P<open> \b(?:kể\s+)?từ\s+ngày\s+(?:được\s+)? (?:công\s+bố|đăng[^,.;]{{0,40}}?công\s+báo|đăng) )
        # kể từ ngày Bộ luật Lao động số 45/2019/QH14 có hiệu lực
      | (?P<other> (?:từ|trước|cùng|sau) \s+ (?:ngày|thời\s+điểm|khi) \s+ [^,;:]{{0,120}}? có\s+hiệu\s+lực(?:\s+thi\s+hành)? )"
    );
    #[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by every test")]
    Regex::new(&shape).unwrap()
});

/// The phrases of time in a comparable text, in order.
pub(crate) fn moments(text: &str) -> Vec<Moment> {
    let found = PHRASES.captures_iter(text);
    found
        .filter_map(|found| {
            let whole = found.get(0)?;
            Some(Moment { range: whole.range(), when: when(&found)? })
        })
        .collect()
}

fn when(found: &Captures<'_>) -> Option<When> {
    let part = |name| found.name(name).map(|it| it.as_str());
    let day = |text: &str| date_in(text)?.ok();
    if let Some(count) = part("count") {
        let days = ordinal(count).and_then(|days| i32::try_from(days).ok());
        return Some(days.filter(|_| part("counted").is_some()).map_or(When::Open, When::Issue));
    }
    if part("this").is_some() {
        return Some(When::WithThis);
    }
    if part("other").is_some() || part("open").is_some() {
        return Some(When::Open);
    }
    if let Some(until) = part("until") {
        return day(until).map(When::Until);
    }
    if let Some(year) = part("year") {
        return Date::new(year.parse().ok()?, 12, 31).ok().map(When::Until);
    }
    if let Some(count) = part("span") {
        let count = i32::try_from(ordinal(count)?).ok()?;
        return Some(When::For(if part("unit") == Some("năm") { 12 * count } else { count }));
    }
    // Luật Ngân sách nhà nước 83/2015/QH13 begins "từ năm ngân sách 2017"; a budget year begins on 01/01 (its Điều 14).
    if let Some(year) = part("budget") {
        return Date::new(year.parse().ok()?, 1, 1).ok().map(When::From);
    }
    match part("date") {
        Some(date) => day(date).map(When::From),
        None => Some(When::Issue(0)),
    }
}

/// The day after `date`.
pub(crate) fn day_after(date: Date) -> Option<Date> {
    days_after(date, 1)
}

/// The day so many days after `date`: `sau 15 ngày kể từ ngày ký` counts the day of signing as none.
pub(crate) fn days_after(date: Date, days: i32) -> Option<Date> {
    date.checked_add(i64::from(days).days()).ok()
}

/// The day so many months after `date`.
pub(crate) fn months_after(date: Date, months: i32) -> Option<Date> {
    date.checked_add(i64::from(months).months()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn phrases_of_time() {
        let first = |text: &str| moments(&crate::text::comparable(text)).first().map(|it| it.when);
        for (text, when) in [
            ("có hiệu lực thi hành từ ngày 01 tháng 7 năm 2016.", When::From(date(2016, 7, 1))),
            ("có hiệu lực kể từ 05/12/2025", When::From(date(2025, 12, 5))),
            ("có hiệu lực kể từ ngày ký ban hành", When::Issue(0)),
            ("có hiệu lực sau 45 ngày kể từ ngày ký", When::Issue(45)),
            ("có hiệu lực thi hành sau mười lăm ngày, kể từ ngày ký", When::Issue(15)),
            ("có hiệu lực sau 15 ngày, kể từ ngày đăng Công báo", When::Open),
            ("hết hiệu lực kể từ ngày Luật này có hiệu lực thi hành", When::WithThis),
            ("hết hiệu lực từ ngày có hiệu lực của Nghị định này", When::WithThis),
            ("áp dụng đến hết ngày 31 tháng 12 năm 2020", When::Until(date(2020, 12, 31))),
            ("áp dụng đến hết năm 2025", When::Until(date(2025, 12, 31))),
            ("được thực hiện trong 05 năm", When::For(60)),
            ("có hiệu lực thi hành từ năm ngân sách 2017", When::From(date(2017, 1, 1))),
        ] {
            assert_eq!(first(text), Some(when), "{text}");
        }
        assert_eq!(first("Hợp đồng có hiệu lực"), None);
    }
}
