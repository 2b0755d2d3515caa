//! Titles and providers of trainings, in the language of the employer; all of them invented.

use fla_domain::language::Language;
use fla_domain::training::TrainingKind;

/// A training as it stands in a brochure.
pub(super) struct Course {
    pub title: &'static str,
    pub provider: &'static str,
    pub minutes: i64,
    pub days: i64,
    pub kind: TrainingKind,
    /// Whether one leaves with a certificate.
    pub certificate: bool,
    /// Code of the field of education; empty where nobody said.
    pub field: &'static str,
}

const fn course(
    title: &'static str,
    provider: &'static str,
    minutes: i64,
    days: i64,
    kind: TrainingKind,
    (certificate, field): (bool, &'static str),
) -> Course {
    Course { title, provider, minutes, days, kind, certificate, field }
}

use TrainingKind::{Formal, Informal};

const NL: [Course; 12] = [
    course("Eerste hulp op het werk", "Rode Draad Opleidingen", 912, 2, Formal, (true, "1022")),
    course(
        "Spreadsheets voor gevorderden",
        "Lettergreep Academie",
        456,
        1,
        Formal,
        (false, "0611"),
    ),
    course("Veilig heffen en tillen", "Preventiehuis De Dijk", 228, 1, Formal, (false, "1022")),
    course("Omgaan met moeilijke klanten", "Lettergreep Academie", 456, 1, Formal, (false, "0416")),
    course("Inwerken bij een collega", "Eigen bedrijf", 240, 1, Informal, (false, "")),
    course("Heftruck besturen", "Preventiehuis De Dijk", 912, 2, Formal, (true, "1041")),
    course("Frans aan de telefoon", "Taalbrug Noord", 1_200, 5, Formal, (false, "0231")),
    course("Webinar privacy", "Lettergreep Academie", 60, 1, Informal, (false, "0421")),
    course("Leidinggeven, eerste stappen", "Kompas & Zeil", 1_368, 3, Formal, (true, "0413")),
    course("Opfrissing brandbestrijding", "Preventiehuis De Dijk", 180, 1, Formal, (true, "1032")),
    course("Vakbeurs met lezingen", "Beurshal De Kaai", 300, 1, Informal, (false, "")),
    course("Duurzaam inkopen", "Kompas & Zeil", 456, 1, Formal, (false, "041")),
];

const FR: [Course; 12] = [
    course("Secourisme au travail", "Fil Rouge Formations", 912, 2, Formal, (true, "1022")),
    course("Tableur, niveau avancé", "Académie de la Syllabe", 456, 1, Formal, (false, "0611")),
    course(
        "Gestes et postures",
        "Maison de la Prévention du Canal",
        228,
        1,
        Formal,
        (false, "1022"),
    ),
    course(
        "Accueillir un client mécontent",
        "Académie de la Syllabe",
        456,
        1,
        Formal,
        (false, "0416"),
    ),
    course("Accompagnement par un collègue", "Dans l’entreprise", 240, 1, Informal, (false, "")),
    course("Cybersécurité au quotidien", "Atelier du Nuage", 180, 1, Formal, (true, "0612")),
    course("Néerlandais au téléphone", "Pont des Langues", 1_200, 5, Formal, (false, "0231")),
    course(
        "Webinaire protection des données",
        "Atelier du Nuage",
        60,
        1,
        Informal,
        (false, "0421"),
    ),
    course(
        "Diriger une équipe, premiers pas",
        "Boussole et Voile",
        1_368,
        3,
        Formal,
        (true, "0413"),
    ),
    course(
        "Recyclage lutte contre l’incendie",
        "Maison de la Prévention du Canal",
        180,
        1,
        Formal,
        (true, "1032"),
    ),
    course("Journée d’étude du secteur", "Halles du Quai", 300, 1, Informal, (false, "")),
    course("Gestion de projet agile", "Boussole et Voile", 912, 2, Formal, (true, "0413")),
];

const DE: [Course; 6] = [
    course("Erste Hilfe im Betrieb", "Roter Faden Schulungen", 912, 2, Formal, (true, "1022")),
    course("Sicher arbeiten auf dem Gerüst", "Vorsorgehaus Venn", 456, 1, Formal, (true, "1022")),
    course("Einarbeitung durch Kollegen", "Eigener Betrieb", 240, 1, Informal, (false, "")),
    course(
        "Tabellenkalkulation für Fortgeschrittene",
        "Silben-Akademie",
        456,
        1,
        Formal,
        (false, "0611"),
    ),
    course("Holzverbindungen, alte Techniken", "Werkstatt Ourtal", 912, 2, Formal, (false, "0722")),
    course("Auffrischung Brandschutz", "Vorsorgehaus Venn", 180, 1, Formal, (true, "1032")),
];

/// The courses in a language.
pub(super) const fn courses(language: Language) -> &'static [Course] {
    match language {
        Language::Fr => &FR,
        Language::De => &DE,
        Language::Nl | Language::En => &NL,
    }
}

/// Words of the employer, for reasons and the like.
pub(super) struct Words {
    /// Why a right was set by hand.
    pub agreed: &'static str,
    /// Why a credit was adjusted.
    pub kept: &'static str,
    /// Why the average was entered.
    pub counted: &'static str,
    /// Why extra days were given.
    pub extra: &'static str,
    /// Why a training was corrected.
    pub longer: &'static str,
    /// Why a training was withdrawn.
    pub cancelled: &'static str,
    /// Why it was restored.
    pub after_all: &'static str,
    /// Why an opt-out.
    pub own_way: &'static str,
    /// Teams.
    pub teams: [&'static str; 5],
    /// What an employee asks about the right.
    pub asks_right: &'static str,
    /// What is answered.
    pub answers: &'static str,
    /// What an employee asks about a training that is missing, and its name.
    pub asks_missing: (&'static str, &'static str),
}

/// The words in a language.
pub(super) const fn words(language: Language) -> Words {
    match language {
        Language::Fr => Words {
            agreed: "Convenu par écrit lors de l’engagement",
            kept: "Accord : les jours restants sont gardés",
            counted: "Compté par notre secrétariat social",
            extra: "Politique de formation de l’entreprise",
            longer: "La formation a duré une heure de plus",
            cancelled: "Annulée par l’organisateur",
            after_all: "A quand même eu lieu",
            own_way: "Calcul fait par le siège",
            asks_right: "J’ai travaillé toute l’année. Mon droit est-il bien calculé ?",
            answers: "Oui : vous travaillez à 80 % depuis le printemps. Le calcul est dans votre compte.",
            asks_missing: (
                "J’ai aussi suivi cette formation avec l’équipe.",
                "Premiers secours, rappel",
            ),
            teams: ["Atelier", "Bureau", "Vente", "Entrepôt", "Direction"],
        },
        Language::De => Words {
            agreed: "Bei der Einstellung schriftlich vereinbart",
            kept: "Vereinbarung: die restlichen Tage bleiben erhalten",
            counted: "Von unserem Sozialsekretariat gezählt",
            extra: "Weiterbildungspolitik des Betriebs",
            longer: "Die Weiterbildung dauerte eine Stunde länger",
            cancelled: "Vom Veranstalter abgesagt",
            after_all: "Fand doch statt",
            own_way: "Berechnung durch den Hauptsitz",
            asks_right: "Ich war das ganze Jahr da. Ist mein Anspruch richtig berechnet?",
            answers: "Ja: Sie arbeiten seit dem Frühjahr zu 80 %. Die Berechnung steht in Ihrem Konto.",
            asks_missing: (
                "Diese Weiterbildung habe ich mit der Gruppe auch besucht.",
                "Erste Hilfe, Auffrischung",
            ),
            teams: ["Werkstatt", "Büro", "Verkauf", "Lager", "Leitung"],
        },
        Language::Nl | Language::En => Words {
            agreed: "Schriftelijk afgesproken bij de aanwerving",
            kept: "Afspraak: de resterende dagen blijven behouden",
            counted: "Geteld door ons sociaal secretariaat",
            extra: "Opleidingsbeleid van het bedrijf",
            longer: "De opleiding duurde een uur langer",
            cancelled: "Afgelast door de organisator",
            after_all: "Ging toch door",
            own_way: "Berekening door de hoofdzetel",
            asks_right: "Ik werkte het hele jaar. Klopt mijn opleidingsrecht wel?",
            answers: "Ja: je werkt 80 % sinds de lente. De berekening staat in je rekening.",
            asks_missing: (
                "Deze opleiding volgde ik ook, samen met de ploeg.",
                "Eerste hulp, bijscholing",
            ),
            teams: ["Atelier", "Kantoor", "Verkoop", "Magazijn", "Directie"],
        },
    }
}
