//! Choosing participants: those who are ticked, a search, and a pasted list.
//!
//! The state is in the form: each person is a box named `employee`, so that taking somebody off
//! is unticking, and it works without script. A line of the pasted list stays in its box until
//! somebody was chosen for it or it was taken out.

use std::collections::BTreeSet;

use askama::Template;
use askama::filters::HtmlSafe;
use fla_app::{EmployeeItem, EmployeeQuery, EmployeeSort, Refused};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;

use crate::acting::Acting;
use crate::form::Posted;
use crate::i18n::T;
use crate::view::{Field, TextArea};

/// People found on a page of the search.
const FOUND: u32 = 50;
/// Lines that are looked up at once.
const LINES: usize = 1_000;

/// What became of a pasted line.
enum Answer {
    /// One person fits, who is ticked now.
    Found(String),
    /// Several fit and none of them was ticked for it.
    Several(Vec<EmployeeItem>),
    /// Nobody fits, with the reason.
    Nobody(String),
}

/// The team of somebody, to tell people of the same name apart.
fn team(person: &EmployeeItem) -> &str {
    person.team.as_deref().unwrap_or_default()
}

struct Line {
    shown: String,
    answer: Answer,
}

/// Where participants are chosen.
#[derive(Template)]
#[template(path = "pages/training_people.html")]
pub struct Chooser {
    t: T,
    legend: String,
    error: String,
    chosen: Vec<EmployeeItem>,
    teams: Vec<String>,
    search: Field,
    searched: String,
    found: Vec<EmployeeItem>,
    more: bool,
    paste: TextArea,
    paste_open: bool,
    lines: Vec<Line>,
    open_lines: usize,
    asked: bool,
}

impl HtmlSafe for Chooser {}

impl Chooser {
    /// Reads the form and looks up what was searched and pasted. People in `there` take part
    /// already and are not offered.
    pub async fn read(
        acting: &Acting,
        posted: &Posted,
        there: &BTreeSet<EmployeeId>,
    ) -> Result<Self, Refused> {
        let t = acting.viewer.t;
        let mut ticked: BTreeSet<EmployeeId> = posted.ids("employee").into_iter().collect();
        let offered = posted.ids("offered").into_iter().collect();
        let (lines, left) = paste(acting, posted.text("paste"), offered, &mut ticked).await?;
        let teams = acting.app.teams(&acting.caller).await?;
        let wanted: Vec<String> = posted
            .all("team")
            .iter()
            .map(|t| (*t).to_owned())
            .filter(|t| teams.contains(t))
            .collect();
        if !wanted.is_empty() {
            // Its members are ticked one by one from here on, so that each can be taken off.
            let today = acting.app.today();
            ticked.extend(acting.app.team_members(&acting.caller, &wanted, today).await?);
        }
        ticked.retain(|id| !there.contains(id));
        let ids: Vec<_> = ticked.iter().copied().collect();
        let chosen = if ids.is_empty() {
            Vec::new()
        } else {
            acting.app.employees_by_id(&acting.caller, &ids).await?
        };
        let words = posted.text("q");
        let asked = posted.text("step") == "search"
            || (!words.is_empty() && words != posted.text("searched"));
        let (mut found, more) =
            if asked || !words.is_empty() { search(acting, words).await? } else { (vec![], false) };
        found.retain(|p| !ticked.contains(&p.id) && !there.contains(&p.id));
        let open_lines = lines.iter().filter(|l| !matches!(l.answer, Answer::Found(_))).count();
        Ok(Self {
            t,
            legend: t.get("training-who").into_owned(),
            error: String::new(),
            chosen,
            teams,
            search: Field::search("q", t.get("training-search"))
                .hint(t.get("training-search-hint"))
                .value(words),
            searched: words.to_owned(),
            found,
            more,
            paste_open: !lines.is_empty(),
            paste: TextArea {
                name: "paste".to_owned(),
                label: t.get("training-paste").into_owned(),
                hint: t.get("training-paste-hint").into_owned(),
                error: String::new(),
                value: left,
                rows: 6,
                optional: String::new(),
            },
            lines,
            open_lines,
            asked,
        })
    }

    /// The same under another heading.
    #[must_use]
    pub fn legend(mut self, legend: impl Into<String>) -> Self {
        self.legend = legend.into();
        self
    }

    /// The same with what is wrong.
    #[must_use]
    pub fn errors(mut self, participants: &str, paste: &str) -> Self {
        participants.clone_into(&mut self.error);
        paste.clone_into(&mut self.paste.error);
        self.paste_open |= !paste.is_empty();
        self
    }

    /// Who is chosen.
    pub fn chosen(&self) -> Vec<EmployeeId> {
        self.chosen.iter().map(|p| p.id).collect()
    }

    /// Whether a search was typed whose results were not yet seen.
    pub const fn asks(&self) -> bool {
        self.asked
    }

    /// Whether somebody was chosen, searched or pasted.
    pub fn is_busy(&self) -> bool {
        self.asked
            || !(self.chosen.is_empty() && self.lines.is_empty() && self.searched.is_empty())
            || !(self.error.is_empty() && self.paste.error.is_empty())
    }

    /// What keeps the choice from being complete: lines for which nobody was chosen yet.
    pub fn fault(&self) -> Option<Anomaly> {
        (self.open_lines > 0).then(|| {
            Anomaly::new(Zone::Participants, Fault::NotFound)
                .at("paste")
                .with("count", self.open_lines)
        })
    }
}

/// People whose name holds what was typed, in either order of the names.
async fn search(acting: &Acting, words: &str) -> Result<(Vec<EmployeeItem>, bool), Refused> {
    let query = EmployeeQuery {
        name: words.to_owned(),
        team: String::new(),
        joint_committee: String::new(),
        leavers: !words.is_empty(),
        year: acting.app.today().year(),
        sort: EmployeeSort::Name,
        page: 1,
        page_size: FOUND,
        after: None,
    };
    let page = acting.app.employees(&acting.caller, &query).await?;
    if !page.items.is_empty() || words.is_empty() {
        return Ok((page.items, page.more));
    }
    let found = acting.app.find_people(&acting.caller, &[words.to_owned()]).await?;
    Ok((found.into_iter().flatten().collect(), false))
}

/// Looks pasted lines up. Whoever alone fits a line is ticked; what is left open is given back to
/// stay in the box. A line that several fit is answered by whoever was ticked of those `offered`
/// for it; one who was chosen before does not answer it, and one person answers one line.
async fn paste(
    acting: &Acting,
    text: &str,
    mut offered: BTreeSet<EmployeeId>,
    ticked: &mut BTreeSet<EmployeeId>,
) -> Result<(Vec<Line>, String), Refused> {
    let all: Vec<String> =
        text.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    if all.is_empty() {
        return Ok((Vec::new(), String::new()));
    }
    let (now, later) = all.split_at(all.len().min(LINES));
    let found = acting.app.find_people(&acting.caller, now).await?;
    let mut lines = Vec::new();
    let mut left: Vec<&str> = Vec::new();
    for (line, mut people) in now.iter().zip(found) {
        let answer = match people.len() {
            0 => Answer::Nobody(why_nobody(acting.viewer.t, line)),
            1 => {
                let person = people.remove(0);
                ticked.insert(person.id);
                Answer::Found(person.name)
            }
            _ => which(people, &mut offered, ticked),
        };
        if !matches!(answer, Answer::Found(_)) {
            left.push(line);
        }
        lines.push(Line { shown: shown(line), answer });
    }
    left.extend(later.iter().map(String::as_str));
    Ok((lines, left.join("\n")))
}

/// What a line that several fit comes to: whoever was ticked where it was asked answers it;
/// whoever was chosen before is not what is asked.
fn which(
    mut people: Vec<EmployeeItem>,
    offered: &mut BTreeSet<EmployeeId>,
    ticked: &BTreeSet<EmployeeId>,
) -> Answer {
    let answers = |p: &EmployeeItem| ticked.contains(&p.id) && offered.contains(&p.id);
    if let Some(at) = people.iter().position(answers) {
        let person = people.remove(at);
        offered.remove(&person.id);
        return Answer::Found(person.name);
    }
    let name = people[0].name.clone();
    people.retain(|p| !ticked.contains(&p.id));
    if people.is_empty() { Answer::Found(name) } else { Answer::Several(people) }
}

/// Why nobody fits: a number whose check digits are wrong is not a person who is unknown.
fn why_nobody(t: T, line: &str) -> String {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let number = digits >= 6 && !line.chars().any(char::is_alphabetic);
    match line.parse::<Ssin>() {
        Err(anomaly) if number => t.anomaly(&anomaly).message,
        _ => t.get("training-line-nobody").into_owned(),
    }
}

/// A line as it may be repeated: numbers of people are masked.
fn shown(line: &str) -> String {
    if let Ok(ssin) = line.parse::<Ssin>() {
        return ssin.masked();
    }
    let mut seen = 0;
    let mask = |c: char| {
        seen += usize::from(c.is_ascii_digit());
        if c.is_ascii_digit() && seen > 4 { '•' } else { c }
    };
    line.chars().take(80).map(mask).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_not_repeated() {
        assert_eq!(shown("Peeters Ada"), "Peeters Ada");
        assert_eq!(shown("00.01.01-901.99"), "00.01.••-•••.••");
        assert!(!shown("00010190146").contains("90146"));
    }
}
