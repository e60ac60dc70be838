//! Numbers as digits to the base of 64, which need no escaping in a script.

const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/// Appends one digit; what is larger than 63 becomes 63.
pub(super) fn push_digit(out: &mut String, value: u32) {
    out.push(DIGITS[value.min(63) as usize] as char);
}

/// Appends a number of any size: groups of five bits, the lowest first, with 32 added to all but the last.
pub(super) fn push_number(out: &mut String, mut value: u32) {
    while value >= 32 {
        push_digit(out, value % 32 + 32);
        value /= 32;
    }
    push_digit(out, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (value, expected) in [(0, "0"), (31, "V"), (32, "W1"), (1023, "_V"), (1024, "WW1")] {
            let mut out = String::new();
            push_number(&mut out, value);
            assert_eq!(out, expected, "{value}");
        }
    }
}
