//! The check that a statement does not forget its tenant, run while the program is compiled.
//!
//! It reads words, not grammar, and errs on the strict side: what it cannot judge it refuses. It
//! guards against forgetting, not against malice.

use super::tables::{OWN_TABLES, PERSON_TABLES, TENANT_TABLES};
use super::text::{Kind, Token, next};

const DEPTH: usize = 24;
const MANY: usize = 16;

/// What a statement is bound to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Employer,
    Person,
    Global,
}

/// What keeps the statement from being sound; `None` where it is.
pub(super) const fn fault(text: &str, bound: Bound) -> Option<&'static str> {
    let text = text.as_bytes();
    let first = next(text, 0);
    if !first.is_any(text, &["select", "insert", "update", "delete", "with"]) {
        return Some("a statement begins with SELECT, INSERT, UPDATE, DELETE or WITH");
    }
    let mut reader = Reader::new(text, bound);
    loop {
        let token = next(text, reader.at);
        reader.at = token.end;
        if matches!(token.kind, Kind::End) {
            break;
        }
        reader.take(token);
        if reader.fault.is_some() {
            return reader.fault;
        }
        reader.shift(token);
    }
    reader.conclude()
}

/// Stops the compilation at a fault.
pub(super) const fn assert_sound(text: &str, bound: Bound) {
    if let Some(fault) = fault(text, bound) {
        panic!("{}", fault);
    }
}

/// Whether a table belongs to one employer.
pub(super) const fn is_tenant_table(name: &str) -> bool {
    let mut i = 0;
    while i < TENANT_TABLES.len() {
        let token = Token { kind: Kind::Word, start: 0, end: name.len() };
        if token.is(name.as_bytes(), TENANT_TABLES[i]) {
            return true;
        }
        i += 1;
    }
    false
}

/// What one level of parentheses holds so far.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, in any combination")]
struct Level {
    predicate: bool,
    or: bool,
    from_list: bool,
    values: bool,
    /// In the condition of an outer join, which restricts only the table it joins.
    outer: bool,
}

impl Level {
    const EMPTY: Self =
        Self { predicate: false, or: false, from_list: false, values: false, outer: false };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Insert {
    No,
    /// Into a tenant table; VALUES or SELECT is still to come.
    Pending,
}

struct Reader<'a> {
    text: &'a [u8],
    bound: Bound,
    at: usize,
    fault: Option<&'static str>,
    last: [Token; 3],
    level: usize,
    levels: [Level; DEPTH],
    insert: Insert,
    /// The last join was an outer one, and of this table, by the name it goes by.
    outer: bool,
    joined: Token,
    mentions: [Token; MANY],
    mentioned: usize,
    predicates: [Token; MANY],
    predicated: usize,
    branches: usize,
    /// A statement for a person that changes something.
    changes: bool,
    /// How often it names a table of a person.
    owned: usize,
    /// It adds rows by VALUES, each of which begins with the person.
    added: bool,
}

/// Words that end a clause of conditions.
const CLAUSES: &[&str] = &[
    "where",
    "on",
    "having",
    "group",
    "order",
    "returning",
    "select",
    "set",
    "union",
    "except",
    "intersect",
    "limit",
    "values",
    "from",
];

/// Words that can follow a table and are not its alias.
const AFTER_TABLE: &[&str] = &[
    "join",
    "left",
    "right",
    "inner",
    "cross",
    "full",
    "natural",
    "on",
    "where",
    "set",
    "values",
    "select",
    "order",
    "group",
    "having",
    "limit",
    "union",
    "except",
    "intersect",
    "returning",
    "using",
    "for",
    "default",
    "with",
    "offset",
    "fetch",
    "window",
    "indexed",
    "not",
];

impl<'a> Reader<'a> {
    const fn new(text: &'a [u8], bound: Bound) -> Self {
        Self {
            text,
            bound,
            at: 0,
            fault: None,
            last: [Token::NONE; 3],
            level: 0,
            levels: [Level::EMPTY; DEPTH],
            insert: Insert::No,
            outer: false,
            joined: Token::NONE,
            mentions: [Token::NONE; MANY],
            mentioned: 0,
            predicates: [Token::NONE; MANY],
            predicated: 0,
            branches: 1,
            changes: false,
            owned: 0,
            added: false,
        }
    }

    const fn shift(&mut self, token: Token) {
        self.last = [token, self.last[0], self.last[1]];
    }

    const fn refuse(&mut self, fault: &'static str) {
        if self.fault.is_none() {
            self.fault = Some(fault);
        }
    }

    const fn peek(&self) -> Token {
        next(self.text, self.at)
    }

    const fn take(&mut self, token: Token) {
        match token.kind {
            Kind::Comment => self.refuse("a statement has no comments"),
            Kind::Mark(b';') => self.refuse("one statement, without a semicolon"),
            Kind::Mark(b'(') => self.open(),
            Kind::Mark(b')') => self.close(),
            Kind::Mark(b',') => self.comma(),
            Kind::Word => self.word(token),
            _ => {}
        }
    }

    const fn open(&mut self) {
        if self.level + 1 == DEPTH {
            self.refuse("parentheses nested too deep");
            return;
        }
        self.level += 1;
        self.levels[self.level] = Level::EMPTY;
    }

    const fn close(&mut self) {
        self.end_clause();
        if self.level == 0 {
            self.refuse("a parenthesis closes that was not opened");
            return;
        }
        self.level -= 1;
    }

    const fn comma(&mut self) {
        let level = self.levels[self.level];
        if level.from_list {
            self.table();
        } else if level.values {
            self.value_row();
        }
    }

    const fn end_clause(&mut self) {
        let level = self.levels[self.level];
        if level.predicate && level.or {
            self.refuse(
                "an OR beside the predicate of the tenant undoes it: put it in parentheses",
            );
        }
        self.levels[self.level] = Level::EMPTY;
    }

    const fn word(&mut self, token: Token) {
        let text = self.text;
        let distinct_from = token.is(text, "from") && self.last[0].is(text, "distinct");
        if token.is_any(text, CLAUSES) && !distinct_from {
            // `FROM a JOIN b ON …, c`: the list of tables goes on after the condition.
            let from_list = self.levels[self.level].from_list && token.is(text, "on");
            self.end_clause();
            self.levels[self.level].from_list = from_list;
            self.levels[self.level].outer = self.outer && token.is(text, "on");
        }
        if token.is(text, "or") {
            self.levels[self.level].or = true;
        } else if token.is_any(text, &["union", "except", "intersect"]) {
            self.branches += 1;
        } else if token.is(text, "from") {
            if !distinct_from {
                self.levels[self.level].from_list = true;
                self.table();
            }
        } else if token.is(text, "join") {
            self.outer = self.last[0].is_any(text, &["left", "right", "full", "outer"]);
            self.table();
        } else if token.is(text, "using") {
            if !self.peek().is_mark(b'(') {
                self.levels[self.level].from_list = true;
                self.table();
            }
        } else if token.is(text, "update") {
            if !self.last[0].is_any(text, &["for", "key", "do"]) {
                self.change();
                self.table();
            }
        } else if token.is(text, "delete") {
            self.change();
        } else if token.is(text, "into") {
            self.change();
            self.into();
        } else if token.is(text, "values") {
            if matches!(self.insert, Insert::Pending) {
                self.insert = Insert::No;
                self.levels[self.level].values = true;
                self.added = true;
                self.value_row();
            }
        } else if token.is(text, "select") {
            if matches!(self.insert, Insert::Pending) {
                self.insert = Insert::No;
                if !self.peek().is_first_param(text) {
                    self.refuse("an INSERT … SELECT for an employer selects $1 first");
                }
            }
        } else if token.is_any(text, &["table", "pragma", "truncate", "attach"]) {
            self.refuse("this word has no place in a statement");
        } else if token.is(text, self.key()) {
            self.predicate();
        }
    }

    const fn key(&self) -> &'static str {
        match self.bound {
            Bound::Person => "ssin",
            Bound::Employer | Bound::Global => "employer_id",
        }
    }

    const fn change(&mut self) {
        if matches!(self.bound, Bound::Person) {
            if self.mentioned > 0 || self.owned > 0 {
                self.refuse("a statement for a person changes first or only reads");
            }
            self.changes = true;
        }
    }

    /// Reads the table that follows, with its alias, and notes it where it is a tenant's.
    const fn table(&mut self) {
        let text = self.text;
        let mut name = self.peek();
        while name.is_any(text, &["only", "lateral"]) {
            self.at = name.end;
            name = self.peek();
        }
        if name.is_mark(b'(') {
            let inside = next(text, name.end);
            if !inside.is_any(text, &["select", "with", "values"]) {
                self.refuse("a table in parentheses");
            }
            return;
        }
        if !matches!(name.kind, Kind::Word) {
            self.refuse("a table's name stands without quotes");
            return;
        }
        if name.is(text, "or") {
            self.refuse("UPDATE OR … is not portable");
            return;
        }
        self.at = name.end;
        self.shift(name);
        self.joined = self.name_of(name);
        if self.peek().is_mark(b'.') {
            self.refuse("a table's name stands without a schema");
            return;
        }
        if self.own(name) {
            return;
        }
        if self.peek().is_mark(b'(') || !self.is_listed(name, TENANT_TABLES) {
            return;
        }
        self.mention(name);
    }

    /// Notes a table of a person; whether it is dealt with.
    const fn own(&mut self, name: Token) -> bool {
        let own = self.is_listed(name, OWN_TABLES);
        let person = matches!(self.bound, Bound::Person);
        if own && !person {
            self.refuse("a table that belongs to a person is named in a statement for that person");
        } else if !own && person && self.changes {
            self.refuse("a statement for a person changes only what belongs to the person");
        }
        if own {
            self.owned += 1;
        }
        own
    }

    const fn mention(&mut self, name: Token) {
        match self.bound {
            Bound::Global => {
                self.refuse("a global statement names a table that belongs to an employer");
                return;
            }
            Bound::Person => {
                if !self.is_listed(name, PERSON_TABLES) {
                    self.refuse("a statement for a person names a table it may not read");
                    return;
                }
            }
            Bound::Employer => {}
        }
        if self.mentioned == MANY {
            self.refuse("too many tables");
            return;
        }
        self.mentions[self.mentioned] = self.name_of(name);
        self.mentioned += 1;
    }

    /// The name by which a table just read goes: its alias, or its own.
    const fn name_of(&self, table: Token) -> Token {
        let mut alias = self.peek();
        if alias.is(self.text, "as") {
            alias = next(self.text, alias.end);
        }
        let known = matches!(alias.kind, Kind::Word) && !alias.is_any(self.text, AFTER_TABLE);
        if known { alias } else { table }
    }

    const fn is_listed(&self, name: Token, tables: &[&str]) -> bool {
        name.is_any(self.text, tables)
    }

    /// Reads the head of an INSERT; into a tenant table the first column is the tenant's.
    const fn into(&mut self) {
        let text = self.text;
        let name = self.peek();
        if !matches!(name.kind, Kind::Word) {
            self.refuse("a table's name stands without quotes");
            return;
        }
        self.at = name.end;
        if self.own(name) {
            let open = self.peek();
            let column = next(text, open.end);
            if !open.is_mark(b'(') || !column.is(text, "ssin") {
                self.refuse("an INSERT for a person names ssin as its first column");
                return;
            }
            self.insert = Insert::Pending;
            return;
        }
        if !self.is_listed(name, TENANT_TABLES) {
            if self.peek().is_mark(b'.') {
                self.refuse("a table's name stands without a schema");
            }
            return;
        }
        if matches!(self.bound, Bound::Global) {
            self.refuse("a global statement names a table that belongs to an employer");
            return;
        }
        let open = self.peek();
        let column = next(text, open.end);
        if !open.is_mark(b'(') || !column.is(text, "employer_id") {
            self.refuse("an INSERT for an employer names employer_id as its first column");
            return;
        }
        self.insert = Insert::Pending;
    }

    /// A row of VALUES into a tenant table begins with `$1`.
    const fn value_row(&mut self) {
        let open = self.peek();
        let value = next(self.text, open.end);
        let after = next(self.text, value.end);
        let sound = open.is_mark(b'(')
            && value.is_first_param(self.text)
            && (after.is_mark(b',') || after.is_mark(b')'));
        if !sound {
            self.refuse("each row of VALUES for an employer begins with $1");
        }
    }

    /// Notes `employer_id = $1`, `e.employer_id = $1` where it restricts what is read.
    const fn predicate(&mut self) {
        if matches!(self.bound, Bound::Global) {
            return;
        }
        let text = self.text;
        let equals = self.peek();
        let value = next(text, equals.end);
        if !equals.is_mark(b'=') || !value.is_first_param(text) {
            return;
        }
        let qualified = self.last[0].is_mark(b'.');
        let before = if qualified { self.last[2] } else { self.last[0] };
        if !before.is_any(text, &["where", "on", "and"]) && !before.is_mark(b'(') {
            return;
        }
        let joined = qualified && self.last[1].equals(text, self.joined);
        if self.levels[self.level].outer && !joined {
            return;
        }
        if self.predicated == MANY {
            self.refuse("too many predicates");
            return;
        }
        self.levels[self.level].predicate = true;
        self.predicates[self.predicated] = if qualified { self.last[1] } else { Token::NONE };
        self.predicated += 1;
    }

    const fn conclude(&mut self) -> Option<&'static str> {
        if self.level != 0 {
            self.refuse("a parenthesis opens and does not close");
        }
        self.end_clause();
        if matches!(self.insert, Insert::Pending) {
            self.refuse("an INSERT without VALUES or SELECT");
        }
        match self.bound {
            Bound::Global => {}
            Bound::Person => {
                let rows = if self.branches > self.owned { self.branches } else { self.owned };
                let asked = self.predicated + if self.added { 1 } else { 0 };
                if asked < rows {
                    self.refuse("a statement for a person asks for ssin = $1");
                }
            }
            Bound::Employer => self.tenants(),
        }
        self.fault
    }

    /// Each mention of a tenant table is matched by a predicate under its own name; predicates
    /// without a name stand in for any one mention.
    const fn tenants(&mut self) {
        let mut free = 0;
        let mut used = [false; MANY];
        let mut i = 0;
        while i < self.predicated {
            if self.predicates[i].end == 0 {
                free += 1;
                used[i] = true;
            }
            i += 1;
        }
        let mut i = 0;
        while i < self.mentioned {
            let mut matched = false;
            let mut j = 0;
            while j < self.predicated && !matched {
                if !used[j] && self.predicates[j].equals(self.text, self.mentions[i]) {
                    used[j] = true;
                    matched = true;
                }
                j += 1;
            }
            if !matched && free > 0 {
                free -= 1;
                matched = true;
            }
            if !matched {
                self.refuse("a tenant table without employer_id = $1");
            }
            i += 1;
        }
    }
}

#[cfg(test)]
mod tests;
