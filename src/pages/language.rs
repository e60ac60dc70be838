//! What languages call themselves.

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
