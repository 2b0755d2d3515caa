//! Reading participants as a provider names them: a line for each, with the enterprise number of
//! the employer, the SSIN and the name, as they come out of a spreadsheet.

use fla_app::NewParticipant;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{EnterpriseNumber, Ssin};

/// The participants of a text; what is wrong is told with its line.
pub fn read(text: &str) -> (Vec<NewParticipant>, Vec<Anomaly>) {
    let (mut people, mut found) = (Vec::new(), Vec::new());
    for (n, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        match participant(n + 1, line) {
            Ok(one) => people.push(one),
            Err(faults) => {
                found.extend(faults.into_iter().map(|f| f.at("participants").with("line", n + 1)));
            }
        }
    }
    (people, found)
}

fn participant(line: usize, text: &str) -> Result<NewParticipant, Vec<Anomaly>> {
    let separator = ['\t', ';'].into_iter().find(|c| text.contains(*c)).unwrap_or(',');
    let mut columns = text.splitn(3, separator).map(str::trim);
    let number = columns.next().unwrap_or_default().parse::<EnterpriseNumber>();
    let ssin = columns.next().unwrap_or_default().parse::<Ssin>();
    let name = columns.next().unwrap_or_default();
    let mut found = Vec::new();
    if name.is_empty() {
        found.push(Anomaly::new(Zone::FamilyName, Fault::Missing));
    }
    if name.chars().count() > 200 {
        found.push(Anomaly::new(Zone::FamilyName, Fault::Length).with("max", 200));
    }
    match (number, ssin) {
        (Ok(employer), Ok(ssin)) if found.is_empty() => {
            Ok(NewParticipant { line, employer, ssin, name: name.to_owned() })
        }
        (number, ssin) => Err(number.err().into_iter().chain(ssin.err()).chain(found).collect()),
    }
}

#[cfg(test)]
mod tests {
    use fla_formats::synthetic;

    use super::*;

    #[test]
    fn columns_of_a_spreadsheet_and_of_a_text() {
        let (number, ssin) = (synthetic::enterprise(1), synthetic::ssin(7));
        for separator in ["\t", ";", ",", " ; "] {
            let text = format!("\n{number}{separator}{}{separator}An Jans\n", ssin.digits());
            let (people, found) = read(&text);
            assert!(found.is_empty(), "{separator:?}");
            assert_eq!((people[0].line, people[0].name.as_str()), (2, "An Jans"));
            assert!(people[0].ssin == ssin && people[0].employer == number);
        }
    }

    #[test]
    fn each_fault_has_its_line() {
        let ssin = synthetic::ssin(7);
        let text = format!("1;{};An\n{};00;\n", ssin.digits(), synthetic::enterprise(1));
        let (people, found) = read(&text);
        assert!(people.is_empty());
        let told: Vec<_> =
            found.iter().map(|f| (f.zone, f.args.get("line").cloned().unwrap())).collect();
        assert_eq!(
            told,
            [
                (Zone::EnterpriseNumber, "1".to_owned()),
                (Zone::Ssin, "2".to_owned()),
                (Zone::FamilyName, "2".to_owned())
            ]
        );
    }
}
