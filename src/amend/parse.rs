//! Đọc chỉ dẫn: the walk over an amending text, from its điều down to the quoted lines.
//!
//! The điều names the law, the khoản the điều of that law, the điểm the khoản: each level hands down what the next one
//! leaves out. A sentence that looks like an instruction and is not understood is kept as one that was not.

use crate::amend::announced::{is_amending, known_texts, named_by_title};
use crate::amend::assign::{Wanted, WantedKind, assign, inserted};
use crate::amend::context::{Context, complete, introduce};
use crate::amend::grammar::{self, Order, Reading};
use crate::amend::hint;
use crate::amend::instruction::{Instruction, Operation, Part, PhraseChange, Place, Scope};
use crate::amend::place::Aim;
use crate::amend::quote;
use crate::amend::target::Target;
use crate::amend::token::{Token, TokenKind, tokens};
use crate::law::{Content, Document, Note, NoteKind, Noted, Unit, UnitId};
use crate::text::Span;

/// Letters of a sentence that was not understood, in the note about it.
const TOLD: usize = 160;

/// The instructions that a document gives, in the order of its text.
///
/// A text that amends nothing gives none. What looks like an instruction and was not understood is
/// [`Operation::Unparsed`], and noted.
pub fn parse(document: &Document) -> Noted<Vec<Instruction>> {
    let amending = is_amending(document);
    let context = Context {
        target: amending.then(|| named_by_title(document)).flatten(),
        ..Context::default()
    };
    let known = known_texts(document);
    let mut walk = Walk { document, amending, known, found: Vec::new() };
    for part in &document.components {
        walk.content(&part.content, None, None, context.clone());
    }
    let unparsed =
        walk.found.iter().filter(|it| matches!(it.operation, Operation::Unparsed { .. }));
    let mut notes: Vec<Note> =
        unparsed.map(|it| Note::new(it.sentence, unread(document.text(it.sentence)))).collect();
    notes.dedup();
    Noted { value: walk.found, notes }
}

fn unread(sentence: &str) -> NoteKind {
    let words = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = words.chars().take(TOLD).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    NoteKind::InstructionUnparsed(shown)
}

struct Walk<'a> {
    document: &'a Document,
    amending: bool,
    known: Vec<Target>,
    found: Vec<Instruction>,
}

/// A sentence and the quoted lines behind it.
#[derive(Clone)]
struct Pending {
    unit: Option<UnitId>,
    span: Span,
    heading: bool,
    tokens: Vec<Token>,
    reading: Option<Reading>,
    quoted: Vec<Span>,
}

impl Pending {
    /// Whether it orders new text and none was quoted.
    fn waits(&self) -> bool {
        let texts = |reading: &Reading| {
            let text = |it: &Order| matches!(it, Order::Replace { .. } | Order::Insert { .. });
            reading.quoted_at.is_none() && reading.orders.iter().all(text)
        };
        self.quoted.is_empty() && self.reading.as_ref().is_some_and(texts)
    }
}

impl Walk<'_> {
    /// Reads what stands in a unit. What its sentences say holds for the smaller units behind them.
    fn content(
        &mut self,
        content: &[Content],
        unit: Option<UnitId>,
        heading: Option<Span>,
        mut context: Context,
    ) {
        let mut pending = heading.map(|span| self.sentence(unit, span, true, &context));
        for piece in content {
            match piece {
                Content::Paragraph(span) => {
                    // A điều named by its instruction, and the instruction once more below: "Điều 2. Sửa đổi …".
                    // Or one that orders what the next does in detail: "… khoản 3 Điều 10 … như sau:" / "Thay cụm từ …".
                    let verb = context.verb;
                    let mut next = self.sentence(unit, *span, false, &context);
                    let orders = hint::looks_like_order(&next.tokens);
                    let named =
                        orders && pending.as_ref().is_some_and(|it| it.heading || it.waits());
                    if !orders && pending.as_ref().is_some_and(|it| !it.quoted.is_empty()) {
                        self.cut_short(&mut pending);
                    }
                    self.close(pending.take(), named, &mut context);
                    if context.verb != verb {
                        next = self.sentence(unit, *span, false, &context);
                    }
                    pending = Some(next);
                }
                Content::Quoted(span) => match &mut pending {
                    Some(pending) => pending.quoted.push(*span),
                    None => {
                        let mut orphan = self.sentence(unit, *span, false, &context);
                        orphan.reading = None;
                        orphan.quoted.push(*span);
                        pending = Some(orphan);
                    }
                },
                Content::Table(_) => {}
                Content::Unit(id) => {
                    if pending.as_ref().is_some_and(|it| !it.quoted.is_empty())
                        && !self.orders_first(*id)
                    {
                        self.cut_short(&mut pending);
                    }
                    self.close(pending.take(), true, &mut context);
                    let Some(inner) = self.document.provision(*id) else { continue };
                    let inner_context = match inner.step.unit {
                        // A điều starts anew: only the title speaks for all of them.
                        Unit::Article => {
                            Context { target: context.target.clone(), ..Context::default() }
                        }
                        _ => context.clone(),
                    };
                    self.content(&inner.content, Some(*id), inner.heading, inner_context);
                }
            }
        }
        self.close(pending, false, &mut context);
    }

    /// The quotation of a sentence ended before its text did: what follows in the same unit orders nothing. Then nothing of
    /// the sentence is sure.
    fn cut_short(&self, pending: &mut Option<Pending>) {
        if let Some(pending) = pending {
            pending.reading = None;
        }
    }

    /// Whether a unit begins with an instruction.
    fn orders_first(&self, id: UnitId) -> bool {
        let Some(unit) = self.document.provision(id) else { return false };
        let first = unit.content.iter().find_map(|content| match content {
            Content::Paragraph(span) => Some(*span),
            _ => None,
        });
        let words = unit.heading.or(first).map_or("", |span| self.document.text(span));
        let tokens = tokens(words);
        hint::looks_like_order(&tokens) || grammar::read(&tokens, None).is_some()
    }

    fn sentence(
        &self,
        unit: Option<UnitId>,
        span: Span,
        heading: bool,
        context: &Context,
    ) -> Pending {
        let text = self.document.text(span);
        // Most sentences of most texts order nothing; a cheap look spares the dear one.
        let plain = !self.amending && context.verb.is_none() && !hint::may_order(text);
        let tokens = if plain { Vec::new() } else { tokens(text) };
        let reading = grammar::read(&tokens, context.verb);
        Pending { unit, span, heading, tokens, reading, quoted: Vec::new() }
    }

    /// Makes instructions of a sentence, or context for the units that follow it.
    fn close(&mut self, pending: Option<Pending>, followed: bool, context: &mut Context) {
        let Some(mut pending) = pending else { return };
        let Some(mut reading) = pending.reading.take() else {
            self.not_read(&pending, followed, context);
            return;
        };
        if let Some(token) = reading.quoted_at.and_then(|at| pending.tokens.get(at)) {
            // “… như sau: “2. …”” on one line.
            let inline =
                Span::new(token.span.start as usize, self.document.text(pending.span).len());
            pending.quoted.insert(0, pending.span.part(inline.range()));
        }
        // "Trong Luật …, …" speaks for this sentence alone.
        let mut here = context.clone();
        let spoken = reading.target.take();
        let context = if spoken.is_some() { &mut here } else { context };
        if spoken.is_some() {
            context.target = spoken;
        }
        let whole = complete(&mut reading.orders, context);
        if followed && pending.quoted.is_empty() {
            let rest = introduce(&mut reading.orders, context);
            if rest.is_empty() {
                return;
            }
            reading.orders = rest;
        }
        if !whole {
            self.unparsed(&pending, context);
            return;
        }
        self.orders(&pending, &reading.orders, context);
    }

    /// A sentence that was not understood: context, an unparsed instruction, or no instruction at all.
    fn not_read(&mut self, pending: &Pending, followed: bool, context: &mut Context) {
        let orders = hint::looks_like_order(&pending.tokens);
        let mut texts = hint::mentioned(&pending.tokens).into_iter().filter_map(|aim| aim.target);
        let text = texts.next().filter(|it| !it.own);
        let one = text.is_some() && texts.next().is_none();
        if pending.quoted.is_empty() && (followed || pending.heading) {
            // "Điều 3. Bãi bỏ, thay thế một số quy định của Luật …": the units below order.
            if orders && one {
                context.target = text;
            } else if orders && text.is_some() {
                context.target = None;
            }
            if orders {
                context.steps = hint::one_article(&pending.tokens);
            }
            return;
        }
        let quoted = !pending.quoted.is_empty() && (self.amending || orders);
        let order = orders && !pending.heading || quoted;
        if order && !self.piece_by_piece(pending, context) {
            self.unparsed(pending, context);
        }
    }

    /// A list of what is repealed of which some pieces are understood: these are instructions, the others are not.
    fn piece_by_piece(&mut self, pending: &Pending, context: &Context) -> bool {
        let pieces = grammar::pieces(&pending.tokens);
        if pieces.len() < 2 || pieces.iter().all(|(_, reading)| reading.is_none()) {
            return false;
        }
        for (tokens, reading) in pieces {
            let part = Pending {
                tokens: tokens.to_vec(),
                reading: None,
                quoted: Vec::new(),
                ..pending.clone()
            };
            let mut orders = reading.map(|it| it.orders).unwrap_or_default();
            if !orders.is_empty() && complete(&mut orders, context) {
                self.orders(&part, &orders, context);
            } else {
                self.unparsed(&part, context);
            }
        }
        true
    }

    /// Keeps a sentence that was not understood, aimed at the places it names.
    fn unparsed(&mut self, pending: &Pending, context: &Context) {
        let mut mentioned = hint::mentioned(&pending.tokens);
        // Behind a quotation mark that nothing closes stand places too.
        for open in pending.tokens.iter().filter(|it| it.kind == TokenKind::Unclosed) {
            mentioned.extend(hint::mentioned(&tokens(&open.raw.replace(['“', '”', '"'], " "))));
        }
        let mut aims = vec![Order::Repeal { aims: mentioned }];
        complete(&mut aims, context);
        let mut aims: Vec<Aim> = aims
            .into_iter()
            .flat_map(|order| match order {
                Order::Repeal { aims } => aims,
                _ => Vec::new(),
            })
            .collect();
        // The điều that the quoted text would have brought.
        let target =
            aims.iter().find_map(|aim| aim.target.clone()).or_else(|| context.target.clone());
        for piece in quote::units(self.document, &pending.quoted) {
            let Some(unit) = piece.unit() else { continue };
            for step in unit.article_steps() {
                let place = Place::of(vec![step]);
                aims.push(Aim { place, target: target.clone(), ..Aim::default() });
            }
        }
        let mut by_target: Vec<(Target, Vec<Place>)> = Vec::new();
        for aim in aims {
            let Some(target) = aim.target.or_else(|| context.target.clone()) else { continue };
            let place = Some(aim.place).filter(|place| !place.steps.is_empty());
            match by_target.iter_mut().find(|(it, _)| *it == target) {
                Some((_, places)) => places.extend(place),
                None => by_target.push((target, place.into_iter().collect())),
            }
        }
        if by_target.is_empty() {
            let at = Place {
                within: context.within.clone(),
                steps: context.steps.clone(),
                part: Part::Whole,
            };
            let places = Some(at).filter(|place| !place.steps.is_empty()).into_iter().collect();
            match (&context.target, self.amending) {
                (Some(target), _) => by_target.push((target.clone(), places)),
                (None, true) => by_target.push((Target::default(), places)),
                (None, false) => {}
            }
        }
        for (target, aims) in by_target {
            // A law that amends nothing speaks of decisions that end, too: only a text with its number is meant.
            if self.amending || target.number.is_some() || context.target.as_ref() == Some(&target)
            {
                self.push(pending, &target, Operation::Unparsed { aims });
            }
        }
    }

    fn push(&mut self, pending: &Pending, target: &Target, operation: Operation) {
        if target.own {
            return;
        }
        let quoted = pending.quoted.iter().copied().reduce(Span::to);
        let mut target = target.clone();
        if target.number.is_none() {
            let known = self.known.iter().find(|it| it.same_title(&target));
            target.number = known.and_then(|it| it.number.clone());
        }
        self.found.push(Instruction {
            unit: pending.unit,
            sentence: pending.span,
            quoted,
            target,
            operation,
        });
    }

    /// The orders of a sentence as instructions.
    fn orders(&mut self, pending: &Pending, orders: &[Order], context: &Context) {
        let mut wanted: Vec<(Target, Wanted)> = Vec::new();
        let mut aimless = false;
        // New numbers first: "bổ sung khoản 4; khoản 4, khoản 5 được đánh số thành khoản 5, khoản 6".
        let numbers = orders.iter().filter(|it| matches!(it, Order::Renumber { .. }));
        let others = orders.iter().filter(|it| !matches!(it, Order::Renumber { .. }));
        for order in numbers.chain(others) {
            match order {
                Order::Replace { aims, or_add } => {
                    aimless |= aims.is_empty();
                    for aim in aims {
                        let kind = WantedKind::Replace { or_add: *or_add, partly: aim.partly };
                        let one = Wanted { place: aim.place.clone(), kind };
                        wanted.push((aim.target.clone().unwrap_or_default(), one));
                    }
                }
                Order::Insert { units, beside } => match inserted(units, beside.as_ref()) {
                    Some(new) => wanted.extend(new),
                    None => self.unparsed(pending, context),
                },
                _ => self.plain(pending, order, context),
            }
        }
        if wanted.is_empty() {
            if aimless || !pending.quoted.is_empty() {
                self.unparsed(pending, context);
            }
            return;
        }
        let target = wanted.first().map(|(target, _)| target.clone()).unwrap_or_default();
        let one_text = wanted.iter().all(|(it, _)| *it == target);
        if target.own || !self.amending && target == Target::default() {
            return;
        }
        if pending.quoted.is_empty() || !one_text {
            self.unparsed(pending, context);
            return;
        }
        let wanted: Vec<Wanted> = wanted.into_iter().map(|(_, it)| it).collect();
        for operation in assign(&wanted, quote::units(self.document, &pending.quoted)) {
            self.push(pending, &target, operation);
        }
    }

    /// An order that quotes no new units.
    fn plain(&mut self, pending: &Pending, order: &Order, context: &Context) {
        let mut push = |aim: &Aim, operation: Operation| {
            if let Some(target) = &aim.target {
                self.push(pending, target, operation);
            }
        };
        match order {
            Order::Repeal { aims } if aims.is_empty() => self.unparsed(pending, context),
            Order::Repeal { aims } => {
                for aim in aims {
                    let at = aim.place.clone();
                    push(
                        aim,
                        if aim.partly || at.steps.is_empty() {
                            Operation::Unparsed { aims: vec![at] }
                        } else {
                            Operation::Repeal { at }
                        },
                    );
                }
            }
            Order::Suspend { aims } => {
                for aim in aims {
                    push(aim, Operation::Suspend { at: aim.place.clone() });
                }
            }
            Order::End { aims, heir } => {
                for aim in aims {
                    push(aim, Operation::End { heir: *heir });
                }
            }
            Order::Renumber { from, to } => {
                // From the end, so that each number is free when it is given.
                for (from, to) in from.iter().zip(to).rev() {
                    if let Some(last) = to.place.steps.last() {
                        let to = last.label.clone();
                        push(from, Operation::Renumber { from: from.place.clone(), to });
                    }
                }
            }
            Order::Phrase { changes, aims, listed } => {
                let changes = if changes.is_empty() { &context.changes } else { changes };
                if changes.is_empty() || *listed {
                    self.unparsed(pending, context);
                    return;
                }
                self.phrases(pending, changes, aims, context);
            }
            Order::Several(orders) => {
                for order in orders {
                    self.plain(pending, order, context);
                }
            }
            Order::Replace { .. } | Order::Insert { .. } => {}
        }
    }

    fn phrases(
        &mut self,
        pending: &Pending,
        changes: &[PhraseChange],
        aims: &[Aim],
        context: &Context,
    ) {
        if aims.is_empty() {
            let Some(target) = context.target.clone() else { return };
            let here = Place {
                within: context.within.clone(),
                steps: context.steps.clone(),
                part: Part::Whole,
            };
            for change in changes {
                let scope =
                    if here.steps.is_empty() { Scope::Throughout } else { Scope::At(here.clone()) };
                self.push(pending, &target, Operation::Phrase { change: change.clone(), scope });
            }
            return;
        }
        for aim in aims {
            let Some(target) = &aim.target else { continue };
            for change in changes {
                let scope = if aim.place.steps.is_empty() && !aim.partly {
                    Scope::Throughout
                } else {
                    Scope::At(aim.place.clone())
                };
                self.push(pending, target, Operation::Phrase { change: change.clone(), scope });
            }
        }
    }
}
