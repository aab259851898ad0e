//! Văn bản được sửa: which text an instruction aims at, as its words name it.
//!
//! `Luật Đê điều`, `Luật Đường sắt số 06/2017/QH14`, `Quy chế ban hành kèm theo Quyết định số 10/2016/QĐ-UBND`. A number
//! decides where there is one; a name alone fits every text of that kind and name (which of them, dates decide).

use serde::{Deserialize, Serialize};

use crate::amend::token::{Token, TokenKind};
use crate::law::{Document, DocumentNumber, Kind};
use crate::text::letters_and_digits;

/// The text that is changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// Số, ký hiệu, as written.
    pub number: Option<String>,
    /// Loại văn bản.
    pub kind: Option<Kind>,
    /// Tên, without its kind.
    pub title: Option<String>,
    /// A regulation or annex promulgated with it is meant.
    pub attached: bool,
    /// The amending text means itself: `Luật này`.
    pub own: bool,
}

impl Target {
    /// Whether it names this document.
    pub fn names(&self, document: &Document) -> bool {
        let kind = self.kind.is_none_or(|kind| {
            kind == document.kind || document.kind == Kind::Other || self.title.is_none()
        });
        let number = self.number.as_deref().map(str::parse::<DocumentNumber>);
        match (number, &self.title) {
            _ if self.own => false,
            (Some(Ok(number)), _) => {
                let same = document.identity.number.as_ref() == Some(&number);
                // 93/2015/QH13 names a law and a resolution.
                let fits = self.kind.is_none_or(|kind| kind == document.kind);
                same && (fits || document.kind == Kind::Other)
            }
            (_, Some(title)) => kind && title_key(title) == title_key(&document.title),
            _ => false,
        }
    }

    /// Whether both have the same name.
    pub(crate) fn same_title(&self, other: &Self) -> bool {
        match (&self.title, &other.title) {
            (Some(one), Some(other)) => title_key(one) == title_key(other),
            _ => false,
        }
    }

    /// How people call it.
    pub fn name(&self) -> String {
        let words = [
            self.kind.map(|kind| kind.name().to_owned()),
            self.title.clone(),
            self.number.as_ref().map(|number| format!("số {number}")),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// What of a title tells it from others: letters and digits outside brackets, without its kind.
pub fn title_key(title: &str) -> String {
    let mut depth = 0usize;
    let outside: String = title
        .chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect();
    let rest = match Kind::at_start(&outside) {
        Some((_, length)) => outside.get(length..).unwrap_or_default(),
        None => &outside,
    };
    letters_and_digits(rest)
}

/// The kinds that name texts, longest first, in comparable form.
const KINDS: [(&[&str], Kind); 14] = [
    (&["nghị", "quyết", "liên", "tịch"], Kind::JointResolution),
    (&["thông", "tư", "liên", "tịch"], Kind::JointCircular),
    (&["bộ", "luật"], Kind::Code),
    (&["luật"], Kind::Law),
    (&["pháp", "lệnh"], Kind::Ordinance),
    (&["nghị", "quyết"], Kind::Resolution),
    (&["nghị", "định"], Kind::Decree),
    (&["thông", "tư"], Kind::Circular),
    (&["quyết", "định"], Kind::Decision),
    (&["chỉ", "thị"], Kind::Directive),
    (&["quy", "chế"], Kind::Regulation),
    (&["quy", "định"], Kind::Rule),
    (&["điều", "lệ"], Kind::Charter),
    (&["nội", "quy"], Kind::HouseRules),
];

/// Words after which a name is over: what follows speaks of the text, or orders.
const STOPS: [&[&str]; 13] = [
    &["như", "sau"],
    &["sau", "đây"],
    &["đã", "được"],
    &["được", "sửa", "đổi"],
    &["được", "bổ", "sung"],
    &["được", "thay"],
    &["được", "bãi", "bỏ"],
    &["bị", "bãi", "bỏ"],
    &["hết", "hiệu", "lực"],
    &["kể", "từ"],
    &["bằng", "cụm", "từ"],
    &["tại", "các"],
    &["trong", "thời", "gian"],
];

/// Units whose number shows that a list of places goes on.
const UNITS: [&str; 9] = ["điều", "khoản", "điểm", "chương", "mục", "phần", "tên", "đoạn", "phụ"];

/// Reads the name of a text that begins at `at`; returns it and the index behind it with all that is said about it.
pub(crate) fn read(tokens: &[Token], at: usize) -> Option<(Target, usize)> {
    let (kind, mut next) = kind_at(tokens, at)?;
    let mut target = Target { kind: Some(kind), ..Target::default() };
    if words_at(tokens, next, &["này"]) {
        target.own = true;
        return Some((target, next + 1));
    }
    if let Some((number, end)) = number_at(tokens, next) {
        target.number = Some(number);
        next = end;
    } else {
        let start = next;
        // "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B số 57/2005/QH11" is one name.
        let amends = words_at(tokens, next, &["sửa", "đổi"]);
        while next < tokens.len()
            && number_at(tokens, next).is_none()
            && (!title_ends(tokens, next) || amends && names_on(tokens, next))
        {
            next += 1;
        }
        let title = title_of(tokens.get(start..next)?);
        if let Some((number, end)) = number_at(tokens, next) {
            target.number = Some(number);
            next = end;
        }
        // "Quy chế … ban hành kèm theo Quyết định số …": the decision is the text, the regulation stands in it.
        if matches!(kind, Kind::Regulation | Kind::Rule | Kind::Charter | Kind::HouseRules) {
            return attached(tokens, start, &target);
        }
        target.title = title;
    }
    if target.number.is_none() && target.title.is_none() {
        return None;
    }
    next = about(tokens, next);
    Some((target, next))
}

fn attached(tokens: &[Token], from: usize, regulation: &Target) -> Option<(Target, usize)> {
    let kept = (from..tokens.len().min(from + 60))
        .find(|&at| words_at(tokens, at, &["kèm", "theo"]) && kind_at(tokens, at + 2).is_some())?;
    let (decision, next) = read(tokens, kept + 2)?;
    let own = decision.own || regulation.own;
    Some((Target { attached: true, own, ..decision }, next))
}

/// The kind of text that a capitalised name begins with.
pub(crate) fn kind_at(tokens: &[Token], at: usize) -> Option<(Kind, usize)> {
    let capital = tokens.get(at)?.raw.starts_with(char::is_uppercase);
    let (words, kind) = KINDS.iter().find(|(words, _)| words_at(tokens, at, words))?;
    let next = at + words.len();
    let numbered = number_at(tokens, next).is_some();
    (capital || numbered || words_at(tokens, next, &["này"])).then_some((*kind, next))
}

/// Whether the words at `at` are these.
pub(crate) fn words_at(tokens: &[Token], at: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(offset, word)| {
        tokens
            .get(at + offset)
            .is_some_and(|token| token.kind == TokenKind::Word && token.text == *word)
    })
}

/// `số 35/2018/QH14`, also `số: …` and the number alone.
fn number_at(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let mut next = at + usize::from(words_at(tokens, at, &["số"]));
    if next > at && tokens.get(next).is_some_and(|it| it.raw == ":") {
        next += 1;
    }
    let raw = &tokens.get(next).filter(|it| it.kind == TokenKind::Word)?.raw;
    let numbered = raw.contains(['/', '-']) && raw.starts_with(|c: char| c.is_ascii_digit());
    let dated = raw.split(['/', '-', '.']).all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    (numbered && !dated && raw.parse::<DocumentNumber>().is_ok()).then(|| (raw.clone(), next + 1))
}

/// Whether a list of places or another text goes on at `at`, behind a comma or "và".
fn goes_on(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let separator = token.text == "," || token.text == "và";
    let next = at
        + 1
        + usize::from(words_at(tokens, at + 1, &["và"]) || words_at(tokens, at + 1, &["các"]));
    let unit = tokens.get(next).is_some_and(|it| UNITS.contains(&it.text.as_str()))
        && tokens.get(next + 1).is_some_and(|it| {
            it.raw.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
                || it.raw.chars().count() <= 2
                || it.text == "lục"
                || UNITS.contains(&it.text.as_str())
        });
    separator && (unit || kind_at(tokens, next).is_some())
}

/// Inside the name of an amending text: a further text it amends, or the comma of "sửa đổi, bổ sung".
fn names_on(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|it| it.text == "," || it.text == "và")
        && kind_at(tokens, at + 1).is_some()
}

fn title_ends(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    match token.kind {
        TokenKind::Quote | TokenKind::Unclosed => return true,
        TokenKind::Mark if token.text != "," => return true,
        _ => {}
    }
    let dated = token.text == "ngày"
        && tokens.get(at + 1).is_some_and(|it| it.raw.starts_with(|c: char| c.is_ascii_digit()));
    dated || goes_on(tokens, at) || STOPS.iter().any(|stop| words_at(tokens, at, stop))
}

/// What is said about a text behind its name and number: date, issuer, title, who amended it before. Nothing of it orders.
fn about(tokens: &[Token], from: usize) -> usize {
    let mut at = from;
    let mut history = false;
    // "Luật số 34/2009/QH12 sửa đổi, bổ sung Điều 126 của Luật Nhà ở và Điều 121 của Luật Đất đai": its name.
    let named = words_at(tokens, at, &["sửa", "đổi"]) && !announces(tokens, at);
    while let Some(token) = tokens.get(at) {
        let over = token.kind == TokenKind::Mark && token.raw != ","
            || words_at(tokens, at, &["hết", "hiệu", "lực"])
            || words_at(tokens, at, &["bị", "bãi", "bỏ"]);
        if named && !over {
            at += 1;
            continue;
        }
        let ends = match token.kind {
            TokenKind::Quote | TokenKind::Unclosed => true,
            TokenKind::Mark => token.text != ",",
            TokenKind::Word => false,
        };
        if ends || goes_on(tokens, at) && !(history && another_text(tokens, at)) {
            break;
        }
        if is_history(tokens, at) {
            history = true;
        } else if STOPS.iter().any(|stop| words_at(tokens, at, stop)) || orders(tokens, at) {
            break;
        }
        at += 1;
    }
    at
}

/// Whether "như sau:" comes before the next stop: then words order, and are no name.
fn announces(tokens: &[Token], at: usize) -> bool {
    let rest = tokens.get(at..).unwrap_or_default();
    let stop = rest
        .iter()
        .position(|it| it.kind == TokenKind::Mark && matches!(it.raw.as_str(), ";" | ":" | "."));
    let end = stop.map_or(tokens.len(), |stop| at + stop);
    (at..end).any(|at| words_at(tokens, at, &["như", "sau"]))
}

/// "… theo Luật số 26/2004/QH11 và Luật số 58/2005/QH11": the list of those who amended goes on.
fn another_text(tokens: &[Token], at: usize) -> bool {
    kind_at(tokens, at + 1).is_some()
}

/// "đã được sửa đổi, bổ sung một số điều theo …", "được sửa đổi, bổ sung bởi …".
fn is_history(tokens: &[Token], at: usize) -> bool {
    if words_at(tokens, at, &["đã", "được"]) {
        return true;
    }
    let behind = (at..at + 12).find(|&it| {
        words_at(tokens, it, &["như", "sau"]) || tokens.get(it).is_some_and(|it| it.text == ":")
    });
    let by = (at..at + 12)
        .find(|&it| ["theo", "bởi", "tại"].iter().any(|word| words_at(tokens, it, &[word])));
    words_at(tokens, at, &["được", "sửa", "đổi"])
        && by.is_some_and(|by| behind.is_none_or(|behind| by < behind))
        || at > 0 && words_at(tokens, at - 1, &["đã", "được"])
}

/// "…; sửa đổi khoản 2", "và bổ sung khoản 3": another order begins behind a separator.
fn orders(tokens: &[Token], at: usize) -> bool {
    let separator = tokens.get(at).is_some_and(|it| it.text == "," || it.text == "và");
    let verbs: [&[&str]; 4] = [&["sửa", "đổi"], &["bổ", "sung"], &["bãi", "bỏ"], &["thay", "thế"]];
    // "Trong Luật …, cụm từ “A” được thay bằng …".
    let words = [&["cụm", "từ"][..], &["từ"], &["các", "cụm", "từ"]].iter().any(|words| {
        words_at(tokens, at + 1, words)
            && tokens.get(at + 1 + words.len()).is_some_and(|it| it.kind == TokenKind::Quote)
    });
    words && separator
        || separator
            && verbs.iter().any(|verb| {
                words_at(tokens, at + 1, verb)
                    && !words_at(tokens, at.saturating_sub(2), &["sửa", "đổi"])
            })
}

fn title_of(tokens: &[Token]) -> Option<String> {
    let mut title = String::new();
    for token in tokens {
        if token.kind == TokenKind::Word && !title.is_empty() {
            title.push(' ');
        }
        title.push_str(&token.raw);
    }
    let title = title.trim_end_matches([',', ' ']).to_owned();
    (!title.is_empty()).then_some(title)
}
