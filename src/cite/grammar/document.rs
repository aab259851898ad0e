//! A document by what people call it: number, kind and title, `Luật này`, `Quy chế ban hành kèm theo …`.

use winnow::combinator::{alt, opt, preceded};
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::token::take_while;

use crate::cite::grammar::date::{dated, day};
use crate::cite::grammar::number::{number, serial_and_year};
use crate::cite::grammar::title::title;
use crate::cite::grammar::unit::this;
use crate::cite::grammar::word::{Read, after, any_word, blank, blanks, ends_word, taken, word};
use crate::cite::mention::{Dated, DocumentName, Named, Part};
use crate::law::{DocumentNumber, Kind};

/// A document as cited, and which of its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) named: Named,
    pub(super) part: Part,
}

/// Words for kinds, longest first where one begins another.
const KINDS: [(&str, Kind); 33] = [
    ("bộ luật", Kind::Code),
    ("luật", Kind::Law),
    ("pháp lệnh", Kind::Ordinance),
    ("nghị quyết liên tịch", Kind::JointResolution),
    ("nghị quyết", Kind::Resolution),
    ("nghị định", Kind::Decree),
    ("thông tư liên tịch", Kind::JointCircular),
    ("thông tư liên bộ", Kind::JointCircular),
    ("thông tư", Kind::Circular),
    ("quyết định", Kind::Decision),
    ("chỉ thị", Kind::Directive),
    ("sắc lệnh", Kind::StateDecree),
    ("lệnh", Kind::Order),
    ("văn bản hợp nhất", Kind::Consolidation),
    ("kế hoạch", Kind::Plan),
    ("kết luận", Kind::Conclusion),
    ("hướng dẫn", Kind::Guidance),
    ("quy chế", Kind::Regulation),
    ("quy định", Kind::Rule),
    ("qui chế", Kind::Regulation),
    ("qui định", Kind::Rule),
    ("nội quy", Kind::HouseRules),
    ("điều lệ", Kind::Charter),
    ("chương trình", Kind::Programme),
    ("đề án", Kind::Scheme),
    ("thông báo", Kind::Notice),
    ("báo cáo", Kind::Report),
    ("tờ trình", Kind::Submission),
    ("công điện", Kind::Telegram),
    ("công văn", Kind::Letter),
    ("danh mục", Kind::Inventory),
    ("văn bản", Kind::Other),
    ("thông cáo", Kind::Other),
];

/// `Luật Đất đai số 45/2013/QH13`, `Nghị định này`, `Quy định kèm theo Nghị quyết số 09/2022/NQ-HĐND`, `TCVN 13592:2022`
pub(super) fn document(input: &mut &str) -> Read<Document> {
    let start = *input;
    let found =
        alt((constitution, standard, number_alone, short_code, of_a_kind)).parse_next(input);
    found.inspect_err(|_| *input = start)
}

fn of_a_kind(input: &mut &str) -> Read<Document> {
    let capital = input.starts_with(char::is_uppercase);
    let (kind, rest) = kind_at(input).ok_or(EmptyError)?;
    *input = rest;
    let after_kind = *input;
    if let Ok(found) = this_one(input, kind, capital) {
        return Ok(found);
    }
    *input = after_kind;
    if let Ok(found) = numbered(input, kind) {
        return Ok(found);
    }
    *input = after_kind;
    if !capital {
        return Err(EmptyError);
    }
    match kind {
        Kind::Law | Kind::Code | Kind::Ordinance => titled(input, kind),
        kind if is_attached_kind(kind) => attached(input, kind),
        _ => Err(EmptyError),
    }
}

pub(super) fn kind_at(text: &str) -> Option<(Kind, &str)> {
    KINDS.iter().find_map(|&(name, kind)| Some((kind, after(text, name)?)))
}

/// `Luật này`, `Thông tư này`, `Quy chế này`; not `quyết định này`, a decision of somebody.
fn this_one(input: &mut &str, kind: Kind, capital: bool) -> Read<Document> {
    preceded(blank, this).parse_next(input)?;
    let plain = matches!(
        kind,
        Kind::Decree
            | Kind::Circular
            | Kind::JointCircular
            | Kind::Resolution
            | Kind::JointResolution
            | Kind::Ordinance
            | Kind::Regulation
            | Kind::Charter
            | Kind::Directive
            | Kind::Code
            | Kind::Plan
    );
    match capital && kind != Kind::Other || plain {
        true => Ok(Document { named: Named::This(kind), part: Part::Main }),
        false => Err(EmptyError),
    }
}

/// `Nghị định số 115/2020/NĐ-CP`, `Quyết định số: 27/2025/QĐ-UBND`, `Nghị quyết của Quốc hội số 51/2001/QH10`
fn numbered(input: &mut &str, kind: Kind) -> Read<Document> {
    let direct = *input;
    let number = match number_after(input, kind) {
        Ok(number) => number,
        Err(_) => {
            *input = direct;
            issued_by(input)?;
            number_after(input, kind)?
        }
    };
    Ok(Document { named: Named::Written(tail(input, kind, Some(number), None)), part: Part::Main })
}

/// ` của Chính phủ` before the number
fn issued_by(input: &mut &str) -> Read<()> {
    (blank, word("của"), blank).parse_next(input)?;
    let reach = input.char_indices().nth(60).map_or(input.len(), |(at, _)| at);
    let near = input.get(..reach).unwrap_or_default();
    let at = near.find(" số ").ok_or(EmptyError)?;
    let issuer = near.get(..at).unwrap_or_default();
    if !issuer.chars().all(|c| c.is_alphabetic() || c == ' ')
        || !issuer.starts_with(char::is_uppercase)
        || names_text(issuer)
    {
        return Err(EmptyError);
    }
    *input = input.get(at..).unwrap_or_default();
    Ok(())
}

/// `quy định của Nghị định số 23/2015/NĐ-CP` (07/2025/NĐ-CP, Điều 5): what stands there issued nothing, it is the text itself.
fn names_text(issuer: &str) -> bool {
    const TEXTS: [&str; 9] = [
        "Luật",
        "Nghị định",
        "Nghị quyết",
        "Pháp lệnh",
        "Thông tư",
        "Quyết định",
        "Chỉ thị",
        "Hiến pháp",
        "Văn bản",
    ];
    TEXTS.iter().any(|it| issuer.contains(it))
}

/// ` số 115/2020/NĐ-CP`, ` 115/2020/NĐ-CP`, ` số 115/2020`
fn number_after(input: &mut &str, kind: Kind) -> Read<String> {
    blank(input)?;
    // "sổ" (Thông tư 06/2012/TT-BNG) is a slip.
    let told = opt((any_word(&["số", "sổ"]), opt(':'), blanks)).parse_next(input)?.is_some();
    let full = number(input);
    match kind {
        Kind::Law
        | Kind::Code
        | Kind::Ordinance
        | Kind::Resolution
        | Kind::Decree
        | Kind::Circular
        | Kind::JointCircular
        | Kind::Decision => full.or_else(|_| serial_and_year(input)),
        _ if told || full.is_ok() => full,
        _ => Err(EmptyError),
    }
}

/// `Luật Đất đai số 45/2013/QH13`, `Luật Đất đai năm 2013`, `Luật Nghĩa vụ quân sự ngày 19 tháng 6 năm 2015`, `Luật Đất đai`
fn titled(input: &mut &str, kind: Kind) -> Read<Document> {
    blank(input)?;
    let start = *input;
    title(input)?;
    let name = start.get(..taken(start, input)).unwrap_or_default().trim().to_owned();
    let bare = *input;
    let number =
        preceded((blank, opt((word("số"), opt(':'), blanks))), number).parse_next(input).ok();
    if number.is_none() {
        *input = bare;
        let dated = preceded(blank, dated).parse_next(input).ok();
        if dated.is_none() {
            *input = bare;
        }
        // "Luật Đất đai 2013"
        let dated = dated.or_else(|| bare_year(input).ok());
        let name =
            DocumentName { kind: Some(kind), title: Some(name), dated, ..DocumentName::default() };
        return Ok(Document { named: Named::Written(name), part: Part::Main });
    }
    Ok(Document { named: Named::Written(tail(input, kind, number, Some(name))), part: Part::Main })
}

/// ` 2013` right after a title
fn bare_year(input: &mut &str) -> Read<Dated> {
    let start = *input;
    let read = |input: &mut &str| {
        blank(input)?;
        let digits: &str = take_while(4, |c: char| c.is_ascii_digit()).parse_next(input)?;
        let year: i16 = digits.parse().map_err(|_| EmptyError)?;
        let fits =
            (1945..2100).contains(&year) && !input.starts_with(|c: char| c.is_alphanumeric());
        if fits { Ok(Dated::Year(year)) } else { Err(EmptyError) }
    };
    read(input).inspect_err(|_| *input = start)
}

/// What follows the number and tells documents of one number apart, without taking it: `ngày … của Ủy ban nhân dân tỉnh …`.
fn tail(input: &str, kind: Kind, number: Option<String>, title: Option<String>) -> DocumentName {
    let mut rest = input;
    let day = opt(preceded(blank, day)).parse_next(&mut rest).ok().flatten();
    let shared = number.as_deref().is_some_and(|it| it.contains("ND"));
    let issuer = if shared { issuer(rest) } else { None };
    DocumentName { kind: Some(kind), number, title, dated: day.map(Dated::Day), issuer }
}

/// ` của Hội đồng nhân dân tỉnh Cà Mau`: as long as words of a name follow.
fn issuer(rest: &str) -> Option<String> {
    let name = after(rest.trim_start(), "của")?.trim_start();
    let body = ["hội đồng nhân dân", "ủy ban nhân dân", "uỷ ban nhân dân", "hđnd", "ubnd"];
    let place = body.iter().find_map(|it| after(name, it))?;
    let mut end = taken(name, place);
    let mut rest = place;
    const PLACES: [&str; 9] =
        ["tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "đặc khu", "tp"];
    loop {
        let next = rest.trim_start_matches([' ', '.']);
        if let Some(after) = PLACES.iter().find_map(|it| after(next, it)) {
            rest = after;
        } else if next.starts_with(char::is_uppercase) && next.len() < rest.len() {
            let length =
                next.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(next.len());
            rest = next.get(length..)?;
        } else {
            break;
        }
        end = taken(name, rest);
    }
    name.get(..end).map(str::to_owned)
}

/// `Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013`, `Hiến pháp năm 1992`, `Hiến pháp`
fn constitution(input: &mut &str) -> Read<Document> {
    if !input.starts_with('H') {
        return Err(EmptyError);
    }
    word("hiến pháp").parse_next(input)?;
    let state = any_word(&[
        "nước cộng hòa xã hội chủ nghĩa việt nam",
        "nước cộng hoà xã hội chủ nghĩa việt nam",
        "nước chxhcn việt nam",
        "việt nam",
    ]);
    let bare = *input;
    if preceded(blank, state).parse_next(input).is_err() {
        *input = bare;
    }
    let bare = *input;
    let dated = preceded(blank, dated).parse_next(input).ok();
    if dated.is_none() {
        *input = bare;
    }
    let dated = dated.or_else(|| bare_year(input).ok());
    let name = DocumentName { kind: Some(Kind::Constitution), dated, ..DocumentName::default() };
    Ok(Document { named: Named::Written(name), part: Part::Main })
}

/// `BLTTDS`, `BLHS năm 2015`, `BLDS 2015`: a code by its initials.
fn short_code(input: &mut &str) -> Read<Document> {
    let start = *input;
    let letters: &str = take_while(4..=7, char::is_uppercase).parse_next(input)?;
    let title = letters.strip_prefix("BL").ok_or(EmptyError)?.to_owned();
    if !matches!(title.as_str(), "HS" | "DS" | "LĐ" | "HH" | "TTHS" | "TTDS") || !ends_word(input)
    {
        *input = start;
        return Err(EmptyError);
    }
    let bare = *input;
    let dated = preceded(blank, dated).parse_next(input).ok();
    if dated.is_none() {
        *input = bare;
    }
    let dated = dated.or_else(|| bare_year(input).ok());
    let name = DocumentName {
        kind: Some(Kind::Code),
        title: Some(title),
        dated,
        ..DocumentName::default()
    };
    Ok(Document { named: Named::Written(name), part: Part::Main })
}

/// `số 118/2025/NĐ-CP`, in lists of documents of one kind: only a symbol that tells a kind of norm.
fn number_alone(input: &mut &str) -> Read<Document> {
    if !input.starts_with('s') {
        return Err(EmptyError);
    }
    (word("số"), blank).parse_next(input)?;
    let written = number(input)?;
    let parsed: DocumentNumber = written.parse().map_err(|_| EmptyError)?;
    let body = parsed.symbol_parts().next().is_some_and(|it| matches!(it, "QH" | "UBTVQH"));
    let kind = Kind::from_number(&parsed).filter(|it| it.rank(None).is_some() || body);
    if !body && kind.is_none() {
        return Err(EmptyError);
    }
    let mut name = tail(input, Kind::Other, Some(written), None);
    name.kind = kind;
    Ok(Document { named: Named::Written(name), part: Part::Main })
}

/// `QCVN 85:2025/BNNMT`, `TCVN 13592:2022`
fn standard(input: &mut &str) -> Read<Document> {
    let start = *input;
    if !input.starts_with(['Q', 'T']) {
        return Err(EmptyError);
    }
    any_word(&["qcvn", "tcvn", "tcxdvn", "tcxd", "tcvs", "tcn"]).parse_next(input)?;
    blank(input)?;
    opt(("ISO", blank)).parse_next(input)?;
    let _: &str = take_while(1..=6, |c: char| c.is_ascii_digit()).parse_next(input)?;
    opt(('-', take_while(1..=2, |c: char| c.is_ascii_digit()))).parse_next(input)?;
    (blanks, ':', blanks).parse_next(input)?;
    let _: &str = take_while(4, |c: char| c.is_ascii_digit()).parse_next(input)?;
    opt((blanks, '/', blanks, take_while(1..=12, char::is_uppercase))).parse_next(input)?;
    let written = start.get(..taken(start, input)).unwrap_or_default().to_owned();
    let name = DocumentName {
        kind: Some(Kind::Standard),
        number: Some(written),
        ..DocumentName::default()
    };
    Ok(Document { named: Named::Written(name), part: Part::Main })
}

/// Kinds of text that others promulgate.
pub(super) fn is_attached_kind(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Regulation
            | Kind::Rule
            | Kind::HouseRules
            | Kind::Charter
            | Kind::Programme
            | Kind::Plan
            | Kind::Scheme
            | Kind::Inventory
            | Kind::Guidance
    )
}

/// `Quy định kèm theo Nghị quyết số 09/2022/NQ-HĐND`, `Quy chế làm việc ban hành kèm theo Quyết định này`
fn attached(input: &mut &str, kind: Kind) -> Read<Document> {
    let reach = input.char_indices().nth(260).map_or(input.len(), |(at, _)| at);
    let near = input.get(..reach).unwrap_or_default();
    let stop = near.find([';', '.', '\n', '“', '”', ':']).unwrap_or(near.len());
    let near = near.get(..stop).unwrap_or_default();
    let at = near
        .to_lowercase()
        .find("kèm theo")
        .filter(|&at| near.is_char_boundary(at))
        .ok_or(EmptyError)?;
    let gap = near.get(..at).unwrap_or_default();
    // Another document between: what is attached there is another text.
    if ["này", "/20", "hụ lục", "ẫu số"].iter().any(|it| gap.contains(it)) {
        return Err(EmptyError);
    }
    *input = input.get(at + "kèm theo".len()..).unwrap_or_default();
    blank(input)?;
    let promulgator = of_a_kind(input)?;
    Ok(Document { named: promulgator.named, part: Part::Attached(kind) })
}
