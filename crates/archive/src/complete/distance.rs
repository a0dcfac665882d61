//! How many letters two words differ by.
//!
//! Not how they sound: that is for the rules of names.

/// The number of letters to change, add, drop or exchange with their neighbour, as far as it is at most `most`.
pub(super) fn within(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (row, letter) in a.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in b.iter().enumerate() {
            let changed = above[column] + usize::from(letter != other);
            let mut least = changed.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && a[row - 1] == *other && *letter == b[column - 1] {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        if current.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: &str, b: &str) -> Option<usize> {
        within(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), 2)
    }

    #[test]
    fn letters_may_be_changed_added_dropped_and_exchanged() {
        assert_eq!(distance("stalin", "stalin"), Some(0));
        assert_eq!(distance("stlain", "stalin"), Some(1));
        assert_eq!(distance("khruschev", "khrushchev"), Some(1));
        assert_eq!(distance("krushev", "khrushchev"), None);
        assert_eq!(distance("молтов", "молотов"), Some(1));
        assert_eq!(distance("", "ab"), Some(2));
    }
}
