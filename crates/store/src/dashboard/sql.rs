//! Pieces of SQL that figures and their rows share.

/// What is left of a year's credit; nothing where there is none.
macro_rules! left {
    () => {
        "COALESCE(c.statutory + c.sectoral + c.company + c.carried_in + c.adjusted - c.debited - c.lapsed, 0)"
    };
}

/// The age band of `e`.
macro_rules! age {
    () => {
        "CASE WHEN e.birth_date IS NULL THEN '' WHEN e.birth_date >= $6 THEN 'to24' WHEN e.birth_date >= $7 THEN 'to34' \
        WHEN e.birth_date >= $8 THEN 'to44' WHEN e.birth_date >= $9 THEN 'to54' ELSE 'from55' END"
    };
}

/// The joint committee of each person in the year, and whether the person is in service.
macro_rules! work {
    () => {
        "LEFT JOIN (SELECT s.employee_id, SUBSTR(MAX(s.from_date || s.joint_committee), 11) AS committee, \
        MAX(CASE WHEN s.from_date <= $5 AND s.to_date >= $5 THEN 1 ELSE 0 END) AS serving FROM span s \
        WHERE s.employer_id = $1 AND s.known_to = 9223372036854775807 AND s.from_date <= $4 AND s.to_date >= $3 \
        GROUP BY s.employee_id) w ON w.employee_id = e.id "
    };
}

/// The condition of a [`Cut`].
macro_rules! cut {
    ($team:literal, $committee:literal, $gender:literal, $age:literal) => {
        concat!(
            "AND (",
            $team,
            " = '' OR ",
            $team,
            " = '=' || COALESCE(e.team, '')) ",
            "AND (",
            $committee,
            " = '' OR ",
            $committee,
            " = '=' || COALESCE(w.committee, '')) ",
            "AND (",
            $gender,
            " = '' OR ",
            $gender,
            " = '=' || COALESCE(e.gender, '')) ",
            "AND (",
            $age,
            " = '' OR ",
            $age,
            " = '=' || ",
            age!(),
            ") "
        )
    };
}
