//! Small cells of breakdowns, by the rule [`super::rules::SUPPRESSION`]: counts below a threshold are not shown, nor are those from which
//! one of them could be worked out.

use crate::model::Decimal;

/// A cell of a breakdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The number of persons behind it; a cell without one has no data, or none that can be judged.
    pub count: Option<Decimal>,
    /// Whether it is not shown for another reason already.
    pub hidden: bool,
}

/// A sum that readers can check: the cell of a total, and the cells that it is the total of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The total, by its place among the cells.
    pub total: usize,
    /// What it is made of, each once, without the total.
    pub parts: Vec<usize>,
}

impl Sum {
    /// All its cells, the parts first.
    fn cells(&self) -> impl Iterator<Item = usize> + '_ {
        self.parts.iter().copied().chain([self.total])
    }
}

/// For each cell whether it must not be shown. A cell without a count has no data, and hides nothing.
///
/// Hidden are all counts below the threshold; then, in each sum, further cells, the smallest parts first, until no hidden cell follows
/// from the others, in one sum or in several together, and what is hidden of a sum whose total is shown comes to the threshold or more.
pub fn hidden(cells: &[Cell], sums: &[Sum], threshold: Decimal) -> Vec<bool> {
    let counts: &[Option<Decimal>] = &cells.iter().map(|cell| cell.count).collect::<Vec<_>>();
    let sums: Vec<Sum> = sums.iter().map(|sum| present(sum, counts)).collect();
    let small = |cell: &Cell| cell.hidden || cell.count.is_some_and(|count| count < threshold);
    let mut hidden: Vec<bool> = cells.iter().map(small).collect();
    while let Some(next) = next(counts, &sums, threshold, &hidden) {
        hidden[next] = true;
    }
    hidden
}

/// The sum without cells that have no data or do not exist.
fn present(sum: &Sum, counts: &[Option<Decimal>]) -> Sum {
    let mut parts = sum.parts.clone();
    parts.retain(|part| counts.get(*part).is_some_and(Option::is_some));
    Sum { total: sum.total, parts }
}

/// A cell that must be hidden as well.
fn next(counts: &[Option<Decimal>], sums: &[Sum], threshold: Decimal, hidden: &[bool]) -> Option<usize> {
    let sums = sums.iter().filter(|sum| counts.get(sum.total).is_some_and(Option::is_some));
    let sums: Vec<&Sum> = sums.collect();
    let small = sums.iter().find(|sum| {
        let held: Vec<usize> = sum.cells().filter(|cell| hidden[*cell]).collect();
        let count = held.iter().filter_map(|cell| counts[*cell]).fold(Decimal::ZERO, Decimal::saturating_add);
        held.len() == 1 || (!held.is_empty() && !hidden[sum.total] && count < threshold)
    });
    let wanting = small.map(|sum| vec![*sum]).or_else(|| {
        let known = determined(&sums, hidden)?;
        Some(sums.iter().copied().filter(|sum| sum.cells().any(|cell| cell == known)).collect())
    })?;
    // Where all cells of these sums are hidden already, the way leads through others.
    cover(counts, &wanting, hidden).or_else(|| cover(counts, &sums, hidden))
}

/// The smallest cell of these sums that is still shown, parts before totals.
fn cover(counts: &[Option<Decimal>], sums: &[&Sum], hidden: &[bool]) -> Option<usize> {
    let smallest = |cells: &mut dyn Iterator<Item = usize>| {
        cells.filter(|cell| !hidden[*cell]).min_by_key(|cell| (counts[*cell], *cell))
    };
    let part = smallest(&mut sums.iter().flat_map(|sum| sum.parts.iter().copied()));
    part.or_else(|| smallest(&mut sums.iter().map(|sum| sum.total)))
}

/// Arithmetic is done by this prime: which cells follow from the others does not depend on it.
const PRIME: u64 = 2_147_483_647;

/// The first hidden cell that follows from the shown ones by the sums: the sums are equations, and an equation that can be brought to a
/// single unknown gives it away.
fn determined(sums: &[&Sum], hidden: &[bool]) -> Option<usize> {
    let unknown: Vec<usize> = (0..hidden.len()).filter(|cell| hidden[*cell]).collect();
    let place = |cell: usize| unknown.binary_search(&cell).ok();
    let mut rows: Vec<Vec<u64>> = Vec::new();
    for sum in sums {
        let mut row = vec![0; unknown.len()];
        for (cell, factor) in sum.parts.iter().map(|part| (*part, 1)).chain([(sum.total, PRIME - 1)]) {
            if let Some(place) = place(cell) {
                row[place] = (row[place] + factor) % PRIME;
            }
        }
        rows.push(row);
    }
    reduce(&mut rows, unknown.len());
    let single = |row: &Vec<u64>| {
        let mut places = (0..row.len()).filter(|place| row[*place] != 0);
        places.next().filter(|_| places.next().is_none())
    };
    rows.iter().filter_map(single).min().map(|place| unknown[place])
}

/// Brings equations into the form in which each has an unknown of its own (Gauss and Jordan).
fn reduce(rows: &mut [Vec<u64>], columns: usize) {
    let mut done = 0;
    for column in 0..columns {
        let Some(pivot) = (done..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        rows.swap(done, pivot);
        let inverse = power(rows[done][column], PRIME - 2);
        rows[done].iter_mut().for_each(|factor| *factor = *factor * inverse % PRIME);
        let own = rows[done].clone();
        for (at, row) in rows.iter_mut().enumerate().filter(|(at, row)| *at != done && row[column] != 0) {
            debug_assert_ne!(at, done);
            let times = PRIME - row[column];
            for (factor, other) in row.iter_mut().zip(&own) {
                *factor = (*factor + times * other) % PRIME;
            }
        }
        done += 1;
    }
}

/// A power by the prime; to the power of the prime less two, the inverse.
fn power(base: u64, mut exponent: u64) -> u64 {
    let (mut base, mut result) = (base % PRIME, 1);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(numbers: &[i64]) -> Vec<Cell> {
        let count = |number: &i64| (*number >= 0).then(|| Decimal::from(*number));
        numbers.iter().map(|number| Cell { count: count(number), hidden: false }).collect()
    }

    /// A line of parts with their total in front.
    fn line(numbers: &[i64], threshold: i64) -> String {
        let sum = Sum { total: 0, parts: (1..numbers.len()).collect() };
        let hidden = hidden(&cells(numbers), &[sum], threshold.into());
        hidden.iter().map(|hidden| if *hidden { 'x' } else { '.' }).collect()
    }

    #[test]
    fn one_line_with_its_total() {
        for (numbers, expected) in [
            (&[60, 20, 30, 10][..], "...."),
            (&[53, 20, 30, 3], ".x.x"),
            // Two small ones whose sum is small too would be told together.
            (&[54, 20, 30, 2, 2], ".x.xx"),
            (&[58, 20, 30, 4, 4], "...xx"),
            // Nothing is beside the small one.
            (&[3, 3], "xx"),
            // A zero is small.
            (&[50, 50, 0], ".xx"),
            // A group without data cannot hide another.
            (&[53, 50, 3, -1], ".xx."),
            (&[3, 1, 2], "xxx"),
            // Without a total nothing can be worked out.
            (&[-1, 20, 30, 3], "...x"),
        ] {
            assert_eq!(line(numbers, 5), expected, "{numbers:?}");
        }
    }

    #[test]
    fn without_sums_only_small_cells_are_hidden() {
        assert_eq!(hidden(&cells(&[4, 5, 6, -1]), &[], 5.into()), [true, false, false, false]);
    }

    #[test]
    fn what_follows_from_several_sums_together_is_hidden_too() {
        // A table of four rows and columns, in whose rows and columns two or more cells are small: the one in the middle of two such
        // blocks would still follow from the sums of a block.
        let small = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3)];
        let (numbers, sums) = table(4, 4, |row, column| if small.contains(&(row, column)) { 4 } else { 50 });
        let hidden = hidden(&numbers, &sums, 5.into());
        assert!(hidden.iter().filter(|hidden| **hidden).count() > small.len());
        assert_eq!(determined(&sums.iter().collect::<Vec<_>>(), &hidden), None);
    }

    /// A table with the totals of its rows and columns and of all; the cells of a row stand together, its total last.
    fn table(rows: usize, columns: usize, count: impl Fn(usize, usize) -> i64) -> (Vec<Cell>, Vec<Sum>) {
        let at = |row: usize, column: usize| row * (columns + 1) + column;
        let mut numbers = vec![0; (rows + 1) * (columns + 1)];
        for row in 0..rows {
            for column in 0..columns {
                for cell in [at(row, column), at(row, columns), at(rows, column), at(rows, columns)] {
                    numbers[cell] += count(row, column);
                }
            }
        }
        let by_row = (0..=rows)
            .map(|row| Sum { total: at(row, columns), parts: (0..columns).map(|column| at(row, column)).collect() });
        let by_column = (0..=columns)
            .map(|column| Sum { total: at(rows, column), parts: (0..rows).map(|row| at(row, column)).collect() });
        (cells(&numbers), by_row.chain(by_column).collect())
    }

    /// Whether a hidden cell can have another value than it has, everything that is shown being the same. In tables with totals, if there
    /// is any other solution, there is one that differs by one from it.
    fn has_other(cell: usize, unknown: &[usize], sums: &[Sum], change: &mut Vec<i8>, at: usize) -> bool {
        if at == unknown.len() {
            let of = |cell: usize| {
                unknown.iter().position(|known| *known == cell).map_or(0, |place| i32::from(change[place]))
            };
            let holds = |sum: &Sum| sum.parts.iter().map(|part| of(*part)).sum::<i32>() == of(sum.total);
            return of(cell) != 0 && sums.iter().all(holds);
        }
        (-1..=1).any(|by| {
            change[at] = by;
            has_other(cell, unknown, sums, change, at + 1)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn nothing_small_can_be_read_or_worked_out(numbers in proptest::collection::vec(0i64..20, 4), threshold in 0i64..9) {
            let (cells, sums) = table(2, 2, |row, column| numbers[row * 2 + column]);
            let hidden = hidden(&cells, &sums, threshold.into());
            let unknown: Vec<usize> = (0..cells.len()).filter(|cell| hidden[*cell]).collect();
            for (at, cell) in cells.iter().enumerate() {
                prop_assert!(hidden[at] || cell.count.unwrap() >= threshold.into());
            }
            for cell in &unknown {
                // All cells being hidden, even zeros are the reader's guess.
                let free = has_other(*cell, &unknown, &sums, &mut vec![0; unknown.len()], 0);
                prop_assert!(free, "{:?}: {} of {:?}", cells, cell, unknown);
            }
            if cells.iter().all(|cell| cell.count.unwrap() >= threshold.into()) {
                prop_assert!(unknown.is_empty());
            }
        }

        #[test]
        fn what_is_hidden_of_a_sum_is_not_small(numbers in proptest::collection::vec(0i64..20, 1..6), threshold in 0i64..9) {
            let total: i64 = numbers.iter().sum();
            let cells = cells(&[vec![total], numbers.clone()].concat());
            let sum = Sum { total: 0, parts: (1..cells.len()).collect() };
            let hidden = hidden(&cells, std::slice::from_ref(&sum), threshold.into());
            let held: Vec<i64> = numbers.iter().zip(&hidden[1..]).filter(|(_, hidden)| **hidden).map(|(count, _)| *count).collect();
            prop_assert!(held.is_empty() || hidden[0] || held.iter().sum::<i64>() >= threshold);
            prop_assert!(held.len() != 1 || hidden[0]);
        }
    }
}
