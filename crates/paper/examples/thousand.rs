//! Makes a thousand notices and says how long that took and how many bytes they are.

use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_paper::{Credit, Employer, Notice, Person};

fn main() -> Result<(), fla_paper::PaperFault> {
    let mut bytes = 0;
    for number in 0..1_000 {
        let notice = Notice {
            employer: Employer { name: "Bakkerij".to_owned(), number: "0848.294.563".to_owned() },
            person: Person {
                family_name: format!("Achternaam {number}"),
                given_name: "Voornaam".to_owned(),
                birth_date: None,
                birth_place: None,
                address: Some("Straat 1, 1000 Brussel".to_owned()),
                ssin: "05.03.12-951.71".to_owned(),
            },
            language: Language::ALL[number % 4],
            year: 2026,
            drawn_up: jiff::civil::date(2026, 11, 23),
            day_minutes: 456,
            credit: Credit { granted: Minutes(2280), ..Credit::default() },
        };
        bytes += fla_paper::notice(&notice)?.len();
    }
    println!("1000 notices, {bytes} bytes");
    Ok(())
}
