//! Where the help begins: by kind of user, by task, by film.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;

use super::film::{self, FILMS};
use super::manual::MANUALS;
use crate::front::Front;
use crate::i18n::T;
use crate::page::{Cache, Page, Section, Width};
use crate::tour::Kind;
use crate::view::Field;
use crate::viewer::Viewer;

struct Reader {
    href: String,
    title: String,
    text: String,
    tour: Option<&'static str>,
}

struct Group {
    title: String,
    tasks: Vec<(String, String)>,
}

struct Poster {
    href: String,
    title: String,
    picture: String,
}

#[derive(Template)]
#[template(path = "pages/help.html")]
struct Entry {
    t: T,
    contact: String,
    here: String,
    readers: Vec<Reader>,
    filter: Field,
    groups: Vec<Group>,
    films: Vec<Poster>,
}

pub async fn show(viewer: Viewer, State(front): State<Front>) -> impl IntoResponse {
    let t = viewer.t;
    let title = |id: &str| t.get(&format!("manual-{id}")).into_owned();
    let readers = MANUALS.iter().map(|manual| Reader {
        href: format!("/help/{}", manual.id),
        title: title(manual.id),
        text: t.get(&format!("manual-{}-lead", manual.id)).into_owned(),
        tour: manual.tour.map(Kind::code),
    });
    let groups = MANUALS.iter().map(|manual| Group {
        title: title(manual.id),
        tasks: manual
            .parts
            .iter()
            .flat_map(|part| part.tasks)
            .map(|task| {
                let words = t.get(&format!("do-{}", task.id)).into_owned();
                (format!("/help/{}#{}", manual.id, task.id), words)
            })
            .collect(),
    });
    let films = FILMS.iter().filter_map(|(film, part)| {
        Some(Poster {
            href: format!("/help/{part}"),
            title: t.get(&format!("film-{film}")).into_owned(),
            picture: film::poster(t, film)?,
        })
    });
    let body = Entry {
        t,
        contact: front.settings.contact.clone(),
        here: viewer.here.clone(),
        readers: readers.collect(),
        filter: Field::search("task", t.get("help-find")),
        groups: groups.collect(),
        films: films.collect(),
    };
    Page::new(viewer, t.get("help-title"), body)
        .cache(Cache::Public)
        .section(Section::Help)
        .width(Width::Wide)
}
