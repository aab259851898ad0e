//! Vấn đề còn mở found on the way: what the draft alone cannot settle.

use crate::draft::closing::is_enforcement;
use crate::draft::compose::Placed;
use crate::draft::ground::{Grounds, is_over};
use crate::draft::{Draft, OpenDecision, Source};
use crate::law::{Address, Status};

/// What composing a draft found that people must decide.
pub(super) fn found(
    draft: &Draft,
    placed: &[Vec<Placed<'_>>],
    grounds: &Grounds,
    ended: &[&Source],
) -> Vec<OpenDecision> {
    let mut open = references(placed);
    open.extend(bases(grounds));
    open.extend(draft.sources.iter().filter_map(|it| of_source(draft, placed, ended, it)));
    open.extend(draft.sources.iter().filter_map(|it| changed(placed, it)));
    open
}

fn references(placed: &[Vec<Placed<'_>>]) -> Vec<OpenDecision> {
    let mut open = Vec::new();
    for it in placed.iter().flatten() {
        for left in &it.followed.open {
            let origin = it.sentence.origin.as_ref().map(|it| it.address.document.clone());
            let document = match left.document.number.is_empty() {
                true => origin.unwrap_or_else(|| left.document.clone()),
                false => left.document.clone(),
            };
            open.push(OpenDecision {
                topic: format!("Dẫn chiếu “{}” tại {}", left.words, it.place.portion.name()),
                addresses: vec![Address { document, portion: left.portion.clone() }],
                why: left.why.clone(),
            });
        }
    }
    open
}

fn bases(grounds: &Grounds) -> impl Iterator<Item = OpenDecision> {
    let whole = |it: &crate::draft::Ground| {
        let address = |document| Address { document, portion: Default::default() };
        it.document.clone().map(address).into_iter().collect()
    };
    let over = grounds.kept.iter().filter(|it| is_over(it)).map(move |it| OpenDecision {
        topic: format!("Căn cứ không còn hoặc chưa có hiệu lực: {}", it.line),
        addresses: whole(it),
        why: "Cần thay bằng văn bản đang có hiệu lực về cùng lĩnh vực, hoặc bỏ.".to_owned(),
    });
    let dropped = grounds.dropped.iter().map(move |(it, why)| OpenDecision {
        topic: format!("Căn cứ của văn bản nguồn không đưa vào: {}", it.line),
        addresses: whole(it),
        why: why.clone(),
    });
    over.chain(dropped)
}

/// A source that was changed since: its sentences may read otherwise today, and who changed it ends with it.
fn changed(placed: &[Vec<Placed<'_>>], source: &Source) -> Option<OpenDecision> {
    let of_source = |it: &Placed<'_>| {
        it.sentence.origin.as_ref().is_some_and(|it| it.address.document == source.reference)
    };
    let changed = matches!(source.status, Status::Amended | Status::PartlyEnded);
    (changed && placed.iter().flatten().any(of_source)).then(|| OpenDecision {
        topic: format!("{} đã được sửa đổi, bổ sung hoặc hết hiệu lực một phần", source.short_name()),
        addresses: vec![source.address()],
        why: "Đối chiếu các câu đã lấy với lời văn hiện hành; xem văn bản sửa đổi có phải nêu cùng ở điều thi hành không.".to_owned(),
    })
}

/// What is to be said of a source as a whole.
fn of_source(
    draft: &Draft,
    placed: &[Vec<Placed<'_>>],
    ended: &[&Source],
    source: &Source,
) -> Option<OpenDecision> {
    let taken = |address: &Address| {
        placed.iter().flatten().filter_map(|it| it.sentence.origin.as_ref()).any(|it| {
            it.address.document == address.document && address.portion.holds(&it.address.portion)
        })
    };
    let said = |address: &Address| {
        draft.left_out.iter().any(|it| {
            it.address.document == address.document
                && (it.address.portion.is_whole() || address.portion.holds(&it.address.portion))
        })
    };
    let name = source.short_name();
    let (topic, addresses, why) = if ended.iter().any(|it| it.reference == source.reference) {
        let lost: Vec<Address> = source
            .articles
            .iter()
            .filter(|it| !taken(&it.address) && !said(&it.address) && !is_enforcement(&it.heading))
            .map(|it| it.address.clone())
            .collect();
        if lost.is_empty() {
            return None;
        }
        let why = format!(
            "{} điều chưa được đưa vào dự thảo và chưa có lý do; các điều này sẽ mất cùng văn bản.",
            lost.len()
        );
        (format!("{name} hết hiệu lực toàn bộ"), lost, why)
    } else if draft.replaces(source) {
        let why =
            "Chưa có nội dung nào được đưa vào: quyết định giữ văn bản này hay cho hết hiệu lực.";
        (format!("{name} chưa được thay thế"), vec![source.address()], why.to_owned())
    } else if source.articles.iter().any(|it| taken(&it.address)) && below(draft, source) {
        let issuers: Vec<String> = source.authorities.iter().map(ToString::to_string).collect();
        let why = format!(
            "Văn bản do {} ban hành: {} này không bãi bỏ được, cần đề nghị cơ quan đó xử lý.",
            if issuers.is_empty() { "cơ quan khác".to_owned() } else { issuers.join(", ") },
            draft.kind.name().to_lowercase()
        );
        (format!("{name} còn hiệu lực bên cạnh dự thảo"), vec![source.address()], why)
    } else {
        return None;
    };
    Some(OpenDecision { topic, addresses, why })
}

/// Whether a source of another authority stands below the draft, so that its rules would double those of the draft.
fn below(draft: &Draft, source: &Source) -> bool {
    let ours = draft.kind.rank(Some(&draft.issuer));
    let theirs = source.kind.rank(source.authorities.first());
    let higher = matches!((theirs, ours), (Some(theirs), Some(ours)) if theirs < ours);
    !higher && !matches!(source.status, Status::Ended)
}
