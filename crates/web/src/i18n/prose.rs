//! Longer texts: a few marks in a text of ours become paragraphs, lists, links and emphasis.
//!
//! A blank line ends a paragraph; lines that begin with `- ` are a list, with `1. `, `2. ` … steps
//! in their order; `[words](/path)` is a link; `**words**` are strong; backticks hold what is
//! typed as it stands. Everything else is escaped. Values from outside never go in.

use super::T;

impl T {
    /// The text of `key` as HTML; to be marked `|safe` in the template.
    pub fn prose(self, key: &str) -> String {
        render(&self.get(key))
    }
}

/// A text of ours, from outside the text files, as HTML.
pub(crate) fn render(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 4);
    for block in text.split("\n\n").map(str::trim).filter(|b| !b.is_empty()) {
        if let Some(items) = items(block, bullet) {
            list("ul", &items, &mut html);
        } else if let Some(items) = items(block, step) {
            list("ol", &items, &mut html);
        } else {
            html.push_str("<p>");
            inline(block, &mut html);
            html.push_str("</p>\n");
        }
    }
    html
}

/// The items of a block of which every line begins with the mark of a list.
fn items<'a>(block: &'a str, item: fn(&'a str) -> Option<&'a str>) -> Option<Vec<&'a str>> {
    block.lines().map(|line| item(line.trim_start())).collect()
}

fn bullet(line: &str) -> Option<&str> {
    line.strip_prefix("- ")
}

fn step(line: &str) -> Option<&str> {
    let (number, words) = line.split_once(". ")?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(words)
}

fn list(tag: &str, items: &[&str], html: &mut String) {
    html.extend(["<", tag, ">"]);
    for item in items {
        html.push_str("<li>");
        inline(item, html);
        html.push_str("</li>");
    }
    html.extend(["</", tag, ">\n"]);
}

fn inline(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['[', '*', '`']) {
        escape(&rest[..at], html);
        rest = &rest[at..];
        let marked = link(rest, html).or_else(|| strong(rest, html)).or_else(|| code(rest, html));
        rest = marked.unwrap_or_else(|| {
            let (mark, after) = rest.split_at(1);
            html.push_str(mark);
            after
        });
    }
    escape(rest, html);
}

fn link<'a>(text: &'a str, html: &mut String) -> Option<&'a str> {
    let (words, after) = text.strip_prefix('[')?.split_once("](")?;
    let (target, after) = after.split_once(')')?;
    let ours = target.starts_with('/') || target.starts_with('#');
    if words.contains('[') || !(ours || target.starts_with("https://")) {
        return None;
    }
    html.push_str("<a href=\"");
    escape(target, html);
    html.push_str("\">");
    escape(words, html);
    html.push_str("</a>");
    Some(after)
}

fn strong<'a>(text: &'a str, html: &mut String) -> Option<&'a str> {
    let (words, after) = text.strip_prefix("**")?.split_once("**")?;
    html.push_str("<strong>");
    escape(words, html);
    html.push_str("</strong>");
    Some(after)
}

fn code<'a>(text: &'a str, html: &mut String) -> Option<&'a str> {
    let (words, after) = text.strip_prefix('`')?.split_once('`')?;
    html.push_str("<code>");
    escape(words, html);
    html.push_str("</code>");
    Some(after)
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_markup_and_the_rest_is_escaped() {
        assert_eq!(
            render("One **two** [three](/x?a=1&b=2) <4>\n\n- a\n- b *c*"),
            "<p>One <strong>two</strong> <a href=\"/x?a=1&amp;b=2\">three</a> &lt;4&gt;</p>\n\
             <ul><li>a</li><li>b *c*</li></ul>\n"
        );
        assert_eq!(
            render("So:\n\n1. **One**\n2. Two\n\nIn 2026. No"),
            "<p>So:</p>\n<ol><li><strong>One</strong></li><li>Two</li></ol>\n<p>In 2026. No</p>\n"
        );
        assert_eq!(render("`a <b>` `c"), "<p><code>a &lt;b&gt;</code> `c</p>\n");
        assert_eq!(render("[x](javascript:alert(1))"), "<p>[x](javascript:alert(1))</p>\n");
        assert_eq!(render("[a [b](/c)"), "<p>[a <a href=\"/c\">b</a></p>\n");
    }
}
