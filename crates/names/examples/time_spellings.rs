//! How long the rules take on names and on hostile strings: `cargo run --release -p fonds-names --example time_spellings`.

use fonds_names::forms::spellings;
use std::time::Instant;

fn main() {
    let start = Instant::now();
    spellings("Zhou Enlai", &|_| false);
    println!("the first name, which reads the tables: {} µs", start.elapsed().as_micros());
    let nothing = |_: &str| false;
    let everything = |_: &str| true;
    let hostile = [
        "a".repeat(120),
        "yi ".repeat(6),
        "shi-shi-shi-shi".to_owned(),
        "ии".repeat(14),
        "ш".repeat(28),
        "一".repeat(30),
        "ب".repeat(28),
    ];
    let names = [
        "Zhou Enlai",
        "Chou En-lai",
        "Khrushchev",
        "Nikita Khrushchev",
        "Хрущев",
        "周恩来",
        "赫鲁晓夫",
        "Kim Il Sung",
        "김일성",
        "Riad al-Solh",
        "محمدرضا پهلوی",
        "Dien Bien Phu",
        "नेहरू",
        "Peking",
        "Kennedy",
        "Gheorghe Gheorghiu-Dej",
        "Mossadegh",
        "Чжоу Эньлай",
        "Ким Ир Сен",
        "soviet missiles cuba",
        "missiles cuba",
        "cuba",
        "berlin wall",
        "nuclear test ban treaty",
        "kennedy khrushchev vienna",
        "treaty",
        "vienna",
        "ambassador dobrynin",
    ];
    for name in names.into_iter().map(str::to_owned).chain(hostile) {
        for (index, has) in [("empty", &nothing as &dyn Fn(&str) -> bool), ("full", &everything)] {
            spellings(&name, has);
            let asked = std::cell::Cell::new(0_u32);
            let counted = |word: &str| {
                asked.set(asked.get() + 1);
                has(word)
            };
            let found = spellings(&name, &counted).len();
            let once = |_| {
                let start = Instant::now();
                spellings(&name, has);
                start.elapsed().as_micros()
            };
            let least = (0..15).map(once).min().unwrap_or_default();
            let shown: String = name.chars().take(24).collect();
            println!(
                "{shown:26} {index:6} {:6} µs, the index asked {:5} times, {found} forms",
                least,
                asked.get()
            );
        }
    }
}
