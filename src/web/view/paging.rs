//! Filters and pages as links: every state of a list has an address of its own.

use std::fmt::Write as _;

/// A page number or a gap between them.
#[derive(Clone, Debug)]
pub(crate) struct PageLink {
    /// Counted from 1; 0 for a gap.
    pub(crate) number: usize,
    /// Where it is; empty for the page shown and for a gap.
    pub(crate) url: String,
}

/// The links under a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pager {
    /// The page before.
    pub(crate) previous: Option<String>,
    /// The page after.
    pub(crate) next: Option<String>,
    /// First, last, and those near the page shown.
    pub(crate) links: Vec<PageLink>,
}

/// A filter: one property, its values and their counts.
#[derive(Clone, Debug)]
pub(crate) struct Facet {
    /// `Loại văn bản`.
    pub(crate) title: &'static str,
    /// The values.
    pub(crate) options: Vec<FacetOption>,
}

/// A value of a filter.
#[derive(Clone, Debug)]
pub(crate) struct FacetOption {
    /// In words.
    pub(crate) label: String,
    /// How many match; none when not counted.
    pub(crate) count: Option<usize>,
    /// The list with this value chosen, or given up when it is chosen now.
    pub(crate) url: String,
    /// Whether it is chosen.
    pub(crate) chosen: bool,
}

/// The deepest page that is linked and answered: nobody reads further, and each page deeper costs more.
pub(crate) const LAST_PAGE: usize = 100;

impl Pager {
    /// The links for page `current` of a list of `total` items; `url` gives the address of a page.
    pub(crate) fn new(
        current: usize,
        size: usize,
        total: usize,
        url: impl Fn(usize) -> String,
    ) -> Self {
        let last = total.div_ceil(size.max(1)).clamp(1, LAST_PAGE);
        if last == 1 {
            return Self::default();
        }
        let mut links = Vec::new();
        let mut before = 0;
        for number in (1..=last).filter(|&it| it == 1 || it == last || it.abs_diff(current) <= 1) {
            if number > before + 1 {
                links.push(PageLink { number: 0, url: String::new() });
            }
            let url = if number == current { String::new() } else { url(number) };
            links.push(PageLink { number, url });
            before = number;
        }
        Self {
            previous: (current > 1).then(|| url(current - 1)),
            next: (current < last).then(|| url(current + 1)),
            links,
        }
    }
}

/// `path?a=b&c=d` with the empty values left out.
pub(crate) fn query_url(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut url = path.to_owned();
    let mut joint = '?';
    for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        url.push(joint);
        url.push_str(key);
        url.push('=');
        encode(value, &mut url);
        joint = '&';
    }
    url
}

fn encode(value: &str, out: &mut String) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_keep_what_was_asked() {
        let url = query_url("/tim", &[("q", "điều 5"), ("loai", ""), ("nam", "2015")]);
        assert_eq!(url, "/tim?q=%C4%91i%E1%BB%81u+5&nam=2015");
    }

    #[test]
    fn pagers_show_the_ends_and_the_neighbours() {
        let pager = Pager::new(5, 10, 95, |page| page.to_string());
        let numbers: Vec<usize> = pager.links.iter().map(|it| it.number).collect();
        assert_eq!(numbers, [1, 0, 4, 5, 6, 0, 10]);
        assert_eq!((pager.previous.as_deref(), pager.next.as_deref()), (Some("4"), Some("6")));
        assert!(Pager::new(1, 10, 10, |page| page.to_string()).links.is_empty());
    }
}
