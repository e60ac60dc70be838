//! Exact numbers: decimals, amounts of money and percentages.

use std::fmt;

pub use rust_decimal::Decimal;

use super::reason::Reason;
use crate::base::{Digest, Hasher};

/// Reads a whole number: digits, with a sign where it is negative.
pub fn parse_integer(text: &str) -> Result<i64, Reason> {
    let number = parse_decimal(text)?;
    let whole = if text.contains('.') { None } else { i64::try_from(number).ok() };
    whole.ok_or_else(|| Reason::new(format!("`{text}` is not a whole number")).help("write digits only: 1250000"))
}

/// Reads digits with an optional decimal point and sign; the places after the point are kept as they are written.
pub fn parse_decimal(text: &str) -> Result<Decimal, Reason> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) {
        return Err(Reason::new(format!("`{text}` is not a number")).help(advice(unsigned)));
    }
    let number = Decimal::from_str_exact(text.strip_prefix('+').unwrap_or(text))
        .map_err(|_| Reason::new(format!("`{text}` has too many digits")).help("a number has at most 28 digits"))?;
    Ok(if number.is_zero() { number.abs() } else { number })
}

/// What to write instead of a text that is not a plain number.
fn advice(text: &str) -> String {
    const PLAIN: &str = "write digits with at most one decimal point: 1250000 or 12.5";
    let separator = |c: char| matches!(c, ',' | '.' | '\'' | '’' | '_') || c.is_whitespace();
    let groups: Vec<&str> = text.split(separator).collect();
    if groups.iter().any(|group| group.is_empty() || !group.bytes().all(|byte| byte.is_ascii_digit())) {
        return if text.ends_with('%') {
            "leave out the sign: 12.5".into()
        } else if text.contains(['e', 'E']) && text.starts_with(|c: char| c.is_ascii_digit()) {
            "write the number in full, without an exponent: 1250000".into()
        } else {
            PLAIN.into()
        };
    }
    // A comma before a point, with groups of three before it, is one between thousands.
    if let Some((whole, part)) = text.split_once('.')
        && whole.contains(',')
        && whole.split(',').skip(1).all(|group| group.len() == 3)
        && part.bytes().all(|byte| byte.is_ascii_digit())
    {
        return format!("write the thousands without separators: {}.{part}", whole.replace(',', ""));
    }
    match groups[..] {
        [whole, part] if text.contains(',') && part.len() != 3 => format!("write a decimal point: {whole}.{part}"),
        [.., last] if groups.len() > 1 && last.len() == 3 => {
            format!("write the thousands without separators: {}", groups.concat())
        }
        _ => PLAIN.into(),
    }
}

/// An ISO 4217 currency code: three capital letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency with this code, if it has the form of one.
    pub fn new(code: &str) -> Option<Currency> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_uppercase).then_some(Currency(code))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An amount in one currency: `USD 1250000.50`. Ordered by currency, then by amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// The currency.
    pub currency: Currency,
    /// The amount in units of the currency (not in cents, nor in thousands).
    pub amount: Decimal,
}

impl Money {
    /// Reads a currency code, a blank and a number.
    pub fn parse(text: &str) -> Result<Money, Reason> {
        let refused = || Reason::new(format!("`{text}` is not an amount of money"));
        let forms = "write the currency's three letters, a blank and the amount: USD 1250000.50";
        let Some((code, amount)) = text.split_once(' ') else {
            return Err(match (parse_decimal(text), text.get(..3).and_then(Currency::new)) {
                (Ok(_), _) => Reason::new(format!("`{text}` has no currency")).help(format!("for example: USD {text}")),
                (_, Some(code)) => refused().help(format!("write a blank after {code}: {code} {}", &text[3..])),
                _ => refused().help(forms),
            });
        };
        let amount = amount.trim();
        let Some(currency) = Currency::new(code) else {
            return Err(match (Currency::new(&code.to_ascii_uppercase()), text.rsplit_once(' ')) {
                (Some(code), _) => refused().help(format!("write the currency in capitals: {code} {amount}")),
                (None, Some((amount, code))) if Currency::new(code).is_some() => {
                    refused().help(format!("the currency comes first: {code} {amount}"))
                }
                _ => refused().help(forms),
            });
        };
        match parse_decimal(amount) {
            Ok(amount) => Ok(Money { currency, amount }),
            Err(_) if amount.ends_with(|c: char| c.is_alphabetic()) => {
                Err(refused().help(format!("write the amount in full, in digits: {currency} 1250000")))
            }
            Err(reason) => {
                let help = reason.help.map(|help| match help.rsplit_once(": ") {
                    Some((what, number)) => format!("{what}: {currency} {number}"),
                    None => help,
                });
                Err(Reason { help, ..refused() })
            }
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.amount)
    }
}

impl Digest for Money {
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&self.to_string());
    }
}

/// A number of hundredths: `12.5` means 12.5 per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(pub Decimal);

impl Percent {
    /// Reads a number; the sign `%` may follow, as spreadsheets write it.
    pub fn parse(text: &str) -> Result<Percent, Reason> {
        let number = text.strip_suffix('%').map_or(text, str::trim_end);
        match parse_decimal(number) {
            Ok(number) => Ok(Percent(number)),
            Err(reason) => Err(Reason { help: reason.help, ..Reason::new(format!("`{text}` is not a percentage")) }),
        }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Digest for Percent {
    fn digest(&self, hasher: &mut Hasher) {
        self.0.digest(hasher);
    }
}

impl Digest for Decimal {
    /// The text form is fed, because pages show the places after the point as they are written: 12.50 is not 12.5.
    fn digest(&self, hasher: &mut Hasher) {
        hasher.text(&self.to_string());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for (text, canonical) in
            [("0", "0"), ("-0.0", "0.0"), ("+5", "5"), ("007", "7"), ("12.50", "12.50"), ("-1250000.5", "-1250000.5")]
        {
            assert_eq!(parse_decimal(text).unwrap().to_string(), canonical, "{text}");
        }
        assert_eq!(parse_integer("-12"), Ok(-12));
        assert!(parse_integer("12.0").is_err() && parse_integer("99999999999999999999").is_err());
    }

    #[test]
    fn what_is_no_number_is_refused_with_advice() {
        for (text, help) in [
            ("1,250,000", "write the thousands without separators: 1250000"),
            ("1 250 000", "without separators: 1250000"),
            ("1\u{a0}250\u{202f}000", "without separators: 1250000"),
            ("1.250.000", "without separators: 1250000"),
            ("12,5", "write a decimal point: 12.5"),
            ("1,250", "without separators: 1250"),
            ("1e5", "without an exponent"),
            ("12%", "leave out the sign"),
            ("", "write digits"),
            (".5", "write digits"),
            ("5.", "write digits"),
            ("inf", "write digits"),
            ("about 5", "write digits"),
            ("1234567890123456789012345678901", "at most 28 digits"),
        ] {
            let reason = parse_decimal(text).unwrap_err();
            assert!(reason.help.as_deref().unwrap_or_default().contains(help), "{text}: {reason:?}");
        }
    }

    #[test]
    fn money() {
        for text in ["USD 1250000.50", "CHF 0", "EUR -5"] {
            assert_eq!(Money::parse(text).unwrap().to_string(), text);
        }
        for (text, message, help) in [
            ("1250000", "`1250000` has no currency", "USD 1250000"),
            ("usd 5", "is not an amount of money", "USD 5"),
            ("5 USD", "is not an amount of money", "the currency comes first: USD 5"),
            ("USD5", "is not an amount of money", "write a blank after USD: USD 5"),
            ("$ 5", "is not an amount of money", "three letters"),
            ("USD 1 250 000", "is not an amount of money", "without separators: USD 1250000"),
            ("USD 1.2 million", "is not an amount of money", "in full"),
            ("US Dollars", "is not an amount of money", "three letters"),
            ("", "is not an amount of money", "three letters"),
        ] {
            let reason = Money::parse(text).unwrap_err();
            assert!(reason.message.contains(message), "{text}: {reason:?}");
            assert!(reason.help.as_deref().unwrap_or_default().contains(help), "{text}: {reason:?}");
        }
    }

    #[test]
    fn percentages() {
        for (text, canonical) in [("12.5", "12.5"), ("12.50%", "12.50"), ("71 %", "71")] {
            assert_eq!(Percent::parse(text).unwrap().to_string(), canonical);
        }
        assert!(Percent::parse("%").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_survived_and_canonical(text in "\\PC{0,12}|[A-Z]{0,4} ?[-+]?[0-9,. ]{0,34}%?") {
            if let Ok(number) = parse_decimal(&text) {
                prop_assert_eq!(parse_decimal(&number.to_string()).unwrap().to_string(), number.to_string());
            }
            if let Ok(money) = Money::parse(&text) {
                prop_assert_eq!(Money::parse(&money.to_string()).unwrap().to_string(), money.to_string());
            }
            if let Ok(percent) = Percent::parse(&text) {
                prop_assert_eq!(Percent::parse(&percent.to_string()).unwrap().to_string(), percent.to_string());
            }
            let _ = parse_integer(&text);
        }
    }
}
