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

/// The squares of the map: country, column and row, counted from 0 at the upper left.
pub const TILES: &str = include_str!("map/tiles.csv");

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

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
        compiled.push("kit:map/tiles.csv");
        on_disk.sort();
        compiled.sort();
        assert_eq!(on_disk, compiled);
    }

    fn text(path: &str) -> &'static str {
        RECORDS.iter().find(|(known, _)| *known == path).expect("a file of the kit").1
    }

    /// The squares: country, column, row.
    fn squares() -> Vec<(&'static str, i32, i32)> {
        let square = |line: &'static str| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[0], cells[1].parse().unwrap(), cells[2].parse().unwrap())
        };
        TILES.lines().skip(1).map(square).collect()
    }

    /// The continent of each Member State and observer State.
    fn continents() -> BTreeMap<&'static str, &'static str> {
        let regions: BTreeMap<&str, &str> = text("kit:records/regions/regions.csv")
            .lines()
            .map(|line| (line.split(',').next().unwrap(), line.rsplit(',').next().unwrap()))
            .collect();
        let mut continents = BTreeMap::new();
        for line in text("kit:records/countries/countries.csv").lines().skip(1) {
            let Some((_, rest)) = line.split_once(",member,").or_else(|| line.split_once(",observer,")) else {
                continue;
            };
            let mut region = rest.split(',').nth(2).unwrap();
            while regions[region] != "world" {
                region = regions[region];
            }
            continents.insert(&line[..3], region);
        }
        continents
    }

    #[test]
    fn each_member_and_observer_has_one_square_of_its_own() {
        let (squares, continents) = (squares(), continents());
        assert_eq!(squares.len(), 195);
        assert_eq!(
            squares.iter().map(|(id, ..)| *id).collect::<Vec<_>>(),
            continents.keys().copied().collect::<Vec<_>>()
        );
        let places: BTreeSet<(i32, i32)> = squares.iter().map(|(_, column, row)| (*column, *row)).collect();
        assert_eq!(places.len(), 195, "no two squares lie in one place");
        let (columns, rows): (BTreeSet<i32>, BTreeSet<i32>) = places.into_iter().unzip();
        assert_eq!(columns, (0..28).collect());
        assert_eq!(rows, (0..20).collect());
    }

    #[test]
    fn the_squares_of_a_continent_lie_together() {
        let (squares, continents) = (squares(), continents());
        for continent in ["africa", "americas", "asia", "europe", "oceania"] {
            let mut apart: Vec<_> = squares.iter().filter(|(id, ..)| continents[id] == continent).collect();
            let mut open = vec![apart.pop().unwrap()];
            while let Some((_, column, row)) = open.pop() {
                let near = |(_, x, y): &&(&str, i32, i32)| (x - column).abs() <= 2 && (y - row).abs() <= 2;
                open.extend(apart.extract_if(.., |square| near(square)));
            }
            assert!(apart.is_empty(), "{continent}: {apart:?} lie apart");
        }
    }

    #[test]
    fn the_map_lies_as_the_world_does() {
        let squares = squares();
        let at =
            |id: &str| squares.iter().find(|(known, ..)| *known == id).map(|(_, column, row)| (*column, *row)).unwrap();
        for ids in
            ["USA CUB PRT DEU UKR KAZ MNG JPN", "COL CPV SEN NGA KEN SYC MDV IDN PNG", "CHL STP AGO MDG AUS FJI WSM"]
        {
            assert!(ids.split(' ').is_sorted_by_key(|id| at(id).0), "not from west to east: {ids}");
        }
        for ids in [
            "CAN USA MEX CRI COL BOL ARG",
            "NOR DEU ITA TUN NER CMR AGO NAM ZAF",
            "MNG CHN NPL IND LKA",
            "PHL FSM KIR TON NZL",
        ] {
            assert!(ids.split(' ').is_sorted_by_key(|id| at(id).1), "not from north to south: {ids}");
        }
        let neighbours = "USA-CAN USA-MEX COL-VEN BRA-PRY FRA-ESP FRA-DEU POL-UKR NOR-SWE GRC-TUR DZA-LBY EGY-SDN ETH-KEN COD-COG ZAF-LSO SAU-YEM IRQ-IRN IND-NPL CHN-MNG THA-KHM IDN-PNG";
        for (one, other) in neighbours.split(' ').filter_map(|pair| pair.split_once('-')) {
            let ((a, b), (c, d)) = (at(one), at(other));
            assert!((a - c).abs() <= 2 && (b - d).abs() <= 2, "{one} and {other} lie apart");
        }
    }
}
