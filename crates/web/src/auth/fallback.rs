//! The plainest page that tells a fault: no template, no style sheet, nothing that could fail too.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use fla_domain::language::Language;

use super::{Mend, SignInFault};

/// The page for a fault. It holds the code and what to do; never what the provider said.
pub fn page(fault: &SignInFault, language: Language) -> Response {
    let lang = language.code();
    let [title, again, code_label] = words(language);
    let advice = advice(fault.mend(), language);
    let code = fault.code();
    let html = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title></head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n<p>{advice}</p>\n<p><a href=\"/sign-in\">{again}</a></p>\n\
         <p>{code_label}: <code>{code}</code></p>\n</main>\n</body>\n</html>\n"
    );
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (CONTENT_LANGUAGE, HeaderValue::from_static(lang)),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let mut response = (fault.status(), headers, html).into_response();
    if fault.mend() == Mend::TryLater {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("60"));
    }
    response
}

pub(crate) const fn words(language: Language) -> [&'static str; 3] {
    match language {
        Language::Nl => ["Aanmelden is niet gelukt", "Opnieuw aanmelden", "Code voor de helpdesk"],
        Language::Fr => ["La connexion a échoué", "Se reconnecter", "Code pour l’assistance"],
        Language::De => ["Anmeldung nicht gelungen", "Erneut anmelden", "Code für den Helpdesk"],
        Language::En => ["Sign-in did not succeed", "Sign in again", "Code for the help desk"],
    }
}

pub(crate) const fn advice(mend: Mend, language: Language) -> &'static str {
    use Language::{De, En, Fr, Nl};
    match (mend, language) {
        (Mend::TryAgain, Nl) => "Begin opnieuw, in één browservenster. Er is niets gewijzigd.",
        (Mend::TryAgain, Fr) => {
            "Recommencez, dans une seule fenêtre du navigateur. Rien n’a été modifié."
        }
        (Mend::TryAgain, De) => {
            "Beginnen Sie erneut, in einem einzigen Browserfenster. Es wurde nichts geändert."
        }
        (Mend::TryAgain, En) => "Start again, in one browser window. Nothing has been changed.",
        (Mend::TryLater, Nl) => {
            "De aanmelddienst antwoordt nu niet zoals het hoort. Probeer het over enkele minuten opnieuw."
        }
        (Mend::TryLater, Fr) => {
            "Le service d’authentification ne répond pas correctement pour le moment. Réessayez dans quelques minutes."
        }
        (Mend::TryLater, De) => {
            "Der Anmeldedienst antwortet zurzeit nicht richtig. Versuchen Sie es in einigen Minuten erneut."
        }
        (Mend::TryLater, En) => {
            "The sign-in service does not answer properly at the moment. Try again in a few minutes."
        }
        (Mend::StrongerKey, Nl) => {
            "Deze digitale sleutel is niet sterk genoeg. Meld u aan met een sterkere, zoals eID of itsme."
        }
        (Mend::StrongerKey, Fr) => {
            "Cette clé numérique n’est pas assez forte. Connectez-vous avec une clé plus forte, comme eID ou itsme."
        }
        (Mend::StrongerKey, De) => {
            "Dieser digitale Schlüssel ist nicht stark genug. Melden Sie sich mit einem stärkeren an, etwa eID oder itsme."
        }
        (Mend::StrongerKey, En) => {
            "This digital key is not strong enough. Sign in with a stronger one, such as eID or itsme."
        }
        (Mend::AskAccess, Nl) => {
            "U bent herkend, maar u hebt geen toegang. Vraag toegang aan de toegangsbeheerder van uw organisatie."
        }
        (Mend::AskAccess, Fr) => {
            "Vous êtes reconnu, mais vous n’avez pas d’accès. Demandez-le au gestionnaire des accès de votre organisation."
        }
        (Mend::AskAccess, De) => {
            "Sie wurden erkannt, haben aber keinen Zugang. Fragen Sie den Zugangsverwalter Ihrer Organisation."
        }
        (Mend::AskAccess, En) => {
            "You are recognised, but you have no access. Ask the access manager of your organisation for it."
        }
        (Mend::TellOperator, Nl) => {
            "De aanmelddienst gaf een antwoord dat niet te vertrouwen is. Geef de code hieronder door aan de beheerder."
        }
        (Mend::TellOperator, Fr) => {
            "Le service d’authentification a donné une réponse non fiable. Transmettez le code ci-dessous à l’administrateur."
        }
        (Mend::TellOperator, De) => {
            "Der Anmeldedienst gab eine Antwort, der nicht zu trauen ist. Geben Sie den Code unten an den Betreiber weiter."
        }
        (Mend::TellOperator, En) => {
            "The sign-in service gave an answer that cannot be trusted. Pass the code below to the operator."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mend_has_its_own_advice_in_every_language() {
        let mut seen = std::collections::HashSet::new();
        for mend in Mend::ALL {
            for language in Language::ALL {
                assert!(seen.insert(advice(mend, language)), "{mend:?} {language:?}");
            }
        }
    }

    #[tokio::test]
    async fn the_page_says_the_code_and_not_what_the_provider_said() {
        let fault = SignInFault::ProviderRefused("secret_detail".to_owned());
        let response = page(&fault, Language::De);
        assert_eq!(response.status(), 502);
        assert_eq!(response.headers()[CONTENT_LANGUAGE], "de");
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        assert!(text.contains("SIGN-IN-206") && text.contains("<html lang=\"de\">"), "{text}");
        assert!(!text.contains("secret_detail"));
    }
}
