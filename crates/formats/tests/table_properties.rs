//! What holds of every table and every mapping.

use crate::table::read;
use fonds_formats::table::field::Field;
use fonds_formats::table::mapping::{Column, DayNumbers, Delimiter, Order, Templates};
use fonds_formats::table::template::Template;
use fonds_formats::table::{self, Mapping};
use fonds_formats::{Origin, recognise};
use fonds_model::Language;
use proptest::prelude::*;
use std::io::Cursor;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z ]{0,12}",
        "[\\PC]{0,12}",
        Just("\"quoted\", 'twice'\n= [\\u0000]".to_owned()),
        Just("[[column]]".to_owned())
    ]
}

fn field() -> impl Strategy<Value = Field> {
    let plain: Vec<Field> = Field::plain().collect();
    prop_oneof![
        prop::sample::select(plain),
        "[a-z]{1,8}".prop_map(Field::Unit),
        "[a-z0-9-]{1,8}".prop_map(Field::Alias)
    ]
}

fn order() -> impl Strategy<Value = Option<Order>> {
    prop::sample::select(vec![None, Some(Order::DayFirst), Some(Order::MonthFirst)])
}

fn column() -> impl Strategy<Value = Column> {
    let lists = (
        prop::collection::vec("[;|,/ ]{1,3}", 0..3),
        any::<bool>(),
        prop::option::of(words()),
        prop::collection::vec(words(), 0..3),
    );
    (words(), field(), lists, order(), any::<bool>(), prop::collection::btree_map(words(), words(), 0..3))
        .prop_map(|(name, field, (split, lists, take, nothing), date_order, inverted, values)| Column {
            split,
            lists,
            take,
            nothing,
            date_order,
            inverted,
            values,
            language: Language::new("zh-Hant"),
            ..Column::new(name, field)
        })
}

fn templates() -> impl Strategy<Value = Templates> {
    let template = "[a-z/{}]{0,6}".prop_map(|words| {
        let words = words.replace('{', "{{").replace('}', "}}");
        Template::try_from(format!("{words}{{a column | stem | replace / _}}")).unwrap()
    });
    prop_oneof![
        template.clone().prop_map(Templates::One),
        prop::collection::vec(template, 0..3).prop_map(Templates::Several)
    ]
}

fn mapping() -> impl Strategy<Value = Mapping> {
    let notation = (
        prop::sample::select(vec![None, Some(Delimiter::Tab), Some(Delimiter::Pipe)]),
        any::<bool>(),
        prop::sample::select(vec![None, Some("windows-1251".to_owned())]),
        prop::option::of(words()),
        0..20_u32,
    );
    let rules = (
        order(),
        prop::option::of(-500..3000_i64),
        prop::sample::select(vec![None, Some(DayNumbers::From1904), Some(DayNumbers::No)]),
        prop::collection::vec(words(), 0..3),
        prop::collection::vec(words(), 0..3),
        any::<bool>(),
    );
    let made = prop::collection::btree_map(field(), templates(), 0..3);
    (notation, rules, made, prop::collection::vec(column(), 0..6)).prop_map(
        |(
            (delimiter, quotes, encoding, sheet, header_row),
            (date_order, near_year, day_numbers, nothing, group_by, read_titles),
            made,
            columns,
        )| Mapping {
            delimiter,
            quotes,
            encoding,
            sheet,
            header_row,
            date_order,
            near_year,
            day_numbers,
            nothing,
            group_by,
            read_titles,
            made,
            columns,
            language: Language::new("ru"),
        },
    )
}

const TABLE: &str = "\
id,Date,Title,From,Subjects,released,file,Remarks
17,8 January 1949,Cable on sleepers,\"Petrov, I.\",\"[{\"\"id\"\":1,\"\"name\"\":\"\"Rails\"\"}]\",44545,a/17.pdf,in pencil
18,\"February, 1949\",\"Reply, with a map\",Ministry,\"['Rails', 'Timber']\",06/27/2023,a/18.pdf,
";

proptest! {
    #[test]
    fn a_mapping_is_read_as_it_was_written(mapping in mapping()) {
        let text = mapping.to_toml();
        let read = Mapping::from_toml(&text);
        prop_assert!(read.is_ok(), "{}\n{text}", read.unwrap_err());
        prop_assert_eq!(read.unwrap(), mapping);
    }

    #[test]
    fn mutated_tables_never_panic(
        changes in prop::collection::vec((0..TABLE.len(), any::<u8>()), 0..12),
        end in 0..TABLE.len(),
        cut in any::<bool>(),
    ) {
        let mut bytes = TABLE.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end);
        }
        read(&bytes, None);
        recognise(&bytes, "a");
    }

    #[test]
    fn any_mapping_reads_any_table_without_panic(mapping in mapping(), noise in prop::collection::vec(any::<u8>(), 0..200)) {
        let origin = Origin::default();
        let mut go = |_| std::ops::ControlFlow::Continue(());
        let _ = table::read(&mut Cursor::new(TABLE.as_bytes()), &origin, &mapping, &mut go);
        let _ = table::read(&mut Cursor::new(&noise), &origin, &mapping, &mut go);
        let _ = table::guess_mapping(&mut Cursor::new(&noise), &origin);
    }

    #[test]
    fn every_word_of_a_row_is_kept_somewhere(cells in prop::collection::vec("[a-zA-Z0-9 ]{1,20}", 8)) {
        // Nothing that a cell says is lost: it stands in the description or word for word beside it.
        let header = "id,date,title,from,language,box,source,remarks";
        let row: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
        let found = read(format!("{header}\n{}\n", row.join(",")), None);
        let all = serde_json::to_string(&found.documents).unwrap().to_lowercase();
        for cell in cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) {
            let kept = all.contains(&cell.to_lowercase());
            let as_language = found.documents.iter().any(|document| !document.languages.is_empty());
            prop_assert!(kept || as_language, "{cell:?} in {all}");
        }
    }
}
