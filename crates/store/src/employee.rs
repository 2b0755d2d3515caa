//! Employees: who they are, in versions.

use fla_domain::identifier::Ssin;
use fla_domain::ids::{ChangeId, EmployeeId, EmployerId};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use jiff::civil::Date;

use crate::engine::{FOREVER, Row, StoreError, Tx, Value};
use crate::stamp::Stamps;
use crate::{args, statements};

/// What the register knows of a person in the service of an employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Social security identification number.
    pub ssin: Ssin,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Gender code where known: `f`, `m`, `x`.
    pub gender: Option<String>,
    /// Language in which the person is written to.
    pub language: Option<Language>,
    /// E-mail address.
    pub email: Option<String>,
    /// Team or department.
    pub team: Option<String>,
}

impl Person {
    /// The key by which lists sort: family and given name in lower case without accents.
    pub fn sort_name(&self) -> String {
        fold(&format!("{} {}", self.family_name, self.given_name))
    }
}

/// Lower case without the accents of our languages, for sorting and searching names.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.to_lowercase().chars() {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            other => folded.push(other),
        }
    }
    folded
}

/// A version of an employee.
#[derive(Clone, Debug)]
pub struct Employee {
    /// The employee.
    pub id: EmployeeId,
    /// Since when the register knows this.
    pub known_from: Instant,
    /// Until when it held.
    pub known_to: Instant,
    /// The change that made it.
    pub change: ChangeId,
    /// The person.
    pub person: Person,
}

statements! {
    employer GET = "SELECT id, known_from, known_to, change_id, ssin, family_name, given_name, birth_date, birth_place, address, gender, language, email, team \
        FROM employee WHERE employer_id = $1 AND id = $2 AND known_from <= $3 AND known_to > $3";
    employer MANY = "SELECT id, known_from, known_to, change_id, ssin, family_name, given_name, birth_date, birth_place, address, gender, language, email, team \
        FROM employee WHERE employer_id = $1 AND id IN ANY_ID($2) AND known_from <= $3 AND known_to > $3";
    employer THERE = "SELECT id FROM employee WHERE employer_id = $1 AND id IN ANY_ID($2) AND known_from <= $3 AND known_to > $3";
    employer VERSIONS = "SELECT id, known_from, known_to, change_id, ssin, family_name, given_name, birth_date, birth_place, address, gender, language, email, team \
        FROM employee WHERE employer_id = $1 AND id = $2 ORDER BY known_from";
    employer VERSIONS_OF = "SELECT id, known_from, known_to, change_id, ssin, family_name, given_name, birth_date, birth_place, address, gender, language, email, team \
        FROM employee WHERE employer_id = $1 AND id IN ANY_ID($2) ORDER BY id, known_from";
    employer BY_SSINS = "SELECT id, ssin FROM employee WHERE employer_id = $1 AND ssin IN ANY_TEXT($2) AND known_to = 9223372036854775807";
    employer IDS_AFTER = "SELECT id FROM employee WHERE employer_id = $1 AND known_to = 9223372036854775807 AND id > $2 ORDER BY id LIMIT $3";
    employer IDS_BEFORE = "SELECT e.id FROM employee e WHERE e.employer_id = $1 AND e.known_to = 9223372036854775807 AND e.id > $2 \
        AND EXISTS (SELECT 1 FROM employee first WHERE first.employer_id = $1 AND first.id = e.id AND first.known_from < $3) ORDER BY e.id LIMIT $4";
    employer COUNT = "SELECT COUNT(*) AS n FROM employee WHERE employer_id = $1 AND known_to = 9223372036854775807";
    employer CLOSE = "UPDATE employee SET known_to = $3 WHERE employer_id = $1 AND id IN ANY_ID($2) AND known_to = 9223372036854775807";
    person OF_PERSON = "SELECT employer_id, id FROM employee WHERE ssin = $1 AND known_to = 9223372036854775807 ORDER BY known_from, id";
    bulk employer INSERT = "employee" (id id, known_from int, known_to int, change_id id, ssin text, family_name text, given_name text, sort_name text, birth_date text?, birth_place text?, address text?, gender text?, language text?, email text?, team text?);
}

fn employee(row: &Row) -> Result<Employee, StoreError> {
    Ok(Employee {
        id: row.get("id")?,
        known_from: row.get("known_from")?,
        known_to: row.get("known_to")?,
        change: row.get("change_id")?,
        person: Person {
            ssin: row.get("ssin")?,
            family_name: row.get("family_name")?,
            given_name: row.get("given_name")?,
            birth_date: row.get("birth_date")?,
            birth_place: row.get("birth_place")?,
            address: row.get("address")?,
            gender: row.get("gender")?,
            language: row.get("language")?,
            email: row.get("email")?,
            team: row.get("team")?,
        },
    })
}

impl Tx {
    /// An employee as known at an instant.
    pub async fn get_employee(
        &mut self,
        employer: EmployerId,
        id: EmployeeId,
        as_known: Instant,
    ) -> Result<Option<Employee>, StoreError> {
        let row = self.employer(employer).fetch_optional(&GET, args![id, as_known]).await?;
        row.as_ref().map(employee).transpose()
    }

    /// Several employees as known at an instant, in no order.
    pub async fn get_employees(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<Employee>, StoreError> {
        let rows = self.employer(employer).fetch(&MANY, args![ids, as_known]).await?;
        rows.iter().map(employee).collect()
    }

    /// Which of these the employer has as known at an instant, in no order.
    pub async fn employees_there(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = self.employer(employer).fetch(&THERE, args![ids, as_known]).await?;
        rows.iter().map(|r| r.get("id")).collect()
    }

    /// Every version of an employee, oldest first.
    pub async fn employee_versions(
        &mut self,
        employer: EmployerId,
        id: EmployeeId,
    ) -> Result<Vec<Employee>, StoreError> {
        self.employer(employer).fetch(&VERSIONS, args![id]).await?.iter().map(employee).collect()
    }

    /// Every version of several employees, those of one oldest first.
    pub async fn versions_of_employees(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
    ) -> Result<Vec<Employee>, StoreError> {
        let rows = self.employer(employer).fetch(&VERSIONS_OF, args![ids]).await?;
        rows.iter().map(employee).collect()
    }

    /// Which of these people the employer has, by SSIN.
    pub async fn find_employees(
        &mut self,
        employer: EmployerId,
        ssins: &[Ssin],
    ) -> Result<Vec<(Ssin, EmployeeId)>, StoreError> {
        let rows = self.employer(employer).fetch(&BY_SSINS, args![ssins]).await?;
        rows.iter().map(|r| Ok((r.get("ssin")?, r.get("id")?))).collect()
    }

    /// The next employees after one in the order of their ids, for work through all of them.
    pub async fn employees_after(
        &mut self,
        employer: EmployerId,
        after: EmployeeId,
        limit: i64,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = self.employer(employer).fetch(&IDS_AFTER, args![after, limit]).await?;
        rows.iter().map(|r| r.get("id")).collect()
    }

    /// Like [`Self::employees_after`], but only those the register knew before an instant.
    pub async fn employees_known_before(
        &mut self,
        employer: EmployerId,
        before: Instant,
        after: EmployeeId,
        limit: i64,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = self.employer(employer).fetch(&IDS_BEFORE, args![after, before, limit]).await?;
        rows.iter().map(|r| r.get("id")).collect()
    }

    /// How many employees the register holds of an employer, leavers included.
    pub async fn count_employees(&mut self, employer: EmployerId) -> Result<i64, StoreError> {
        self.employer(employer).fetch_one(&COUNT, args![]).await?.get("n")
    }

    /// Where a person is or was employed.
    pub async fn employments_of(
        &mut self,
        ssin: &Ssin,
    ) -> Result<Vec<(EmployerId, EmployeeId)>, StoreError> {
        let rows = self.person(ssin).fetch(&OF_PERSON, args![]).await?;
        rows.iter().map(|r| Ok((r.get("employer_id")?, r.get("id")?))).collect()
    }

    /// Ends the versions in force.
    pub async fn close_employees(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        stamps: &Stamps,
    ) -> Result<(), StoreError> {
        for (at, closed) in stamps.by_instant(ids.iter().map(|id| (*id, ()))) {
            let ids: Vec<EmployeeId> = closed.iter().map(|c| c.0).collect();
            self.employer(employer).execute(&CLOSE, args![&ids, at]).await?;
        }
        Ok(())
    }

    /// Adds versions of employees.
    pub async fn insert_employees(
        &mut self,
        employer: EmployerId,
        people: &[(EmployeeId, Person)],
        stamps: &Stamps,
    ) -> Result<(), StoreError> {
        let rows = people.iter().map(|(id, p)| -> Vec<Value> {
            let stamp = stamps.of(*id);
            args![
                *id,
                stamp.at,
                FOREVER,
                stamp.change,
                &p.ssin,
                &p.family_name,
                &p.given_name,
                p.sort_name(),
                p.birth_date,
                p.birth_place.as_deref(),
                p.address.as_deref(),
                p.gender.as_deref(),
                p.language,
                p.email.as_deref(),
                p.team.as_deref()
            ]
        });
        self.employer(employer).insert_many(&INSERT, rows).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn folding_is_for_sorting() {
        assert_eq!(super::fold("Œuvrard Éloïse"), "oeuvrard eloise");
        assert_eq!(super::fold("Weiß"), "weiss");
    }
}
