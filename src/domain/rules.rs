//! The rules by which casebook works something out: each with an id and a version, which stand wherever its results are shown.

use std::fmt;

/// A rule that results follow from. Whoever changes what a rule says gives it another version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule {
    /// Its name.
    pub id: &'static str,
    /// Counted from 1.
    pub version: u32,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.id, self.version)
    }
}

/// Which status a record has on a day, for each class of assessors: [`super::evidence`].
pub const STATUS: Rule = Rule { id: "status-latest", version: 1 };
/// How far actions, areas and plans have come: [`super::progress`].
pub const PROGRESS: Rule = Rule { id: "plan-progress", version: 1 };
/// Whether an indicator moves as it should: [`super::trend`], the method of Open SDG since 2.4.0 without its substituted numbers.
pub const TREND: Rule = Rule { id: "trend-open-sdg", version: 1 };
/// Which cells of a breakdown are not shown: [`super::suppression`].
pub const SUPPRESSION: Rule = Rule { id: "small-cells", version: 1 };

/// All rules, for the page on methods.
pub const ALL: &[Rule] = &[STATUS, PROGRESS, TREND, SUPPRESSION];

/// The rules in words, a second-level heading each.
const WORDS: &str = include_str!("rules.md");

impl Rule {
    /// What the rule says, for readers: Markdown without its heading, in English.
    pub fn words(&self) -> &'static str {
        let heading = format!("## {self}\n");
        let after = WORDS.split_once(&heading).map_or("", |(_, after)| after);
        after.split("\n## ").next().unwrap_or_default().trim()
    }
}

/// The lengths of time that a portal may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The age in days past which a status is stale.
    pub stale_after: u32,
    /// The number of days before its due date during which something is due soon.
    pub due_soon: u32,
}

impl Default for Terms {
    fn default() -> Terms {
        Terms { stale_after: 365, due_soon: 90 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_told_once_and_no_other_is() {
        let headings: Vec<&str> = WORDS.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, ALL.iter().map(Rule::to_string).collect::<Vec<_>>());
        for rule in ALL {
            assert!(rule.words().len() > 200 && !rule.words().contains('#'), "{rule}");
        }
        let days = Terms::default();
        assert!(STATUS.words().contains(&format!("{} days", days.stale_after)));
        assert!(PROGRESS.words().contains(&format!("{} days", days.due_soon)));
    }
}
