//! Telling in which encoding a stretch of text is.
//!
//! The name of the font is wrong too often: Unicode files keep `.VnTime` as the name of a font that is not even there,
//! and TCVN3 text stands in `Times New Roman` after the font was lost. So words are counted: read in the right encoding
//! nearly every word is a Vietnamese syllable, in a wrong one few are. Counts are kept for each font of a document; a
//! stretch that holds enough words speaks for itself, a short one is judged by its font.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::text::legacy::{Charset, byte, raised};
use crate::text::{fold, is_syllable};

/// Small letters with a mark.
const MARKED: &str = "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";

/// Vowels that stand together in a syllable, without their marks.
const VOWELS: [&str; 39] = [
    "a", "ai", "ao", "au", "ay", "e", "eo", "eu", "i", "ia", "ie", "ieu", "iu", "o", "oa", "oai",
    "oao", "oay", "oe", "oeo", "oi", "oo", "u", "ua", "uay", "uau", "ue", "ui", "uo", "uoi", "uou",
    "uu", "uy", "uya", "uye", "uyu", "y", "ye", "yeu",
];

/// Words that a stretch must have to speak for itself.
const ENOUGH: u32 = 4;

/// How many of the words with a mark are Vietnamese syllables, as Unicode and in each old encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    marked: u32,
    unicode: u32,
    /// In the order of [`Charset::ALL`].
    old: [u32; 4],
}

/// Counts for each font of a document.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    fonts: BTreeMap<String, Tally>,
    all: Tally,
    /// How many stretches speak for themselves, in the order of [`Charset::ALL`].
    spoken: [u32; 4],
}

impl Tally {
    /// Counts the words of a text.
    pub fn of(text: &str) -> Self {
        Self::count_words(words(text))
    }

    fn count_words<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut tally = Self::default();
        for word in words {
            tally.marked += 1;
            // Most words of a Unicode text have a letter that no old encoding shows: nothing else need be asked.
            if word.chars().any(|letter| byte(letter).is_none()) {
                tally.unicode += u32::from(word.chars().all(is_letter));
                continue;
            }
            tally.unicode += u32::from(is_vietnamese(word));
            for (charset, count) in Charset::ALL.iter().zip(&mut tally.old) {
                *count += u32::from(is_vietnamese(&charset.decode(word, false)));
            }
        }
        tally
    }

    fn add(&mut self, other: Self) {
        self.marked += other.marked;
        self.unicode += other.unicode;
        for (count, more) in self.old.iter_mut().zip(other.old) {
            *count += more;
        }
    }

    /// The old encoding in which clearly more words are Vietnamese than as Unicode; of equals the one hinted at.
    fn clear(&self, hint: Option<Charset>) -> Option<Charset> {
        let (charset, count) = self.best(hint)?;
        let apart = count * 4 >= self.unicode * 4 + self.marked;
        (count * 10 >= self.marked * 7 && apart).then_some(charset)
    }

    /// How many words are Vietnamese in an encoding.
    fn count(&self, charset: Charset) -> u32 {
        let counted = Charset::ALL.into_iter().zip(self.old);
        counted.filter(|(it, _)| *it == charset).map(|(_, count)| count).sum()
    }

    /// The old encoding with most Vietnamese words; of equals the one hinted at, then the one that is met most often.
    fn best(&self, hint: Option<Charset>) -> Option<(Charset, u32)> {
        let counted = Charset::ALL.into_iter().zip(self.old);
        counted.rev().max_by_key(|(charset, count)| (*count, Some(*charset) == hint))
    }
}

impl Survey {
    /// Counts a stretch in a font (empty when none is named).
    pub fn note(&mut self, font: &str, text: &str) {
        if text.is_ascii() {
            return;
        }
        let tally = Tally::of(text);
        self.all.add(tally);
        let spoken = if tally.marked >= ENOUGH { speaks(text) } else { None };
        for (charset, count) in Charset::ALL.into_iter().zip(&mut self.spoken) {
            *count += u32::from(spoken == Some(charset));
        }
        match self.fonts.get_mut(font) {
            Some(known) => known.add(tally),
            None => {
                self.fonts.insert(font.to_owned(), tally);
            }
        }
    }

    /// Whether any font or stretch of the document holds an old encoding.
    pub fn finds_any(&self) -> bool {
        self.spoken.iter().any(|count| *count > 0)
            || self.fonts.iter().any(|(font, tally)| self.verdict(font, tally).is_some())
            || self.all.clear(None).is_some()
    }

    /// The old encoding of a stretch in a font; none when it is Unicode or has no letter with a mark.
    pub fn charset(&self, font: &str, text: &str) -> Option<Charset> {
        let local = Tally::of(text);
        let verdict = self.fonts.get(font).and_then(|tally| self.verdict(font, tally));
        // Letters that no old encoding shows are of another.
        let shown = || text.chars().all(|letter| !is_letter(letter) || byte(letter).is_some());
        let Some(verdict) = verdict else {
            let own = if local.marked >= ENOUGH { speaks(text) } else { None };
            return own.or_else(|| self.stray(local, text));
        };
        if local.marked < ENOUGH {
            return shown().then_some(verdict);
        }
        // Many words told what the font holds; the few of a line tell otherwise only when they clearly do.
        let (own, best) = (local.count(verdict), local.best(Some(verdict)).map_or(0, |it| it.1));
        if own > local.unicode && own + 1 + local.marked / 8 >= best && shown() {
            return Some(verdict);
        }
        let is_sound = local.unicode * 10 >= local.marked * 7;
        local.clear(Some(verdict)).or(Some(verdict).filter(|_| !is_sound))
    }

    /// The encoding of a word or two that are not Vietnamese as they stand and are in the encoding of other stretches.
    fn stray(&self, local: Tally, text: &str) -> Option<Charset> {
        let spoken = Charset::ALL.into_iter().zip(self.spoken).filter(|(_, count)| *count > 0);
        let (charset, _) = spoken.max_by_key(|(_, count)| *count)?;
        let odd = may_be_old_by(std::iter::once(text), 1);
        let told = local.marked > 0 && local.unicode == 0 && local.count(charset) == local.marked;
        (told && odd).then_some(charset)
    }

    /// The encoding of a font by all its words; with few words, its name or the rest of the document decides.
    fn verdict(&self, font: &str, tally: &Tally) -> Option<Charset> {
        let named = Charset::of_font(font);
        let hint = named.or_else(|| self.all.clear(None));
        if tally.marked >= ENOUGH {
            return tally.clear(hint);
        }
        let (charset, count) = tally.best(hint)?;
        (count > tally.unicode && hint == Some(charset)).then_some(charset)
    }
}

/// Whether a text has letters that only old encodings have in such numbers (`¸ ® µ ö ñ ï`). It is what is asked first of
/// every file, so it only counts.
pub fn may_be_old<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    may_be_old_by(texts, ENOUGH as usize)
}

fn may_be_old_by<'a>(texts: impl Iterator<Item = &'a str>, enough: usize) -> bool {
    let is_odd = |letter: &char| {
        matches!(letter, '\u{A1}'..='\u{FF}') && !is_letter(*letter)
            || matches!(letter, '\u{F0A1}'..='\u{F0FF}')
    };
    texts.flat_map(str::chars).filter(is_odd).nth(enough.saturating_sub(1)).is_some()
}

/// A text without fonts in Unicode, line by line, and the encoding that most of what was old is in; none when nothing is.
/// Files that were put together of others mix encodings.
pub fn recover(text: &str) -> Option<(String, Charset)> {
    let lines = || text.split_inclusive('\n');
    if !may_be_old(std::iter::once(text)) {
        return None;
    }
    let mut survey = Survey::default();
    lines().for_each(|line| survey.note("", line));
    if !survey.finds_any() {
        return None;
    }
    let mut recovered = String::with_capacity(text.len() * 2);
    let mut times: BTreeMap<Charset, usize> = BTreeMap::new();
    for line in lines() {
        let charset = survey.charset("", line).filter(|_| !line.is_ascii());
        if let Some(charset) = charset {
            *times.entry(charset).or_default() += 1;
            recovered.push_str(&raised(&charset.decode(line, false)));
        } else {
            recovered.push_str(line);
        }
    }
    let (charset, _) = times.into_iter().max_by_key(|(_, count)| *count)?;
    Some((recovered, charset))
}

/// The old encoding of a stretch that has enough different words to tell it by itself: `m²` four times tells nothing.
fn speaks(text: &str) -> Option<Charset> {
    let different: BTreeSet<&str> = words(text).collect();
    let tally = Tally::count_words(different.into_iter());
    tally.clear(None).filter(|_| tally.marked >= ENOUGH)
}

/// The words that tell an encoding: they have a letter that is not ASCII, are longer than that, and no measure. A lone `đ` is
/// what markup cut off a word (`quy đ` + `ịnh`), and a vowel in other encodings.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let measure = |word: &str| {
        let unit = word.trim_end_matches(['²', '³']);
        unit.len() < word.len() && ["m", "km", "cm", "dm", "mm"].contains(&unit)
    };
    let lone = |word: &str| word.chars().nth(1).is_none();
    text.split(is_gap).filter(move |it| !it.is_ascii() && !lone(it) && !measure(it))
}

/// What separates words in raw text: the signs of old encodings are no gaps, quotes and dashes of Windows-1252 are.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_ascii() && !letter.is_ascii_alphanumeric()
        || matches!(letter, '‘' | '’' | '“' | '”' | '–' | '—' | '…' | '•')
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || letter.to_lowercase().next().is_some_and(|lower| MARKED.contains(lower))
}

/// Whether a word is a Vietnamese syllable in every respect that wrong letters would break: its letters, its vowels, one
/// tone mark, a tone that its end allows, no capital after a small letter.
fn is_vietnamese(word: &str) -> bool {
    let word: String = word.nfc().collect();
    let word = word.trim_matches(|c: char| c.is_ascii_digit());
    let cased = word.chars().zip(word.chars().skip(1));
    // `TàI` is what TCVN3 gives for TÀI in a font without marked capitals;.
    let mut cased = cased.map(|(left, right)| {
        left.is_lowercase() && right.is_uppercase() && (left.is_ascii() || !right.is_ascii())
    });
    if !is_syllable(word) || !word.chars().all(is_letter) || cased.any(|is_mixed| is_mixed) {
        return false;
    }
    let lower = word.to_lowercase();
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let tones: Vec<char> = lower.nfd().filter(is_tone).collect();
    let stopped = ["c", "ch", "p", "t"].iter().any(|end| lower.ends_with(end));
    let tone_fits = match tones.as_slice() {
        [] => !stopped,
        [tone] => !stopped || matches!(tone, '\u{301}' | '\u{323}'),
        _ => false,
    };
    tone_fits && VOWELS.contains(&vowels(&fold(&lower)))
}

/// The vowels of a folded syllable, without the letter that belongs to `gi` and `qu`.
fn vowels(folded: &str) -> &str {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let rest = folded.trim_start_matches(|c: char| !is_vowel(c));
    let end = rest.find(|c: char| !is_vowel(c)).unwrap_or(rest.len());
    let vowels = rest.get(..end).unwrap_or_default();
    let onset = folded.get(..folded.len() - rest.len()).unwrap_or_default();
    let owned = match onset {
        "q" => vowels.strip_prefix('u'),
        "g" => vowels.strip_prefix('i'),
        _ => None,
    };
    owned.filter(|vowels| !vowels.is_empty()).unwrap_or(vowels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_their_encoding() {
        let of = |text: &str| Tally::of(text).clear(None);
        assert_eq!(of("C¨n cø LuËt Tæ chøc ChÝnh phñ ngµy 30 th¸ng 9"), Some(Charset::Tcvn3));
        assert_eq!(of("Ñoäc laäp - Töï do - Haïnh phuùc"), Some(Charset::Vni));
        assert_eq!(of("Nß¾c Cµng hòa xã hµi chü nghîa Vi®t Nam"), Some(Charset::Viscii));
        assert_eq!(of("NÜ§c C¶ng hòa xã h¶i chû nghïa ViŒt Nam"), Some(Charset::Vps));
        assert_eq!(of("Căn cứ Luật Tổ chức Chính phủ, là và có"), None);
        assert_eq!(of("là có và các tài sản"), None);
        assert_eq!(of("1. Các chính sách quy đ"), None);
        assert_eq!(of("Société générale à l'économie française"), None);
    }

    #[test]
    fn a_font_is_judged_by_its_words_not_by_its_name() {
        let mut survey = Survey::default();
        survey.note(".VnTime", "Căn cứ Luật Tổ chức Chính phủ ngày 30 tháng 9 năm 2015");
        survey.note("Arial", "C¨n cø LuËt Tæ chøc ChÝnh phñ ngµy 30 th¸ng 9 n¨m 2015");
        assert_eq!(survey.charset(".VnTime", "là"), None);
        assert_eq!(survey.charset("Arial", "vµ"), Some(Charset::Tcvn3));
        assert_eq!(survey.charset("Arial", "Luật"), None);
        assert!(survey.finds_any());
    }

    #[test]
    fn the_words_of_a_font_outweigh_those_of_a_line() {
        let mut survey = Survey::default();
        for _ in 0..20 {
            survey.note("VNI-Times", "Ñoäc laäp - Töï do - Haïnh phuùc, ngöôøi ñöùng ñaàu cô quan");
            survey.note("Arial", "Trþ giúp viên pháp lý, Nß¾c Cµng hòa xã hµi chü nghîa");
        }
        assert_eq!(survey.charset("VNI-Times", "2. Hoà sô vuï aùn goàm:"), Some(Charset::Vni));
        assert_eq!(survey.charset("Arial", "d) Trþ giúp viên pháp lý."), Some(Charset::Viscii));
        assert_eq!(survey.charset("VNI-Times", "Căn cứ Luật Tổ chức Chính phủ"), None);
    }

    #[test]
    fn lines_of_a_file_are_read_each_in_its_encoding() {
        let mixed = "Điều 1. Phạm vi điều chỉnh của Nghị quyết này\n§iÒu 2.\nQuyÕt ®Þnh nµy cã hiÖu lùc tõ ngµy ký.\nHéi ®ång nh©n d©n TØNH, TOµN QUèC\n";
        let (text, charset) = recover(mixed).unwrap();
        assert_eq!(charset, Charset::Tcvn3);
        assert_eq!(
            text,
            "Điều 1. Phạm vi điều chỉnh của Nghị quyết này\nĐiều 2.\nQuyết định này có hiệu lực từ ngày ký.\nHội đồng nhân dân TỈNH, TOÀN QUỐC\n"
        );
        assert_eq!(recover("Diện tích 5 m², ± 3%, § 4 và ¶ 5 của Bộ luật"), None);
        assert_eq!(recover("Đất 5 m², 6 m², 7 dam², 8 m³, 9 m³, 4 km², 10 ha²"), None);
    }
}
