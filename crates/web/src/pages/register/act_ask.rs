//! The questions of each act, and the same as facts for the page that asks for confirmation.

use fla_app::Person;
use fla_domain::ids::EmployeeId;
use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::right::RightKind;

use super::account_view::committee;
use super::act::Act;
use super::id;
use crate::acting::Acting;
use crate::form::{Posted, Stop};
use crate::i18n::T;
use crate::view::{Choice, Choosable, ErrorSummary, Field, Picker, TextArea};

/// A form being put together: each question with its answer so far.
pub struct Sheet<'a> {
    t: T,
    posted: &'a Posted,
    errors: &'a ErrorSummary,
    questions: Vec<String>,
    facts: Vec<(String, String)>,
    /// What each field is called here.
    labels: Vec<(String, String)>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet.
    pub fn new(t: T, posted: &'a Posted, errors: &'a ErrorSummary) -> Self {
        Self { t, posted, errors, questions: Vec::new(), facts: Vec::new(), labels: Vec::new() }
    }

    /// The questions as markup of components, and what each field is called.
    pub fn into_questions(self) -> (Vec<String>, Vec<(String, String)>) {
        (self.questions, self.labels)
    }

    /// What is wrong at a field, under the name that it has here.
    fn error(&mut self, name: &str, label: &str) -> String {
        self.labels.push((name.to_owned(), label.to_owned()));
        self.errors.under(name, label)
    }

    /// What was answered, with the words of the questions.
    pub fn facts(self) -> Vec<(String, String)> {
        self.facts
    }

    fn label(&self, key: &str) -> String {
        self.t.get(key).into_owned()
    }

    /// The text `<key>-hint`, or nothing where there is none.
    fn hint(&self, key: &str) -> String {
        let key = format!("{key}-hint");
        if self.t.has(&key) { self.label(&key) } else { String::new() }
    }

    fn fact(&mut self, label: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.facts.push((label.to_owned(), value));
        }
    }

    /// A question answered in a box; `shape` makes the box.
    fn field(&mut self, shape: fn(&str, String) -> Field, name: &str, key: &str, optional: bool) {
        let label = self.label(key);
        let error = self.error(name, &label);
        let field = self.filled(shape(name, label.clone()), name, key, optional).error(error);
        self.questions.push(field.to_string());
        let value = match self.posted.text(name).parse::<jiff::civil::Date>() {
            Ok(date) => self.t.date(date),
            Err(_) => self.posted.text(name).to_owned(),
        };
        self.fact(&label, value);
    }

    fn filled(&self, field: Field, name: &str, key: &str, optional: bool) -> Field {
        let field = field.hint(self.hint(key)).value(self.posted.text(name));
        if optional { field.optional(self.t.get("optional")) } else { field.required() }
    }

    fn text(&mut self, name: &str, key: &str, optional: bool) {
        self.field(Field::text, name, key, optional);
    }

    fn date(&mut self, name: &str, key: &str, optional: bool) {
        self.field(Field::date, name, key, optional);
    }

    /// A team, with those there are as suggestions.
    fn team(&mut self, key: &str) {
        let shape = |name: &str, label| Field::text(name, label).list("teams");
        self.field(shape, "team", key, true);
    }

    fn number(&mut self, name: &str, key: &str) {
        self.field(Field::number, name, key, false);
    }

    fn year(&mut self) {
        let shape = |name: &str, label| Field::digits(name, label).width("short");
        self.field(shape, "year", "form-year", false);
    }

    /// A list of answers: code and words.
    fn pick(&mut self, name: &str, key: &str, options: Vec<(String, String)>) {
        let current = self.posted.text(name);
        let label = self.label(key);
        let chosen =
            options.iter().find(|(code, _)| code == current).map(|(_, words)| words.clone());
        let picker = Picker {
            name: name.to_owned(),
            label: label.clone(),
            hint: self.hint(key),
            error: self.error(name, &label),
            options: options.into_iter().map(|(c, w)| Choosable::new(&c, w, current)).collect(),
        };
        self.questions.push(picker.to_string());
        self.fact(&label, chosen.unwrap_or_default());
    }

    /// A choice of a few answers, all visible; the first is chosen where nothing is yet.
    fn one(&mut self, name: &str, key: &str, options: &[(&str, &str)]) {
        let first = options.first().map_or("", |(code, _)| code);
        let current = match self.posted.text(name) {
            "" => first,
            given => given,
        };
        let label = self.label(key);
        let words: Vec<_> = options.iter().map(|(code, key)| (*code, self.label(key))).collect();
        let chosen = words.iter().find(|(code, _)| *code == current).map(|(_, w)| w.clone());
        let options = words.into_iter().map(|(c, w)| Choosable::new(c, w, current)).collect();
        let choice = Choice::one(name, label.as_str(), options)
            .hint(self.hint(key))
            .error(self.error(name, &label));
        self.questions.push(choice.to_string());
        self.fact(&label, chosen.unwrap_or_default());
    }

    /// An amount of time in days or hours.
    fn amount(&mut self, name: &str, key: &str) {
        let label = self.label(key);
        let error = self.error(name, &label);
        let field = self
            .filled(Field::text(name, label.as_str()).width("short"), name, key, false)
            .error(error)
            .hint(self.t.get("form-amount-hint"));
        let unit_name = format!("{name}-unit");
        let unit = match self.posted.text(&unit_name) {
            "hours" => "hours",
            _ => "days",
        };
        let options = ["days", "hours"]
            .map(|u| Choosable::new(u, self.t.get(&format!("form-unit-{u}")), unit));
        let choice = Choice::one(&unit_name, self.t.get("form-unit"), options.into()).inline();
        self.questions.push(format!("{field}{choice}"));
        let value = self.posted.text(name);
        if !value.is_empty() {
            let unit = self.t.get(&format!("form-unit-{unit}"));
            self.facts.push((label, format!("{value} ({})", unit.to_lowercase())));
        }
    }

    fn reason(&mut self, act: Act) {
        let label = self.label("form-reason");
        let area = TextArea {
            name: "reason".to_owned(),
            label: label.clone(),
            hint: self.label("form-reason-hint"),
            error: self.error("reason", &label),
            value: self.posted.text("reason").to_owned(),
            rows: 3,
            optional: if act.needs_reason() { String::new() } else { self.label("optional") },
        };
        self.questions.push(area.to_string());
        self.fact(&label, self.posted.text("reason").to_owned());
    }
}

/// Puts the questions of an act on a sheet.
pub fn questions(sheet: &mut Sheet<'_>, act: Act) {
    match act {
        Act::New => {
            person(sheet, true);
            sheet.date("from", "act-from", false);
            sheet.date("to", "act-to", true);
            occupations(sheet);
        }
        Act::Person => person(sheet, false),
        Act::Team => sheet.team("act-team-name"),
        Act::Occupations => {
            sheet.date("from", "act-changes-from", false);
            sheet.date("to", "act-changes-to", true);
            occupations(sheet);
            sheet.reason(act);
        }
        Act::End => {
            sheet.date("end", "act-last-day", false);
            let causes = codes(sheet.t, "cause", EndCause::ALL.iter().map(|c| c.code()));
            sheet.pick("cause", "act-cause", causes);
            sheet.reason(act);
        }
        Act::Right => {
            sheet.year();
            kinds(sheet);
            sheet.amount("minutes", "act-right-amount");
            sheet.reason(act);
        }
        Act::RightBack => {
            sheet.year();
            kinds(sheet);
            sheet.reason(act);
        }
        Act::CompanyDays => {
            sheet.year();
            sheet.number("days", "act-days");
            let options = [("prorated", "account-days-prorated"), ("flat", "account-days-flat")];
            sheet.one("how", "act-days-how", &options);
            sheet.reason(act);
        }
        Act::DaysBack | Act::AdjustBack => sheet.reason(act),
        Act::OptOut | Act::OptIn | Act::AverageBack => {
            sheet.year();
            sheet.reason(act);
        }
        Act::Verify => sheet.year(),
        Act::Adjust => {
            sheet.year();
            sheet.date("date", "act-adjust-date", false);
            sheet.one(
                "sign",
                "act-adjust-sign",
                &[("more", "act-adjust-more"), ("less", "act-adjust-less")],
            );
            sheet.amount("minutes", "form-amount");
            sheet.reason(act);
        }
        Act::Average => {
            sheet.year();
            sheet.number("average", "act-average-figure");
            sheet.reason(act);
        }
        Act::Settings => settings(sheet),
    }
}

fn codes<'c>(t: T, prefix: &str, codes: impl Iterator<Item = &'c str>) -> Vec<(String, String)> {
    codes.map(|code| (code.to_owned(), t.get(&format!("{prefix}-{code}")).into_owned())).collect()
}

fn kinds(sheet: &mut Sheet<'_>) {
    let kinds = codes(sheet.t, "kind", RightKind::ALL.iter().map(|k| k.code()));
    sheet.pick("kind", "act-kind", kinds);
}

fn languages(t: T, with_none: bool) -> Vec<(String, String)> {
    let none = with_none.then(|| (String::new(), "–".to_owned()));
    let all = codes(t, "language", Language::ALL.iter().map(|l| l.code()));
    none.into_iter().chain(all).collect()
}

fn person(sheet: &mut Sheet<'_>, new: bool) {
    let key = if new { "person-ssin" } else { "person-ssin-other" };
    sheet.field(Field::digits, "ssin", key, !new);
    if let (false, Some((_, value))) =
        (sheet.posted.text("ssin").is_empty(), sheet.facts.last_mut())
    {
        // Only the person who typed it knows it in full; the page shows it as lists do.
        *value = value
            .parse()
            .map_or_else(|_| "•".to_owned(), |ssin: fla_domain::identifier::Ssin| ssin.masked());
    }
    sheet.text("familyName", "person-familyName", false);
    sheet.text("givenName", "person-givenName", false);
    sheet.date("birthDate", "person-birthDate", true);
    sheet.text("birthPlace", "person-birthPlace", true);
    sheet.text("address", "person-address", true);
    let languages = languages(sheet.t, true);
    sheet.pick("language", "person-language", languages);
    sheet.field(Field::email, "email", "person-email", true);
    sheet.team("person-team");
}

/// How many occupations at once a form takes.
pub const OCCUPATIONS: [&str; 3] = ["", "-2", "-3"];

fn occupations(sheet: &mut Sheet<'_>) {
    for (index, end) in OCCUPATIONS.into_iter().enumerate() {
        let before = sheet.questions.len();
        let name = |field: &str| format!("{field}{end}");
        let label = sheet.label("regime-committee");
        let field = Field::text(&name("jointCommittee"), label.as_str()).list("committees");
        let error = sheet.error(&name("jointCommittee"), &label);
        let field = sheet.filled(field, &name("jointCommittee"), "act-committee", index > 0);
        let field = field.error(error);
        sheet.questions.push(field.to_string());
        let code = sheet.posted.text(&name("jointCommittee"));
        let code = code.split_whitespace().next().unwrap_or_default().to_owned();
        if !code.is_empty() {
            let words = committee(sheet.t, &code);
            sheet.fact(&label, words);
        }
        let number: fn(&str, String) -> Field = Field::number;
        sheet.field(number, &name("percent"), "act-percent", true);
        sheet.field(number, &name("q"), "regime-q", true);
        sheet.field(number, &name("s"), "regime-s", true);
        let questions = sheet.questions.split_off(before).concat();
        let title = sheet.t.one("act-occupation", "number", index + 1);
        sheet.questions.push(if index == 0 {
            format!("<fieldset><legend>{title}</legend>{questions}</fieldset>")
        } else {
            let open = if code.is_empty() { "" } else { " open" };
            format!("<details class=\"more\"{open}><summary>{title}</summary>{questions}</details>")
        });
    }
}

fn settings(sheet: &mut Sheet<'_>) {
    sheet.text("name", "operator-name", false);
    let languages = languages(sheet.t, false);
    sheet.pick("language", "operator-language", languages);
    let shape: fn(&str, String) -> Field = Field::number;
    sheet.field(shape, "dayMinutes", "settings-day", false);
}

type Fields = Vec<(String, String)>;

/// What a form already holds when it is opened, beside what the link says.
pub async fn prefill(acting: &Acting, act: Act, given: &Fields) -> Result<Fields, Stop> {
    let says = |name: &str| given.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let mut fields = Vec::new();
    let today = acting.app.today();
    if says("year").is_none() && !matches!(act, Act::Person | Act::Team | Act::Settings | Act::New)
    {
        fields.push(pair("year", today.year().to_string()));
    }
    match act {
        Act::Person | Act::Occupations => {
            let employee: EmployeeId = id(says("employee").unwrap_or_default())?;
            let view = acting.app.account(&acting.caller, employee, None).await?;
            if act == Act::Person {
                fields.push(pair("seen", view.employee.known_from.0.to_string()));
                fields.extend(of_person(&view.employee.person));
            } else {
                fields.push(pair("from", today.to_string()));
                let spans = view.employment.spans.iter();
                let now = spans.filter(|s| s.from <= today && s.to.is_none_or(|to| to >= today));
                for (span, end) in now.zip(OCCUPATIONS) {
                    let hours = |h: u32| acting.viewer.t.hundredths(i64::from(h));
                    let code = span.joint_committee.code().to_owned();
                    fields.push(pair(&format!("jointCommittee{end}"), code));
                    if span.fraction.s() == 1000 {
                        let percent = hours(span.fraction.q() * 10);
                        fields.push(pair(&format!("percent{end}"), percent));
                    } else {
                        fields.push(pair(&format!("q{end}"), hours(span.fraction.q())));
                        fields.push(pair(&format!("s{end}"), hours(span.fraction.s())));
                    }
                }
            }
        }
        Act::Adjust => fields.push(pair("date", today.to_string())),
        Act::Settings => {
            let employer = &acting.employer;
            let day = employer.day_minutes;
            fields.push(pair("name", employer.name.clone()));
            fields.push(pair("language", employer.language.code().to_owned()));
            fields.push(pair("dayMinutes", format!("{}:{:02}", day / 60, day % 60)));
        }
        _ => {}
    }
    Ok(fields)
}

/// What is known of a person, but for the SSIN: that is shown masked and kept unless it is typed.
fn of_person(person: &Person) -> Fields {
    let known = [
        ("familyName", Some(person.family_name.clone())),
        ("givenName", Some(person.given_name.clone())),
        ("birthDate", person.birth_date.map(|d| d.to_string())),
        ("birthPlace", person.birth_place.clone()),
        ("address", person.address.clone()),
        ("gender", person.gender.clone()),
        ("language", person.language.map(|l| l.code().to_owned())),
        ("email", person.email.clone()),
        ("team", person.team.clone()),
    ];
    known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
