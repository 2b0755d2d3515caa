//! The style sheet: black, yellow, hazard bands. It shares nothing with the product's own look, so
//! that nobody takes a demonstration for a sign-in or a sign-in for a demonstration.

use axum::http::HeaderName;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::IntoResponse;

const HEADERS: [(HeaderName, &str); 3] = [
    (CONTENT_TYPE, "text/css; charset=utf-8"),
    (CACHE_CONTROL, "public, max-age=300"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

pub(super) async fn sheet() -> impl IntoResponse {
    (HEADERS, SHEET)
}

const SHEET: &str = "\
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff8d6; color: #111; font: 1.0625rem/1.5 ui-monospace, monospace; }
.band {
  padding: 1.25rem;
  background: repeating-linear-gradient(45deg, #ffd400 0 1.5rem, #111 1.5rem 3rem);
}
.band p {
  margin: 0 auto; max-width: 60rem; padding: .75rem 1rem; background: #111; color: #ffd400;
  font-size: 1.375rem; font-weight: 700; text-align: center; text-wrap: balance;
}
main { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
h1 { font-size: 1.625rem; line-height: 1.25; text-wrap: balance; }
form.filter { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1.5rem 0; }
label { display: block; font-weight: 700; }
input, button, .link {
  min-height: 2.75rem; padding: .5rem .875rem; border: 2px solid #111; border-radius: 0;
  background: #fff; color: #111; font: inherit;
}
input { width: min(22rem, 100%); }
button { cursor: pointer; }
button:hover, .link:hover { background: #ffd400; }
:focus-visible { outline: 4px solid #0038a8; outline-offset: 3px; }
ul {
  display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
  gap: 1rem; margin: 1.5rem 0; padding: 0; list-style: none;
}
.card { width: 100%; height: 100%; padding: 1rem; text-align: left; border-width: 3px; }
.card strong { display: block; font-size: 1.125rem; overflow-wrap: anywhere; }
.card span { display: block; overflow-wrap: anywhere; }
.link { display: inline-flex; align-items: center; text-decoration: underline; }
@media (forced-colors: active) { .band { background: Canvas; border: 6px dashed; } }
";
