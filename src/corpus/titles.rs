//! Tên luật as citations write it: laws, codes and ordinances found by what people call them.
//!
//! A comma left out, `và` for a comma, `Luật NSNN`: the first spelling that some title bears is taken, the exact one first.

use std::collections::HashMap;

use crate::law::spelt_out;
use crate::text::{comparable, initials};

/// First word → titles, longest first, with their documents.
type Words = HashMap<String, Vec<(String, Vec<usize>)>>;

/// Documents by title.
#[derive(Clone, Debug, Default)]
pub(super) struct Titles {
    /// In comparable form.
    exact: Words,
    /// Without commas and `và`.
    loose: Words,
    /// By initials, with the loose title that has them: letters that stand for two titles tell nothing.
    initials: HashMap<String, Vec<(String, Vec<usize>)>>,
}

impl Titles {
    /// Adds a document under a title, with its kind or without.
    pub(super) fn add(&mut self, title: &str, document: usize) {
        let title = key(title);
        if title.is_empty() {
            return;
        }
        let loose = loosened(&title);
        for letters in initials(&title) {
            let same = self.initials.entry(letters).or_default();
            match same.iter_mut().find(|(it, _)| *it == loose) {
                Some((_, documents)) => put(documents, document),
                None => same.push((loose.clone(), vec![document])),
            }
        }
        insert(&mut self.loose, loose, document);
        insert(&mut self.exact, title, document);
    }

    /// The documents with the longest title that `words` begin with.
    pub(super) fn find(&self, words: &str) -> &[usize] {
        let words = comparable(&plain(words));
        let exact = longest(&self.exact, &words);
        if !exact.is_empty() {
            return exact;
        }
        let loose = longest(&self.loose, &loosened(&words));
        if !loose.is_empty() {
            return loose;
        }
        // "Luật Hỗ trợ DNNVV"
        let spelt = words.split(' ').map(|word| match word.len() > 2 {
            true => spelt_out(word).map_or_else(|| word.to_owned(), comparable),
            false => word.to_owned(),
        });
        let spelt = spelt.collect::<Vec<_>>().join(" ");
        if spelt == words { &[] } else { longest(&self.loose, &loosened(&spelt)) }
    }

    /// The documents whose title has the initials `letters`, when only one title has.
    pub(super) fn abbreviated(&self, letters: &str) -> &[usize] {
        let letters = letters.trim();
        let shouted = letters.chars().count() > 1 && letters.chars().all(char::is_uppercase);
        match self.initials.get(&letters.to_lowercase()).filter(|_| shouted).map(Vec::as_slice) {
            Some([(_, documents)]) => documents,
            _ => &[],
        }
    }
}

fn insert(words: &mut Words, title: String, document: usize) {
    let Some(first) = title.split([' ', ',']).next() else { return };
    let same = words.entry(first.to_owned()).or_default();
    match same.iter_mut().find(|(it, _)| *it == title) {
        Some((_, documents)) => put(documents, document),
        None => {
            let at = same.partition_point(|(it, _)| it.len() > title.len());
            same.insert(at, (title, vec![document]));
        }
    }
}

fn put(documents: &mut Vec<usize>, document: usize) {
    if documents.last() != Some(&document) {
        documents.push(document);
    }
}

fn longest<'a>(titles: &'a Words, words: &str) -> &'a [usize] {
    let first = words.split([' ', ',']).next().unwrap_or_default();
    let same = titles.get(first).map(Vec::as_slice).unwrap_or_default();
    let whole = |title: &str| {
        let rest = words.strip_prefix(title);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let found = same.iter().find(|(title, _)| whole(title));
    found.map(|(_, documents)| documents.as_slice()).unwrap_or_default()
}

/// A title as titles are compared, without its kind.
fn key(title: &str) -> String {
    let title = comparable(&plain(title));
    let bare = ["bộ luật ", "luật ", "pháp lệnh "].iter().find_map(|it| title.strip_prefix(it));
    // "Luật Luật sư": the law on lawyers; its title begins with the word of its kind.
    match bare {
        Some("sư") | None => title,
        Some(bare) => bare.to_owned(),
    }
}

fn loosened(title: &str) -> String {
    let bare = title.replace(',', " ");
    bare.split_whitespace().filter(|it| *it != "và").collect::<Vec<_>>().join(" ")
}

fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_found_as_people_write_them() {
        let mut titles = Titles::default();
        let laws =
            ["Luật Trồng, chăm sóc cây", "Luật Ngân sách nhà nước", "Bộ luật Bến nước", "Bầu nấu"];
        for (at, title) in laws.into_iter().enumerate() {
            titles.add(title, at);
        }
        for (words, expected) in [
            ("Trồng, chăm sóc cây ven đường", Some(0)),
            ("trồng và chăm sóc cây", Some(0)),
            ("Trồng chăm sóc cây", Some(0)),
            ("Trồng cây", None),
            ("ngân sách nhà nước", Some(1)),
            ("Ngân sách", None),
        ] {
            assert_eq!(titles.find(words).first().copied(), expected, "{words}");
        }
        assert_eq!(titles.abbreviated("NSNN"), [1]);
        assert!(titles.abbreviated("nsnn").is_empty(), "small letters are words");
        assert!(titles.abbreviated("BN").is_empty(), "two titles have these initials");
    }
}
