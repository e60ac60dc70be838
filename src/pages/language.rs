//! What languages call themselves, and what others call them.

/// Names of languages in their own script: the six of the United Nations, and others that portals are likely to use.
const NAMES: &[(&str, &str)] = &[
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("gn", "Avañe'ẽ"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("ne", "नेपाली"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("si", "සිංහල"),
    ("so", "Soomaali"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// The name of a language in its own script; its code where the name is not known here.
pub(super) fn name(code: &str) -> &str {
    let primary = code.split('-').next().unwrap_or(code);
    let found = |wanted: &str| NAMES.iter().find(|(known, _)| *known == wanted).map(|(_, name)| *name);
    found(code).or_else(|| found(primary)).unwrap_or(code)
}

/// The territory that the list of Open Graph locales has beside a language. It says nothing on where readers are.
const TERRITORIES: &[(&str, &str)] = &[
    ("am", "ET"),
    ("ar", "AR"),
    ("bn", "IN"),
    ("de", "DE"),
    ("en", "GB"),
    ("es", "ES"),
    ("fa", "IR"),
    ("fr", "FR"),
    ("gn", "PY"),
    ("he", "IL"),
    ("hi", "IN"),
    ("id", "ID"),
    ("it", "IT"),
    ("ja", "JP"),
    ("ko", "KR"),
    ("ne", "NP"),
    ("pt", "PT"),
    ("ro", "RO"),
    ("ru", "RU"),
    ("si", "LK"),
    ("so", "SO"),
    ("sw", "KE"),
    ("ta", "IN"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("ur", "PK"),
    ("vi", "VN"),
    ("zh", "CN"),
];

/// A language as Open Graph writes it: `en_GB`. None where no territory is known for it.
pub(super) fn locale(code: &str) -> Option<String> {
    let primary = code.split('-').next().unwrap_or(code);
    let own = code.split('-').skip(1).find(|part| part.len() == 2);
    let usual = || TERRITORIES.iter().find(|(known, _)| *known == primary).map(|(_, territory)| *territory);
    own.map(str::to_uppercase).or_else(|| usual().map(str::to_owned)).map(|territory| format!("{primary}_{territory}"))
}

#[cfg(test)]
mod tests {
    use super::locale;

    #[test]
    fn locales() {
        for (code, expected) in [
            ("en", Some("en_GB")),
            ("zh-Hans", Some("zh_CN")),
            ("pt-br", Some("pt_BR")),
            ("es-419", Some("es_ES")),
            ("tlh", None),
        ] {
            assert_eq!(locale(code).as_deref(), expected, "{code}");
        }
    }
}
