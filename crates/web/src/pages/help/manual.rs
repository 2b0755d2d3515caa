//! The manuals: for each kind of user, task by task.
//!
//! A task is named once here; its words are `do-{id}` and `do-{id}-text` in the language files,
//! where the names of buttons and menus are quoted from the pages' own texts.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::film::Film;
use crate::i18n::T;
use crate::page::{Cache, Page, Section, Width};
use crate::tour::Kind;
use crate::view::{SideGroup, SideLink, SideNav};
use crate::viewer::Viewer;

/// What somebody wants to do.
pub struct Task {
    /// Names its words and its place on the page.
    pub id: &'static str,
    /// The page on which it is done; empty where there is none. Below an employer's address the
    /// path begins with `@`.
    at: &'static str,
    /// Whether there is a picture of that name.
    picture: bool,
    /// The film that shows it; may be empty.
    film: &'static str,
}

const fn task(id: &'static str, at: &'static str) -> Task {
    Task { id, at, picture: false, film: "" }
}

impl Task {
    const fn picture(mut self) -> Self {
        self.picture = true;
        self
    }

    const fn film(mut self, film: &'static str) -> Self {
        self.film = film;
        self
    }

    /// Where the page of this task is opened from outside an employer's pages.
    fn open(&self) -> String {
        match self.at.strip_prefix('@') {
            Some(path) => format!("/register?to={path}/"),
            None => self.at.to_owned(),
        }
    }
}

/// Tasks that belong together.
pub struct Part {
    /// Names its heading.
    pub id: &'static str,
    /// What is in it.
    pub tasks: &'static [Task],
}

/// A manual.
pub struct Manual {
    /// Names its words and its address.
    pub id: &'static str,
    /// The tour for the same users.
    pub tour: Option<Kind>,
    /// What is in it.
    pub parts: &'static [Part],
}

const OFFICER: &[Part] = &[
    Part {
        id: "begin",
        tasks: &[
            task("import", "@/import").picture().film("import"),
            task("size", "@/rights"),
            task("settings", "@/rights"),
        ],
    },
    Part {
        id: "trainings",
        tasks: &[
            task("quick", "@/trainings/quick").picture().film("quick"),
            task("training", "@/trainings/new"),
            task("complete", "@/trainings"),
            task("correct", "@/trainings"),
            task("withdraw", "@/trainings"),
            task("again", "@/trainings"),
            task("series", "@/trainings/series"),
            task("courses", "@/courses"),
            task("evidence", "@/trainings"),
            task("certificates", "@/certificates").picture(),
        ],
    },
    Part {
        id: "people",
        tasks: &[
            task("account", "@/employees").picture(),
            task("hire", "@/employees/new"),
            task("change", "@/employees"),
            task("end", "@/employees"),
            task("right", "@/employees"),
            task("verify", "@/employees"),
            task("known", "@/employees"),
        ],
    },
    Part {
        id: "sheets",
        tasks: &[
            task("sheet", "@/sheets").picture().film("sheet"),
            task("sheet-back", "@/sheets"),
            task("sheet-undo", "@/sheets"),
            task("sheet-public", "@/sheets"),
            task("sheet-out", "@/sheets"),
        ],
    },
    Part {
        id: "files",
        tasks: &[
            task("file", "@/files"),
            task("file-mend", "@/files"),
            task("file-out", "@/files"),
        ],
    },
    Part {
        id: "daily",
        tasks: &[
            task("figures", "@").picture(),
            task("tasks", "@/tasks").picture(),
            task("digest", "@/tasks/digest"),
            task("question", "@/disputes").picture().film("question"),
            task("report-answer", "@/reported"),
        ],
    },
    Part {
        id: "paper",
        tasks: &[
            task("paper", "@/papers"),
            task("notice", "@/papers").picture().film("notice"),
            task("social", "@/reports/social-balance"),
            task("leave", "@/reports/leave"),
            task("plan", "@/reports/plan"),
        ],
    },
];

const READER: &[Part] = &[Part {
    id: "reading",
    tasks: &[
        task("reader-may", ""),
        task("reader-account", "@/employees"),
        task("reader-check", "@/employees"),
        task("reader-lists", "@"),
        task("reader-able", "@/certificates"),
        task("reader-history", "@/history"),
        task("reader-paper", "@/reports"),
    ],
}];

const ACCESS: &[Part] = &[
    Part {
        id: "access",
        tasks: &[
            task("access-first", ""),
            task("access-roles", "@/access"),
            task("access-give", "@/access").picture(),
            task("access-invite", "@/access"),
            task("access-end", "@/access"),
            task("software-give", "@/software"),
            task("webhook-make", "@/webhooks"),
            task("access-looks", "@/history"),
            task("access-sessions", "/account/sessions"),
        ],
    },
    Part {
        id: "for-others",
        tasks: &[
            task("mandate-give", "@/mandates"),
            task("mandate-use", "@/clients"),
            task("report-give", "@/given"),
        ],
    },
];

const EMPLOYEE: &[Part] = &[
    Part {
        id: "own",
        tasks: &[
            task("own-look", "/account").picture().film("own"),
            task("own-working", "/account"),
            task("own-career", "/account/career"),
        ],
    },
    Part {
        id: "own-wrong",
        tasks: &[
            task("own-ask", "/account"),
            task("own-missing", "/account/questions"),
            task("own-disagree", "/account/questions"),
            task("own-left", "/account"),
        ],
    },
    Part {
        id: "own-yours",
        tasks: &[
            task("own-add", "/account/records/new"),
            task("own-evidence", "/account/records"),
            task("own-copy", "/account"),
            task("own-who", "/account/looks"),
        ],
    },
];

const OPERATOR: &[Part] = &[Part {
    id: "operator",
    tasks: &[
        task("operator-begin", ""),
        task("operator-employer", "/operator"),
        task("operator-cbe", ""),
        task("operator-qualities", "/operator"),
        task("operator-inspection", ""),
        task("operator-mail", ""),
        task("operator-backup", ""),
        task("operator-health", ""),
        task("operator-rules", ""),
    ],
}];

const RULES: &[Part] = &[
    Part {
        id: "rules-right",
        tasks: &[
            task("rules-who", ""),
            task("rules-days", "/regime"),
            task("rules-sector", "/regime"),
            task("rules-size", "/regime"),
            task("rules-part", ""),
        ],
    },
    Part {
        id: "rules-credit",
        tasks: &[
            task("rules-counts", "/counts"),
            task("rules-formal", ""),
            task("rules-minutes", ""),
            task("rules-carry", ""),
            task("rules-end", ""),
        ],
    },
    Part {
        id: "rules-around",
        tasks: &[task("rules-tell", ""), task("rules-plan", ""), task("rules-public", "")],
    },
];

/// All manuals, in the order in which they are offered.
pub const MANUALS: [Manual; 6] = [
    Manual { id: "officer", tour: Some(Kind::Officer), parts: OFFICER },
    Manual { id: "reader", tour: Some(Kind::Reader), parts: READER },
    Manual { id: "access", tour: Some(Kind::Access), parts: ACCESS },
    Manual { id: "employee", tour: Some(Kind::Employee), parts: EMPLOYEE },
    Manual { id: "operator", tour: None, parts: OPERATOR },
    Manual { id: "rules", tour: None, parts: RULES },
];

/// The manuals and the questions beside a page of the help.
pub fn side(t: T, here: &str) -> SideNav {
    let mut links: Vec<SideLink> = MANUALS
        .iter()
        .map(|manual| SideLink {
            href: format!("/help/{}", manual.id),
            label: t.get(&format!("manual-{}", manual.id)).into_owned(),
            count: String::new(),
            current: manual.id == here,
        })
        .collect();
    links.push(SideLink {
        href: "/help/faq".to_owned(),
        label: t.get("help-faq").into_owned(),
        count: String::new(),
        current: here == "faq",
    });
    SideNav {
        ground: None,
        title: t.get("help-title").into_owned(),
        subtitle: String::new(),
        groups: vec![SideGroup { title: String::new(), links }],
    }
}

struct Shown {
    id: &'static str,
    title: String,
    text: String,
    picture: Option<(String, String)>,
    film: Option<Film>,
    open: String,
}

struct PartShown {
    id: &'static str,
    title: String,
    tasks: Vec<Shown>,
}

#[derive(Template)]
#[template(path = "pages/manual.html")]
struct Body {
    t: T,
    title: String,
    lead: String,
    tour: Option<&'static str>,
    here: String,
    parts: Vec<PartShown>,
}

fn shown(t: T, task: &Task) -> Shown {
    let picture = format!("pictures/{}/{}.webp", t.code(), task.id);
    let alt = || t.get(&format!("picture-{}", task.id)).into_owned();
    Shown {
        id: task.id,
        title: t.get(&format!("do-{}", task.id)).into_owned(),
        text: t.prose(&format!("do-{}-text", task.id)),
        picture: if task.picture {
            crate::media::address(&picture).map(|address| (address, alt()))
        } else {
            None
        },
        film: Film::of(t, task.film),
        open: task.open(),
    }
}

pub async fn show(viewer: Viewer, Path(id): Path<String>) -> Response {
    let Some(manual) = MANUALS.iter().find(|manual| manual.id == id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let t = viewer.t;
    let parts = manual.parts.iter().map(|part| PartShown {
        id: part.id,
        title: t.get(&format!("part-{}", part.id)).into_owned(),
        tasks: part.tasks.iter().map(|task| shown(t, task)).collect(),
    });
    let title = t.get(&format!("manual-{}", manual.id)).into_owned();
    let body = Body {
        t,
        title: title.clone(),
        lead: t.get(&format!("manual-{}-lead", manual.id)).into_owned(),
        tour: manual.tour.map(Kind::code),
        here: viewer.here.clone(),
        parts: parts.collect(),
    };
    Page::new(viewer, title, body)
        .cache(Cache::Public)
        .section(Section::Help)
        .width(Width::Normal)
        .side(side(t, manual.id))
        .into_response()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fla_domain::language::Language;

    use super::*;

    fn tasks() -> impl Iterator<Item = &'static Task> {
        MANUALS.iter().flat_map(|manual| manual.parts).flat_map(|part| part.tasks)
    }

    #[test]
    fn every_task_is_told_once_in_every_language() {
        let ids: BTreeSet<_> = tasks().map(|task| task.id).collect();
        assert_eq!(ids.len(), tasks().count());
        for t in Language::ALL.map(T::new) {
            for manual in &MANUALS {
                for key in [format!("manual-{}", manual.id), format!("manual-{}-lead", manual.id)] {
                    assert!(t.has(&key), "{key} in {}", t.code());
                }
                for part in manual.parts {
                    assert!(t.has(&format!("part-{}", part.id)), "{} in {}", part.id, t.code());
                }
            }
            for task in tasks() {
                for key in [format!("do-{}", task.id), format!("do-{}-text", task.id)] {
                    // A label that is quoted and no longer there would leave brackets.
                    let text = t.get(&key);
                    assert!(!text.starts_with('['), "{key} in {}: {text}", t.code());
                }
            }
        }
    }

    #[test]
    fn pictures_and_films_are_there_in_every_language() {
        for t in Language::ALL.map(T::new) {
            for task in tasks() {
                let shown = shown(t, task);
                assert_eq!(shown.picture.is_some(), task.picture, "{} in {}", task.id, t.code());
                assert_eq!(shown.film.is_some(), !task.film.is_empty(), "{}", task.id);
            }
        }
    }
}
