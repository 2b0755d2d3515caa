//! The values of a row, each at its column; what cannot be read becomes an anomaly there.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::isced::FieldOfEducation;
use fla_domain::language::Language;
use fla_sheets::Cell;
use fla_sheets::recognise::{Unread, date, duration, number, ssin};
use fla_store::sheet::SheetRow;
use jiff::civil::Date;
use uuid::Uuid;

use super::field::{Field, SheetKind, normal};
use super::layout::Layout;
use crate::Refused;

/// How a spreadsheet is read.
pub(crate) struct Rules {
    pub(super) kind: SheetKind,
    pub(super) layout: Layout,
    pub(super) mapping: Vec<Option<Field>>,
    pub(super) day_minutes: u32,
    pub(super) today: Date,
    /// The import itself, where it is a copy from the public FLA.
    pub(super) copy: Option<Uuid>,
}

impl Rules {
    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.mapping.iter().position(|mapped| *mapped == Some(field))
    }

    /// Puts an anomaly at the column of the field it names, in a row.
    pub(crate) fn place(&self, row: i64, anomaly: Anomaly) -> Anomaly {
        let path = if anomaly.path == "participants" || anomaly.path == "employees" {
            Field::Ssin.code()
        } else {
            anomaly.path.as_str()
        };
        let column = Field::from_code(path).and_then(|field| match field {
            // Who it is about stands in whichever column says so.
            Field::Ssin => [Field::Ssin, Field::Employee, Field::FullName, Field::FamilyName]
                .into_iter()
                .find_map(|field| self.column(field)),
            Field::Minutes => self.column(field).or_else(|| self.column(Field::Duration)),
            _ => self.column(field),
        });
        let column = column.map_or(0, |column| column as u64 + 1);
        anomaly.in_file(u64::try_from(row).unwrap_or(0), column)
    }
}

/// Words with which people head a sum.
const TOTALS: [&str; 12] = [
    "totaal",
    "totalen",
    "subtotaal",
    "eindtotaal",
    "total",
    "totaux",
    "soustotal",
    "sous",
    "subtotal",
    "summe",
    "gesamt",
    "zwischensumme",
];

/// The fault of a row that is a sum of others.
pub(super) fn total() -> Anomaly {
    Anomaly::new(Zone::Text, Fault::NotApplicable).with("reason", "sheet-total")
}

/// A row that is being read.
pub(super) struct Reading<'r> {
    rules: &'r Rules,
    row: i64,
    cells: Vec<Cell>,
    faults: Vec<Anomaly>,
}

impl<'r> Reading<'r> {
    pub(super) fn of(rules: &'r Rules, row: &SheetRow) -> Result<Self, Refused> {
        let cells = super::parse(&row.cells)?;
        Ok(Self { rules, row: row.number, cells, faults: Vec::new() })
    }

    pub(super) fn faults(self) -> Vec<Anomaly> {
        self.faults
    }

    /// Notes a fault at a field.
    pub(super) fn fault(&mut self, field: Field, anomaly: Anomaly) {
        let anomaly = anomaly.at(field.code());
        self.faults.push(self.rules.place(self.row, anomaly));
    }

    /// Whether the row is a sum of others: its first words say so, and it names no day.
    pub(super) fn is_total(&self) -> bool {
        let first = self.cells.iter().find(|cell| !cell.is_empty());
        let Some(Cell::Text(text)) = first else { return false };
        let text = normal(text);
        let words: Vec<&str> = text.split(' ').take(2).collect();
        let day = self.cell(Field::Start).or_else(|| self.cell(Field::From));
        day.is_none() && words.iter().any(|word| TOTALS.contains(word))
    }

    fn cell(&self, field: Field) -> Option<(usize, &Cell)> {
        let column = self.rules.column(field)?;
        self.cells.get(column).filter(|cell| !cell.is_empty()).map(|cell| (column, cell))
    }

    fn keep<V>(&mut self, field: Field, zone: Zone, read: Result<Option<V>, Unread>) -> Option<V> {
        read.unwrap_or_else(|why| {
            let anomaly = Anomaly::new(zone, Fault::Invalid).with("reason", why.reason());
            self.fault(field, anomaly);
            None
        })
    }

    /// A text; `None` where there is none.
    pub(super) fn text(&mut self, field: Field) -> Option<String> {
        let (_, cell) = self.cell(field)?;
        if matches!(cell, Cell::Error(_)) {
            let wrong = Anomaly::new(Zone::Text, Fault::Invalid)
                .with("reason", Unread::BrokenFormula.reason());
            self.fault(field, wrong);
            return None;
        }
        Some(cell.shown()).filter(|text| !text.is_empty())
    }

    /// A date. Years of two digits lie at most in `latest`.
    pub(super) fn date(&mut self, field: Field, zone: Zone, latest: i16) -> Option<Date> {
        let (column, cell) = self.cell(field)?;
        let read = date::read(cell, self.rules.layout.dates(column, latest));
        self.keep(field, zone, read)
    }

    /// A date that lies in the past or the near future.
    pub(super) fn day(&mut self, field: Field, zone: Zone) -> Option<Date> {
        self.date(field, zone, self.rules.today.year() + 20)
    }

    /// A number in hundredths.
    pub(super) fn hundredths(&mut self, field: Field, zone: Zone) -> Option<i64> {
        let (_, cell) = self.cell(field)?;
        let read = number::hundredths(cell);
        self.keep(field, zone, read)
    }

    /// A whole number.
    pub(super) fn whole(&mut self, field: Field, zone: Zone) -> Option<i64> {
        let (_, cell) = self.cell(field)?;
        let read = number::whole(cell);
        self.keep(field, zone, read)
    }

    /// A duration in minutes.
    pub(super) fn minutes(&mut self, field: Field) -> Option<i64> {
        let (column, cell) = self.cell(field)?;
        let durations = self.rules.layout.durations(column, self.rules.day_minutes);
        let read = duration::read(cell, durations);
        self.keep(field, Zone::Duration, read)
    }

    /// Yes or no.
    pub(super) fn yes(&mut self, field: Field) -> Option<bool> {
        let (_, cell) = self.cell(field)?;
        let read = number::yes(cell);
        self.keep(field, Zone::Text, read)
    }

    /// A social security number.
    pub(super) fn ssin(&mut self) -> Option<Ssin> {
        let (_, cell) = self.cell(Field::Ssin)?;
        match ssin::read(cell) {
            Ok(ssin) => ssin,
            Err(anomaly) => {
                self.fault(Field::Ssin, anomaly);
                None
            }
        }
    }

    /// An id of this register.
    pub(super) fn id<I: std::str::FromStr>(&mut self, field: Field, zone: Zone) -> Option<I> {
        let text = self.text(field)?;
        let id = text.parse().ok();
        if id.is_none() {
            self.fault(field, Anomaly::new(zone, Fault::NotFound));
        }
        id
    }

    /// A field of education, by its code or its name.
    pub(super) fn education_field(&mut self) -> Option<FieldOfEducation> {
        let text = self.text(Field::EducationField)?;
        match FieldOfEducation::read(&text) {
            Ok(field) => Some(field),
            Err(anomaly) => {
                self.fault(Field::EducationField, anomaly);
                None
            }
        }
    }

    /// One of a list, by the words for it.
    pub(super) fn choice<V>(
        &mut self,
        field: Field,
        zone: Zone,
        from: impl FnOnce(&str) -> Option<V>,
    ) -> Option<V> {
        let text = normal(&self.text(field)?);
        let value = from(&text);
        if value.is_none() {
            let reason = match zone {
                Zone::Status => "sheet-word-status",
                Zone::TrainingKind => "sheet-word-kind",
                _ => "sheet-word",
            };
            let wrong = Anomaly::new(zone, Fault::OutsideDomain).with("reason", reason);
            self.fault(field, wrong);
        }
        value
    }
}

/// `f`, `m` or `x`.
pub(super) fn gender(word: &str) -> Option<&'static str> {
    match word {
        "f" | "v" | "w" | "vrouw" | "vrouwelijk" | "femme" | "feminin" | "frau" | "weiblich"
        | "female" | "woman" => Some("f"),
        "m" | "h" | "man" | "mannelijk" | "homme" | "masculin" | "mann" | "mannlich" | "male" => {
            Some("m")
        }
        "x" | "divers" | "andere" | "autre" | "other" => Some("x"),
        _ => None,
    }
}

/// A language by its code or name.
pub(super) fn language(word: &str) -> Option<Language> {
    match word {
        "n" | "nl" | "nederlands" | "neerlandais" | "niederlandisch" | "dutch" => {
            Some(Language::Nl)
        }
        "f" | "fr" | "frans" | "francais" | "franzosisch" | "french" => Some(Language::Fr),
        "d" | "de" | "duits" | "allemand" | "deutsch" | "german" => Some(Language::De),
        "e" | "en" | "engels" | "anglais" | "englisch" | "english" => Some(Language::En),
        _ => None,
    }
}
