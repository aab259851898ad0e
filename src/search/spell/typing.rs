//! Letters of a typing method that were not turned into marks: `hooij ddoongf` (Telex), `ho65i d9o62ng` (VNI).
//!
//! Both write the mark after the letter, at once or at the end of the syllable.

/// Tones, in the order of the VNI digits 1 to 5: sắc, huyền, hỏi, ngã, nặng.
const TONES: [char; 5] = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];
const TELEX_TONES: [char; 5] = ['s', 'f', 'r', 'x', 'j'];

/// What a key does to the syllable typed so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Letter(char),
    /// `aa`, `o6`: the roof of â ê ô.
    Roof(Option<char>),
    /// `aw`, `o7`, `a8`: the hook of ơ ư and the bow of ă.
    Hook,
    /// `dd`, `d9`.
    Bar,
    Tone(char),
}

/// The syllable that `word` was meant to be; none when no mark is left in it. What comes out may be no Vietnamese.
pub(super) fn marked(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    if !word.is_ascii() || word.len() > 12 || !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let is_vni = word.contains(|c: char| c.is_ascii_digit());
    let mut letters: Vec<char> = Vec::new();
    let mut tone = None;
    let mut changed = false;
    for letter in word.chars() {
        let key = if is_vni { vni(letter) } else { telex(letter, &letters) };
        let done = match key {
            Key::Letter(_) => false,
            Key::Tone(mark) => tone.replace(mark).is_none() && letters.iter().any(is_vowel),
            Key::Roof(of) => put(&mut letters, &[('a', 'â'), ('e', 'ê'), ('o', 'ô')], of),
            Key::Hook => hook(&mut letters),
            Key::Bar => put(&mut letters, &[('d', 'đ')], None),
        };
        changed |= done;
        if !done {
            if letter.is_ascii_digit() {
                return None;
            }
            letters.push(letter);
        }
    }
    changed.then(|| toned(&letters, tone))
}

fn telex(letter: char, typed: &[char]) -> Key {
    let tone = TELEX_TONES.iter().position(|&it| it == letter).and_then(|at| TONES.get(at));
    match (letter, tone) {
        (_, Some(&mark)) if typed.iter().any(is_vowel) => Key::Tone(mark),
        ('a' | 'e' | 'o', _) if typed.contains(&letter) => Key::Roof(Some(letter)),
        ('d', _) if typed.first() == Some(&'d') => Key::Bar,
        ('w', _) => Key::Hook,
        _ => Key::Letter(letter),
    }
}

fn vni(letter: char) -> Key {
    let digit = letter.to_digit(10).and_then(|it| usize::try_from(it).ok());
    match digit {
        Some(digit @ 1..=5) => {
            TONES.get(digit - 1).map_or(Key::Letter(letter), |&it| Key::Tone(it))
        }
        Some(6) => Key::Roof(None),
        Some(7 | 8) => Key::Hook,
        Some(9) => Key::Bar,
        _ => Key::Letter(letter),
    }
}

/// Turns the last letter that `marks` can mark, or `only` that one; whether there was one.
fn put(letters: &mut [char], marks: &[(char, char)], only: Option<char>) -> bool {
    for letter in letters.iter_mut().rev() {
        let to = marks.iter().find(|(from, _)| from == letter && only.is_none_or(|it| it == *from));
        if let Some(&(_, to)) = to {
            *letter = to;
            return true;
        }
    }
    false
}

/// `uo` → `ươ`, else the last of u, o, a. A Telex `w` without them is `ư`.
fn hook(letters: &mut Vec<char>) -> bool {
    if let Some(at) = letters.windows(2).position(|two| matches!(two, ['u', 'o'])) {
        let begins_qu = at > 0 && letters.get(at - 1) == Some(&'q');
        for (letter, to) in letters.iter_mut().skip(at).take(2).zip(['ư', 'ơ']) {
            if !(begins_qu && to == 'ư') {
                *letter = to;
            }
        }
        return true;
    }
    if put(letters, &[('u', 'ư'), ('o', 'ơ'), ('a', 'ă')], None) {
        return true;
    }
    letters.push('ư');
    true
}

fn is_vowel(letter: &char) -> bool {
    matches!(letter, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

/// The letters with the tone on the vowel that carries it.
fn toned(letters: &[char], tone: Option<char>) -> String {
    let mut vowels: Vec<usize> =
        letters.iter().enumerate().filter(|(_, it)| is_vowel(it)).map(|(at, _)| at).collect();
    let begins = |start: [char; 2]| letters.starts_with(&start);
    if vowels.len() > 1 && (begins(['q', 'u']) || begins(['g', 'i'])) {
        vowels.remove(0);
    }
    let marked = vowels.iter().rev().find(|&&at| letters.get(at).is_some_and(|it| !it.is_ascii()));
    let closed = vowels.last().is_some_and(|&last| last + 1 < letters.len());
    let carrier = match (marked, vowels.as_slice()) {
        (Some(&at), _) => Some(at),
        (None, [only]) => Some(*only),
        (None, [.., last]) if closed => Some(*last),
        (None, [_, middle, _]) => Some(*middle),
        (None, [first, ..]) => Some(*first),
        (None, []) => None,
    };
    let mut out = String::new();
    for (at, letter) in letters.iter().enumerate() {
        out.push(*letter);
        if let Some(mark) = tone.filter(|_| carrier == Some(at)) {
            out.push(mark);
        }
    }
    crate::text::canonical(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_left_as_letters_are_put_on() {
        for (typed, meant) in [
            ("hooij", "hội"),
            ("hoioj", "hội"),
            ("ddoongf", "đồng"),
            ("ddieeuf", "điều"),
            ("nghij", "nghị"),
            ("quyeets", "quyết"),
            ("thuwowngf", "thường"),
            ("thuongwf", "thường"),
            ("ho65i", "hội"),
            ("d9o62ng", "đồng"),
            ("d9ie62u", "điều"),
            ("qua61n", "quấn"),
            ("giayas", "giấy"),
        ] {
            assert_eq!(marked(typed).as_deref(), Some(meant), "{typed}");
        }
        assert_eq!(marked("hop"), None);
        assert_eq!(marked("qh13"), None);
    }
}
