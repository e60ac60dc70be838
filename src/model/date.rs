//! A date as precise as its source: a year, a month or a day.

use std::fmt;

use jiff::civil;

use super::reason::Reason;
use crate::base::{Digest, Hasher};

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// The year only.
    Year,
    /// The year and the month.
    Month,
    /// The day.
    Day,
}

/// A year, a month or a day: `2017`, `2017-05`, `2017-05-23`.
///
/// Dates are ordered by their last day, then by precision, so that a year follows all that was certain within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    first: civil::Date,
    precision: Precision,
}

impl Date {
    /// Reads `2017`, `2017-05` or `2017-05-23`, and nothing else.
    pub fn parse(text: &str) -> Result<Date, Reason> {
        let parts: Vec<&str> = text.split('-').collect();
        let widths = [4, 2, 2];
        let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        if parts.len() > 3
            || !parts.iter().all(digits)
            || parts.iter().zip(widths).any(|(part, width)| part.len() != width)
        {
            return Err(refused(text));
        }
        let number = |index: usize| parts.get(index).and_then(|part| part.parse::<i16>().ok());
        let (year, month, day) = (number(0).unwrap_or(0), number(1), number(2));
        if year == 0 {
            return Err(Reason::new(format!("`{text}` has no such year")).help(FORMS));
        }
        if month.is_some_and(|month| !(1..=12).contains(&month)) {
            let reason = Reason::new(format!("`{text}` has no such month"));
            return Err(reason.help("a year has the months 01 to 12, and the month comes before the day: 2017-05-23"));
        }
        let precision = match parts.len() {
            1 => Precision::Year,
            2 => Precision::Month,
            _ => Precision::Day,
        };
        let month = month.unwrap_or(1) as i8;
        match civil::Date::new(year, month, day.unwrap_or(1) as i8) {
            Ok(first) => Ok(Date { first, precision }),
            Err(_) => {
                let days = civil::Date::new(year, month, 1).map_or(31, |first| first.days_in_month());
                Err(Reason::new(format!("`{text}` is not a day of the calendar"))
                    .help(format!("that month has the days 01 to {days}")))
            }
        }
    }

    /// A day that is known exactly.
    pub fn day(day: civil::Date) -> Date {
        Date { first: day, precision: Precision::Day }
    }

    /// How much of the date is known.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.first.year()
    }

    /// The month from 1 to 12, where it is known.
    pub fn month(&self) -> Option<i8> {
        (self.precision >= Precision::Month).then(|| self.first.month())
    }

    /// The day of the month, where it is known.
    pub fn day_of_month(&self) -> Option<i8> {
        (self.precision == Precision::Day).then(|| self.first.day())
    }

    /// The first day that the date may mean.
    pub fn first_day(&self) -> civil::Date {
        self.first
    }

    /// The last day that the date may mean.
    pub fn last_day(&self) -> civil::Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }
}

const FORMS: &str = "a date reads 2017, 2017-05 or 2017-05-23";

/// The reason for a text that has not the form of a date, with the date that was probably meant.
fn refused(text: &str) -> Reason {
    let reason = Reason::new(format!("`{text}` is not a date"));
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let numbers: Vec<Option<u16>> = parts.iter().map(|part| part.parse().ok()).collect();
    match (numbers.as_slice(), parts.as_slice()) {
        ([Some(a), Some(b), Some(year)], [.., written]) if written.len() == 4 => {
            let iso = |month: u16, day: u16| format!("{year:04}-{month:02}-{day:02}");
            match (*a, *b) {
                (a, b) if a > 12 => reason.help(format!("write year-month-day: {}", iso(b, a))),
                (a, b) if b > 12 => reason.help(format!("write year-month-day: {}", iso(a, b))),
                (a, b) => {
                    reason.help(format!("write year-month-day: {} or {}, whichever is meant", iso(b, a), iso(a, b)))
                }
            }
        }
        ([Some(year), Some(month), Some(day)], [written, ..]) if written.len() == 4 => {
            reason.help(format!("write {year:04}-{month:02}-{day:02}, with hyphens and two digits for month and day"))
        }
        ([Some(_), Some(_), Some(_), Some(_), ..], _) if text.contains(['T', ':']) => {
            reason.help("leave out the time of day: 2017-05-23")
        }
        ([Some(from), Some(to)], [a, b]) if a.len() == 4 && b.len() == 4 => {
            reason.help(format!("a date is one year, month or day; a period reads {from}/{to}"))
        }
        ([Some(year), Some(month)], [written, _]) if written.len() == 4 => {
            reason.help(format!("write {year:04}-{month:02}, with a hyphen and two digits for the month"))
        }
        _ => reason.help(FORMS),
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Date) -> std::cmp::Ordering {
        (self.last_day(), self.precision).cmp(&(other.last_day(), other.precision))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Date) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year())?;
        for part in [self.month(), self.day_of_month()].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl Digest for Date {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&self.to_string());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn first_and_last_days() {
        for (text, first, last) in [
            ("2017", "2017-01-01", "2017-12-31"),
            ("2017-02", "2017-02-01", "2017-02-28"),
            ("2016-02", "2016-02-01", "2016-02-29"),
            ("2017-05-23", "2017-05-23", "2017-05-23"),
            ("0999", "0999-01-01", "0999-12-31"),
        ] {
            let date = Date::parse(text).unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!((date.first_day().to_string(), date.last_day().to_string()), (first.into(), last.into()));
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_advice() {
        for (text, message, help) in [
            ("23/05/2017", "`23/05/2017` is not a date", "write year-month-day: 2017-05-23"),
            ("05/23/2017", "is not a date", "write year-month-day: 2017-05-23"),
            ("04.05.2017", "is not a date", "write year-month-day: 2017-05-04 or 2017-04-05, whichever is meant"),
            ("2017-5-3", "is not a date", "write 2017-05-03,"),
            ("2017/05", "is not a date", "write 2017-05,"),
            ("2011-2016", "is not a date", "a period reads 2011/2016"),
            ("2017-05-23T10:00:00Z", "is not a date", "leave out the time of day"),
            ("2017-13", "`2017-13` has no such month", "01 to 12"),
            ("2017-23-05", "has no such month", "the month comes before the day"),
            ("2017-02-30", "`2017-02-30` is not a day of the calendar", "that month has the days 01 to 28"),
            ("2017-05-00", "is not a day of the calendar", "01 to 31"),
            ("0000", "has no such year", "a date reads"),
            ("May 2017", "is not a date", "a date reads"),
            ("", "is not a date", "a date reads"),
            ("2017-", "is not a date", ""),
            ("२०१७", "is not a date", ""),
            ("23/05/99999999", "is not a date", ""),
        ] {
            let reason = Date::parse(text).unwrap_err();
            assert!(reason.message.contains(message), "{text}: {}", reason.message);
            assert!(reason.help.as_deref().unwrap_or_default().contains(help), "{text}: {:?}", reason.help);
        }
    }

    #[test]
    fn order_is_that_of_the_last_day() {
        let mut dates: Vec<Date> = ["2018", "2017-12-31", "2017", "2017-05", "2017-12", "2017-06-01"]
            .map(|text| Date::parse(text).unwrap())
            .into();
        dates.sort();
        let dates: Vec<String> = dates.iter().map(Date::to_string).collect();
        assert_eq!(dates, ["2017-05", "2017-06-01", "2017", "2017-12", "2017-12-31", "2018"]);
    }

    proptest! {
        #[test]
        fn any_text_is_survived_and_canonical(text in "\\PC{0,12}|[0-9/.-]{0,10}|[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?") {
            if let Ok(date) = Date::parse(&text) {
                prop_assert_eq!(date.to_string(), text);
                prop_assert!(date.first_day() <= date.last_day());
            }
        }
    }
}
