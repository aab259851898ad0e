//! A passage cut out of a document and read line by line: where each line stands is told from its mark.
//!
//! Whole documents come parsed (see `document`); a passage has only its lines and the place it was cut from.

use crate::cite::instruction::is_instruction;
use crate::cite::mark::{enter, mark};
use crate::cite::mention::Part;
use crate::cite::reader::{Citation, Reader, Standing};
use crate::law::{Kind, Step, Unit};

/// Reads the lines of a passage in their order.
#[derive(Clone, Debug)]
pub struct Passage {
    reader: Reader,
    here: Standing,
    quoted: Option<Quote>,
    /// Whether the line before announces new text.
    announced: bool,
}

#[derive(Clone, Copy, Debug)]
struct Quote {
    straight: bool,
    balance: i32,
}

impl Passage {
    /// A passage of a document of this kind and title that begins at `at`: `dieu-5`, `chuong-3/muc-1/dieu-37`, `-`.
    pub fn new(kind: Kind, title: &str, at: &str) -> Self {
        let mut passage = Self {
            reader: Reader::new(kind, title),
            here: Standing::default(),
            quoted: None,
            announced: false,
        };
        passage.jump(at);
        passage
    }

    /// Goes on at another place.
    pub fn jump(&mut self, at: &str) {
        let mut standing = Standing::default();
        for piece in at.split('/') {
            match (piece.parse::<Step>(), piece) {
                (Ok(step), _) => standing.path.push(step),
                (Err(_), "-" | "") => {}
                (Err(_), "phu-luc") => standing.part = Part::Annex(None),
                (Err(_), piece) => {
                    let annex =
                        piece.strip_prefix("phu-luc-").and_then(crate::law::Label::from_slug);
                    let attached = Kind::ALL.iter().find(|kind| kind.slug() == piece).copied();
                    standing.part = match (annex, attached) {
                        (Some(label), _) => Part::Annex(Some(label)),
                        (None, kind) => Part::Attached(kind.unwrap_or(Kind::Regulation)),
                    };
                }
            }
        }
        self.quoted = None;
        self.announced = false;
        self.reader.stand(standing.clone());
        self.here = standing;
    }

    /// The citations in the next line, spans in it.
    pub fn line(&mut self, line: &str) -> Vec<Citation> {
        let bare = line.trim();
        if self.quoted.is_none() && self.announced && bare.starts_with(['“', '"', '”']) {
            self.quoted = Some(Quote { straight: bare.starts_with('"'), balance: 0 });
        }
        // A closing mark is sometimes missing; the next instruction ends the new text.
        if self.quoted.is_some()
            && !bare.starts_with(['“', '"'])
            && is_instruction(bare)
            && mark(bare).is_some()
        {
            self.quoted = None;
        }
        let quoted = self.quoted.is_some();
        if !quoted && let Some((step, _)) = mark(line) {
            self.enter(step);
        }
        let found = self.reader.read(line, quoted);
        self.close(bare);
        if !bare.is_empty() {
            self.announced = quoted || is_instruction(bare) || bare.ends_with(':');
        }
        found
    }

    fn enter(&mut self, step: Step) {
        let has_article = self.here.path.iter().any(|it| it.unit == Unit::Article);
        // "I." inside an article is a list of its own.
        if step.unit == Unit::Section
            && has_article
            && self.here.path.iter().all(|it| it.unit != Unit::Section)
        {
            return;
        }
        enter(&mut self.here.path, step);
        self.reader.stand(self.here.clone());
    }

    /// Ends the new text where its quote marks balance at the end of a line.
    fn close(&mut self, line: &str) {
        let Some(quote) = &mut self.quoted else { return };
        let ends = line.trim_end_matches(['.', ';', ',', ' ', ':']).ends_with(['”', '"']);
        if quote.straight {
            quote.balance += i32::try_from(line.matches('"').count()).unwrap_or(0);
            if ends && quote.balance % 2 == 0 {
                self.quoted = None;
            }
            return;
        }
        for letter in line.chars() {
            quote.balance += match letter {
                '“' => 1,
                '”' => -1,
                _ => 0,
            };
        }
        if ends && quote.balance <= 0 {
            self.quoted = None;
        }
    }
}
