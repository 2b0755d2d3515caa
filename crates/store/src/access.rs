//! Organisations and the qualities in which they act, invitations to a role, and inspections.

use fla_domain::access::{Qualities, Quality, Role, Section};
use fla_domain::identifier::{EnterpriseNumber, NssoNumber, Ssin};
use fla_domain::ids::{ChangeId, EmployerId, InspectionId, InvitationId};
use fla_domain::language::Language;
use fla_domain::time::Instant;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// What everybody may know of an organisation.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// The tenant.
    pub id: EmployerId,
    /// CBE enterprise number.
    pub enterprise_number: EnterpriseNumber,
    /// NSSO number, where known.
    pub nsso_number: Option<NssoNumber>,
    /// Name.
    pub name: String,
    /// Language in which it is written to.
    pub language: Language,
}

/// A quality in which an organisation acts.
#[derive(Clone, Copy, Debug)]
pub struct HeldQuality {
    /// Which.
    pub quality: Quality,
    /// Since when.
    pub since: Instant,
}

/// An invitation to a role.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The organisation.
    pub employer: EmployerId,
    /// Digest of the secret in the link.
    pub secret_hash: Vec<u8>,
    /// The role it gives.
    pub role: Role,
    /// The people to whom that role is limited; everybody where there is none.
    pub section: Option<Section>,
    /// When it was made.
    pub made_at: Instant,
    /// Until when it can be used.
    pub expires_at: Instant,
    /// Name of who made it.
    pub made_by: String,
    /// The change by which it was made.
    pub change: ChangeId,
}

/// An inspection of an employer.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// Its id.
    pub id: InspectionId,
    /// The employer that is inspected.
    pub employer: EmployerId,
    /// Who inspects.
    pub ssin: Ssin,
    /// The name.
    pub inspector_name: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub opened_at: Instant,
    /// Until when at the latest.
    pub until: Instant,
    /// When it was closed before that.
    pub closed_at: Option<Instant>,
    /// The change by which it was opened.
    pub change: ChangeId,
}

statements! {
    global ORGANISATIONS = "SELECT id, enterprise_number, nsso_number, name, language FROM organisation WHERE id IN ANY_ID($1)";
    global ALL_ORGANISATIONS = "SELECT id, enterprise_number, nsso_number, name, language FROM organisation ORDER BY created_at, id";
    global SOME_ORGANISATIONS = "SELECT id, enterprise_number, nsso_number, name, language FROM organisation \
        WHERE (enterprise_number LIKE $1 ESCAPE '\\' OR LOWER(name) LIKE $2 ESCAPE '\\' OR name LIKE $3 ESCAPE '\\') IS TRUE ORDER BY LOWER(name), id LIMIT $4 OFFSET $5";
    global COUNT_ORGANISATIONS = "SELECT COUNT(*) AS n FROM organisation \
        WHERE (enterprise_number LIKE $1 ESCAPE '\\' OR LOWER(name) LIKE $2 ESCAPE '\\' OR name LIKE $3 ESCAPE '\\') IS TRUE";
    global BY_NUMBER = "SELECT id, enterprise_number, nsso_number, name, language FROM organisation WHERE enterprise_number = $1";

    employer QUALITIES = "SELECT quality, since FROM organisation_quality WHERE employer_id = $1 AND ended_at IS NULL ORDER BY since, quality";
    employer INSERT_QUALITY = "INSERT INTO organisation_quality (employer_id, quality, since, change_id) VALUES ($1, $2, $3, $4)";
    employer END_QUALITY = "UPDATE organisation_quality SET ended_at = $3 WHERE employer_id = $1 AND quality = $2 AND ended_at IS NULL";

    employer INSERT_INVITATION = "INSERT INTO invitation (employer_id, id, secret_hash, role, made_at, expires_at, made_by, change_id, team, joint_committee) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULLIF($9, ''), NULLIF($10, ''))";
    employer INVITATIONS = "SELECT employer_id, id, secret_hash, role, team, joint_committee, made_at, expires_at, made_by, change_id FROM invitation \
        WHERE employer_id = $1 AND closed_at IS NULL AND expires_at > $2 ORDER BY made_at, id";
    employer CLOSE_INVITATION = "UPDATE invitation SET closed_at = $3 WHERE employer_id = $1 AND id = $2 AND closed_at IS NULL";

    employer INSERT_INSPECTION = "INSERT INTO inspection (employer_id, id, ssin, inspector_name, reason, opened_at, until, change_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    employer CLOSE_INSPECTION = "UPDATE inspection SET closed_at = $3 WHERE employer_id = $1 AND id = $2 AND closed_at IS NULL";
    employer INSPECTIONS = "SELECT employer_id, id, ssin, inspector_name, reason, opened_at, until, closed_at, change_id FROM inspection \
        WHERE employer_id = $1 ORDER BY opened_at DESC, id";
    person INSPECTIONS_OF = "SELECT employer_id, id, ssin, inspector_name, reason, opened_at, until, closed_at, change_id FROM inspection \
        WHERE ssin = $1 AND until > $2 AND closed_at IS NULL ORDER BY opened_at DESC, id";
    person LAST_INSPECTIONS_OF = "SELECT employer_id, id, ssin, inspector_name, reason, opened_at, until, closed_at, change_id FROM inspection \
        WHERE ssin = $1 ORDER BY opened_at DESC, id LIMIT $2";
    employer HOLDERS_EVER = "SELECT DISTINCT ssin FROM role_grant WHERE employer_id = $1 AND role = $2 ORDER BY ssin";
}

fn organisation(row: &Row) -> Result<Organisation, StoreError> {
    Ok(Organisation {
        id: row.get("id")?,
        enterprise_number: row.get("enterprise_number")?,
        nsso_number: row.get("nsso_number")?,
        name: row.get("name")?,
        language: row.get("language")?,
    })
}

/// What a number, a name in small letters and a name as it is written are like that these words are part of.
fn patterns(words: &str) -> [String; 3] {
    let words = words.trim();
    let plain = |text: &str| {
        let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        format!("%{escaped}%")
    };
    let number = words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ' '));
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    // No number is empty.
    let digits = if number && !digits.is_empty() { plain(&digits) } else { String::new() };
    [digits, plain(&words.to_lowercase()), plain(words)]
}

fn invitation(row: &Row) -> Result<Invitation, StoreError> {
    Ok(Invitation {
        id: row.get("id")?,
        employer: row.get("employer_id")?,
        secret_hash: row.get("secret_hash")?,
        role: row.get("role")?,
        section: crate::employer::section(row)?,
        made_at: row.get("made_at")?,
        expires_at: row.get("expires_at")?,
        made_by: row.get("made_by")?,
        change: row.get("change_id")?,
    })
}

fn inspection(row: &Row) -> Result<Inspection, StoreError> {
    Ok(Inspection {
        id: row.get("id")?,
        employer: row.get("employer_id")?,
        ssin: row.get("ssin")?,
        inspector_name: row.get("inspector_name")?,
        reason: row.get("reason")?,
        opened_at: row.get("opened_at")?,
        until: row.get("until")?,
        closed_at: row.get("closed_at")?,
        change: row.get("change_id")?,
    })
}

impl Tx {
    /// Some organisations, in no order.
    pub async fn organisations(
        &mut self,
        ids: &[EmployerId],
    ) -> Result<Vec<Organisation>, StoreError> {
        let rows = self.global().fetch(&ORGANISATIONS, args![ids]).await?;
        rows.iter().map(organisation).collect()
    }

    /// All organisations of the installation, oldest first.
    pub async fn all_organisations(&mut self) -> Result<Vec<Organisation>, StoreError> {
        let rows = self.global().fetch(&ALL_ORGANISATIONS, args![]).await?;
        rows.iter().map(organisation).collect()
    }

    /// So many organisations by name, from so many on, of those with these words in their name or number, and how
    /// many those are; all where there are no words.
    pub async fn search_organisations(
        &mut self,
        words: &str,
        (most, from): (u64, u64),
    ) -> Result<(Vec<Organisation>, u64), StoreError> {
        let [number, lower, name] = patterns(words);
        let rows = self.global().fetch(&COUNT_ORGANISATIONS, args![&number, &lower, &name]).await?;
        let found: i64 = rows.first().map_or(Ok(0), |row| row.get("n"))?;
        let limits = [most, from].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
        let asked = args![number, lower, name, limits[0], limits[1]];
        let rows = self.global().fetch(&SOME_ORGANISATIONS, asked).await?;
        let page = rows.iter().map(organisation).collect::<Result<_, _>>()?;
        Ok((page, u64::try_from(found).unwrap_or(0)))
    }

    /// The organisation with an enterprise number.
    pub async fn organisation_of(
        &mut self,
        number: &EnterpriseNumber,
    ) -> Result<Option<Organisation>, StoreError> {
        let row = self.global().fetch_optional(&BY_NUMBER, args![number]).await?;
        row.as_ref().map(organisation).transpose()
    }

    /// The qualities in which an organisation acts, in the order in which it began to.
    pub async fn held_qualities(
        &mut self,
        organisation: EmployerId,
    ) -> Result<Vec<HeldQuality>, StoreError> {
        let rows = self.employer(organisation).fetch(&QUALITIES, args![]).await?;
        rows.iter()
            .map(|row| {
                let quality = row.code("quality", Quality::from_code)?;
                Ok(HeldQuality { quality, since: row.get("since")? })
            })
            .collect()
    }

    /// The same as a set.
    pub async fn qualities(&mut self, organisation: EmployerId) -> Result<Qualities, StoreError> {
        Ok(self.held_qualities(organisation).await?.into_iter().map(|held| held.quality).collect())
    }

    /// Has an organisation act in a quality.
    pub async fn insert_quality(
        &mut self,
        organisation: EmployerId,
        quality: Quality,
        at: Instant,
        change: ChangeId,
    ) -> Result<(), StoreError> {
        let args = args![quality.code(), at, change];
        self.employer(organisation).execute(&INSERT_QUALITY, args).await?;
        Ok(())
    }

    /// Has an organisation act in a quality no longer.
    pub async fn end_quality(
        &mut self,
        organisation: EmployerId,
        quality: Quality,
        at: Instant,
    ) -> Result<(), StoreError> {
        self.employer(organisation).execute(&END_QUALITY, args![quality.code(), at]).await?;
        Ok(())
    }

    /// Keeps an invitation.
    pub async fn insert_invitation(&mut self, i: &Invitation) -> Result<(), StoreError> {
        let args = args![
            i.id,
            i.secret_hash.clone(),
            i.role.code(),
            i.made_at,
            i.expires_at,
            &i.made_by,
            i.change,
            i.section.as_ref().map_or("", Section::team),
            i.section.as_ref().map_or("", Section::joint_committee)
        ];
        self.employer(i.employer).execute(&INSERT_INVITATION, args).await?;
        Ok(())
    }

    /// The invitations of an organisation that can be used at an instant, oldest first.
    pub async fn invitations(
        &mut self,
        organisation: EmployerId,
        at: Instant,
    ) -> Result<Vec<Invitation>, StoreError> {
        let rows = self.employer(organisation).fetch(&INVITATIONS, args![at]).await?;
        rows.iter().map(invitation).collect()
    }

    /// Closes an invitation, used or taken back; says whether it was open.
    pub async fn close_invitation(
        &mut self,
        organisation: EmployerId,
        id: InvitationId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.employer(organisation).execute(&CLOSE_INVITATION, args![id, at]).await? > 0)
    }

    /// Opens an inspection.
    pub async fn insert_inspection(&mut self, i: &Inspection) -> Result<(), StoreError> {
        let args =
            args![i.id, &i.ssin, &i.inspector_name, &i.reason, i.opened_at, i.until, i.change];
        self.employer(i.employer).execute(&INSERT_INSPECTION, args).await?;
        Ok(())
    }

    /// Closes an inspection; says whether it was open.
    pub async fn close_inspection(
        &mut self,
        employer: EmployerId,
        id: InspectionId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.employer(employer).execute(&CLOSE_INSPECTION, args![id, at]).await? > 0)
    }

    /// The last inspections that a person opened, so many at most, newest first.
    pub async fn last_inspections_of(
        &mut self,
        ssin: &Ssin,
        most: usize,
    ) -> Result<Vec<Inspection>, StoreError> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = self.person(ssin).fetch(&LAST_INSPECTIONS_OF, args![most]).await?;
        rows.iter().map(inspection).collect()
    }

    /// Who has or had a role in an organisation, as long as that is kept.
    pub async fn holders_ever(
        &mut self,
        organisation: EmployerId,
        role: Role,
    ) -> Result<Vec<Ssin>, StoreError> {
        let rows = self.employer(organisation).fetch(&HOLDERS_EVER, args![role.code()]).await?;
        rows.iter().map(|row| row.get("ssin")).collect()
    }

    /// The inspections of an employer, newest first.
    pub async fn inspections(
        &mut self,
        employer: EmployerId,
    ) -> Result<Vec<Inspection>, StoreError> {
        let rows = self.employer(employer).fetch(&INSPECTIONS, args![]).await?;
        rows.iter().map(inspection).collect()
    }

    /// The inspections of a person that are open at an instant, newest first.
    pub async fn inspections_of(
        &mut self,
        ssin: &Ssin,
        at: Instant,
    ) -> Result<Vec<Inspection>, StoreError> {
        let rows = self.person(ssin).fetch(&INSPECTIONS_OF, args![at]).await?;
        rows.iter().map(inspection).collect()
    }
}
