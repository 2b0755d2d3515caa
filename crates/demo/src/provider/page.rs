//! The pages of the provider: server-rendered, no script, four languages.

use askama::Template;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use fla_domain::language::Language;

use super::DemoPerson;

/// The texts of the page in one language.
pub(super) struct Texts {
    title: &'static str,
    band: &'static str,
    intro: &'static str,
    filter: &'static str,
    apply: &'static str,
    all: &'static str,
    sign_in_as: &'static str,
    nobody: &'static str,
    cancel: &'static str,
}

pub(super) const fn texts(language: Language) -> Texts {
    match language {
        Language::Nl => Texts {
            title: "Kies wie u in de demonstratie bent",
            band: "DEMO – dit is geen echte aanmelding",
            intro: "Alle personen en organisaties hier zijn verzonnen. Kies iemand om aan te \
                    melden; er is geen wachtwoord of sleutel nodig.",
            filter: "Zoek op naam, rol of organisatie",
            apply: "Zoeken",
            all: "Toon iedereen",
            sign_in_as: "Aanmelden als",
            nobody: "Niemand gevonden.",
            cancel: "Annuleren",
        },
        Language::Fr => Texts {
            title: "Choisissez qui vous êtes dans la démonstration",
            band: "DÉMO – ceci n’est pas une vraie connexion",
            intro: "Toutes les personnes et organisations sont inventées. Choisissez quelqu’un \
                    pour vous connecter ; ni mot de passe ni clé ne sont nécessaires.",
            filter: "Chercher par nom, rôle ou organisation",
            apply: "Chercher",
            all: "Afficher tout le monde",
            sign_in_as: "Se connecter en tant que",
            nobody: "Personne n’a été trouvé.",
            cancel: "Annuler",
        },
        Language::De => Texts {
            title: "Wählen Sie, wer Sie in der Vorführung sind",
            band: "DEMO – dies ist keine echte Anmeldung",
            intro: "Alle Personen und Organisationen hier sind erfunden. Wählen Sie jemanden, um \
                    sich anzumelden; weder Passwort noch Schlüssel sind nötig.",
            filter: "Nach Name, Rolle oder Organisation suchen",
            apply: "Suchen",
            all: "Alle zeigen",
            sign_in_as: "Anmelden als",
            nobody: "Niemand gefunden.",
            cancel: "Abbrechen",
        },
        Language::En => Texts {
            title: "Choose who you are in the demonstration",
            band: "DEMO – this is not a real sign-in",
            intro: "All persons and organisations here are invented. Choose somebody to sign in; \
                    no password or key is needed.",
            filter: "Search by name, role or organisation",
            apply: "Search",
            all: "Show everybody",
            sign_in_as: "Sign in as",
            nobody: "Nobody found.",
            cancel: "Cancel",
        },
    }
}

/// One person on the page.
pub(super) struct Card<'p> {
    at: usize,
    given_name: &'p str,
    family_name: &'p str,
    caption: &'p str,
}

impl<'p> Card<'p> {
    pub(super) fn new(at: usize, person: &'p DemoPerson) -> Self {
        let DemoPerson { given_name, family_name, caption, .. } = person;
        Self { at, given_name, family_name, caption }
    }
}

/// The page on which one picks a person.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<!doctype html>
<html lang="{{ language.code() }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ t.band }} – {{ t.title }}</title>
<link rel="stylesheet" href="/demo-provider/style.css">
</head>
<body>
<header class="band"><p>{{ t.band }}</p></header>
<main>
<h1>{{ t.title }}</h1>
<p>{{ t.intro }}</p>
{% if has_filter %}<form class="filter" role="search" method="get" action="/demo-provider/choose">
<input type="hidden" name="request" value="{{ request }}">
<div><label for="filter">{{ t.filter }}</label>
<input id="filter" name="filter" type="search" value="{{ filter }}" autocomplete="off"></div>
<button>{{ t.apply }}</button>
{% if !filter.is_empty() %}<a class="link" href="/demo-provider/choose?request={{ request }}">{{ t.all }}</a>
{% endif %}</form>
{% endif %}<form method="post" action="/demo-provider/choose">
<input type="hidden" name="request" value="{{ request }}">
{% if cards.is_empty() %}<p role="status">{{ t.nobody }}</p>
{% else %}<ul>
{% for card in cards %}<li><button class="card" name="person" value="{{ card.at }}">{{ t.sign_in_as }}
<strong>{{ card.given_name }} {{ card.family_name }}</strong> <span>{{ card.caption }}</span></button></li>
{% endfor %}</ul>
{% endif %}<button>{{ t.cancel }}</button>
</form>
</main>
</body>
</html>
"#
)]
pub(super) struct Choose<'p> {
    pub t: Texts,
    pub language: Language,
    pub request: &'p str,
    pub cards: Vec<Card<'p>>,
    pub filter: &'p str,
    pub has_filter: bool,
    /// Where the answer leads: browsers hold the redirect after a form against `form-action`.
    pub client_origin: String,
}

pub(super) fn choose(page: &Choose<'_>) -> Response {
    send(StatusCode::OK, page.language, &page.client_origin, page.render())
}

/// A page without a way back, for requests that name no known client; for developers, so in
/// English.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ t.band }}</title>
<link rel="stylesheet" href="/demo-provider/style.css">
</head>
<body>
<header class="band"><p>{{ t.band }}</p></header>
<main>
<h1>{% if signed_out %}You are signed out{% else %}This sign-in request is not valid{% endif %}</h1>
{% if !signed_out %}<p>What is wrong: <code>{{ what }}</code>. Perhaps it is too old.</p>
{% endif %}<p><a class="link" href="/">To the start page</a></p>
</main>
</body>
</html>
"#
)]
struct Refusal<'p> {
    t: Texts,
    signed_out: bool,
    what: &'p str,
}

pub(super) fn refusal(status: StatusCode, what: &str) -> Response {
    let page = Refusal { t: texts(Language::En), signed_out: status.is_success(), what };
    send(status, Language::En, "", page.render())
}

fn send(
    status: StatusCode,
    language: Language,
    form_origin: &str,
    html: askama::Result<String>,
) -> Response {
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action 'self' {form_origin}; \
         base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    );
    let Ok(policy) = HeaderValue::from_str(&policy) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let fixed = HeaderValue::from_static;
    let headers = [
        (CONTENT_SECURITY_POLICY, policy),
        (CONTENT_LANGUAGE, fixed(language.code())),
        (CACHE_CONTROL, fixed("no-store")),
        (REFERRER_POLICY, fixed("same-origin")),
        (X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
    ];
    match html {
        Ok(html) => (status, headers, Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
