//! Spreadsheets as people really make them. Each is made here; what is to become of each of its rows
//! stands in `expected.txt`.

use std::fmt::Write as _;

use fla_formats::synthetic;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

/// A file as somebody sends it.
pub struct Fixture {
    /// Its name, with the ending it has.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it is said to be a copy from the public FLA.
    pub copy: bool,
}

/// The people whom the employer of the fixtures has, in the order of their numbers: family name,
/// given name. The fifth and sixth have the same name.
pub const PEOPLE: [(&str, &str); 8] = [
    ("Peeters", "An"),
    ("Janssens", "Piet"),
    ("Dupont", "Désirée"),
    ("Müller", "Jürgen"),
    ("Van den Broeck", "Els"),
    ("Van den Broeck", "Els"),
    ("El Amrani", "Yasmina"),
    ("De Smedt", "Jo"),
];

/// The SSIN of person `n`, as it is printed.
fn ssin(n: u32) -> String {
    synthetic::ssin(n).formatted()
}

/// The same as digits only.
fn bare(n: u32) -> String {
    synthetic::ssin(n).digits().to_owned()
}

/// The same as the number a spreadsheet takes it for.
fn number(n: u32) -> f64 {
    bare(n).parse().expect("digits")
}

fn csv(name: &'static str, text: &str) -> Fixture {
    Fixture { name, bytes: text.replace('\n', "\r\n").into_bytes(), copy: false }
}

/// A workbook of one sheet whose cells are texts, numbers where they can be read as one and begin
/// with `#`.
fn sheet(rows: &[&[String]], book: &mut Workbook, name: &str) {
    let sheet = book.add_worksheet();
    sheet.set_name(name).expect("a name");
    fill(sheet, 0, rows);
}

fn fill(sheet: &mut Worksheet, top: u32, rows: &[&[String]]) {
    for (row, cells) in (top..).zip(rows) {
        for (column, text) in (0..).zip(cells.iter()) {
            match text.strip_prefix('#').map(str::parse::<f64>) {
                Some(Ok(number)) => {
                    sheet.write_number(row, column, number).expect("a cell");
                }
                _ if text.is_empty() => {}
                _ => {
                    sheet.write_string(row, column, text).expect("a cell");
                }
            }
        }
    }
}

fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

fn saved(name: &'static str, mut book: Workbook) -> Fixture {
    Fixture { name, bytes: book.save_to_buffer().expect("a workbook"), copy: false }
}

/// All of them.
pub fn all() -> Vec<Fixture> {
    vec![
        titles_above_and_a_total_below(),
        french_with_commas(),
        tabs_in_utf16(),
        american_dates(),
        dates_and_times_that_lost_their_look(),
        numbers_that_a_spreadsheet_took(),
        merged_and_blank(),
        several_sheets(),
        hidden_columns_and_formulas(),
        durations_in_every_form(),
        by_name_only(),
        statuses_in_four_languages(),
        wrong_check_digits(),
        staff_from_a_payroll(),
        staff_with_mistakes(),
        company_days(),
        the_same_row_twice(),
        subtotals_and_headings_again(),
        headings_in_two_languages(),
        no_headings_at_all(),
        dates_in_words(),
        a_named_separator(),
        a_copy_in_xml(),
    ]
}

fn titles_above_and_a_total_below() -> Fixture {
    let text = format!(
        "Overzicht gevolgde opleidingen 2026;;;;;;;\n\
         Bakkerij Peperstraten BV – vestiging Écaussinnes;;;;;;;\n\
         ;;;;;;;\n\
         Rijksregisternr.;Naam;Voornaam;Opleiding;Datum opleiding;Aantal uren;Opleider;Status\n\
         {};Peeters;An;Brandpreventie;12/01/2026;7,6;Brandweer Henegouwen;gevolgd\n\
         {};Janssens;Piet;Brandpreventie;12/01/2026;7,6;Brandweer Henegouwen;gevolgd\n\
         {};Dupont;Désirée;Hygiëne in de keuken;3/2/2026;3,8;Alimento;Gevolgd\n\
         {};Müller;Jürgen;Hygiëne in de keuken;30/2/2026;3,8;Alimento;Gevolgd\n\
         ;;;;;;;\n\
         Totaal;;;;;22,8;;\n",
        ssin(1),
        ssin(2),
        ssin(3),
        ssin(4)
    );
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let bytes = bytes.replace(b"\n", b"\r\n");
    Fixture { name: "01-titel-en-totaal.csv", bytes, copy: false }
}

/// `replace` for bytes.
trait Replace {
    fn replace(&self, from: &[u8], to: &[u8]) -> Vec<u8>;
}

impl Replace for std::borrow::Cow<'_, [u8]> {
    fn replace(&self, from: &[u8], to: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        for byte in self.iter() {
            if [*byte] == *from { out.extend(to) } else { out.push(*byte) }
        }
        out
    }
}

fn french_with_commas() -> Fixture {
    csv(
        "02-virgules.csv",
        &format!(
            "\"N° national\",\"Nom et prénom\",\"Intitulé de la formation\",\"Date de début\",\"Date de fin\",\"Durée\",\"Organisme\",\"Statut\"\n\
             \"{}\",\"Dupont, Désirée\",\"Secourisme, recyclage\",\"02/03/2026\",\"02/03/2026\",\"7h36\",\"Croix-Rouge\",\"suivie\"\n\
             \"{}\",\"El Amrani Yasmina\",\"Néerlandais niveau 2\",\"05/01/2026\",\"27/03/2026\",\"40h\",\"Bruxelles Formation\",\"suivie\"\n\
             \"{}\",\"De Smedt Jo\",\"Néerlandais niveau 2\",\"05/01/2026\",\"27/03/2026\",\"quarante\",\"Bruxelles Formation\",\"abandonnée\"\n\
             \"{}\",\"Inconnu Jean\",\"Secourisme, recyclage\",\"02/03/2026\",\"02/03/2026\",\"7h36\",\"Croix-Rouge\",\"suivie\"\n",
            ssin(3),
            ssin(7),
            ssin(8),
            ssin(90)
        ),
    )
}

fn tabs_in_utf16() -> Fixture {
    let text = format!(
        "SSIN\tEmployee\tCourse\tStart date\tEnd date\tHours\tTraining provider\tCertificate\tExpiry date\r\n\
         {}\tAn Peeters\tForklift truck\t2026-04-13\t2026-04-14\t15.2\tSBM\tyes\t2031-04-13\r\n\
         {}\tPiet Janssens\tForklift truck\t2026-04-13\t2026-04-14\t15.2\tSBM\tno\t\r\n\
         {}\tJürgen Müller\tForklift truck\t2026-04-13\t2026-04-12\t15.2\tSBM\tyes\t\r\n\
         {}\tYasmina El Amrani\tForklift truck\t2026-04-13\t2026-04-14\t15.2\tSBM\tno\t\r\n",
        ssin(1),
        ssin(2),
        ssin(4),
        ssin(8)
    );
    let bytes = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    Fixture { name: "03-unicode-text.txt", bytes, copy: false }
}

fn american_dates() -> Fixture {
    csv(
        "04-us-export.csv",
        &format!(
            "National number,Last name,First name,Course name,Date,Duration (hours),Status\n\
             {},Peeters,An,Data privacy basics,01/02/2026,1.5,completed\n\
             {},Janssens,Piet,Data privacy basics,01/02/2026,1.5,completed\n\
             {},Dupont,Désirée,Phishing,03/31/2026,0.75,completed\n\
             {},Müller,Jürgen,Phishing,03/31/2026,0.75,not followed\n",
            bare(1),
            bare(2),
            bare(3),
            bare(4)
        ),
    )
}

fn dates_and_times_that_lost_their_look() -> Fixture {
    let mut book = Workbook::new();
    let head = texts(&["INSZ", "Cursus", "Datum", "Duur"]);
    // 46 054 is 1 February 2026; 0.31666… of a day is 7:36.
    let rows = [
        vec![bare(1), "Hefbruggen".into(), "#46054".into(), "#0.316666666666667".into()],
        vec![bare(2), "Hefbruggen".into(), "#46054".into(), "#0.316666666666667".into()],
        vec![bare(3), "Kassa".into(), "#46055".into(), "#0.0833333333333333".into()],
        vec![bare(4), "Kassa".into(), "#2026".into(), "#0.0833333333333333".into()],
    ];
    let mut all: Vec<&[String]> = vec![&head];
    all.extend(rows.iter().map(Vec::as_slice));
    sheet(&all, &mut book, "Blad1");
    saved("05-getallen.xlsx", book)
}

fn numbers_that_a_spreadsheet_took() -> Fixture {
    let mut book = Workbook::new();
    let head = texts(&["Rijksregisternummer", "Werknemer", "Opleiding", "Datum", "Uren"]);
    let of = |ssin: String, who: &str| {
        vec![ssin, who.to_owned(), "VCA basis".into(), "04/05/2026".into(), "#8".into()]
    };
    let rows = [
        of(format!("#{}", number(1)), "Peeters An"),
        of(format!("#{}", number(2)), "Janssens Piet"),
        of(bare(3).trim_start_matches('0').to_owned(), "Dupont Désirée"),
        of("8.50730033E+10".into(), "Müller Jürgen"),
        of(format!("{}.00", bare(7)), "El Amrani Yasmina"),
        of(format!("'{}", bare(8)), "De Smedt Jo"),
    ];
    let mut all: Vec<&[String]> = vec![&head];
    all.extend(rows.iter().map(Vec::as_slice));
    sheet(&all, &mut book, "Export");
    saved("06-verknoeide-nummers.xlsx", book)
}

fn merged_and_blank() -> Fixture {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    sheet
        .merge_range(0, 0, 0, 4, "Opleidingsregister – Registre des formations", &bold)
        .expect("merged");
    fill(sheet, 2, &[&texts(&["NISS", "Nom", "Formation", "Date", "Heures"])]);
    sheet.merge_range(3, 0, 5, 0, &ssin(1), &Format::new()).expect("merged");
    sheet.merge_range(3, 1, 5, 1, "Peeters An", &Format::new()).expect("merged");
    fill(
        sheet,
        3,
        &[
            &texts(&["", "", "Ergonomie", "15/01/2026", "#3.5"]),
            &texts(&["", "", "Premiers soins", "16/01/2026", "#7"]),
            &texts(&["", "", "Excel", "19/01/2026", "#4"]),
        ],
    );
    // Only made to look merged: nothing says whose the second row is.
    fill(
        sheet,
        7,
        &[
            &[
                ssin(2),
                "Janssens Piet".into(),
                "Ergonomie".into(),
                "15/01/2026".into(),
                "#3.5".into(),
            ],
            &texts(&["", "", "Excel", "19/01/2026", "#4"]),
        ],
    );
    saved("07-samengevoegd.xlsx", book)
}

fn several_sheets() -> Fixture {
    let mut book = Workbook::new();
    let prose = [
        texts(&["Leeswijzer"]),
        texts(&["Vul het tweede blad in, één rij per deelnemer."]),
        texts(&["Vragen?", "hr@example.be"]),
    ];
    let all: Vec<&[String]> = prose.iter().map(Vec::as_slice).collect();
    sheet(&all, &mut book, "Uitleg");
    let head = texts(&["Insz-nummer", "Deelnemer", "Naam opleiding", "Van", "Tot", "Duur in uren"]);
    let rows = [
        vec![
            ssin(7),
            "El Amrani Yasmina".into(),
            "Onthaal".into(),
            "01/06/2026".into(),
            "02/06/2026".into(),
            "#12".into(),
        ],
        vec![
            ssin(8),
            "De Smedt Jo".into(),
            "Onthaal".into(),
            "01/06/2026".into(),
            "02/06/2026".into(),
            "#12".into(),
        ],
    ];
    let mut all: Vec<&[String]> = vec![&head];
    all.extend(rows.iter().map(Vec::as_slice));
    sheet(&all, &mut book, "Gegevens");
    let lists = [texts(&["Status", "Code"]), texts(&["gevolgd", "G"]), texts(&["gepland", "P"])];
    let all: Vec<&[String]> = lists.iter().map(Vec::as_slice).collect();
    sheet(&all, &mut book, "Keuzelijsten");
    book.worksheet_from_name("Keuzelijsten").expect("the sheet").set_hidden(true);
    saved("08-meer-bladen.xlsx", book)
}

fn hidden_columns_and_formulas() -> Fixture {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(
        sheet,
        0,
        &[&texts(&[
            "ID_INTERN",
            "Rijksregisternummer",
            "Voornaam en naam",
            "Titel",
            "Start",
            "Einde",
            "Duur",
            "Prijs",
        ])],
    );
    for (row, n) in [(1, 1), (2, 2), (3, 3)] {
        let (family, given) = PEOPLE[n as usize - 1];
        let cells =
            [format!("#{}", 9_000 + n), ssin(n), format!("{given} {family}"), "Rijbewijs C".into()];
        fill(sheet, row, &[&cells]);
        let day = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_number_with_format(row, 4, 46_174.0, &day).expect("a cell");
        let end = Formula::new(format!("=E{}+1", row + 1));
        let end = if n == 3 { end.set_result("#REF!") } else { end.set_result("46175") };
        sheet.write_formula_with_format(row, 5, end, &day).expect("a cell");
        let long = Formula::new("=2*7.6").set_result("15.2");
        sheet.write_formula(row, 6, long).expect("a cell");
        sheet.write_number(row, 7, 450.5).expect("a cell");
    }
    sheet.set_column_hidden(0).expect("a column");
    saved("09-formules.xlsx", book)
}

fn durations_in_every_form() -> Fixture {
    let forms = [
        "7:36",
        "7u36",
        "7,6",
        "7.6",
        "1 dag",
        "1,5 dagen",
        "456 min",
        "3 uur",
        "2 jours",
        "½ dag",
        "halve dag",
        "7 h 36 min",
        "een namiddag",
        "7:36:00",
        "2,33",
        "0",
    ];
    let mut text = String::from("Rijksregister;Opleiding;Datum;Duur\n");
    for (n, form) in (1_u8..).zip(forms) {
        let _ = writeln!(text, "{};Toolbox {n};{:02}/09/2026;{form}", ssin(1), n);
    }
    csv("10-duur.csv", &text)
}

fn by_name_only() -> Fixture {
    csv(
        "11-alleen-namen.csv",
        "Werknemer;Vorming;Datum;Uren\n\
         Peeters An;Onthaal;05/10/2026;2\n\
         An Peeters;Kassa;06/10/2026;2\n\
         PEETERS, AN;Veiligheid;07/10/2026;2\n\
         dupont desiree;Onthaal;05/10/2026;2\n\
         Van den Broeck Els;Onthaal;05/10/2026;2\n\
         Peeters Anna;Onthaal;05/10/2026;2\n\
         El Amrani  Yasmina;Onthaal;05/10/2026;2\n\
         ;Onthaal;05/10/2026;2\n",
    )
}

fn statuses_in_four_languages() -> Fixture {
    let words = [
        ("gevolgd", "01/04/2026"),
        ("Aanwezig", "02/04/2026"),
        ("suivi", "03/04/2026"),
        ("présente", "07/04/2026"),
        ("Teilgenommen", "08/04/2026"),
        ("completed", "09/04/2026"),
        ("gepland", "14/12/2026"),
        ("planifiée", "15/12/2026"),
        ("geplant", "16/12/2026"),
        ("registered", "17/12/2026"),
        ("afwezig", "10/04/2026"),
        ("annulé", "13/04/2026"),
        ("Abgesagt", "14/04/2026"),
        ("niet in aanmerking", "15/04/2026"),
        ("misschien", "16/04/2026"),
        ("gevolgd", "18/12/2026"),
        ("", "17/04/2026"),
    ];
    let mut text = String::from("INSZ;Naam opleiding;Startdatum;Uren;Aanwezigheid\n");
    for (n, (word, day)) in (1..).zip(words) {
        let _ = writeln!(text, "{};Sessie {n};{day};2;{word}", ssin(8));
    }
    csv("12-statussen.csv", &text)
}

fn wrong_check_digits() -> Fixture {
    let good = bare(1);
    let wrong = format!("{}00", &good[..9]);
    let rows = [
        ssin(1),
        good.clone(),
        format!("{} {} {} {}-{}", &good[..2], &good[2..4], &good[4..6], &good[6..9], &good[9..]),
        wrong,
        good[..10].to_owned(),
        format!("{good}7"),
        "00.13.45-999-12".to_owned(),
        "onbekend".to_owned(),
        ssin(90),
    ];
    let mut text = String::from("Nationaal nummer;Cursus;Datum;Duur\n");
    for (n, ssin) in (1..).zip(rows) {
        let _ = writeln!(text, "{ssin};Module {n};21/09/2026;3:00");
    }
    csv("13-controlecijfers.csv", &text)
}

fn staff_from_a_payroll() -> Fixture {
    let mut book = Workbook::new();
    let head = texts(&[
        "Matricule",
        "Registre national",
        "Nom",
        "Prénom",
        "Date de naissance",
        "Sexe",
        "Langue",
        "Entrée",
        "Sortie",
        "CP",
        "Régime de travail",
        "Service",
    ]);
    let rows = [
        vec![
            "#101".into(),
            ssin(20),
            "Lambert".into(),
            "Luc".into(),
            String::new(),
            "H".into(),
            "F".into(),
            "01/09/2019".into(),
            String::new(),
            "CP 200 - employés".into(),
            "80%".into(),
            "Comptabilité".into(),
        ],
        vec![
            "#102".into(),
            ssin(21),
            "Leclercq".into(),
            "Marie".into(),
            String::new(),
            "F".into(),
            "français".into(),
            "15/03/2022".into(),
            String::new(),
            "140.03".into(),
            "0,5".into(),
            "Dépôt".into(),
        ],
        vec![
            "#103".into(),
            ssin(22),
            "Maes".into(),
            "Tom".into(),
            String::new(),
            "m".into(),
            "NL".into(),
            "01/02/2018".into(),
            "31/12/2025".into(),
            "#102.1".into(),
            "4/5".into(),
            "Dépôt".into(),
        ],
        vec![
            "#104".into(),
            ssin(23),
            "Wouters".into(),
            "Kim".into(),
            String::new(),
            "x".into(),
            "Duits".into(),
            "#44256".into(),
            "31/12/9999".into(),
            "118".into(),
            "#100".into(),
            String::new(),
        ],
        vec![
            "#105".into(),
            ssin(1),
            "Peeters".into(),
            "An".into(),
            String::new(),
            "V".into(),
            "Nederlands".into(),
            "01/01/2020".into(),
            String::new(),
            "200".into(),
            "#100".into(),
            "Verkoop".into(),
        ],
    ];
    let mut all: Vec<&[String]> = vec![&head];
    all.extend(rows.iter().map(Vec::as_slice));
    sheet(&all, &mut book, "Personnel");
    saved("14-personnel.xlsx", book)
}

fn staff_with_mistakes() -> Fixture {
    csv(
        "15-personeelslijst.csv",
        &format!(
            "INSZ;Familienaam;Voornaam;In dienst;Uit dienst;Paritair comité;Tewerkstelling %;E-mail\n\
             {};Claes;Bart;01/04/2021;;200;100;bart@example.be\n\
             {};;Lien;01/04/2021;;200;100;\n\
             {};Goossens;Wim;;;200;100;\n\
             {};Willems;Eva;01/04/2021;31/03/2020;200;100;\n\
             {};Jacobs;Nele;01/04/2021;;999999;100;\n\
             {};Mertens;Stef;01/04/2021;;200;250;\n\
             {};Aerts;Rik;01/04/2021;;200;100;geen mail\n\
             {};Hermans;Ine;1 april 2021;;200;38;\n",
            ssin(30),
            ssin(31),
            ssin(32),
            ssin(33),
            ssin(34),
            ssin(35),
            ssin(36),
            ssin(37)
        ),
    )
}

fn company_days() -> Fixture {
    csv(
        "16-extra-dagen.csv",
        &format!(
            "Rijksregisternummer;Werknemer;Jaar;Extra dagen;Reden\n\
             {};Peeters An;2026;1,5;vakbeurs\n\
             {};Janssens Piet;2026;1;vakbeurs\n\
             ;Iedereen;2026;0,5;bedrijfsdag\n\
             {};De Smedt Jo;2026;veel;vakbeurs\n\
             {};De Smedt Jo;;1;vakbeurs\n\
             {};Onbekend Iemand;2026;1;vakbeurs\n",
            ssin(1),
            ssin(2),
            ssin(8),
            ssin(8),
            ssin(90)
        ),
    )
}

fn the_same_row_twice() -> Fixture {
    csv(
        "17-dubbel.csv",
        &format!(
            "INSZ;Opleiding;Datum;Uren;Attest;Geldig tot\n\
             {0};Stapelaar;11/05/2026;8;ja;11/05/2031\n\
             {0};Stapelaar;11/05/2026;8;ja;11/05/2031\n\
             {0};Stapelaar;11/05/2026;4;ja;11/05/2031\n\
             {1};Stapelaar;11/05/2026;8;nee;11/05/2031\n\
             {1};Stapelaar;11/05/2026;8;nee;\n",
            ssin(1),
            ssin(2)
        ),
    )
}

fn subtotals_and_headings_again() -> Fixture {
    csv(
        "18-subtotalen.csv",
        &format!(
            "Naam werknemer;Rijksregisternummer;Opleiding;Datum;Uren\n\
             Peeters An;{0};Snijtechnieken;01/06/2026;4\n\
             Peeters An;{0};Presenteren;02/06/2026;4\n\
             Subtotaal Peeters An;;;;8\n\
             Naam werknemer;Rijksregisternummer;Opleiding;Datum;Uren\n\
             Janssens Piet;{1};Snijtechnieken;01/06/2026;4\n\
             Subtotaal Janssens Piet;;;;4\n\
             Algemeen totaal;;;;12\n",
            ssin(1),
            ssin(2)
        ),
    )
}

fn headings_in_two_languages() -> Fixture {
    let mut book = Workbook::new();
    let nl = texts(&["Rijksregisternummer", "Naam", "Voornaam", "Opleiding", "Datum", "Uren"]);
    let fr = texts(&["Numéro national", "Nom", "Prénom", "Formation", "Date", "Heures"]);
    let rows = [
        vec![
            ssin(3),
            "Dupont".into(),
            "Désirée".into(),
            "GDPR".into(),
            "07/09/2026".into(),
            "#2".into(),
        ],
        vec![
            ssin(7),
            "El Amrani".into(),
            "Yasmina".into(),
            "RGPD".into(),
            "07/09/2026".into(),
            "#2".into(),
        ],
    ];
    let mut all: Vec<&[String]> = vec![&nl, &fr];
    all.extend(rows.iter().map(Vec::as_slice));
    sheet(&all, &mut book, "Blad1");
    saved("19-tweetalig.xlsx", book)
}

fn no_headings_at_all() -> Fixture {
    csv(
        "20-zonder-koppen.csv",
        &format!(
            "{};Peeters An;Laden en lossen;17/08/2026;3\n{};Janssens Piet;Laden en lossen;17/08/2026;3\n",
            ssin(1),
            ssin(2)
        ),
    )
}

fn dates_in_words() -> Fixture {
    let days = [
        "2 maart 2026",
        "3 mars 2026",
        "4. März 2026",
        "March 5, 2026",
        "6-mrt-26",
        "9 mrt. 2026",
        "2026-03-10T00:00:00",
        "11.03.26",
        "20260312",
        "13/3/26",
        "16 févr. 2026",
        "17/14/2026",
        "in maart",
    ];
    let mut text = String::from("Registre national;Formation;Date de formation;Nombre d'heures\n");
    for (n, day) in (1..).zip(days) {
        let _ = writeln!(text, "{};Atelier {n};{day};2,5", ssin(7));
    }
    csv("21-data-in-woorden.csv", &text)
}

fn a_named_separator() -> Fixture {
    csv(
        "22-sep.csv",
        &format!(
            "sep=|\n\"Nationalregisternummer\"|\"Weiterbildung\"|\"Beginn\"|\"Ende\"|\"Stunden\"|\"Veranstalter\"|\"Art\"\n\
             {}|\"Staplerschein | Auffrischung\"|11.05.2026|12.05.2026|\"15,2\"|IFAPME|formell\n\
             {}|\"Kundengespräche\"|18.05.2026||\"3,8\"||informell\n\
             {}|\"Kundengespräche\"|18.05.2026||\"3,8\"||beides\n",
            ssin(4),
            ssin(7),
            ssin(8)
        ),
    )
}

fn a_copy_in_xml() -> Fixture {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Account xmlns=\"urn:example:account\"><Employer>0100000169</Employer>\
         <Employee><Inss>{}</Inss><LastName>Peeters</LastName><FirstName>An</FirstName><Trainings>\
         <Training><Title>Lassen</Title><StartDate>2024-05-06</StartDate><EndDate>2024-05-07</EndDate><DurationHours>15.2</DurationHours><Status>completed</Status></Training>\
         <Training><Title>Solderen</Title><StartDate>2025-05-06</StartDate><EndDate>2025-05-06</EndDate><DurationHours>7.6</DurationHours><Status>completed</Status></Training>\
         </Trainings></Employee><Employee><Inss>{}</Inss><LastName>Janssens</LastName><FirstName>Piet</FirstName><Trainings>\
         <Training><Title>Lassen</Title><StartDate>2024-05-06</StartDate><EndDate>2024-05-07</EndDate><DurationHours>15.2</DurationHours><Status>notFollowed</Status></Training>\
         </Trainings></Employee></Account>",
        bare(1),
        bare(2)
    );
    Fixture { name: "23-kopie.xml", bytes: text.into_bytes(), copy: true }
}
