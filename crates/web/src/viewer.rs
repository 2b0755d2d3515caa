//! Who looks at a page, as far as the page's looks are concerned: language, theme, address.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum_extra::extract::cookie::{Cookie, CookieJar};
use fla_app::SandboxState;
use fla_domain::language::Language;

use crate::i18n::{T, preferred};
use crate::tour::{Kind, Tour};

/// The language in the profile of somebody signed in; set as a request extension by sign-in.
#[derive(Clone, Copy, Debug)]
pub struct ProfileLanguage(pub Language);

/// The colours a viewer chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system does.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All themes, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The code in cookie and form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }
}

/// A choice that is remembered in a cookie. Strictly necessary: it does what was asked for.
#[derive(Clone, Copy, Debug)]
pub enum Choice {
    /// The language.
    Language,
    /// The theme.
    Theme,
    /// How far one is in the tour.
    Tour,
}

impl Choice {
    const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Language, true) => "__Host-fla-language",
            (Self::Language, false) => "fla-language",
            (Self::Theme, true) => "__Host-fla-theme",
            (Self::Theme, false) => "fla-theme",
            (Self::Tour, true) => "__Host-fla-tour",
            (Self::Tour, false) => "fla-tour",
        }
    }

    /// For how many seconds it is remembered: a tour for a day, other choices for a year.
    const fn age(self) -> u32 {
        match self {
            Self::Tour => 86_400,
            Self::Language | Self::Theme => 31_536_000,
        }
    }

    /// The `Set-Cookie` value that remembers `value`; an empty value is forgotten at once.
    pub fn cookie(self, value: &str, secure: bool) -> String {
        let name = self.name(secure);
        let lock = if secure { "; Secure" } else { "" };
        let age = if value.is_empty() { 0 } else { self.age() };
        format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{lock}")
    }

    fn read(self, jar: &CookieJar) -> Option<&str> {
        [true, false].into_iter().find_map(|secure| jar.get(self.name(secure))).map(Cookie::value)
    }
}

/// What the frame of a page shows of somebody signed in; set as a request extension by sign-in.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Name of the person.
    pub name: String,
    /// For whom the person acts: an employer's name; empty where that is not chosen.
    pub acting_for: String,
    /// The form token of the session, for the sign-out form.
    pub form_token: String,
    /// The tour for the capacity in which the person acts; `None` where that is not chosen.
    pub tour: Option<Kind>,
}

/// A viewer of a page.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// The texts in the viewer's language.
    pub t: T,
    /// The colours.
    pub theme: Theme,
    /// Path and query of the page, to come back to after a choice.
    pub here: String,
    /// Who is signed in.
    pub identity: Option<Identity>,
    /// Whether this is a demonstration, said on every page.
    pub demo: bool,
    /// The sandbox that this is, said on every page too.
    pub sandbox: Option<SandboxMark>,
    /// How far the viewer is in a tour.
    pub tour: Option<Tour>,
}

/// Marks every page as of a demonstration; set as a request extension by `fla demo`.
#[derive(Clone, Copy, Debug)]
pub struct DemoMark;

/// Marks every page as of a sandbox; set as a request extension by `fla sandbox`.
#[derive(Clone, Debug)]
pub struct SandboxMark(pub SandboxState);

impl<S: Send + Sync> FromRequestParts<S> for Viewer {
    type Rejection = Infallible;

    /// The language: an explicit choice, then the profile, then what the browser asks for, then
    /// Dutch.
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

impl Viewer {
    /// A viewer of whom only the language is known.
    pub fn plain(language: Language) -> Self {
        let here = "/".to_owned();
        Self {
            t: T::new(language),
            theme: Theme::Auto,
            here,
            identity: None,
            demo: false,
            sandbox: None,
            tour: None,
        }
    }

    /// The viewer of a request, by the rules of the extractor.
    pub fn of(parts: &Parts) -> Self {
        let jar = CookieJar::from_headers(&parts.headers);
        let language = Choice::Language
            .read(&jar)
            .and_then(Language::from_code)
            .or_else(|| parts.extensions.get::<ProfileLanguage>().map(|p| p.0))
            .or_else(|| preferred(parts.headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?))
            .unwrap_or_default();
        let theme = Choice::Theme.read(&jar).and_then(Theme::from_code).unwrap_or_default();
        let here = parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
        let identity = parts.extensions.get::<Identity>().cloned();
        let demo = parts.extensions.get::<DemoMark>().is_some();
        let sandbox = parts.extensions.get::<SandboxMark>().cloned();
        let tour = Choice::Tour.read(&jar).and_then(Tour::read);
        Self { t: T::new(language), theme, here, identity, demo, sandbox, tour }
    }
}
