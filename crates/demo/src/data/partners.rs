//! Those who act for employers: a social secretariat with its mandates, a training provider; and the
//! inspection.

use fla_app::{App, Key, NewEmployer, NewMandate, NewParticipant, NewReport, Visitor};
use fla_domain::access::{Quality, Role, Scope};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::EmployerId;
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::time::Quarter;
use fla_domain::training::{TrainingDetails, TrainingKind};
use fla_formats::synthetic;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::cast::{COMPANIES, OFFICERS};
use super::{DataFault, visitor};
use crate::provider::DemoPerson;

/// An organisation that is no employer here, with the person who works there.
struct Partner {
    index: u32,
    name: &'static str,
    language: Language,
    quality: Quality,
    person: (&'static str, &'static str),
    caption: &'static str,
}

const SECRETARIAT: Partner = Partner {
    index: 60,
    name: "Sociaal secretariaat Loonwijzer",
    language: Language::Nl,
    quality: Quality::SocialSecretariat,
    person: ("Nele", "Loonsvelden"),
    caption: "Werkt bij sociaal secretariaat Loonwijzer voor werkgevers met een mandaat",
};

const TRAINER: Partner = Partner {
    index: 61,
    name: "Centre de formation Belleclairière",
    language: Language::Fr,
    quality: Quality::TrainingProvider,
    person: ("Fabien", "Clairièrelle"),
    caption: "Communique les formations du Centre de formation Belleclairière",
};

/// The access manager of a company, who gives mandates: number, name, the company.
const MANAGER: (u32, (&str, &str), [usize; 2]) = (OFFICERS + 62, ("Ilse", "Zandloperts"), [7, 4]);

/// The inspector.
const INSPECTOR: (u32, (&str, &str)) = (OFFICERS + 63, ("Marcella", "Toezichtens"));

/// The access manager of the German-speaking company, who is among the cast.
const GISELA: (u32, &str, &str) = (OFFICERS + 42, "Gisela", "Mühlengrund");

impl Partner {
    fn number(&self) -> EnterpriseNumber {
        synthetic::enterprise(1_000 + self.index * 137)
    }

    fn visitor(&self) -> Visitor {
        visitor(OFFICERS + self.index, self.person.0, self.person.1)
    }

    fn who(&self) -> DemoPerson {
        demo_person(OFFICERS + self.index, self.person, self.language, self.caption)
    }
}

fn demo_person(number: u32, name: (&str, &str), language: Language, caption: &str) -> DemoPerson {
    DemoPerson {
        ssin: synthetic::ssin(number),
        given_name: name.0.to_owned(),
        family_name: name.1.to_owned(),
        language,
        caption: caption.to_owned(),
    }
}

/// The people of these organisations.
pub(super) fn people() -> Vec<DemoPerson> {
    vec![
        SECRETARIAT.who(),
        TRAINER.who(),
        demo_person(
            MANAGER.0,
            MANAGER.1,
            Language::Nl,
            "Toegangsbeheerder van Groep Zeegras en Chemie Noordvaart",
        ),
        demo_person(
            INSPECTOR.0,
            INSPECTOR.1,
            Language::Nl,
            "Inspecteur: leest met een opgegeven reden",
        ),
    ]
}

fn key(text: &str) -> Result<Key, DataFault> {
    Key::new(&format!("demo:{text}")).map_err(DataFault::during("a key"))
}

/// Adds them, and gives the mandates: two in force and one that waits to be confirmed.
pub(super) async fn make(app: &App, today: Date) -> Result<(), DataFault> {
    let during = DataFault::during;
    let installation = app.installation();
    let mut ids = Vec::new();
    for partner in [&SECRETARIAT, &TRAINER] {
        let new = NewEmployer {
            enterprise_number: partner.number(),
            nsso_number: None,
            name: partner.name.to_owned(),
            language: partner.language,
            qualities: vec![partner.quality],
        };
        let ssin = partner.visitor().ssin;
        let first = Some((&ssin, Role::AccessManager));
        let added = app
            .add_employer(&installation, &new, first, &key(&format!("partner:{}", partner.index))?)
            .await;
        ids.push(added.map_err(during(partner.name))?);
    }
    let inspector = synthetic::ssin(INSPECTOR.0);
    app.give_access(&installation, &inspector, Role::Inspector, None, &key("inspector")?)
        .await
        .map_err(during("the inspector"))?;
    let employers = app.employers(&installation).await.map_err(during("employers"))?;
    let id_of = |company: usize| -> Result<EmployerId, DataFault> {
        let number = COMPANIES[company].enterprise_number();
        let found = employers.iter().find(|(one, _)| one.enterprise_number == number);
        found.map(|(one, _)| one.id).ok_or(DataFault::Plan("an employer is missing"))
    };
    let manager = synthetic::ssin(MANAGER.0);
    for company in MANAGER.2 {
        let caller = app.act_as_installation(id_of(company)?).await.map_err(during("access"))?;
        app.give_access(&caller, &manager, Role::AccessManager, None, &key("manager")?)
            .await
            .map_err(during("access"))?;
    }
    let ilse = visitor(MANAGER.0, MANAGER.1.0, MANAGER.1.1);
    let gisela = visitor(GISELA.0, GISELA.1, GISELA.2);
    let all = vec![Scope::Declare, Scope::Correct, Scope::Verify];
    let secretariat =
        app.act_for(&SECRETARIAT.visitor(), ids[0]).await.map_err(during("a mandate"))?;
    for (company, giver, scopes, confirmed) in
        [(3, &gisela, all, true), (7, &ilse, vec![Scope::Declare], true), (4, &ilse, vec![], false)]
    {
        let caller = app.act_for(giver, id_of(company)?).await.map_err(during("a mandate"))?;
        let new = NewMandate {
            provider: SECRETARIAT.number(),
            from: Quarter::of(today).yyyyq(),
            until: None,
            scopes,
        };
        let mandate = app
            .give_mandate(&caller, &new, &key(&format!("mandate:{company}"))?)
            .await
            .map_err(during("a mandate"))?;
        if confirmed {
            app.answer_mandate(&secretariat, mandate, true, &key(&format!("confirm:{company}"))?)
                .await
                .map_err(during("a mandate"))?;
        }
    }
    report(app, &TRAINER, ids[1], today).await
}

/// A training that the training provider reports to three employers, for four people.
async fn report(
    app: &App,
    partner: &Partner,
    id: EmployerId,
    today: Date,
) -> Result<(), DataFault> {
    let during = DataFault::during;
    let mut participants = Vec::new();
    for (company, place) in [(7, 1), (7, 2), (4, 0), (2, 3)] {
        let company = &COMPANIES[company];
        let staff = super::staff::of(company, today)?;
        let worker = staff.get(place).ok_or(DataFault::Plan("a worker is missing"))?;
        participants.push(NewParticipant {
            line: participants.len() + 1,
            employer: company.enterprise_number(),
            ssin: worker.ssin.clone(),
            name: format!("{} {}", worker.given, worker.family),
        });
    }
    let day = today.saturating_sub(6.days());
    let new = NewReport {
        details: TrainingDetails {
            title: "Premiers secours en entreprise".to_owned(),
            start: day,
            end: day,
            minutes: Minutes(420),
            kind: Some(TrainingKind::Formal),
            provider: None,
            place: Some("Namur".to_owned()),
            nature: None,
            funding: None,
            cla_number: None,
            field: None,
            not_counting: None,
        },
        certificate: true,
        valid_until: None,
        participants,
        link: false,
    };
    let caller = app.act_for(&partner.visitor(), id).await.map_err(during("a report"))?;
    app.report_training(&caller, &new, &key("report")?).await.map_err(during("a report"))?;
    Ok(())
}
