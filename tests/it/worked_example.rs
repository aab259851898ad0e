//! From guidance to an exported draft that `LibreOffice` opens, over HTTP alone: with the illustrative texts always, with the
//! resolution that this was made for (629/2019/UBTVQH14) where the real texts are there.
//!
//! 1. Scope, groups, decisions with reasons, articles made of sentences of several texts, chapters, a comment, the Word file.
//! 2. The text of the reopened file is the draft's, letter by letter.
//! 3. What the officer of 629/2019/UBTVQH14 must see is among the groups, and no formula is.

use std::fs;
use std::process::Command;

use axum::http::StatusCode;
use dieukhoan::text::letters_and_digits;
use dieukhoan::web::Login;
use dieukhoan::workspace::Group;
use jiff::civil::date;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use crate::desk::{Browser, Site, field, site_over, values};
use crate::support::{data, project};
use crate::web::check_html;

/// Articles of the draft.
const ARTICLES: usize = 4;
/// Sentences taken from each of two texts.
const TAKEN: usize = 3;

#[tokio::test]
async fn illustrative_guidance_becomes_a_draft_that_opens() {
    let site = site_over(Login::Optional, date(2026, 11, 23), &[project().join("corpus/minh-hoa")]);
    let scope = "05/HD-BCTĐB-MH\n06/2026/TT-BNV-MH\n07/HD-MTTW-MH\n03/2026/UBTVQH-MH";
    worked(&site, scope).await;
}

#[tokio::test]
async fn the_resolution_on_councils_becomes_a_draft_that_opens() {
    let Some(council) = data("council/phapdien-2025") else { return };
    let site = site_over(Login::Optional, date(2026, 11, 23), &[council]);
    let scope = "629/2019/UBTVQH14\n77/2015/QH13\n87/2015/QH13\n334/2017/UBTVQH14\n85/2014/QH13\n\
        525/2012/NQLT/UBTVQH13-ĐCTUBTWMTTQVN\n1130/2016/UBTVQH13\n694/2008/NQ-UBTVQH12\n\
        228/1999/NQ-UBTVQH10\n1004/2020/UBTVQH14\n08/2016/NĐ-CP";
    worked(&site, scope).await;

    let groups = site.workspace().groups(1).unwrap();
    let meet = |a: &str, b: &str| {
        let stands = |it: &Group, at: &str| it.members.iter().any(|it| it.to_string() == at);
        groups.iter().any(|it| stands(it, a) && stands(it, b))
    };
    for (article, of_law) in [
        ("629/2019/UBTVQH14#dieu-1", "77/2015/QH13#dieu-78"),
        ("629/2019/UBTVQH14#dieu-6", "77/2015/QH13#dieu-94"),
        ("629/2019/UBTVQH14#dieu-9", "87/2015/QH13#dieu-83"),
    ] {
        assert!(meet(article, of_law), "{article} and {of_law} meet in no group");
    }
    // Effect, promulgation, who carries it out: what any text has.
    for formula in
        ["334/2017/UBTVQH14#dieu-1", "334/2017/UBTVQH14#dieu-3", "629/2019/UBTVQH14#dieu-11"]
    {
        let held = groups.iter().flat_map(|it| &it.members).any(|it| it.to_string() == formula);
        assert!(!held, "{formula} is in a group");
    }
    let shown = groups.iter().filter(|it| !it.is_within_one());
    for pair in shown.filter_map(|it| it.pairs.first()) {
        let one_text = pair.reasons.iter().any(|it| it.contains("cùng một văn bản"));
        assert!(!one_text, "a pair within one text stands first: {:?}", pair.reasons);
    }
}

/// Does the whole of it over a scope and checks the file.
async fn worked(site: &Site, scope: &str) {
    let mut browser = Browser::default();
    let (sheet, _) = site.worksheet_over(&mut browser, "Ví dụ", scope).await;
    let groups = site.workspace().groups(1).unwrap();
    let across: Vec<&Group> = groups.iter().filter(|it| !it.is_within_one()).collect();
    assert!(across.len() >= ARTICLES, "{} groups", across.len());
    for (at, group) in across.iter().take(ARTICLES).enumerate() {
        let url = format!("{sheet}/nhom/{}", group.key);
        decided(site, &mut browser, &url, at, &group.members[0].to_string()).await;
        taken(site, &mut browser, &url, group).await;
    }
    arranged(site, &mut browser, &sheet).await;
    let remark = [("ve", ""), ("loi", "Hỏi ý kiến địa phương.")];
    let kept = site.post(&mut browser, &format!("{sheet}/gop-y"), &remark).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());

    let json = site.get(&mut browser, &format!("{sheet}/xuat/json")).await;
    let draft: Value = serde_json::from_slice(&json.bytes).unwrap();
    assert_eq!(draft["articles"].as_array().unwrap().len(), ARTICLES + 1, "and the enforcement");
    assert!(draft["number"].as_str().unwrap().contains("/2026/"), "{}", draft["number"]);
    let origins = draft["origins"].as_array().unwrap();
    assert!(origins.iter().any(|it| it["taking"] == "Có sửa"), "an edit is not told");
    let file = site.get(&mut browser, &format!("{sheet}/xuat/docx")).await;
    let Some(text) = reopened(&file.bytes) else { return };
    let (said, tables) = text.split_once("BẢNG NGUỒN GỐC").unwrap();
    assert_eq!(letters_and_digits(said), letters_and_digits(&expected(&draft)));
    let tables = letters_and_digits(tables);
    for it in origins {
        let words = it["text"].as_str().unwrap();
        // A changed sentence stands there with what it was before.
        if it["taking"] == "Giữ nguyên" {
            assert!(tables.contains(&letters_and_digits(words)), "no origin of: {words}");
        }
    }
    assert!(tables.contains(&letters_and_digits("Hỏi ý kiến địa phương.")), "the comment is lost");
}

async fn decided(site: &Site, browser: &mut Browser, url: &str, at: usize, keep: &str) {
    let page = site.get(browser, url).await.text();
    check_html(url, &page);
    assert!(page.contains(&format!("<option value=\"{keep}\"")), "{keep} cannot be kept: {page}");
    let reason = format!("lý do thứ {at}");
    let ruling = if at.is_multiple_of(2) { "chong-cheo" } else { "trung" };
    let fields = [("ket-luan", ruling), ("giu", keep), ("ly-do", &reason), ("phien-ban", "0")];
    let kept = site.post(browser, url, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
}

/// Takes the first sentences of a member and of the first that stands in another text.
async fn taken(site: &Site, browser: &mut Browser, url: &str, group: &Group) {
    let page = site.get(browser, url).await.text();
    let first = &group.members[0].0.document;
    let other = group.members.iter().position(|it| it.0.document != *first).unwrap();
    let signs = values(&page, "cau");
    let of = |member: usize| {
        let mine = signs.iter().filter(move |it| it.starts_with(&format!("{member}.")));
        mine.take(TAKEN)
    };
    let mut fields: Vec<(&str, &str)> =
        of(0).chain(of(other)).map(|it| ("cau", it.as_str())).collect();
    assert!(fields.len() >= 2, "{url}: {signs:?}");
    fields.extend([("vao", "moi"), ("ten-dieu", "Việc được gộp")]);
    let kept = site.post(browser, &format!("{url}/chon-cau"), &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
}

/// Gives the draft its title, its articles two chapters, and the last article a changed and a new sentence.
async fn arranged(site: &Site, browser: &mut Browser, sheet: &str) {
    let drafting = format!("{sheet}/du-thao");
    let page = site.get(browser, &drafting).await.text();
    let version = field(&page, "phien-ban").unwrap();
    let title = [("lam", "ten"), ("trich-yeu", "hướng dẫn việc thử"), ("phien-ban", &version)];
    assert_eq!(site.post(browser, &drafting, &title).await.status, StatusCode::SEE_OTHER);
    let articles =
        values(&page, "lam").into_iter().filter_map(|it| Some(it.strip_prefix("bo:")?.to_owned()));
    for (at, article) in articles.enumerate() {
        let url = format!("{drafting}/{article}");
        let page = site.get(browser, &url).await.text();
        check_html(&url, &page);
        let mut fields = filled(&page);
        for (name, value) in &mut fields {
            match name.as_str() {
                "chuong" => *value = format!("Chương thứ {}", at / 2),
                "loi" if at + 1 == ARTICLES => *value = format!("{value} Kể cả họp trực tuyến."),
                _ => {}
            }
        }
        let added = [("bac", "khoan"), ("loi", "Câu này là mới."), ("nguon", ""), ("goc", "")];
        fields.extend(added.map(|(name, value)| (name.to_owned(), value.to_owned())));
        fields.push(("lam".to_owned(), "luu".to_owned()));
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let kept = site.post_bare(browser, &url, &fields, None).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    }
}

/// The fields of the page's first form that writes, as a browser would send them without a button.
fn filled(page: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(page);
    let form = page
        .select(&select("form[method=post]"))
        .find(|it| it.select(&select("textarea[name=loi]")).next().is_some());
    let mut fields = Vec::new();
    for it in form.unwrap().select(&select("input[name], textarea[name], select[name]")) {
        let name = it.attr("name").unwrap().to_owned();
        let value = match it.value().name() {
            "textarea" => it.text().collect(),
            "select" => chosen(it),
            _ => it.attr("value").unwrap_or_default().to_owned(),
        };
        fields.push((name, value));
    }
    fields
}

fn chosen(list: ElementRef<'_>) -> String {
    let marked = list.select(&select("option[selected]")).next();
    marked.and_then(|it| it.attr("value")).unwrap_or_default().to_owned()
}

fn select(words: &str) -> Selector {
    Selector::parse(words).unwrap()
}

/// The text of the file before its tables, from the draft as JSON, in the order of the page.
fn expected(draft: &Value) -> String {
    let words = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let issuer = words(&draft["issuer"]).to_uppercase();
    let mut lines = vec![
        issuer.clone(),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
        "Độc lập - Tự do - Hạnh phúc".to_owned(),
        words(&draft["number"]),
        "DỰ THẢO".to_owned(),
        words(&draft["place_and_date"]),
        words(&draft["kind"]).to_uppercase(),
        words(&draft["title"]),
        issuer,
    ];
    for ground in draft["grounds"].as_array().unwrap() {
        lines.push(words(&ground["text"]));
        if ground["over"] == true {
            lines.push("căn cứ không còn hoặc chưa có hiệu lực, phải thay".to_owned());
        }
    }
    lines.push(words(&draft["enacting"]));
    for article in draft["articles"].as_array().unwrap() {
        for part in ["number", "name"] {
            lines.push(words(&article["chapter"][part]));
        }
        lines.push(words(&article["title"]));
        for it in article["paragraphs"].as_array().unwrap() {
            lines.extend([words(&it["mark"]), words(&it["text"])]);
        }
    }
    lines.extend(["Nơi nhận:".to_owned(), "Lưu: VT.".to_owned()]);
    lines.extend(draft["signature"].as_array().unwrap().iter().map(words));
    lines.join("\n")
}

/// The text of a Word file as `LibreOffice` reads it; none, and told, without `soffice`.
fn reopened(bytes: &[u8]) -> Option<String> {
    let program = Command::new("soffice").arg("--version").output();
    if !program.is_ok_and(|it| it.status.success()) {
        println!("skipped: no soffice to open the draft with");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("du-thao.docx");
    fs::write(&file, bytes).unwrap();
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .args(["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
        .arg(folder.path())
        .arg(&file)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !told.to_lowercase().contains("error"), "{told}");
    Some(
        fs::read_to_string(folder.path().join("du-thao.txt"))
            .unwrap_or_else(|error| panic!("{error}: {told}")),
    )
}
