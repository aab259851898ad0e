use dieukhoan::{law::*, structure, text::*};
fn plain(s: &str) -> Transcript {
    let mut t = Transcript::default();
    for (i, l) in s.lines().enumerate() {
        t.push(BlockKind::Paragraph, l, i as u32 + 1);
    }
    t
}
fn main() {
    let arg = std::env::args().nth(1).unwrap();
    if arg == "tree" {
        let s = std::fs::read_to_string(std::env::args().nth(2).unwrap()).unwrap();
        let n = structure::parse(plain(&s));
        let d = &n.value;
        println!(
            "{:?} kind {:?} title {:?} issued {:?}",
            d.identity.number, d.kind, d.title, d.identity.issued
        );
        println!("auth {:?}", d.identity.authorities);
        for l in &d.lines {
            println!("  {:?}: {}", l.role, d.text(l.span).chars().take(80).collect::<String>());
        }
        for (id, p) in d.units() {
            println!(
                "{} | {:?} | {}",
                d.portion(id),
                d.heading(id),
                p.content
                    .iter()
                    .filter_map(|c| match c {
                        Content::Paragraph(s) =>
                            Some(d.text(*s).chars().take(40).collect::<String>()),
                        Content::Quoted(s) =>
                            Some(format!("«{}»", d.text(*s).chars().take(30).collect::<String>())),
                        _ => None,
                    })
                    .collect::<Vec<_>>()
                    .join(" / ")
            );
        }
        for x in &n.notes {
            println!("NOTE {:?} {}", x.span, x.kind);
        }
        return;
    }
    let (mut arts, mut exact, mut missing, mut wrong) = (0, 0, 0, 0);
    let mut dirs: Vec<_> = std::fs::read_dir(&arg)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_dir())
        .collect();
    dirs.sort();
    for d in dirs {
        let s = std::fs::read_to_string(d.join("base.txt")).unwrap();
        let n = structure::parse(plain(&s));
        let doc = &n.value;
        let (mut w, mut m) = (0, 0);
        for l in std::fs::read_to_string(d.join("expected.jsonl")).unwrap().lines() {
            let v: serde_json::Value = serde_json::from_str(l).unwrap();
            if v["trusted"] != true || !v["amended_by"].as_array().unwrap().is_empty() {
                continue;
            }
            arts += 1;
            let a = v["article"].as_str().unwrap();
            let por: Portion = Portion {
                steps: vec![Step::new(Unit::Article, Label::new(a).unwrap())],
                ..Default::default()
            };
            match doc.find(&por) {
                None => {
                    missing += 1;
                    m += 1;
                    println!("{} MISSING {a}", d.display())
                }
                Some(id) => {
                    let h = letters_and_digits(doc.heading(id).unwrap_or(""));
                    let b = letters_and_digits(&doc.body(id));
                    let eh = letters_and_digits(v["heading"].as_str().unwrap());
                    let eb = letters_and_digits(v["text"].as_str().unwrap());
                    if h == eh && b == eb {
                        exact += 1
                    } else {
                        wrong += 1;
                        w += 1;
                        if w <= 4 {
                            println!(
                                "{} WRONG {a}\n  h {:?}\n  e {:?}\n",
                                d.display(),
                                doc.heading(id),
                                v["heading"]
                            );
                            let (x, y) =
                                (b.chars().collect::<Vec<_>>(), eb.chars().collect::<Vec<_>>());
                            let i = x.iter().zip(&y).take_while(|(a, b)| a == b).count();
                            println!(
                                "  b ..{}\n  e ..{}",
                                x[i.saturating_sub(20)..(i + 60).min(x.len())]
                                    .iter()
                                    .collect::<String>(),
                                y[i.saturating_sub(20)..(i + 60).min(y.len())]
                                    .iter()
                                    .collect::<String>()
                            );
                        }
                    }
                }
            }
        }
        if w + m > 0 || n.notes.len() > 2 {
            println!("{}: wrong {w} missing {m} notes {}", d.display(), n.notes.len());
        }
    }
    println!(
        "{arts} exact {exact} missing {missing} wrong {wrong} {:.2}%",
        exact as f64 * 100. / arts as f64
    );
}
