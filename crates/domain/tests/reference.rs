//! Rights and credit against a second, independent calculation (`reference/`, in Python, written
//! from the conventions and not from this code): random scenarios full of edges, every figure of
//! every person and year compared to the minute, and every working summed again from its terms.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod scenario;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use fla_domain::account::{self, AccountInput, Adjustment, Debit, FiveYear};
use fla_domain::ids::{AdjustmentId, CompanyDaysId, ParticipationId};
use fla_domain::occupation::Span;
use fla_domain::quantity::Minutes;
use fla_domain::right::{self, CompanyDays, RightInputs, RightKind, SizeUsed};
use fla_domain::rules::RuleBook;
use fla_domain::size::SizeInputs;
use fla_domain::time::Year;
use fla_domain::timeline;
use jiff::civil::Date;
use scenario::{Expected, ExpectedYear, Person, Scenario};
use uuid::Uuid;

const SEED: u32 = 20_261;
/// Trainings and adjustments in all; people: a hundredth of it.
const OPERATIONS: u32 = 1_000_000;

fn reference() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../reference")
}

fn lines(program: &str, args: &[&str]) -> Vec<String> {
    let output = Command::new("python3")
        .arg(program)
        .args(args)
        .current_dir(reference())
        .stderr(Stdio::inherit())
        .output()
        .expect("python3 runs the reference calculation");
    assert!(output.status.success(), "{program} failed");
    String::from_utf8(output.stdout).expect("utf-8").lines().map(str::to_owned).collect()
}

#[test]
fn a_million_operations_agree_to_the_minute() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("scenarios.jsonl");
    let operations =
        std::env::var("FLA_REFERENCE_OPERATIONS").unwrap_or_else(|_| OPERATIONS.to_string());
    let scenarios = (operations.parse::<u32>().unwrap() / 1_000).max(20).to_string();
    let seed = SEED.to_string();
    let args =
        ["--seed", &seed, "--scenarios", &scenarios, "--operations", &operations, "--people", "10"];
    let text = lines("generate.py", &args);
    std::fs::write(&file, text.join("\n")).unwrap();
    let expected = lines("model.py", &[file.to_str().unwrap()]);
    let mut seen = Seen::default();
    for (number, (line, expected)) in text.iter().zip(&expected).enumerate() {
        let scenario: Scenario = serde_json::from_str(line).unwrap();
        let expected: Expected = serde_json::from_str(expected).unwrap();
        check(number, &scenario, &expected, &mut seen);
    }
    println!("{seen:?}");
    assert_eq!(seen.scenarios, text.len());
    // A run in which the dangerous states were never reached says nothing.
    assert!(seen.lapsed > 0 && seen.beyond > 0 && seen.carried > 0 && seen.overridden > 0);
    assert!(seen.workings > 10_000 || operations != OPERATIONS.to_string());
}

/// How often what can go wrong was really there.
#[derive(Debug, Default)]
struct Seen {
    scenarios: usize,
    years: usize,
    workings: usize,
    lapsed: usize,
    beyond: usize,
    carried: usize,
    overridden: usize,
}

fn check(number: usize, scenario: &Scenario, expected: &Expected, seen: &mut Seen) {
    let book = book(scenario);
    let last = scenario.horizon.year();
    let mut sizes = BTreeMap::new();
    for size in &expected.size {
        let working = size_inputs(scenario, size.year).work_out();
        assert!(working.adds_up());
        assert_eq!(
            format!("{:?}", working.band),
            size.band,
            "seed {SEED} scenario {number} {}",
            size.year
        );
        sizes.insert(size.year, SizeUsed::from(&working));
    }
    for (person, expected) in scenario.people.iter().zip(&expected.people) {
        let place = format!("seed {SEED} scenario {number} person {}", person.id);
        let rights = rights(&book, scenario, person, &sizes, last.max(2023), seen);
        let account = account(scenario, person, &rights);
        account.check().unwrap();
        let years: BTreeMap<Year, &ExpectedYear> =
            expected.years.iter().map(|y| (y.year, y)).collect();
        assert!(account.years.keys().all(|y| years.contains_key(y)), "{place}");
        let nothing = account::YearBalance::default();
        for (year, e) in &years {
            // A year of zeros before anything happened may be listed or not.
            let balance = account.years.get(year).unwrap_or(&nothing);
            let granted = |k| balance.granted.get(&k).copied().unwrap_or_default().0;
            let ours = [
                granted(RightKind::Statutory),
                granted(RightKind::Sectoral),
                granted(RightKind::Company),
                balance.carried_in.0,
                balance.debited.0,
                balance.adjusted.0,
                balance.lapsed.0,
                balance.carried_out.0,
                balance.balance.0,
                balance.left().0,
            ];
            let g = &e.granted;
            let theirs = [
                g.statutory,
                g.sectoral,
                g.company,
                e.carried_in,
                e.debited,
                e.adjusted,
                e.lapsed,
                e.carried_out,
                e.balance,
                e.left,
            ];
            assert_eq!(ours, theirs, "{place} {year}");
            seen.years += 1;
            seen.lapsed += usize::from(e.lapsed > 0);
            seen.beyond += usize::from(e.left < 0);
            seen.carried += usize::from(e.carried_in > 0);
        }
    }
    seen.scenarios += 1;
}

fn book(scenario: &Scenario) -> RuleBook {
    use std::fmt::Write;
    let mut text = String::new();
    for (n, rule) in scenario.rules.iter().enumerate() {
        let band = match rule.band.as_str() {
            "Below10" => "below10",
            "From10" => "from10",
            _ => "from20",
        };
        let steps: Vec<String> = rule
            .steps
            .iter()
            .map(|(from, days)| {
                format!("{{ from = {from}, days = \"{}\" }}", scenario::decimal(days))
            })
            .collect();
        let first = rule.steps[0].0;
        writeln!(
            text,
            "[[rule]]\nid = \"test.{n}\"\nversion = 1\nkind = \"sectoral\"\n\
             joint_committee = \"{}\"\nvalid_from = {first}\n[rule.days]\n{band} = [{}]",
            rule.jc,
            steps.join(", ")
        )
        .unwrap();
        if let Some(months) = rule.min_months {
            writeln!(text, "[rule.min_months_in_year]\n{band} = {months}").unwrap();
        }
        for table in ["source", "title", "text"] {
            writeln!(text, "[rule.{table}]").unwrap();
            let keys: &[&str] =
                if table == "source" { &["name", "reference"] } else { &["nl", "fr", "de", "en"] };
            for key in keys {
                writeln!(text, "{key} = \"x\"").unwrap();
            }
        }
    }
    let shipped = RuleBook::shipped_files()
        .filter(|(name, _)| name.contains("statutory") || name.contains("conventions"))
        .map(|(n, t)| (n.to_owned(), t.to_owned()));
    let own = (!text.is_empty()).then(|| ("test.toml".to_owned(), text));
    RuleBook::load(shipped.chain(own)).unwrap()
}

fn size_inputs(scenario: &Scenario, year: Year) -> SizeInputs {
    let period = year - year.rem_euclid(2);
    let manual = scenario.manual_average.get(&period.to_string()).map(|text| {
        fla_domain::size::ManualAverage::new(scenario::hundredths(text), "test").unwrap()
    });
    let fte_by_quarter = match &scenario.fte_by_quarter {
        Some(map) => map.iter().map(|(q, fte)| (*q, scenario::ratio(fte))).collect(),
        None => scenario
            .quarters
            .iter()
            .map(|q| (*q, fla_domain::size::fte(on_day(scenario, q.last_day()))))
            .collect(),
    };
    let fallback =
        match (scenario.headcount_fallback.get(&period.to_string()), &scenario.fte_by_quarter) {
            (Some(people), _) => {
                Some((fla_domain::size::reference_quarters(year)[3].next(), *people))
            }
            (None, Some(_)) => None,
            (None, None) => first_employment(scenario, year),
        };
    SizeInputs { year, fte_by_quarter, fallback, manual }
}

fn on_day(scenario: &Scenario, day: Date) -> Vec<Vec<fla_domain::quantity::Fraction>> {
    scenario
        .people
        .iter()
        .map(|p| {
            spans(p)
                .iter()
                .filter(|s| s.from <= day && s.to.is_none_or(|to| to >= day))
                .map(|s| s.fraction)
                .collect::<Vec<_>>()
        })
        .filter(|p| !p.is_empty())
        .collect()
}

fn first_employment(scenario: &Scenario, year: Year) -> Option<(fla_domain::time::Quarter, u32)> {
    let last = fla_domain::size::reference_quarters(year)[3];
    let first = scenario
        .people
        .iter()
        .flat_map(spans)
        .filter(|s| s.to.is_none_or(|to| to > last.last_day()))
        .map(|s| s.from.max(last.next().first_day()))
        .min()?;
    let quarter = fla_domain::time::Quarter::of(first);
    Some((quarter, u32::try_from(on_day(scenario, quarter.last_day()).len()).unwrap()))
}

fn spans(person: &Person) -> Vec<Span> {
    person.spans.iter().map(scenario::span).collect()
}

fn rights(
    book: &RuleBook,
    scenario: &Scenario,
    person: &Person,
    sizes: &BTreeMap<Year, SizeUsed>,
    last: Year,
    seen: &mut Seen,
) -> BTreeMap<(Year, RightKind), Minutes> {
    let spans = spans(person);
    let mut booked = BTreeMap::new();
    for year in 2023..=last {
        let Some(size) = sizes.get(&year) else { continue };
        let company: Vec<_> = person
            .company_days
            .iter()
            .filter(|d| d.year == year)
            .map(|d| CompanyDays::new(CompanyDaysId(Uuid::nil()), d.hundredths, d.flat).unwrap())
            .collect();
        let inputs = RightInputs {
            book,
            year,
            spans: &spans,
            size,
            day_minutes: scenario.employer.day_minutes,
            company: &company,
        };
        let out = person.opt_out.contains(&year) || scenario.employer_opt_out.contains(&year);
        for computed in right::compute(&inputs) {
            assert_eq!(computed.working.recompute().unwrap(), computed.minutes);
            let text = serde_json::to_string(&computed.working).unwrap();
            let again: right::Working = serde_json::from_str(&text).unwrap();
            assert_eq!(again.recompute().unwrap(), computed.minutes);
            seen.workings += 1;
            if !out || computed.kind == RightKind::Company {
                booked.insert((year, computed.kind), computed.minutes);
            }
        }
    }
    for o in &person.overrides {
        seen.overridden += 1;
        booked.insert((o.year, RightKind::from_code(&o.kind).unwrap()), Minutes(o.minutes));
    }
    booked.retain(|_, m| m.0 != 0);
    booked
}

fn account(
    scenario: &Scenario,
    person: &Person,
    rights: &BTreeMap<(Year, RightKind), Minutes>,
) -> account::Account {
    let id = |n: usize| Uuid::from_u128(n as u128);
    let input = AccountInput {
        services: timeline::services(&spans(person)),
        end_causes: BTreeMap::new(),
        rights: rights.clone(),
        debits: person
            .debits
            .iter()
            .enumerate()
            .map(|(n, d)| Debit {
                participation: ParticipationId(id(n)),
                year: d.year,
                date: d.date,
                minutes: Minutes(d.minutes),
            })
            .collect(),
        adjustments: person
            .adjustments
            .iter()
            .enumerate()
            .map(|(n, a)| Adjustment {
                id: AdjustmentId(id(n)),
                year: a.year,
                date: a.date,
                minutes: Minutes(a.minutes),
            })
            .collect(),
        periods: FiveYear::default(),
    };
    account::build(&input, scenario.horizon)
}
