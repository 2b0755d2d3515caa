//! Every address of the product, and what each asks of whoever comes.

pub mod actors;

use fla_domain::access::Action;

/// What an address asks of whoever comes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Door {
    /// Nothing: anybody may read it.
    Open,
    /// Somebody who is signed in.
    SignedIn,
    /// A role of the installation that may do this.
    Installation(Action),
    /// A role with the employer of the address that may do this.
    Employer(Action),
    /// The same, for all of the employer and not for a section of it.
    Whole(Action),
    /// The role of an inspector.
    Inspection,
}

/// A route: its methods, its pattern, what it asks of a reader and of a sender.
pub struct Route(pub &'static str, pub Option<Door>, pub Option<Door>);

const READ: Option<Door> = Some(Door::Employer(Action::ReadRegister));
const PEOPLE: Option<Door> = Some(Door::Employer(Action::ReadPeople));
const KEEP: Option<Door> = Some(Door::Whole(Action::RegisterTrainings));
const TRAIN: Option<Door> = Some(Door::Employer(Action::RegisterTrainings));
const CORRECT: Option<Door> = Some(Door::Employer(Action::CorrectTrainings));
const MANDATES: Option<Door> = Some(Door::Employer(Action::ReadMandates));
const GIVE: Option<Door> = Some(Door::Employer(Action::GiveMandates));
const HOLD: Option<Door> = Some(Door::Employer(Action::HoldMandates));
const SERVE: Option<Door> = Some(Door::Employer(Action::ServeEmployers));
const REPORT: Option<Door> = Some(Door::Employer(Action::ReportTrainings));
const VERIFY: Option<Door> = Some(Door::Employer(Action::VerifyReports));
const INSPECT: Option<Door> = Some(Door::Inspection);
const IMPORT: Option<Door> = Some(Door::Employer(Action::ImportDeclarations));
const FILES: Option<Door> = Some(Door::Employer(Action::SendFiles));
const ACCESS: Option<Door> = Some(Door::Employer(Action::ManageAccess));
const HISTORY: Option<Door> = Some(Door::Employer(Action::ReadHistory));
const ANSWER: Option<Door> = Some(Door::Employer(Action::AnswerQuestions));
const JUDGE: Option<Door> = Some(Door::Employer(Action::JudgeRecords));
const MANAGE: Option<Door> = Some(Door::Employer(Action::ManageEmployees));
const OPERATE: Option<Door> = Some(Door::Installation(Action::Operate));
const ANYBODY: Option<Door> = Some(Door::Open);
const SOMEBODY: Option<Door> = Some(Door::SignedIn);

/// Every route of the pages; sign-in itself has tests of its own.
pub const ROUTES: &[Route] = &[
    Route("/", ANYBODY, None),
    Route("/regime", ANYBODY, None),
    Route("/counts", ANYBODY, None),
    Route("/codes", ANYBODY, None),
    Route("/batch-files", ANYBODY, None),
    Route("/api", ANYBODY, None),
    Route("/api/operations/{operation}", ANYBODY, None),
    Route("/api/schemas", ANYBODY, None),
    Route("/api/problems", ANYBODY, None),
    Route("/api/problems/{urn}", ANYBODY, None),
    Route("/help", ANYBODY, None),
    Route("/help/faq", ANYBODY, None),
    Route("/help/keep-your-fla", ANYBODY, None),
    Route("/accessibility", ANYBODY, None),
    Route("/account", SOMEBODY, None),
    Route("/account/looks", SOMEBODY, None),
    Route("/account/sessions", SOMEBODY, SOMEBODY),
    Route("/register", SOMEBODY, None),
    Route("/operator", OPERATE, Some(Door::Installation(Action::AddEmployer))),
    Route("/operator/{employer}", OPERATE, Some(Door::Installation(Action::AddEmployer))),
    Route("/register/add", SOMEBODY, SOMEBODY),
    Route(
        "/operator/requests/{request}/grant",
        None,
        Some(Door::Installation(Action::AddEmployer)),
    ),
    Route(
        "/operator/requests/{request}/refuse",
        None,
        Some(Door::Installation(Action::AddEmployer)),
    ),
    Route("/invitation/{employer}/{secret}", SOMEBODY, SOMEBODY),
    Route("/inspection", INSPECT, INSPECT),
    Route("/inspection/{inspection}/close", None, INSPECT),
    Route("/register/{employer}/mandates", MANDATES, GIVE),
    Route("/register/{employer}/mandates/{mandate}/answer", None, HOLD),
    Route("/register/{employer}/mandates/{mandate}/end", GIVE, GIVE),
    Route("/register/{employer}/clients", SERVE, None),
    Route("/register/{employer}/start", ACCESS, None),
    Route("/register/{employer}/history/log.zip", HISTORY, None),
    Route("/register/{employer}/given", REPORT, None),
    Route("/register/{employer}/given/new", REPORT, REPORT),
    Route("/register/{employer}/given/{report}", REPORT, None),
    Route("/register/{employer}/given/{report}/withdraw", None, REPORT),
    Route("/register/{employer}/reported", READ, VERIFY),
    Route("/register/{employer}/reported/{part}/accept", VERIFY, VERIFY),
    Route("/register/{employer}/reported/{part}/merge", None, VERIFY),
    Route("/register/{employer}/reported/{part}/reopen", None, VERIFY),
    Route("/attend/{provider}/{secret}", SOMEBODY, SOMEBODY),
    Route("/register/{employer}/access/invitations", None, ACCESS),
    Route("/register/{employer}/software", ACCESS, ACCESS),
    Route("/register/{employer}/software/{client}", ACCESS, None),
    Route("/register/{employer}/software/{client}/keys", None, ACCESS),
    Route("/register/{employer}/software/{client}/keys/{key}/end", None, ACCESS),
    Route("/register/{employer}/software/{client}/link", None, ACCESS),
    Route("/register/{employer}/software/{client}/link/end", None, ACCESS),
    Route("/register/{employer}/software/{client}/end", None, ACCESS),
    Route("/register/{employer}/webhooks", ACCESS, ACCESS),
    Route("/register/{employer}/webhooks/{webhook}", ACCESS, None),
    Route("/register/{employer}/webhooks/{webhook}/test", None, ACCESS),
    Route("/register/{employer}/webhooks/{webhook}/replay", None, ACCESS),
    Route("/register/{employer}/webhooks/{webhook}/resume", None, ACCESS),
    Route("/register/{employer}/webhooks/{webhook}/end", None, ACCESS),
    Route("/register/{employer}/access/invitations/{invitation}/end", None, ACCESS),
    Route("/register/{employer}", PEOPLE, None),
    Route("/register/{employer}/employees", PEOPLE, None),
    Route("/register/{employer}/employees/find", None, PEOPLE),
    Route(
        "/register/{employer}/employees/new",
        Some(Door::Employer(Action::ManageEmployees)),
        Some(Door::Employer(Action::ManageEmployees)),
    ),
    Route("/register/{employer}/employees/{employee}", PEOPLE, None),
    Route("/register/{employer}/employees/{employee}/history", READ, None),
    Route("/register/{employer}/access", ACCESS, ACCESS),
    Route("/register/{employer}/access/{grant}/end", ACCESS, ACCESS),
    Route("/register/{employer}/rights", READ, None),
    Route("/register/{employer}/import", IMPORT, IMPORT),
    Route("/register/{employer}/import/{job}", IMPORT, None),
    Route("/register/{employer}/import/{job}/progress", IMPORT, None),
    Route("/register/{employer}/jobs/{job}", READ, None),
    Route("/register/{employer}/history", Some(Door::Employer(Action::ReadHistory)), None),
    Route("/register/{employer}/trainings", PEOPLE, None),
    Route("/register/{employer}/trainings/find", None, PEOPLE),
    Route("/register/{employer}/trainings/new", TRAIN, TRAIN),
    Route("/register/{employer}/trainings/duration", PEOPLE, None),
    Route("/register/{employer}/trainings/{training}", PEOPLE, None),
    Route("/register/{employer}/trainings/{training}/history", READ, None),
    Route("/register/{employer}/trainings/{training}/correct", CORRECT, CORRECT),
    Route("/register/{employer}/trainings/{training}/correct/find", None, CORRECT),
    Route("/register/{employer}/trainings/{training}/complete", TRAIN, TRAIN),
    Route("/register/{employer}/trainings/{training}/withdraw", CORRECT, CORRECT),
    Route("/register/{employer}/trainings/{training}/restore", CORRECT, CORRECT),
    Route("/register/{employer}/trainings/{training}/checked", None, CORRECT),
    Route("/account/career", SOMEBODY, None),
    Route("/account/records", SOMEBODY, None),
    Route("/account/records/new", SOMEBODY, SOMEBODY),
    Route("/account/records/{record}", SOMEBODY, None),
    Route("/account/records/{record}/change", SOMEBODY, SOMEBODY),
    Route("/account/records/{record}/withdraw", SOMEBODY, SOMEBODY),
    Route("/account/records/{record}/share", SOMEBODY, SOMEBODY),
    Route("/account/records/{record}/unshare", SOMEBODY, SOMEBODY),
    Route("/account/records/{record}/files", None, SOMEBODY),
    Route("/account/files/{file}", SOMEBODY, None),
    Route("/account/files/{file}/remove", SOMEBODY, SOMEBODY),
    Route("/account/evidence/{file}", SOMEBODY, None),
    Route("/account/copies", SOMEBODY, SOMEBODY),
    Route("/account/copies/{copy}", SOMEBODY, None),
    Route("/account/copies/{copy}/columns", None, SOMEBODY),
    Route("/account/copies/{copy}/take", None, SOMEBODY),
    Route("/account/copies/{copy}/undo", None, SOMEBODY),
    Route("/account/copies/{copy}/file", SOMEBODY, None),
    Route("/account/copies/{copy}/remove", None, SOMEBODY),
    Route("/account/questions", SOMEBODY, None),
    Route("/account/questions/new", SOMEBODY, SOMEBODY),
    Route("/account/questions/{dispute}", SOMEBODY, SOMEBODY),
    Route("/account/questions/{dispute}/back", SOMEBODY, SOMEBODY),
    Route("/account/copy.pdf", SOMEBODY, None),
    Route("/account/copy.json", SOMEBODY, None),
    Route("/account/{employer}/account.pdf", SOMEBODY, None),
    Route("/register/{employer}/figures/people", READ, None),
    Route("/register/{employer}/figures/trainings", READ, None),
    Route("/register/{employer}/figures/certificates", READ, None),
    Route("/register/{employer}/figures/incomplete", READ, None),
    Route("/register/{employer}/figures/{list}/export", READ, None),
    Route("/register/tasks", SOMEBODY, None),
    Route("/register/{employer}/tasks", READ, None),
    Route("/register/{employer}/tasks/settle", KEEP, KEEP),
    Route("/register/{employer}/tasks/digest", READ, READ),
    Route("/register/{employer}/tasks/outbox", HISTORY, None),
    Route("/register/{employer}/disputes", READ, None),
    Route("/register/{employer}/disputes/{dispute}", READ, ANSWER),
    Route("/register/{employer}/records", READ, None),
    Route("/register/{employer}/records/{record}", READ, JUDGE),
    Route("/register/{employer}/records/{record}/files/{file}", READ, None),
    Route("/register/{employer}/certificates", READ, None),
    Route("/register/{employer}/courses", PEOPLE, None),
    Route("/register/{employer}/courses/new", KEEP, KEEP),
    Route("/register/{employer}/courses/{course}", KEEP, KEEP),
    Route("/register/{employer}/trainings/quick", TRAIN, TRAIN),
    Route("/register/{employer}/trainings/series", TRAIN, TRAIN),
    Route("/register/{employer}/trainings/{training}/files", PEOPLE, TRAIN),
    Route("/register/{employer}/trainings/{training}/files/{file}", PEOPLE, None),
    Route("/register/{employer}/trainings/{training}/files/{file}/remove", TRAIN, TRAIN),
    Route("/register/{employer}/sheets", IMPORT, IMPORT),
    Route("/register/{employer}/sheets/export/{list}", READ, None),
    Route("/register/{employer}/sheets/{sheet}", IMPORT, None),
    Route("/register/{employer}/sheets/{sheet}/progress", IMPORT, None),
    Route("/register/{employer}/sheets/{sheet}/columns", IMPORT, IMPORT),
    Route("/register/{employer}/sheets/{sheet}/take", None, IMPORT),
    Route("/register/{employer}/sheets/{sheet}/undo", None, IMPORT),
    Route("/register/{employer}/sheets/{sheet}/returned", IMPORT, None),
    Route("/register/{employer}/sheets/{sheet}/file", IMPORT, None),
    Route("/register/{employer}/files", FILES, FILES),
    Route("/register/{employer}/files/export.xml", READ, None),
    Route("/register/{employer}/files/{file}", FILES, None),
    Route("/register/{employer}/files/{file}/progress", FILES, None),
    Route("/register/{employer}/files/{file}/acrf.xml", FILES, None),
    Route("/register/{employer}/files/{file}/noti.xml", FILES, None),
    Route("/register/{employer}/files/{file}/forms.csv", FILES, None),
    Route("/register/{employer}/papers", READ, None),
    Route("/register/{employer}/papers/bundle", None, READ),
    Route("/register/{employer}/papers/{job}/file", READ, None),
    Route("/register/{employer}/papers/notices/make", None, KEEP),
    Route("/register/{employer}/papers/notices/mark", None, KEEP),
    Route("/register/{employer}/papers/notices/send", None, MANAGE),
    Route("/register/{employer}/papers/notices/proof.pdf", READ, None),
    Route("/register/{employer}/notices/{notice}/letter.pdf", READ, None),
    Route("/register/{employer}/employees/{employee}/account.pdf", PEOPLE, None),
    Route("/register/{employer}/reports", READ, None),
    Route("/register/{employer}/reports/social-balance", READ, None),
    Route("/register/{employer}/reports/social-balance/export", READ, None),
    Route("/register/{employer}/reports/cost", None, KEEP),
    Route("/register/{employer}/reports/leave", READ, None),
    Route("/register/{employer}/reports/leave/export", READ, None),
    Route("/register/{employer}/reports/plan", READ, None),
    Route("/register/{employer}/reports/plan/export", READ, None),
];

/// Objects of which the matrix has none: whoever may see them finds nothing there.
pub const NONE_HERE: &[&str] = &[
    "{webhook}",
    "{record}",
    "{file}",
    "{dispute}",
    "{course}",
    "{sheet}",
    "{list}",
    "{notice}",
    "{copy}",
    "{mandate}",
    "{invitation}",
    "{inspection}",
    "{secret}",
    "{report}",
    "{part}",
    "/operator/{employer}",
    "{request}",
];

/// Addresses that tell nothing of anybody, or that have tests of their own.
pub const ELSEWHERE: &[&str] = &[
    "/language",
    "/theme",
    "/tour",
    "/help/{manual}",
    "/batch-files/{name}",
    "/help/films/{film}/{recorded}/{language}",
    "/media/{digest}/{*path}",
    "/sign-in",
    "/sign-in/callback",
    "/sign-out",
    "/sign-out/back-channel",
    "/favicon.ico",
    "/assets/{digest}/{*path}",
    "/register/{employer}/act/{act}",
    "/{*__private__axum_fallback}",
];

/// The acts under `/register/{employer}/act/{act}`, and what each needs.
pub const ACTS: &[(&str, Action)] = &[
    ("person", Action::ManageEmployees),
    ("team", Action::ManageEmployees),
    ("occupations", Action::ManageEmployees),
    ("end", Action::ManageEmployees),
    ("right", Action::SetRights),
    ("right-back", Action::SetRights),
    ("company-days", Action::SetRights),
    ("days-back", Action::SetRights),
    ("opt-out", Action::SetRights),
    ("opt-in", Action::SetRights),
    ("verify", Action::VerifyRights),
    ("adjust", Action::SetRights),
    ("adjust-back", Action::SetRights),
    ("average", Action::SetRights),
    ("average-back", Action::SetRights),
    ("settings", Action::ManageSettings),
];
