//! The two cookies of sign-in.

use axum::http::header::{COOKIE, InvalidHeaderValue};
use axum::http::{HeaderMap, HeaderValue};

use super::Token;

/// The names and attributes of the cookies.
///
/// Over https they are called `__Host-fla` and `__Host-fla-sign-in` and are `Secure`: the prefix
/// makes browsers refuse them from any other host and from plain http. **Over plain http, which is
/// for a demonstration on one machine only, they are called `fla` and `fla-sign-in` and anybody on
/// the network can read them.** Nothing but the scheme of the public URL decides this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookies {
    secure: bool,
}

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cookie {
    /// The session.
    Session,
    /// The browser that began a sign-in.
    SignIn,
}

impl Cookies {
    /// The cookies of a site whose public URL has this scheme.
    pub fn for_scheme(scheme: &str) -> Self {
        Self { secure: scheme == "https" }
    }

    /// Whether the site is served over https.
    pub fn is_secure(self) -> bool {
        self.secure
    }

    /// The name of the session cookie, for documentation and tests.
    pub fn session_name(self) -> &'static str {
        self.name(Cookie::Session)
    }

    fn name(self, cookie: Cookie) -> &'static str {
        match (cookie, self.secure) {
            (Cookie::Session, true) => "__Host-fla",
            (Cookie::Session, false) => "fla",
            (Cookie::SignIn, true) => "__Host-fla-sign-in",
            (Cookie::SignIn, false) => "fla-sign-in",
        }
    }

    /// The token a browser sent. Two cookies of one name with different values are no token: one
    /// of them was planted.
    pub(super) fn read(self, cookie: Cookie, headers: &HeaderMap) -> Option<Token> {
        let name = self.name(cookie);
        let mut found = headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value);
        let first = found.next()?;
        if found.any(|other| other != first) {
            return None;
        }
        Token::parse(first)
    }

    /// The header that sets it. The session cookie has no `Max-Age`: it goes with the browser,
    /// and the register ends the session at its own time.
    pub(super) fn set(
        self,
        cookie: Cookie,
        token: &Token,
    ) -> Result<HeaderValue, InvalidHeaderValue> {
        let life = match cookie {
            Cookie::Session => "",
            Cookie::SignIn => "; Max-Age=600",
        };
        self.header(cookie, token.reveal(), life)
    }

    /// The header that removes it.
    pub(super) fn clear(self, cookie: Cookie) -> Result<HeaderValue, InvalidHeaderValue> {
        self.header(cookie, "", "; Max-Age=0")
    }

    fn header(
        self,
        cookie: Cookie,
        value: &str,
        life: &str,
    ) -> Result<HeaderValue, InvalidHeaderValue> {
        let secure = if self.secure { "; Secure" } else { "" };
        let name = self.name(cookie);
        HeaderValue::from_str(&format!(
            "{name}={value}; Path=/{secure}; HttpOnly; SameSite=Lax{life}"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Random;

    fn sent(lines: &[&str]) -> HeaderMap {
        lines.iter().map(|line| (COOKIE, HeaderValue::from_str(line).unwrap())).collect()
    }

    #[test]
    fn attributes_follow_the_scheme() {
        let token = Random::system().token();
        let https = Cookies::for_scheme("https").set(Cookie::Session, &token).unwrap();
        let expected =
            format!("__Host-fla={}; Path=/; Secure; HttpOnly; SameSite=Lax", token.reveal());
        assert_eq!(https.to_str().unwrap(), expected);
        let http = Cookies::for_scheme("http").set(Cookie::SignIn, &token).unwrap();
        let expected =
            format!("fla-sign-in={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600", token.reveal());
        assert_eq!(http.to_str().unwrap(), expected);
    }

    #[test]
    fn reads_its_own_and_refuses_planted_ones() {
        let random = Random::system();
        let (token, planted) = (random.token(), random.token());
        let (ours, theirs) = (token.reveal(), planted.reveal());
        let cookies = Cookies::for_scheme("https");
        let read = |lines: &[&str]| cookies.read(Cookie::Session, &sent(lines));
        assert_eq!(read(&[&format!("a=b; __Host-fla={ours}; c=d")]), Some(token.clone()));
        assert_eq!(read(&["a=b", &format!("__Host-fla={ours}")]), Some(token.clone()));
        assert_eq!(read(&[&format!("__Host-fla={ours}; __Host-fla={theirs}")]), None);
        assert_eq!(read(&[&format!("fla={theirs}")]), None);
        assert_eq!(read(&[&format!("__host-fla={theirs}")]), None);
        assert_eq!(read(&["__Host-fla="]), None);
    }
}
