//! "Did you mean": the nearest of the known names to one that is not known.

/// The known names nearest to `wrong`, best first, at most three, none that is too far to be a slip.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let lower = wrong.to_lowercase();
    let mut scored: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|name| {
            let candidate = name.to_lowercase();
            let length = lower.chars().count().max(candidate.chars().count());
            let distance = strsim::osa_distance(&lower, &candidate);
            let contained =
                lower.len() >= 4 && (candidate.contains(&lower) || lower.contains(&candidate) && candidate.len() >= 4);
            (distance <= 1 + length / 4 || contained).then_some((distance, name))
        })
        .collect();
    scored.sort();
    scored.dedup();
    // One that differs in case only is meant.
    if scored.first().is_some_and(|(distance, _)| *distance == 0) {
        scored.retain(|(distance, _)| *distance == 0);
    }
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

/// The advice that names the nearest known names: "did you mean `a` or `b`?"
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names: Vec<String> = nearest(wrong, known).into_iter().map(|name| format!("`{name}`")).collect();
    (!names.is_empty()).then(|| format!("did you mean {}?", one_of(&names)))
}

/// "a", "a or b", "a, b or c".
pub fn one_of(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        assert_eq!(nearest("contry", ["country", "region", "county"]), ["country", "county"]);
        assert_eq!(nearest("zebra", ["country", "region"]), Vec::<&str>::new());
        assert_eq!(did_you_mean("tittle", ["title"]).as_deref(), Some("did you mean `title`?"));
    }
}
