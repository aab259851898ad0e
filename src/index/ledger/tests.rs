//! A ledger gives back what was put into it.

use crate::index::ledger::{Ledger, LedgerWriter, Told, passages};
use crate::index::{Lexicon, Syllable};

impl LedgerWriter {
    /// What [`LedgerWriter::finish`] writes.
    pub(crate) fn bytes(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.finish(&mut bytes).unwrap();
        bytes
    }
}

const TITLE: &str = "01/2026/QH-MH Luật Thử nghiệm";

fn ledger(bodies: &[&str]) -> Ledger {
    let mut writer = LedgerWriter::default();
    for (order, body) in (0u32..).zip(bodies) {
        let told =
            Told { title: TITLE, heading: "Điều 1. Kỳ họp", body, document: 7, order };
        assert!(writer.add(told));
    }
    Ledger::open(writer.bytes()).unwrap()
}

fn syllable(text: &str) -> Syllable {
    let mut lexicon = Lexicon::default();
    let mut read = Vec::new();
    lexicon.read(text, &mut read);
    lexicon.get(read[0].0).unwrap().clone()
}

fn holding(ledger: &Ledger, word: &str) -> Vec<u32> {
    let mut entries = Vec::new();
    let number = ledger.number(&syllable(word));
    if let Some(postings) = number.and_then(|number| ledger.postings(number)) {
        postings.each(|entry| entries.push(entry));
        assert_eq!(postings.count as usize, entries.len());
    }
    entries
}

fn holding_pair(ledger: &Ledger, first: &str, second: &str) -> Vec<u32> {
    let mut entries = Vec::new();
    let (Some(first), Some(second)) =
        (ledger.number(&syllable(first)), ledger.number(&syllable(second)))
    else {
        return entries;
    };
    for pair in ledger.pairs(first, second..second + 1) {
        assert_eq!(ledger.second(pair), Some(second));
        ledger.pair_postings(pair).unwrap().each(|entry| entries.push(entry));
    }
    entries
}

/// Enough entries that a rare word's list is of entries, a common one's a byte for each.
fn many() -> Ledger {
    let bodies: Vec<String> = (0..40)
        .map(|number| match number % 10 {
            0 => format!("Đại biểu chất vấn lần {number}."),
            _ => "Đại biểu thảo luận.".to_owned(),
        })
        .collect();
    ledger(&bodies.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn words_and_pairs_lead_to_their_entries() {
    let ledger = many();
    assert_eq!(ledger.entries(), 40);
    assert_eq!(holding(&ledger, "chất"), [0, 10, 20, 30]);
    assert_eq!(holding(&ledger, "biểu").len(), 40);
    assert_eq!(holding(&ledger, "20"), [20]);
    assert_eq!(holding(&ledger, "chat"), [0u32; 0]);
    assert_eq!(holding_pair(&ledger, "chất", "vấn"), [0, 10, 20, 30]);
    assert_eq!(holding_pair(&ledger, "đại", "biểu").len(), 40);
    assert_eq!(holding_pair(&ledger, "vấn", "chất"), [0u32; 0]);
    // Title and heading are fields of their own: no pair reaches from one into the next.
    assert_eq!(holding_pair(&ledger, "họp", "đại"), [0u32; 0]);
}

#[test]
fn weights_add_up_in_both_kinds_of_lists() {
    let ledger = many();
    let mut scores = vec![0.0; 40];
    for word in ["chất", "biểu"] {
        let number = ledger.number(&syllable(word)).unwrap();
        let postings = ledger.postings(number).unwrap();
        postings.add_to(&mut scores, 1.0);
    }
    let weight = |word: &str, entry| {
        let number = ledger.number(&syllable(word)).unwrap();
        f32::from(ledger.postings(number).unwrap().weight_in(entry))
    };
    for entry in 0..40 {
        assert_eq!(scores[entry as usize], weight("chất", entry) + weight("biểu", entry));
        assert_eq!(weight("chất", entry) > 0.0, entry % 10 == 0);
    }
}

#[test]
fn spellings_that_fold_alike_stand_together() {
    let ledger = ledger(&["hợp đồng", "kỳ họp", "hộp thư"]);
    let alike: Vec<&str> =
        ledger.alike("hop").filter_map(|number| ledger.accented(number)).collect();
    assert_eq!(alike, ["họp", "hộp", "hợp"]);
    let starts: Vec<&str> =
        ledger.beginning("ho").filter_map(|number| ledger.accented(number)).collect();
    assert_eq!(starts, ["họp", "hộp", "hợp"]);
}

#[test]
fn syllables_of_an_entry_come_in_their_order() {
    let ledger = ledger(&["Mở đầu.\n1. Khoản một nói.\n2. Khoản hai."]);
    let entry = ledger.entry(0).unwrap();
    let words = |tokens: crate::index::Tokens<'_>| {
        let mut words = Vec::new();
        tokens.each(usize::MAX, |number| words.push(ledger.accented(number).unwrap()));
        words
    };
    assert_eq!(words(entry.title), ["01", "2026", "qh", "mh", "luật", "thử", "nghiệm"]);
    assert_eq!(words(entry.heading), ["điều", "1", "kỳ", "họp"]);
    assert_eq!(words(entry.body), ["mở", "đầu", "1", "khoản", "một", "nói", "2", "khoản", "hai"]);
    assert_eq!(entry.passages().collect::<Vec<_>>(), [0, 2, 6]);
    assert_eq!(ledger.place(0), Some((7, 0)));
    assert!(ledger.entry(1).is_none());
}

#[test]
fn khoan_follow_one_another() {
    let body = "Lời dẫn:\n1. Một.\na) Điểm a;\n3. Không phải khoản.\n2. Hai.\n2a. Hai a.\n3. Ba.";
    let found = passages(body);
    let numbers: Vec<Option<&str>> = found.iter().map(|it| it.number.as_deref()).collect();
    assert_eq!(numbers, [None, Some("1"), Some("2"), Some("2a"), Some("3")]);
    let text: String = found.iter().map(|it| &body[it.range.clone()]).collect();
    assert_eq!(text, body);
    assert_eq!(passages("Một đoạn không có khoản.").len(), 1);
    assert!(passages("").is_empty());
}

#[test]
fn what_is_no_ledger_is_refused() {
    assert!(Ledger::open(Vec::new()).is_none());
    assert!(Ledger::open(vec![0; 400]).is_none());
    let mut bytes = LedgerWriter::default().bytes();
    assert!(Ledger::open(bytes.clone()).is_some_and(|it| it.entries() == 0));
    bytes.truncate(40);
    assert!(Ledger::open(bytes).is_none());
}
