//! Who belongs to a section of an employer: a team, or a joint committee.

use fla_domain::access::Section;
use fla_domain::ids::{EmployeeId, EmployerId};
use jiff::civil::Date;

use crate::engine::{StoreError, Tx};
use crate::{args, statements};

/// Whether the employee `e` belongs to the team, the joint committee, on the day, by the names of
/// the arguments; true where both are empty. An occupation counts that has not ended; of somebody who
/// left, the last one, so that those who left, and those who are still to come, are somewhere.
macro_rules! of_section {
    ($team:literal, $committee:literal, $day:literal) => {
        concat!(
            "(", $team, " = '' OR e.team = ", $team, ") AND (", $committee, " = '' OR EXISTS (SELECT 1 FROM span o \
                WHERE o.employer_id = $1 AND o.employee_id = e.id AND o.known_to = 9223372036854775807 AND o.joint_committee = ", $committee, " \
                AND (o.to_date >= ", $day, " OR NOT EXISTS (SELECT 1 FROM span l WHERE l.employer_id = $1 AND l.employee_id = e.id AND l.known_to = 9223372036854775807 \
                    AND l.to_date > o.to_date AND l.from_date <= ", $day, "))))"
        )
    };
}
pub(crate) use of_section;

statements! {
    employer AMONG = concat!("SELECT e.id FROM employee e WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 AND e.id IN ANY_ID($2) AND ",
        of_section!("$3", "$4", "$5"));
}

/// Team, joint committee and day as the statements take them; all empty without a section.
pub(crate) fn words(section: Option<&(Section, Date)>) -> [String; 3] {
    section.map_or_else(Default::default, |(section, day)| {
        [section.team().to_owned(), section.joint_committee().to_owned(), day.to_string()]
    })
}

impl Tx {
    /// Which of these employees belong to a section on a day.
    pub async fn in_section(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        section: &(Section, Date),
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let [team, committee, day] = words(Some(section));
        let rows = self.employer(employer).fetch(&AMONG, args![ids, team, committee, day]).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }
}
