//! Measures what a spreadsheet of many rows costs on an embedded store: reading it, looking at each
//! row, carrying it out, taking it back, and the same people again, in another team and in another
//! regime. Beside each stands a yardstick of the same run: the same
//! file read by the plain libraries, and a row of the same width written to a table of its own for
//! each command.
//!
//! `measure sheets <folder> <people> [csv|xlsx] [all|people]`: with `people`, no trainings.

use std::path::{Path, PathBuf};
use std::time::Instant as Watch;

use fla_app::{App, Caller, NewSheet, SheetView, Verdict};
use fla_domain::access::Role;
use fla_formats::synthetic;
use fla_sheets::write::{self, Kind, Value};
use jiff::civil::{Date, date};

use crate::setup;

/// Begins to count the highest use of memory anew.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn seconds(what: &str, watch: Watch) {
    println!("{what}_s {:.2}", watch.elapsed().as_secs_f64());
}

fn people(count: u32, teams: u32, percent: &str, from: Date) -> Vec<Vec<Value>> {
    let text = |t: &str| Value::Text(t.to_owned());
    (0..count)
        .map(|n| {
            vec![
                Value::Text(synthetic::ssin(n).formatted()),
                Value::Text(format!("Familie{n}")),
                text("An"),
                Value::Day(from),
                text("200"),
                text(percent),
                Value::Text(format!("Ploeg {}", n % teams)),
            ]
        })
        .collect()
}

fn trainings(count: u32) -> Vec<Vec<Value>> {
    (0..count)
        .map(|n| {
            vec![
                Value::Text(synthetic::ssin(n).formatted()),
                Value::Text(format!("Opleiding {}", n / 20)),
                Value::Day(date(2026, 3, 2)),
                Value::Minutes(456),
                Value::Text("VDAB".to_owned()),
                Value::Text("gevolgd".to_owned()),
            ]
        })
        .collect()
}

fn titles(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

/// The same bytes, every cell read by the library for them and dropped again.
fn yardstick(bytes: &[u8], form: Kind) -> usize {
    use calamine::Reader as _;
    if form == Kind::Xlsx {
        let mut book: calamine::Xlsx<_> =
            calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
        let name = book.sheet_names()[0].clone();
        let mut cells = book.worksheet_cells_reader(&name).expect("a sheet");
        let mut count = 0;
        while let Some(cell) = cells.next_cell().expect("a cell") {
            count += usize::from(!matches!(cell.get_value(), calamine::DataRef::Empty));
        }
        return count;
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(bytes);
    reader.records().map(|record| record.expect("a row").len()).sum()
}

/// How many rows of a sheet that was looked at are to be carried out.
fn to_do(sheet: &SheetView) -> i64 {
    sheet.count(Verdict::New) + sheet.count(Verdict::Newer)
}

/// What stands above the columns of people.
const OF_PEOPLE: [&str; 7] = [
    "Rijksregisternummer",
    "Familienaam",
    "Voornaam",
    "In dienst",
    "Paritair comité",
    "Tewerkstellingspercentage",
    "Team",
];

/// Adds the first so many synthetic people, in service since 2015.
pub async fn hire(app: &App, hr: &Caller, count: u32, folder: &Path) {
    let rows = people(count, 40, "80", date(2015, 3, 2));
    let bytes = write::write(Kind::CSV, &titles(&OF_PEOPLE), rows, folder).expect("a file");
    let works = Works { app: app.clone(), hr: hr.clone() };
    let sheet = works.bring("people", &bytes, Verdict::New).await;
    works.carry_out("people", &sheet).await;
}

struct Works {
    app: App,
    hr: Caller,
}

impl Works {
    async fn new(folder: &Path) -> Self {
        let (_, app) = setup::open(folder).await;
        let number = "0100000169".parse().expect("an enterprise number");
        let hr = setup::employer(&app, number, None, Role::Registrar).await;
        Self { app, hr }
    }

    /// Brings a table in of which most rows have a verdict.
    async fn bring(&self, name: &str, bytes: &[u8], verdict: Verdict) -> SheetView {
        let mut upload = self.app.receive_sheet(&self.hr, name).await.expect("a folder");
        for piece in bytes.chunks(1 << 16) {
            upload.write(piece).await.expect("room");
        }
        let file = upload.finish().await.expect("a file");
        let new = NewSheet { file, kind: None, copy: false, original: None };
        forget_peak();
        let idle = setup::memory("VmRSS:");
        let watch = Watch::now();
        let id = self.app.take_sheet(&self.hr, &new).await.expect("an import");
        self.app.work_to_the_end().await.expect("read and looked at");
        seconds(&format!("{name}_read_and_look"), watch);
        println!("{name}_mib_above_idle {}", setup::memory("VmHWM:").saturating_sub(idle));
        let seen = self.app.sheet(&self.hr, id).await.expect("a view");
        assert!(seen.count(verdict) * 10 > seen.rows * 9, "{:?}", seen.counts);
        seen
    }

    async fn carry_out(&self, name: &str, sheet: &SheetView) {
        forget_peak();
        let idle = setup::memory("VmRSS:");
        let watch = Watch::now();
        self.app.carry_out_sheet(&self.hr, sheet.id).await.expect("carried out");
        self.app.work_to_the_end().await.expect("to the end");
        seconds(&format!("{name}_carry_out"), watch);
        println!(
            "{name}_carry_out_mib_above_idle {}",
            setup::memory("VmHWM:").saturating_sub(idle)
        );
        let done = self.app.sheet(&self.hr, sheet.id).await.expect("a view");
        assert_eq!(done.count(Verdict::Done), to_do(sheet), "{:?}", done.counts);
    }

    async fn undo(&self, name: &str, sheet: &SheetView) {
        forget_peak();
        let idle = setup::memory("VmRSS:");
        let watch = Watch::now();
        self.app.undo_sheet(&self.hr, sheet.id, "measure").await.expect("undone");
        self.app.work_to_the_end().await.expect("to the end");
        seconds(&format!("{name}_undo"), watch);
        println!("{name}_undo_mib_above_idle {}", setup::memory("VmHWM:").saturating_sub(idle));
        let undone = self.app.sheet(&self.hr, sheet.id).await.expect("a view");
        assert_eq!(undone.count(Verdict::Undone), to_do(sheet), "{:?}", undone.counts);
    }
}

/// Measures it, with the arguments after its name.
pub async fn run(arguments: &[String]) {
    let folder = PathBuf::from(&arguments[0]);
    std::fs::create_dir_all(&folder).expect("a folder");
    let count: u32 = arguments[1].parse().expect("a number of people");
    let form = if arguments.get(2).is_some_and(|a| a == "xlsx") { Kind::Xlsx } else { Kind::CSV };
    let works = Works::new(&folder).await;
    let of_people = titles(&OF_PEOPLE);
    let of_trainings =
        titles(&["Rijksregisternummer", "Opleiding", "Datum", "Duur", "Opleider", "Status"]);
    let (began, since) = (date(2015, 3, 2), date(2026, 3, 2));
    let file = |name: &str, titles: &[String], rows| {
        let bytes = write::write(form, titles, rows, &folder).expect("a file");
        println!("{name}_kib {}", bytes.len() / 1024);
        let watch = Watch::now();
        let cells = yardstick(&bytes, form);
        seconds(&format!("yardstick_{name}_plain_read"), watch);
        println!("{name}_cells {cells}");
        let watch = Watch::now();
        let table = fla_sheets::read(&bytes, &fla_sheets::Limits::default()).expect("a table");
        seconds(&format!("{name}_read"), watch);
        drop(table);
        bytes
    };
    let bytes = file("people", &of_people, people(count, 40, "80", began));
    let new = works.bring("people", &bytes, Verdict::New).await;
    works.carry_out("people", &new).await;
    works.bring("people_same", &bytes, Verdict::Same).await;
    for (name, teams, percent, from) in
        [("people_teams", 37, "80", began), ("people_regimes", 40, "60", since)]
    {
        let bytes = file(name, &of_people, people(count, teams, percent, from));
        let newer = works.bring(name, &bytes, Verdict::Newer).await;
        works.carry_out(name, &newer).await;
        works.undo(name, &newer).await;
    }
    if arguments.get(3).is_none_or(|parts| parts != "people") {
        let bytes = file("trainings", &of_trainings, trainings(count));
        let sheet = works.bring("trainings", &bytes, Verdict::New).await;
        works.carry_out("trainings", &sheet).await;
        works.undo("trainings", &sheet).await;
    }
    works.undo("people", &new).await;
}
