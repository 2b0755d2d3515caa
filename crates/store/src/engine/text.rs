//! Words of an SQL text, read while the program is compiled.

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A bare word: keyword or name.
    Word,
    /// A parameter `$1`, `$2`, …
    Param,
    /// A string literal.
    Literal,
    /// A quoted name.
    Quoted,
    /// Any other single character.
    Mark(u8),
    /// A comment, which statements may not have.
    Comment,
    /// The end of the text.
    End,
}

/// A token and where it lies in the text.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Token {
    pub(super) const NONE: Self = Self { kind: Kind::End, start: 0, end: 0 };

    /// Whether it is this word, in any case; `word` is in lower case.
    pub(super) const fn is(self, text: &[u8], word: &str) -> bool {
        matches!(self.kind, Kind::Word) && same(text, self.start, self.end, word.as_bytes())
    }

    /// Whether it is one of these words.
    pub(super) const fn is_any(self, text: &[u8], words: &[&str]) -> bool {
        let mut i = 0;
        while i < words.len() {
            if self.is(text, words[i]) {
                return true;
            }
            i += 1;
        }
        false
    }

    /// Whether it is this character.
    pub(super) const fn is_mark(self, mark: u8) -> bool {
        matches!(self.kind, Kind::Mark(m) if m == mark)
    }

    /// Whether it is the parameter `$1`.
    pub(super) const fn is_first_param(self, text: &[u8]) -> bool {
        matches!(self.kind, Kind::Param) && same(text, self.start, self.end, b"$1")
    }

    /// Whether two words of the text are the same, in any case.
    pub(super) const fn equals(self, text: &[u8], other: Self) -> bool {
        let length = self.end - self.start;
        if length != other.end - other.start {
            return false;
        }
        let mut i = 0;
        while i < length {
            if !text[self.start + i].eq_ignore_ascii_case(&text[other.start + i]) {
                return false;
            }
            i += 1;
        }
        true
    }
}

const fn same(text: &[u8], start: usize, end: usize, word: &[u8]) -> bool {
    if end - start != word.len() {
        return false;
    }
    let mut i = 0;
    while i < word.len() {
        if !text[start + i].eq_ignore_ascii_case(&word[i]) {
            return false;
        }
        i += 1;
    }
    true
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Where a quoted run that opens at `start` ends (after its closing quote).
const fn quoted(text: &[u8], start: usize) -> usize {
    let close = if text[start] == b'[' { b']' } else { text[start] };
    let mut i = start + 1;
    while i < text.len() {
        if text[i] == close {
            return i + 1;
        }
        i += 1;
    }
    text.len()
}

const fn word(text: &[u8], start: usize) -> usize {
    let mut i = start;
    while i < text.len() && is_word(text[i]) {
        i += 1;
    }
    i
}

/// The token that follows a place in the text.
pub(super) const fn next(text: &[u8], from: usize) -> Token {
    let mut start = from;
    while start < text.len() && text[start].is_ascii_whitespace() {
        start += 1;
    }
    if start == text.len() {
        return Token { kind: Kind::End, start, end: start };
    }
    let second = if start + 1 < text.len() { text[start + 1] } else { 0 };
    let (kind, end) = match text[start] {
        b'\'' => (Kind::Literal, quoted(text, start)),
        b'"' | b'`' | b'[' => (Kind::Quoted, quoted(text, start)),
        b'$' if second.is_ascii_digit() => (Kind::Param, word(text, start + 1)),
        b'-' if second == b'-' => (Kind::Comment, text.len()),
        b'/' if second == b'*' => (Kind::Comment, text.len()),
        byte if is_word(byte) => (Kind::Word, word(text, start)),
        byte => (Kind::Mark(byte), start + 1),
    };
    Token { kind, start, end }
}

/// The highest parameter number of a text; 0 without parameters.
pub(super) const fn parameters(text: &str) -> usize {
    let text = text.as_bytes();
    let mut highest = 0;
    let mut at = 0;
    loop {
        let token = next(text, at);
        match token.kind {
            Kind::End => return highest,
            Kind::Param => {
                let mut number = 0;
                let mut i = token.start + 1;
                while i < token.end && text[i].is_ascii_digit() {
                    number = number * 10 + (text[i] - b'0') as usize;
                    i += 1;
                }
                if number > highest {
                    highest = number;
                }
            }
            _ => {}
        }
        at = token.end;
    }
}
