//! PDF documents are read by a process of their own: a good one gives its table, a hostile one ends
//! that process and nothing else.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use fla_sheets::pdf::Reader;
use fla_sheets::{Cell, Form, Limits, SheetError};

fn reader() -> Reader {
    Reader::new(env!("CARGO_BIN_EXE_fla"), ["read-pdf"])
}

/// A document of these objects, the first of which is its catalogue.
fn document(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let xref = out.len();
    let mut tail = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(tail, "{place:010} 00000 n ");
    }
    let _ = write!(
        tail,
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n",
        objects.len() + 1
    );
    out.extend(tail.bytes());
    out
}

fn stream(dict: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!("<< {dict} /Length {} >>\nstream\n", bytes.len()).into_bytes();
    out.extend(bytes);
    out.extend(b"\nendstream");
    out
}

/// A document of one page with a content and resources, before further objects.
fn page(content: Vec<u8>, resources: &str, more: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
             /Resources << {resources} >> >>"
        )
        .into_bytes(),
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    objects.extend(more);
    document(&objects)
}

const FONT: &str = "/Font << /F 5 0 R >>";

#[test]
fn a_table_is_read() {
    let mut content = String::from("BT /F 10 Tf\n");
    for (at, (title, day, hours)) in (0..).zip([
        ("Opleiding", "Datum", "Uren"),
        ("Lassen", "06/05/2024", "7:36"),
        ("EHBO", "07/05/2024", "4"),
    ]) {
        let y = 700 - 20 * at;
        for (x, text) in [(50, title), (250, day), (400, hours)] {
            let _ = writeln!(content, "1 0 0 1 {x} {y} Tm ({text}) Tj");
        }
    }
    content.push_str("ET");
    let bytes = page(stream("", content.as_bytes()), FONT, vec![]);
    let table = reader().read(&bytes, &Limits::default()).unwrap();
    assert_eq!(table.form, Form::Pdf);
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|r| r.cells.iter().map(Cell::shown).collect()).collect();
    assert_eq!(rows[1], ["Lassen", "06/05/2024", "7:36"]);
    assert_eq!(rows.len(), 3);
}

#[test]
fn one_that_never_ends_is_ended() {
    // Each of forty drawings draws the next one twice.
    let mut more = Vec::new();
    for n in 6..46 {
        let dict = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << {FONT} /XObject << /X {} 0 R >> >>",
            n + 1
        );
        more.push(stream(&dict, b"BT /F 9 Tf (x) Tj ET /X Do /X Do"));
    }
    more.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 10 10]", b""));
    let resources = format!("{FONT} /XObject << /X 6 0 R >>");
    let bytes = page(stream("", b"/X Do"), &resources, more);
    let watch = Instant::now();
    let refused = reader().read(&bytes, &Limits::default()).unwrap_err();
    assert!(watch.elapsed() < Duration::from_mins(1), "{:?}", watch.elapsed());
    assert!(matches!(refused, SheetError::HardPdf | SheetError::TooManyCells), "{refused:?}");
}

#[test]
fn one_that_unpacks_without_end_is_ended() {
    // Each filter makes sixty-four bytes of one: sixteen thousand become four thousand millions.
    let filters = "/Filter [/RunLengthDecode /RunLengthDecode /RunLengthDecode]";
    let bytes = page(stream(filters, &[0x81; 16 << 10]), FONT, vec![]);
    let refused = reader().read(&bytes, &Limits::default()).unwrap_err();
    assert!(matches!(refused, SheetError::HardPdf | SheetError::NoTableInPdf), "{refused:?}");
}

#[test]
fn what_is_no_document_and_who_is_no_reader_are_told() {
    let limits = Limits::default();
    let refused = reader().read(b"%PDF-1.7 nothing", &limits).unwrap_err();
    assert_eq!(refused, SheetError::Damaged);
    let nobody = Reader::new("/nowhere/fla", ["read-pdf"]);
    assert_eq!(nobody.read(b"%PDF-1.7", &limits).unwrap_err(), SheetError::PdfNotRead);
    let silent = Reader::new(env!("CARGO_BIN_EXE_fla"), ["--version"]);
    assert_eq!(silent.read(b"%PDF-1.7", &limits).unwrap_err(), SheetError::HardPdf);
}
