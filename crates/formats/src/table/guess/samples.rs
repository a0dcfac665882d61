//! Whether the cells of a column bear out what its header says, and how they are written: separators, order of day and
//! month, surname first.

use crate::table::cells::says_nothing;
use crate::table::dates::{DateRules, How};
use crate::table::document::release_status;
use crate::table::field::Field;
use crate::table::languages::find_language;
use crate::table::lists::read_list;
use crate::table::mapping::Order;
use crate::table::renditions::{is_url, path_below};
use fonds_model::{Access, AgentRole, document::NumberKind};
use std::collections::HashSet;

/// The share of cells of which something is true.
pub(super) fn share(samples: &[&str], is: impl Fn(&str) -> bool) -> f64 {
    if samples.is_empty() {
        return 0.0;
    }
    samples.iter().filter(|words| is(words)).count() as f64 / samples.len() as f64
}

/// Whether a cell is a date in figures or words.
pub(super) fn is_date(words: &str) -> bool {
    let figures = words.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九〇".contains(c));
    figures
        && words.chars().count() <= 60
        && matches!(DateRules::default().read(words).how, How::Words | How::DayNumber | How::Zeros)
}

/// What the column is after a look at its cells; `None` where they are something else than the header says.
pub(super) fn confirm(field: Field, samples: &[&str]) -> Option<Field> {
    let samples: Vec<&str> = samples.iter().copied().filter(|words| !says_nothing(words, &field)).collect();
    // Nothing speaks against an empty column.
    if samples.is_empty() {
        return Some(field);
    }
    let samples = &samples[..];
    let dates = share(samples, is_date);
    let short = |most: usize| share(samples, |words| words.chars().count() <= most) > 0.8;
    match field {
        Field::Agent(AgentRole::Sender) if dates > 0.8 => Some(Field::DateBegins),
        Field::Agent(AgentRole::Recipient) if dates > 0.8 => Some(Field::DateEnds),
        Field::DateYear | Field::DateMonth | Field::DateDay => short(20).then_some(field),
        // "Withheld" may head a column of decisions as well as one of reasons.
        Field::ReleaseStatus => {
            (share(samples, |words| release_status(words).is_some()) > 0.5).then_some(field)
        }
        ref date if date.is_date() => (dates >= 0.5).then_some(field),
        Field::Language => (share(samples, names_language) >= 0.5).then_some(field),
        Field::Access => {
            (share(samples, |words| words.to_lowercase().parse::<Access>().is_ok()) > 0.5).then_some(field)
        }
        Field::File | Field::Transcription | Field::TranscriptionFile => confirm_file(field, samples),
        Field::Translation => {
            Some(if share(samples, is_path) > 0.8 { Field::TranslationFile } else { field })
        }
        Field::TranslationFile => (share(samples, is_path) > 0.5).then_some(field),
        Field::Url => match (share(samples, is_url) > 0.5, share(samples, is_path) > 0.5) {
            (true, _) => Some(field),
            (_, true) => confirm_file(Field::File, samples),
            _ => None,
        },
        Field::Reference | Field::Repository if share(samples, is_url) > 0.5 => Some(Field::Url),
        Field::Repository if share(samples, is_path) > 0.5 => confirm_file(Field::File, samples),
        Field::Genre | Field::Marking => (short(80) || share(samples, is_list) > 0.5).then_some(field),
        Field::Id => {
            let different: HashSet<&&str> = samples.iter().collect();
            Some(if different.len() * 10 >= samples.len() * 7 {
                field
            } else {
                Field::Number(NumberKind::Record)
            })
        }
        _ => Some(field),
    }
}

fn confirm_file(field: Field, samples: &[&str]) -> Option<Field> {
    let texts =
        share(samples, |words| is_path(words) && has_extension(words, &["txt", "md", "html", "htm", "text"]));
    let others = share(samples, |words| is_path(words) || is_url(words));
    match field {
        Field::File if share(samples, is_list) > 0.5 => Some(Field::File),
        _ if texts > 0.8 => Some(Field::TranscriptionFile),
        Field::Transcription if others > 0.8 => Some(Field::File),
        Field::Transcription => Some(Field::Transcription),
        Field::File => (others > 0.5).then_some(Field::File),
        _ => (others > 0.5).then_some(field),
    }
}

fn has_extension(words: &str, extensions: &[&str]) -> bool {
    let extension = words.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}

/// One line that ends like a file's name.
fn is_path(words: &str) -> bool {
    let extension = words.rsplit_once('.').map_or("", |(_, extension)| extension);
    (2..=4).contains(&extension.len())
        && extension.bytes().all(|b| b.is_ascii_alphanumeric())
        && extension.bytes().any(|b| b.is_ascii_alphabetic())
        && words.len() < 300
        && !words.contains('\n')
        && !is_url(words)
        && path_below(words).is_some()
}

pub(super) fn is_list(words: &str) -> bool {
    read_list(words, None).is_some()
}

fn names_language(words: &str) -> bool {
    match read_list(words, None) {
        Some(items) => items.iter().all(|item| find_language(&item.words).is_some()),
        None => words.split([';', ',', '|', '/', '\n']).all(|part| find_language(part).is_some()),
    }
}

/// What parts several values in one cell: what stands in at least one cell of twenty.
pub(super) fn separators(field: &Field, samples: &[&str]) -> Vec<String> {
    if !field.is_plural() {
        return Vec::new();
    }
    let mut candidates = vec![";", "|", "\n"];
    if *field == Field::Language {
        candidates.extend([",", "/"]);
    }
    let words: Vec<&str> = samples.iter().copied().filter(|words| !is_list(words)).collect();
    let used = candidates.into_iter().filter(|mark| share(&words, |words| words.contains(mark)) >= 0.05);
    used.map(str::to_owned).collect()
}

/// Whether names stand surname first: most cells are "Khrushchev, Nikita", whatever parts several of them.
pub(super) fn is_inverted(samples: &[&str], separators: &[String]) -> bool {
    let mut names = Vec::new();
    for words in samples {
        match read_list(words, None) {
            Some(items) => names.extend(items.into_iter().map(|item| item.words)),
            None => names.extend(
                words
                    .split(|c: char| separators.iter().any(|mark| mark.contains(c)))
                    .map(|name| name.trim().to_owned()),
            ),
        }
    }
    let inverted = |name: &str| {
        name.split_once(", ").is_some_and(|(surname, given)| {
            let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
            let lower = name.chars().any(char::is_lowercase);
            lower
                && surname.split(' ').count() <= 2
                && given.split(' ').count() <= 3
                && given.split(' ').all(capital)
        })
    };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    share(&names, inverted) > 0.6
}

/// Day or month first, where figures above twelve show it; `None` where they show nothing or both.
pub(super) fn date_order<'s>(samples: impl Iterator<Item = &'s str>) -> Option<Order> {
    let (mut day_first, mut month_first) = (0_u32, 0_u32);
    for words in samples {
        let mut parts = words.split(['/', '-']).map(|part| part.trim().parse::<u32>().ok());
        let (Some(Some(first)), Some(Some(second)), Some(Some(_))) =
            (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        day_first += u32::from((13..=31).contains(&first) && second <= 12);
        month_first += u32::from((13..=31).contains(&second) && first <= 12);
    }
    match (day_first, month_first) {
        // Slips of the pen are few.
        (days, months) if days > months * 10 => Some(Order::DayFirst),
        (days, months) if months > days * 10 => Some(Order::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_overrule_their_header() {
        let days = ["1949-01-08", "1949-02-01"];
        assert_eq!(confirm(Field::Agent(AgentRole::Sender), &days), Some(Field::DateBegins));
        assert_eq!(confirm(Field::Language, &["Moscow", "Beijing"]), None);
        assert_eq!(confirm(Field::File, &["a/1.txt", "a/2.txt"]), Some(Field::TranscriptionFile));
        assert_eq!(confirm(Field::Url, &["scan1.pdf"]), Some(Field::File));
        assert_eq!(confirm(Field::Id, &["a", "a", "a"]), Some(Field::Number(NumberKind::Record)));
    }

    #[test]
    fn figures_above_twelve_show_the_order() {
        assert_eq!(date_order(["13/02/1949", "01/02/1949"].into_iter()), Some(Order::DayFirst));
        assert_eq!(date_order(["02/13/1949", "01/02/1949"].into_iter()), Some(Order::MonthFirst));
        assert_eq!(date_order(["1949-02-13", "01/02/1949"].into_iter()), None);
    }

    #[test]
    fn surnames_first_are_seen_whatever_parts_the_names() {
        assert!(is_inverted(&["Khrushchev, Nikita; Zhou, Enlai", "Mao, Zedong"], &[";".into()]));
        assert!(!is_inverted(&["DIRECTOR, FBI", "SAC, MM"], &[]));
        assert!(!is_inverted(&["Minister of Railways, acting for the Premier of all"], &[]));
    }
}
