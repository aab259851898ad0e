//! Signs of symbol fonts: `≥` in Symbol is the byte 0xB3, kept at U+F0B3, and only the font shows it.

/// The signs of Symbol that law texts use.
const SYMBOL: [(u8, char); 40] = [
    (0x61, 'α'),
    (0x62, 'β'),
    (0x67, 'γ'),
    (0x64, 'δ'),
    (0x65, 'ε'),
    (0x68, 'η'),
    (0x6A, 'φ'),
    (0x6C, 'λ'),
    (0x6D, 'μ'),
    (0x70, 'π'),
    (0x72, 'ρ'),
    (0x73, 'σ'),
    (0x74, 'τ'),
    (0x77, 'ω'),
    (0x44, 'Δ'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0x2B, '+'),
    (0x2D, '−'),
    (0x3D, '='),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAB, '↔'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBA, '≡'),
    (0xBB, '≈'),
    (0xC7, '∩'),
    (0xC8, '∪'),
    (0xD6, '√'),
    (0xE5, '∑'),
];

/// Boxes, ticks, bullets and arrows of Wingdings.
const WINGDINGS: [(u8, char); 16] = [
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x76, '❖'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// What a letter at U+F000 stands for in a font; none when that is not known.
pub(crate) fn sign(font: &str, letter: char) -> Option<char> {
    let byte = u8::try_from(u32::from(letter).checked_sub(0xF000)?).ok()?;
    let font = font.trim().to_ascii_lowercase();
    let of = |signs: &[(u8, char)]| signs.iter().find(|it| it.0 == byte).map(|it| it.1);
    if font.starts_with("wingdings") {
        of(&WINGDINGS)
    } else if font.starts_with("symbol") || matches!(byte, 0xA3 | 0xB1 | 0xB3 | 0xB7) {
        // Where the name of the font was lost these are what is met.
        of(&SYMBOL)
    } else {
        None
    }
}
