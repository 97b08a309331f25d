//! Dates of publication as sites, feeds and files write them.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

/// The order of day and month in an all-number date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// Month, day, year.
    Mdy,
    /// Day, month, year.
    Dmy,
}

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// The day in the zone that it is written in.
    pub(crate) date: Date,
    /// True if it is a moment in UTC, so that the publisher's own day may be another.
    pub(crate) utc: bool,
}

/// Why a string is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateFault {
    /// Two readings, and no order given.
    Ambiguous,
    /// No day of the calendar.
    None,
}

const MONTH: &str = r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

fn with_month(pattern: &str) -> Regex {
    Regex::new(&pattern.replace("MONTH", MONTH)).expect("a constant pattern")
}

/// `2023-04-21`, `2023/4/21`, `2023.04.21`, each perhaps with a time behind it.
static YEAR_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\d])(?P<y>\d{4})(?:-(?P<m>\d{1,2})-|/(?P<m2>\d{1,2})/|\.(?P<m3>\d{1,2})\.)(?P<d>\d{1,2})(?P<rest>[T ]\s?[\d:.,]+\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?(?:[^\d]|$)").expect("a constant pattern")
});
/// `April 21, 2023`, `Apr. 21st 2023`, `Fri Apr 21 10:15:00 GMT 2023`.
static MONTH_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    with_month(
        r"(?i)\bMONTH\.?\s*(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+at)?,?\s+(?:\d{1,2}:\d{2}(?::\d{2})?\s+(?:[ap]\.?m\.?\s+)?(?:[A-Z]{3,4}\s+)?)?(?P<y>\d{4})\b",
    )
});
/// `21 April 2023`, `21st of April, 2023`, `21-Apr-2023`.
static DAY_FIRST: LazyLock<Regex> =
    LazyLock::new(|| with_month(r"(?i)\b(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s\-./]*MONTH[.,]?[\s\-./,]*(?P<y>\d{4})\b"));
/// `2023 April 21`, `2023-Apr-21`.
static YEAR_MONTH: LazyLock<Regex> = LazyLock::new(|| with_month(r"(?i)\b(?P<y>\d{4})[\s,\-/]+MONTH\.?[\s\-/]+(?P<d>\d{1,2})\b"));
/// `12/1/2017`, `12.1.2017`, `12-1-17`.
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\d/.\-])(?P<a>\d{1,2})(?:/(?P<b>\d{1,2})/|\.(?P<b2>\d{1,2})\.|-(?P<b3>\d{1,2})-)(?P<y>\d{4}|\d{2})(?:[^\d/\-]|$)")
        .expect("a constant pattern")
});
/// A time zone at the end that means UTC.
static UTC: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)(?:\d|\s)(?:z|utc|gmt|[+-]00:?00)\s*$").expect("a constant pattern"));
/// A clock time: without one a date is a plain day.
static CLOCK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d{1,2}:\d{2}|T\d{4}").expect("a constant pattern"));

/// The date that `text` (a value of a date field, not running text) names: the first one if it names several.
pub(crate) fn read(text: &str, order: Option<DateOrder>) -> Result<Written, DateFault> {
    let text = text.trim();
    if text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() {
        return digits(text);
    }
    if let Some(compact) = compact(text) {
        return Ok(compact);
    }
    let date = find(text, order)?.ok_or(DateFault::None)?.0;
    Ok(Written { date, utc: UTC.is_match(text) && CLOCK.is_match(text) })
}

/// The first date written in `text`, with the byte range of the digits and words of the date.
pub(crate) fn find(text: &str, order: Option<DateOrder>) -> Result<Option<(Date, std::ops::Range<usize>)>, DateFault> {
    let mut found: Vec<(std::ops::Range<usize>, Option<Date>)> = Vec::new();
    for pattern in [&*YEAR_FIRST, &*MONTH_FIRST, &*DAY_FIRST, &*YEAR_MONTH] {
        if let Some(captures) = pattern.captures(text) {
            found.push((extent(&captures), named(&captures)));
        }
    }
    let numbers = NUMBERS.captures(text);
    found.sort_by_key(|(range, _)| range.start);
    let first_number = numbers.as_ref().map_or(usize::MAX, |c| c.name("a").map_or(usize::MAX, |m| m.start()));
    if let Some((range, date)) = found.into_iter().next()
        && range.start <= first_number
    {
        return date.map(|date| Some((date, range))).ok_or(DateFault::None);
    }
    numbers.map_or(Ok(None), |captures| {
        let range = captures.name("a").map_or(0, |m| m.start())..captures.name("y").map_or(0, |m| m.end());
        numeric(&captures, order).map(|date| Some((date, range)))
    })
}

fn extent(captures: &Captures<'_>) -> std::ops::Range<usize> {
    let named = ["y", "m", "m2", "m3", "d"].into_iter().filter_map(|name| captures.name(name));
    let (mut start, mut end) = (usize::MAX, 0);
    for m in named {
        start = start.min(m.start());
        end = end.max(m.end());
    }
    start.min(end)..end
}

fn number(captures: &Captures<'_>, names: &[&str]) -> Option<i16> {
    names.iter().find_map(|name| captures.name(name))?.as_str().parse().ok()
}

fn named(captures: &Captures<'_>) -> Option<Date> {
    let month = ["m", "m2", "m3"].iter().find_map(|name| captures.name(name))?.as_str();
    let month = month.parse().ok().or_else(|| month_number(month))?;
    day(number(captures, &["y"])?, month, number(captures, &["d"])?)
}

/// The number of a month from its name or the first three letters of it.
pub(crate) fn month_number(name: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let head = name.get(..3)?;
    MONTHS.iter().position(|m| head.eq_ignore_ascii_case(m)).map(|at| at as i16 + 1)
}

/// A day of the calendar. Years outside 1400..2200 are numbers, not dates of articles.
pub(crate) fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(1400..2200).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn numeric(captures: &Captures<'_>, order: Option<DateOrder>) -> Result<Date, DateFault> {
    let (Some(a), Some(b), Some(mut year)) = (number(captures, &["a"]), number(captures, &["b", "b2", "b3"]), number(captures, &["y"]))
    else {
        return Err(DateFault::None);
    };
    let short = year < 100;
    if short {
        year += if year < 70 { 2000 } else { 1900 };
    }
    let (mdy, dmy) = (day(year, a, b), day(year, b, a));
    match (mdy, dmy, order) {
        (Some(m), Some(d), _) if m == d => Ok(m),
        (Some(m), _, Some(DateOrder::Mdy)) => Ok(m),
        (_, Some(d), Some(DateOrder::Dmy)) => Ok(d),
        (Some(_), Some(_), None) => Err(DateFault::Ambiguous),
        // With two digits the year may stand first.
        (Some(_), None, None) | (None, Some(_), None) if short => Err(DateFault::Ambiguous),
        (Some(only), None, _) | (None, Some(only), _) => Ok(only),
        _ => Err(DateFault::None),
    }
}

/// `20230421T101500Z`, the form of NewsML and iCalendar.
fn compact(text: &str) -> Option<Written> {
    let (date, time) = text.split_once('T').or_else(|| text.split_once(' '))?;
    let digits = date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit());
    if !digits || !time.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(Written { date: eight(date)?, utc: UTC.is_match(text) })
}

fn eight(text: &str) -> Option<Date> {
    day(text.get(..4)?.parse().ok()?, text.get(4..6)?.parse().ok()?, text.get(6..8)?.parse().ok()?)
}

/// `20230421`, `20230421101500`, and seconds or milliseconds since 1970 (in UTC: no other zone is given).
fn digits(text: &str) -> Result<Written, DateFault> {
    match text.len() {
        8 | 12 | 14 => eight(text).map(|date| Written { date, utc: false }).ok_or(DateFault::None),
        9 | 10 | 13 => {
            let number: i64 = text.parse().map_err(|_| DateFault::None)?;
            let seconds = if text.len() == 13 { number / 1000 } else { number };
            let moment = jiff::Timestamp::from_second(seconds).map_err(|_| DateFault::None)?;
            Ok(Written { date: jiff::tz::Offset::UTC.to_datetime(moment).date(), utc: true })
        }
        _ => Err(DateFault::None),
    }
}

/// The date in a path with a full date, `/2023/04/21/` or `/2023/apr/21/` or `/2023-04-21`; never one put together from other digits.
pub(crate) fn in_url(url: &str) -> Option<Date> {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)/(?P<y>(?:19|20)\d{2})(?:/(?P<m>\d{1,2}|[a-z]{3,9})/(?P<d>\d{1,2})(?:/|$|-)|-(?P<m2>\d{2})-(?P<d2>\d{2})(?:/|$|[-_.]))",
        )
        .expect("a constant pattern")
    });
    let path = url.split(['?', '#']).next()?;
    let captures = PATH.captures(path)?;
    let month = captures.name("m").or_else(|| captures.name("m2"))?.as_str();
    let month = month.parse().ok().or_else(|| month_number(month))?;
    day(number(&captures, &["y"])?, month, number(&captures, &["d", "d2"])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<String> {
        read(text, None).ok().map(|w| w.date.to_string())
    }

    #[test]
    fn written_dates_are_read() {
        for text in [
            "2017-12-01",
            "1 Dec 2017 10:15 GMT",
            "Fri, 01 Dec 2017 23:59:00 -0500",
            "December 1, 2017",
            "Dec. 1st, 2017",
            "1st of December 2017",
            "2017-12-01T23:30:00-05:00",
            "20171201",
            "20171201T101500Z",
            "Fri Dec  1 10:00:00 EST 2017",
            "2017/12/1",
            "1-Dec-2017",
            "Published: Friday, December 1, 2017 | Updated: December 2, 2017",
            "December 01 2017 09:12 PM",
            "1512086400",
            "1512086400000",
            "2017 Dec 1",
            "01 December, 2017",
            "Dec 1, 2017 at 3:04 PM EST",
        ] {
            assert_eq!(date(text).as_deref(), Some("2017-12-01"), "{text}");
        }
        assert_eq!(date("18/11/2019").as_deref(), Some("2019-11-18"));
        assert_eq!(date("11/18/2019 10:00 AM").as_deref(), Some("2019-11-18"));
    }

    #[test]
    fn doubtful_dates_are_refused() {
        for text in ["12/1/2017", "1.12.2017", "12-1-17", "12/1/2017 10:15 GMT"] {
            assert_eq!(read(text, None), Err(DateFault::Ambiguous), "{text}");
        }
        assert_eq!(read("12/1/2017", Some(DateOrder::Mdy)).unwrap().date.to_string(), "2017-12-01");
        assert_eq!(read("12/1/2017", Some(DateOrder::Dmy)).unwrap().date.to_string(), "2017-01-12");
        for text in ["Feb 29, 2015", "2015-02-29", "soon", "", "13/13/2013", "123", "10.1186/s12905-022-02136-8"] {
            assert_eq!(read(text, None), Err(DateFault::None), "{text}");
        }
    }

    #[test]
    fn utc_is_told() {
        assert!(read("2017-12-01T23:30:00Z", None).unwrap().utc);
        assert!(read("2017-12-01T23:30:00.000+00:00", None).unwrap().utc);
        assert!(!read("2017-12-01T23:30:00-05:00", None).unwrap().utc);
        assert!(!read("2017-12-01", None).unwrap().utc);
    }

    #[test]
    fn addresses_give_full_dates_only() {
        assert_eq!(in_url("https://a.example/2019/11/18/x").unwrap().to_string(), "2019-11-18");
        assert_eq!(in_url("https://a.example/2019/nov/18/x").unwrap().to_string(), "2019-11-18");
        assert_eq!(in_url("https://a.example/news/2019-11-18-x").unwrap().to_string(), "2019-11-18");
        for url in [
            "https://a.example/articles/10.1186/s12905-022-02136-8",
            "https://a.example/2019/11/x",
            "https://a.example/201911181077343476-x",
        ] {
            assert_eq!(in_url(url), None, "{url}");
        }
    }
}
