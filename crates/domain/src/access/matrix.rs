//! The whole table, written out: what `fla access matrix` prints and outsiders can check.

use std::fmt::Write as _;

use super::{Action, Ground, Qualities, Quality, Role, Scope, Scopes, allowed_on};

/// Every ground on which one can act, by name: the own organisation in each of its qualities, a
/// section of an employer, a mandate with each scope, an inspection.
pub fn grounds() -> Vec<(String, Ground)> {
    let own = Quality::ALL.iter().map(|quality| {
        (format!("own:{}", quality.code()), Ground::Own(Qualities::NONE.with(*quality)))
    });
    let mandate = Scope::ALL.iter().map(|scope| {
        (format!("mandate:{}", scope.code()), Ground::Mandate(Scopes::READ.with(*scope)))
    });
    let section = std::iter::once(("section".to_owned(), Ground::Section));
    let inspection = std::iter::once(("inspection".to_owned(), Ground::Inspection));
    own.chain(section).chain(mandate).chain(inspection).collect()
}

/// The table as tab-separated text: a line for each action and role, a column for each ground.
pub fn matrix() -> String {
    let grounds = grounds();
    let mut text = "action\trole".to_owned();
    for (name, _) in &grounds {
        let _ = write!(text, "\t{name}");
    }
    text.push('\n');
    for action in Action::ALL {
        for role in Role::ALL {
            let _ = write!(text, "{}\t{}", action.code(), role.code());
            for (_, ground) in &grounds {
                let answer = if allowed_on(*role, *ground, *action) { "yes" } else { "-" };
                let _ = write!(text, "\t{answer}");
            }
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_and_role_has_a_line_with_an_answer_for_each_ground() {
        let text = matrix();
        assert_eq!(text.lines().count(), 1 + Action::ALL.len() * Role::ALL.len());
        let columns = text.lines().next().unwrap().split('\t').count();
        assert!(text.lines().all(|line| line.split('\t').count() == columns));
        let line = |start: &str| text.lines().find(|l| l.starts_with(start)).unwrap();
        assert_eq!(
            line("correctTrainings\tregistrar"),
            "correctTrainings\tregistrar\tyes\t-\t-\t-\t-\t-\tyes\t-\t-\tyes\t-\t-"
        );
        assert_eq!(
            line("reportTrainings\tregistrar"),
            "reportTrainings\tregistrar\t-\t-\t-\tyes\tyes\t-\t-\t-\t-\t-\t-\t-"
        );
    }
}
