//! On what ground somebody acts, and what it leaves of what the role allows.

use super::{Action, Qualities, Quality, Role, Scope, Scopes, allowed};

/// On what ground a person acts for an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A role with that organisation itself, which acts in these qualities.
    Own(Qualities),
    /// A role with that organisation, an employer, that is limited to a [`super::Section`] of it.
    Section,
    /// A role with a provider to which the employer gave a mandate with these scopes.
    Mandate(Scopes),
    /// An inspection that is open.
    Inspection,
}

/// Whether a role on a ground lets somebody do something. Nothing else decides.
pub const fn allowed_on(role: Role, ground: Ground, action: Action) -> bool {
    allowed(role, action)
        && match ground {
            Ground::Own(qualities) => carries(qualities, action),
            Ground::Section => matches!(
                action,
                Action::ReadPeople
                    | Action::SetRights
                    | Action::VerifyRights
                    | Action::RegisterTrainings
                    | Action::CorrectTrainings
            ),
            Ground::Mandate(scopes) => match Scope::of(action) {
                Some(scope) => scopes.has(scope),
                None => false,
            },
            Ground::Inspection => matches!(
                action,
                Action::ReadRegister
                    | Action::ReadPeople
                    | Action::ReadHistory
                    | Action::ReadMandates
                    | Action::Inspect
            ),
        }
}

/// Whether an organisation of these qualities has the object that an action is about.
const fn carries(qualities: Qualities, action: Action) -> bool {
    match action {
        Action::ReadRegister
        | Action::ReadPeople
        | Action::ImportDeclarations
        | Action::ManageEmployees
        | Action::SetRights
        | Action::VerifyRights
        | Action::RegisterTrainings
        | Action::CorrectTrainings
        | Action::VerifyReports
        | Action::AnswerQuestions
        | Action::JudgeRecords
        | Action::GiveMandates => qualities.has(Quality::Employer),
        Action::ReadMandates | Action::SendFiles => {
            qualities.has(Quality::Employer) || qualities.serves()
        }
        Action::HoldMandates | Action::ServeEmployers => qualities.serves(),
        Action::ReportTrainings => qualities.reporter().is_some(),
        Action::ReadHistory
        | Action::ManageSettings
        | Action::ManageAccess
        | Action::ReadOwnAccount
        | Action::AddEmployer
        | Action::Operate
        | Action::Recalculate
        | Action::AskAboutEntries
        | Action::ManageOwnRecords
        | Action::Inspect => true,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// What each quality carries beyond what every organisation has.
    #[test]
    fn qualities() {
        let mut text = String::new();
        for action in Action::ALL {
            if carries(Qualities::NONE, *action) {
                continue;
            }
            let with = |q: &&Quality| carries(Qualities::NONE.with(**q), *action);
            let who: Vec<_> = Quality::ALL.iter().filter(with).map(|q| q.code()).collect();
            writeln!(text, "{}: {}", action.code(), who.join(" ")).unwrap();
        }
        assert_eq!(
            text,
            "readRegister: employer\n\
             readPeople: employer\n\
             importDeclarations: employer\n\
             manageEmployees: employer\n\
             setRights: employer\n\
             verifyRights: employer\n\
             registerTrainings: employer\n\
             correctTrainings: employer\n\
             verifyReports: employer\n\
             answerQuestions: employer\n\
             judgeRecords: employer\n\
             readMandates: employer serviceProvider socialSecretariat sectorFund\n\
             giveMandates: employer\n\
             holdMandates: serviceProvider socialSecretariat sectorFund\n\
             serveEmployers: serviceProvider socialSecretariat sectorFund\n\
             reportTrainings: trainingProvider sectorFund\n\
             sendFiles: employer serviceProvider socialSecretariat sectorFund\n"
        );
    }

    /// A mandate never lets anybody do more than the role, nor what is the employer's own: its
    /// access, its mandates, its settings.
    #[test]
    fn a_mandate_only_takes_away() {
        for bits in 0_u8..16 {
            let scopes: Scopes =
                Scope::ALL.iter().copied().filter(|s| bits & (1 << (*s as u8)) != 0).collect();
            for role in Role::ALL {
                for action in Action::ALL {
                    let may = allowed_on(*role, Ground::Mandate(scopes), *action);
                    assert!(!may || allowed(*role, *action));
                    assert!(!may || allowed_on(*role, Ground::Own(Qualities::EMPLOYER), *action));
                    let own = matches!(
                        action,
                        Action::ManageAccess
                            | Action::ReadMandates
                            | Action::GiveMandates
                            | Action::ManageSettings
                    );
                    assert!(!(own && may), "{role:?} {action:?}");
                }
            }
        }
    }

    /// Whoever is limited to a section never does what is about everybody.
    #[test]
    fn a_section_only_takes_away() {
        for role in Role::ALL {
            for action in Action::ALL {
                let may = allowed_on(*role, Ground::Section, *action);
                assert!(!may || allowed_on(*role, Ground::Own(Qualities::EMPLOYER), *action));
            }
            assert!(!allowed_on(*role, Ground::Section, Action::ReadRegister));
            assert!(!allowed_on(*role, Ground::Section, Action::ReadHistory));
        }
        assert!(allowed_on(Role::Reader, Ground::Section, Action::ReadPeople));
        assert!(!allowed_on(Role::Reader, Ground::Section, Action::RegisterTrainings));
    }

    #[test]
    fn an_inspection_changes_nothing() {
        for action in Action::ALL {
            let may = allowed_on(Role::Inspector, Ground::Inspection, *action);
            let reads = matches!(
                action,
                Action::ReadRegister
                    | Action::ReadPeople
                    | Action::ReadHistory
                    | Action::ReadMandates
                    | Action::Inspect
            );
            assert_eq!(may, reads, "{action:?}");
        }
    }

    #[test]
    fn scopes_as_text() {
        assert_eq!(Scopes::ALL.text(), "read declare correct verify");
        assert_eq!(Scopes::of_text("verify"), Some(Scopes::READ.with(Scope::Verify)));
        assert_eq!(Scopes::of_text("read rule"), None);
    }
}
