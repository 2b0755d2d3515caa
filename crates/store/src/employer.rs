//! Employers, their settings, and the roles people hold with them.

use fla_domain::access::{Role, Section};
use fla_domain::identifier::{EnterpriseNumber, JointCommittee, NssoNumber, Ssin};
use fla_domain::ids::{ChangeId, EmployerId, GrantId};
use fla_domain::language::Language;
use fla_domain::time::Instant;

use crate::engine::{FOREVER, Row, StoreError, Tx};
use crate::{args, statements};

/// An employer with the settings in force.
#[derive(Clone, Debug)]
pub struct Employer {
    /// The tenant.
    pub id: EmployerId,
    /// CBE enterprise number.
    pub enterprise_number: EnterpriseNumber,
    /// NSSO number, where known.
    pub nsso_number: Option<NssoNumber>,
    /// Name.
    pub name: String,
    /// Language in which the employer is written to.
    pub language: Language,
    /// Minutes of a full-time training day.
    pub day_minutes: u32,
}

/// The settings of an employer that can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Name.
    pub name: String,
    /// Language in which the employer is written to.
    pub language: Language,
    /// Minutes of a full-time training day.
    pub day_minutes: u32,
}

/// A role that a person holds.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// The employer; the nil id for the operator of the installation.
    pub employer: EmployerId,
    /// Who holds it.
    pub ssin: Ssin,
    /// The role.
    pub role: Role,
    /// The people to whom it is limited; everybody where there is none.
    pub section: Option<Section>,
    /// Since when.
    pub granted_at: Instant,
    /// The change by which it was given.
    pub change: ChangeId,
    /// Name of the person as the identity provider gave it; `None` until the role is first used.
    pub holder_name: Option<String>,
}

statements! {
    global INSERT = "INSERT INTO employer (id, enterprise_number, nsso_number, created_at) VALUES ($1, $2, $3, $4)";
    global FIND_ENTERPRISE = "SELECT id FROM employer WHERE enterprise_number = $1";
    global FIND_NSSO = "SELECT id FROM employer WHERE nsso_number = $1";
    global SET_NSSO = "UPDATE employer SET nsso_number = $2 WHERE id = $1 AND nsso_number IS NULL";
    global IDS_AFTER = "SELECT id FROM employer WHERE id > $1 ORDER BY id LIMIT $2";
    global LIST_IDS = "SELECT id FROM employer ORDER BY created_at, id";
    employer GET = "SELECT e.id, e.enterprise_number, e.nsso_number, s.name, s.language, s.day_minutes \
        FROM employer e JOIN employer_setting s ON s.employer_id = e.id AND s.employer_id = $1 \
        WHERE e.id = $1 AND s.known_from <= $2 AND s.known_to > $2";
    employer CLOSE_SETTING = "UPDATE employer_setting SET known_to = $2 \
        WHERE employer_id = $1 AND known_to = 9223372036854775807";
    employer INSERT_SETTING = "INSERT INTO employer_setting (employer_id, known_from, known_to, change_id, name, language, day_minutes) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    employer INSERT_GRANT = "INSERT INTO role_grant (employer_id, id, ssin, role, granted_at, change_id, team, joint_committee) \
        VALUES ($1, $2, $3, $4, $5, $6, NULLIF($7, ''), NULLIF($8, ''))";
    employer NAME_HOLDER = "UPDATE role_grant SET holder_name = $3 WHERE employer_id = $1 AND id = $2";
    employer END_GRANT = "UPDATE role_grant SET ended_at = $3 WHERE employer_id = $1 AND id = $2 AND ended_at IS NULL";
    employer GRANT_STANDS = "SELECT id FROM role_grant WHERE employer_id = $1 AND id = $2 AND ended_at IS NULL";
    employer GRANTS = "SELECT employer_id, id, ssin, role, team, joint_committee, granted_at, change_id, holder_name FROM role_grant \
        WHERE employer_id = $1 AND ended_at IS NULL ORDER BY granted_at, id";
    person GRANTS_OF = "SELECT employer_id, id, ssin, role, team, joint_committee, granted_at, change_id, holder_name FROM role_grant \
        WHERE ssin = $1 AND ended_at IS NULL ORDER BY granted_at, id";
}

fn employer(row: &Row) -> Result<Employer, StoreError> {
    Ok(Employer {
        id: row.get("id")?,
        enterprise_number: row.get("enterprise_number")?,
        nsso_number: row.get("nsso_number")?,
        name: row.get("name")?,
        language: row.get("language")?,
        day_minutes: row.get("day_minutes")?,
    })
}

/// The people to whom a role is limited.
pub(crate) fn section(row: &Row) -> Result<Option<Section>, StoreError> {
    let team = row.get::<Option<String>>("team")?.map(Section::Team);
    let committee: Option<JointCommittee> = row.get("joint_committee")?;
    Ok(team.or(committee.map(Section::JointCommittee)))
}

fn grant(row: &Row) -> Result<Grant, StoreError> {
    Ok(Grant {
        id: row.get("id")?,
        employer: row.get("employer_id")?,
        ssin: row.get("ssin")?,
        role: row.get("role")?,
        section: section(row)?,
        granted_at: row.get("granted_at")?,
        change: row.get("change_id")?,
        holder_name: row.get("holder_name")?,
    })
}

impl Tx {
    /// Adds an employer; a conflict where the enterprise or NSSO number is taken.
    pub async fn insert_employer(
        &mut self,
        id: EmployerId,
        enterprise_number: &EnterpriseNumber,
        nsso_number: Option<NssoNumber>,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.global().execute(&INSERT, args![id, enterprise_number, nsso_number, at]).await?;
        Ok(())
    }

    /// Replaces the settings of an employer.
    pub async fn set_settings(
        &mut self,
        id: EmployerId,
        settings: &Settings,
        at: Instant,
        change: ChangeId,
    ) -> Result<(), StoreError> {
        let mut scope = self.employer(id);
        scope.execute(&CLOSE_SETTING, args![at]).await?;
        scope
            .execute(
                &INSERT_SETTING,
                args![at, FOREVER, change, &settings.name, settings.language, settings.day_minutes],
            )
            .await?;
        Ok(())
    }

    /// The employer with the settings known at an instant.
    pub async fn get_employer(
        &mut self,
        id: EmployerId,
        as_known: Instant,
    ) -> Result<Option<Employer>, StoreError> {
        let row = self.employer(id).fetch_optional(&GET, args![as_known]).await?;
        row.as_ref().map(employer).transpose()
    }

    /// The employer with an enterprise number.
    pub async fn find_employer(
        &mut self,
        number: &EnterpriseNumber,
    ) -> Result<Option<EmployerId>, StoreError> {
        let row = self.global().fetch_optional(&FIND_ENTERPRISE, args![number]).await?;
        row.map(|r| r.get("id")).transpose()
    }

    /// The employer with an NSSO number.
    pub async fn find_employer_by_nsso(
        &mut self,
        number: NssoNumber,
    ) -> Result<Option<EmployerId>, StoreError> {
        let row = self.global().fetch_optional(&FIND_NSSO, args![number]).await?;
        row.map(|r| r.get("id")).transpose()
    }

    /// Notes the NSSO number of an employer that had none.
    pub async fn set_nsso(&mut self, id: EmployerId, number: NssoNumber) -> Result<(), StoreError> {
        self.global().execute(&SET_NSSO, args![id, number]).await?;
        Ok(())
    }

    /// All employers of the installation, oldest first.
    pub async fn employer_ids(&mut self) -> Result<Vec<EmployerId>, StoreError> {
        let rows = self.global().fetch(&LIST_IDS, args![]).await?;
        rows.iter().map(|r| r.get("id")).collect()
    }

    /// Employers of the installation by id, from behind one on, so many at most.
    pub async fn employers_after(
        &mut self,
        after: EmployerId,
        limit: i64,
    ) -> Result<Vec<EmployerId>, StoreError> {
        let rows = self.global().fetch(&IDS_AFTER, args![after, limit]).await?;
        rows.iter().map(|r| r.get("id")).collect()
    }

    /// Gives a role.
    pub async fn insert_grant(&mut self, grant: &Grant) -> Result<(), StoreError> {
        self.employer(grant.employer)
            .execute(
                &INSERT_GRANT,
                args![
                    grant.id,
                    &grant.ssin,
                    grant.role.code(),
                    grant.granted_at,
                    grant.change,
                    grant.section.as_ref().map_or("", Section::team),
                    grant.section.as_ref().map_or("", Section::joint_committee)
                ],
            )
            .await?;
        Ok(())
    }

    /// Notes the name of the person who holds a role.
    pub async fn name_holder(
        &mut self,
        employer: EmployerId,
        id: GrantId,
        name: &str,
    ) -> Result<(), StoreError> {
        self.employer(employer).execute(&NAME_HOLDER, args![id, name]).await?;
        Ok(())
    }

    /// Ends a role; says whether it was there.
    pub async fn end_grant(
        &mut self,
        employer: EmployerId,
        id: GrantId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.employer(employer).execute(&END_GRANT, args![id, at]).await? > 0)
    }

    /// Whether a role was given and not ended.
    pub async fn grant_stands(
        &mut self,
        employer: EmployerId,
        id: GrantId,
    ) -> Result<bool, StoreError> {
        let row = self.employer(employer).fetch_optional(&GRANT_STANDS, args![id]).await?;
        Ok(row.is_some())
    }

    /// The roles people hold with an employer.
    pub async fn grants(&mut self, employer: EmployerId) -> Result<Vec<Grant>, StoreError> {
        self.employer(employer).fetch(&GRANTS, args![]).await?.iter().map(grant).collect()
    }

    /// The roles a person holds, with any employer.
    pub async fn grants_of(&mut self, ssin: &Ssin) -> Result<Vec<Grant>, StoreError> {
        self.person(ssin).fetch(&GRANTS_OF, args![]).await?.iter().map(grant).collect()
    }
}
