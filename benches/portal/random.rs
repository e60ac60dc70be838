//! Random numbers that are the same on every machine: integers only, and a stream of its own for every record.

/// A stream of random numbers (SplitMix64).
pub struct Random {
    state: u64,
}

impl Random {
    /// The stream of one thing: what it is, and its number. Streams do not depend on each other, so that one more record changes no other.
    pub fn stream(seed: u64, what: &str, number: usize) -> Random {
        let mut random = Random { state: seed };
        for byte in what.bytes() {
            random.state ^= u64::from(byte);
            random.next();
        }
        random.state ^= number as u64;
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below a limit that is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    /// A number between two, both included.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several things, all alike.
    pub fn pick<T: Clone>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())].clone()
    }

    /// A day of some years, as 2019-05-23; no day after the 28th, so that each exists.
    pub fn day(&mut self, first: usize, last: usize) -> String {
        let (year, month, day) = (self.between(first, last), self.between(1, 12), self.between(1, 28));
        format!("{year}-{month:02}-{day:02}")
    }
}

/// Ranks in a Zipf-like distribution: the weight of rank `r`, from 0, is `1 / (r + flat)`. The larger `flat`, the more alike are the first.
pub struct Zipf {
    sums: Vec<u64>,
}

impl Zipf {
    /// A distribution over so many ranks.
    pub fn new(ranks: usize, flat: u64) -> Zipf {
        let mut sum = 0;
        let add = |rank| {
            sum += (1 << 40) / (rank + flat);
            sum
        };
        Zipf { sums: (0..ranks as u64).map(add).collect() }
    }

    /// A rank.
    pub fn rank(&self, random: &mut Random) -> usize {
        let total = self.sums.last().copied().unwrap_or(1);
        let at = random.below(total as usize) as u64;
        self.sums.partition_point(|sum| *sum <= at)
    }

    /// Some different ranks, in the order in which they came up; no more than there are.
    pub fn ranks(&self, random: &mut Random, count: usize) -> Vec<usize> {
        let mut ranks = Vec::new();
        while ranks.len() < count.min(self.sums.len()) {
            let rank = self.rank(random);
            if !ranks.contains(&rank) {
                ranks.push(rank);
            }
        }
        ranks
    }
}
