//! Stretches of the calendar: units, periods with their TIMEX3 values and days. All arithmetic is checked; what falls outside the
//! years 1 to 9999 has no days.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Length, ToSpan};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Week, Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// Month.
    Month,
    /// Quarter of a year.
    Quarter,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    /// The unit of a code in `lexicon.toml`.
    pub fn from_code(code: &str) -> Option<Unit> {
        Some(match code {
            "S" => Unit::Second,
            "N" => Unit::Minute,
            "H" => Unit::Hour,
            "D" => Unit::Day,
            "W" => Unit::Week,
            "F" => Unit::Fortnight,
            "M" => Unit::Month,
            "Y" => Unit::Year,
            "E" => Unit::Decade,
            "C" => Unit::Century,
            _ => return None,
        })
    }

    /// The TIMEX3 duration of `count` units: `P14M`, `PT72H`; decades and centuries are told in years.
    pub fn length(self, count: f64) -> String {
        let (factor, before, after) = match self {
            Unit::Second => (1.0, "PT", "S"),
            Unit::Minute => (1.0, "PT", "M"),
            Unit::Hour => (1.0, "PT", "H"),
            Unit::Day => (1.0, "P", "D"),
            Unit::Week => (1.0, "P", "W"),
            Unit::Fortnight => (2.0, "P", "W"),
            Unit::Month => (1.0, "P", "M"),
            Unit::Quarter => (3.0, "P", "M"),
            Unit::Year => (1.0, "P", "Y"),
            Unit::Decade => (10.0, "P", "Y"),
            Unit::Century => (100.0, "P", "Y"),
        };
        format!("{before}{}{after}", count * factor)
    }

    /// The TIMEX3 duration of a number of units that is not told: `PXM`.
    pub fn vague_length(self) -> &'static str {
        match self {
            Unit::Second => "PTXS",
            Unit::Minute => "PTXM",
            Unit::Hour => "PTXH",
            Unit::Day => "PXD",
            Unit::Week | Unit::Fortnight => "PXW",
            Unit::Month | Unit::Quarter => "PXM",
            Unit::Year | Unit::Decade | Unit::Century => "PXY",
        }
    }

    /// True for hours and below.
    pub fn below_day(self) -> bool {
        matches!(self, Unit::Second | Unit::Minute | Unit::Hour)
    }
}

/// A stretch of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Period {
    /// TIMEX3 value.
    pub value: String,
    /// First and last day, both included.
    pub days: Option<(Date, Date)>,
}

impl Period {
    /// A value without days.
    pub fn bare(value: impl Into<String>) -> Self {
        Self { value: value.into(), days: None }
    }

    /// One day.
    pub fn day(date: Date) -> Self {
        Self { value: date.to_string(), days: Some((date, date)) }
    }

    /// The ISO week of `date`, Monday to Sunday.
    pub fn week(date: Date) -> Self {
        let week = date.iso_week_date();
        let first = shift(date, Unit::Day, -i64::from(date.weekday().to_monday_zero_offset()));
        let last = first.and_then(|d| shift(d, Unit::Day, 6));
        Self { value: format!("{:04}-W{:02}", week.year(), week.week()), days: first.zip(last) }
    }

    /// The weekend of the ISO week of `date`, Saturday and Sunday.
    pub fn weekend(date: Date) -> Self {
        let week = Period::week(date);
        let days = week.days.and_then(|(_, sunday)| Some((shift(sunday, Unit::Day, -1)?, sunday)));
        Self { value: format!("{}-WE", week.value), days }
    }

    /// A month.
    pub fn month(year: i16, month: u8) -> Self {
        let first = Date::new(year, month as i8, 1).ok().filter(|_| year > 0);
        Self { value: format!("{year:04}-{month:02}"), days: first.map(|d| (d, d.last_of_month())) }
    }

    /// A year.
    pub fn year(year: i16) -> Self {
        Self { value: format!("{year:04}"), days: span_of_years(i32::from(year), i32::from(year)) }
    }

    /// Ten years, the first of which is `first`: value `199`.
    pub fn decade(first: i16) -> Self {
        let first = i32::from(first) / 10 * 10;
        Self { value: format!("{:03}", first / 10), days: span_of_years(first, first + 9) }
    }

    /// The n-th century, told as TIMEX3 does by its two leading digits: the 19th is `18`, 1800 to 1899.
    pub fn century(number: i16) -> Self {
        let first = (i32::from(number) - 1) * 100;
        Self { value: format!("{:02}", number - 1), days: span_of_years(first.max(1), first + 99) }
    }

    /// The n-th quarter of `year`.
    pub fn quarter(year: i16, quarter: u8) -> Self {
        Self { value: format!("{year:04}-Q{quarter}"), days: months(year, quarter * 3 - 2, 3) }
    }

    /// The n-th half of `year`.
    pub fn half(year: i16, half: u8) -> Self {
        Self { value: format!("{year:04}-H{half}"), days: months(year, half * 6 - 5, 6) }
    }

    /// A meteorological season of the northern half; winter bears the year of its December.
    pub fn season(year: i16, season: &str) -> Self {
        let first = match season {
            "SP" => 3,
            "SU" => 6,
            "FA" => 9,
            _ => 12,
        };
        Self { value: format!("{year:04}-{season}"), days: months(year, first, 3) }
    }

    /// The part of the period that "early", "mid", "late", "start" and "end" point to; the value stays that of the whole, as in
    /// TIMEX3 (where the part is a modifier). `early`, `mid`, `late` are thirds: of a year January–April, May–August,
    /// September–December; of a month 1–10, 11–20, 21 to its end; of a week Monday–Tuesday, Wednesday–Thursday, Friday–Sunday.
    /// `end` is December, or a month's last seven days, or the last tenth of anything else.
    pub fn part(mut self, part: &str) -> Self {
        if let Some((first, last)) = self.days {
            self.days = part_days(first, last, part);
        }
        self
    }
}

fn part_days(first: Date, last: Date, part: &str) -> Option<(Date, Date)> {
    let length = first.until(last).ok()?.get_days() + 1;
    let whole_year = first.month() == 1 && first.day() == 1 && last.month() == 12 && last.day() == 31 && first.year() == last.year();
    let whole_month = first.day() == 1 && last == first.last_of_month();
    let at = |days: i32| shift(first, Unit::Day, i64::from(days));
    Some(match part {
        "early-of" | "late-of" => (first, last),
        _ if whole_year => match part {
            "early" => (first, Date::new(first.year(), 4, 30).ok()?),
            "mid" => (Date::new(first.year(), 5, 1).ok()?, Date::new(first.year(), 8, 31).ok()?),
            "end" => (Date::new(first.year(), 12, 1).ok()?, last),
            _ => (Date::new(first.year(), 9, 1).ok()?, last),
        },
        _ if whole_month => match part {
            "early" => (first, at(9)?),
            "mid" => (at(10)?, at(19)?),
            "end" => (at(length - 7)?, last),
            _ => (at(20)?, last),
        },
        _ if length == 7 => match part {
            "early" => (first, at(1)?),
            "mid" => (at(2)?, at(3)?),
            "end" => (at(6)?, last),
            _ => (at(4)?, last),
        },
        "early" => (first, at((length / 3 - 1).max(0))?),
        "mid" => (at(length / 3)?, at((length * 2 / 3 - 1).max(length / 3))?),
        "end" => (at(length - (length / 10).max(1))?, last),
        _ => (at(length * 2 / 3)?, last),
    })
}

fn span_of_years(first: i32, last: i32) -> Option<(Date, Date)> {
    let first = i16::try_from(first).ok().filter(|y| (1..=9999).contains(y))?;
    let last = i16::try_from(last).ok().filter(|y| (1..=9999).contains(y))?;
    Date::new(first, 1, 1).ok().zip(Date::new(last, 12, 31).ok())
}

fn months(year: i16, first: u8, count: i64) -> Option<(Date, Date)> {
    let start = Date::new(year, first as i8, 1).ok().filter(|_| year > 0)?;
    let end = shift(start, Unit::Month, count)?.yesterday().ok()?;
    Some((start, end))
}

/// `date` moved by `count` units; `None` outside the years 1 to 9999.
pub(crate) fn shift(date: Date, unit: Unit, count: i64) -> Option<Date> {
    if count.abs() > 400_000 {
        return None;
    }
    let length: Length = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(date),
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Fortnight => (count * 2).weeks(),
        Unit::Month => Length::new().try_months(count).ok()?,
        Unit::Quarter => Length::new().try_months(count * 3).ok()?,
        Unit::Year => Length::new().try_years(count).ok()?,
        Unit::Decade => Length::new().try_years(count * 10).ok()?,
        Unit::Century => Length::new().try_years(count * 100).ok()?,
    };
    date.checked_add(length).ok().filter(|d| d.year() > 0)
}

/// The period of `unit`'s grain that holds `date`.
pub(crate) fn around(date: Date, unit: Unit) -> Period {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Period::day(date),
        Unit::Week | Unit::Fortnight => Period::week(date),
        Unit::Month => Period::month(date.year(), date.month() as u8),
        Unit::Quarter => Period::quarter(date.year(), (date.month() as u8).div_ceil(3)),
        Unit::Year => Period::year(date.year()),
        Unit::Decade => Period::decade(date.year()),
        Unit::Century => Period::century(date.year().div_euclid(100) + 1),
    }
}

/// The day of ISO weekday `weekday` nearest to `date` on one side: `forward`, and the day itself only if `same`.
pub(crate) fn weekday_from(date: Date, weekday: u8, forward: bool, same: bool) -> Option<Date> {
    let target = Weekday::from_monday_one_offset(weekday as i8).ok()?;
    if same && date.weekday() == target {
        return Some(date);
    }
    date.nth_weekday(if forward { 1 } else { -1 }, target).ok().filter(|d| d.year() > 0)
}

/// The n-th weekday of a month, or its last if `nth` is 99.
pub(crate) fn nth_weekday(year: i16, month: u8, nth: u8, weekday: u8) -> Option<Date> {
    let target = Weekday::from_monday_one_offset(weekday as i8).ok()?;
    let first = Date::new(year, month as i8, 1).ok()?;
    first.nth_weekday_of_month(if nth == 99 { -1 } else { nth.min(5) as i8 }, target).ok()
}

/// A date, if there is such a day.
pub(crate) fn date(year: i32, month: u8, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|y| (1..=9999).contains(y))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
