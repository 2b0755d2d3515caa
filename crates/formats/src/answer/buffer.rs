//! A form of an answer on its way out: elements into one text, which is used again and again.

use std::fmt::{Display, Write as _};

use quick_xml::escape::escape;

/// Elements, one after the other. Names are ours; texts are cleaned and escaped.
#[derive(Default)]
pub(super) struct Buffer(pub(super) String);

impl Buffer {
    /// Begins a file.
    pub(super) fn begin(&mut self, root: &str, schema: &str) {
        self.0.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<");
        self.0.push_str(root);
        self.0.push_str(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
        self.0.push_str(" xsi:noNamespaceSchemaLocation=\"");
        self.0.push_str(schema);
        self.0.push_str("\">\n");
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: &str) {
        self.0.push('<');
        self.0.push_str(name);
        self.0.push('>');
    }

    /// Ends an element.
    pub(super) fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element with a number, a date or a code: nothing in it needs escaping.
    pub(super) fn leaf(&mut self, name: &str, value: impl Display) {
        self.open(name);
        // Writing to a text cannot fail.
        let _ = write!(self.0, "{value}");
        self.close(name);
    }

    /// An element with a text of at most so many characters.
    pub(super) fn text(&mut self, name: &str, text: &str, longest: usize) {
        self.open(name);
        if text.chars().all(is_plain) && text.len() <= longest {
            self.0.push_str(&escape(text));
        } else {
            self.0.push_str(&escape(clean(text, longest)));
        }
        self.close(name);
    }

    /// An element with a text, if there is one.
    pub(super) fn optional(&mut self, name: &str, text: Option<&str>, longest: usize) {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            self.text(name, text, longest);
        }
    }
}

/// Characters that may stand in XML and do nothing to the lines around them.
fn is_plain(c: char) -> bool {
    !c.is_control() && !crate::reason::steers(c) && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// A text on one line, without characters that XML does not know or that turn what is read around,
/// cut where it is too long.
fn clean(text: &str, longest: usize) -> String {
    let plain = |c| match c {
        '\t' | '\n' | '\r' => ' ',
        c if is_plain(c) => c,
        _ => '\u{fffd}',
    };
    let mut chars = text.chars().map(plain);
    let mut kept: String = chars.by_ref().take(longest).collect();
    if chars.next().is_some() {
        kept.pop();
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cleaned_escaped_and_cut() {
        let mut buffer = Buffer::default();
        buffer.text("a", "<b>&\"'", 10);
        buffer.text("c", "1\n2\u{0}3\u{202e}4\u{ffff}", 10);
        buffer.text("d", "ééééé", 3);
        let expected =
            "<a>&lt;b&gt;&amp;&quot;&apos;</a><c>1 2\u{fffd}3\u{fffd}4\u{fffd}</c><d>éé…</d>";
        assert_eq!(buffer.0, expected);
    }
}
