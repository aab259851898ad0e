//! Old Vietnamese encodings: TCVN3, VNI, VPS, VISCII, VIQR.
//!
//! Before Unicode the letters of Vietnamese lived in fonts: the file holds Western letters (`C¨n cø LuËt`), and only the
//! font shows them as `Căn cứ Luật`. Councils and ministries keep twenty years of such files. Here is what each sign
//! stands for; [`Survey`] tells which encoding a stretch is in. All of it works on text that was decoded as
//! Windows-1252, which is how every other program reads these files.

mod case;
mod survey;
mod table;
mod viqr;

pub use case::{raised, to_raise, upper};
pub use survey::{Survey, Tally, may_be_old, recover};
pub use viqr::from_viqr;

use unicode_normalization::UnicodeNormalization;

use table::{OTHER_PAGES, Rows, VNI_LETTERS, VNI_MARKS, WINDOWS_1252};

/// An old encoding that lives in fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Charset {
    /// TCVN 5712 as the ABC fonts have it (`.VnTime`); capitals with marks are small letters in a font of capitals.
    Tcvn3,
    /// VNI fonts: marks stand as signs of their own after the vowel.
    Vni,
    /// VPS.
    Vps,
    /// VISCII.
    Viscii,
}

impl Charset {
    /// Every encoding.
    pub const ALL: [Self; 4] = [Self::Tcvn3, Self::Vni, Self::Vps, Self::Viscii];

    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3",
            Self::Vni => "VNI",
            Self::Vps => "VPS",
            Self::Viscii => "VISCII",
        }
    }

    /// The encoding that a font of this name was made for. The name is a hint only: in 44 files of 100 that name such a
    /// font the text is Unicode.
    pub fn of_font(font: &str) -> Option<Self> {
        let font = font.trim().to_ascii_lowercase();
        if font.starts_with(".vn") {
            Some(Self::Tcvn3)
        } else if font.starts_with("vni") {
            Some(Self::Vni)
        } else if font.starts_with("vps") {
            Some(Self::Vps)
        } else if ["vi ", "vu ", "viscii", "vn "].iter().any(|start| font.starts_with(start)) {
            Some(Self::Viscii)
        } else {
            None
        }
    }

    /// The letter at the start of `rest`, and how many characters it takes there, at least one. What is no letter of the
    /// encoding is given as it is.
    pub fn letter(self, rest: &[char]) -> (char, usize) {
        let Some(&first) = rest.first() else { return ('\u{FFFD}', 1) };
        let found = match self {
            Self::Tcvn3 => one(first, &table::TCVN3, &[]),
            Self::Vps => one(first, &table::VPS, &table::VPS_LOW),
            Self::Viscii => one(first, &table::VISCII, &table::VISCII_LOW),
            Self::Vni => return vni(first, rest.get(1).copied()).unwrap_or((first, 1)),
        };
        (found.unwrap_or(first), 1)
    }

    /// A whole text; `capitals` when its font shows small letters as capitals.
    pub fn decode(self, text: &str, capitals: bool) -> String {
        let letters: Vec<char> = text.chars().collect();
        let mut decoded = String::with_capacity(text.len() * 2);
        let mut at = 0;
        while let Some(rest) = letters.get(at..).filter(|rest| !rest.is_empty()) {
            let (letter, taken) = self.letter(rest);
            if capitals {
                decoded.extend(letter.to_uppercase());
            } else {
                decoded.push(letter);
            }
            at += taken;
        }
        decoded
    }
}

/// Whether a font of this name shows small letters as capitals: `.VnTimeH`, `.VnArialH`.
pub fn is_font_of_capitals(font: &str) -> bool {
    let font = font.trim();
    font.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(".vn")) && font.ends_with('H')
}

/// The byte that Windows-1252 (or another Western code page) shows as this character; symbol fonts keep bytes at U+F000.
pub(crate) fn byte(letter: char) -> Option<u8> {
    match u32::from(letter) {
        code @ (0..=0x7F | 0xA0..=0xFF) => u8::try_from(code).ok(),
        code @ 0xF020..=0xF0FF => u8::try_from(code - 0xF000).ok(),
        code => {
            let [low, high] = WINDOWS_1252.map(|row| row.chars().position(|it| it == letter));
            let shown = low.map(|at| 0x80 + at).or(high.map(|at| 0x90 + at));
            let shown = shown.and_then(|at| u8::try_from(at).ok());
            let control = (0x80..=0x9F).contains(&code).then(|| u8::try_from(code).ok()).flatten();
            let other = || OTHER_PAGES.iter().find(|(it, _)| *it == letter).map(|(_, byte)| *byte);
            shown.or(control).or_else(other)
        }
    }
}

fn one(letter: char, rows: &Rows, low: &[(u8, char)]) -> Option<char> {
    let byte = byte(letter)?;
    if byte < 0x20 {
        return low.iter().find(|(it, _)| *it == byte).map(|(_, letter)| *letter);
    }
    let row = rows.get(usize::from(byte >> 4).checked_sub(8)?)?;
    row.chars().nth(usize::from(byte & 15)).filter(|letter| *letter != ' ')
}

/// A vowel with the sign after it, or a letter that is one sign.
fn vni(first: char, second: Option<char>) -> Option<(char, usize)> {
    let base = first.to_lowercase().next()?;
    let case = |letter: char| {
        if first.is_uppercase() { letter.to_uppercase().next().unwrap_or(letter) } else { letter }
    };
    let single = VNI_LETTERS.iter().find(|(sign, _)| *sign == base).map(|(_, letter)| *letter);
    let letter = single.unwrap_or(base);
    // The sign after a capital may be a small one: typists mixed them (`ÑIEàU`).
    let sign = second.and_then(|second| second.to_lowercase().next());
    let mark = sign.and_then(|sign| {
        VNI_MARKS.iter().find(|(it, _, vowels)| *it == sign && vowels.contains(base))
    });
    match mark {
        Some((_, marks, _)) => {
            let composed: Option<char> = std::iter::once(letter).chain(marks.chars()).nfc().next();
            Some((case(composed?), 2))
        }
        None => single.map(|letter| (case(letter), 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(charset: Charset, raw: &str, expected: &str) {
        assert_eq!(charset.decode(raw, false), expected, "{raw}");
    }

    #[test]
    fn each_encoding_gives_its_letters() {
        check(Charset::Tcvn3, "C¨n cø LuËt §Êt ®ai, n\u{AD}íc", "Căn cứ Luật Đất đai, nước");
        check(
            Charset::Vni,
            "COÄNG HOØA, Ñieàu 5, ngöôøi, kyõ, TÆNH",
            "CỘNG HÒA, Điều 5, người, kỹ, TỈNH",
        );
        check(Charset::Viscii, "Ði«u 1. Nhà nß¾c", "Điều 1. Nhà nước");
        check(Charset::Vps, "ñiŠu 1. Nhà nÜ§c", "Điều 1. Nhà nước");
        assert_eq!(Charset::Tcvn3.decode("ñy ban", true), "ỦY BAN");
    }

    #[test]
    fn every_letter_of_vietnamese_is_in_the_full_encodings() {
        for (rows, low) in
            [(&table::VPS, &table::VPS_LOW[..]), (&table::VISCII, &table::VISCII_LOW[..])]
        {
            let mut letters: Vec<char> = rows.iter().flat_map(|row| row.chars()).collect();
            letters.extend(low.iter().map(|(_, letter)| *letter));
            letters.retain(|letter| *letter != ' ');
            letters.sort_unstable();
            letters.dedup();
            assert_eq!(letters.len(), 134);
        }
    }

    #[test]
    fn fonts_hint() {
        assert_eq!(Charset::of_font(".VnTimeH"), Some(Charset::Tcvn3));
        assert_eq!(Charset::of_font("VNI-Times"), Some(Charset::Vni));
        assert_eq!(Charset::of_font("Times New Roman"), None);
        assert!(is_font_of_capitals(".VnArialH") && !is_font_of_capitals(".VnTime"));
    }
}
