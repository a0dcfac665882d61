//! The dates of the model against real documents.

mod groundtruth;

#[test]
fn the_manual_lists_every_convention() {
    let page = include_str!("../../../book/src/dates.md");
    for name in fonds_model::date::words::CONVENTIONS {
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
}
