//! Tags, notices, steps, progress, and the words for "nothing here".

use askama::Template;
use askama::filters::HtmlSafe;

/// What a colour says; a word always says it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Neutral,
    /// Good to know.
    Info,
    /// As it should be.
    Good,
    /// Needs a look.
    Warning,
    /// Wrong.
    Bad,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Info => "tone-info",
            Self::Good => "tone-good",
            Self::Warning => "tone-warning",
            Self::Bad => "tone-bad",
        }
    }
}

/// A state in one or two words.
#[derive(Clone, Debug, Template)]
#[template(source = r#"<span class="tag {{ tone.class() }}">{{ text }}</span>"#, ext = "html")]
pub struct Tag {
    tone: Tone,
    text: String,
}

impl HtmlSafe for Tag {}

impl Tag {
    /// `text` in the colours of `tone`.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into() }
    }
}

/// Something to know before going on. A notice about what was just done is `live`: assistive
/// technology reads it out.
#[derive(Clone, Debug, Template)]
#[template(path = "components/notice.html")]
pub struct Notice {
    tone: Tone,
    title: String,
    text: String,
    live: bool,
}

impl HtmlSafe for Notice {}

impl Notice {
    /// A notice; the text may be empty.
    pub fn new(tone: Tone, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { tone, title: title.into(), text: text.into(), live: false }
    }

    /// The same, read out when the page opens.
    #[must_use]
    pub fn live(mut self) -> Self {
        self.live = true;
        self
    }
}

/// Nothing to show, and what to do about it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/empty.html")]
pub struct Empty {
    /// What is not there.
    pub title: String,
    /// Why, or what would bring it here.
    pub text: String,
    /// Address and words of the next step.
    pub action: Option<(String, String)>,
}

impl HtmlSafe for Empty {}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Done.
    Done,
    /// Here.
    Now,
    /// Still to come.
    Later,
}

/// A step of a task.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// Where it stands.
    pub state: StepState,
    /// Where it stands, in a word for those who do not see it.
    pub state_text: String,
}

/// The steps of a task in a row.
#[derive(Clone, Debug, Template)]
#[template(path = "components/steps.html")]
pub struct Steps {
    /// What the steps lead to, for those who do not see them as a row.
    pub label: String,
    /// The steps.
    pub steps: Vec<Step>,
}

impl HtmlSafe for Steps {}

impl Steps {
    /// Steps of which number `current` (from 0) is now.
    pub fn at(t: crate::i18n::T, label: impl Into<String>, names: &[&str], current: usize) -> Self {
        let step = |(index, name): (usize, &&str)| {
            let (state, key) = match index.cmp(&current) {
                std::cmp::Ordering::Less => (StepState::Done, "step-done"),
                std::cmp::Ordering::Equal => (StepState::Now, "step-now"),
                std::cmp::Ordering::Greater => (StepState::Later, "step-later"),
            };
            Step { label: (*name).to_owned(), state, state_text: t.get(key).into_owned() }
        };
        Self { label: label.into(), steps: names.iter().enumerate().map(step).collect() }
    }
}

/// How far work has come. With `poll`, script asks that address for
/// `{"done", "total", "text", "finished"}` and loads the page again at the end; without script
/// use [`crate::page::Page::refresh`].
#[derive(Clone, Debug, Template)]
#[template(path = "components/progress.html")]
pub struct Progress {
    /// What is being done.
    pub label: String,
    /// How far in words, such as "3 of 10 files".
    pub text: String,
    /// Done so far.
    pub done: u64,
    /// The whole; 0 while it is not known.
    pub total: u64,
    /// Where to ask how far; may be empty.
    pub poll: String,
}

impl HtmlSafe for Progress {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped() {
        let html = Tag::new(Tone::Good, "<b>").to_string();
        assert_eq!(html, "<span class=\"tag tone-good\">&#60;b&#62;</span>");
    }
}
