//! The units of a citation: `điều 5`, `đ5`, `k2đ5`, `điểm đ`, `5(2)(a)`, `khoản thứ hai`, `chương IV`, `phụ lục II`.

use crate::law::{Component, Label, Portion, Step, Unit};
use crate::text::{fold, ordinal, roman};

/// Words for units, folded: in full, and as people shorten them. `d` is điều before a digit, điểm before a letter.
const UNITS: [(&str, Unit); 14] = [
    ("dieu", Unit::Article),
    ("d", Unit::Article),
    ("dd", Unit::Article),
    ("khoan", Unit::Clause),
    ("k", Unit::Clause),
    ("diem", Unit::Point),
    ("chuong", Unit::Chapter),
    ("chg", Unit::Chapter),
    ("c", Unit::Chapter),
    ("muc", Unit::Section),
    ("m", Unit::Section),
    ("phan", Unit::Part),
    ("tm", Unit::Subsection),
    ("tieumuc", Unit::Subsection),
];

/// Chapters and sections past this are no Roman numbers but letters: `mục c` of a plan.
const ROMAN: u32 = 50;

/// What was taken from a question.
#[derive(Debug, Default)]
pub(super) struct Taken<'a> {
    pub(super) portion: Portion,
    /// The words that are no units.
    pub(super) rest: Vec<&'a str>,
}

/// Takes the units out of a question; none when a unit is named twice.
pub(super) fn take<'a>(words: &[&'a str]) -> Option<Taken<'a>> {
    let mut taken = Taken::default();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        if let Some((number, length)) = annex(rest) {
            taken.portion.component = Component::Annex(number);
            at += length;
        } else if let Some((steps, length)) = unit(rest) {
            taken.portion.steps.extend(steps);
            at += length;
        } else {
            taken.rest.push(word);
            at += 1;
        }
    }
    let steps = &mut taken.portion.steps;
    steps.sort_by_key(|step| step.unit);
    let repeated = steps.windows(2).any(|two| matches!(two, [a, b] if a.unit == b.unit));
    (!repeated).then_some(taken)
}

/// `phụ lục II`, `pl 1`, `phụ lục`.
fn annex(words: &[&str]) -> Option<(u16, usize)> {
    let folded: Vec<String> = words.iter().take(3).map(|it| fold(it)).collect();
    let named = match folded.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["phu", "luc", ..] => 2,
        ["pl", next, ..] if next.chars().all(|c| c.is_ascii_digit()) || is_roman(next) => 1,
        _ => return None,
    };
    let number = words.get(named).and_then(|it| {
        let digits = it.parse::<u32>().ok();
        digits.or_else(|| roman(&it.to_uppercase()).map(|it| it.0))
    });
    match number.and_then(|it| u16::try_from(it).ok()).filter(|it| (1..100).contains(it)) {
        Some(number) => Some((number, named + 1)),
        None => Some((1, named)),
    }
}

fn is_roman(word: &str) -> bool {
    roman(&word.to_uppercase()).is_some_and(|it| it.0 < ROMAN)
}

/// The units that `words` begin with, and how many words they take.
fn unit(words: &[&str]) -> Option<(Vec<Step>, usize)> {
    let word = trimmed(words.first()?);
    let named = match (fold(word).as_str(), words.get(1).map(|it| fold(it))) {
        ("tieu", Some(next)) if next == "muc" => Some(("tieumuc".to_owned(), 2)),
        (name, _) => Some((name.to_owned(), 1)),
    };
    if let Some((name, length)) = named
        && let Some(unit) = unit_of(&name)
        && let Some((steps, taken)) = labelled(unit, &name, words.get(length..)?)
    {
        return Some((steps, length + taken));
    }
    if let Some(steps) = stuck(word) {
        return Some((steps, 1));
    }
    // "a k2 đ5", "đa k2 đ5": a letter right before a khoản.
    let letter = word.strip_prefix(['đ', 'd']).filter(|it| !it.is_empty()).unwrap_or(word);
    let next = words.get(1).map(|it| trimmed(it))?;
    let clause = stuck(next).is_some_and(|steps| steps.iter().any(|it| it.unit == Unit::Clause))
        || unit_of(&fold(next)) == Some(Unit::Clause);
    let label = label(Unit::Point, letter).filter(|_| clause && letter.chars().count() == 1)?;
    Some((vec![Step::new(Unit::Point, label)], 1))
}

fn unit_of(folded: &str) -> Option<Unit> {
    UNITS.iter().find(|(name, _)| *name == folded).map(|&(_, unit)| unit)
}

fn trimmed(word: &str) -> &str {
    word.trim_matches(['.', ':', '(', ')', '“', '”', '"'])
}

/// The label after the name of a unit, in one word or, spelt out, in more.
fn labelled(unit: Unit, name: &str, words: &[&str]) -> Option<(Vec<Step>, usize)> {
    let next = words.first()?;
    if let Some(steps) = compound(unit, next) {
        return Some((steps, 1));
    }
    if let Some(found) = label(unit, next) {
        return Some((vec![Step::new(unit, found)], 1));
    }
    if matches!(name, "d" | "dd")
        && stuck(next).is_none()
        && let Some(found) = label(Unit::Point, next)
    {
        return Some((vec![Step::new(Unit::Point, found)], 1));
    }
    // "khoản thứ hai", "điều hai mươi mốt"; not "điều năm 2015".
    let year = words.get(1).is_some_and(|it| it.len() == 4 && it.parse::<u16>().is_ok());
    let spelt = |length: usize| {
        let text = words.get(..length)?.join(" ");
        let counted = ordinal(&text).filter(|_| !text.contains(|c: char| c.is_ascii_digit()))?;
        Some((vec![Step::new(unit, Label::count(counted))], length))
    };
    let counted = !matches!(unit, Unit::Point) && !year;
    (1..=4).rev().filter(|_| counted && name.len() > 2).find_map(spelt)
}

/// `5(2)(a)`, `5.2.a`, `2(a)`: a label that goes on below its unit.
fn compound(unit: Unit, word: &str) -> Option<Vec<Step>> {
    let below: &[Unit] = match unit {
        Unit::Article => &[Unit::Article, Unit::Clause, Unit::Point],
        Unit::Clause => &[Unit::Clause, Unit::Point],
        _ => return None,
    };
    let pieces: Vec<&str> = word.split(['.', '(', ')']).filter(|it| !it.is_empty()).collect();
    if pieces.len() < 2 || pieces.len() > below.len() {
        return None;
    }
    let step = |(unit, piece): (&Unit, &&str)| Some(Step::new(*unit, label(*unit, piece)?));
    below.iter().zip(&pieces).map(step).collect()
}

/// `k2`, `đ5k2`, `k2-đ5`, `đ.7ak2`, `đ5k2đa`: names and labels without spaces.
fn stuck(word: &str) -> Option<Vec<Step>> {
    // "đ10(2)(a)", "Đ.10.2"
    let name = word.find(|c: char| !c.is_alphabetic()).map(|at| word.split_at(at));
    if let Some((name, label)) = name
        && let Some(unit) = unit_of(&fold(name))
        && let Some(steps) = compound(unit, label)
    {
        return Some(steps);
    }
    let mut steps = Vec::new();
    for piece in word.to_lowercase().split(['-', '_']) {
        let letters: Vec<char> = piece.chars().filter(|c| *c != '.').collect();
        steps.extend(chain(&letters)?);
    }
    Some(steps)
}

/// Runs of letters and digits in turn: a name, its number, perhaps the letter of an inserted unit, the next name.
fn chain(letters: &[char]) -> Option<Vec<Step>> {
    let mut steps: Vec<Step> = Vec::new();
    let mut at = 0;
    let run = |from: usize, digits: bool| {
        let rest = letters.get(from..).unwrap_or_default();
        rest.iter().take_while(|c| c.is_ascii_digit() == digits).collect::<String>()
    };
    let mut unit = unit_of(&fold(&run(0, false)))?;
    at += run(0, false).chars().count();
    loop {
        let number = run(at, true);
        at += number.len();
        let after = run(at, false);
        at += after.chars().count();
        let last = at >= letters.len();
        let (suffix, rest) = split(&after, last)?;
        steps.push(Step::new(unit, label(unit, &format!("{number}{suffix}"))?));
        if rest.is_empty() {
            return (last && !number.is_empty()).then_some(steps);
        }
        if last {
            let mut rest = rest.chars();
            let letter: String = rest.by_ref().skip(1).collect();
            steps.push(Step::new(Unit::Point, label(Unit::Point, &letter)?));
            return Some(steps);
        }
        unit = unit_of(&fold(&rest))?;
    }
}

/// The letters between two numbers, or behind the last, as the letter of an inserted unit and a name.
fn split(letters: &str, last: bool) -> Option<(String, String)> {
    let whole = fold(letters);
    let first: String = letters.chars().take(1).collect();
    let rest: String = letters.chars().skip(1).collect();
    let is_point = |text: &str| text.starts_with(['đ', 'd']) && text.chars().count() == 2;
    Some(match (last, whole.as_str()) {
        (_, "") => (String::new(), String::new()),
        (true, _) if whole.chars().count() == 1 => (first, String::new()),
        (true, _) if is_point(letters) => (String::new(), letters.to_owned()),
        (true, _) if is_point(&rest) => (first, rest),
        (false, name) if unit_of(name).is_some() => (String::new(), letters.to_owned()),
        (false, _) if unit_of(&fold(&rest)).is_some() => (first, rest),
        _ => return None,
    })
}

/// The label of a unit as typed: letters for điểm, digits for the rest, Roman for chapters.
fn label(unit: Unit, typed: &str) -> Option<Label> {
    let typed = trimmed(typed);
    if matches!(unit, Unit::Chapter | Unit::Section | Unit::Part) && is_roman(typed) {
        return roman(&typed.to_uppercase()).map(|it| Label::count(it.0));
    }
    // "dd" is đ, left over from typing.
    let typed = if unit == Unit::Point && typed == "dd" { "đ" } else { typed };
    let label = Label::new(typed)?;
    let letters = label.as_str().chars().filter(|c| c.is_alphabetic()).count();
    let fits = match unit {
        Unit::Point => {
            let one_letter = label.letter().is_some() && letters == 1 && typed.len() <= 4;
            one_letter || label.number().is_some() && typed.contains('.')
        }
        _ => label.number().is_some() && letters <= 1 && !typed.contains('.'),
    };
    fits.then_some(label)
}
