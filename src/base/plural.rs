//! Which form of a word goes with a number, by the rules of the language: "1 action", "2 actions".

use super::Lang;

/// The place of the form that goes with a number among those that the language has, in the order of the Common Locale Data Repository: zero,
/// one, two, few, many, other; a language leaves out those that it does not have. Languages that are not known here have two, as English.
pub fn form(lang: &Lang, number: usize) -> usize {
    let (tens, hundreds) = (number % 10, number % 100);
    match lang.as_str().split('-').next().unwrap_or_default() {
        "zh" | "ja" | "ko" | "th" | "vi" | "id" | "lo" | "my" => 0,
        "fr" | "pt" => usize::from(number > 1),
        "ru" | "uk" | "be" => match () {
            _ if tens == 1 && hundreds != 11 => 0,
            _ if (2..=4).contains(&tens) && !(12..=14).contains(&hundreds) => 1,
            _ => 2,
        },
        "ar" => match number {
            0..=2 => number,
            _ if (3..=10).contains(&hundreds) => 3,
            _ if (11..=99).contains(&hundreds) => 4,
            _ => 5,
        },
        _ => usize::from(number != 1),
    }
}

/// The form that goes with a number; where there are too few, the last one.
pub fn pick<'a>(lang: &Lang, number: usize, forms: &[&'a str]) -> &'a str {
    forms.get(form(lang, number)).or(forms.last()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_forms() {
        for (lang, numbers) in [
            ("en", "0:1 1:0 2:1 21:1"),
            ("es-MX", "0:1 1:0 2:1"),
            ("fr", "0:0 1:0 2:1"),
            ("ru", "0:2 1:0 2:1 5:2 11:2 12:2 21:0 22:1 111:2 121:0"),
            ("ar", "0:0 1:1 2:2 3:3 10:3 11:4 99:4 100:5 102:5 103:3 111:4"),
            ("zh", "0:0 1:0 7:0"),
        ] {
            for pair in numbers.split(' ') {
                let (number, place) = pair.split_once(':').unwrap();
                let (number, place): (usize, usize) = (number.parse().unwrap(), place.parse().unwrap());
                assert_eq!(form(&Lang::new(lang), number), place, "{number} in {lang}");
            }
        }
        assert_eq!(pick(&Lang::new("ar"), 100, &["a", "b"]), "b");
        assert_eq!(pick(&Lang::new("en"), 1, &[]), "");
    }
}
