//! The kinds and vocabularies that ship, as text compiled into the program. They are read by the same code as a portal's own.

macro_rules! files {
    ($($path:literal)*) => { &[$((concat!("kit:", $path), include_str!($path)),)*] };
}

/// The declarations of kinds, by path, in the order in which readers meet them; `kit:kinds/every-record.toml` holds the fields of every record.
pub const KINDS: &[(&str, &str)] = files![
    "kinds/every-record.toml"
    "kinds/case-study.toml"
    "kinds/resource.toml"
    "kinds/report.toml"
    "kinds/position.toml"
    "kinds/lesson.toml"
    "kinds/plan.toml"
    "kinds/area.toml"
    "kinds/action.toml"
    "kinds/recommendation.toml"
    "kinds/cluster.toml"
    "kinds/commitment.toml"
    "kinds/indicator.toml"
    "kinds/figure.toml"
    "kinds/project.toml"
    "kinds/fund.toml"
    "kinds/presence.toml"
    "kinds/assistance.toml"
    "kinds/reporting-event.toml"
    "kinds/ratification.toml"
    "kinds/event.toml"
    "kinds/news.toml"
    "kinds/source.toml"
    "kinds/article.toml"
    "kinds/country.toml"
    "kinds/region.toml"
    "kinds/theme.toml"
    "kinds/right.toml"
    "kinds/affected-persons.toml"
    "kinds/goal.toml"
    "kinds/goal-target.toml"
    "kinds/organisation.toml"
    "kinds/mechanism.toml"
    "kinds/grade-scale.toml"
    "kinds/norm.toml"
    "kinds/component.toml"
    "kinds/implementation-gap.toml"
    "kinds/principle.toml"
];

/// The records of vocabularies, by path: one folder a kind.
pub const RECORDS: &[(&str, &str)] = files![
    "records/affected-persons/affected-persons.csv"
    "records/components/components.csv"
    "records/countries/countries.csv"
    "records/countries/former_names.csv"
    "records/goal-targets/goal-targets.csv"
    "records/goals/goals.csv"
    "records/grade-scales/grade-scales.csv"
    "records/grade-scales/grades.csv"
    "records/implementation-gaps/implementation-gaps.csv"
    "records/mechanisms/mechanisms.csv"
    "records/norms/norms.csv"
    "records/organisations/organisations.csv"
    "records/principles/principles.csv"
    "records/regions/regions.csv"
    "records/rights/rights.csv"
    "records/themes/themes.csv"
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_kit_is_compiled_in() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kit");
        let mut on_disk: Vec<String> = walkdir::WalkDir::new(&folder)
            .into_iter()
            .map(|entry| entry.unwrap().path().strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"))
            .filter(|path| path.ends_with(".toml") || path.ends_with(".csv"))
            .map(|path| format!("kit:{path}"))
            .collect();
        let mut compiled: Vec<&str> = KINDS.iter().chain(RECORDS).map(|(path, _)| *path).collect();
        on_disk.sort();
        compiled.sort();
        assert_eq!(on_disk, compiled);
    }
}
