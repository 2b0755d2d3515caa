//! `fla rules`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, ensure};
use fla_domain::language::Language;
use fla_domain::quantity::Fraction;
use fla_domain::right::regime::{GivenSize, RegimePerson, RegimeQuery, lookup};
use fla_domain::rules::RuleBook;
use fla_domain::time::{first_day, last_day};
use fla_web::i18n::T;
use fla_web::view::{base_notes, committee_code, right_working, unmet_condition};

use crate::cli::{Explain, Rules, RulesTask};
use crate::{config, open};

/// Checks, explains or lists rules.
pub fn run(file: Option<&Path>, arguments: Rules) -> anyhow::Result<ExitCode> {
    match arguments.task {
        RulesTask::Check { dirs } => check(file, dirs),
        RulesTask::Explain(asked) => explain(&book(file)?, &asked),
        RulesTask::List { language } => {
            list(&book(file)?, language);
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn book(file: Option<&Path>) -> anyhow::Result<RuleBook> {
    open::rules_of(&config::read(file)?)
}

fn check(file: Option<&Path>, mut dirs: Vec<PathBuf>) -> anyhow::Result<ExitCode> {
    if dirs.is_empty() {
        dirs.extend(config::read(file)?.rules_dir);
    }
    match open::rules(&dirs)? {
        Ok(book) => {
            let conventions = book.all_conventions().len();
            let retentions = book.retentions().len();
            println!(
                "{} rules, {conventions} conventions and {retentions} terms of retention: ok",
                book.rules().len()
            );
            Ok(ExitCode::SUCCESS)
        }
        Err(faults) => {
            for fault in &faults {
                eprintln!("{fault}");
            }
            eprintln!("{} faults", faults.len());
            Ok(ExitCode::FAILURE)
        }
    }
}

fn list(book: &RuleBook, language: Language) {
    for rule in book.rules() {
        let to = rule.valid_to.map_or_else(String::new, |year| year.to_string());
        println!("{}\t{}–{to}\t{}", rule.tag(), rule.valid_from, rule.title.get(language));
        let source = &rule.source;
        println!("\t{}, {}", source.name.get(language), source.reference.get(language));
    }
    for conventions in book.all_conventions() {
        let title = conventions.title.get(language);
        println!("{}\t{}–\t{title}", conventions.tag(), conventions.from);
    }
    for retention in book.retentions() {
        println!("{}\t\t{}", retention.tag(), retention.title.get(language));
        let source = &retention.source;
        println!("\t{}, {}", source.name.get(language), source.reference.get(language));
    }
}

fn explain(book: &RuleBook, asked: &Explain) -> anyhow::Result<ExitCode> {
    let described = asked.fraction.is_some() || asked.from.is_some() || asked.to.is_some();
    let inside =
        |date: &jiff::civil::Date| (first_day(asked.year)..=last_day(asked.year)).contains(date);
    ensure!(
        asked.from.iter().chain(&asked.to).all(inside),
        "--from and --to must lie in {}",
        asked.year
    );
    ensure!(
        asked.from.zip(asked.to).is_none_or(|(from, to)| from <= to),
        "--to lies before --from"
    );
    let query = RegimeQuery {
        size: GivenSize::Average(asked.average),
        joint_committee: asked.jc.clone(),
        year: asked.year,
        day_minutes: asked.day_minutes,
        person: described.then(|| RegimePerson {
            fraction: asked.fraction.unwrap_or(Fraction::FULL),
            start: asked.from,
            end: asked.to,
        }),
    };
    let found = lookup(book, &query);
    let t = T::new(asked.language);
    let band = t.get(&format!("regime-band-{}", found.size.band.code()));
    println!("{}", t.says(t.get("regime-size"), band));
    let kind = t.get(&format!("kind-{}", found.kind.code()));
    println!("{}", t.says(t.get("regime-kind"), kind));
    for seen in &found.trail {
        let what = match &seen.joint_committee {
            Some(code) => committee_code(t, code),
            None => t.get("regime-trail-law").into_owned(),
        };
        let outcome = t.get(&format!("regime-outcome-{}", seen.outcome.code()));
        println!("  {}", t.says(what, outcome));
    }
    if let Some(rule) = &found.base.rule {
        println!("{}", t.says(t.get("regime-rule"), format!("{}@{}", rule.id, rule.version)));
        let (source, reference) =
            (rule.source.get(asked.language), rule.reference.get(asked.language));
        println!("{}", t.says(t.get("regime-source"), format!("{source}, {reference}")));
        let rule = book.rule(&rule.id, rule.version).context("a rule that is not in the book")?;
        println!("{}", rule.text.get(asked.language));
    }
    let minutes = found.minutes.0;
    for note in base_notes(t, &found.base) {
        println!("{note}");
    }
    if let Some(condition) = found.base.condition {
        println!("{}", t.one("regime-condition", "months", condition.min_months));
    }
    println!("A = {} = {minutes} min", t.exact_days(&found.base.a));
    if let Some(working) = &found.person {
        let lines = right_working(t, working, "");
        for line in &lines.lines {
            println!("  {} | {} | {}", line.what, line.how, line.amount);
        }
        if let Some(unmet) = unmet_condition(t, working) {
            println!("  {unmet}");
        }
        let (what, amount) = &lines.total;
        println!("{} = {} min", t.says(what, amount), working.minutes.0);
    }
    Ok(ExitCode::SUCCESS)
}
