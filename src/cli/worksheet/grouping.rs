//! The groups of a worksheet: found, printed, decided.

use anyhow::Context;
use clap::Args;

use crate::cli::output::{say, warn};
use crate::cli::progress::Bars;
use crate::cli::worksheet::{Kept, engine, sheet};
use crate::cli::{Outcome, by, now, today};
use crate::corpus::Progress;
use crate::law::Address;
use crate::review;
use crate::search::Engine;
use crate::workspace::{Decision, Group, Id, Pointer, Ruling, Worksheet, Workspace};

#[derive(Debug, Args)]
pub(crate) struct Groups {
    #[command(flatten)]
    at: Kept,
    /// Tên bảng.
    #[arg(value_name = "TÊN")]
    name: String,
    /// Tìm lại theo kho hiện nay.
    #[arg(long)]
    again: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Decide {
    #[command(flatten)]
    at: Kept,
    /// Tên bảng.
    #[arg(value_name = "TÊN")]
    name: String,
    /// Số thứ tự của nhóm như `groups` in ra, hoặc khóa của nhóm.
    #[arg(value_name = "NHÓM")]
    group: String,
    /// Kết luận: trung, chong-cheo, mau-thuan, bo-tro hoặc khong.
    #[arg(value_name = "KẾT LUẬN", value_parser = ruling)]
    ruling: Ruling,
    /// Quy định được giữ.
    #[arg(long, value_name = "ĐỊA CHỈ")]
    keep: Option<Address>,
    /// Lý do.
    #[arg(long, value_name = "LỜI", default_value = "")]
    reason: String,
    /// Thay cả khi đã có quyết định.
    #[arg(long)]
    replace: bool,
}

fn ruling(text: &str) -> Result<Ruling, String> {
    let ways = "kết luận là trung, chong-cheo, mau-thuan, bo-tro hoặc khong";
    Ruling::of(text).ok_or_else(|| ways.to_owned())
}

/// Looks for the groups of a worksheet and keeps them; tells how many.
pub(super) fn search(engine: &Engine, workspace: &Workspace, id: Id) -> anyhow::Result<usize> {
    let body = workspace.entry::<Worksheet>(id)?.body;
    let scope = review::documents(engine, &body.scope, today())?;
    for missing in &scope.missing {
        warn(&format!("Kho chưa có toàn văn của {missing}."));
    }
    let slugs: Vec<String> = scope.documents.iter().map(|it| it.reference.slug()).collect();
    let bars = Bars::default();
    let mut told = 0;
    let found = review::find_groups(engine.corpus(), &slugs, |done, all| {
        if done == 0 {
            bars.started("so sánh", Some(all as u64));
        }
        bars.advanced((done - told) as u64, "");
        told = done;
    })?;
    bars.finished();
    workspace.keep_groups(id, &found, now())?;
    Ok(found.len())
}

pub(super) fn groups(arguments: &Groups) -> anyhow::Result<Outcome> {
    let workspace = arguments.at.open()?;
    let sheet = sheet(&workspace, &arguments.name)?;
    if arguments.again {
        search(&engine(&arguments.at.index)?, &workspace, sheet.id)?;
    }
    let groups = workspace.groups(sheet.id)?;
    for (number, group) in groups.iter().enumerate() {
        let (_, decision) = workspace.about::<Decision>(Some(sheet.id), &group.key)?;
        let ruling = decision.map_or("chưa quyết định", |it| it.body.ruling.name());
        let mut text = format!("{}. [{}] {ruling}\n", number + 1, group.key);
        for member in &group.members {
            text += &format!("   {member}\n");
        }
        if let Some(pair) = group.pairs.first() {
            text += &format!("   {:.0}%: {}\n", pair.score * 100.0, pair.reasons.join("; "));
        }
        say(&text)?;
    }
    Ok(if groups.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn named<'a>(groups: &'a [Group], name: &str) -> Option<&'a Group> {
    let place = name.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    groups.iter().find(|it| it.key == name).or_else(|| groups.get(place?))
}

pub(super) fn decide(arguments: &Decide) -> anyhow::Result<Outcome> {
    let workspace = arguments.at.open()?;
    let sheet = sheet(&workspace, &arguments.name)?;
    let groups = workspace.groups(sheet.id)?;
    let group = named(&groups, &arguments.group)
        .with_context(|| format!("không có nhóm {}", arguments.group))?;
    let keep = arguments.keep.clone().map(Pointer);
    if let Some(keep) = keep.as_ref().filter(|it| !group.members.contains(it)) {
        anyhow::bail!("{keep} không thuộc nhóm này");
    }
    let decision = Decision {
        group: group.key.clone(),
        ruling: arguments.ruling,
        reason: arguments.reason.clone(),
        keep,
        members: group.members.clone(),
    };
    let (version, held) = workspace.about::<Decision>(Some(sheet.id), &group.key)?;
    if let Some(held) = held.filter(|_| !arguments.replace) {
        say(&format!(
            "Nhóm này đã được {} quyết định: {}. Muốn thay thì thêm --replace.",
            held.by,
            held.body.ruling.name()
        ))?;
        return Ok(Outcome::Nothing);
    }
    let version = workspace.settle(sheet.id, version, &decision, &by())?;
    say(&format!("Đã ghi: {} (lần {version}).", decision.ruling.name()))?;
    Ok(Outcome::Done)
}
