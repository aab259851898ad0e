//! What the file keeps, and what it refuses.

use jiff::Timestamp;

use crate::workspace::*;

fn by(name: &str, second: i64) -> By {
    By { name: name.to_owned(), at: Timestamp::from_second(second).unwrap() }
}

fn pointer(text: &str) -> Pointer {
    Pointer(text.parse().unwrap())
}

fn opened() -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::open(&folder.path().join("sau/dieukhoan.sqlite")).unwrap();
    (folder, workspace)
}

fn worksheet(workspace: &Workspace, name: &str) -> Id {
    let scope = Scope::Documents(vec![pointer("05/HD-BCTĐB-MH"), pointer("06/2026/TT-BNV-MH")]);
    let body = Worksheet { name: name.to_owned(), scope, title: String::new(), order: Vec::new() };
    workspace.add(None, &body, &by("An", 1)).unwrap()
}

fn decision(ruling: Ruling) -> Decision {
    let members = vec![pointer("05/HD-BCTĐB-MH#dieu-2"), pointer("06/2026/TT-BNV-MH#dieu-3")];
    let keep = members.first().cloned();
    Decision { group: key_of(&members), ruling, reason: "cùng việc".to_owned(), keep, members }
}

fn sentence(text: &str) -> Sentence {
    let at = pointer("05/HD-BCTĐB-MH#muc-1/khoan-2");
    Sentence {
        level: Level::Clause,
        text: text.to_owned(),
        origin: Some(Origin { at, taken: text.to_owned() }),
    }
}

#[test]
fn what_is_kept_is_there_after_reopening() {
    let (folder, workspace) = opened();
    let id = worksheet(&workspace, "Kỳ họp");
    assert_eq!(workspace.settle(id, 0, &decision(Ruling::Duplicate), &by("An", 2)).unwrap(), 1);
    drop(workspace);
    let workspace = Workspace::open(&folder.path().join("sau/dieukhoan.sqlite")).unwrap();
    let (version, held) =
        workspace.about::<Decision>(Some(id), &decision(Ruling::Duplicate).group).unwrap();
    let held = held.unwrap();
    assert_eq!((version, held.by.as_str()), (1, "An"));
    assert_eq!(held.body, decision(Ruling::Duplicate));
    assert_eq!(workspace.check().unwrap(), Vec::<String>::new());
    assert!(matches!(
        workspace.add(None, &workspace.entry::<Worksheet>(id).unwrap().body, &by("An", 3)),
        Err(Error::Taken(name)) if name == "Kỳ họp"
    ));
}

#[test]
fn of_two_who_saw_the_same_version_the_second_is_told() {
    let (_folder, workspace) = opened();
    let id = worksheet(&workspace, "Kỳ họp");
    workspace.settle(id, 0, &decision(Ruling::Duplicate), &by("An", 2)).unwrap();
    let second = workspace.settle(id, 0, &decision(Ruling::Contrary), &by("Bình", 3));
    assert!(matches!(second, Err(Error::Changed { by, version: 1, .. }) if by == "An"));
    workspace.settle(id, 1, &decision(Ruling::Contrary), &by("Bình", 4)).unwrap();
    let article = Article { heading: "Gửi tài liệu".to_owned(), ..Article::default() };
    let number = workspace.add(Some(id), &article, &by("An", 5)).unwrap();
    assert_eq!(workspace.change(number, 1, &article, &by("Bình", 6)).unwrap(), 2);
    assert!(workspace.change(number, 1, &article, &by("An", 7)).is_err());
    assert!(workspace.remove::<Article>(number, 1, &by("An", 8)).is_err());
    assert_eq!(workspace.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_change_is_taken_back_and_brought_again() {
    let (_folder, workspace) = opened();
    let id = worksheet(&workspace, "Kỳ họp");
    let mut article =
        Article {
            heading: "Một".to_owned(), sentences: vec![sentence("Câu một.")], chapter: None
        };
    let number = workspace.add(Some(id), &article, &by("An", 2)).unwrap();
    article.sentences.push(sentence("Câu hai."));
    workspace.change(number, 1, &article, &by("An", 3)).unwrap();
    let changes = workspace.history(id, 10).unwrap();
    assert_eq!(changes.len(), 3);
    assert_eq!(changes.iter().filter(|it| it.latest).count(), 2);
    workspace.undo(id, changes[0].id, &by("Bình", 4)).unwrap();
    assert_eq!(workspace.entry::<Article>(number).unwrap().body.sentences.len(), 1);
    // The same change again: the entry has another version now.
    assert!(matches!(workspace.undo(id, changes[0].id, &by("An", 5)), Err(Error::Changed { .. })));
    let undone = workspace.history(id, 1).unwrap();
    assert_eq!(undone[0].undoes, Some(changes[0].id));
    workspace.undo(id, undone[0].id, &by("An", 6)).unwrap();
    assert_eq!(workspace.entry::<Article>(number).unwrap().body, article);
    let version = workspace.entry::<Article>(number).unwrap().version;
    workspace.remove::<Article>(number, version, &by("An", 7)).unwrap();
    assert!(matches!(workspace.entry::<Article>(number), Err(Error::Missing)));
    let removal = workspace.history(id, 1).unwrap();
    workspace.undo(id, removal[0].id, &by("An", 8)).unwrap();
    assert_eq!(workspace.entry::<Article>(number).unwrap().body, article);
    assert!(matches!(
        workspace.undo(number, removal[0].id, &by("An", 9)),
        Err(Error::Changed { .. })
    ));
    let other = worksheet(&workspace, "Khác");
    assert!(matches!(workspace.undo(other, changes[2].id, &by("An", 9)), Err(Error::Missing)));
    assert_eq!(workspace.check().unwrap(), Vec::<String>::new());
}

#[test]
fn decisions_outlive_a_new_search() {
    let (_folder, workspace) = opened();
    let id = worksheet(&workspace, "Kỳ họp");
    let members = decision(Ruling::Duplicate).members;
    let pair = Pair { a: 0, b: 1, score: 0.9, reasons: vec!["trùng 83% câu chữ".to_owned()] };
    let group =
        Group { key: key_of(&members), weight: 0.9, members: members.clone(), pairs: vec![pair] };
    let at = by("An", 2).at;
    workspace.keep_groups(id, std::slice::from_ref(&group), at).unwrap();
    assert_eq!(workspace.groups(id).unwrap(), [group.clone()]);
    assert_eq!(workspace.group_keys(id).unwrap(), [group.key.as_str()]);
    assert_eq!(workspace.group(id, &group.key).unwrap(), group);
    assert!(matches!(workspace.group(id, "không có"), Err(Error::Missing)));
    assert_eq!(workspace.grouped_at(id).unwrap(), Some(at));
    workspace.settle(id, 0, &decision(Ruling::Duplicate), &by("An", 3)).unwrap();
    workspace.keep_groups(id, &[], at).unwrap();
    assert!(workspace.groups(id).unwrap().is_empty());
    workspace.keep_groups(id, std::slice::from_ref(&group), at).unwrap();
    let turned: Vec<Pointer> = members.into_iter().rev().collect();
    assert!(workspace.about::<Decision>(Some(id), &key_of(&turned)).unwrap().1.is_some());
    assert!(workspace.keep_groups(99, &[], at).is_err());
}

#[test]
fn questions_are_found_by_document_and_provision() {
    let (_folder, workspace) = opened();
    let ask = |about: &str| Question {
        about: pointer(about),
        asked: "Tính ngày thế nào?".to_owned(),
        asker: "Văn phòng".to_owned(),
        state: State::New,
        assignee: String::new(),
        answer: String::new(),
        rests_on: Vec::new(),
    };
    for about in [
        "01/2026/QH-MH#dieu-5",
        "01/2026/QH-MH#dieu-5",
        "01/2026/QH-MH#dieu-6",
        "02/2027/QH-MH#dieu-5",
    ] {
        workspace.add(None, &ask(about), &by("An", 2)).unwrap();
    }
    let held = workspace.questions_of("01-2026-qh-mh").unwrap();
    assert_eq!(held.len(), 3);
    let of_article = |number: &str| {
        held.iter().filter(|it| it.body.about.0.portion.to_string() == number).count()
    };
    assert_eq!((of_article("dieu-5"), of_article("dieu-6")), (2, 1));
}

#[test]
fn users_and_sessions() {
    let (_folder, workspace) = opened();
    let root = by("máy này", 1);
    assert!(matches!(
        workspace.put_user("an", Role::Editor, "ngắn", &root),
        Err(Error::Refused(_))
    ));
    workspace.put_user("an", Role::Editor, "một mật khẩu dài", &root).unwrap();
    let now = by("", 100).at;
    assert_eq!(workspace.log_in("an", "mật khẩu sai rồi", now).unwrap(), None);
    assert_eq!(workspace.log_in("không có", "một mật khẩu dài", now).unwrap(), None);
    let session = workspace.log_in("An", "một mật khẩu dài", now).unwrap().unwrap();
    assert_eq!(session.user.role, Role::Editor);
    assert_eq!(
        workspace.session(&session.secret, now).unwrap().map(|it| it.name),
        Some("an".to_owned())
    );
    let late = by("", 100 + SESSION_HOURS * 3600).at;
    assert_eq!(workspace.session(&session.secret, late).unwrap(), None);
    // Another password ends the sessions there are.
    workspace.put_user("an", Role::Reader, "mật khẩu khác hẳn", &root).unwrap();
    assert_eq!(workspace.session(&session.secret, now).unwrap(), None);
    let log = workspace.audited(50).unwrap();
    assert_eq!(log.iter().filter(|it| it.what == "đăng nhập không thành").count(), 2);
    let file = std::fs::read(workspace.path()).unwrap();
    let holds = |word: &str| file.windows(word.len()).any(|it| it == word.as_bytes());
    assert!(!holds("một mật khẩu dài") && !holds(&session.secret));
}

#[test]
fn a_backup_is_whole_and_never_written_over() {
    let (folder, workspace) = opened();
    let id = worksheet(&workspace, "Kỳ họp");
    let to = folder.path().join("sao-luu.sqlite");
    workspace.backup(&to).unwrap();
    workspace.settle(id, 0, &decision(Ruling::Duplicate), &by("An", 2)).unwrap();
    assert!(matches!(workspace.backup(&to), Err(Error::Refused(_))));
    let copy = Workspace::open(&to).unwrap();
    assert_eq!(copy.entries::<Worksheet>(None).unwrap().len(), 1);
    assert!(copy.entries::<Decision>(Some(id)).unwrap().is_empty());
    assert_eq!(copy.check().unwrap(), Vec::<String>::new());
}

#[test]
fn damage_and_later_programs_are_told() {
    let (folder, workspace) = opened();
    let id = worksheet(&workspace, "Kỳ họp");
    let path = folder.path().join("sau/dieukhoan.sqlite");
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute("UPDATE entry SET body = '{}' WHERE id = ?1", [id]).unwrap();
    assert_eq!(workspace.check().unwrap().len(), 1);
    assert!(matches!(workspace.entry::<Worksheet>(id), Err(Error::Damaged(_))));
    raw.pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Workspace::open(&path), Err(Error::Newer { found: 99, .. })));
}
