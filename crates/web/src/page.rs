//! A page is a value: status, title, cache policy and a body; the frame is put around it when it
//! is sent.

use std::borrow::Cow;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fla_domain::language::Language;

use crate::i18n::T;
use crate::pages::help::part_about;
use crate::tour::{Kind, Tour};
use crate::view::{Crumbs, SideNav, TourStep};
use crate::viewer::{Theme, Viewer};

/// How long a page may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// The same for everybody who asks in the same language and colours: may be kept a while by
    /// the viewer's own browser.
    Public,
    /// Personal, or gone in a moment: never kept.
    Never,
}

/// The part of the product a page belongs to; marked in the main navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Start page.
    Home,
    /// Which regime applies.
    Regime,
    /// Does this training count.
    Counts,
    /// Catalogue of anomaly codes.
    Codes,
    /// Help.
    Help,
    /// The work of an employer.
    Register,
    /// The own account of an employee.
    Account,
    /// None of them.
    Other,
}

/// How wide the body may become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// For reading.
    Text,
    /// For forms and mixed pages.
    Normal,
    /// For tables and work.
    Wide,
}

impl Width {
    const fn class(self) -> &'static str {
        match self {
            Self::Text => "width-text",
            Self::Normal => "width-normal",
            Self::Wide => "width-wide",
        }
    }
}

/// A page with its body.
#[derive(Debug)]
pub struct Page<B> {
    viewer: Viewer,
    title: String,
    body: B,
    status: StatusCode,
    cache: Cache,
    section: Section,
    width: Width,
    crumbs: Option<Crumbs>,
    side: Option<SideNav>,
    refresh: Option<u32>,
}

impl<B: Template> Page<B> {
    /// A page that answers 200 and is never kept by a cache. `title` is a text, never holding
    /// an SSIN.
    pub fn new(viewer: Viewer, title: impl Into<String>, body: B) -> Self {
        Self {
            viewer,
            title: title.into(),
            body,
            status: StatusCode::OK,
            cache: Cache::Never,
            section: Section::Other,
            width: Width::Normal,
            crumbs: None,
            side: None,
            refresh: None,
        }
    }

    /// The same with another status.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same with another cache policy.
    #[must_use]
    pub fn cache(mut self, cache: Cache) -> Self {
        self.cache = cache;
        self
    }

    /// The same in a part of the product.
    #[must_use]
    pub fn section(mut self, section: Section) -> Self {
        self.section = section;
        self
    }

    /// The same in another width.
    #[must_use]
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// The same with the way back above the title.
    #[must_use]
    pub fn crumbs(mut self, crumbs: Crumbs) -> Self {
        self.crumbs = Some(crumbs);
        self
    }

    /// The same with a navigation of its own beside the body.
    #[must_use]
    pub fn side(mut self, side: SideNav) -> Self {
        self.side = Some(side);
        self
    }

    /// The same, asked for again every `seconds` by browsers without script.
    #[must_use]
    pub fn refresh(mut self, seconds: u32) -> Self {
        self.refresh = Some(seconds);
        self
    }
}

/// The frame around every page.
#[derive(Template)]
#[template(path = "layout.html")]
struct Layout<'a> {
    t: T,
    viewer: &'a Viewer,
    title: &'a str,
    body: String,
    section: Section,
    width: &'static str,
    crumbs: Option<&'a Crumbs>,
    side: Option<&'a SideNav>,
    refresh: Option<u32>,
    tour: Option<TourStep>,
}

impl Layout<'_> {
    /// The main navigation: address, text, whether it is here.
    fn navigation(&self) -> Vec<(&'static str, Cow<'static, str>, bool)> {
        let public = [
            ("/regime", "nav-regime", Section::Regime),
            ("/counts", "nav-counts", Section::Counts),
            ("/help", "nav-help", Section::Help),
        ];
        let own = [
            ("/register", "nav-register", Section::Register),
            ("/account", "nav-account", Section::Account),
        ];
        let all = if self.viewer.identity.is_some() { &own[..] } else { &[] };
        all.iter()
            .chain(&public)
            .map(|(href, key, section)| (*href, self.t.get(key), *section == self.section))
            .collect()
    }

    /// The part of the help about this page.
    fn about(&self) -> Option<String> {
        part_about(&self.viewer.here)
    }

    /// The tour that could begin here; none while one is under way.
    fn offered(&self) -> Option<&'static str> {
        if self.tour.is_some() {
            return None;
        }
        let identity = self.viewer.identity.as_ref()?;
        let kind =
            if self.section == Section::Account { Some(Kind::Employee) } else { identity.tour };
        kind.map(Kind::code)
    }

    /// What the style sheet marks for the step of the tour.
    fn marked(&self) -> String {
        self.tour.as_ref().and(self.viewer.tour).map(Tour::code).unwrap_or_default()
    }

    fn languages(&self) -> [(T, &'static str, bool); 4] {
        Language::ALL.map(|l| (T::new(l), own_name(l), l == self.t.language()))
    }

    fn themes(&self) -> [(Theme, Cow<'static, str>, bool); 3] {
        Theme::ALL.map(|theme| {
            let text = self.t.get(&format!("theme-{}", theme.code()));
            (theme, text, theme == self.viewer.theme)
        })
    }
}

/// What a language calls itself.
pub(crate) const fn own_name(language: Language) -> &'static str {
    match language {
        Language::Nl => "Nederlands",
        Language::Fr => "Français",
        Language::De => "Deutsch",
        Language::En => "English",
    }
}

impl<B: Template> IntoResponse for Page<B> {
    fn into_response(self) -> Response {
        let t = self.viewer.t;
        // Somebody who is not signed in sees none of the pages a tour is about.
        let touring = self.viewer.tour.filter(|_| self.viewer.identity.is_some());
        let html = self.body.render().and_then(|body| {
            Layout {
                t,
                viewer: &self.viewer,
                title: &self.title,
                body,
                section: self.section,
                width: self.width.class(),
                crumbs: self.crumbs.as_ref(),
                side: self.side.as_ref(),
                refresh: self.refresh,
                tour: touring.map(|tour| TourStep::new(t, tour, &self.viewer.here)),
            }
            .render()
        });
        let html = match html {
            Ok(html) => html,
            Err(error) => {
                tracing::error!(%error, title = %self.title, "a page could not be rendered");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        };
        let keep = match self.cache {
            Cache::Public if self.viewer.identity.is_none() => "private, max-age=60",
            _ => "no-store",
        };
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (header::CONTENT_LANGUAGE, HeaderValue::from_static(t.code())),
            (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
            (header::VARY, HeaderValue::from_static("Accept-Language, Cookie")),
        ];
        (self.status, headers, html).into_response()
    }
}
