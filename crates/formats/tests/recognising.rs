//! Which format a source is, by its first bytes.

use fonds_formats::{Format, recognise};

#[test]
fn pictures_and_programs_are_no_format_whatever_their_names_say() {
    let heads: [&[u8]; 5] = [
        b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<< /Type /Catalog >>",
        b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x10",
        b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01",
        b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
        b"",
    ];
    for head in heads {
        for name in ["a.pdf", "a.txt", "a.xml", "a"] {
            assert_eq!(recognise(head, name), None, "{name}: {head:?}");
        }
    }
}

#[test]
fn the_archives_own_lines_are_known_by_their_first_key() {
    assert_eq!(recognise(b"{\"fonds\":{\"version\":1}}\n", "x.jsonl"), Some(Format::Lines));
    assert_eq!(recognise(b"{\"document\":{\"source_key\":\"a\"}}\n", "x"), Some(Format::Lines));
}
