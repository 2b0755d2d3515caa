//! Questions: the table of them, and asking them.

use fla_app::{
    Caller, EmployeeQuery, EmployeeSort, ExportQuery, PeopleQuery, Refused, SentCredit, SentRecord,
    TrainingQuery, Whom, Within,
};
use fla_domain::ids::{
    ChangeId, CourseId, DisputeId, EmployeeId, FileId, JobId, NoticeId, OwnRecordId,
    ParticipationId, ReportId, ReportPartId, TrainingId,
};
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::time::Instant;
use fla_domain::training::Status;
use fla_formats::synthetic;
use fla_sheets::write;
use jiff::civil::date;
use uuid::Uuid;

use super::cast::{
    ACCESS, ADD_EMPLOYERS, ANSWER, DECLARE, HISTORY, HOLD_MANDATES, INSPECT, OPERATE, PEOPLE, Part,
    REGISTER, REPORT, SEE_ACCESS, SEE_MANDATES, Who,
};
use super::play::{Outcome, Play};
use super::stage::TODAY;
use super::things::{Kind, TEAM, Thing};

/// What a question is about.
#[derive(Clone, Copy)]
pub enum About {
    /// The register as such.
    All,
    /// The employer itself, hidden from who acts for none.
    Employer,
    /// One person, who is hidden where not reached.
    Person,
    /// One person, who is left out where not reached.
    Named,
    Thing(Kind),
}

/// Whom the answer shows, and so the entry must name.
#[derive(Clone, Copy)]
pub enum Shows {
    /// People, but only as figures: there is an entry, and it names nobody.
    Nobody,
    /// Nothing about people: there is no entry.
    Nothing,
    /// Those whom it is about, as far as they are reached.
    Those,
    /// The same, and no entry where there is nobody.
    ThoseIfAny,
    Everybody,
    Serving,
    Team,
    /// Those whom the last changes were about.
    Changed,
    /// Those with things of some kinds.
    With(&'static [Kind]),
    /// The same, and no entry where there is nobody.
    WithIfAny(Kind),
    /// Whoever has the number of the one it is about: some work for two employers.
    SameNumber,
    /// Those of whom the same report speaks, and waits.
    Together,
    /// Everybody in service, and whoever has a notice.
    Noticed,
}

#[derive(Clone, Copy)]
pub struct Look {
    /// The door, which is the name of a function of the application.
    pub door: &'static str,
    /// The word for it in the log.
    word: &'static str,
    may: &'static [Who],
    about: About,
    shows: Shows,
    pub slow: bool,
}

const fn look(
    door: &'static str,
    word: &'static str,
    may: &'static [Who],
    about: About,
    shows: Shows,
) -> Look {
    Look { door, word, may, about, shows, slow: false }
}

const fn slow(look: Look) -> Look {
    Look { slow: true, ..look }
}

use About::{All, Employer, Named, Person};
use Shows::{
    Changed, Everybody, Nobody, Nothing, Noticed, SameNumber, Serving, Team, Those, ThoseIfAny,
    Together, With, WithIfAny,
};

pub static LOOKS: &[Look] = &[
    look("account", "account", PEOPLE, Person, Those),
    look("credits", "credit", PEOPLE, Person, Those),
    slow(look("account_paper", "accountPaper", PEOPLE, Person, Those)),
    look("employees", "employees", PEOPLE, All, Everybody),
    look("employees_by_id", "employees", PEOPLE, Named, Those),
    look("find_people", "findPeople", PEOPLE, Named, SameNumber),
    look("everybody", "employees", PEOPLE, All, Serving),
    look("team_members", "teamMembers", PEOPLE, All, Team),
    look("training", "training", PEOPLE, About::Thing(Kind::Training), Those),
    look("trainings", "trainings", PEOPLE, All, Nothing),
    look("training_history", "trainingHistory", HISTORY, About::Thing(Kind::Training), Those),
    look("right_history", "rightHistory", HISTORY, Person, Those),
    look("employee_history", "employeeHistory", HISTORY, Person, Those),
    look("audit_of", "auditOf", HISTORY, Person, Those),
    look("recent_changes", "recentChanges", HISTORY, All, Changed),
    look("recent_audit", "recentAudit", HISTORY, All, Nobody),
    look("changes", "changes", HISTORY, All, Nobody),
    slow(look("log_copy", "logCopy", HISTORY, All, Nobody)),
    look("outbox", "outbox", HISTORY, All, Nobody),
    look("dashboard", "dashboard", REGISTER, All, Nobody),
    look("all_people_behind", "export", REGISTER, All, Everybody),
    look("certificates_behind", "figures", REGISTER, All, Nobody),
    look("tasks", "tasks", REGISTER, All, Nobody),
    look("overview", "overview", REGISTER, Employer, Nothing),
    look("sizes", "sizes", REGISTER, Employer, Nothing),
    look("joint_committees", "jointCommittees", REGISTER, All, Nothing),
    look("certificate_titles", "certificateTitles", REGISTER, All, Nothing),
    look("courses", "courses", PEOPLE, All, Nothing),
    look("course", "courses", PEOPLE, About::Thing(Kind::Course), Nothing),
    look("suggested_titles", "courses", PEOPLE, All, Nothing),
    look("teams", "teams", PEOPLE, All, Nothing),
    look("team_sizes", "teams", PEOPLE, All, Nothing),
    look("count_in_service", "figures", REGISTER, All, Nothing),
    look("holders", "holders", REGISTER, All, Nobody),
    look("attachments", "attachments", PEOPLE, About::Thing(Kind::Training), With(&[Kind::File])),
    look("attachment", "attachment", PEOPLE, About::Thing(Kind::File), Those),
    look("disputes", "disputes", REGISTER, All, With(&[Kind::Dispute])),
    look("dispute", "dispute", REGISTER, About::Thing(Kind::Dispute), Those),
    look("open_disputes", "disputes", REGISTER, All, Nothing),
    look("shared_records", "sharedRecords", REGISTER, All, WithIfAny(Kind::Record)),
    look("shared_record", "sharedRecord", REGISTER, About::Thing(Kind::Record), Those),
    look("notices", "notices", REGISTER, All, Noticed),
    slow(look("notice_paper", "notice", REGISTER, About::Thing(Kind::Notice), Those)),
    slow(look(
        "notice_proof",
        "noticeProof",
        REGISTER,
        Employer,
        With(&[Kind::Notice, Kind::GivenNotice]),
    )),
    look("social_balance", "socialBalance", REGISTER, All, With(&[Kind::Training])),
    look("leave_hours", "leaveHours", REGISTER, All, Nobody),
    look("plan_day", "planReport", REGISTER, All, Nothing),
    look("plan_report", "planReport", REGISTER, All, Nobody),
    look("export", "export", REGISTER, All, Everybody),
    look("bundles", "makePapers", REGISTER, All, Nothing),
    look("bundle_file", "papersFile", REGISTER, About::Thing(Kind::Bundle), Nobody),
    look("jobs_under_way", "job", REGISTER, All, Nothing),
    look("job", "job", REGISTER, About::Thing(Kind::Import), Nothing),
    look("digest_wish", "setDigest", REGISTER, All, Nothing),
    look("imports", "importReport", DECLARE, All, Nothing),
    look("import_report", "importReport", DECLARE, About::Thing(Kind::Import), Nobody),
    look("sheets", "sheet", DECLARE, All, Nothing),
    look("sheet", "sheet", DECLARE, About::Thing(Kind::Sheet), Nothing),
    look("sheet_rows", "sheet", DECLARE, About::Thing(Kind::Sheet), Nobody),
    look("returned_rows", "sheetReturned", DECLARE, About::Thing(Kind::Sheet), Nobody),
    look("sheet_file", "sheetFile", DECLARE, About::Thing(Kind::Sheet), Nobody),
    look("change", "changeFeed", HISTORY, About::Thing(Kind::Change), Those),
    look("reconcile_trainings", "reconcileTrainings", PEOPLE, Named, Those),
    look("reconcile_credits", "reconcileCredits", PEOPLE, Named, Those),
    look("api_clients", "clients", ACCESS, All, Nobody),
    look("webhooks", "webhooks", ACCESS, All, Nobody),
    look("grants", "access", SEE_ACCESS, All, Nobody),
    look("invitations", "invitations", ACCESS, All, Nothing),
    look("mandates_given", "mandates", SEE_MANDATES, All, Nothing),
    look("mandates_held", "mandates", HOLD_MANDATES, All, Nothing),
    look("clients", "clients", HOLD_MANDATES, All, Nothing),
    look("open_inspections", "inspections", INSPECT, All, Nothing),
    look("last_inspections", "inspections", OPERATE, All, Nothing),
    look("employers", "employers", ADD_EMPLOYERS, All, Nothing),
    look("organisation_requests", "organisationRequests", ADD_EMPLOYERS, All, Nobody),
    look("reported", "reported", REGISTER, All, With(&[Kind::Reported])),
    look("reported_with", "reported", ANSWER, About::Thing(Kind::Reported), Together),
    look("answered_reports", "reported", REGISTER, All, With(&[Kind::Disputed, Kind::Accepted])),
    look("reports_of", "reported", PEOPLE, About::Thing(Kind::Accepted), ThoseIfAny),
    look("sent_reports", "sentReports", REPORT, All, Nobody),
    look("sent_report", "sentReports", REPORT, About::Thing(Kind::Report), Nobody),
];

impl Look {
    /// What must have come of it at least once.
    pub fn wanted(&self) -> Vec<Outcome> {
        let done = match (self.about, self.shows) {
            // There is no file of papers and no spreadsheet in this register.
            (About::Thing(Kind::Bundle | Kind::Sheet), _) => None,
            (_, Nothing) => Some(Outcome::Silent),
            _ => Some(Outcome::Done),
        };
        let hides = matches!(self.about, Employer | Person | About::Thing(_));
        let hides = hides && self.door != "reports_of";
        let hidden = hides.then_some(Outcome::Hidden);
        let silent = matches!(self.shows, ThoseIfAny).then_some(Outcome::Silent);
        done.into_iter().chain([Outcome::Forbidden]).chain(hidden).chain(silent).collect()
    }
}

impl Play {
    pub async fn look(&mut self, look: &Look) -> (Outcome, Outcome) {
        let part = self.somebody(look.may);
        let thing = match look.about {
            All | Employer => Thing::new(Uuid::nil(), part.org, Vec::new()),
            Person | Named => self.things.pick_person(&mut self.dice, &part, |_| true),
            About::Thing(kind) => self.things.pick(&mut self.dice, kind, &part),
        };
        let hides = matches!(look.about, Employer | Person | About::Thing(_));
        let hides = hides && look.door != "reports_of";
        let mut must = if !look.may.contains(&part.who) {
            Outcome::Forbidden
        } else if hides && !self.things.sees(&part, &thing) {
            Outcome::Hidden
        } else {
            Outcome::Done
        };
        if !self.turned_away(must, &part, look.word) {
            match self.shown(look.shows, &part, &thing).await {
                Some(people) => {
                    let line = self.line(&part, look.word, &people);
                    self.expected.push(line);
                }
                None => must = Outcome::Silent,
            }
        }
        let caller = self.caller(&part).await;
        let answer = self.ask(look.door, &caller, &thing).await;
        let is = Outcome::of(&answer);
        (must, if must == Outcome::Silent && is == Outcome::Done { must } else { is })
    }

    /// Whom an answer shows; `None` where it leaves no entry.
    async fn shown(&self, shows: Shows, part: &Part, thing: &Thing) -> Option<Vec<EmployeeId>> {
        let ids = |which: &dyn Fn(&super::things::Person) -> bool| -> Vec<EmployeeId> {
            self.things.reached(part).filter(|p| which(p)).map(|p| p.id).collect()
        };
        match shows {
            Nobody => Some(Vec::new()),
            Nothing => None,
            Those => Some(self.things.among(part, &thing.people)),
            ThoseIfAny => Some(self.things.among(part, &thing.people)).filter(|p| !p.is_empty()),
            Everybody => Some(ids(&|_| true)),
            Serving => Some(ids(&|person| person.serving)),
            Team => Some(ids(&|person| person.serving && person.team == Some(TEAM))),
            Changed => Some(self.last_changed(part).await),
            With(kinds) => Some(self.with(kinds, part, thing)),
            WithIfAny(kind) => Some(self.with(&[kind], part, thing)).filter(|p| !p.is_empty()),
            SameNumber => {
                let all = &self.things.people;
                let named = all.iter().find(|person| person.id.0 == thing.id);
                Some(named.map_or(Vec::new(), |named| ids(&|person| person.n == named.n)))
            }
            Together => {
                let all = self.things.of(Kind::Reported).iter().filter(|one| one.of == thing.of);
                let people: Vec<_> = all.flat_map(|one| one.people.clone()).collect();
                Some(self.things.among(part, &people))
            }
            Noticed => Some(ids(&|person| person.serving || person.noticed)),
        }
    }

    /// Those who stand in things of some kinds; of evidence, in that of the training asked about.
    fn with(&self, kinds: &[Kind], part: &Part, thing: &Thing) -> Vec<EmployeeId> {
        let all = kinds.iter().flat_map(|kind| self.things.of(*kind));
        let here = all.filter(|one| one.org == part.org);
        let here = here.filter(|one| kinds != [Kind::File] || one.of == thing.id);
        let people: Vec<EmployeeId> = here.flat_map(|one| one.people.clone()).collect();
        self.things.among(part, &people)
    }

    /// The people whom the last hundred changes of an organisation were about, by the register's
    /// own table of changes.
    async fn last_changed(&self, part: &Part) -> Vec<EmployeeId> {
        let org = self.stage.id(part.org);
        let mut tx = self.app().store().read().await.unwrap();
        let changes = tx.recent_changes(org, Instant::LATEST, 100).await.unwrap();
        tx.rollback().await.unwrap();
        let object = |outcome: &str| -> Option<Uuid> {
            let outcome: serde_json::Value = serde_json::from_str(outcome).ok()?;
            outcome.get("object")?.as_str()?.parse().ok()
        };
        let objects: Vec<_> = changes.iter().filter_map(|c| object(&c.outcome)).collect();
        self.things.reached(part).map(|p| p.id).filter(|id| objects.contains(&id.0)).collect()
    }

    async fn ask(&self, door: &str, caller: &Caller, thing: &Thing) -> Result<(), Refused> {
        if let Some(answer) = self.ask_about_people(door, caller, thing).await {
            return answer;
        }
        if let Some(answer) = self.ask_about_register(door, caller, thing).await {
            return answer;
        }
        self.ask_about_the_rest(door, caller, thing).await
    }

    async fn ask_about_people(
        &self,
        door: &str,
        caller: &Caller,
        thing: &Thing,
    ) -> Option<Result<(), Refused>> {
        let (app, id) = (self.app(), thing.id);
        let person = EmployeeId(id);
        Some(match door {
            "account" => app.account(caller, person, None).await.map(drop),
            "credits" => app.credits(caller, person).await.map(drop),
            "account_paper" => app.account_paper(caller, person, 2026).await.map(drop),
            "employees" => app.employees(caller, &everybody()).await.map(drop),
            "employees_by_id" => app.employees_by_id(caller, &[person]).await.map(drop),
            "find_people" => {
                let known = self.things.people.iter().find(|p| p.id == person);
                let ssin = synthetic::ssin(known.map_or(903, |p| p.n));
                // The same line twice shows one person.
                let lines = vec![ssin.digits().to_owned(); 2];
                app.find_people(caller, &lines).await.map(drop)
            }
            "everybody" => app.everybody(caller, TODAY).await.map(drop),
            "team_members" => app.team_members(caller, &[TEAM.to_owned()], TODAY).await.map(drop),
            "training" => app.training(caller, TrainingId(id), None).await.map(drop),
            "trainings" => app.trainings(caller, &TrainingQuery::default()).await.map(drop),
            "training_history" => app.training_history(caller, TrainingId(id)).await.map(drop),
            "right_history" => app.right_history(caller, person, 2026).await.map(drop),
            "employee_history" => app.employee_history(caller, person).await.map(drop),
            "audit_of" => app.audit_of(caller, person).await.map(drop),
            "attachments" => app.attachments(caller, TrainingId(id)).await.map(drop),
            "attachment" => app.attachment(caller, FileId(id)).await.map(drop),
            "disputes" => app.disputes(caller, false, None, 50).await.map(drop),
            "dispute" => app.dispute(caller, DisputeId(id)).await.map(drop),
            "shared_records" => app.shared_records(caller, None).await.map(drop),
            "shared_record" => app.shared_record(caller, OwnRecordId(id)).await.map(drop),
            "holders" => app.holders(caller, "A course of nobody", TODAY).await.map(drop),
            "notices" => app.notices(caller, 2026, 1).await.map(drop),
            "notice_paper" => app.notice_paper(caller, NoticeId(id)).await.map(drop),
            "notice_proof" => app.notice_proof(caller, 2026, Language::Fr).await.map(drop),
            "reported" => app.reported(caller, 1).await.map(drop),
            "reported_with" => app.reported_with(caller, ReportPartId(id)).await.map(drop),
            "answered_reports" => app.answered_reports(caller, None, 50).await.map(drop),
            "reports_of" => {
                let of = [ParticipationId(thing.of)];
                app.reports_of(caller, &of).await.map(drop)
            }
            _ => return None,
        })
    }

    async fn ask_about_register(
        &self,
        door: &str,
        caller: &Caller,
        thing: &Thing,
    ) -> Option<Result<(), Refused>> {
        let (app, id) = (self.app(), thing.id);
        Some(match door {
            "recent_changes" => app.recent_changes(caller, None).await.map(drop),
            "recent_audit" => app.recent_audit(caller).await.map(drop),
            "change" => app.change(caller, ChangeId(id)).await.map(drop),
            "reconcile_trainings" => {
                // Nothing stands in that year: whoever is named is looked at, nobody else.
                let day = date(1999, 3, 3);
                let record = SentRecord {
                    whom: Whom::Employee(EmployeeId(id)),
                    training: None,
                    title: "First aid".to_owned(),
                    start: day,
                    end: day,
                    minutes: Minutes(60),
                    status: Status::Completed,
                };
                let sent = [record.clone(), record];
                app.reconcile_trainings(caller, (day, day), &sent).await.map(drop)
            }
            "reconcile_credits" => {
                let whom = Whom::Employee(EmployeeId(id));
                let sent = SentCredit { whom, granted: None, followed: None, left: None };
                app.reconcile_credits(caller, 1999, &[sent]).await.map(drop)
            }
            "changes" => app.changes(caller, &[ChangeId(id)]).await.map(drop),
            "log_copy" => app.log_copy(caller).await.map(drop),
            "outbox" => app.outbox(caller).await.map(drop),
            "dashboard" => app.dashboard(caller, 2026).await.map(drop),
            "all_people_behind" => {
                let query = PeopleQuery { year: 2026, ..PeopleQuery::default() };
                app.all_people_behind(caller, &query).await.map(drop)
            }
            "certificates_behind" => {
                app.certificates_behind(caller, Within::Week, true, 1).await.map(drop)
            }
            "tasks" => app.tasks(caller).await.map(drop),
            "overview" => app.overview(caller, 2026).await.map(drop),
            "sizes" => app.sizes(caller).await.map(drop),
            "joint_committees" => app.joint_committees(caller).await.map(drop),
            "certificate_titles" => app.certificate_titles(caller, TODAY).await.map(drop),
            "courses" => app.courses(caller).await.map(drop),
            "course" => app.course(caller, CourseId(id)).await.map(drop),
            "suggested_titles" => app.suggested_titles(caller).await.map(drop),
            "teams" => app.teams(caller).await.map(drop),
            "team_sizes" => app.team_sizes(caller).await.map(drop),
            "count_in_service" => app.count_in_service(caller).await.map(drop),
            "open_disputes" => app.open_disputes(caller).await.map(drop),
            "social_balance" => app.social_balance(caller, 2026).await.map(drop),
            "leave_hours" => app.leave_hours(caller, 2026).await.map(drop),
            "plan_day" => app.plan_day(caller, 2026).await.map(drop),
            "plan_report" => app.plan_report(caller, 2026, TODAY).await.map(drop),
            "export" => {
                let query = ExportQuery::Employees(everybody());
                let csv = write::Kind::CSV;
                app.export(caller, &query, Language::Nl, csv).await.map(drop)
            }
            _ => return None,
        })
    }

    async fn ask_about_the_rest(
        &self,
        door: &str,
        caller: &Caller,
        thing: &Thing,
    ) -> Result<(), Refused> {
        let (app, id) = (self.app(), thing.id);
        match door {
            "bundles" => app.bundles(caller).await.map(drop),
            "bundle_file" => app.bundle_file(caller, JobId(id)).await.map(drop),
            "jobs_under_way" => app.jobs_under_way(caller).await.map(drop),
            "job" => app.job(caller, JobId(id)).await.map(drop),
            "digest_wish" => app.digest_wish(caller).await.map(drop),
            "imports" => app.imports(caller).await.map(drop),
            "import_report" => app.import_report(caller, JobId(id)).await.map(drop),
            "sheets" => app.sheets(caller).await.map(drop),
            "sheet" => app.sheet(caller, id).await.map(drop),
            "sheet_rows" => app.sheet_rows(caller, id, None, 0, 10).await.map(drop),
            "returned_rows" => app.returned_rows(caller, id).await.map(drop),
            "sheet_file" => app.sheet_file(caller, id).await.map(drop),
            "grants" => app.grants(caller).await.map(drop),
            "invitations" => app.invitations(caller).await.map(drop),
            "mandates_given" => app.mandates_given(caller).await.map(drop),
            "mandates_held" => app.mandates_held(caller).await.map(drop),
            "api_clients" => app.api_clients(caller).await.map(drop),
            "webhooks" => app.webhooks(caller).await.map(drop),
            "clients" => app.clients(caller).await.map(drop),
            "open_inspections" => app.open_inspections(caller).await.map(drop),
            "last_inspections" => app.last_inspections(caller, 9).await.map(drop),
            "employers" => app.employers(caller).await.map(drop),
            "organisation_requests" => app.organisation_requests(caller).await.map(drop),
            "sent_reports" => app.sent_reports(caller, None, 50).await.map(drop),
            "sent_report" => app.sent_report(caller, ReportId(id)).await.map(drop),
            other => panic!("no door is called {other}"),
        }
    }
}

/// All employees, those who left too.
fn everybody() -> EmployeeQuery {
    EmployeeQuery {
        name: String::new(),
        team: String::new(),
        joint_committee: String::new(),
        leavers: true,
        year: 2026,
        sort: EmployeeSort::Name,
        page: 1,
        page_size: 200,
        after: None,
    }
}
