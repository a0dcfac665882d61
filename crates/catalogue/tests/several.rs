//! Several at once: threads and processes that write, readers that look meanwhile.

use crate::testing::{TestCatalogue, document, id, note};
use fonds_catalogue::{Action, Catalogue, CatalogueError};
use fonds_model::Document;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

const ROUNDS: u64 = 25;

/// One writer's work: each transaction makes a pair of documents say the same number.
fn write_pairs(catalogue: &Catalogue, writer_number: u64) {
    for round in 0..ROUNDS {
        catalogue
            .write(&note("pair"), |writer| {
                for number in [1, 2] {
                    let words = format!("Round {round} of writer {writer_number}");
                    writer.put(&document(number, "Pair", &words), None, Action::Changed)?;
                }
                let own = 100 + writer_number * 1_000 + round;
                writer.put(&document(own, "Own", "Words."), None, Action::Created)?;
                Ok::<_, CatalogueError>(())
            })
            .unwrap();
    }
}

/// Not a test of its own: what a second process does, started by the one below.
#[test]
fn a_second_process_that_writes() {
    let Some(path) = std::env::var_os("FONDS_TEST_CATALOGUE") else { return };
    write_pairs(&Catalogue::open(path.as_ref()).unwrap(), 7);
}

#[test]
fn two_threads_and_a_second_process_write_and_no_reader_sees_half() {
    let test = TestCatalogue::new();
    write_pairs(&test.catalogue, 0);
    let mut other = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "several::a_second_process_that_writes", "--nocapture"])
        .env("FONDS_TEST_CATALOGUE", test.path())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writers = [1, 2].map(|number| {
            let catalogue = &test.catalogue;
            scope.spawn(move || write_pairs(catalogue, number))
        });
        let readers = [0; 2].map(|_| scope.spawn(|| look_until(&test, &done)));
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        assert!(other.wait().unwrap().success());
        done.store(true, Ordering::SeqCst);
        let looks: u64 = readers.into_iter().map(|reader| reader.join().unwrap()).sum();
        println!("{looks} looks, no half of anything");
    });
    // Four writers in all, each with as many documents of its own, and nothing lost of any.
    assert_eq!(test.read(|reads| reads.counts()).documents, 2 + 4 * ROUNDS);
    assert_eq!(test.read(|reads| reads.last_seq()), 4 * ROUNDS * 3);
    assert_eq!(test.problems(), [""; 0]);
}

/// Looks again and again: the pair always agrees, and the log has every number up to the last one seen.
fn look_until(test: &TestCatalogue, done: &AtomicBool) -> u64 {
    let mut looks = 0;
    let mut seen = 0;
    while !done.load(Ordering::SeqCst) {
        let snapshot = test.catalogue.snapshot().unwrap();
        let words = |number| {
            snapshot.find::<Document>(&id(number)).unwrap().unwrap().value.renditions[0].text.clone()
        };
        assert_eq!(words(1), words(2), "two halves of two transactions");
        let last = snapshot.last_seq().unwrap();
        let rows = snapshot.changes_after(seen, 10_000).unwrap();
        let numbers: Vec<u64> = rows.iter().map(|row| row.seq).collect();
        assert_eq!(
            numbers,
            (seen + 1..=last).collect::<Vec<_>>(),
            "who has seen n has seen everything below it"
        );
        assert!(last >= seen);
        seen = last;
        looks += 1;
    }
    looks
}

#[test]
fn a_snapshot_stays_as_it_was_whatever_is_written() {
    let test = TestCatalogue::new();
    test.put(&document(1, "First", "Words."));
    let before = test.catalogue.snapshot().unwrap();
    assert_eq!(before.last_seq().unwrap(), 1);
    test.put(&document(1, "Second", "Other words."));
    test.put(&document(2, "New", "Words."));
    assert_eq!(before.find::<Document>(&id(1)).unwrap().unwrap().value.titles[0].text, "First");
    assert_eq!(before.find::<Document>(&id(2)).unwrap(), None);
    assert_eq!(before.changes_after(0, 10).unwrap().len(), 1);
    drop(before);
    assert_eq!(test.read(|reads| reads.last_seq()), 3);
}

#[test]
fn more_readers_than_there_are_connections_wait_their_turn() {
    let test = TestCatalogue::new();
    test.put(&document(1, "First", "Words."));
    std::thread::scope(|scope| {
        for _ in 0..40 {
            scope.spawn(|| {
                let snapshot = test.catalogue.snapshot().unwrap();
                std::thread::sleep(std::time::Duration::from_millis(5));
                assert!(snapshot.find::<Document>(&id(1)).unwrap().is_some());
            });
        }
    });
}
