//! Rows about trainings: one participation each. Rows of one training are one command.

use std::collections::BTreeMap;

use fla_domain::anomaly::{Anomaly, Fault, Zone, alike};
use fla_domain::ids::{EmployeeId, EmployerId, TrainingId};
use fla_domain::isced::FieldOfEducation;
use fla_domain::quantity::Minutes;
use fla_domain::time::Instant;
use fla_domain::training::{
    NotCounting, PartDetails, PublicCopy, Status, TrainingDetails, TrainingKind,
};
use fla_store::Tx;
use fla_store::employee::fold;
use fla_store::sheet::SheetRow;
use fla_store::training::{StoredPart, StoredTraining};
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use super::field::Field;
use super::reading::{Reading, Rules, total};
use super::verdict::{Judged, Plan, Verdict};
use super::who::{People, Who, other_name};
use crate::command::NewPart;
use crate::{Command, Refused, apply};

/// A row as it was read.
#[derive(Clone)]
struct Line {
    row: i64,
    who: Who,
    id: Option<TrainingId>,
    version: Option<i64>,
    title: Option<String>,
    start: Option<Date>,
    end: Option<Date>,
    duration: Option<i64>,
    followed: Option<i64>,
    kind: Option<TrainingKind>,
    field: Option<FieldOfEducation>,
    provider: Option<String>,
    place: Option<String>,
    nature: Option<String>,
    funding: Option<String>,
    cla_number: Option<String>,
    training_not_counting: Option<NotCounting>,
    status: Option<Status>,
    /// What the row says of it, which may be that it counts; `None` where it says nothing.
    #[expect(clippy::option_option, reason = "not said and it counts are two things")]
    not_counting: Option<Option<NotCounting>>,
    certificate: Option<bool>,
    valid_until: Option<Date>,
}

fn line(rules: &Rules, row: &SheetRow) -> Result<Result<Line, Vec<Anomaly>>, Refused> {
    let mut r = Reading::of(rules, row)?;
    if r.is_total() {
        return Ok(Err(vec![rules.place(row.number, total())]));
    }
    let line = Line {
        row: row.number,
        who: Who::read(&mut r),
        id: r.id(Field::Training, Zone::Training),
        version: r.whole(Field::TrainingVersion, Zone::Version),
        title: r.text(Field::Title),
        start: r.day(Field::Start, Zone::StartDate),
        end: r.day(Field::End, Zone::EndDate),
        duration: r.minutes(Field::Duration),
        followed: r.minutes(Field::Minutes),
        kind: r.choice(Field::Kind, Zone::TrainingKind, kind),
        field: r.education_field(),
        provider: r.text(Field::Provider),
        place: r.text(Field::Place),
        nature: r.text(Field::Nature),
        funding: r.text(Field::Funding),
        cla_number: r.text(Field::ClaNumber),
        training_not_counting: r
            .choice(Field::TrainingNotCounting, Zone::Text, not_counting)
            .flatten(),
        status: r.choice(Field::Status, Zone::Status, status),
        not_counting: r.choice(Field::NotCounting, Zone::Text, not_counting),
        certificate: r.yes(Field::Certificate),
        valid_until: r.day(Field::ValidUntil, Zone::ValidUntil),
    };
    let faults = r.faults();
    Ok(if faults.is_empty() { Ok(line) } else { Err(faults) })
}

fn kind(word: &str) -> Option<TrainingKind> {
    match word {
        "formeel" | "formele" | "formel" | "formelle" | "formell" | "formal" | "f" | "intern"
        | "extern" | "interne" | "externe" => Some(TrainingKind::Formal),
        "informeel" | "informele" | "informel" | "informelle" | "informell" | "informal" | "i" => {
            Some(TrainingKind::Informal)
        }
        _ => None,
    }
}

pub(super) fn status(word: &str) -> Option<Status> {
    match word {
        "gevolgd" | "voltooid" | "afgerond" | "aanwezig" | "suivi" | "suivie" | "termine"
        | "terminee" | "present" | "presente" | "besucht" | "abgeschlossen" | "anwesend"
        | "completed" | "followed" | "done" | "attended" | "ja" | "oui" | "yes" | "x"
        | "teilgenommen" | "erledigt" | "bestanden" | "geslaagd" | "reussi" | "passed"
        | "finished" => Some(Status::Completed),
        "gepland" | "planned" | "prevu" | "prevue" | "planifie" | "planifiee" | "geplant"
        | "ingeschreven" | "inscrit" | "inscrite" | "gereserveerd" | "reserve" | "reserved"
        | "registered" | "enrolled" | "angemeldet" | "a suivre" | "te volgen" | "vorgesehen" => {
            Some(Status::Planned)
        }
        "niet gevolgd" | "afwezig" | "geannuleerd" | "non suivi" | "non suivie" | "pas suivi"
        | "absent" | "absente" | "annule" | "annulee" | "abandonne" | "abandonnee" | "afgelast"
        | "gestopt" | "abgesagt" | "abgebrochen" | "storniert" | "no show" | "nicht besucht"
        | "abwesend" | "not followed" | "notfollowed" | "cancelled" | "nee" | "neen" | "non"
        | "no" | "nein" => Some(Status::NotFollowed),
        "niet in aanmerking"
        | "komt niet in aanmerking"
        | "non eligible"
        | "nicht anrechenbar"
        | "not eligible"
        | "noteligible" => Some(Status::NotEligible),
        _ => None,
    }
}

/// The outer `None` for a word that is not known, the inner one for "it counts".
#[expect(clippy::option_option, reason = "not known and it counts are two things")]
fn not_counting(word: &str) -> Option<Option<NotCounting>> {
    match word {
        "vov"
        | "vlaams opleidingsverlof"
        | "conge de formation flamand"
        | "flamischer bildungsurlaub"
        | "flemish training leave"
        | "flemishtrainingleave" => Some(Some(NotCounting::FlemishTrainingLeave)),
        "bev"
        | "cep"
        | "betaald educatief verlof"
        | "conge education paye"
        | "bezahlter bildungsurlaub"
        | "paid educational leave"
        | "paideducationalleave" => Some(Some(NotCounting::PaidEducationalLeave)),
        "buiten beroepscontext"
        | "hors contexte professionnel"
        | "ausserberuflich"
        | "outside the profession"
        | "outsideprofession" => Some(Some(NotCounting::OutsideProfession)),
        "geen" | "aucun" | "keine" | "none" | "nee" | "neen" | "non" | "nein" | "no"
        | "telt mee" | "compte" | "counts" => Some(None),
        _ => None,
    }
}

/// Writes a code as a column of an export holds it.
pub(super) fn code(not_counting: Option<NotCounting>) -> Option<&'static str> {
    not_counting.map(NotCounting::code)
}

/// What the register knows that bears on some rows.
struct Known {
    people: People,
    trainings: BTreeMap<TrainingId, StoredTraining>,
    by_title: BTreeMap<(String, Date), Vec<TrainingId>>,
    parts: BTreeMap<(TrainingId, EmployeeId), StoredPart>,
}

async fn known(tx: &mut Tx, employer: EmployerId, lines: &[Line]) -> Result<Known, Refused> {
    let who: Vec<Who> = lines.iter().map(|l| l.who.clone()).collect();
    let people = People::load(tx, employer, &who).await?;
    let unnamed = lines.iter().filter(|l| l.id.is_none());
    let mut titles: Vec<String> =
        unnamed.clone().filter_map(|l| l.title.as_deref().map(fold)).collect();
    let mut starts: Vec<String> = unnamed.filter_map(|l| l.start.map(|d| d.to_string())).collect();
    for list in [&mut titles, &mut starts] {
        list.sort_unstable();
        list.dedup();
    }
    let mut ids = tx.trainings_by_title(employer, &titles, &starts).await?;
    ids.extend(lines.iter().filter_map(|l| l.id));
    ids.sort_unstable();
    ids.dedup();
    let mut trainings = BTreeMap::new();
    for chunk in ids.chunks(5_000) {
        let found = tx.get_trainings(employer, chunk, Instant::LATEST).await?;
        trainings.extend(found.into_iter().map(|t| (t.id, t)));
    }
    let mut by_title: BTreeMap<(String, Date), Vec<TrainingId>> = BTreeMap::new();
    for training in trainings.values().filter(|t| !t.withdrawn) {
        let key = (fold(&training.details.title), training.details.start);
        by_title.entry(key).or_default().push(training.id);
    }
    let everybody: Vec<EmployeeId> = people.known.keys().copied().collect();
    let mut parts = BTreeMap::new();
    for chunk in everybody.chunks(2_000) {
        for part in tx.parts_of(employer, chunk, Instant::LATEST).await? {
            if trainings.contains_key(&part.training) {
                parts.insert((part.training, part.employee), part);
            }
        }
    }
    Ok(Known { people, trainings, by_title, parts })
}

impl Known {
    /// The training a row means: by reference, or the one of that title and first day in which
    /// the person takes part, or the only one.
    fn training(
        &self,
        line: &Line,
        employee: EmployeeId,
    ) -> Result<Option<&StoredTraining>, Anomaly> {
        let absent = |path: &str| Anomaly::new(Zone::Training, Fault::NotFound).at(path);
        if let Some(id) = line.id {
            return self.trainings.get(&id).map(Some).ok_or_else(|| absent("training"));
        }
        let (Some(title), Some(start)) = (&line.title, line.start) else { return Ok(None) };
        let ids = self.by_title.get(&(fold(title.trim()), start)).map_or(&[][..], Vec::as_slice);
        let own = ids.iter().find(|id| self.parts.contains_key(&(**id, employee)));
        let one = own.or(if ids.len() == 1 { ids.first() } else { None });
        Ok(one.and_then(|id| self.trainings.get(id)))
    }
}

/// The training as a row says it; what it leaves out stays as it is.
fn details(line: &Line, known: Option<&TrainingDetails>) -> Result<TrainingDetails, Vec<Anomaly>> {
    let mut missing = Vec::new();
    let mut need = |there: bool, zone: Zone, path: &str| {
        if !there {
            missing.push(Anomaly::new(zone, Fault::Missing).at(path));
        }
    };
    let start = line.start.or(known.map(|k| k.start));
    let minutes = line.duration.or(known.map(|k| k.minutes.0)).or(line.followed);
    let title = line.title.clone().or(known.map(|k| k.title.clone()));
    need(title.is_some(), Zone::Title, "title");
    need(start.is_some(), Zone::StartDate, "start");
    need(minutes.is_some(), Zone::Duration, "duration");
    let (Some(title), Some(start), Some(minutes)) = (title, start, minutes) else {
        return Err(missing);
    };
    let text = |said: &Option<String>, known: Option<&Option<String>>| {
        said.clone().or_else(|| known.cloned().flatten())
    };
    Ok(TrainingDetails {
        title,
        start,
        end: line
            .end
            .or(known
                .filter(|_| line.start.is_none_or(|s| Some(s) == known.map(|k| k.start)))
                .map(|k| k.end))
            .unwrap_or(start),
        minutes: Minutes(minutes),
        kind: line.kind.or(known.and_then(|k| k.kind)),
        provider: text(&line.provider, known.map(|k| &k.provider)),
        place: text(&line.place, known.map(|k| &k.place)),
        nature: text(&line.nature, known.map(|k| &k.nature)),
        funding: text(&line.funding, known.map(|k| &k.funding)),
        cla_number: text(&line.cla_number, known.map(|k| &k.cla_number)),
        field: line.field.or(known.and_then(|k| k.field)),
        not_counting: line.training_not_counting.or(known.and_then(|k| k.not_counting)),
    })
}

/// The participation as a row says it.
fn part(
    line: &Line,
    of: &TrainingDetails,
    known: Option<&PartDetails>,
    rules: &Rules,
) -> PartDetails {
    let minutes = line.followed.map_or_else(|| known.map_or(of.minutes, |k| k.minutes), Minutes);
    let by_date = if of.end <= rules.today { Status::Completed } else { Status::Planned };
    let valid_until = line.valid_until.or(known.and_then(|k| k.valid_until));
    // A day until which it is valid says that there is one, unless the row says that there is none.
    let certificate = line
        .certificate
        .unwrap_or_else(|| known.is_some_and(|k| k.certificate) || line.valid_until.is_some());
    PartDetails {
        status: line.status.or(known.map(|k| k.status)).unwrap_or(by_date),
        minutes,
        not_counting: line.not_counting.unwrap_or(known.and_then(|k| k.not_counting)),
        certificate,
        valid_until,
        split: known.filter(|k| k.minutes == minutes).map(|k| k.split.clone()).unwrap_or_default(),
        // What is known keeps where it is known from.
        copy: known.map_or_else(
            || rules.copy.map(|import| PublicCopy { import, checked: false }),
            |k| k.copy,
        ),
    }
}

/// A row whose one column of hours counts what the participant followed: where no column counts
/// what the training lasts, the training lasts as long as its longest participation.
fn by_participant(rules: &Rules, mut line: Line) -> Line {
    if rules.column(Field::Minutes).is_none() && line.followed.is_none() {
        line.followed = line.duration.take();
    }
    line
}

/// What one row comes to.
struct Wish {
    employee: EmployeeId,
    training: Option<StoredTraining>,
    standing: Option<StoredPart>,
    details: TrainingDetails,
    part: PartDetails,
}

impl Wish {
    /// Whether the register says so already.
    fn is_same(&self) -> bool {
        let same_training = self.training.as_ref().is_some_and(|t| t.details == self.details);
        same_training && self.standing.as_ref().is_some_and(|p| p.details == self.part)
    }

    fn group(&self) -> String {
        if let Some(training) = &self.training {
            return format!("t:{}", training.id);
        }
        // What a training lasts may be the sum of what is said of its participants.
        let details = TrainingDetails { minutes: Minutes(0), ..self.details.clone() };
        let bytes = serde_json::to_vec(&details).unwrap_or_default();
        let digest = Sha256::digest(bytes);
        let word = digest.iter().take(8).fold(0_u64, |all, b| (all << 8) | u64::from(*b));
        format!("n:{word:016x}")
    }
}

fn wish(rules: &Rules, known: &Known, line: &Line) -> Result<Wish, (Verdict, Vec<Anomaly>)> {
    let refused = |anomaly: Anomaly| (Verdict::Refused, vec![anomaly]);
    if !line.who.is_named() {
        return Err(refused(Anomaly::new(Zone::Employee, Fault::Missing).at("ssin")));
    }
    let employee = known.people.find(&line.who).map_err(refused)?;
    let Some(employee) = employee else {
        return Err(refused(Anomaly::new(Zone::Employee, Fault::NotFound).at("ssin")));
    };
    if known.people.is_other(&line.who, employee) {
        return Err((Verdict::Conflict, vec![other_name()]));
    }
    let training = known.training(line, employee).map_err(refused)?;
    let standing = training.and_then(|t| known.parts.get(&(t.id, employee)));
    if training.is_some_and(|t| t.withdrawn) || standing.is_some_and(|p| p.withdrawn) {
        let gone = Anomaly::new(Zone::Participation, Fault::Conflict).at("training");
        return Err((Verdict::Conflict, vec![gone.with("reason", "sheet-withdrawn")]));
    }
    let details = match training {
        // A copy that nobody verified does not change what is known of a training.
        Some(known) if rules.copy.is_some() => known.details.clone(),
        known => details(line, known.map(|t| &t.details)).map_err(|a| (Verdict::Refused, a))?,
    };
    let part = part(line, &details, standing.map(|p| &p.details), rules);
    let firm = |p: &StoredPart| p.details.copy.is_none_or(|copy| copy.checked);
    if rules.copy.is_some() && standing.is_some_and(|p| firm(p) && p.details != part) {
        let other = Anomaly::new(Zone::Participation, Fault::Conflict).at("title");
        return Err((Verdict::Conflict, vec![other.with("reason", "sheet-copy-other")]));
    }
    Ok(Wish { employee, training: training.cloned(), standing: standing.cloned(), details, part })
}

/// What a row alone would do, to have it checked.
fn alone(wish: &Wish) -> Command {
    let new = NewPart { employee: wish.employee, details: wish.part.clone() };
    Command::RegisterTraining { details: wish.details.clone(), parts: vec![new] }
}

/// Says what is to become of rows.
pub(super) async fn judge(
    tx: &mut Tx,
    employer: EmployerId,
    rules: &Rules,
    rows: &[SheetRow],
) -> Result<Vec<Judged>, Refused> {
    let read: Vec<_> = rows.iter().map(|row| line(rules, row)).collect::<Result<_, _>>()?;
    let lines: Vec<Line> =
        read.iter().flatten().map(|l| by_participant(rules, l.clone())).collect();
    let known = known(tx, employer, &lines).await?;
    let mut judged = Vec::with_capacity(rows.len());
    let mut lines = lines.into_iter();
    for (row, read) in rows.iter().zip(read) {
        let place = |anomalies: Vec<Anomaly>| -> Vec<Anomaly> {
            anomalies.into_iter().map(|a| rules.place(row.number, a)).collect()
        };
        let line = match read {
            Err(faults) => {
                judged.push(Judged::refused(faults));
                continue;
            }
            Ok(_) => lines.next().ok_or_else(|| Refused::Broken("rows of a sheet".to_owned()))?,
        };
        judged.push(match wish(rules, &known, &line) {
            Err((verdict, faults)) => Judged { verdict, ..Judged::refused(place(faults)) },
            Ok(wish) => {
                let group = wish.group();
                let item = format!("{group}:{}", wish.employee);
                let faults = alike(apply::check(&alone(&wish), rules.today));
                if wish.is_same() {
                    Judged { verdict: Verdict::Same, group, item, faults: Vec::new() }
                } else if faults.is_empty() {
                    let verdict = against(tx, employer, &line, &wish, rules).await?;
                    Judged { verdict, group, item, faults }
                } else {
                    Judged::refused(place(faults))
                }
            }
        });
    }
    Ok(judged)
}

/// Whether what a row says otherwise is later or earlier than what the register knows.
async fn against(
    tx: &mut Tx,
    employer: EmployerId,
    line: &Line,
    wish: &Wish,
    rules: &Rules,
) -> Result<Verdict, Refused> {
    let (Some(training), Some(standing)) = (&wish.training, &wish.standing) else {
        return Ok(Verdict::New);
    };
    if line.version == Some(training.version) || (training.version == 1 && standing.version == 1) {
        return Ok(Verdict::Newer);
    }
    let trainings = tx.training_versions(employer, training.id).await?;
    let parts = tx.part_versions(employer, training.id).await?;
    let was_so = trainings.iter().filter(|t| t.version < training.version).any(|t| {
        let then = parts.iter().find(|p| {
            p.id == standing.id && p.known_from <= t.known_from && p.known_to > t.known_from
        });
        let says_so = details(line, Some(&t.details)).is_ok_and(|said| said == t.details);
        says_so
            && then.is_some_and(|p| part(line, &t.details, Some(&p.details), rules) == p.details)
    });
    Ok(match (was_so, line.version) {
        (true, _) => Verdict::Older,
        (false, Some(_)) => Verdict::Conflict,
        (false, None) => Verdict::Newer,
    })
}

/// What the rows of a group are to do now: one command for all of them.
pub(super) async fn plan(
    tx: &mut Tx,
    employer: EmployerId,
    rules: &Rules,
    rows: &[SheetRow],
) -> Result<Plan, Refused> {
    let mut plan = Plan::default();
    let mut lines = Vec::new();
    for row in rows {
        match line(rules, row)? {
            Ok(line) => lines.push(by_participant(rules, line)),
            Err(faults) => plan.left_out.push((row.number, Verdict::Refused, faults)),
        }
    }
    let known = known(tx, employer, &lines).await?;
    let mut said: Option<TrainingDetails> = None;
    let mut wishes: Vec<Wish> = Vec::new();
    for line in &lines {
        let place = |anomalies: Vec<Anomaly>| -> Vec<Anomaly> {
            anomalies.into_iter().map(|a| rules.place(line.row, a)).collect()
        };
        let wish = match wish(rules, &known, line) {
            Ok(wish) => wish,
            Err((verdict, faults)) => {
                plan.left_out.push((line.row, verdict, place(faults)));
                continue;
            }
        };
        let before = wish.training.as_ref().map(|t| &t.details);
        match &mut said {
            None => said = Some(wish.details.clone()),
            Some(all) if wish.training.is_none() => {
                all.minutes = all.minutes.max(wish.details.minutes);
            }
            Some(all) if *all == wish.details || Some(&wish.details) == before => {}
            Some(all) if Some(&*all) == before => *all = wish.details.clone(),
            Some(_) => {
                let two = Anomaly::new(Zone::Training, Fault::Conflict).at("title");
                let two = vec![two.with("reason", "sheet-two-trainings")];
                plan.left_out.push((line.row, Verdict::Conflict, place(two)));
                continue;
            }
        }
        wishes.push(wish);
    }
    let (Some(details), Some(first)) = (said, wishes.first()) else { return Ok(plan) };
    let new = |wish: &Wish| NewPart { employee: wish.employee, details: wish.part.clone() };
    let command = match first.training.clone() {
        None => Command::RegisterTraining { details, parts: wishes.iter().map(new).collect() },
        Some(training) => {
            let parts: Vec<_> = wishes
                .iter()
                .filter_map(|w| w.standing.as_ref().map(|p| (p, w)))
                .filter(|(p, w)| p.details != w.part)
                .map(|(p, w)| (p.id, w.part.clone()))
                .collect();
            let added: Vec<_> = wishes.iter().filter(|w| w.standing.is_none()).map(new).collect();
            if details == training.details && parts.is_empty() && added.is_empty() {
                return Ok(plan);
            }
            Command::CorrectTraining {
                training: training.id,
                version: training.version,
                details,
                parts,
                added,
            }
        }
    };
    plan.commands.push(("t", command, None));
    Ok(plan)
}
