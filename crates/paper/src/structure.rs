//! The structure behind what is seen: headings, paragraphs, tables, as a screen reader tells them.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind};

/// What a part of the paper is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Heading(u8, String),
    Paragraph,
    Table,
    Head,
    Body,
    Row,
    ColumnHeader,
    RowHeader,
    Cell,
}

/// A part with what is in it: other parts, or lines of text by their place in the drawing.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) role: Role,
    pub(crate) inner: Vec<Inner>,
}

#[derive(Clone, Debug)]
pub(crate) enum Inner {
    Part(Part),
    Line(usize),
}

impl Part {
    pub(crate) const fn new(role: Role) -> Self {
        Self { role, inner: Vec::new() }
    }

    /// The part as the file keeps it, with the marks that drawing gave each line.
    pub(crate) fn tag(&self, marks: &[Option<Identifier>]) -> TagGroup {
        let mut group = TagGroup::new(self.role.kind());
        for inner in &self.inner {
            match inner {
                Inner::Part(part) => group.push(Node::Group(part.tag(marks))),
                Inner::Line(line) => {
                    if let Some(mark) = marks.get(*line).copied().flatten() {
                        group.push(mark);
                    }
                }
            }
        }
        group
    }
}

impl Role {
    fn kind(&self) -> TagKind {
        match self {
            Self::Heading(level, text) => {
                let level = NonZeroU16::new((*level).into()).unwrap_or(NonZeroU16::MIN);
                Tag::Hn(level, Some(text.clone())).into()
            }
            Self::Paragraph => Tag::P.into(),
            Self::Table => Tag::Table.into(),
            Self::Head => Tag::THead.into(),
            Self::Body => Tag::TBody.into(),
            Self::Row => Tag::TR.into(),
            Self::ColumnHeader => Tag::TH(TableHeaderScope::Column).into(),
            Self::RowHeader => Tag::TH(TableHeaderScope::Row).into(),
            Self::Cell => Tag::TD.into(),
        }
    }
}
