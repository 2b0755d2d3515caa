//! The captions of a film as `WebVTT`: times from the recording, words from the language files.

use std::fmt::Write;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use fla_domain::language::Language;

use super::film::{self, FILMS};
use crate::i18n::T;

fn moment(milliseconds: u32) -> String {
    let seconds = milliseconds / 1000;
    format!("{:02}:{:02}.{:03}", seconds / 60, seconds % 60, milliseconds % 1000)
}

fn captions(film: &str, recorded: Language, language: Language) -> Option<String> {
    FILMS.iter().find(|(name, _)| *name == film)?;
    let cues = film::cues(film, recorded)?;
    let words = film::words(T::new(language), film, cues.len());
    let mut text = "WEBVTT\n".to_owned();
    for (cue, words) in cues.iter().zip(words) {
        let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let (from, to) = (moment(cue.from), moment(cue.to));
        write!(text, "\n{from} --> {to}\n{words}\n").ok()?;
    }
    Some(text)
}

pub async fn show(Path((film, recorded, language)): Path<(String, String, String)>) -> Response {
    let codes = Language::from_code(&recorded).zip(Language::from_code(&language));
    match codes.and_then(|(recorded, language)| captions(&film, recorded, language)) {
        Some(text) => {
            let headers = [
                (header::CONTENT_TYPE, "text/vtt; charset=utf-8"),
                (header::CACHE_CONTROL, "public, max-age=3600"),
            ];
            (headers, text).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_follow_the_film_in_any_language() {
        let dutch = captions("quick", Language::Nl, Language::Nl).unwrap();
        let french = captions("quick", Language::Nl, Language::Fr).unwrap();
        assert!(dutch.starts_with("WEBVTT\n\n00:0"), "{dutch}");
        let times = |text: &str| -> Vec<String> {
            text.lines().filter(|l| l.contains(" --> ")).map(str::to_owned).collect()
        };
        assert_eq!(times(&dutch), times(&french));
        assert_ne!(dutch, french);
        assert_eq!(captions("nothing", Language::Nl, Language::Nl), None);
        assert_eq!(moment(83_042), "01:23.042");
    }
}
