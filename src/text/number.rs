//! Numbers as Vietnamese legal texts write them: Roman, ordinal, spelt, fractions.

use crate::text::comparable;

/// A Roman number, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Roman(pub u32);

impl std::fmt::Display for Roman {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const STEPS: [(u32, &str); 13] = [
            (1000, "M"),
            (900, "CM"),
            (500, "D"),
            (400, "CD"),
            (100, "C"),
            (90, "XC"),
            (50, "L"),
            (40, "XL"),
            (10, "X"),
            (9, "IX"),
            (5, "V"),
            (4, "IV"),
            (1, "I"),
        ];
        let mut left = self.0;
        for (value, letters) in STEPS {
            while left >= value {
                f.write_str(letters)?;
                left -= value;
            }
        }
        Ok(())
    }
}

/// A count as Vietnamese writes it, with points between thousands: `62.323`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// Reads a Roman number in capitals, up to 399; none when it is not written as such (`IIII`, `VX`).
pub fn roman(text: &str) -> Option<Roman> {
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let mut total = 0;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let this = value(letter)?;
        match letters.peek().map(|&next| value(next)) {
            Some(None) => return None,
            Some(Some(next)) if next > this => total -= this,
            _ => total += this,
        }
    }
    let read = Roman(u32::try_from(total).ok().filter(|&it| it > 0)?);
    (read.to_string() == text).then_some(read)
}

/// Reads a spelt cardinal or ordinal up to 99: `nhất`, `hai`, `thứ tư`, `mười lăm`, `hai mươi mốt`; digits too.
pub fn ordinal(text: &str) -> Option<u32> {
    let text = comparable(text);
    let text = text.trim().strip_prefix("thứ ").unwrap_or(text.trim());
    if let Ok(value) = text.parse() {
        return Some(value);
    }
    let mut total = 0;
    for word in text.split_whitespace() {
        let digit = match word {
            "nhất" | "một" | "mốt" => 1,
            "nhì" | "hai" => 2,
            "ba" => 3,
            "bốn" | "tư" => 4,
            "năm" | "lăm" => 5,
            "sáu" => 6,
            "bảy" | "bẩy" => 7,
            "tám" => 8,
            "chín" => 9,
            "mười" => 10,
            "mươi" if (2..10).contains(&total) => {
                total *= 10;
                continue;
            }
            _ => return None,
        };
        let fits = total == 0 || total % 10 == 0 && digit < 10;
        if !fits {
            return None;
        }
        total += digit;
    }
    (total > 0).then_some(total)
}

/// Reads a spelt fraction: `một phần ba` → (1, 3), `hai phần ba`, `ba phần tư`, `1/3`.
pub fn fraction(text: &str) -> Option<(u32, u32)> {
    let text = comparable(text);
    let (above, below) = text.split_once(" phần ").or_else(|| text.split_once('/'))?;
    let (above, below) = (ordinal(above)?, ordinal(below)?);
    (above <= below).then_some((above, below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romans_round_trip() {
        for value in 1..400 {
            assert_eq!(roman(&Roman(value).to_string()), Some(Roman(value)));
        }
        for wrong in ["", "IIII", "VX", "IC", "ABC", "iv"] {
            assert_eq!(roman(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn counts_have_points_between_thousands() {
        for (count, text) in [(0, "0"), (999, "999"), (62_323, "62.323"), (1_234_567, "1.234.567")]
        {
            assert_eq!(grouped(count), text);
        }
    }

    #[test]
    fn spelt_numbers() {
        for (text, value) in [
            ("thứ nhất", 1),
            ("hai", 2),
            ("Thứ tư", 4),
            ("mười", 10),
            ("mười lăm", 15),
            ("hai mươi", 20),
            ("hai mươi mốt", 21),
            ("chín mươi chín", 99),
            ("12", 12),
        ] {
            assert_eq!(ordinal(text), Some(value), "{text}");
        }
        assert_eq!(ordinal("điều"), None);
        assert_eq!(ordinal("hai ba"), None);
        assert_eq!(fraction("một phần ba"), Some((1, 3)));
        assert_eq!(fraction("hai phần ba"), Some((2, 3)));
        assert_eq!(fraction("1/3"), Some((1, 3)));
        assert_eq!(fraction("Ba phần hai"), None);
    }
}
