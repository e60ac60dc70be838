//! The lists of kinds, fields and ids.

use casebook::base::Lang;
use casebook::cli::kinds;

use crate::common::{kit_schema, portal_of};

#[test]
fn all_kinds_are_listed() {
    let schema = kit_schema();
    let text = kinds::text(&schema, None, None, &Lang::new("en")).unwrap();
    for kind in schema.kinds() {
        assert!(text.lines().any(|line| line.split_whitespace().next() == Some(&kind.id)), "{}", kind.id);
    }
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    assert!(text.contains("Vocabularies"));
}

#[test]
fn a_kind_is_shown_with_its_fields() {
    let text = kinds::text(&kit_schema(), Some("case-study"), None, &Lang::new("en")).unwrap();
    for part in [
        "case-study: Case study\n",
        "in content/case-studies/",
        "  title: text (required, searched, can be translated)\n",
        "  goals: list of ref to goal or goal-target (facet)\n",
        "    Example: 2011/2016\n",
        "    - mechanisms            Engagement with human rights mechanisms\n",
        "  consent: choice (never published)\n",
        "  what-was-done   What was done, and how people took part (required, figures need a cite)\n",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
    let plan = kinds::text(&kit_schema(), Some("plans"), None, &Lang::new("en")).unwrap();
    assert!(plan.contains("      name: text (required, can be translated)\n"), "{plan}");
    assert!(plan.contains("action_count: integer (worked out, not written, column)"), "{plan}");
}

#[test]
fn ids_of_records_and_slips() {
    let portal = portal_of(&[("content/themes/own.toml", "title = \"Own theme\"\n")]);
    let en = Lang::new("en");
    let ids = kinds::text(&portal.schema, Some("theme"), Some(&portal.model), &en).unwrap();
    assert!(ids.lines().any(|line| line.starts_with("* own ") && line.ends_with(" Own theme")), "{ids}");
    assert!(ids.lines().any(|line| line.starts_with("  nmirf ")), "{ids}");
    assert!(ids.contains("of which 1 written"));
    let refusal = kinds::text(&portal.schema, Some("theem"), None, &en).unwrap_err();
    assert_eq!(refusal.to_string(), "error: there is no kind `theem`\n  help: did you mean `theme`?");
    assert!(kinds::text(&portal.schema, None, Some(&portal.model), &en).is_err());
}
