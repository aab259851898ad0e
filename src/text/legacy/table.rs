//! Which letter each byte of the old one-byte encodings stands for.
//!
//! The rows are those of the published standards and of the fonts that were sold for them (TCVN 5712-1 as the ABC fonts
//! use it; VISCII 1.1, RFC 1456; VPS). A space is a byte that is no letter there. Capitals that the ABC fonts do not have
//! stand at their places in the standard: nothing else can be meant by those bytes.

/// Rows 0x80 to 0xFF of an encoding, sixteen bytes each.
pub(crate) type Rows = [&'static str; 8];

/// TCVN 5712-1 without what its letters do not need: below 0xA1 the ABC fonts have the signs of Windows-1252.
pub(crate) const TCVN3: Rows = [
    "                ",
    "                ",
    " ĂÂÊÔƠƯĐăâêôơưđẰ",
    "     àảãáạẲằẳẵắẴ",
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ",
    "éẹềểễếệìỉỄẾỒĩíịò",
    "Ổỏõóọồổỗốộờởỡớợù",
    "ỖủũúụừửữứựỳỷỹýỵỐ",
];

/// VISCII 1.1.
pub(crate) const VISCII: Rows = [
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
    "Õắằặấầẩậẽẹếềểễệố",
    "ồổỗỠƠộờởịỰỨỪỬơớƯ",
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
    "àáâãảăữẫèéêẻìíĩỉ",
    "đựòóôõỏọụùúũủýợỮ",
];

/// Capitals of VISCII among the control characters.
pub(crate) const VISCII_LOW: [(u8, char); 6] =
    [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1E, 'Ỵ')];

/// VPS, the code of the Vietnamese Professionals Society.
pub(crate) const VPS: Rows = [
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ",
    "Ế  ỀỂỄỐỒỔỖýỷỵỚỜỞ",
    " ắằẳẵặỠớÙờởỡŨỨợỪ",
    "ổỬỲỸÍÌộỈĨÓửữÒỎÕự",
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ",
    "ƯỦồốÔỏơÈừứÚũưÝẺ ",
    "àáâãảạă èéêẽìí ĩ",
    "ẴĐòóôõ Ơụùúủ ỶẼỳ",
];

/// Capitals of VPS among the control characters.
pub(crate) const VPS_LOW: [(u8, char); 14] = [
    (0x02, 'Ạ'),
    (0x03, 'Ậ'),
    (0x04, 'Ặ'),
    (0x05, 'Ẹ'),
    (0x06, 'Ệ'),
    (0x10, 'Ị'),
    (0x11, 'Ọ'),
    (0x12, 'Ộ'),
    (0x13, 'Ợ'),
    (0x14, 'Ụ'),
    (0x15, 'Ự'),
    (0x19, 'Ỵ'),
    (0x1C, 'Ẫ'),
    (0x1D, 'Ữ'),
];

/// What stands after a vowel in VNI fonts: the sign in small letters, the marks it adds (breve, circumflex, tone) as
/// combining characters, and the vowels it goes with.
pub(crate) const VNI_MARKS: [(char, &str, &str); 17] = [
    ('ù', "\u{301}", "aeouyôö"),
    ('ø', "\u{300}", "aeouyôö"),
    ('û', "\u{309}", "aeouyôö"),
    ('õ', "\u{303}", "aeouyôö"),
    ('ï', "\u{323}", "aeouyôö"),
    ('â', "\u{302}", "aeo"),
    ('á', "\u{302}\u{301}", "aeo"),
    ('à', "\u{302}\u{300}", "aeo"),
    ('å', "\u{302}\u{309}", "aeo"),
    ('ã', "\u{302}\u{303}", "aeo"),
    ('ä', "\u{302}\u{323}", "aeo"),
    ('ê', "\u{306}", "a"),
    ('é', "\u{306}\u{301}", "a"),
    ('è', "\u{306}\u{300}", "a"),
    ('ú', "\u{306}\u{309}", "a"),
    ('ü', "\u{306}\u{303}", "a"),
    ('ë', "\u{306}\u{323}", "a"),
];

/// Letters that are one sign in VNI fonts.
pub(crate) const VNI_LETTERS: [(char, char); 9] = [
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('ñ', 'đ'),
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('î', 'ỵ'),
];

/// What Windows-1252 shows for the bytes 0x80 to 0x9F; a space where it shows the control character itself.
pub(crate) const WINDOWS_1252: [&str; 2] = ["€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž ", " ‘’“”•–—˜™š›œ žŸ"];

/// Letters that other Western code pages show for a byte, when the font was entered with their number (`.VnTime Tur`).
pub(crate) const OTHER_PAGES: [(char, u8); 20] = [
    ('Ğ', 0xD0),
    ('İ', 0xDD),
    ('Ş', 0xDE),
    ('ğ', 0xF0),
    ('ı', 0xFD),
    ('ş', 0xFE),
    ('Ă', 0xC3),
    ('\u{300}', 0xCC),
    ('Đ', 0xD0),
    ('\u{309}', 0xD2),
    ('Ơ', 0xD5),
    ('Ư', 0xDD),
    ('\u{303}', 0xDE),
    ('ă', 0xE3),
    ('\u{301}', 0xEC),
    ('đ', 0xF0),
    ('\u{323}', 0xF2),
    ('ơ', 0xF5),
    ('ư', 0xFD),
    ('₫', 0xFE),
];
