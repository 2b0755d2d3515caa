//! What stands on the papers.

use fla_domain::dispute::StepKind;
use fla_domain::language::Language;
use fla_domain::own::Standing;
use fla_paper::{
    Copy, Look, OwnPart, OwnQuestion, OwnRecord, OwnTopic, QuestionStep, account, complete_copy,
    message, notice, proof_list,
};

use crate::sample;
use crate::tool::text;

#[test]
fn the_account_carries_each_item_of_the_decree() {
    let said = text("account-nl.pdf", &account(&sample::account(), Language::Nl).expect("a paper"));
    let expected = include_str!("account-nl.txt").trim();
    assert_eq!(said, expected, "\n{said}\n");
}

#[test]
fn the_account_is_written_in_each_language() {
    for (language, words) in [
        (
            Language::Nl,
            ["Opleidingskrediet 2026", "Groeipad", "augustus: 4 × 1 × 8/12 = 8/3", "blz. 1 van"],
        ),
        (
            Language::Fr,
            [
                "Crédit formation 2026",
                "Trajectoire de croissance",
                "août : 4 × 1 × 8/12 = 8/3",
                "page 1 sur",
            ],
        ),
        (
            Language::De,
            [
                "Weiterbildungskredit 2026",
                "Wachstumspfad",
                "August: 4 × 1 × 8/12 = 8/3",
                "Seite 1 von",
            ],
        ),
        (
            Language::En,
            ["Training credit 2026", "Growth path", "August: 4 × 1 × 8/12 = 8/3", "page 1 of"],
        ),
    ] {
        let name = format!("account-{}.pdf", language.code());
        let said = text(&name, &account(&sample::account(), language).expect("a paper"));
        // A line that is broken is the same text.
        let said = said.replace('\n', " ");
        for word in words {
            assert!(said.contains(word), "{word} is missing in {said}");
        }
        assert!(said.contains("Anaïs") && said.contains("Özdemir-Štefánik"), "{said}");
        assert!(said.contains("05.03.12-951.71"), "{said}");
    }
}

#[test]
fn what_is_not_known_is_said_to_be_not_known() {
    let mut input = sample::account();
    input.person.birth_date = None;
    input.person.birth_place = None;
    input.person.address = Some("  ".to_owned());
    input.work.clear();
    input.growth.clear();
    input.trainings.clear();
    input.rights.clear();
    let said = text("account-bare.pdf", &account(&input, Language::En).expect("a paper"));
    assert_eq!(said.matches("not known").count(), 3, "{said}");
    for sentence in [
        "No work regime is known for 2026.",
        "There is no training right in 2026.",
        "No growth path applies in 2026.",
        "No training is registered in 2026.",
    ] {
        assert!(said.contains(sentence), "{said}");
    }
}

#[test]
fn letters_that_the_typeface_lacks_are_shown_to_be_missing_and_do_no_harm() {
    let mut input = sample::account();
    input.person.given_name = "愛\u{202e}\u{7}".to_owned();
    input.person.family_name = "Čapek\tЖуков".to_owned();
    let said = text("account-letters.pdf", &account(&input, Language::Fr).expect("a paper"));
    assert!(said.contains("Čapek Жуков"), "{said}");
}

#[test]
fn a_letter_tells_the_same_as_its_message() {
    for language in Language::ALL {
        let input = sample::notice(language);
        let name = format!("notice-{}.pdf", language.code());
        let letter = text(&name, &notice(&input).expect("a letter")).replace('\n', " ");
        let message = message(&input, Some("https://fla.example/account"));
        assert!(message.body.contains("https://fla.example/account"), "{}", message.body);
        assert!(letter.contains(&message.subject), "{letter}");
        // 1976 + 912 − 680 = 2208 minutes: 4,84 days of 456 minutes.
        let left = if language == Language::En { "4.84" } else { "4,84" };
        assert!(letter.contains(left) && message.body.contains(left), "{letter}\n{}", message.body);
        assert!(!message.body.contains("05.03.12"), "a number in a message: {}", message.body);
        assert!(letter.contains("1500 Halle"), "{letter}");
        let mut sentences = message.body.lines().filter(|line| line.ends_with('.'));
        let missing = sentences.find(|line| !letter.contains(&line.replace('\u{a0}', " ")));
        assert_eq!(missing, None, "{letter}");
    }
}

#[test]
fn more_followed_than_granted_is_told_as_such() {
    let mut input = sample::notice(Language::En);
    input.credit.followed = fla_domain::quantity::Minutes(3344);
    let letter = text("notice-beyond.pdf", &notice(&input).expect("a letter")).replace('\n', " ");
    assert!(letter.contains("followed 1 day (7 h 36) more"), "{letter}");
    assert!(letter.contains("Followed beyond the credit 1 7 h 36"), "{letter}");
}

#[test]
fn the_complete_copy_holds_every_year_and_who_looked() {
    let mut earlier = sample::account();
    earlier.year = 2025;
    let copy = Copy {
        years: vec![sample::account(), earlier],
        looks: vec![Look {
            when: "14 mei 2026, 09:05".to_owned(),
            what: "rekening bekeken".to_owned(),
            who: "registrator van Drukkerij Van Acker & Zonen".to_owned(),
        }],
    };
    let day = sample::account().drawn_up;
    let own = OwnPart {
        records: vec![OwnRecord {
            details: sample::licence(),
            standing: Standing::Confirmed,
            by: "Drukkerij Van Acker & Zonen".to_owned(),
            shown_to: vec!["Drukkerij Van Acker & Zonen".to_owned()],
            files: vec!["rijbewijs.pdf".to_owned()],
        }],
        questions: vec![OwnQuestion {
            about: OwnTopic::Missing("Kleurbeheer".to_owned()),
            employer: "Drukkerij Van Acker & Zonen".to_owned(),
            due: None,
            steps: vec![
                QuestionStep {
                    on: jiff::civil::date(2026, 4, 1),
                    kind: StepKind::Asked,
                    words: "Het duurde een hele dag.".to_owned(),
                },
                QuestionStep {
                    on: jiff::civil::date(2026, 4, 9),
                    kind: StepKind::Corrected,
                    words: "U hebt gelijk.".to_owned(),
                },
            ],
        }],
        looks: vec![Look {
            when: "15 mei 2026, 10:00".to_owned(),
            what: "eigen opleidingen bekeken".to_owned(),
            who: "uzelf".to_owned(),
        }],
    };
    let bytes = complete_copy("Anaïs Özdemir-Štefánik", day, &[copy], &own, Language::Nl);
    let said = text("copy.pdf", &bytes.expect("a paper"));
    for words in [
        "rekening 2026",
        "rekening 2025",
        "rekening bekeken",
        "14 mei 2026, 09:05",
        "Rijbewijs C",
        "geldig tot en met 4 mei 2030",
        "Bewijsstukken: rijbewijs.pdf",
        "bevestigd door Drukkerij Van Acker",
        "Ontbreekt: Kleurbeheer",
        "Het duurde een hele dag.",
        "U hebt gelijk.",
        "eigen opleidingen bekeken",
    ] {
        assert!(said.contains(words), "{words} is missing in {said}");
    }
    let nothing = OwnPart::default();
    let none = complete_copy("Iemand", day, &[], &nothing, Language::De).expect("a paper");
    let said = text("copy-none.pdf", &none);
    assert!(said.contains("Es gibt kein Konto auf Ihren Namen."), "{said}");
    assert!(said.contains("Sie haben selbst nichts hinzugefügt."), "{said}");
}

#[test]
fn the_proof_tells_to_whom_when_how_and_where_to() {
    for language in Language::ALL {
        let name = format!("proof-{}.pdf", language.code());
        let bytes = proof_list(&sample::proof(), language).expect("a list");
        let said = text(&name, &bytes).replace('\n', " ");
        for words in ["anais@example.org", "Lange Nieuwstraat 12", "Noor Waterveldens"] {
            assert!(said.contains(words), "{words} is missing in {said}");
        }
    }
}

#[test]
fn long_names_and_committees_stay_on_the_page() {
    let mut input = sample::account();
    input.person.family_name = "van den Abeele-Vandenbroucke de Schoutheete ".repeat(4);
    input.person.given_name = "Bartholomeüs-Maximiliaan Éléonore-Françoise ".repeat(3);
    input.employer.name = "Arbeitsgemeinschaft Unfallverhütungsvorschriften ".repeat(4);
    let path =
        crate::tool::keep("account-long.pdf", &account(&input, Language::De).expect("a paper"));
    let boxes = crate::tool::ask("pdftotext", &["-bbox", &path.to_string_lossy(), "-"]);
    let mut words = 0;
    for line in boxes.lines().filter(|line| line.contains("<word")) {
        let right: f32 = line
            .split_once("xMax=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .and_then(|(number, _)| number.parse().ok())
            .expect("a word has a right side");
        assert!(right <= 595.28 - 40.0, "beyond the margin: {line}");
        words += 1;
    }
    assert!(words > 200, "{words}");
}
