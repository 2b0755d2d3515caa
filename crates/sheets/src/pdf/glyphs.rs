//! The characters of a PDF with their places.

use hayro_interpret::font::{Glyph as Shown, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};

use super::{GLYPHS, Glyph, PAGES};
use crate::SheetError;

/// The characters of each page; empty where it is a picture.
pub(super) fn read(bytes: Vec<u8>) -> Result<Vec<Vec<Glyph>>, SheetError> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => SheetError::LockedPdf,
        LoadPdfError::Invalid => SheetError::Damaged,
    })?;
    let cache = InterpreterCache::new();
    let (mut pages, mut all) = (Vec::new(), 0);
    for page in pdf.pages().iter().take(PAGES) {
        let glyphs = page_of(&pdf, page, &cache);
        all += glyphs.len();
        if all > GLYPHS {
            return Err(SheetError::TooManyCells);
        }
        pages.push(glyphs);
    }
    Ok(pages)
}

fn page_of<'a>(pdf: &'a Pdf, page: &Page<'a>, cache: &InterpreterCache<'a>) -> Vec<Glyph> {
    let (width, height) = page.render_dimensions();
    let whole = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = page.initial_transform(true).to_kurbo();
    let settings = InterpreterSettings::default();
    let mut context = Context::new(upright, whole, cache, pdf.xref(), settings);
    let mut gathering = Gathering { glyphs: Vec::new() };
    interpret_page(page, &mut context, &mut gathering);
    gathering.glyphs
}

struct Gathering {
    glyphs: Vec<Glyph>,
}

impl Device<'_> for Gathering {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.glyphs.len() > GLYPHS {
                return;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => continue,
            };
            let advance = match &**glyph {
                Shown::Outline(outline) => outline.advance_width(),
                Shown::Type3(drawn) => drawn.advance_width(),
            };
            // A glyph is drawn on a square of a thousand units.
            let place = props.transform * glyph.transform();
            let origin = place * Point::ZERO;
            let end = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
            let up: Vec2 = place * Point::new(0.0, 1_000.0) - origin;
            let along = end - origin;
            // Text that is written upwards or on a slant is in no table.
            if along.y.abs() > along.x.abs() * 0.1 || along.x < 0.0 {
                continue;
            }
            let size = up.hypot();
            if size.is_finite() && size > 0.5 && origin.is_finite() {
                self.glyphs.push(Glyph { x: origin.x, end: end.x, y: origin.y, size, text });
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
