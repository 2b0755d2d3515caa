//! The part of a manual that is about a page, found by the page's address.

/// Routes and the part of the help about them. A page below one of them has the same part, unless
/// it is listed itself.
const PARTS: &[(&str, &str)] = &[
    ("/register/{employer}", "officer#figures"),
    ("/register/{employer}/figures", "officer#figures"),
    ("/register/{employer}/tasks", "officer#tasks"),
    ("/register/{employer}/tasks/digest", "officer#digest"),
    ("/register/{employer}/tasks/outbox", "officer#digest"),
    ("/register/{employer}/employees", "officer#account"),
    ("/register/{employer}/employees/new", "officer#hire"),
    ("/register/{employer}/employees/{employee}/history", "access#access-looks"),
    ("/register/{employer}/trainings", "officer#training"),
    ("/register/{employer}/trainings/quick", "officer#quick"),
    ("/register/{employer}/trainings/series", "officer#series"),
    ("/register/{employer}/trainings/{training}/correct", "officer#correct"),
    ("/register/{employer}/trainings/{training}/complete", "officer#complete"),
    ("/register/{employer}/trainings/{training}/withdraw", "officer#withdraw"),
    ("/register/{employer}/trainings/{training}/restore", "officer#withdraw"),
    ("/register/{employer}/trainings/{training}/files", "officer#evidence"),
    ("/register/{employer}/courses", "officer#courses"),
    ("/register/{employer}/certificates", "officer#certificates"),
    ("/register/{employer}/disputes", "officer#question"),
    ("/register/{employer}/papers", "officer#notice"),
    ("/register/{employer}/reports", "officer#social"),
    ("/register/{employer}/reports/leave", "officer#leave"),
    ("/register/{employer}/reports/plan", "officer#plan"),
    ("/register/{employer}/import", "officer#import"),
    ("/register/{employer}/sheets", "officer#sheet"),
    ("/register/{employer}/files", "officer#file"),
    ("/register/{employer}/files/{file}", "officer#file-mend"),
    ("/register/{employer}/rights", "officer#size"),
    ("/register/{employer}/act", "officer#right"),
    ("/register/{employer}/act/person", "officer#change"),
    ("/register/{employer}/act/occupations", "officer#change"),
    ("/register/{employer}/act/end", "officer#end"),
    ("/register/{employer}/act/verify", "officer#verify"),
    ("/register/{employer}/act/average", "officer#size"),
    ("/register/{employer}/act/settings", "officer#settings"),
    ("/register/{employer}/history", "reader#reader-history"),
    ("/register/{employer}/access", "access#access-give"),
    ("/register/{employer}/start", "access#access-first"),
    ("/register/{employer}/mandates", "access#mandate-give"),
    ("/register/{employer}/clients", "access#mandate-use"),
    ("/register/{employer}/given", "access#report-give"),
    ("/register/{employer}/reported", "officer#report-answer"),
    ("/inspection", "operator#operator-inspection"),
    ("/account", "employee#own-look"),
    ("/account/career", "employee#own-career"),
    ("/account/records", "employee#own-add"),
    ("/account/questions", "employee#own-ask"),
    ("/account/looks", "employee#own-who"),
    ("/account/sessions", "access#access-sessions"),
    ("/operator", "operator#operator-employer"),
    ("/regime", "rules#rules-days"),
    ("/counts", "rules#rules-counts"),
];

/// How many segments of an address a route covers: all of its own, or none.
fn covers(route: &str, address: &str) -> Option<usize> {
    let mut given = address.split('/').skip(1);
    let mut length = 0;
    for wanted in route.split('/').skip(1) {
        let segment = given.next()?;
        if !(wanted == segment || wanted.starts_with('{') && !segment.is_empty()) {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// The part of the help about a page, as an address.
pub fn part_about(here: &str) -> Option<String> {
    let path = here.split(['?', '#']).next()?;
    let longest = PARTS
        .iter()
        .filter_map(|(route, part)| Some((covers(route, path)?, *part)))
        .max_by_key(|(length, _)| *length)?;
    Some(format!("/help/{}", longest.1))
}

#[cfg(test)]
mod tests {
    use super::super::manual::MANUALS;
    use super::*;

    #[test]
    fn the_longest_route_says_which_part() {
        let about = |path: &str| part_about(&format!("/register/x{path}")).unwrap();
        assert_eq!(about("?year=2026"), "/help/officer#figures");
        assert_eq!(about("/trainings/quick"), "/help/officer#quick");
        assert_eq!(about("/trainings/y/correct?a=1"), "/help/officer#correct");
        assert_eq!(about("/trainings/y"), "/help/officer#training");
        assert_eq!(about("/something/new"), "/help/officer#figures");
        assert_eq!(part_about("/account/questions/new").unwrap(), "/help/employee#own-ask");
        assert_eq!(part_about("/help"), None);
        assert_eq!(part_about("/register"), None);
    }

    #[test]
    fn every_part_exists() {
        for (route, part) in PARTS {
            let (manual, task) = part.split_once('#').unwrap();
            let manual = MANUALS.iter().find(|m| m.id == manual).unwrap();
            let found = manual.parts.iter().flat_map(|p| p.tasks).any(|t| t.id == task);
            assert!(found, "{route}: {part}");
        }
    }
}
