//! What each column is: guessed from the headings, said by the user once, remembered.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use fla_app::{Field, SheetKind, SheetView};
use fla_domain::anomaly::Anomaly;

use super::{kind_words, name, sheet_id};
use crate::acting::Acting;
use crate::form::{Posted, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::pages::register::{Place, crumbs, page};
use crate::view::{Choice, Choosable, ErrorSummary, Picker};

struct Asked {
    heading: String,
    samples: String,
    field: Picker,
}

#[derive(Template)]
#[template(path = "pages/sheets_columns.html")]
struct Columns {
    t: T,
    errors: ErrorSummary,
    name: String,
    action: String,
    token: String,
    kind: Choice,
    #[expect(clippy::struct_field_names, reason = "the columns of the page of columns")]
    columns: Vec<Asked>,
}

pub async fn ask(
    acting: Acting,
    Path((_, sheet)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let view = acting.app.sheet(&acting.caller, sheet_id(&sheet)?).await?;
    let kind = view.kind.unwrap_or(SheetKind::Employees);
    Ok(form(&acting, &view, kind, &view.mapping, &[]))
}

pub async fn answer(
    acting: Acting,
    Path((_, sheet)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let id = sheet_id(&sheet)?;
    let view = acting.app.sheet(&acting.caller, id).await?;
    let kind = SheetKind::from_code(posted.text("kind")).unwrap_or(SheetKind::Employees);
    let mapping: Vec<Option<Field>> = (0..view.columns.len())
        .map(|at| {
            let field = Field::from_code(posted.text(&format!("column{at}")))?;
            kind.fields().any(|f| f == field).then_some(field)
        })
        .collect();
    match acting.app.sheet_columns(&acting.caller, id, kind, &mapping).await {
        Ok(()) => Ok(see(&format!("{}/sheets/{id}", acting.base()))),
        Err(refused) => Ok(form(&acting, &view, kind, &mapping, &faults(refused)?)),
    }
}

fn form(
    acting: &Acting,
    view: &SheetView,
    kind: SheetKind,
    mapping: &[Option<Field>],
    anomalies: &[Anomaly],
) -> Response {
    let t = acting.viewer.t;
    let base = acting.base();
    let errors = ErrorSummary::from_anomalies(t, anomalies);
    let kinds =
        SheetKind::ALL.map(|k| Choosable::new(k.code(), kind_words(t, k), kind.code())).into();
    let columns = view
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let id = format!("column{at}");
            let current = mapping.get(at).copied().flatten().map_or("", Field::code);
            let heading = if column.title.is_empty() {
                t.one("sheets-column-number", "number", at + 1)
            } else {
                column.title.clone()
            };
            Asked {
                samples: column.samples.join(" · "),
                field: Picker {
                    label: t.one("sheets-column-is", "heading", heading.as_str()),
                    hint: String::new(),
                    error: errors.of(&id).to_owned(),
                    options: options(t, kind, current),
                    name: id,
                },
                heading,
            }
        })
        .collect();
    let body = Columns {
        t,
        name: name(t, &view.name),
        action: format!("{base}/sheets/{}/columns", view.id),
        token: acting.session.form_token().to_owned(),
        kind: Choice::one("kind", t.get("sheets-kind"), kinds).error(errors.of("kind")).inline(),
        columns,
        errors,
    };
    let way = crumbs(acting, &[(format!("{base}/sheets"), t.get("side-sheets").into_owned())]);
    page(acting, Place::Sheets, t.get("sheets-columns"), body)
        .crumbs(way)
        .status(status_of(anomalies))
        .into_response()
}

/// The fields of the kind first, then those that only others have.
fn options(t: T, kind: SheetKind, current: &str) -> Vec<Choosable> {
    let mut options = vec![Choosable::new("", t.get("sheets-column-none"), current)];
    let mut seen = Vec::new();
    let others = SheetKind::ALL.into_iter().filter(|k| *k != kind);
    for kind in std::iter::once(kind).chain(others) {
        for field in kind.fields() {
            if !seen.contains(&field) {
                seen.push(field);
                let title = field.title(t.language());
                options.push(Choosable::new(field.code(), title, current));
            }
        }
    }
    options
}
