//! The words that tell what a numeral is: months, labels, magnitudes, currencies, and words that count nothing.
//!
//! English first; where the other official languages of the United Nations write numerals the same way, their words too.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word is, as bits: one can be several.
pub(super) type Class = u8;

/// A month: a numeral beside one is part of a date.
pub(super) const MONTH: Class = 1;
/// What a number names instead of counting: `article 5`.
pub(super) const LABEL: Class = 2;
/// A large number in words: a numeral before one is an amount.
pub(super) const MAGNITUDE: Class = 4;
/// A word that counts nothing when it follows a numeral.
pub(super) const COUNTS_NOTHING: Class = 8;
/// A word before a four-digit number that makes it an amount instead of a year.
pub(super) const QUANTIFIER: Class = 16;
/// A word that joins numbers of one list: `articles 5, 6 and 7`.
pub(super) const JOINT: Class = 32;

static CLASSES: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut classes = HashMap::new();
    for (words, class) in [
        (MONTHS, MONTH),
        (LABELS, LABEL),
        (MAGNITUDES, MAGNITUDE),
        (COUNT_NOTHING, COUNTS_NOTHING),
        (QUANTIFIERS, QUANTIFIER),
        (JOINTS, JOINT),
    ] {
        for word in words.split_whitespace() {
            *classes.entry(word).or_default() |= class;
        }
    }
    classes
});

/// The classes of a word in lower case; 0 for any other word.
pub(super) fn classes(word: &str) -> Class {
    if word.is_empty() { 0 } else { CLASSES.get(word).copied().unwrap_or(0) }
}

/// The word in lower case.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

const MONTHS: &str = "january february march april may june july august september october november december jan feb mar apr jun jul \
    aug sep sept oct nov dec janvier février mars avril mai juin juillet août septembre octobre novembre décembre \
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre января февраля марта \
    апреля мая июня июля августа сентября октября ноября декабря يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس \
    سبتمبر أكتوبر نوفمبر ديسمبر";

const LABELS: &str = "act action activity agenda amendment annex appendix area art article artículo band bill box category chap \
    chapter chapitre capítulo circular class clause cluster comment component convention cycle day decision decree \
    directive edition fig figure footnote form goal objectif objetivo grade group indicator indicateur indicador \
    issue item law level ley loi meta milestone module n no note number objective observation option order ordinance \
    outcome output p page para paragraph paragraphe párrafo párr part phase pillar point principle priority \
    programme proposal protocol question rec recommendation recommandation recomendación regulation res resolution \
    résolution resolución round row rule règle regla schedule sdg section sect session stage standard step strand \
    subparagraph table target cible task tier title track type version vol volume ward week workstream year zone \
    статья статьи статье пункт пункта пункте резолюция резолюции цель المادة الفقرة القرار الهدف";

const MAGNITUDES: &str = "hundred thousand million billion trillion dozen millions milliers milliard milliards mille mil millón millones \
    тысяч тысячи миллион миллиона миллионов млн млрд bn mn مليون مليار ألف";

/// Units that may follow a numeral without a blank.
pub(super) const ATTACHED_UNITS: &[&str] = &[
    "bn", "cm", "g", "gb", "gw", "ha", "k", "kg", "km", "kw", "l", "m", "mb", "mg", "ml", "mm", "mn", "mw", "t", "tn",
    "°c",
];

/// Endings that make a numeral an ordinal.
pub(super) const ORDINAL_ENDINGS: &[&str] =
    &["st", "nd", "rd", "th", "er", "re", "e", "è", "ème", "eme", "o", "a", "º", "ª", "й", "я", "е", "го", "м", "х"];

/// Currency codes and what is written before them.
pub(super) const CURRENCIES: &[&str] = &[
    "USD", "US$", "EUR", "GBP", "CHF", "JPY", "CNY", "RUB", "SEK", "NOK", "DKK", "CAD", "AUD", "NZD", "BRL", "MXN",
    "ARS", "PYG", "COP", "CLP", "PEN", "UYU", "INR", "ZAR", "KES", "UGX", "NPR", "LKR", "XOF", "XAF", "EGP", "MAD",
    "TND", "SAR", "AED", "TRY",
];

const COUNT_NOTHING: &str = "a about above across after against ago al all along also although among an and are as at au aux avec based be \
    because been before being below between both but by can con could dans de del des did do does du during e each \
    el en entre es est et even for from had has have he her his how however if in including instead into is it its \
    la las le les los may might must not now o of on only onto or ou over para par por pour provided que qui \
    respectively sans shall she should since sobre so son sur than that the their then there these they this those \
    through throughout to too towards u un una under une until up upon via was we were what when where which while \
    who whose will with within without would y yet à в во для и или к на не о об от по при с со что و في من إلى على \
    عن أو";

const QUANTIFIERS: &str =
    "about all almost approximately around exactly least most nearly only over roughly some than another additional";

const JOINTS: &str = "and or to et ou à y e o u a al и или по و أو as well through";

/// Characters after which a Chinese numeral is a date, and before which it is an ordinal.
pub(super) const CHINESE_DATES: &[char] = &['年', '月', '日', '号', '届', '条', '段', '章', '款'];
