//! A set of documents of one segment, a bit each.
//!
//! Not the engine's bit set, which hides its words: here whole words are joined and counted.

/// A set of numbers below a fixed limit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    blocks: Vec<u64>,
    limit: u32,
}

impl Bits {
    pub(crate) fn none(limit: u32) -> Self {
        Self { blocks: vec![0; (limit as usize).div_ceil(64)], limit }
    }

    pub(crate) fn all(limit: u32) -> Self {
        let mut bits = Self { blocks: vec![u64::MAX; (limit as usize).div_ceil(64)], limit };
        bits.trim();
        bits
    }

    /// Invariant: bits at and above the limit are never set.
    fn trim(&mut self) {
        if let (rest @ 1.., Some(last)) = (self.limit % 64, self.blocks.last_mut()) {
            *last &= (1 << rest) - 1;
        }
    }

    #[inline]
    pub(crate) fn insert(&mut self, number: u32) {
        self.blocks[(number / 64) as usize] |= 1 << (number % 64);
    }

    #[inline]
    pub(crate) fn contains(&self, number: u32) -> bool {
        self.blocks.get((number / 64) as usize).is_some_and(|block| block & (1 << (number % 64)) != 0)
    }

    pub(crate) fn intersect(&mut self, other: &Self) {
        self.blocks.iter_mut().zip(&other.blocks).for_each(|(ours, theirs)| *ours &= theirs);
    }

    pub(crate) fn unite(&mut self, other: &Self) {
        self.blocks.iter_mut().zip(&other.blocks).for_each(|(ours, theirs)| *ours |= theirs);
    }

    pub(crate) fn complement(&mut self) {
        self.blocks.iter_mut().for_each(|block| *block = !*block);
        self.trim();
    }

    pub(crate) fn count(&self) -> u64 {
        self.blocks.iter().map(|block| u64::from(block.count_ones())).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.iter().all(|block| *block == 0)
    }

    /// Keeps the numbers that pass.
    pub(crate) fn retain(&mut self, mut passes: impl FnMut(u32) -> bool) {
        for (index, block) in self.blocks.iter_mut().enumerate() {
            let mut rest = *block;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                if !passes(index as u32 * 64 + bit) {
                    *block &= !(1 << bit);
                }
            }
        }
    }

    /// Calls back with each number, rising.
    #[inline]
    pub(crate) fn for_each(&self, mut call: impl FnMut(u32)) {
        for (index, block) in self.blocks.iter().enumerate() {
            let mut rest = *block;
            while rest != 0 {
                call(index as u32 * 64 + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
    }

    pub(crate) fn to_vec(&self) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(self.count() as usize);
        self.for_each(|number| numbers.push(number));
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_complement_stays_below_the_limit() {
        let mut bits = Bits::none(70);
        bits.insert(3);
        bits.complement();
        assert_eq!(bits.count(), 69);
        assert_eq!(bits.to_vec().last(), Some(&69));
        assert_eq!(Bits::all(128).count(), 128);
    }

    #[test]
    fn retain_keeps_what_passes() {
        let mut bits = Bits::all(200);
        bits.retain(|number| number % 50 == 0);
        assert_eq!(bits.to_vec(), [0, 50, 100, 150]);
    }
}
