//! What people add of themselves: a diploma, and a certificate that they show their employer.

use fla_app::{Command, Key, OwnCommand, Visitor};
use fla_domain::language::Language;
use fla_domain::own::{BroadField, RecordDetails, RecordKind, Standing};
use jiff::civil::date;

use crate::data::DataFault;
use crate::data::door::Door;

/// How many people of each employer do so.
const PEOPLE: usize = 4;

/// The diploma, the school, the certificate, in the language of the person.
const fn words(language: Language) -> [&'static str; 3] {
    match language {
        Language::Nl => ["Bachelor in het bedrijfsmanagement", "Hogeschool", "Rijbewijs C"],
        Language::Fr => {
            ["Bachelier en gestion d’entreprise", "Haute école", "Permis de conduire C"]
        }
        Language::De => ["Bachelor in Betriebswirtschaft", "Hochschule", "Führerschein C"],
        Language::En => ["Bachelor of business management", "University college", "Lorry licence"],
    }
}

fn details(kind: RecordKind, title: &str, school: Option<&str>) -> RecordDetails {
    let day = date(2016, 6, 30);
    RecordDetails {
        kind,
        title: title.to_owned(),
        provider: school.map(str::to_owned),
        field: school.map(|_| BroadField::Business),
        start: day,
        end: day,
        minutes: None,
        valid_until: (kind == RecordKind::Certificate).then(|| date(2036, 6, 29)),
    }
}

/// Two of them have what they show confirmed; the others wait.
pub(super) async fn happen(door: &Door<'_>) -> Result<(), DataFault> {
    for (at, worker) in door.staff.iter().take(PEOPLE).enumerate() {
        let during = || DataFault::during(format!("{}: own records", door.company.name));
        let visitor = Visitor {
            ssin: worker.ssin.clone(),
            name: format!("{} {}", worker.given, worker.family),
            channel: fla_app::Channel::Web,
            trace: "demonstration".to_owned(),
        };
        // Somebody may work for two employers of the demonstration.
        if !door.app.own_records(&visitor).await.map_err(during())?.is_empty() {
            continue;
        }
        let [diploma, school, licence] = words(worker.language);
        let key = |what: &str| Key::new(&format!("demo:{what}:{at}")).map_err(during());
        let add =
            OwnCommand::AddRecord { details: details(RecordKind::Diploma, diploma, Some(school)) };
        let key_one = key("diploma")?;
        door.app.submit_own(&visitor, &add, &key_one).await.map_err(during())?;
        door.time.pass();
        let add =
            OwnCommand::AddRecord { details: details(RecordKind::Certificate, licence, None) };
        let key_two = key("licence")?;
        let added = door.app.submit_own(&visitor, &add, &key_two).await.map_err(during())?;
        door.time.pass();
        let employer = door.caller.employer();
        let caller = door.app.act_as_employee(&visitor, employer).await.map_err(during())?;
        let record = added.record;
        let share = Command::ShareRecord { record };
        let key_three = key("share")?;
        door.app.submit(&caller, &share, &key_three, None).await.map_err(during())?;
        door.time.pass();
        if at % 3 == 0 {
            let (standing, words) = (Standing::Confirmed, String::new());
            let judge = Command::JudgeRecord { record, version: 1, standing, words };
            door.submit(&judge, None).await?;
        }
    }
    Ok(())
}
