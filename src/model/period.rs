//! A stretch of time between two dates, open at either end.

use std::fmt;

use jiff::civil;

use super::date::Date;
use super::reason::Reason;
use crate::base::{Digest, Hasher};

/// `2011/2016`, `2005/..` (open end), `../2015` (open beginning) or a single date, `2015`.
///
/// At least one end is given, and the beginning is not after the end. Periods are ordered by their first day, then their last;
/// an open beginning comes first, an open end last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    from: Option<Date>,
    to: Option<Date>,
}

impl Period {
    /// Reads a period.
    pub fn parse(text: &str) -> Result<Period, Reason> {
        const FORMS: &str = "a period reads 2011/2016, 2012-07-18/2012-07-20, 2005/.. (still open) or 2015";
        let refused = || Reason::new(format!("`{text}` is not a period")).help(FORMS);
        let end = |end: &str| if end == ".." { Ok(None) } else { Date::parse(end).map(Some) };
        let (from, to) = match text.split('/').collect::<Vec<_>>()[..] {
            [date] => match Date::parse(date) {
                Ok(date) => (Some(date), Some(date)),
                Err(_) => return Err(between(text).unwrap_or_else(refused)),
            },
            [_, ".." | ""] if text.starts_with("..") => return Err(refused()),
            ["", _] | [_, ""] => return Err(refused()),
            [from, to] => (end(from)?, end(to)?),
            _ => return Err(Date::parse(text).err().filter(|reason| reason.help.is_some()).unwrap_or_else(refused)),
        };
        if let (Some(from), Some(to)) = (from, to)
            && from.first_day() > to.last_day()
        {
            let reason = Reason::new(format!("the period `{text}` ends before it begins"));
            return Err(reason.help(format!("the earlier date comes first: {to}/{from}")));
        }
        Ok(Period { from, to })
    }

    /// The period that is one date.
    pub fn of(date: Date) -> Period {
        Period { from: Some(date), to: Some(date) }
    }

    /// The date with which it begins, unless its beginning is open.
    pub fn from(&self) -> Option<Date> {
        self.from
    }

    /// The date with which it ends, unless its end is open.
    pub fn to(&self) -> Option<Date> {
        self.to
    }

    /// Its first day, unless its beginning is open.
    pub fn first_day(&self) -> Option<civil::Date> {
        self.from.map(|date| date.first_day())
    }

    /// Its last day, unless its end is open.
    pub fn last_day(&self) -> Option<civil::Date> {
        self.to.map(|date| date.last_day())
    }
}

/// The reason for two dates with another sign between them than `/`.
fn between(text: &str) -> Option<Reason> {
    let sign = ["..", "–", "—", " - ", " to ", "-"].into_iter().find(|sign| text.split(sign).count() == 2)?;
    let (from, to) = text.split_once(sign)?;
    let (from, to) = (Date::parse(from.trim()).ok()?, Date::parse(to.trim()).ok()?);
    Some(Reason::new(format!("`{text}` is not a period")).help(format!("write `/` between the two dates: {from}/{to}")))
}

impl Ord for Period {
    fn cmp(&self, other: &Period) -> std::cmp::Ordering {
        let key =
            |period: &Period| (period.first_day(), period.to.is_none(), period.last_day(), period.from, period.to);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Period) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (Some(from), Some(to)) => write!(f, "{from}/{to}"),
            (Some(from), None) => write!(f, "{from}/.."),
            (None, Some(to)) => write!(f, "../{to}"),
            (None, None) => f.write_str("../.."),
        }
    }
}

impl Digest for Period {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&self.to_string());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_of_periods() {
        for (text, canonical, first, last) in [
            ("2011/2016", "2011/2016", "2011-01-01", "2016-12-31"),
            ("2005/..", "2005/..", "2005-01-01", "open"),
            ("../2015", "../2015", "open", "2015-12-31"),
            ("2015", "2015", "2015-01-01", "2015-12-31"),
            ("2015/2015", "2015", "2015-01-01", "2015-12-31"),
            ("2012-07-18/2012-07-20", "2012-07-18/2012-07-20", "2012-07-18", "2012-07-20"),
            ("2012-07/2012", "2012-07/2012", "2012-07-01", "2012-12-31"),
        ] {
            let period = Period::parse(text).unwrap();
            let show = |day: Option<civil::Date>| day.map_or("open".into(), |day| day.to_string());
            assert_eq!(period.to_string(), canonical);
            assert_eq!((show(period.first_day()), show(period.last_day())), (first.into(), last.into()), "{text}");
        }
    }

    #[test]
    fn what_is_no_period_is_refused_with_advice() {
        for (text, message, help) in [
            ("2016/2011", "the period `2016/2011` ends before it begins", "2011/2016"),
            ("2011-2016", "`2011-2016` is not a period", "write `/` between the two dates: 2011/2016"),
            ("2011–2016", "is not a period", "2011/2016"),
            ("2011 - 2016", "is not a period", "2011/2016"),
            ("2005..2008", "is not a period", "2005/2008"),
            ("../..", "is not a period", "a period reads"),
            ("2005/", "is not a period", "a period reads"),
            ("/2005", "is not a period", "a period reads"),
            ("..", "is not a period", "a period reads"),
            ("2005/2017-13", "`2017-13` has no such month", "01 to 12"),
            ("23/05/2017", "is not a date", "write year-month-day: 2017-05-23"),
            ("", "is not a period", "a period reads"),
        ] {
            let reason = Period::parse(text).unwrap_err();
            assert!(reason.message.contains(message), "{text}: {}", reason.message);
            assert!(reason.help.as_deref().unwrap_or_default().contains(help), "{text}: {:?}", reason.help);
        }
    }

    #[test]
    fn order_is_that_of_the_first_then_the_last_day() {
        let mut periods: Vec<Period> =
            ["2005/..", "2005/2008", "2005", "../2015", "2004"].map(|text| Period::parse(text).unwrap()).into();
        periods.sort();
        let periods: Vec<String> = periods.iter().map(Period::to_string).collect();
        assert_eq!(periods, ["../2015", "2004", "2005", "2005/2008", "2005/.."]);
    }

    proptest! {
        #[test]
        fn any_text_is_survived_and_canonical(text in "\\PC{0,12}|[0-9/.–-]{0,12}|(20[0-9]{2}|\\.\\.)/(20[0-9]{2}|\\.\\.)") {
            if let Ok(period) = Period::parse(&text) {
                prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
            }
        }
    }
}
