//! Where two texts differ, word by word, for a person to read: `… [-cũ-] [+mới+] …`.
//!
//! The longest common run of words stays, what is around it is split again; long equal runs are cut in the middle.

use crate::text::letters_and_digits;

/// Equal words kept at each side of a difference.
const AROUND: usize = 5;

/// A difference longer than this is cut.
const LONGEST: usize = 40;

/// The differences from `expected` to `found`: `[-what is missing-]`, `[+what is too much+]`.
pub(crate) fn words(expected: &str, found: &str) -> String {
    let split = |text: &str| {
        let words = text.split_whitespace().map(str::to_owned);
        words.filter(|word| !letters_and_digits(word).is_empty()).collect::<Vec<_>>()
    };
    let (old, new) = (split(expected), split(found));
    let keys = |words: &[String]| words.iter().map(|it| letters_and_digits(it)).collect::<Vec<_>>();
    let mut runs = Vec::new();
    compare(&old, &new, &keys(&old), &keys(&new), &mut runs);
    let mut out = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        out.push(match run {
            Run::Same(words) => shortened(words, index > 0, index + 1 < runs.len()),
            Run::Gone(words) => format!("[-{}-]", clipped(words)),
            Run::Come(words) => format!("[+{}+]", clipped(words)),
        });
    }
    out.join(" ")
}

enum Run {
    Same(Vec<String>),
    Gone(Vec<String>),
    Come(Vec<String>),
}

fn compare(
    old: &[String],
    new: &[String],
    old_keys: &[String],
    new_keys: &[String],
    runs: &mut Vec<Run>,
) {
    let Some((from, to, length)) = longest_common(old_keys, new_keys) else {
        if !old.is_empty() {
            runs.push(Run::Gone(old.to_vec()));
        }
        if !new.is_empty() {
            runs.push(Run::Come(new.to_vec()));
        }
        return;
    };
    let part = |words: &[String], range: std::ops::Range<usize>| {
        words.get(range).unwrap_or_default().to_vec()
    };
    compare(
        &part(old, 0..from),
        &part(new, 0..to),
        &part(old_keys, 0..from),
        &part(new_keys, 0..to),
        runs,
    );
    runs.push(Run::Same(part(old, from..from + length)));
    compare(
        &part(old, from + length..old.len()),
        &part(new, to + length..new.len()),
        &part(old_keys, from + length..old_keys.len()),
        &part(new_keys, to + length..new_keys.len()),
        runs,
    );
}

/// The longest run of words in both: where it starts in each, and its length.
fn longest_common(old: &[String], new: &[String]) -> Option<(usize, usize, usize)> {
    let mut best = (0, 0, 0);
    let mut before = vec![0usize; new.len() + 1];
    for (at, word) in old.iter().enumerate() {
        let mut now = vec![0usize; new.len() + 1];
        for (to, other) in new.iter().enumerate() {
            if word != other {
                continue;
            }
            let length = before.get(to).copied().unwrap_or_default() + 1;
            if let Some(cell) = now.get_mut(to + 1) {
                *cell = length;
            }
            if length > best.2 {
                best = (at + 1 - length, to + 1 - length, length);
            }
        }
        before = now;
    }
    (best.2 > 0).then_some(best)
}

fn clipped(words: &[String]) -> String {
    if words.len() <= LONGEST {
        return words.join(" ");
    }
    let half = LONGEST / 2;
    let head = words.get(..half).unwrap_or_default().join(" ");
    let tail = words.get(words.len() - half..).unwrap_or_default().join(" ");
    format!("{head} …({} từ)… {tail}", words.len())
}

fn shortened(words: &[String], before: bool, after: bool) -> String {
    let kept = AROUND * (usize::from(before) + usize::from(after)).max(1);
    if words.len() <= kept + 2 {
        return words.join(" ");
    }
    let head =
        if before { words.get(..AROUND).unwrap_or_default().join(" ") } else { String::new() };
    let tail = if after {
        words.get(words.len() - AROUND..).unwrap_or_default().join(" ")
    } else {
        String::new()
    };
    format!("{head} … {tail}").trim().to_owned()
}
