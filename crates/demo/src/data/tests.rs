//! The plan by itself; that the product takes it is tested where the demonstration is run.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::identifier::Ssin;
use jiff::civil::{Date, date};

use super::cast::{COMPANIES, TWICE};
use super::{people, random, staff};

/// A day in the middle of a quarter, one shortly after New Year, one in a leap year.
const DAYS: [Date; 3] = [date(2026, 10, 24), date(2027, 1, 3), date(2028, 2, 29)];

#[test]
fn every_number_is_invented_and_given_once() {
    let mut holders: BTreeMap<Ssin, BTreeSet<u32>> = BTreeMap::new();
    for company in &COMPANIES {
        for worker in staff::of(company, DAYS[0]).unwrap() {
            holders.entry(worker.ssin).or_default().insert(company.index);
        }
    }
    let twice: Vec<_> = holders.values().filter(|companies| companies.len() > 1).collect();
    assert_eq!(twice.len(), 1);
    assert!(twice[0].contains(&u32::try_from(TWICE.0).unwrap()));
    // Births from March 1910 on are left to the browser tests.
    for ssin in holders.keys().chain(people().iter().map(|person| &person.ssin)) {
        let digits = ssin.digits();
        assert!(digits[..4] < *"1003" && digits[6..9] > *"900", "{ssin}");
    }
}

#[test]
fn everybody_one_can_sign_in_as_is_somebody_else() {
    let people = people();
    let numbers: BTreeSet<_> = people.iter().map(|person| person.ssin.clone()).collect();
    let captions: BTreeSet<_> = people.iter().map(|person| person.caption.clone()).collect();
    assert_eq!((numbers.len(), captions.len()), (people.len(), people.len()));
    let newcomer = people.iter().find(|person| person.caption.contains("zonder gegevens"));
    let number = COMPANIES[8].enterprise_number().to_string();
    assert!(newcomer.unwrap().caption.contains(&number));
}

#[test]
fn the_plan_holds_on_every_day_and_is_always_the_same() {
    for day in DAYS {
        let quarters = staff::quarters(day);
        assert!((12..=16).contains(&quarters.len()), "{day}: {}", quarters.len());
        for company in &COMPANIES {
            let (one, other) = (staff::of(company, day).unwrap(), staff::of(company, day).unwrap());
            for (worker, again) in one.iter().zip(&other) {
                assert_eq!(worker.occupations, again.occupations);
                assert!(!worker.occupations.is_empty());
                for occupation in &worker.occupations {
                    assert!(occupation.end.is_none_or(|end| end >= occupation.start));
                    assert!(occupation.start <= day);
                }
                let declared = quarters.iter().any(|q| !worker.declared(*q).is_empty());
                assert!(declared, "{} {}: never declared", company.name, worker.family);
            }
        }
    }
}

#[test]
fn there_is_some_of_everything() {
    let group = staff::of(&COMPANIES[7], DAYS[0]).unwrap();
    let here = group.iter().filter(|worker| worker.works_on(DAYS[0])).count();
    assert!((1_100..1_200).contains(&here), "{here}");
    let several = |worker: &&staff::Worker| worker.occupations.len() > 1;
    assert!(group.iter().filter(several).count() > 100);
    let part_time = |worker: &&staff::Worker| worker.occupations[0].fraction.q() < 3_800;
    assert!(group.iter().filter(part_time).count() > 200);
    let steady = staff::of(&COMPANIES[5], DAYS[0]).unwrap();
    assert_eq!(steady.len(), 100);
    assert!(steady.iter().all(|w| w.works_on(DAYS[0]) && w.occupations[0].fraction.q() == 3_800));
    let left = &staff::of(&COMPANIES[4], DAYS[0]).unwrap()[usize::try_from(staff::LEAVER).unwrap()];
    assert!(!left.works_on(DAYS[0]));
}

#[test]
fn its_randomness_repeats() {
    let draw = || {
        let (random, mut bytes) = (random(), [0; 40]);
        random(&mut bytes);
        bytes
    };
    assert_eq!(draw(), draw());
    assert_ne!(draw()[..16], draw()[16..32]);
}
