//! Files as they come: encodings, separators, quotation, true row numbers, bombs.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use fla_sheets::write::{self, Kind, Value};
use fla_sheets::{Cell, Form, Limits, SheetError, Table, read};
use jiff::civil::date;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn table(bytes: &[u8]) -> Table {
    read(bytes, &Limits::default()).unwrap()
}

fn shown(table: &Table) -> Vec<(u32, Vec<String>)> {
    table.rows.iter().map(|r| (r.number, r.cells.iter().map(Cell::shown).collect())).collect()
}

fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    format!("{mark}{text}")
        .encode_utf16()
        .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
        .collect()
}

#[test]
fn encodings_are_told_apart() {
    let text = "Naam;Voornaam\nDésirée;Zoë\n";
    let (old, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    for bytes in [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        old.into_owned(),
        utf16(text, true, false),
        utf16(text, false, false),
        utf16(text, true, true),
        utf16(text, false, true),
    ] {
        let rows = shown(&table(&bytes));
        assert_eq!(rows[1], (2, vec!["Désirée".to_owned(), "Zoë".to_owned()]));
        assert_eq!(rows[0].1[0], "Naam");
    }
}

#[test]
fn separators_are_told_apart() {
    for (text, expected) in [
        ("a;b,c\n1,5;2\n3,5;4\n", ';'),
        ("a,b\n1,\"2,3\"\n", ','),
        ("a\tb\n1,5\t2\n", '\t'),
        ("a|b\n1|2\n", '|'),
        ("sep=|\r\na;b|c\r\n1|2\r\n", '|'),
    ] {
        let Form::Csv { separator, .. } = table(text.as_bytes()).form else { panic!() };
        assert_eq!(separator, expected, "{text}");
    }
}

#[test]
fn rows_have_the_numbers_a_spreadsheet_shows() {
    let text = "Titel\r\n\r\n\"a\r\nb\";c\r\n;\r\n1;2\r\n";
    let rows = shown(&table(text.as_bytes()));
    assert_eq!(rows.iter().map(|r| r.0).collect::<Vec<_>>(), [1, 3, 5]);
    assert_eq!(rows[1].1[0], "a\r\nb");
}

#[test]
fn quotation_is_undone() {
    let rows = shown(&table("a;b\n\"zegt \"\"ja\"\"\";\"x;y\"\nz\"q;1\n".as_bytes()));
    assert_eq!(rows[1].1, ["zegt \"ja\"", "x;y"]);
    assert_eq!(rows[2].1, ["z\"q", "1"]);
    let open = read(b"a;b\nc;\"d\n", &Limits::default()).unwrap_err();
    assert_eq!(open, SheetError::OpenQuote { row: 2 });
}

#[test]
fn what_is_no_table_is_refused() {
    for bytes in [
        &b"<!DOCTYPE html><table><tr><td>1</td></tr></table>"[..],
        b"{\\rtf1 a;b}",
        b"\x00\x01\x02\x03abc\x00",
    ] {
        assert_eq!(read(bytes, &Limits::default()).unwrap_err(), SheetError::NotATable);
    }
    let late = [&b"a;b\n"[..], &b"1;2\n".repeat(2_000), b"3;\x00\n"].concat();
    assert_eq!(read(&late, &Limits::default()).unwrap_err(), SheetError::NotATable);
    let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1];
    assert_eq!(read(&old, &Limits::default()).unwrap_err(), SheetError::OldOrProtected);
    assert_eq!(read(b" \n\n", &Limits::default()).unwrap_err(), SheetError::Empty);
    assert_eq!(read(b"PK\x03\x04rest", &Limits::default()).unwrap_err(), SheetError::Damaged);
}

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_zip_bomb_is_refused() {
    let zeros = vec![b' '; 80 << 20];
    let bomb = packed(&[("xl/workbook.xml", b"<workbook/>"), ("xl/media/a.png", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read(&bomb, &Limits::default()).unwrap_err(), SheetError::Bomb);
}

/// An ODS that says "this cell a million times".
fn ods(row: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>\
         <office:spreadsheet><table:table table:name=\"Blad1\">{row}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let media = b"application/vnd.oasis.opendocument.spreadsheet";
    let manifest = b"<?xml version=\"1.0\"?><manifest:manifest \
        xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    packed(&[
        ("mimetype", media),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn an_ods_that_repeats_without_end_is_refused() {
    let cell = "<table:table-cell table:number-columns-repeated=\"200\" \
                office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let many =
        format!("<table:table-row table:number-rows-repeated=\"250000\">{cell}</table:table-row>");
    assert_eq!(read(&ods(&many), &Limits::default()).unwrap_err(), SheetError::TooManyCells);
    let deep = "<table:table-row table:number-rows-repeated=\"1048000\"/><table:table-row>\
                <table:table-cell office:value-type=\"string\"><text:p>x</text:p>\
                </table:table-cell></table:table-row>";
    assert!(matches!(
        read(&ods(deep), &Limits::default()).unwrap_err(),
        SheetError::TooManyRows { .. } | SheetError::Empty
    ));
}

#[test]
fn an_ods_is_read_with_its_true_rows() {
    let text = |t: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{t}</text:p></table:table-cell>"
        )
    };
    let rows = format!(
        "<table:table-row>{}{}</table:table-row><table:table-row table:number-rows-repeated=\"2\">\
         <table:table-cell/></table:table-row><table:table-row>{}\
         <table:table-cell office:value-type=\"float\" office:value=\"7.5\"><text:p>7,5</text:p>\
         </table:table-cell></table:table-row>",
        text("Naam"),
        text("Uren"),
        text("An")
    );
    let table = table(&ods(&rows));
    let rows = shown(&table);
    assert_eq!(rows[0], (1, vec!["Naam".to_owned(), "Uren".to_owned()]));
    assert_eq!(rows[1], (4, vec!["An".to_owned(), "7.5".to_owned()]));
}

#[test]
fn what_is_written_is_read_again_and_is_no_formula() {
    let hostile = ["=1+1", "+32 2", "-5", "@SUM(A1)", "\tx", "\rx", " =1", "'=1"];
    let titles = vec!["t".to_owned(), "d".to_owned(), "m".to_owned()];
    let rows = || {
        hostile.iter().map(|text| {
            vec![
                Value::Text((*text).to_owned()),
                Value::Day(date(2026, 12, 31)),
                Value::Minutes(456),
            ]
        })
    };
    let folder = std::env::temp_dir();
    let csv = write::write(Kind::CSV, &titles, rows(), &folder).unwrap();
    let text = String::from_utf8(csv.clone()).unwrap();
    for line in text.lines().skip(1).filter(|l| l.contains("2026")) {
        let first = line.trim_start_matches('"').chars().next().unwrap();
        assert!(!matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r'), "{line}");
    }
    let xlsx = write::write(Kind::Xlsx, &titles, rows(), &folder).unwrap();
    for bytes in [csv, xlsx] {
        let table = table(&bytes);
        for (row, text) in table.rows[1..].iter().zip(hostile) {
            assert_eq!(row.cells[0].shown(), text.trim());
            assert!(matches!(row.cells[0], Cell::Text(_)));
        }
    }
}

/// The parts of a workbook with so many sheets, whose cells hold `cell`.
fn workbook(sheets: usize, cell: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let types = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut names = String::new();
    let mut targets = String::new();
    for n in 1..=sheets {
        let _ = write!(names, "<sheet name=\"Blad{n}\" sheetId=\"{n}\" r:id=\"r{n}\"/>");
        let _ = write!(
            targets,
            "<Relationship Id=\"r{n}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        );
    }
    let book = format!(
        "<?xml version=\"1.0\"?><workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{names}</sheets></workbook>"
    );
    let links = format!(
        "<?xml version=\"1.0\"?><Relationships xmlns=\"{package}\">{targets}</Relationships>"
    );
    let sheet = format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"{main}\"><sheetData><row r=\"1\">\
         <c r=\"A1\" t=\"inlineStr\"><is><t>Naam</t></is></c></row><row r=\"2\">\
         <c r=\"A2\" t=\"inlineStr\"><is><t>{cell}</t></is></c></row></sheetData></worksheet>"
    );
    let root = format!(
        "<?xml version=\"1.0\"?><Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" \
         Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let mut parts = vec![
        ("_rels/.rels", root.as_bytes()),
        ("[Content_Types].xml", types.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.extend(more);
    packed(&parts)
}

#[test]
fn workbooks_that_mean_harm_are_refused() {
    let refused = |bytes: &[u8]| read(bytes, &Limits::default()).unwrap_err();
    assert_eq!(shown(&table(&workbook(1, "An", &[])))[1].1, ["An"]);
    assert_eq!(refused(&workbook(10_000, "An", &[])), SheetError::TooManySheets { max: 200 });
    let long = "x".repeat(32_768);
    assert_eq!(refused(&workbook(1, &long, &[])), SheetError::LongCell { row: 2, max: 32_767 });
    let comma = format!("naam;uren\n{};2\n", "x".repeat(1 << 20));
    assert_eq!(refused(comma.as_bytes()), SheetError::LongCell { row: 2, max: 32_767 });
    let link: &[u8] = b"<externalLink/>";
    let linked = workbook(1, "An", &[("xl/externalLinks/externalLink1.xml", link)]);
    assert_eq!(refused(&linked), SheetError::Links);
    let entities: &[u8] = b"<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\">\
        <!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    let nested = workbook(1, "An", &[("xl/sharedStrings.xml", entities)]);
    assert_eq!(refused(&nested), SheetError::DocumentType);
    let narrow = Limits { shared: 1 << 20, ..Limits::default() };
    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(2 << 20));
    let many = workbook(1, "An", &[("xl/sharedStrings.xml", shared.as_bytes())]);
    assert_eq!(read(&many, &narrow).unwrap_err(), SheetError::Bomb);
}
