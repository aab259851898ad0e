//! Trục thời gian: the events of a document on a line of days, drawn by the server.
//!
//! The drawing is an aid for the eye; the table below it says all of it, for those who read by other means.

use jiff::civil::Date;

use crate::timeline::Event;
use crate::web::view::listing::day;

/// Width of the drawing, in its own units.
const WIDTH: i32 = 720;
/// Space at both ends.
const MARGIN: i32 = 24;

/// The drawing.
#[derive(Clone, Debug)]
pub(crate) struct Axis {
    /// The events.
    pub(crate) dots: Vec<Dot>,
    /// The years below the line.
    pub(crate) years: Vec<(i32, i16)>,
    /// Where today stands.
    pub(crate) today: i32,
}

/// An event.
#[derive(Clone, Debug)]
pub(crate) struct Dot {
    /// Where on the line.
    pub(crate) x: i32,
    /// How far above the line: those of near days are set above each other.
    pub(crate) y: i32,
    /// `begins`, `ends` or `changes`.
    pub(crate) class: &'static str,
    /// What it is.
    pub(crate) title: String,
}

/// The axis of events that have a day; none when fewer than two have one.
pub(crate) fn axis(events: &[Event], today: Date) -> Option<Axis> {
    let dated: Vec<(Date, &Event)> = events.iter().filter_map(|it| Some((it.day?, it))).collect();
    let first = dated.first()?.0;
    let last = dated.last()?.0.max(today);
    let span = first.until(last).ok()?.get_days().max(1);
    if dated.len() < 2 {
        return None;
    }
    let place = |day: Date| {
        let days = first.until(day).map_or(0, |it| it.get_days());
        MARGIN
            + i32::try_from(i64::from(days) * i64::from(WIDTH - 2 * MARGIN) / i64::from(span))
                .unwrap_or(0)
    };
    let mut dots: Vec<Dot> = Vec::new();
    for (date, event) in dated {
        let x = place(date);
        let near = dots.iter().rev().take_while(|it| x - it.x < 12).count();
        let y = 14 * i32::try_from(near.min(6)).unwrap_or(0);
        let class = if event.what.starts_with("Hết") || event.what.starts_with("Bị") {
            "ends"
        } else if event.what.starts_with("Được") {
            "changes"
        } else {
            "begins"
        };
        let by = event.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
        dots.push(Dot { x, y, class, title: format!("{}: {}{by}", day(date), event.what) });
    }
    let every = (i32::from(last.year() - first.year()) / 10 + 1).max(1);
    let years =
        (first.year()..=last.year()).filter(|year| i32::from(*year - first.year()) % every == 0);
    let years = years.filter_map(|year| Some((place(Date::new(year, 1, 1).ok()?), year)));
    Some(Axis { dots, years: years.filter(|(x, _)| *x >= MARGIN).collect(), today: place(today) })
}
