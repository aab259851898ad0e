//! A text against a model.
//!
//! 1. Each case under `tests/cases/conform`: a model, a text, and what comes of each clause.
//! 2. A text held against itself is taken over whole; no clause of either side is lost.
//! 3. The page and the command say the same, over the illustrative regulations that the project ships.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use dieukhoan::law::{Document, Portion};
use dieukhoan::overlap::{Conformity, ConformityRow, conformity};
use dieukhoan::web::{Clock, State, router};
use tower::ServiceExt;

use crate::support::{files, parse, project, read, run, run_in, told};

fn row(it: &ConformityRow) -> String {
    let unit = |portion: Option<&Portion>| {
        let steps = portion.map(|it| it.steps.iter().map(ToString::to_string).collect::<Vec<_>>());
        steps.map_or("-".to_owned(), |it| it.join("/"))
    };
    let (model, text) =
        (it.model.as_ref().map(|it| &it.portion), it.text.as_ref().map(|it| &it.portion));
    let mut out = format!("{} | {} | {}", it.conformity.name(), unit(model), unit(text));
    for it in &it.differences {
        let side = |said: &[String]| if said.is_empty() { "-".to_owned() } else { said.join(", ") };
        out += &format!(" | {}: {} ↔ {}", it.matter.name(), side(&it.left), side(&it.right));
    }
    out
}

#[test]
fn cases_come_out_as_they_should() {
    let mut wrong = Vec::new();
    let cases = files(&project().join("tests/cases/conform"));
    assert!(cases.len() >= 2, "cases are missing");
    for path in cases {
        let text = fs::read_to_string(&path).unwrap();
        let part = |name: &str| {
            let (_, rest) = text.split_once(&format!("\n=== {name}\n")).unwrap();
            rest.split("\n=== ").next().unwrap().trim().to_owned()
        };
        let (model, given) =
            (parse("mau.txt", &part("mẫu")).value, parse("van-ban.txt", &part("văn bản")).value);
        let found: Vec<String> = conformity(&model, &given).iter().map(row).collect();
        if found.join("\n") != part("đối chiếu") {
            wrong.push(format!("{}:\n{}", path.display(), found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Every clause that has words, by its address, of the component that is compared.
fn portions<'a>(
    rows: &'a [ConformityRow],
    side: impl Fn(&'a ConformityRow) -> Option<&'a Portion>,
) -> BTreeSet<String> {
    rows.iter().filter_map(side).map(ToString::to_string).collect()
}

#[test]
fn no_clause_is_lost_on_either_side() {
    let documents: Vec<Document> = files(&project().join("corpus/minh-hoa"))
        .iter()
        .map(|path| read(path).value)
        .filter(|it| it.article_count() > 0)
        .collect();
    for model in &documents {
        let own = conformity(model, model);
        assert!(own.iter().all(|it| it.conformity == Conformity::TakenOver), "{}", model.name());
        let clauses = portions(&own, |it| it.model.as_ref().map(|it| &it.portion));
        for text in &documents {
            let rows = conformity(model, text);
            assert_eq!(portions(&rows, |it| it.model.as_ref().map(|it| &it.portion)), clauses);
            let given = portions(&rows, |it| it.text.as_ref().map(|it| &it.portion));
            let all = conformity(text, text);
            assert_eq!(given, portions(&all, |it| it.model.as_ref().map(|it| &it.portion)));
        }
    }
}

#[tokio::test]
async fn the_page_and_the_command_say_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (index, source) = (folder.path().to_str().unwrap(), project().join("corpus/minh-hoa"));
    run_in(project(), &["build", "--index", index, "--source", source.to_str().unwrap()]);
    let (model, text) = ("08-2026-ubtvqh-mh", "09-2026-nq-hdnd-mh.tinh-minh-hoa-mot");
    let lines = told(&run(&["conform", model, text, "--json"], folder.path()));
    let sum: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert!(
        sum["co-the-trai"].as_u64().unwrap() > 0 && sum["tiep-thu"].as_u64().unwrap() > 20,
        "{sum}"
    );
    let today: Clock = Arc::new(|| jiff::civil::date(2027, 1, 15));
    let page = async |url: String| {
        let state = State::open(folder.path(), today.clone()).unwrap();
        let request = Request::get(url).body(Body::empty()).unwrap();
        let response = router(state).oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    };
    let (status, all) = page(format!("/doi-chieu/{model}/{text}")).await;
    assert_eq!(status, StatusCode::OK);
    for it in Conformity::ALL {
        assert!(
            all.contains(&format!("{}: {}<", it.name(), sum[it.slug()])),
            "{} of {sum}",
            it.name()
        );
    }
    let (_, contrary) = page(format!("/doi-chieu/{model}/{text}?ket-qua=co-the-trai")).await;
    let rows = contrary.matches("<tr class=\"conformity__row--co-the-trai\"").count() as u64;
    assert_eq!(rows, sum["co-the-trai"].as_u64().unwrap());
    assert!(contrary.contains("15 ngày ↔ 20 ngày"), "{contrary}");
    let (_, compared) = page(format!("/so-sanh?a={model}&b={text}")).await;
    assert!(compared.contains(&format!("href=\"/doi-chieu/{model}/{text}\"")));
    let (status, _) = page(format!("/doi-chieu/{model}/khong-co")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
