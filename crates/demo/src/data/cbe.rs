//! A made-up extract of the open data of the Crossroads Bank for Enterprises: the organisations of
//! the demonstration, and one that is not among them yet.

use std::fmt::Write as _;
use std::fs;

use fla_app::{App, Key, NewEmployer};
use fla_domain::access::Quality;
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::language::Language;
use fla_formats::synthetic;
use jiff::civil::Date;

use super::{DataFault, cast};

/// One to add: 0100.098.753.
const ANOTHER: (u32, &str) = (987, "Drukkerij Inktvlek");

/// Loads it, with the names under which organisations are registered.
pub(super) async fn load(app: &App, today: Date) -> Result<(), DataFault> {
    let installation = app.installation();
    let all = app.employers(&installation).await.map_err(DataFault::during("employers"))?;
    let mut names: Vec<(EnterpriseNumber, String)> =
        all.into_iter().map(|(one, _)| (one.enterprise_number, one.name)).collect();
    names.push((synthetic::enterprise(ANOTHER.0), ANOTHER.1.to_owned()));

    let day = today.first_of_month().yesterday().unwrap_or(today).strftime("%d-%m-%Y");
    let meta = format!("Variable,Value\nSnapshotDate,{day}\nExtractType,full\n");
    let mut numbers = "EnterpriseNumber\n".to_owned();
    let mut denominations = "EntityNumber,Language,TypeOfDenomination,Denomination\n".to_owned();
    for (number, name) in names {
        let _ = writeln!(numbers, "{number}");
        let _ = writeln!(denominations, "{number},0,001,\"{name}\"");
    }
    let dir = tempfile::tempdir()?;
    fs::write(dir.path().join("meta.csv"), meta)?;
    fs::write(dir.path().join("enterprise.csv"), numbers)?;
    fs::write(dir.path().join("denomination.csv"), denominations)?;
    let loaded = app.load_cbe(&installation, dir.path()).await;
    loaded.map_err(DataFault::during("the extract of the CBE"))?;
    ask(app).await
}

/// Somebody asks for the one that is not there yet.
async fn ask(app: &App) -> Result<(), DataFault> {
    let new = NewEmployer {
        enterprise_number: synthetic::enterprise(ANOTHER.0),
        nsso_number: None,
        name: String::new(),
        language: Language::Nl,
        qualities: vec![Quality::Employer],
    };
    let key = Key::new("demo:request").map_err(DataFault::during("a key"))?;
    let asked = app.ask_for_organisation(&cast::asking(), &new, &key).await;
    asked.map(drop).map_err(DataFault::during("a request"))
}
