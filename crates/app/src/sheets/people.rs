//! Rows about employees: who they are, and under what they work since when.

use std::collections::BTreeMap;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::JointCommittee;
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::occupation::{EndCause, Span};
use fla_domain::quantity::Fraction;
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::employee::{Employee, Person};
use fla_store::sheet::SheetRow;
use jiff::civil::Date;

use super::field::{Field, normal};
use super::reading::{Reading, Rules, gender, language, total};
use super::verdict::{Judged, Plan, Verdict};
use super::who::{People, Who};
use crate::{Command, OccupationInput, PersonInput, Refused, apply};

/// A row as it was read.
struct Line {
    row: i64,
    who: Who,
    person: PersonInput,
    version: Option<i64>,
    from: Option<Date>,
    to: Option<Date>,
    /// Committees and regimes of the same time.
    work: Vec<OccupationInput>,
    /// A regime without a committee.
    regime: Option<Fraction>,
    cause: Option<EndCause>,
}

fn line(rules: &Rules, row: &SheetRow) -> Result<Result<Line, Vec<Anomaly>>, Refused> {
    let mut r = Reading::of(rules, row)?;
    if r.is_total() {
        return Ok(Err(vec![rules.place(row.number, total())]));
    }
    let who = Who::read(&mut r);
    let this_year = rules.today.year();
    let person = PersonInput {
        ssin: who.ssin.as_ref().map(|s| s.digits().to_owned()).unwrap_or_default(),
        family_name: r.text(Field::FamilyName).unwrap_or_default(),
        given_name: r.text(Field::GivenName).unwrap_or_default(),
        birth_date: r.date(Field::BirthDate, Zone::BirthDate, this_year - 10),
        birth_place: r.text(Field::BirthPlace),
        address: r.text(Field::Address),
        gender: r.choice(Field::Gender, Zone::Text, gender).map(str::to_owned),
        language: r.choice(Field::Language, Zone::Language, language),
        email: r.text(Field::Email),
        team: r.text(Field::Team),
    };
    let version = r.text(Field::Version).and_then(|text| text.parse().ok());
    let from = r.day(Field::From, Zone::StartDate);
    let to = r.day(Field::To, Zone::EndDate).filter(|day| day.year() < 2100);
    let cause = r.choice(Field::EndCause, Zone::EndCause, cause);
    let (work, regime) = occupations(&mut r);
    let line = Line { row: row.number, who, person, version, from, to, work, regime, cause };
    let faults = r.faults();
    Ok(if faults.is_empty() { Ok(line) } else { Err(faults) })
}

fn cause(word: &str) -> Option<EndCause> {
    let known = EndCause::ALL.iter().copied().find(|cause| normal(cause.code()) == word);
    known.or(match word {
        "ontslagname" | "demission" | "kundigung durch arbeitnehmer" | "resignation" => {
            Some(EndCause::Resignation)
        }
        "dringende reden" | "motif grave" | "schwerwiegender grund" | "urgent cause" => {
            Some(EndCause::UrgentCause)
        }
        "ontslag" | "licenciement" | "entlassung" | "dismissal" => Some(EndCause::Dismissal),
        "onderling akkoord" | "commun accord" | "gegenseitiges einvernehmen" => {
            Some(EndCause::Agreement)
        }
        "einde contract" | "fin de contrat" | "vertragsende" | "end of contract" => {
            Some(EndCause::EndOfTerm)
        }
        _ => None,
    })
}

/// The occupations of a row: committees and hours may be several with `+` between them, for
/// somebody who works under several at a time.
fn occupations(r: &mut Reading<'_>) -> (Vec<OccupationInput>, Option<Fraction>) {
    let split = |text: Option<String>| -> Vec<String> {
        text.map(|t| t.split('+').map(|p| p.trim().to_owned()).collect()).unwrap_or_default()
    };
    let committees = split(r.text(Field::JointCommittee));
    let hours = split(r.text(Field::Hours));
    let full = split(r.text(Field::FullHours));
    let percents = split(r.text(Field::Percent));
    let mut fractions = Vec::new();
    for at in 0..committees.len().max(hours.len()).max(percents.len()) {
        let part = |list: &[String]| list.get(at).cloned().unwrap_or_default();
        fractions.push(fraction(r, &part(&hours), &part(&full), &part(&percents)));
    }
    let mut work = Vec::new();
    for (at, text) in committees.iter().enumerate() {
        match committee(text) {
            Ok(joint_committee) => work.push(OccupationInput {
                joint_committee,
                fraction: fractions.get(at).copied().flatten().unwrap_or(Fraction::FULL),
            }),
            Err(anomaly) => r.fault(Field::JointCommittee, anomaly),
        }
    }
    let regime = if committees.is_empty() { fractions.first().copied().flatten() } else { None };
    (work, regime)
}

/// A committee: the code, alone or before its name; a spreadsheet may have taken `140.03` for a
/// number and lost a zero at its end.
fn committee(text: &str) -> Result<JointCommittee, Anomaly> {
    let bare = text.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ' || c == '.');
    let code = bare.split([' ', '-', ':', '(']).next().unwrap_or_default();
    let code = code.replace(',', ".").trim_end_matches('.').to_owned();
    match code.split_once('.') {
        Some((head, tail)) if head.len() == 3 && tail.len() == 1 => {
            format!("{head}.{tail}0").parse()
        }
        _ => code.parse(),
    }
}

fn fraction(r: &mut Reading<'_>, hours: &str, full: &str, percent: &str) -> Option<Fraction> {
    use fla_sheets::Cell;
    use fla_sheets::recognise::number;
    let read = |text: &str| number::hundredths(&Cell::text(text));
    let mut number_of = |text: &str, field: Field, zone: Zone| {
        if let Ok(value) = read(text) {
            value.and_then(|v| u32::try_from(v).ok())
        } else {
            r.fault(field, Anomaly::new(zone, Fault::NotNumeric));
            None
        }
    };
    if !hours.is_empty() {
        let q = number_of(hours, Field::Hours, Zone::WorkingHours)?;
        let s = match number_of(full, Field::FullHours, Zone::ReferenceHours) {
            None if full.is_empty() => 3_800,
            s => s?,
        };
        return Fraction::new(q, s).map_err(|a| r.fault(Field::Hours, a)).ok();
    }
    if percent.is_empty() {
        return None;
    }
    let text = percent.trim_end_matches('%').trim();
    // A part of one (0,8) or four fifths (4/5), a percentage (80) otherwise.
    if let Some((a, b)) = text.split_once('/') {
        let (q, s) = (
            number_of(a, Field::Percent, Zone::WorkingHours)?,
            number_of(b, Field::Percent, Zone::WorkingHours)?,
        );
        return Fraction::new(q, s).map_err(|a| r.fault(Field::Percent, a)).ok();
    }
    let value = read(text).ok().flatten().and_then(|v| u32::try_from(v).ok());
    let made = match value {
        Some(v) if !percent.ends_with('%') && (1..=100).contains(&v) => Fraction::new(v, 100).ok(),
        Some(v) if (101..=12_000).contains(&v) => reduced(v, 10_000),
        _ => None,
    };
    if made.is_none() {
        let wrong = Anomaly::new(Zone::WorkingHours, Fault::OutsideDomain);
        r.fault(Field::Percent, wrong.with("reason", "sheet-percent"));
    }
    made
}

/// A fraction whose parts fit the form of the declaration; `None` where none is exact.
fn reduced(q: u32, s: u32) -> Option<Fraction> {
    let (mut a, mut b) = (q, s);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    let mut scale = a.max(1);
    // As round as it can stay: 80 % is 8000 of 10000, written 800 of 1000.
    for wish in [10, 100] {
        if q.is_multiple_of(wish) && s.is_multiple_of(wish) {
            scale = wish;
            break;
        }
    }
    Fraction::new(q / scale, s / scale).ok()
}

/// What the register knows that bears on some rows.
pub(super) struct Known {
    people: People,
    spans: BTreeMap<EmployeeId, Vec<Span>>,
}

async fn known(tx: &mut Tx, employer: EmployerId, who: &[Who]) -> Result<Known, Refused> {
    let people = People::load(tx, employer, who).await?;
    let ids: Vec<EmployeeId> = people.known.keys().copied().collect();
    let mut spans: BTreeMap<EmployeeId, Vec<Span>> = BTreeMap::new();
    for chunk in ids.chunks(5_000) {
        for row in tx.spans_of(employer, chunk, Instant::LATEST).await? {
            spans.entry(row.employee).or_default().push(row.span);
        }
    }
    Ok(Known { people, spans })
}

fn same_work(work: &[OccupationInput], spans: &[&Span]) -> bool {
    work.len() == spans.len()
        && work.iter().all(|w| {
            spans.iter().any(|s| {
                let (a, b) = (w.fraction, s.fraction);
                let cross = |x: u32, y: u32| u64::from(x) * u64::from(y);
                s.joint_committee == w.joint_committee && cross(a.q(), b.s()) == cross(b.q(), a.s())
            })
        })
}

/// The person as it would stand, where the rows say anything new.
fn changed(person: &Person, said: &PersonInput) -> Option<PersonInput> {
    let name = |said: &str, known: &str| {
        if said.is_empty() { known.to_owned() } else { said.to_owned() }
    };
    let text = |said: &Option<String>, known: &Option<String>| said.clone().or(known.clone());
    let merged = PersonInput {
        ssin: String::new(),
        family_name: name(&said.family_name, &person.family_name),
        given_name: name(&said.given_name, &person.given_name),
        birth_date: said.birth_date.or(person.birth_date),
        birth_place: text(&said.birth_place, &person.birth_place),
        address: text(&said.address, &person.address),
        gender: text(&said.gender, &person.gender),
        language: said.language.or(person.language),
        email: text(&said.email, &person.email),
        team: text(&said.team, &person.team),
    };
    let same = merged.family_name == person.family_name
        && merged.given_name == person.given_name
        && merged.birth_date == person.birth_date
        && merged.birth_place == person.birth_place
        && merged.address == person.address
        && merged.gender == person.gender
        && merged.language == person.language
        && merged.email == person.email
        && merged.team == person.team;
    (!same).then_some(merged)
}

type Commands = Vec<(&'static str, Command, Option<String>)>;

/// What rows about one person come to.
fn commands(
    known: &Known,
    existing: Option<&Employee>,
    lines: &[&Line],
    today: Date,
) -> Result<Commands, Vec<Anomaly>> {
    let mut found = Commands::new();
    match existing {
        None => added(lines, &mut found)?,
        Some(employee) => {
            let mut said = lines[0].person.clone();
            for line in &lines[1..] {
                said = later(said, &line.person);
            }
            if let Some(person) = changed(&employee.person, &said) {
                let change = Command::ChangePerson { employee: employee.id, seen: None, person };
                found.push(("p", change, None));
            }
            let spans = known.spans.get(&employee.id).map_or(&[][..], Vec::as_slice);
            for (suffix, line) in ["a", "b", "c", "d", "f", "g"].into_iter().zip(lines) {
                worked(employee.id, spans, line, today, suffix, &mut found)?;
            }
            ended(employee.id, spans, lines, &mut found)?;
        }
    }
    Ok(found)
}

/// What is said last of each field.
fn later(a: PersonInput, b: &PersonInput) -> PersonInput {
    let name = |a: String, b: &str| if b.is_empty() { a } else { b.to_owned() };
    PersonInput {
        ssin: a.ssin,
        family_name: name(a.family_name, &b.family_name),
        given_name: name(a.given_name, &b.given_name),
        birth_date: b.birth_date.or(a.birth_date),
        birth_place: b.birth_place.clone().or(a.birth_place),
        address: b.address.clone().or(a.address),
        gender: b.gender.clone().or(a.gender),
        language: b.language.or(a.language),
        email: b.email.clone().or(a.email),
        team: b.team.clone().or(a.team),
    }
}

/// A new person, in service from the first day of any of the rows. A row with a later first day
/// is another regime from then on, and that needs the person to be there: it is told apart.
fn added(lines: &[&Line], found: &mut Commands) -> Result<(), Vec<Anomaly>> {
    let Some(from) = lines.iter().filter_map(|l| l.from).min() else {
        return Err(vec![Anomaly::new(Zone::StartDate, Fault::Missing).at("from")]);
    };
    let first: Vec<&&Line> =
        lines.iter().filter(|l| l.from.is_none_or(|day| day == from)).collect();
    let occupations: Vec<OccupationInput> =
        first.iter().flat_map(|line| line.work.iter().cloned()).collect();
    let to = first.iter().filter_map(|l| l.to).max();
    let mut person = lines[0].person.clone();
    for line in &lines[1..] {
        person = later(person, &line.person);
    }
    found.push(("n", Command::AddEmployee { person, from, to, occupations }, None));
    Ok(())
}

fn worked(
    employee: EmployeeId,
    spans: &[Span],
    line: &Line,
    today: Date,
    suffix: &'static str,
    found: &mut Commands,
) -> Result<(), Vec<Anomaly>> {
    let day = line.from.unwrap_or(today);
    let then: Vec<&Span> =
        spans.iter().filter(|s| s.from <= day && s.to.is_none_or(|to| to >= day)).collect();
    let occupations = match (&line.work[..], line.regime, &then[..]) {
        ([], None, _) => return Ok(()),
        ([], Some(fraction), [one]) => {
            vec![OccupationInput { joint_committee: one.joint_committee.clone(), fraction }]
        }
        ([], Some(_), _) => {
            let missing = Anomaly::new(Zone::JointCommittee, Fault::Missing);
            return Err(vec![missing.at("jointCommittee")]);
        }
        (work, _, _) => work.to_vec(),
    };
    if same_work(&occupations, &then) {
        return Ok(());
    }
    let Some(from) = line.from else {
        return Err(vec![Anomaly::new(Zone::StartDate, Fault::Missing).at("from")]);
    };
    let to = line.to;
    let command = Command::ChangeOccupations { employee, from, to, occupations };
    found.push((suffix, command, None));
    Ok(())
}

/// The last day of service: ends it where it goes on beyond; where the register has another last
/// day, nobody can know which is right.
fn ended(
    employee: EmployeeId,
    spans: &[Span],
    lines: &[&Line],
    found: &mut Commands,
) -> Result<(), Vec<Anomaly>> {
    let Some((end, cause)) = lines
        .iter()
        .filter_map(|l| Some((l.to?, l.cause.unwrap_or(EndCause::Unknown))))
        .max_by_key(|e| e.0)
    else {
        return Ok(());
    };
    let said_anew = found.iter().any(|c| matches!(c.1, Command::ChangeOccupations { .. }));
    if said_anew || spans.iter().all(|s| s.to.is_some()) && last_day(spans) == Some(end) {
        return Ok(());
    }
    if spans.iter().any(|s| s.from <= end && s.to.is_none_or(|to| to >= end)) {
        found.push(("e", Command::EndService { employee, end, cause }, None));
        return Ok(());
    }
    let known = last_day(spans).map(|day| day.to_string()).unwrap_or_default();
    let other = Anomaly::new(Zone::EndDate, Fault::Conflict).at("to");
    Err(vec![other.with("reason", "sheet-other-end").with("known", known)])
}

/// The last day of service; `None` while it goes on.
pub(super) fn last_day(spans: &[Span]) -> Option<Date> {
    if spans.iter().any(|s| s.to.is_none()) {
        None
    } else {
        spans.iter().filter_map(|s| s.to).max()
    }
}

/// Says what is to become of rows.
pub(super) async fn judge(
    tx: &mut Tx,
    employer: EmployerId,
    rules: &Rules,
    rows: &[SheetRow],
) -> Result<Vec<Judged>, Refused> {
    let lines: Vec<_> = rows.iter().map(|row| line(rules, row)).collect::<Result<_, _>>()?;
    let who: Vec<Who> = lines.iter().flatten().map(|l| l.who.clone()).collect();
    let known = known(tx, employer, &who).await?;
    let found: Vec<_> = lines
        .iter()
        .map(|line| match line {
            Err(faults) => Err(Judged::refused(faults.clone())),
            Ok(line) => find(rules, &known, line).map(|found| (line, found)),
        })
        .collect();
    let asked: Vec<EmployeeId> = found
        .iter()
        .flatten()
        .filter_map(|(line, (existing, commands))| {
            existing.filter(|employee| is_other_than_seen(employee, line, commands)).map(|e| e.id)
        })
        .collect();
    let mut versions: BTreeMap<EmployeeId, Vec<Employee>> = BTreeMap::new();
    for chunk in asked.chunks(5_000) {
        for version in tx.versions_of_employees(employer, chunk).await? {
            versions.entry(version.id).or_default().push(version);
        }
    }
    Ok(found
        .into_iter()
        .map(|found| {
            found.map_or_else(|judged| judged, |(line, found)| one(line, &found, &versions))
        })
        .collect())
}

/// Whom a row is about, where the register knows the person, and what it comes to.
type Found<'k> = (Option<&'k Employee>, Commands);

fn find<'k>(rules: &Rules, known: &'k Known, line: &Line) -> Result<Found<'k>, Judged> {
    let place = |anomalies: Vec<Anomaly>| -> Vec<Anomaly> {
        anomalies.into_iter().map(|a| rules.place(line.row, a)).collect()
    };
    if !line.who.is_named() || (line.who.id.is_none() && line.who.ssin.is_none()) {
        let missing = Anomaly::new(Zone::Ssin, Fault::Missing).at("ssin");
        return Err(Judged::refused(place(vec![missing])));
    }
    let existing = match known.people.find(&line.who) {
        Err(anomaly) => return Err(Judged::refused(place(vec![anomaly]))),
        Ok(id) => id.and_then(|id| known.people.known.get(&id)),
    };
    let commands = commands(known, existing, &[line], rules.today).map_err(|faults| {
        let conflict = faults.iter().any(|a| a.fault == Fault::Conflict);
        let mut judged = Judged::refused(place(faults));
        if conflict {
            judged.verdict = Verdict::Conflict;
        }
        judged
    })?;
    let faults: Vec<Anomaly> =
        commands.iter().flat_map(|c| apply::check(&c.1, rules.today)).collect();
    if faults.is_empty() { Ok((existing, commands)) } else { Err(Judged::refused(place(faults))) }
}

fn one(
    line: &Line,
    (existing, commands): &Found<'_>,
    versions: &BTreeMap<EmployeeId, Vec<Employee>>,
) -> Judged {
    let (group, verdict) = match existing {
        None => (format!("e:{}", line.person.ssin), Verdict::New),
        Some(employee) if commands.is_empty() => (format!("e:{}", employee.id), Verdict::Same),
        Some(employee) => {
            let versions = versions.get(&employee.id).map_or(&[][..], Vec::as_slice);
            (format!("e:{}", employee.id), against(employee, line, commands, versions))
        }
    };
    let work: Vec<&str> = line.work.iter().map(|w| w.joint_committee.code()).collect();
    let day = line.from.map(|d| d.to_string()).unwrap_or_default();
    let item = format!("{group}:{day}:{}", work.join("+"));
    Judged { verdict, group, item, faults: Vec::new() }
}

/// Whether a row says another thing of a person than the version it was made from.
fn is_other_than_seen(employee: &Employee, line: &Line, commands: &Commands) -> bool {
    commands.iter().any(|c| matches!(c.1, Command::ChangePerson { .. }))
        && line.version != Some(employee.known_from.0)
}

/// Whether what a row says otherwise is later or earlier than what the register knows.
fn against(
    employee: &Employee,
    line: &Line,
    commands: &Commands,
    versions: &[Employee],
) -> Verdict {
    if !is_other_than_seen(employee, line, commands) {
        return Verdict::Newer;
    }
    let was_so = versions
        .iter()
        .filter(|e| e.known_from < employee.known_from)
        .any(|e| changed(&e.person, &line.person).is_none());
    match (was_so, line.version) {
        (true, _) => Verdict::Older,
        (false, Some(_)) => Verdict::Conflict,
        (false, None) => Verdict::Newer,
    }
}

/// What the rows of each group are to do now.
pub(super) async fn plans(
    tx: &mut Tx,
    employer: EmployerId,
    rules: &Rules,
    groups: &[Vec<SheetRow>],
) -> Result<Vec<Plan>, Refused> {
    let mut plans = Vec::with_capacity(groups.len());
    for rows in groups {
        let mut plan = Plan::default();
        let mut lines = Vec::new();
        for row in rows {
            match line(rules, row)? {
                Ok(line) => lines.push(line),
                Err(faults) => plan.left_out.push((row.number, Verdict::Refused, faults)),
            }
        }
        lines.sort_by_key(|l| l.from);
        plans.push((plan, lines));
    }
    let who: Vec<Who> = plans.iter().filter_map(|(_, l)| Some(l.first()?.who.clone())).collect();
    let known = known(tx, employer, &who).await?;
    Ok(plans.into_iter().map(|(plan, lines)| filled(plan, rules, &known, &lines)).collect())
}

/// A plan with what its lines come to.
fn filled(mut plan: Plan, rules: &Rules, known: &Known, lines: &[Line]) -> Plan {
    let Some(first) = lines.first() else { return plan };
    let existing = known.people.find(&first.who).ok().flatten();
    let existing = existing.and_then(|id| known.people.known.get(&id));
    let refs: Vec<&Line> = lines.iter().collect();
    match commands(known, existing, &refs, rules.today) {
        Ok(commands) => plan.commands = commands,
        Err(faults) => {
            for line in lines {
                let faults = faults.iter().map(|a| rules.place(line.row, a.clone())).collect();
                plan.left_out.push((line.row, Verdict::Refused, faults));
            }
        }
    }
    plan
}
