//! From marks and structure to the bytes of a PDF: PDF/A-2a and PDF/UA-1, checked while it is
//! written.

use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TagTree};
use krilla::{Document, SerializeSettings};

use crate::PaperFault;
use crate::font::Weight;
use crate::phrase;
use crate::sheet::{Ink, MARGIN, Mark, PAGE, Placed, Sheet};

/// Adds the line at the foot of each page.
pub(crate) fn feet(sheet: &mut Sheet, foot: &str) {
    let (size, weight, y) = (8.0, Weight::Regular, PAGE.1 - 38.0);
    for page in 0..sheet.pages {
        let (number, of) = ((page + 1).to_string(), sheet.pages.to_string());
        let numbered = phrase::PAGE.with(sheet.language, &[("page", &number), ("pages", &of)]);
        let right = PAGE.0 - MARGIN - sheet.fonts.width(weight, size, &numbered);
        let room = right - MARGIN - 12.0;
        let mut left = sheet.fonts.lines(weight, size, foot, room);
        left.truncate(1);
        for (x, text) in [(MARGIN, left.concat().trim_end().to_owned()), (right, numbered)] {
            let mark = Mark::Text { x, y, size, weight, ink: Ink::Soft, text };
            sheet.marks.push(Placed { page, told: false, mark });
        }
    }
}

/// Writes the file.
pub(crate) fn file(sheet: &Sheet) -> Result<Vec<u8>, PaperFault> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| PaperFault::Conformance("configuration".to_owned()))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut told: Vec<Option<Identifier>> = vec![None; sheet.marks.len()];
    for number in 0..sheet.pages {
        let size = PageSettings::from_wh(PAGE.0, PAGE.1)
            .ok_or_else(|| PaperFault::Conformance("page size".to_owned()))?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for (place, placed) in sheet.marks.iter().enumerate().filter(|(_, p)| p.page == number) {
            told[place] = mark(sheet, &mut surface, placed);
        }
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(sheet.language.code().to_owned()));
    for part in &sheet.parts {
        tree.push(part.tag(&told));
    }
    document.set_tag_tree(tree);
    document.set_outline(outline(sheet));
    document.set_metadata(metadata(sheet));
    document.finish().map_err(|error| PaperFault::Conformance(format!("{error:?}")))
}

fn metadata(sheet: &Sheet) -> Metadata {
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    let date = DateTime::new(u16::try_from(sheet.date.year()).unwrap_or(0))
        .month(part(sheet.date.month()))
        .day(part(sheet.date.day()));
    Metadata::new()
        .title(sheet.title.clone())
        .language(sheet.language.code().to_owned())
        .authors(vec![sheet.author.clone()])
        .creator(phrase::PRODUCT.to(sheet.language).to_owned())
        .producer(phrase::PRODUCT.to(sheet.language).to_owned())
        .creation_date(date)
}

/// The headings below the title, as the list beside the pages.
fn outline(sheet: &Sheet) -> Outline {
    let mut outline = Outline::new();
    for (_, text, page, y) in &sheet.outline {
        let to = XyzDestination::new(*page, Point::from_xy(0.0, *y));
        outline.push_child(OutlineNode::new(text.clone(), to));
    }
    outline
}

fn mark(sheet: &Sheet, surface: &mut Surface<'_>, placed: &Placed) -> Option<Identifier> {
    let tag = match (&placed.mark, placed.told) {
        (Mark::Text { .. }, true) => ContentTag::Span(SpanTag::empty()),
        (Mark::Text { .. }, false) => {
            ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther))
        }
        (Mark::Box { .. }, _) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
    };
    let identifier = surface.start_tagged(tag);
    match &placed.mark {
        Mark::Text { x, y, size, weight, ink, text } => {
            surface.set_fill(Some(fill(*ink)));
            let glyphs = sheet.fonts.glyphs(*weight, text);
            let font = sheet.fonts.font(*weight);
            surface.draw_glyphs(Point::from_xy(*x, *y), &glyphs, font, text, *size, false);
        }
        Mark::Box { x, y, width, height, ink } => {
            surface.set_fill(Some(fill(*ink)));
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                path.push_rect(rect);
            }
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
    }
    surface.end_tagged();
    placed.told.then_some(identifier)
}

fn fill(ink: Ink) -> Fill {
    let (r, g, b) = match ink {
        Ink::Text => (0x1b, 0x1f, 0x24),
        Ink::Soft => (0x4d, 0x55, 0x5f),
        Ink::Accent => (0x0f, 0x4c, 0x5c),
        Ink::Line => (0xb8, 0xc0, 0xc8),
        Ink::Shade => (0xee, 0xf3, 0xf5),
    };
    Fill {
        paint: rgb::Color::new(r, g, b).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::default(),
    }
}
