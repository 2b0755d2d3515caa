//! The choice of language and colours: a cookie, and back to where one was.

use axum::Form;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use fla_domain::language::Language;
use serde::Deserialize;

use super::failure::Failure;
use crate::front::Front;
use crate::viewer::{Choice, Theme};

#[derive(Deserialize)]
pub struct LanguageForm {
    language: String,
    #[serde(default)]
    back: String,
}

pub async fn language(
    State(front): State<Front>,
    Form(form): Form<LanguageForm>,
) -> Result<Response, Failure> {
    let language = Language::from_code(&form.language).ok_or(Failure::BadRequest)?;
    Ok(remember(&front, Choice::Language, language.code(), &form.back))
}

#[derive(Deserialize)]
pub struct ThemeForm {
    theme: String,
    #[serde(default)]
    back: String,
}

pub async fn theme(
    State(front): State<Front>,
    Form(form): Form<ThemeForm>,
) -> Result<Response, Failure> {
    let theme = Theme::from_code(&form.theme).ok_or(Failure::BadRequest)?;
    Ok(remember(&front, Choice::Theme, theme.code(), &form.back))
}

pub(super) fn remember(front: &Front, choice: Choice, value: &str, back: &str) -> Response {
    let cookie = choice.cookie(value, front.settings.secure_cookies());
    let headers = [
        (header::SET_COOKIE, cookie),
        (header::LOCATION, own_path(back).to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// `back` where it is a path of this site; the start page for anything that a browser could take
/// for another origin.
fn own_path(back: &str) -> &str {
    let plain = back.len() <= 2000 && back.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let base = url::Url::parse("https://self.invalid/").ok();
    let whole = base.as_ref().and_then(|base| base.join(back).ok());
    let same = whole.zip(base).is_some_and(|(whole, base)| whole.origin() == base.origin());
    if plain && same && back.starts_with('/') && !back.starts_with("//") { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn the_way_back_stays_on_this_site() {
        for good in ["/", "/regime?year=2026&committee=200", "/a/b%20c"] {
            assert_eq!(own_path(good), good);
        }
        for bad in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\n/evil.example",
            "/a\r\nSet-Cookie: x=1",
            "evil",
        ] {
            assert_eq!(own_path(bad), "/", "{bad:?}");
        }
    }
}
