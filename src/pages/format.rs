//! Dates and numbers in the words of a language, from patterns among the theme's words.

use crate::base::Lang;
use crate::model::{Date, Decimal, Money, Percent, Period};
use crate::view::{Map, Value};

use super::site::Site;

/// A date: `{ iso, text }`.
pub(super) fn date(site: &Site, date: &Date, lang: &Lang) -> Map {
    Map::new().with("iso", date.to_string()).with("text", date_text(site, date, lang))
}

/// A date in words.
pub(super) fn date_text(site: &Site, date: &Date, lang: &Lang) -> String {
    let year = date.year().to_string();
    let fill = |key: &str, month: String| {
        site.word(lang, key).replace("{month}", &site.word(lang, &month)).replace("{year}", &year)
    };
    match (date.month(), date.day_of_month()) {
        (Some(month), Some(day)) => fill("date-day", format!("month-{month}")).replace("{day}", &day.to_string()),
        // Some languages have another form of the month's name where no day stands before it.
        (Some(month), None) => fill("date-month", format!("month-alone-{month}")),
        _ => year,
    }
}

/// A period: `{ from, to, text }`.
pub(super) fn period(site: &Site, period: &Period, lang: &Lang) -> Map {
    let end = |end: Option<Date>| end.map(|end| date(site, &end, lang));
    let text = |end: Option<Date>| end.map_or(String::new(), |end| date_text(site, &end, lang));
    let (from, to) = (period.from(), period.to());
    let whole = match (from, to) {
        (Some(from), Some(to)) if from == to => text(Some(from)),
        (Some(_), Some(_)) => site.word(lang, "period").replace("{from}", &text(from)).replace("{to}", &text(to)),
        (Some(_), None) => site.word(lang, "period-from").replace("{from}", &text(from)),
        _ => site.word(lang, "period-to").replace("{to}", &text(to)),
    };
    Map::new().with("from", end(from)).with("to", end(to)).with("text", whole)
}

/// A number: `{ number, text }`, the first with plain digits.
pub(super) fn number(site: &Site, number: &Decimal, lang: &Lang) -> Map {
    Map::new().with("number", number.to_string()).with("text", grouped(site, &number.to_string(), lang))
}

/// A percentage: `{ number, text }`.
pub(super) fn percent(site: &Site, percent: &Percent, lang: &Lang) -> Map {
    let number = percent.0.to_string();
    let text = site.word(lang, "percent").replace("{n}", &grouped(site, &number, lang));
    Map::new().with("number", number).with("text", text)
}

/// A share of something done: `{ number, text }`, the text in whole hundredths. What is not quite nothing or all does not read as such.
pub(super) fn share(site: &Site, share: Decimal, lang: &Lang) -> Map {
    let whole = match share.round() {
        round if round.is_zero() && share > Decimal::ZERO => Decimal::ONE,
        round if round == Decimal::ONE_HUNDRED && share < round => round - Decimal::ONE,
        round => round,
    };
    let text = site.word(lang, "percent").replace("{n}", &whole.to_string());
    Map::new().with("number", share.to_string()).with("text", text)
}

/// An amount: `{ amount, currency, text }`.
pub(super) fn money(site: &Site, money: &Money, lang: &Lang) -> Map {
    let text = money_text(site, money, lang);
    Map::new().with("amount", money.amount.to_string()).with("currency", money.currency.as_str()).with("text", text)
}

/// An amount in words.
pub(super) fn money_text(site: &Site, money: &Money, lang: &Lang) -> String {
    let amount = grouped(site, &money.amount.to_string(), lang);
    site.word(lang, "money").replace("{currency}", money.currency.as_str()).replace("{amount}", &amount)
}

/// A size of a file: "120 KB".
pub(super) fn size(site: &Site, bytes: u64, lang: &Lang) -> Value {
    let (key, divisor) = if bytes >= 1_048_576 { ("size-mb", 1_048_576) } else { ("size-kb", 1024) };
    let tenths = (bytes * 10).div_ceil(divisor);
    let number =
        if tenths >= 100 { tenths.div_ceil(10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) };
    site.word(lang, key).replace("{n}", &grouped(site, &number, lang)).into()
}

/// Plain digits in groups of three, from five digits before the point on, with the marks of the language.
pub(super) fn grouped(site: &Site, digits: &str, lang: &Lang) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("\u{2212}", digits),
        None => ("", digits),
    };
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut text = sign.to_owned();
    let group = site.word(lang, "number-group");
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && whole.len() > 4 && (whole.len() - at) % 3 == 0 {
            text.push_str(&group);
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push_str(&site.word(lang, "number-point"));
        text.push_str(fraction);
    }
    text
}
