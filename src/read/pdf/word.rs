//! Words with their boxes: what the text layer of a PDF and the recognition of a picture have in common.
//!
//! The boxes are kept because the plain text of a PDF has lost what matters in law: `1.2 Bảo hiểm` is khoản 1 with note 2,
//! and only the size of the `2` says so.

/// A word and its box, in points from the top left corner of the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    /// Its letters.
    pub(crate) text: String,
    /// Left edge.
    pub(crate) left: f32,
    /// Upper edge.
    pub(crate) top: f32,
    /// Right edge.
    pub(crate) right: f32,
    /// Lower edge.
    pub(crate) bottom: f32,
    /// How sure the recognition is, of 100; none for the text layer.
    pub(crate) sure: Option<u8>,
    /// Whether it stands above its line in smaller letters.
    pub(crate) raised: bool,
}

/// The words of one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
    /// From 1.
    pub(crate) number: u32,
    /// In points.
    pub(crate) width: f32,
    /// In points.
    pub(crate) height: f32,
    /// In the order of the file.
    pub(crate) words: Vec<Word>,
}

impl Word {
    /// The height of its box, which follows the size of its font.
    pub(crate) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Its first `length` bytes and the rest, as words side by side.
    pub(crate) fn cut(self, length: usize) -> [Self; 2] {
        let (first, rest) = self.text.split_at_checked(length).unwrap_or((&self.text, ""));
        let (first, rest) = (first.to_owned(), rest.to_owned());
        let part = first.len() as f32 / self.text.len().max(1) as f32;
        let middle = self.left + (self.right - self.left) * part;
        [
            Self { text: first, right: middle, ..self.clone() },
            Self { text: rest, left: middle, ..self },
        ]
    }

    /// Whether it is what marks a note: `12`, `(3)`, `*`.
    pub(crate) fn is_mark(&self) -> bool {
        let inner = self.text.trim_matches(['(', ')', '[', ']']);
        let digits = inner.bytes().all(|byte| byte.is_ascii_digit()) && inner.len() <= 3;
        !inner.is_empty() && (digits || inner.chars().all(|c| c == '*'))
    }
}

impl Page {
    /// The page turned so that its lines lie level, when it is printed across the sheet (15/2023/TT-BLĐTBXH, Mẫu 02).
    ///
    /// The running head stays level on such a page and is left out here: it stands on the others.
    pub(crate) fn upright(mut self) -> Self {
        let stands = |word: &Word| word.height() > (word.right - word.left) * 1.5;
        let long = |word: &&Word| word.text.chars().count() >= 4;
        let tall = self.words.iter().filter(long).filter(|word| stands(word)).count();
        if tall < 10 || tall * 2 < self.words.iter().filter(long).count() {
            return self;
        }
        let pairs = self.words.iter().zip(self.words.iter().skip(1));
        let beside = pairs.filter(|(a, b)| stands(a) && (a.left - b.left).abs() < 1.0);
        let (up, down) =
            beside.fold(
                (0, 0),
                |(up, down), (a, b)| {
                    if b.top < a.top { (up + 1, down) } else { (up, down + 1) }
                },
            );
        let head = self.height * 0.1;
        self.words.retain(|word| stands(word) || word.bottom > head);
        let (width, height) = (self.width, self.height);
        for word in &mut self.words {
            let Word { left, top, right, bottom, .. } = *word;
            let turned = if up >= down {
                (height - bottom, left, height - top, right)
            } else {
                (top, width - right, bottom, width - left)
            };
            (word.left, word.top, word.right, word.bottom) = turned;
        }
        (self.width, self.height) = (height, width);
        self
    }
}

/// The pages in the XHTML of `pdftotext -bbox`, the first of which is `first`.
///
/// The XHTML is of a fixed form, one element a line; what does not have it is passed over.
pub(crate) fn from_bbox(xhtml: &str, first: u32) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for line in xhtml.lines() {
        let line = line.trim_start();
        if let Some(tag) = line.strip_prefix("<page ") {
            let number = first + u32::try_from(pages.len()).unwrap_or(u32::MAX - first);
            let (width, height) = (number_in(tag, "width"), number_in(tag, "height"));
            pages.push(Page { number, width, height, words: Vec::new() });
        } else if let Some(rest) = line.strip_prefix("<word ")
            && let Some((tag, rest)) = rest.split_once('>')
            && let Some((text, _)) = rest.rsplit_once("</word>")
            && let Some(page) = pages.last_mut()
        {
            let text = unescape(text);
            if text.is_empty() {
                continue;
            }
            page.words.push(Word {
                text,
                left: number_in(tag, "xMin"),
                top: number_in(tag, "yMin"),
                right: number_in(tag, "xMax"),
                bottom: number_in(tag, "yMax"),
                sure: None,
                raised: false,
            });
        }
    }
    pages
}

/// The words in the TSV of `tesseract`, scaled to a page whose longer side has `side` pixels.
///
/// Boxes of recognised words follow their letters, so `an` is lower than `ký`; each word takes the height of its line.
pub(crate) fn from_tsv(tsv: &str, page: &Page, side: u32) -> Page {
    let scale = page.width.max(page.height) / side.max(1) as f32;
    let mut words = Vec::new();
    let mut line_box = (0.0, 0.0);
    for row in tsv.lines().skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [level, _, _, _, _, _, left, top, width, height, sure, text] = fields.as_slice() else {
            continue;
        };
        let at = |field: &str| field.parse::<f32>().unwrap_or(0.0) * scale;
        let (top, bottom) = (at(top), at(top) + at(height));
        if *level == "4" {
            line_box = (top, bottom);
        }
        let text = text.trim();
        if *level != "5" || text.is_empty() {
            continue;
        }
        let sure = sure.parse::<f32>().unwrap_or(0.0).clamp(0.0, 100.0);
        let sure = Some(sure as u8);
        let (left, right) = (at(left), at(left) + at(width));
        let (top, bottom) = line_box;
        words.push(Word { text: text.to_owned(), left, top, right, bottom, sure, raised: false });
    }
    Page { words, ..page.clone() }
}

/// The number in `name="…"`; 0 when there is none.
fn number_in(tag: &str, name: &str) -> f32 {
    let after = tag.split_once(name).and_then(|(_, rest)| rest.strip_prefix("=\""));
    let value = after.and_then(|rest| rest.split('"').next()).and_then(|it| it.parse().ok());
    value.filter(|it: &f32| it.is_finite()).unwrap_or(0.0)
}

/// The text of an element: the entities that XML knows, without control characters (bullets of old fonts are NUL).
fn unescape(text: &str) -> String {
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
    text.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_text_layer() {
        let xhtml = "<doc>\n  <page width=\"595.2\" height=\"842\">\n    <word xMin=\"64.1\" yMin=\"50\" xMax=\"88\" yMax=\"69.0\">R&amp;D</word>\n  </page>\n  <page width=\"1\" height=\"2\">\n  </page>";
        let pages = from_bbox(xhtml, 7);
        let [first, second] = pages.as_slice() else { unreachable!("{pages:?}") };
        assert_eq!((first.number, second.number), (7, 8));
        assert_eq!((first.words[0].text.as_str(), first.words[0].left), ("R&D", 64.1));
        assert!(second.words.is_empty());
    }

    #[test]
    fn a_page_printed_across_is_turned() {
        let mut page = Page { number: 1, width: 595.0, height: 842.0, words: Vec::new() };
        for at in 0_u8..12 {
            let bottom = 800.0 - 40.0 * f32::from(at);
            let (left, top, right) = (100.0, bottom - 30.0, 112.0);
            let text = format!("chữ{at:02}");
            page.words.push(Word { text, left, top, right, bottom, sure: None, raised: false });
        }
        let page = page.upright();
        let first = &page.words[0];
        assert_eq!((first.left, first.top, first.right, first.bottom), (42.0, 100.0, 72.0, 112.0));
        assert!(page.words.windows(2).all(|pair| pair[0].right < pair[1].left));
        assert_eq!((page.width, page.height), (842.0, 595.0));
    }

    #[test]
    fn recognised_words_take_the_height_of_their_line() {
        let tsv = "level\t…\n4\t1\t1\t1\t1\t0\t100\t200\t300\t40\t-1\t\n5\t1\t1\t1\t1\t1\t100\t210\t50\t20\t96.5\tan";
        let page = Page { number: 1, width: 100.0, height: 200.0, words: Vec::new() };
        let read = from_tsv(tsv, &page, 2000);
        let word = &read.words[0];
        assert_eq!((word.left, word.top, word.bottom, word.sure), (10.0, 20.0, 24.0, Some(96)));
    }
}
