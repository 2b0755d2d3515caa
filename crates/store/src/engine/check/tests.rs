//! Statements that name their tenants, and statements that do not.

use super::*;

fn employer(text: &str) -> bool {
    fault(text, Bound::Employer).is_none()
}

#[test]
fn every_tenant_table_has_its_predicate() {
    for sound in [
        "SELECT 1 FROM employee WHERE employer_id = $1",
        "select 1 from Employee as E where e.Employer_Id=$1 and (e.a or e.b)",
        "SELECT 1 FROM employee e JOIN span s ON s.employer_id = $1 AND s.employee_id = e.id \
         WHERE e.employer_id = $1",
        "SELECT 1 FROM employee e, span s WHERE e.employer_id = $1 AND s.employer_id = $1",
        "SELECT 1 FROM employee e LEFT JOIN span AS s ON s.employer_id = $1 AND s.x = e.id \
         JOIN credit c ON c.employer_id = $1 WHERE e.employer_id = $1",
        "SELECT (SELECT MAX(q) FROM span s WHERE s.employer_id = $1), 'FROM span' AS x FROM employer",
        "SELECT 1 FROM employee e WHERE e.employer_id = $1 AND EXISTS \
         (SELECT 1 FROM span s WHERE s.employer_id = $1 AND s.employee_id = e.id)",
        "SELECT 1 FROM employee e WHERE (e.employer_id = $1 AND a) AND x IS DISTINCT FROM y",
        "WITH x AS (SELECT id FROM employee WHERE employer_id = $1) SELECT * FROM x, employer o",
        "UPDATE span SET q = $2, s = $3 WHERE employer_id = $1 AND (q = 1 OR q = 2)",
        "DELETE FROM span WHERE employer_id = $1 RETURNING q OR s",
        "INSERT INTO span (employer_id, q) VALUES ($1, $2), ($1, $3) ON CONFLICT (employer_id, q) \
         DO UPDATE SET q = excluded.q",
        "INSERT INTO span (employer_id, q) SELECT $1, q FROM credit WHERE employer_id = $1",
        "INSERT INTO employer (id) VALUES ($1)",
        "SELECT 1 FROM employer FOR UPDATE OF employer",
    ] {
        assert_eq!(fault(sound, Bound::Employer), None, "{sound}");
    }
    for unsound in [
        "SELECT 1 FROM employee",
        "SELECT 1 FROM employee WHERE id = $1",
        "SELECT 1 FROM employee WHERE employer_id = $2",
        "SELECT 1 FROM employee WHERE employer_id = $10",
        "SELECT 1 FROM employee WHERE employer_id <> $1",
        "SELECT 1 FROM employee WHERE NOT employer_id = $1",
        "SELECT 1 FROM employee WHERE employer_id = $1 OR id = $2",
        "SELECT 1 FROM employee WHERE id = $2 OR employer_id = $1",
        "SELECT 1 FROM employee WHERE (employer_id = $1 OR id = $2)",
        "SELECT 1 FROM employee WHERE 'employer_id = $1' = 'x'",
        "SELECT employer_id = $1 FROM employee",
        "SELECT 1 FROM employee e JOIN span s ON s.employee_id = e.id WHERE e.employer_id = $1",
        "SELECT 1 FROM employee e JOIN span s ON e.employer_id = $1 WHERE e.employer_id = $1",
        "SELECT 1 FROM employee e, span s WHERE e.employer_id = $1",
        "SELECT 1 FROM employer o JOIN session s ON s.x = o.x, span WHERE o.id = $1",
        "SELECT 1 FROM (SELECT 1 FROM employer) x, span WHERE x.a = $1",
        "SELECT 1 FROM employee e LEFT JOIN span s ON e.employer_id = $1 AND s.employer_id = $1",
        "SELECT 1 FROM employee e LEFT OUTER JOIN span s ON employer_id = $1 \
         WHERE e.employer_id = $1",
        "SELECT 1 FROM (employee) WHERE id = $1",
        "SELECT 1 FROM \"employee\" WHERE id = $1",
        "SELECT 1 FROM public.employee WHERE employer_id = $1",
        "SELECT 1 FROM employer -- FROM\n",
        "SELECT 1 FROM employer /* */",
        "SELECT 1 FROM employer; DELETE FROM span WHERE employer_id = $1",
        "SELECT 1 FROM employee WHERE employer_id = $1 UNION SELECT 2 FROM employee",
        "SELECT 1 FROM employer WHERE id IN (SELECT employer_id FROM span)",
        "UPDATE span SET employer_id = $1 WHERE id = $2",
        "UPDATE span SET q = $2",
        "UPDATE OR REPLACE span SET q = $2 WHERE employer_id = $1",
        "DELETE FROM span",
        "DELETE FROM employer USING span WHERE id = $1",
        "INSERT INTO span (q) VALUES ($1)",
        "INSERT INTO span VALUES ($1)",
        "INSERT INTO span (q, employer_id) VALUES ($1, $2)",
        "INSERT INTO span (employer_id, q) VALUES ($2, $1)",
        "INSERT INTO span (employer_id, q) VALUES ($1, $2), ($3, $4)",
        "INSERT INTO span (employer_id, q) VALUES ($1 + 1, $2)",
        "INSERT INTO span (employer_id, q) SELECT employer_id, q FROM employer",
        "INSERT INTO span (employer_id) DEFAULT VALUES",
        "WITH x AS (TABLE span) SELECT * FROM x",
        "PRAGMA foreign_keys = off",
        "SELECT (1 FROM employer",
        "SELECT 1) FROM employer",
    ] {
        assert!(!employer(unsound), "{unsound}");
    }
}

#[test]
fn people_read_what_is_theirs() {
    let person = |text| fault(text, Bound::Person).is_none();
    assert!(person("SELECT 1 FROM employee e WHERE e.ssin = $1"));
    assert!(person(
        "SELECT 1 FROM employee WHERE ssin = $1 UNION SELECT 2 FROM role_grant WHERE ssin = $1"
    ));
    assert!(!person("SELECT 1 FROM employee"));
    assert!(!person("SELECT 1 FROM employee WHERE employer_id = $1"));
    assert!(!person("SELECT 1 FROM employee WHERE ssin = $1 UNION SELECT 2 FROM role_grant"));
    assert!(!person("SELECT 1 FROM span s JOIN employee e ON e.id = s.id WHERE e.ssin = $1"));
    assert!(!person("UPDATE employee SET name = $2 WHERE ssin = $1"));
    assert!(!person("DELETE FROM employee WHERE ssin = $1"));
    assert!(!person("INSERT INTO employee (ssin) VALUES ($1)"));
    assert!(!person(
        "WITH x AS (DELETE FROM employee WHERE ssin = $1 RETURNING 1) SELECT * FROM x"
    ));
}

#[test]
fn people_change_what_is_theirs_and_nothing_else() {
    let person = |text| fault(text, Bound::Person).is_none();
    assert!(person("SELECT title FROM own_record WHERE ssin = $1 AND id = $2"));
    assert!(person("INSERT INTO own_record (ssin, id) VALUES ($1, $2)"));
    assert!(person(
        "INSERT INTO own_person (ssin, latest) VALUES ($1, 0) \
         ON CONFLICT (ssin) DO UPDATE SET latest = own_person.latest RETURNING latest"
    ));
    assert!(person("UPDATE own_record SET known_to = $3 WHERE ssin = $1 AND id = $2"));
    assert!(person("DELETE FROM own_file WHERE ssin = $1"));
    for unsound in [
        "SELECT title FROM own_record",
        "SELECT title FROM own_record WHERE id = $1",
        "SELECT 1 FROM own_record r JOIN own_file f ON f.record_id = r.id WHERE r.ssin = $1",
        "SELECT 1 FROM own_record WHERE ssin = $1 OR 1 = 1",
        "UPDATE own_record SET known_to = $2",
        "UPDATE own_record SET known_to = $2 WHERE id = $1",
        "DELETE FROM own_file",
        "DELETE FROM own_file USING employee WHERE ssin = $1",
        "INSERT INTO own_record (id, ssin) VALUES ($2, $1)",
        "INSERT INTO own_record (ssin, id) VALUES ($2, $1)",
        "INSERT INTO own_record (ssin, id) VALUES ($1, $2), ($3, $4)",
        "INSERT INTO own_record (ssin, id) SELECT $1, id FROM own_record",
        "UPDATE session SET body = $2 WHERE ssin = $1",
        "UPDATE role_grant SET role = $2 WHERE ssin = $1",
        "WITH x AS (SELECT id FROM own_record WHERE ssin = $1) DELETE FROM own_file WHERE ssin = $1",
    ] {
        assert!(!person(unsound), "{unsound}");
    }
    for bound in [Bound::Global, Bound::Employer] {
        assert!(fault("SELECT title FROM own_record WHERE ssin = $1", bound).is_some());
        assert!(fault("DELETE FROM own_file WHERE ssin = $1", bound).is_some());
        let joined = "SELECT 1 FROM employee e JOIN own_record r ON r.ssin = e.ssin \
            WHERE e.employer_id = $1";
        assert!(fault(joined, bound).is_some());
        assert!(fault("INSERT INTO own_record (ssin, id) VALUES ($1, $2)", bound).is_some());
    }
}

#[test]
fn global_statements_name_no_tenant_table() {
    let global = |text| fault(text, Bound::Global).is_none();
    assert!(global("SELECT 1 FROM employer WHERE id = $1 OR name = $2"));
    assert!(global("DELETE FROM job_queue WHERE employer_id = $1 OR id = $2"));
    assert!(!global("SELECT 1 FROM employee WHERE employer_id = $1"));
    assert!(!global("SELECT 1 FROM employer, employee"));
    assert!(!global("INSERT INTO employee (employer_id) VALUES ($1)"));
    assert!(!global("UPDATE employee SET name = 'x' WHERE employer_id = $1"));
    assert!(!global("SELECT (SELECT COUNT(*) FROM span) FROM employer"));
}

#[test]
fn parameters_are_counted() {
    assert_eq!(crate::engine::text::parameters("a = $2 AND b = $11 AND c = '$99'"), 11);
    assert_eq!(crate::engine::text::parameters("SELECT 1"), 0);
}
