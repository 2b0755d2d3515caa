//! What an import found, in words.

use fla_app::{FileReport, ImportReport};
use fla_domain::anomaly::Anomaly;

use super::overview;
use crate::i18n::T;
use crate::view::{Notice, Progress, Tag, Tone};

/// An anomaly of a file with its place.
pub struct Fault {
    /// Stable code.
    pub code: String,
    /// Line and column, and where in the structure; may be empty.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub mend: String,
}

/// What became of a file.
pub struct FileShown {
    /// The name the sender gave it.
    pub name: String,
    /// Taken or refused.
    pub state: Tag,
    /// Which form and quarters.
    pub what: String,
    /// Why it was refused.
    pub faults: Vec<Fault>,
    /// What it held: name and number; nothing of a refused one.
    pub counts: Vec<(String, String)>,
}

/// A person that is listed: where the account is, the name, more.
pub struct Person {
    /// Where the account is.
    pub href: String,
    /// The name.
    pub name: String,
    /// What became of the person; may be empty.
    pub more: String,
}

/// People of whom the same was found.
pub struct Group {
    /// What was found.
    pub title: String,
    /// How many they are.
    pub count: String,
    /// What it means; may be empty.
    pub text: String,
    /// Who they are, or the first of them.
    pub people: Vec<Person>,
}

/// What an import found.
pub struct Found {
    /// How far it is, while it runs.
    pub progress: Option<Progress>,
    /// How it ended.
    pub notice: Option<Notice>,
    /// Each file.
    pub files: Vec<FileShown>,
    /// The new employees, the changed regimes, the leavers, the missing.
    pub groups: Vec<Group>,
    /// Who could not be read: the file and what is wrong.
    pub unreadable: Vec<(String, Fault)>,
    /// The NSSO number that was noted.
    pub noted: Option<String>,
}

/// The words for a report.
pub fn found(t: T, base: &str, report: &ImportReport) -> Found {
    let job = &report.job;
    let running = matches!(job.state.as_str(), "waiting" | "running");
    let progress = running.then(|| {
        let phase = t.get(&format!("import-phase-{}", report.phase)).into_owned();
        Progress {
            label: phase,
            poll: format!("{base}/import/{}/progress", job.id),
            ..overview::progress_of(t, base, job)
        }
    });
    let notice = (!running).then(|| ended(t, report));
    let people = |list: &[(fla_app::Finding, Option<String>)], words: fn(T, &str) -> String| {
        list.iter()
            .filter_map(|(finding, name)| {
                let id = finding.employee?;
                Some(Person {
                    href: format!("{base}/employees/{id}"),
                    name: name.clone().unwrap_or_else(|| t.get("import-somebody").into_owned()),
                    more: words(t, &finding.detail),
                })
            })
            .collect::<Vec<_>>()
    };
    let new: u64 = report.files.iter().map(|f| f.new).sum();
    let groups = vec![
        ("import-new", new, people(&report.new, |_, _| String::new())),
        ("import-regimes", report.regimes, people(&report.changed, regimes)),
        ("import-leavers", report.leavers, people(&report.left, left)),
        ("import-missing", report.missing, people(&report.absent, in_quarter)),
    ]
    .into_iter()
    .filter(|(_, count, _)| *count > 0)
    .map(|(key, count, people)| Group {
        title: t.get(key).into_owned(),
        count: t.number(count),
        text: match key {
            "import-missing" => t.get("import-missing-text").into_owned(),
            _ => String::new(),
        },
        people,
    })
    .collect();
    let name = |file: usize| report.files.get(file).map(|f| f.name.clone()).unwrap_or_default();
    Found {
        progress,
        notice,
        files: report.files.iter().map(|file| file_shown(t, file)).collect(),
        groups,
        unreadable: report.unreadable.iter().map(|(file, a)| (name(*file), fault(t, a))).collect(),
        noted: report.nsso_noted.as_ref().map(|n| t.one("import-noted", "number", n.as_str())),
    }
}

fn ended(t: T, report: &ImportReport) -> Notice {
    let refused = report.files.iter().any(|f| !f.is_taken());
    let incomplete = refused || report.files.iter().any(|f| f.unreadable > 0);
    let nothing = report.files.iter().all(|f| f.new == 0 && f.changed == 0);
    let (tone, how) = match (report.job.state.as_str(), incomplete) {
        ("refused", _) => (Tone::Bad, "refused"),
        ("failed", _) => (Tone::Bad, "failed"),
        ("stopped", _) => (Tone::Warning, "stopped"),
        (_, true) => (Tone::Warning, "partly"),
        _ if nothing => (Tone::Info, "nothing"),
        _ => (Tone::Good, "done"),
    };
    let title = t.get(&format!("import-ended-{how}"));
    Notice::new(tone, title, t.get(&format!("import-ended-{how}-text"))).live()
}

fn file_shown(t: T, file: &FileReport) -> FileShown {
    let taken = file.is_taken();
    let (tone, key) =
        if taken { (Tone::Good, "import-taken") } else { (Tone::Bad, "import-refused") };
    let quarters: Vec<_> = file.quarters.iter().map(|q| t.quarter(q)).collect();
    let kind = match file.kind.as_str() {
        "" => String::new(),
        kind => t.get(&format!("import-kind-{kind}")).into_owned(),
    };
    let what = [kind, quarters.join(", ")];
    let counts = [
        ("new", file.new),
        ("changed", file.changed),
        ("same", file.same),
        ("older", file.older),
        ("unreadable", file.unreadable),
    ];
    FileShown {
        name: file.name.clone(),
        state: Tag::new(tone, t.get(key)),
        what: what.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · "),
        faults: file.refused.iter().map(|anomaly| fault(t, anomaly)).collect(),
        counts: counts
            .into_iter()
            .filter(|_| taken)
            .map(|(name, count)| {
                (t.get(&format!("import-count-{name}")).into_owned(), t.number(count))
            })
            .collect(),
    }
}

fn fault(t: T, anomaly: &Anomaly) -> Fault {
    let text = t.anomaly(anomaly);
    let mut place = Vec::new();
    if let Some(line) = anomaly.line {
        let column = anomaly.column.unwrap_or(1).to_string();
        place.push(t.two("import-place", "line", line.to_string(), "column", column));
    }
    if !anomaly.path.is_empty() {
        place.push(anomaly.path.clone());
    }
    Fault { code: text.code, place: place.join(" · "), message: text.message, mend: text.mend }
}

/// `200 3800/3800 → 200 3040/3800` as people write it.
fn regimes(t: T, detail: &str) -> String {
    let regime = |text: &str| {
        let (committee, fraction) = text.split_once(' ')?;
        let (q, s) = fraction.split_once('/')?;
        let fraction =
            fla_domain::quantity::Fraction::new(q.parse().ok()?, s.parse().ok()?).ok()?;
        Some(t.says(committee, super::account_view::regime(t, fraction)))
    };
    let side = |text: &str| {
        let parts: Vec<_> = text
            .split(" + ")
            .filter(|part| !part.is_empty())
            .map(|part| regime(part).unwrap_or_else(|| part.to_owned()))
            .collect();
        if parts.is_empty() { t.get("import-no-work").into_owned() } else { parts.join(" + ") }
    };
    match detail.split_once(" → ") {
        Some((was, is)) => format!("{} → {}", side(was), side(is)),
        None => detail.to_owned(),
    }
}

fn left(t: T, detail: &str) -> String {
    detail
        .parse::<jiff::civil::Date>()
        .map_or_else(|_| detail.to_owned(), |date| t.one("import-left", "date", t.date(date)))
}

fn in_quarter(t: T, detail: &str) -> String {
    detail
        .parse::<fla_domain::time::Quarter>()
        .map_or_else(|_| detail.to_owned(), |quarter| t.quarter(quarter))
}

#[cfg(test)]
mod tests {
    use fla_app::{Finding, JobView};
    use fla_domain::ids::{EmployeeId, JobId};
    use fla_domain::language::Language;
    use fla_domain::time::Instant;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_missing_are_told_with_their_quarter_and_what_it_means() {
        let job = JobView {
            id: JobId(Uuid::nil()),
            kind: "import".to_owned(),
            state: "done".to_owned(),
            done: 1,
            total: 1,
            created_at: Instant(0),
            finished_at: Some(Instant(1)),
        };
        let finding = Finding {
            seq: 0,
            file: 0,
            kind: "missing".to_owned(),
            employee: Some(EmployeeId(Uuid::nil())),
            detail: "2026Q2".to_owned(),
        };
        let report = ImportReport {
            job,
            phase: "workOut",
            files: Vec::new(),
            regimes: 0,
            leavers: 0,
            missing: 1_500,
            nsso_noted: None,
            new: Vec::new(),
            changed: Vec::new(),
            left: Vec::new(),
            absent: vec![(finding, Some("Anna Person".to_owned()))],
            unreadable: Vec::new(),
        };
        let found = found(T::new(Language::En), "/register/x", &report);
        let [group] = &found.groups[..] else { panic!("one group") };
        assert_eq!(group.count, "1,500");
        assert!(group.title.contains("not in this one") && !group.text.is_empty());
        assert_eq!(group.people[0].name, "Anna Person");
        assert!(group.people[0].more.contains("2026"), "{}", group.people[0].more);
    }
}
