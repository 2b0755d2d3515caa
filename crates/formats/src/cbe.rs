//! The open data of the Crossroads Bank for Enterprises, as far as the register needs them: the day
//! of the extract (`meta.csv`), the numbers of enterprises (`enterprise.csv`), and their names
//! (`denomination.csv`). Names of establishments and branches are passed over.

mod table;

use std::io::BufRead;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::language::Language;
use jiff::civil::Date;

use table::{Field, Table};

/// The file with the day of the extract.
pub const META: &str = "meta.csv";
/// The file with the numbers of enterprises.
pub const ENTERPRISES: &str = "enterprise.csv";
/// The file with the names.
pub const DENOMINATIONS: &str = "denomination.csv";

/// The registered name of an enterprise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The enterprise.
    pub number: EnterpriseNumber,
    /// Language of the name, where the CBE knows it.
    pub language: Option<Language>,
    /// The name.
    pub name: String,
    /// The line on which it stands: names of one enterprise are told apart by their order.
    pub line: u64,
}

/// Reads the day of a full extract.
///
/// # Errors
/// What is wrong with the file; `cbe-update` for an extract with changes only.
pub fn snapshot(source: impl BufRead) -> Result<Date, Anomaly> {
    let mut table = Table::open(source, META, &["Variable", "Value"])?;
    let mut found = None;
    while let Some([variable, value]) = table.row()? {
        match variable.text.as_str() {
            "SnapshotDate" => found = Some(date(&table, &value)?),
            "ExtractType" if value.text != "full" => {
                let update = table.fault(&value, Fault::OutsideDomain, "cbe-update");
                return Err(update);
            }
            _ => {}
        }
    }
    found.ok_or_else(|| fault(META, Fault::Missing, "cbe-snapshot"))
}

fn date<R: BufRead>(table: &Table<R, 2>, value: &Field) -> Result<Date, Anomaly> {
    let read = || {
        let [day, month, year] = value.text.split('-').collect::<Vec<_>>().try_into().ok()?;
        if (day.len(), month.len(), year.len()) != (2, 2, 4) {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    };
    read().ok_or_else(|| table.fault(value, Fault::Invalid, "cbe-date"))
}

/// The numbers of `enterprise.csv`, one after another.
pub struct Numbers<R>(Table<R, 1>);

impl<R: BufRead> Numbers<R> {
    /// Reads the head of the file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn open(source: R) -> Result<Self, Anomaly> {
        Table::open(source, ENTERPRISES, &["EnterpriseNumber"]).map(Self)
    }
}

impl<R: BufRead> Iterator for Numbers<R> {
    type Item = Result<EnterpriseNumber, Anomaly>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.0.row().transpose()?;
        Some(row.and_then(|[number]| self.0.number(&number)))
    }
}

/// The names of `denomination.csv`, one after another: abbreviations, commercial names, and names of
/// establishments and branches are passed over.
pub struct Names<R>(Table<R, 4>);

impl<R: BufRead> Names<R> {
    /// Reads the head of the file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn open(source: R) -> Result<Self, Anomaly> {
        let columns = ["EntityNumber", "Language", "TypeOfDenomination", "Denomination"];
        Table::open(source, DENOMINATIONS, &columns).map(Self)
    }

    fn name(&self, [number, language, kind, name]: [Field; 4]) -> Result<Option<Name>, Anomaly> {
        let is_name = match kind.text.as_str() {
            "001" => true,
            "002" | "003" | "004" => false,
            _ => return Err(self.0.fault(&kind, Fault::OutsideDomain, "cbe-code")),
        };
        let language = match language.text.as_str() {
            "0" => None,
            "1" => Some(Language::Fr),
            "2" => Some(Language::Nl),
            "3" => Some(Language::De),
            "4" => Some(Language::En),
            _ => return Err(self.0.fault(&language, Fault::OutsideDomain, "cbe-code")),
        };
        // 2.000.000.339: an establishment; an enterprise is written 0200.065.765.
        if number.text.as_bytes().get(1) == Some(&b'.') {
            return Ok(None);
        }
        let number = self.0.number(&number)?;
        let name = name.text.trim().to_owned();
        let line = self.0.line();
        Ok((is_name && !name.is_empty()).then_some(Name { number, language, name, line }))
    }
}

impl<R: BufRead> Iterator for Names<R> {
    type Item = Result<Name, Anomaly>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let row = self.0.row().transpose()?;
            match row.and_then(|row| self.name(row)) {
                Ok(None) => {}
                Ok(Some(name)) => return Some(Ok(name)),
                Err(anomaly) => return Some(Err(anomaly)),
            }
        }
    }
}

/// A fault of a whole file.
pub fn fault(file: &str, fault: Fault, reason: &str) -> Anomaly {
    Anomaly::new(Zone::File, fault).with("reason", reason).at(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "\"EntityNumber\",\"Language\",\"TypeOfDenomination\",\"Denomination\"\n";

    fn names(rows: &str) -> Vec<Result<Name, Anomaly>> {
        Names::open(format!("{HEAD}{rows}").as_bytes()).unwrap().collect()
    }

    /// Reason, line and column.
    fn told(anomaly: &Anomaly) -> (&str, Option<u64>, Option<u64>) {
        let reason = anomaly.args.get("reason").map_or("", String::as_str);
        (reason, anomaly.line, anomaly.column)
    }

    #[test]
    fn names_of_enterprises_are_taken_and_others_passed_over() {
        let found = names(
            "\"0101.100.031\",\"2\",\"001\",\"Bakkerij \"\"De Korst\"\"\"\r\n\
             \"0101.100.031\",\"2\",\"003\",\"De Korst\"\n\
             \"2.000.000.339\",\"2\",\"003\",\"De Korst aan zee\"\n\
             \n\
             \"0101.100.130\",\"0\",\"001\",\"Sans, langue\"\n",
        );
        let found: Vec<Name> = found.into_iter().map(Result::unwrap).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].number.digits(), "0101100031");
        assert_eq!((found[0].language, found[0].line), (Some(Language::Nl), 2));
        assert_eq!(found[0].name, "Bakkerij \"De Korst\"");
        assert_eq!((found[1].language, found[1].line), (None, 6));
        assert_eq!(found[1].name, "Sans, langue");
    }

    #[test]
    fn each_fault_has_its_place() {
        let one = |rows: &str| names(rows).remove(0).unwrap_err();
        let row = |number: &str, language: &str, kind: &str| {
            one(&format!("\"{number}\",\"{language}\",\"{kind}\",\"x\"\n"))
        };
        assert_eq!(told(&row("0101.100.031", "7", "001")), ("cbe-code", Some(2), Some(16)));
        assert_eq!(told(&row("0101.100.031", "2", "9")), ("cbe-code", Some(2), Some(20)));
        let wrong = row("0101.100.032", "2", "001");
        assert_eq!((wrong.code().as_str(), wrong.line), ("ENTERPRISE-004", Some(2)));
        assert_eq!(wrong.path, "denomination.csv EntityNumber");
        assert_eq!(told(&one("\"0101.100.031\",\"2\"\n")), ("cbe-row", Some(2), None));
        assert_eq!(told(&one("\"0101.100.031\",\"2\",\"001\",\"x\n")).0, "cbe-quote");
        let long = format!("\"0101.100.031\",\"2\",\"001\",\"{}\"\n", "x".repeat(70_000));
        assert_eq!(told(&one(&long)), ("cbe-quote", Some(2), None));
        let bytes = [HEAD.as_bytes(), b"\"0101.100.031\",\"2\",\"001\",\"\xff\"\n"].concat();
        let wrong = Names::open(bytes.as_slice()).unwrap().next().unwrap().unwrap_err();
        assert_eq!(told(&wrong), ("cbe-bytes", Some(2), Some(27)));
        let wrong = Names::open(&b"\"Number\",\"Name\"\n"[..]).err().unwrap();
        assert_eq!(told(&wrong), ("cbe-columns", Some(1), None));
        assert_eq!(told(&Names::open(&b""[..]).err().unwrap()).0, "cbe-columns");
    }

    #[test]
    fn columns_may_stand_in_another_order() {
        let text = "\u{feff}Status,EnterpriseNumber\nAC,0101.100.031\n";
        let found: Vec<_> = Numbers::open(text.as_bytes()).unwrap().collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].as_ref().unwrap().digits(), "0101100031");
    }

    #[test]
    fn only_full_extracts_of_a_known_day_are_read() {
        let of = |rows: &str| {
            snapshot(format!("\"Variable\",\"Value\"\n{rows}").as_bytes())
                .map_err(|anomaly| told(&anomaly).0.to_owned())
        };
        let full = "\"SnapshotDate\",\"31-10-2026\"\n\"ExtractType\",\"full\"\n";
        assert_eq!(of(full), Ok(jiff::civil::date(2026, 10, 31)));
        assert_eq!(of(&full.replace("full", "update")), Err("cbe-update".to_owned()));
        assert_eq!(of(&full.replace("31-10-2026", "2026-10-31")), Err("cbe-date".to_owned()));
        assert_eq!(of(&full.replace("31-10", "31-11")), Err("cbe-date".to_owned()));
        assert_eq!(of("\"ExtractType\",\"full\"\n"), Err("cbe-snapshot".to_owned()));
    }
}
