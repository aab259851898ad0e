//! Nơi được sửa, as sentences name it: "điểm b, điểm đ khoản 2 và khoản 10 Điều 28", "tên điều, các khoản 1, 2 và 3 Điều 195".
//!
//! Vietnamese names the small unit first; a larger unit that follows without a comma is what all smaller ones before it
//! stand in. So a list of places is open to the left until its điều comes.

use crate::amend::instruction::{Part, Place, Within};
use crate::amend::target::{self, Target, words_at};
use crate::amend::token::{Token, TokenKind};
use crate::law::{Label, Step, Unit};
use crate::text::{ordinal, roman};

/// A place, and the text it stands in when the words say so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Aim {
    pub(crate) place: Place,
    pub(crate) target: Option<Target>,
    /// "một số khoản của Điều 5": only some of what stands in it.
    pub(crate) partly: bool,
    /// "tên điều", "Điều này": the unit is told elsewhere in the sentence or above it.
    pub(crate) same: Option<Unit>,
    /// "vào trước khoản 1": what is meant stands in what the unit stands in.
    pub(crate) before: bool,
}

/// A reader over the tokens of one sentence.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) tokens: &'a [Token],
    pub(crate) at: usize,
}

/// Words of the units, in comparable form.
const UNITS: [(&[&str], Unit); 10] = [
    (&["tiểu", "mục"], Unit::Subsection),
    (&["gạch", "đầu", "dòng"], Unit::Dash),
    (&["phần"], Unit::Part),
    (&["chương"], Unit::Chapter),
    (&["mục"], Unit::Section),
    (&["điều"], Unit::Article),
    (&["khoản"], Unit::Clause),
    (&["điểm"], Unit::Point),
    (&["tiết"], Unit::Dash),
    (&["điếu"], Unit::Article),
];

/// Longest range of numbers that is spelt out: "từ Điều 5 đến Điều 60".
const LONGEST_RANGE: u32 = 100;

impl<'a> Reader<'a> {
    pub(crate) fn new(tokens: &'a [Token]) -> Self {
        Self { tokens, at: 0 }
    }

    pub(crate) fn token(&self, offset: usize) -> Option<&'a Token> {
        self.tokens.get(self.at + offset)
    }

    pub(crate) fn sees(&self, words: &[&str]) -> bool {
        words_at(self.tokens, self.at, words)
    }

    pub(crate) fn sees_mark(&self, marks: &[&str]) -> bool {
        self.token(0)
            .is_some_and(|it| it.kind == TokenKind::Mark && marks.contains(&it.raw.as_str()))
    }

    /// Steps over the words when they stand here.
    pub(crate) fn eat(&mut self, words: &[&str]) -> bool {
        let seen = self.sees(words);
        if seen {
            self.at += words.len();
        }
        seen
    }

    pub(crate) fn eat_any(&mut self, choices: &[&[&str]]) -> bool {
        choices.iter().any(|words| self.eat(words))
    }

    pub(crate) fn at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Reads a list of places; empty when none stands here.
    pub(crate) fn places(&mut self) -> Vec<Aim> {
        let mut list = List::default();
        loop {
            let back = self.at;
            let joint = self.joint(!list.aims.is_empty());
            if !self.element(&mut list, joint) {
                self.at = back;
                return list.aims;
            }
        }
    }

    /// What stands between two elements of a list.
    fn joint(&mut self, begun: bool) -> Joint {
        let mut joint = if begun { Joint::None } else { Joint::Start };
        loop {
            let mark = self.sees_mark(&[",", ";"]);
            if mark {
                self.at += 1;
                joint = Joint::Comma;
            } else if self.eat_any(&[&["và"], &["hoặc"], &["cùng"], &["cũng", "như"]]) {
                joint = Joint::And;
            } else if !self.eat_any(&[
                &["quy", "định", "tại"],
                &["nêu", "tại"],
                &["tại"],
                &["của"],
                &["trong"],
                &["thuộc"],
                &["ở"],
                &["từ"],
                &["một", "số", "nội", "dung"],
                &["nội", "dung"],
                &["toàn", "bộ"],
                &["các"],
                &["quy", "định", "của"],
                &["quy", "định", "tại"],
            ]) {
                return joint;
            }
        }
    }

    fn element(&mut self, list: &mut List, joint: Joint) -> bool {
        let partly = self.some_of();
        if let Some(part) = self.part() {
            let labels = self.unit_labels();
            match labels {
                Some((unit, labels)) => list.add(unit, labels, joint, part, partly),
                None => list.bare(part, None),
            }
            return true;
        }
        if let Some((unit, labels)) = self.unit_labels() {
            list.add(unit, labels, joint, Part::Whole, partly);
            return true;
        }
        if let Some(label) = self.annex() {
            list.annex(label, joint);
            return true;
        }
        if let Some((target, next)) = target::read(self.tokens, self.at) {
            self.at = next;
            list.target(&target, partly);
            return true;
        }
        partly && {
            list.partly = true;
            true
        }
    }

    /// "một số điểm, khoản của": only some units of what follows.
    pub(crate) fn some_of(&mut self) -> bool {
        let back = self.at;
        if !self.eat_any(&[&["một", "số"], &["các"], &["một", "vài"], &["một"]]) {
            return false;
        }
        let some = words_at(self.tokens, back, &["một"]);
        let mut counted = 0;
        loop {
            let word = UNITS.iter().find(|(words, _)| self.sees(words));
            let Some((words, _)) = word else { break };
            // "các khoản 1, 2": numbers follow, these are named.
            let reader = Self { tokens: self.tokens, at: self.at + words.len() };
            if reader.label(Unit::Clause).is_some() || reader.label(Unit::Chapter).is_some() {
                break;
            }
            self.at += words.len();
            counted += 1;
            let list = Self { tokens: self.tokens, at: self.at + 1 };
            if (self.sees_mark(&[","]) || self.sees(&["và"]))
                && UNITS.iter().any(|(words, _)| list.sees(words))
            {
                self.at += 1;
            }
        }
        let of = self.sees(&["của"])
            || self.sees(&["tại"])
            || self.sees(&["trong"])
            || self.sees(&["thuộc"]);
        if counted > 0 && (some || of) {
            self.eat_any(&[&["của"], &["tại"], &["trong"], &["thuộc"]]);
            return true;
        }
        self.at = back;
        false
    }

    /// "tên", "đoạn mở đầu", "đoạn thứ hai", "đoạn cuối".
    fn part(&mut self) -> Option<Part> {
        if self.sees(&["tên"]) || self.sees(&["tiêu", "đề"]) {
            let words = if self.sees(&["tên"]) { 1 } else { 2 };
            let mut reader = Self { tokens: self.tokens, at: self.at + words };
            reader.eat(&["của"]);
            reader.eat(&["các"]);
            // "tên gọi", "tên cơ quan" are words of the law.
            UNITS.iter().any(|(words, _)| reader.sees(words)).then_some(())?;
            self.at = reader.at;
            return Some(Part::Heading);
        }
        let openings: [&[&str]; 7] = [
            &["đoạn", "mở", "đầu"],
            &["phần", "mở", "đầu"],
            &["đoạn", "dẫn"],
            &["câu", "dẫn"],
            &["lời", "dẫn"],
            &["câu", "mở", "đầu"],
            &["khổ", "đầu"],
        ];
        if self.eat_any(&openings) {
            self.eat(&["của"]);
            return Some(Part::Opening);
        }
        if self.eat_any(&[&["đoạn", "cuối", "cùng"], &["đoạn", "cuối"], &["khổ", "cuối"]])
        {
            self.eat(&["của"]);
            return Some(Part::LastParagraph);
        }
        if self.eat(&["đoạn", "đầu"]) {
            self.eat(&["của"]);
            return Some(Part::Paragraph(1));
        }
        if self.sees(&["đoạn"]) {
            let number = self.token(1).and_then(|it| {
                let next = if it.text == "thứ" { self.token(2)? } else { it };
                Some((ordinal(&next.text)?, if it.text == "thứ" { 3 } else { 2 }))
            });
            let (number, taken) = number?;
            self.at += taken;
            self.eat(&["của"]);
            return Some(Part::Paragraph(number));
        }
        None
    }

    /// `các khoản 1, 2 và 3`, `khoản 1a`, `từ Điều 5 đến Điều 9`, `điều` alone behind "tên".
    fn unit_labels(&mut self) -> Option<(Unit, Vec<Label>)> {
        let back = self.at;
        self.eat(&["các"]);
        self.eat(&["từ"]);
        let found = UNITS.iter().find(|(words, _)| self.sees(words));
        let Some((words, unit)) = found else {
            self.at = back;
            return None;
        };
        self.at += words.len();
        self.eat(&["số"]);
        let mut labels = Vec::new();
        self.eat(&["từ"]);
        let Some((first, taken)) = self.label(*unit) else {
            // "tên điều", "tên các điều": the number comes with the units behind.
            let behind = |words: &[&str]| {
                back.checked_sub(words.len()).is_some_and(|at| words_at(self.tokens, at, words))
            };
            let named = behind(&["tên"]) || behind(&["tên", "các"]) || behind(&["tên", "của"]);
            if named || self.eat(&["này"]) {
                return Some((*unit, labels));
            }
            self.at = back;
            return None;
        };
        self.at += taken;
        labels.push(first);
        self.more_labels(*unit, words, &mut labels);
        Some((*unit, labels))
    }

    fn more_labels(&mut self, unit: Unit, words: &[&str], labels: &mut Vec<Label>) {
        loop {
            let back = self.at;
            if self.eat(&["đến"]) {
                self.eat(&["hết"]);
                self.eat(words);
                if let (Some((last, taken)), Some(first)) = (self.label(unit), labels.last()) {
                    let range = between(first, &last);
                    self.at += taken;
                    labels.extend(range);
                    labels.push(last);
                    continue;
                }
                self.at = back;
                return;
            }
            let mark = self.sees_mark(&[","]);
            if mark {
                self.at += 1;
            }
            let joined = self.eat_any(&[&["và"], &["hoặc"]]) || mark;
            let label = self.label(unit).filter(|_| joined);
            // "khoản 2, 05 ngày": a number that counts something.
            let Some((label, taken)) = label.filter(|(_, taken)| self.closes_label(*taken)) else {
                self.at = back;
                return;
            };
            self.at += taken;
            labels.push(label);
        }
    }

    /// Whether behind a number in a list stands what may follow a place.
    fn closes_label(&self, taken: usize) -> bool {
        self.token(taken).is_none_or(|next| {
            next.kind != TokenKind::Word
                || [
                    "và", "hoặc", "đến", "của", "tại", "vào", "như", "được", "bị", "trong", "sau",
                    "luật", "bộ", "nghị", "thông", "quyết", "pháp", "này", "thành", "hết", "thuộc",
                    "là", "có", "ban", "quy", "kèm", "các", "bằng", "trước",
                ]
                .contains(&next.text.as_str())
                || UNITS.iter().any(|(words, _)| words_at(self.tokens, self.at + taken, words))
        })
    }

    /// A number of that kind of unit at this place, and how many tokens it takes.
    fn label(&self, unit: Unit) -> Option<(Label, usize)> {
        let token = self.token(0).filter(|it| it.kind == TokenKind::Word)?;
        let raw = token.raw.as_str();
        let digits = raw.bytes().take_while(u8::is_ascii_digit).count();
        let tail = raw.get(digits..).unwrap_or_default();
        let numbered =
            (1..=4).contains(&digits) && tail.chars().count() <= 2 && !tail.contains(['/', '-']);
        let number = || {
            numbered.then(|| Label::new(raw.trim_start_matches('0'))).flatten().map(|it| (it, 1))
        };
        match unit {
            Unit::Article | Unit::Clause | Unit::Subsection => number(),
            Unit::Point => {
                let letters: String = raw.chars().take_while(|c| c.is_alphabetic()).collect();
                let lettered = (1..=2).contains(&letters.chars().count())
                    && raw.chars().count() <= letters.chars().count() + 2
                    && raw.chars().skip(letters.chars().count()).all(|c| c.is_ascii_digit());
                let twice = letters.chars().count() == 2
                    && letters.chars().next() != letters.chars().nth(1);
                // "điểm 1.2" in circulars.
                let decimal = raw.contains('.') && raw.len() <= 8;
                if lettered && !twice {
                    return Label::new(raw).map(|it| (it, 1));
                }
                if decimal || numbered { Label::new(raw).map(|it| (it, 1)) } else { None }
            }
            Unit::Dash => self.counted(1).or_else(|| {
                (raw.chars().count() <= 2).then(|| Label::new(raw)).flatten().map(|it| (it, 1))
            }),
            Unit::Part | Unit::Chapter | Unit::Section => {
                number().or_else(|| roman_label(raw).map(|it| (it, 1))).or_else(|| self.counted(0))
            }
        }
    }

    /// `thứ nhất`, `thứ hai mươi mốt`; with `least` words even without "thứ".
    fn counted(&self, least: usize) -> Option<(Label, usize)> {
        let spelt = self.sees(&["thứ"]);
        if !spelt && least == 0 {
            return None;
        }
        let start = usize::from(spelt);
        let mut best = None;
        let mut words = String::new();
        for offset in start..start + 3 {
            let Some(token) = self.token(offset).filter(|it| it.kind == TokenKind::Word) else {
                break;
            };
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&token.text);
            if let Some(number) = ordinal(&words) {
                best = Some((Label::count(number), offset + 1));
            }
        }
        best
    }

    /// `Phụ lục II`, `Phụ lục số 01`, `Phụ lục`.
    fn annex(&mut self) -> Option<Option<Label>> {
        self.eat(&["phụ", "lục"]).then_some(())?;
        self.eat(&["số"]);
        let label = self.label(Unit::Chapter);
        self.at += label.as_ref().map_or(0, |(_, taken)| *taken);
        Some(label.map(|(label, _)| label))
    }
}

/// `IV` as 4, `IVa` as 4a.
fn roman_label(raw: &str) -> Option<Label> {
    let capitals: String =
        raw.chars().take_while(|c| c.is_ascii_uppercase() || *c == 'l').collect();
    let tail = raw.get(capitals.len()..)?;
    let value =
        roman(&capitals.replace('l', "I")).filter(|_| raw.starts_with(char::is_uppercase))?;
    (tail.chars().count() <= 1).then(|| Label::new(&format!("{}{tail}", value.0)))?
}

/// The numbers or letters strictly between two.
fn between(first: &Label, last: &Label) -> Vec<Label> {
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    match (first.number(), last.number(), first.letter(), last.letter()) {
        (Some(from), Some(to), _, _) if to > from && to - from < LONGEST_RANGE => {
            (from + 1..to).map(Label::count).collect()
        }
        (None, None, Some(from), Some(to)) if to > from => LETTERS
            .chars()
            .skip(from as usize)
            .take((to - from - 1) as usize)
            .filter_map(|letter| Label::new(letter.to_string().as_str()))
            .collect(),
        _ => Vec::new(),
    }
}

/// What stands before an element of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// The list begins.
    Start,
    /// Nothing: the larger unit of what came before.
    None,
    /// A comma: usually the next element; a larger unit right behind an incomplete smaller one still holds it.
    Comma,
    /// "và": always the next element.
    And,
}

/// The places read so far.
#[derive(Default)]
struct List {
    aims: Vec<Aim>,
    partly: bool,
    /// From here on, places have no text of their own yet.
    open: usize,
}

impl List {
    fn add(&mut self, unit: Unit, labels: Vec<Label>, joint: Joint, part: Part, partly: bool) {
        let partly = partly || std::mem::take(&mut self.partly);
        let holds = match joint {
            Joint::None => true,
            Joint::Comma => part == Part::Whole && self.last_lacks(unit),
            Joint::Start | Joint::And => false,
        };
        if labels.is_empty() {
            self.bare(part, Some(unit));
            return;
        }
        if holds && part == Part::Whole && self.hold(unit, &labels) {
            if partly {
                self.mark_partly();
            }
            return;
        }
        for label in labels {
            let place = Place { steps: vec![Step::new(unit, label)], part, ..Place::default() };
            self.aims.push(Aim { place, partly, ..Aim::default() });
        }
    }

    fn mark_partly(&mut self) {
        if let Some(last) = self.aims.last_mut() {
            last.partly = true;
        }
    }

    /// Whether the last place still lacks just the unit that follows: "điểm a, khoản 2 Điều 5".
    fn last_lacks(&self, unit: Unit) -> bool {
        let Some(last) = self.aims.last().filter(|it| it.target.is_none()) else { return false };
        match (last.place.steps.first(), unit) {
            (Some(step), Unit::Clause) => step.unit == Unit::Point,
            (Some(step), Unit::Article) => step.unit == Unit::Clause,
            (None, unit) => last.same == Some(unit),
            _ => false,
        }
    }

    /// Puts the places at the end of the list that are smaller than `unit` into it.
    fn hold(&mut self, unit: Unit, labels: &[Label]) -> bool {
        let smaller = |aim: &Aim| {
            aim.target.is_none()
                && aim.place.within == Within::Main
                && match (aim.place.steps.first(), aim.same) {
                    (Some(step), _) => step.unit > unit,
                    // "tên điều, khoản 1 Điều 235": only a điều holds it.
                    (None, Some(same)) => same == unit,
                    (None, None) => true,
                }
        };
        let division = unit < Unit::Article;
        // What waits for another unit is stepped over: "tên điều, khoản 1 và khoản 2 Điều 235" holds all three at the điều.
        let count = self.aims.iter().rev().take_while(|aim| smaller(aim)).count();
        let count = if division { count.min(1) } else { count };
        if count == 0 || labels.is_empty() {
            return false;
        }
        let start = self.aims.len() - count;
        let held = self.aims.split_off(start);
        for label in labels {
            for aim in &held {
                let mut aim = aim.clone();
                aim.place.steps.insert(0, Step::new(unit, label.clone()));
                aim.same = None;
                self.aims.push(aim);
            }
        }
        true
    }

    fn bare(&mut self, part: Part, same: Option<Unit>) {
        self.aims.push(Aim { place: Place { part, ..Place::default() }, same, ..Aim::default() });
    }

    fn annex(&mut self, label: Option<Label>, joint: Joint) {
        let within = Within::Annex(label);
        let open = self.open;
        let held = self.aims.iter_mut().skip(open).filter(|it| it.place.within == Within::Main);
        let mut any = false;
        for aim in held.filter(|_| joint == Joint::None) {
            aim.place.within = within.clone();
            any = true;
        }
        if !any {
            let place = Place { within, ..Place::default() };
            self.aims.push(Aim { place, ..Aim::default() });
        }
    }

    fn target(&mut self, target: &Target, partly: bool) {
        let partly = partly || std::mem::take(&mut self.partly);
        let mut any = false;
        for aim in self.aims.iter_mut().skip(self.open) {
            if target.attached && aim.place.within == Within::Main {
                aim.place.within = Within::Attachment;
            }
            aim.target = Some(target.clone());
            any = true;
        }
        if !any {
            let within = if target.attached { Within::Attachment } else { Within::Main };
            let place = Place { within, ..Place::default() };
            self.aims.push(Aim {
                place,
                target: Some(target.clone()),
                partly,
                same: None,
                before: false,
            });
        }
        self.open = self.aims.len();
    }
}
