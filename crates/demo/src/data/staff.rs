//! Who works where, since when, how much.

use fla_domain::identifier::{JointCommittee, Ssin};
use fla_domain::language::Language;
use fla_domain::occupation::Occupation;
use fla_domain::quantity::Fraction;
use fla_domain::time::Quarter;
use fla_formats::synthetic::{self, mix};
use jiff::ToSpan;
use jiff::civil::Date;

use super::DataFault;
use super::cast::{COMPANIES, Company, TWICE};
use crate::provider::DemoPerson;

/// Hours of a full-time week, in hundredths.
const FULL: u32 = 3_800;

/// Somebody who works for an employer, or did.
pub(super) struct Worker {
    pub ssin: Ssin,
    pub given: &'static str,
    pub family: &'static str,
    pub language: Language,
    pub occupations: Vec<Occupation>,
}

impl Worker {
    /// First day of the first occupation.
    pub fn start(&self) -> Option<Date> {
        self.occupations.iter().map(|o| o.start).min()
    }

    /// Whether an occupation is in force on a day.
    pub fn works_on(&self, day: Date) -> bool {
        self.occupations.iter().any(|o| o.start <= day && o.end.is_none_or(|end| end >= day))
    }

    /// The occupations of a quarter, as a declaration of that quarter names them.
    pub fn declared(&self, quarter: Quarter) -> Vec<Occupation> {
        let (first, last) = (quarter.first_day(), quarter.last_day());
        self.occupations
            .iter()
            .filter(|o| o.start <= last && o.end.is_none_or(|end| end >= first))
            // An end that lies after the quarter was not known yet when it was declared.
            .map(|o| Occupation { end: o.end.filter(|end| *end <= last), ..o.clone() })
            .collect()
    }
}

/// The quarters that are declared on a day, from the first reference quarter of four years.
pub(super) fn quarters(day: Date) -> Vec<Quarter> {
    let Ok(mut quarter) = Quarter::new(day.year() - 4, 4) else { return Vec::new() };
    let mut quarters = Vec::new();
    while quarter.last_day().checked_add(21.days()).is_ok_and(|filed| filed <= day) {
        quarters.push(quarter);
        quarter = quarter.next();
    }
    quarters
}

/// The number of the `i`-th of an employer's people.
fn number(company: &Company, i: u32) -> u32 {
    let (first, second) = (&COMPANIES[TWICE.0], &COMPANIES[TWICE.1]);
    if company.index == second.index && i == 0 { first.first } else { company.first + i }
}

/// A name of the `n`-th person: mostly of the language of the employer.
fn name(company: &Company, n: u32) -> synthetic::Name {
    let wanted = company.language;
    let other = mix(u64::from(n) ^ 0xa11).is_multiple_of(5) || wanted == Language::En;
    let mut names = (0..40).map(|step| synthetic::name(n * 41 + step));
    let fitting = names.find(|name| other || name.language == wanted);
    fitting.unwrap_or_else(|| synthetic::name(n))
}

/// The employees one can sign in as: of two employers, of one, and one who left.
pub(super) fn demo_employees() -> Vec<DemoPerson> {
    let of = |company: usize, i: u32, caption: &str| {
        let company = &COMPANIES[company];
        let number = number(company, i);
        let name = name(company, number);
        DemoPerson {
            ssin: synthetic::ssin(number),
            given_name: name.given.to_owned(),
            family_name: name.family.to_owned(),
            language: company.language,
            caption: caption.to_owned(),
        }
    };
    vec![
        of(TWICE.0, 0, "Werknemer van Bakkerij Zilverkorst en van Groep Zeegras"),
        of(6, 3, "Collaborateur de Technologies Hautclair"),
        of(4, LEAVER, "Vertrok bij Chemie Noordvaart"),
    ]
}

/// Which of the people of [`COMPANIES`]`[4]` has left, for certain.
pub(super) const LEAVER: u32 = 2;
/// People before this place stay, work full-time and have one occupation: for those one signs in
/// as and those something particular happens to.
pub(super) const PLAIN: u32 = 5;

/// The people of an employer, as they are on the first day of the story.
pub(super) fn of(company: &Company, day: Date) -> Result<Vec<Worker>, DataFault> {
    let quarters = quarters(day);
    let (Some(first), Some(last)) = (quarters.first(), quarters.last()) else {
        return Err(DataFault::Plan("no quarter"));
    };
    let span = Stretch { first: first.first_day(), last: last.last_day() };
    (0..company.people).map(|i| worker(company, i, &span)).collect()
}

/// The days the declarations tell of.
struct Stretch {
    first: Date,
    last: Date,
}

impl Stretch {
    fn days(&self) -> u64 {
        let days = self.first.until(self.last).map_or(0, |span| span.get_days());
        u64::try_from(days).unwrap_or(1).max(1)
    }

    /// A day that many days after the first.
    fn day(&self, days: u64) -> Date {
        let days = i64::try_from(days).unwrap_or(0);
        self.first.checked_add(days.days()).unwrap_or(self.last)
    }
}

fn worker(company: &Company, i: u32, stretch: &Stretch) -> Result<Worker, DataFault> {
    let number = number(company, i);
    let name = name(company, number);
    let lot = Lot(mix((u64::from(company.index) << 40) | u64::from(i)));
    let plain = company.steady || i < PLAIN;
    let committee = lot.weighted(company.committees)?;
    let start = start(&lot, plain, stretch)?;
    let whole = |q: u32, committee: &JointCommittee| -> Result<Occupation, DataFault> {
        let fraction = Fraction::new(q, FULL).map_err(|_| DataFault::Plan("a regime"))?;
        Ok(Occupation { start, end: None, joint_committee: committee.clone(), fraction })
    };
    let mut occupations = if plain {
        vec![whole(FULL, &committee)?]
    } else {
        let q = [FULL, FULL, FULL, FULL, FULL, 3_040, 1_900, 2_280, 3_420, 1_140][lot.below(2, 10)];
        match lot.below(3, 12) {
            0 => {
                let second = other(company.committees, &committee)?;
                vec![whole(1_900, &committee)?, whole(1_140, &second)?]
            }
            1 | 2 => change(whole(q, &committee)?, &lot, stretch)?,
            _ => vec![whole(q, &committee)?],
        }
    };
    let leaves = (company.index == 4 && i == LEAVER) || (!plain && lot.below(4, 9) == 0);
    if leaves {
        leave(&mut occupations, &lot, stretch);
    }
    Ok(Worker {
        ssin: synthetic::ssin(number),
        given: name.given,
        family: name.family,
        language: name.language,
        occupations,
    })
}

/// Two in ten came while the declarations tell of it, the others long before.
fn start(lot: &Lot, plain: bool, stretch: &Stretch) -> Result<Date, DataFault> {
    if !plain && lot.below(1, 10) < 2 {
        return Ok(stretch.day(lot.draw(6) % (stretch.days() - 40)));
    }
    let before = i64::try_from(30 + lot.draw(6) % 5_000).unwrap_or(30);
    stretch.first.checked_sub(before.days()).map_err(|_| DataFault::Plan("a start"))
}

/// Another regime from the first day of some quarter on.
fn change(
    occupation: Occupation,
    lot: &Lot,
    stretch: &Stretch,
) -> Result<Vec<Occupation>, DataFault> {
    let earliest = occupation.start.max(stretch.first);
    let room = earliest.until(stretch.last).map_or(0, |span| span.get_days());
    let after = i64::try_from(lot.draw(7)).unwrap_or(0).rem_euclid(i64::from(room.max(1)));
    let day = earliest.checked_add(after.days()).unwrap_or(stretch.last);
    let from = Quarter::of(day).next().first_day();
    if from > stretch.last {
        return Ok(vec![occupation]);
    }
    let q = if occupation.fraction.q() == FULL { 3_040 } else { FULL };
    let fraction = Fraction::new(q, FULL).map_err(|_| DataFault::Plan("a regime"))?;
    let next = Occupation { start: from, fraction, ..occupation.clone() };
    let end = from.yesterday().map_err(|_| DataFault::Plan("a change"))?;
    Ok(vec![Occupation { end: Some(end), ..occupation }, next])
}

/// Ends what goes on, some time before the last declared day.
fn leave(occupations: &mut [Occupation], lot: &Lot, stretch: &Stretch) {
    let latest = occupations.iter().map(|o| o.start).max().unwrap_or(stretch.first);
    let from = latest.max(stretch.first);
    let room = u64::try_from(from.until(stretch.last).map_or(0, |s| s.get_days())).unwrap_or(0);
    if room < 60 {
        return;
    }
    let after = i64::try_from(30 + lot.draw(8) % (room - 30)).unwrap_or(30);
    let end = from.checked_add(after.days()).unwrap_or(stretch.last);
    for occupation in occupations.iter_mut().filter(|o| o.end.is_none()) {
        occupation.end = Some(end);
    }
}

/// What chance decides of somebody, always the same.
struct Lot(u64);

impl Lot {
    /// The draw for one question.
    fn draw(&self, question: u64) -> u64 {
        // The largest numbers would not fit where days are counted.
        mix(self.0 ^ question.wrapping_mul(0x9e37)) >> 8
    }

    fn below(&self, question: u64, bound: usize) -> usize {
        usize::try_from(self.draw(question) % bound as u64).unwrap_or(0)
    }

    fn weighted(&self, committees: &[(&str, u64)]) -> Result<JointCommittee, DataFault> {
        let whole: u64 = committees.iter().map(|(_, weight)| weight).sum();
        let mut left = self.draw(0) % whole.max(1);
        for (code, weight) in committees {
            if left < *weight {
                return code.parse().map_err(|_| DataFault::Plan("a joint committee"));
            }
            left -= weight;
        }
        Err(DataFault::Plan("no joint committee"))
    }
}

/// Another joint committee where there is one.
fn other(committees: &[(&str, u64)], than: &JointCommittee) -> Result<JointCommittee, DataFault> {
    let mut codes = committees.iter().map(|(code, _)| *code);
    match codes.find(|code| *code != than.code()) {
        Some(code) => code.parse().map_err(|_| DataFault::Plan("a joint committee")),
        None => Ok(than.clone()),
    }
}
