//! Real powers of exact numbers, by series in decimal arithmetic: the same digits on every machine.

use crate::model::Decimal;

/// The natural logarithm of two.
const LN_2: Decimal = exact("0.6931471805599453094172321215");

/// The exponent of `e` beyond which a decimal has no room.
const LARGEST: Decimal = exact("64");

/// `base` to the power `exponent` for a base of 0 or more, exact to some twenty digits; nothing for a negative base, and where the result
/// is too large.
pub(super) fn power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    if base.is_zero() {
        return exponent.is_sign_positive().then_some(Decimal::ZERO);
    }
    if base.is_sign_negative() {
        return None;
    }
    exp(ln(base).checked_mul(exponent)?)
}

/// A number as it is written, with its sign and point: for the constants of a method.
pub(super) const fn exact(text: &str) -> Decimal {
    let bytes = text.as_bytes();
    let (mut digits, mut scale, mut negative, mut after_point) = (0u128, 0, false, false);
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'-' => negative = true,
            b'.' => after_point = true,
            digit => {
                digits = digits * 10 + (digit - b'0') as u128;
                scale += after_point as u32;
            }
        }
        at += 1;
    }
    Decimal::from_parts(digits as u32, (digits >> 32) as u32, (digits >> 64) as u32, negative, scale)
}

/// The natural logarithm of a positive number: a power of two is taken out, and the rest, which is near one, goes into the series.
fn ln(number: Decimal) -> Decimal {
    let (mut rest, mut twos) = (number, Decimal::ZERO);
    while rest > exact("1.5") {
        rest /= Decimal::TWO;
        twos += Decimal::ONE;
    }
    while rest < exact("0.75") {
        rest *= Decimal::TWO;
        twos -= Decimal::ONE;
    }
    let z = (rest - Decimal::ONE) / (rest + Decimal::ONE);
    let square = z * z;
    let (mut term, mut sum, mut divisor) = (z, Decimal::ZERO, Decimal::ONE);
    while !term.is_zero() {
        sum += term / divisor;
        term *= square;
        divisor += Decimal::TWO;
    }
    Decimal::TWO * sum + twos * LN_2
}

/// The power of `e`; nothing where it is too large.
fn exp(number: Decimal) -> Option<Decimal> {
    if number > LARGEST {
        return None;
    }
    if number < -LARGEST {
        return Some(Decimal::ZERO);
    }
    let twos = (number / LN_2).round();
    let rest = number - twos * LN_2;
    let (mut term, mut sum, mut count) = (Decimal::ONE, Decimal::ZERO, Decimal::ZERO);
    while !term.is_zero() {
        sum += term;
        count += Decimal::ONE;
        term = term * rest / count;
    }
    let mut left = twos;
    while left > Decimal::ZERO {
        sum = sum.checked_mul(Decimal::TWO)?;
        left -= Decimal::ONE;
    }
    while left < Decimal::ZERO {
        sum /= Decimal::TWO;
        left += Decimal::ONE;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn powers_have_the_digits_that_tables_give() {
        for (base, exponent, expected) in [
            (exact("2"), exact("0.5"), exact("1.41421356237309504880")),
            (exact("10"), exact("0.5"), exact("3.16227766016837933200")),
            (exact("2"), exact("10"), exact("1024")),
            (exact("0.9"), exact("2"), exact("0.81")),
            (exact("0.001"), exact("1"), exact("0.001")),
            (exact("1"), exact("4.44"), exact("1")),
            (exact("2.718281828459045235360287471"), exact("1"), exact("2.71828182845904523536")),
        ] {
            assert_eq!(power(base, exponent).unwrap().round_dp(18), expected.round_dp(18), "{base}^{exponent}");
        }
    }

    #[test]
    fn what_has_no_power_has_none() {
        assert_eq!(power(exact("-1"), exact("0.5")), None);
        assert_eq!(power(Decimal::ZERO, exact("-1")), None);
        assert_eq!(power(Decimal::MAX, exact("2")), None);
        assert_eq!(power(exact("0.5"), exact("200")), Some(Decimal::ZERO));
        assert_eq!(power(Decimal::ZERO, exact("0.125")), Some(Decimal::ZERO));
    }

    proptest! {
        #[test]
        fn any_numbers_are_survived(base in any::<[u32; 4]>(), exponent in any::<[u32; 4]>()) {
            let number = |[lo, mid, hi, scale]: [u32; 4]| Decimal::from_parts(lo, mid, hi, scale & 1 == 1, scale % 29);
            if let Some(power) = power(number(base), number(exponent)) {
                prop_assert!(power >= Decimal::ZERO);
            }
        }

        #[test]
        fn the_root_of_a_power_is_the_number(base in 1u32..1_000_000, exponent in 1u32..40) {
            let base = Decimal::new(base.into(), 3);
            let exponent = Decimal::from(exponent);
            if let Some(raised) = power(base, exponent).filter(|raised| *raised > exact("0.000001")) {
                let root = power(raised, Decimal::ONE / exponent).unwrap();
                prop_assert!((root - base).abs() < exact("0.00000001"), "{} {}", root, base);
            }
        }
    }
}
