//! XML and PDF documents as tables.

use std::fmt::Write as _;

use fla_sheets::pdf;
use fla_sheets::{Cell, Form, Limits, SheetError, Table, read};

fn table(text: &str) -> Table {
    read(text.as_bytes(), &Limits::default()).unwrap()
}

fn shown(table: &Table) -> Vec<(u32, Vec<String>)> {
    table.rows.iter().map(|r| (r.number, r.cells.iter().map(Cell::shown).collect())).collect()
}

fn refused(text: &str) -> SheetError {
    read(text.as_bytes(), &Limits::default()).unwrap_err()
}

#[test]
fn what_repeats_in_a_document_is_a_row() {
    let text = "<?xml version=\"1.0\"?><list xmlns=\"urn:x\">\
        <training id=\"7\"><title>Heftruck &amp; kraan</title><start>2025-03-01</start></training>\
        <training id=\"8\"><title><![CDATA[Excel <2>]]></title><start/></training></list>";
    let table = table(text);
    assert_eq!(table.form, Form::Xml { record: "training".to_owned() });
    let own = |list: &[&str]| list.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        shown(&table),
        [
            (0, own(&["id", "title", "start"])),
            (1, own(&["7", "Heftruck & kraan", "2025-03-01"])),
            (2, own(&["8", "Excel <2>"])),
        ]
    );
}

#[test]
fn what_stands_around_a_row_is_said_of_each() {
    let employee = |name: &str, titles: &[&str]| {
        let mut text =
            format!("<e><inss>{name}</inss><address><street>a</street><zip>b</zip></address>");
        for title in titles {
            let _ = write!(
                text,
                "<t><title>{title}</title><start>2025-01-01</start><hours>4</hours></t>"
            );
        }
        text + "</e>"
    };
    let text = format!(
        "<f:fla xmlns:f=\"urn:f\"><f:employer>123</f:employer>{}{}{}</f:fla>",
        employee("one", &["x", "y"]),
        employee("two", &[]),
        employee("three", &["z"])
    );
    let table = table(&text);
    let rows = shown(&table);
    assert_eq!(rows[0].1, ["employer", "inss", "street", "zip", "title", "start", "hours"]);
    let who: Vec<_> = rows[1..].iter().map(|r| (r.1[1].as_str(), r.1[4].as_str())).collect();
    assert_eq!(who, [("one", "x"), ("one", "y"), ("three", "z")]);
}

#[test]
fn a_document_with_a_single_record_is_a_row_too() {
    let rows = shown(&table("<a><b><title>x</title><start>2025-01-01</start></b></a>"));
    assert_eq!(rows[1].1, ["x", "2025-01-01"]);
}

#[test]
fn encodings_of_documents_are_followed() {
    let text =
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><l><r a=\"1\"><n>Désirée</n></r></l>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let found = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(shown(&found)[1].1, ["1", "Désirée"]);
    let wide: Vec<u8> =
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(shown(&read(&wide, &Limits::default()).unwrap())[1].1, ["1", "Désirée"]);
}

#[test]
fn documents_that_mean_harm_are_refused() {
    let mut laughs = String::from("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\">");
    for n in 1..20 {
        let _ = write!(laughs, "<!ENTITY a{n} \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">");
    }
    laughs.push_str("]><l><r><x>&a9;</x><y>1</y></r></l>");
    assert_eq!(refused(&laughs), SheetError::DocumentType);
    let outside = "<!DOCTYPE l SYSTEM \"file:///etc/passwd\"><l><r><x>1</x><y>2</y></r></l>";
    assert_eq!(refused(outside), SheetError::DocumentType);
    let padded = format!("<?xml version=\"1.0\"?><!--{}--><!DOCTYPE l><l/>", " ".repeat(80 << 10));
    assert_eq!(refused(&padded), SheetError::DocumentType);
    let deep = format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000));
    assert_eq!(refused(&deep), SheetError::Deep);
    assert_eq!(refused("<?xml version=\"1.0\"?><a>only this</a>"), SheetError::NoRecords);
    assert_eq!(refused("<?xml version=\"1.0\"?><a><b>1</b>"), SheetError::Damaged);
    assert_eq!(refused("<?xml version=\"1.0\"?><a><b>&unknown;</b></a>"), SheetError::Damaged);
    let long = format!("<l><r><x>{}</x><y>1</y></r></l>", "x".repeat(200_000));
    assert!(matches!(refused(&long), SheetError::LongCell { .. }));
    let mut wide = String::from("<l>");
    for n in 0..10_000 {
        let _ = write!(wide, "<r{n}><a>1</a><b>2</b></r{n}>");
    }
    assert_eq!(refused(&(wide + "</l>")), SheetError::NoRecords);
    let narrow = Limits { rows: 10, ..Limits::default() };
    let many = format!("<l>{}</l>", "<r><a>1</a><b>2</b></r>".repeat(11));
    let error = read(many.as_bytes(), &narrow).unwrap_err();
    assert_eq!(error, SheetError::TooManyRows { max: 10 });
}

/// A PDF whose pages write texts at places, in points from the lower left corner.
fn document(pages: &[Vec<(f64, f64, &str)>]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    let mut kids = String::new();
    for page in pages {
        let mut content = String::from("BT /F 9 Tf\n");
        for (x, y, text) in page {
            let escaped: String =
                text.chars()
                    .map(|c| {
                        if c.is_ascii() { c.to_string() } else { format!("\\{:03o}", u32::from(c)) }
                    })
                    .collect();
            let _ = writeln!(content, "1 0 0 1 {x} {y} Tm ({escaped}) Tj");
        }
        content.push_str("ET");
        let number = objects.len() + 1;
        let _ = write!(kids, "{number} 0 R ");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents {} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >>",
            number + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(out.len());
        let _ = write!(out, "{number} 0 obj\n{object}\nendobj\n");
    }
    let xref = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(
        out,
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n",
        objects.len() + 1
    );
    out.into_bytes()
}

fn page<'t>(number: &'t str, lines: &[[&'t str; 4]]) -> Vec<(f64, f64, &'t str)> {
    let mut page = vec![
        (40.0, 560.0, "Overzicht van de gevolgde opleidingen van Peperstraten Griet"),
        (700.0, 20.0, number),
    ];
    for (at, line) in (0..).zip([["Opleiding", "Begin", "Duur", "Opleider"]].iter().chain(lines)) {
        for (x, text) in [40.0, 330.0, 480.0, 560.0].into_iter().zip(line) {
            if !text.is_empty() {
                page.push((x, 520.0 - 20.0 * f64::from(at), *text));
            }
        }
    }
    page
}

#[test]
fn a_table_in_a_pdf_is_found() {
    let first = page(
        "Pagina 1 van 2",
        &[
            ["Heftruck besturen", "01/03/2025", "7:36", "VDAB"],
            ["S\u{e9}curit\u{e9} au travail", "14/04/2025", "4:00", ""],
            ["Excel voor gevorderden met draaitabellen", "02/05/2025", "8:00", "Syntra"],
        ],
    );
    let mut second =
        page("Pagina 2 van 2", &[["Brandpreventie en", "03/06/2025", "2:30", "Brandweer"]]);
    second.push((40.0, 489.5, "evacuatie"));
    let rows = pdf::rows(document(&[first, second])).unwrap();
    let cells: Vec<Vec<&str>> =
        rows.iter().map(|r| r.1.iter().map(String::as_str).collect()).collect();
    assert_eq!(
        cells,
        [
            ["Opleiding", "Begin", "Duur", "Opleider"],
            ["Heftruck besturen", "01/03/2025", "7:36", "VDAB"],
            ["S\u{e9}curit\u{e9} au travail", "14/04/2025", "4:00", ""],
            ["Excel voor gevorderden met draaitabellen", "02/05/2025", "8:00", "Syntra"],
            ["Brandpreventie en evacuatie", "03/06/2025", "2:30", "Brandweer"],
        ]
    );
    assert!(rows.windows(2).all(|two| two[0].0 < two[1].0), "{rows:?}");
}

#[test]
fn cells_of_several_lines_are_whole() {
    // As browsers print tables: what is short stands halfway up what is long.
    let mut page: Vec<(f64, f64, &str)> = vec![(40.0, 570.0, "Mijn opleidingen")];
    for (x, text) in [(40.0, "Opleiding"), (200.0, "Datum"), (300.0, "Uren")] {
        page.push((x, 540.0, text));
    }
    for (at, lines, day) in [
        (500.0, ["Brood en banket voor", "gevorderden,", "deel 1"], "01/03/2025"),
        (440.0, ["Werken op hoogte", "met een hoogwerker", ""], "02/03/2025"),
        (400.0, ["EHBO", "", ""], "03/03/2025"),
    ] {
        let many = lines.iter().filter(|line| !line.is_empty()).count();
        let middle = at - 5.5 * (f64::from(u8::try_from(many).unwrap()) - 1.0);
        for (n, line) in (0..).zip(lines.into_iter().filter(|line| !line.is_empty())) {
            page.push((40.0, at - 11.0 * f64::from(n), line));
        }
        page.push((200.0, middle, day));
        page.push((300.0, middle, "7:36"));
    }
    let rows = pdf::rows(document(&[page])).unwrap();
    let cells: Vec<Vec<&str>> =
        rows.iter().map(|r| r.1.iter().map(String::as_str).collect()).collect();
    assert_eq!(
        cells,
        [
            ["Opleiding", "Datum", "Uren"],
            ["Brood en banket voor gevorderden, deel 1", "01/03/2025", "7:36"],
            ["Werken op hoogte met een hoogwerker", "02/03/2025", "7:36"],
            ["EHBO", "03/03/2025", "7:36"],
        ]
    );
}

#[test]
fn rows_without_room_between_them_are_rows() {
    let mut page: Vec<(f64, f64, &str)> = Vec::new();
    for (at, line) in (0..).zip([
        ["Opleiding", "Datum", "Uren"],
        ["Lassen", "01/03/2025", "7:36"],
        ["Solderen", "02/03/2025", "4:00"],
        ["EHBO", "03/03/2025", ""],
    ]) {
        for (x, text) in [40.0, 200.0, 300.0].into_iter().zip(line) {
            if !text.is_empty() {
                page.push((x, 540.0 - 11.0 * f64::from(at), text));
            }
        }
    }
    let rows = pdf::rows(document(&[page])).unwrap();
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert_eq!(rows[3].1, ["EHBO", "03/03/2025", ""]);
}

#[test]
fn a_pdf_without_a_table_says_so() {
    let prose: Vec<(f64, f64, &str)> = (0..30)
        .map(|n| (40.0, 560.0 - 14.0 * f64::from(n), "Wij bevestigen dat u deze opleiding volgde."))
        .collect();
    assert_eq!(pdf::rows(document(&[prose])).unwrap_err(), SheetError::NoTableInPdf);
    assert_eq!(pdf::rows(document(&[vec![]])).unwrap_err(), SheetError::NoTableInPdf);
    assert_eq!(pdf::rows(b"%PDF-1.7\nrubbish".to_vec()).unwrap_err(), SheetError::Damaged);
    let unread = read(&document(&[vec![]]), &Limits::default()).unwrap_err();
    assert_eq!(unread, SheetError::PdfNotRead);
}
