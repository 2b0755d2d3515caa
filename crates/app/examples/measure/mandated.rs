//! Measures a batch file of new trainings that a social secretariat sends for the employers that gave it
//! a mandate, the forms about each between those about the others; beside it the same number of forms
//! about one of as many people, in the same run, as yardstick. From coming in to the last answer, on an
//! embedded store or where `FLA_BENCH_POSTGRES` says.
//!
//! `measure mandated <folder> <forms> <employers> <people>`: so many people of each employer.

use std::path::PathBuf;
use std::time::Instant as Watch;

use fla_app::{App, Caller, Key, NewEmployer, NewMandate};
use fla_domain::access::{Quality, Role, Scope};
use fla_domain::ids::EmployerId;
use fla_domain::language::Language;
use fla_formats::synthetic;

use crate::batch_file::{Places, sent};
use crate::forms::{self, Kind};
use crate::setup;

/// The synthetic number of the secretariat.
const SECRETARIAT: u32 = 900_000;

/// Measures it, with the arguments after its name.
pub async fn run(arguments: &[String]) {
    let folder = PathBuf::from(&arguments[0]);
    std::fs::create_dir_all(&folder).expect("a folder");
    let number = |n: usize| arguments[n].parse::<u32>().expect("a number");
    let (forms, employers, people) = (u64::from(number(1)), number(2), number(3));
    let places = Places::new(folder);
    let many = file(&places, "many", forms, (employers, people)).await;
    println!("forms_a_second {:.0}", per_second(forms, many));
    let one = file(&places, "one", forms, (1, employers * people)).await;
    println!("yardstick_forms_a_second {:.0}", per_second(forms, one));
    println!("times_the_yardstick {:.2}", many / one);
}

#[expect(clippy::cast_precision_loss, reason = "a number of forms")]
fn per_second(forms: u64, seconds: f64) -> f64 {
    forms as f64 / seconds
}

/// The seconds that a file takes.
async fn file(places: &Places, name: &str, forms: u64, people: (u32, u32)) -> f64 {
    let (store, app) = places.make(name).await;
    let secretariat = mandated(&app, people.0).await;
    let path = places.folder.join(format!("{name}.xml"));
    forms::write(&path, u64::from(people.0 * people.1), people, (Kind::People, Kind::People));
    carried_out(&app, &secretariat, &path).await;
    let path = places.folder.join(format!("{name}-trainings.xml"));
    forms::write(&path, forms, people, (Kind::Trainings, Kind::Trainings));
    let watch = Watch::now();
    carried_out(&app, &secretariat, &path).await;
    let seconds = watch.elapsed().as_secs_f64();
    store.close().await.expect("closed");
    seconds
}

async fn carried_out(app: &App, sender: &Caller, path: &std::path::Path) {
    let id = sent(app, sender, path).await;
    app.work_to_the_end().await.expect("carried out");
    let view = app.batch_file(sender, id).await.expect("a file");
    assert_eq!((view.state.as_str(), view.refused), ("done", 0), "all is carried out");
}

/// A secretariat with mandates of so many employers.
async fn mandated(app: &App, employers: u32) -> Caller {
    let provider = synthetic::enterprise(SECRETARIAT);
    let id = add(app, SECRETARIAT, Quality::SocialSecretariat).await;
    let secretariat = setup::officer(app, id).await;
    for n in 0..employers {
        let id = add(app, n, Quality::Employer).await;
        let giver = setup::officer(app, id).await;
        let scopes = vec![Scope::Declare];
        let mandate = NewMandate { provider: provider.clone(), from: 20_241, until: None, scopes };
        let mandate = app.give_mandate(&giver, &mandate, &key("give", n)).await.expect("given");
        let answered = app.answer_mandate(&secretariat, mandate, true, &key("answer", n)).await;
        answered.expect("accepted");
    }
    secretariat
}

async fn add(app: &App, n: u32, quality: Quality) -> EmployerId {
    let new = NewEmployer {
        enterprise_number: synthetic::enterprise(n),
        nsso_number: None,
        name: format!("Measured {n}"),
        language: Language::Nl,
        qualities: vec![quality],
    };
    let first = Some((&setup::officer_ssin(), Role::AccessManager));
    let added = app.add_employer(&app.installation(), &new, first, &key("add", n)).await;
    added.expect("an employer")
}

fn key(what: &str, n: u32) -> Key {
    Key::new(&format!("{what}-{n}")).expect("a key")
}
