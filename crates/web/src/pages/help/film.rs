//! Films of the main journeys, recorded by the browser tests; what is said in them is text here.

use askama::Template;
use askama::filters::HtmlSafe;
use fla_domain::language::Language;
use serde::Deserialize;

use crate::i18n::T;
use crate::media;

/// The films, with the manual in which each stands.
pub const FILMS: [(&str, &str); 6] = [
    ("import", "officer#import"),
    ("quick", "officer#quick"),
    ("sheet", "officer#sheet"),
    ("question", "officer#question"),
    ("notice", "officer#notice"),
    ("own", "employee#own-look"),
];

/// When something is said, in milliseconds from the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Cue {
    /// From when.
    pub from: u32,
    /// Until when.
    pub to: u32,
}

/// The cues of a film as recorded in a language.
pub fn cues(film: &str, recorded: Language) -> Option<Vec<Cue>> {
    let text = media::text(&format!("films/{film}.{}.json", recorded.code()))?;
    serde_json::from_str(&text).ok()
}

/// What is said in a film, cue by cue.
pub fn words(t: T, film: &str, count: usize) -> Vec<String> {
    (1..=count).map(|n| t.get(&format!("film-{film}-{n}")).into_owned()).collect()
}

struct Track {
    language: T,
    own_name: &'static str,
    address: String,
    current: bool,
}

/// A film on a page: itself, its captions in four languages, and its words to read.
#[derive(Template)]
#[template(path = "components/film.html")]
pub struct Film {
    t: T,
    title: String,
    address: String,
    poster: String,
    length: String,
    tracks: Vec<Track>,
    words: Vec<String>,
}

impl HtmlSafe for Film {}

/// The poster of a film, as recorded for a language.
pub fn poster(t: T, film: &str) -> Option<String> {
    media::address(&format!("films/{film}.{}.webp", t.code()))
}

impl Film {
    /// A film in the language of the page; `None` where there is none of that name.
    pub fn of(t: T, film: &str) -> Option<Self> {
        let cues = cues(film, t.language())?;
        let seconds = cues.last()?.to / 1000;
        let track = |language: Language| Track {
            language: T::new(language),
            own_name: crate::page::own_name(language),
            address: format!("/help/films/{film}/{}/{}", t.code(), language.code()),
            current: language == t.language(),
        };
        Some(Self {
            t,
            title: t.get(&format!("film-{film}")).into_owned(),
            address: media::address(&format!("films/{film}.{}.webm", t.code()))?,
            poster: poster(t, film)?,
            length: format!("{}:{:02}", seconds / 60, seconds % 60),
            tracks: Language::ALL.map(track).into(),
            words: words(t, film, cues.len()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_film_is_recorded_and_told_in_every_language() {
        for (film, _) in FILMS {
            for t in Language::ALL.map(T::new) {
                assert!(Film::of(t, film).is_some(), "{film} in {}", t.code());
                let cues = cues(film, t.language()).unwrap();
                let after = |pair: &[Cue]| pair[0].from < pair[0].to && pair[0].to <= pair[1].from;
                assert!(cues.windows(2).all(after), "{film} in {}", t.code());
                for n in 1..=cues.len() {
                    assert!(t.has(&format!("film-{film}-{n}")), "{film} {n} in {}", t.code());
                }
                let more = format!("film-{film}-{}", cues.len() + 1);
                assert!(!t.has(&more), "{more} is never said in {}", t.code());
            }
        }
    }
}
