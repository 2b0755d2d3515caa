//! The tour: a few steps over the real pages, one kind of user at a time.
//!
//! Where one is stands in a cookie; the frame of each page shows the step, and a style sheet marks
//! what the step is about. Everything is a form, so it works without scripting.

use fla_domain::access::Role;

/// For whom a tour is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Who registers.
    Officer,
    /// Who only reads.
    Reader,
    /// Who gives access.
    Access,
    /// Who looks at the own account.
    Employee,
}

/// A step: the page it is about. Below an employer's address the path begins after the employer.
struct Stop(&'static str);

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Officer, Self::Reader, Self::Access, Self::Employee];

    /// The code in cookie, form and text keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Reader => "reader",
            Self::Access => "access",
            Self::Employee => "employee",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The tour for a role with an employer; none for those who work for no employer.
    pub const fn of_role(role: Role) -> Option<Self> {
        match role {
            Role::Registrar => Some(Self::Officer),
            Role::Reader | Role::Verifier => Some(Self::Reader),
            Role::AccessManager => Some(Self::Access),
            Role::Employee => Some(Self::Employee),
            Role::Client | Role::Operator | Role::Inspector | Role::System => None,
        }
    }

    const fn stops(self) -> &'static [Stop] {
        match self {
            Self::Officer => &[
                Stop(""),
                Stop("/import"),
                Stop("/employees"),
                Stop("/trainings/quick"),
                Stop("/sheets"),
                Stop("/tasks"),
                Stop("/papers"),
            ],
            Self::Reader => {
                &[Stop(""), Stop("/employees"), Stop("/certificates"), Stop("/history")]
            }
            Self::Access => &[Stop(""), Stop("/access"), Stop("/rights"), Stop("/history")],
            Self::Employee => &[
                Stop("/account"),
                Stop("/account"),
                Stop("/account/career"),
                Stop("/account/records"),
                Stop("/account/questions"),
                Stop("/account/looks"),
            ],
        }
    }

    /// How many steps.
    pub const fn length(self) -> usize {
        self.stops().len()
    }

    const fn of_employer(self) -> bool {
        !matches!(self, Self::Employee)
    }
}

/// Where somebody is in a tour. Steps are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tour {
    /// Whose tour.
    pub kind: Kind,
    /// Which step.
    pub step: usize,
}

impl Tour {
    /// From a cookie or a form, such as `officer.3`.
    pub fn read(text: &str) -> Option<Self> {
        let (kind, step) = text.split_once('.')?;
        Self::at(Kind::from_code(kind)?, step.parse().ok()?)
    }

    /// A step that exists.
    pub const fn at(kind: Kind, step: usize) -> Option<Self> {
        if step >= 1 && step <= kind.length() { Some(Self { kind, step }) } else { None }
    }

    /// As it stands in a cookie or a form.
    pub fn code(self) -> String {
        format!("{}.{}", self.kind.code(), self.step)
    }

    /// The step after this one.
    pub const fn next(self) -> Option<Self> {
        Self::at(self.kind, self.step + 1)
    }

    /// The step before this one.
    pub const fn previous(self) -> Option<Self> {
        Self::at(self.kind, self.step - 1)
    }

    fn path(self) -> &'static str {
        self.kind.stops().get(self.step - 1).map_or("", |stop| stop.0)
    }

    /// The address of this step, from the page one is on: with the employer one works for, or by
    /// way of the choice of an employer.
    pub fn address(self, here: &str) -> String {
        let path = self.path();
        if !self.kind.of_employer() {
            return format!("{path}#tour");
        }
        match employer(here) {
            Some(base) => format!("{base}{path}#tour"),
            None => format!("/register?to={path}/"),
        }
    }

    /// Whether a page is the one this step is about.
    pub fn is_here(self, here: &str) -> bool {
        let page = here.split(['?', '#']).next().unwrap_or_default();
        let own = if self.kind.of_employer() {
            employer(page).and_then(|base| page.strip_prefix(base))
        } else {
            Some(page)
        };
        own == Some(self.path())
    }
}

/// The part of an address that names an employer: `/register/{employer}`.
fn employer(here: &str) -> Option<&str> {
    let rest = here.strip_prefix("/register/")?;
    let id = rest.split(['/', '?', '#']).next()?;
    let plain = id.len() == 36 && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    if plain { here.get(.."/register/".len() + id.len()) } else { None }
}

#[cfg(test)]
mod tests {
    use fla_domain::language::Language;

    use super::*;
    use crate::i18n::T;

    const EMPLOYER: &str = "/register/00000000-0000-4000-8000-000000000000";

    #[test]
    fn only_steps_that_exist_are_read() {
        for kind in Kind::ALL {
            for step in 1..=kind.length() {
                let tour = Tour { kind, step };
                assert_eq!(Tour::read(&tour.code()), Some(tour));
            }
            assert_eq!(Tour::at(kind, kind.length()).unwrap().next(), None);
            assert_eq!(Tour::at(kind, 1).unwrap().previous(), None);
        }
        for other in ["", "officer", "officer.0", "officer.99", "nobody.1", "officer.x"] {
            assert_eq!(Tour::read(other), None, "{other}");
        }
    }

    #[test]
    fn a_step_leads_to_its_page_and_knows_it() {
        let tour = Tour::read("officer.3").unwrap();
        let page = format!("{EMPLOYER}/employees");
        assert_eq!(tour.address(&format!("{EMPLOYER}?year=2026")), format!("{page}#tour"));
        assert_eq!(tour.address("/help"), "/register?to=/employees/");
        assert_eq!(tour.address("/register/https:evil"), "/register?to=/employees/");
        assert!(tour.is_here(&format!("{page}?name=x")) && !tour.is_here(EMPLOYER));
        let own = Tour::read("employee.3").unwrap();
        assert_eq!(own.address("/help"), "/account/career#tour");
        assert!(own.is_here("/account/career") && !own.is_here("/account"));
    }

    #[test]
    fn every_step_has_words() {
        for language in Language::ALL {
            let t = T::new(language);
            for kind in Kind::ALL {
                for step in 1..=kind.length() {
                    for end in ["", "-text"] {
                        let key = format!("tour-{}-{step}{end}", kind.code());
                        assert!(t.has(&key), "{key} in {language:?}");
                    }
                }
                let beyond = format!("tour-{}-{}", kind.code(), kind.length() + 1);
                assert!(!t.has(&beyond), "{beyond}");
            }
        }
    }
}
