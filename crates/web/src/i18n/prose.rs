//! Longer texts: a few marks in a text of ours become paragraphs, lists, links and emphasis.
//!
//! A blank line ends a paragraph; lines that begin with `- ` are a list; `[words](/path)` is a
//! link; `**words**` are strong. Everything else is escaped. Values from outside never go in.

use super::T;

impl T {
    /// The text of `key` as HTML; to be marked `|safe` in the template.
    pub fn prose(self, key: &str) -> String {
        render(&self.get(key))
    }
}

fn render(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 4);
    for block in text.split("\n\n").map(str::trim).filter(|b| !b.is_empty()) {
        if block.lines().all(|line| line.trim_start().starts_with("- ")) {
            html.push_str("<ul>");
            for line in block.lines() {
                html.push_str("<li>");
                inline(line.trim_start().trim_start_matches("- "), &mut html);
                html.push_str("</li>");
            }
            html.push_str("</ul>\n");
        } else {
            html.push_str("<p>");
            inline(block, &mut html);
            html.push_str("</p>\n");
        }
    }
    html
}

fn inline(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['[', '*']) {
        escape(&rest[..at], html);
        rest = &rest[at..];
        rest = link(rest, html).or_else(|| strong(rest, html)).unwrap_or_else(|| {
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
        assert_eq!(render("[x](javascript:alert(1))"), "<p>[x](javascript:alert(1))</p>\n");
        assert_eq!(render("[a [b](/c)"), "<p>[a <a href=\"/c\">b</a></p>\n");
    }
}
