//! Where a person goes after sign-in.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A path of this site, with an optional query: never another origin, whatever a link said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReturnPath(String);

impl ReturnPath {
    const LONGEST: usize = 1_000;

    /// The start page.
    pub fn root() -> Self {
        Self("/".to_owned())
    }

    /// Reads a path from a link; `None` for anything that a browser could take for another
    /// origin (`//host`, `/\host`, a scheme, control characters) or that leads back to sign-in.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'\\' | b'"' | b'#'));
        if !plain || text.len() > Self::LONGEST || !text.starts_with('/') {
            return None;
        }
        // The URL standard's own reading has the last word: same origin, and the same text.
        let base = url::Url::parse("https://self.invalid/").ok()?;
        let whole = base.join(text).ok()?;
        let same = whole.origin() == base.origin()
            && whole.username().is_empty()
            && whole.path() == text.split('?').next().unwrap_or_default();
        let loops = ["/sign-in", "/sign-out"]
            .iter()
            .any(|p| whole.path() == *p || whole.path().starts_with(&format!("{p}/")));
        (same && !loops).then(|| Self(text.to_owned()))
    }

    /// The path and query.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ReturnPath {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a path of this site")
    }
}

impl From<ReturnPath> for String {
    fn from(path: ReturnPath) -> Self {
        path.0
    }
}

impl fmt::Display for ReturnPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::ReturnPath;

    #[test]
    fn paths_of_this_site_pass() {
        for good in ["/", "/account", "/employees/1?year=2026&sort=-name", "/a/b/c%20d"] {
            assert_eq!(ReturnPath::parse(good).unwrap().as_str(), good);
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let long = format!("/{}", "a".repeat(1_001));
        for bad in [
            "",
            "account",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example/",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n/evil.example",
            "/a\r\nSet-Cookie: x=1",
            "/ /evil.example",
            "/é",
            "/../../x",
            "/.//evil.example",
            "/a/..//evil.example",
            "/sign-in",
            "/sign-in?return=/sign-in",
            "/sign-in/callback?code=1",
            "/sign-out",
            "/%2e%2e/x",
            &long,
        ] {
            assert_eq!(ReturnPath::parse(bad), None, "{bad:?}");
        }
    }
}
