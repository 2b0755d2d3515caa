//! The typeface, embedded in the program and in each paper: Noto Sans (SIL Open Font License).

use krilla::text::{Font, GlyphId, KrillaGlyph};
use ttf_parser::Face;

use crate::PaperFault;

const REGULAR: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");

/// What stands for a letter that the typeface does not have.
const STAND_IN: char = '\u{fffd}';

/// Weight of the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Both weights, ready to measure and to draw with.
pub(crate) struct Fonts {
    regular: (Face<'static>, Font),
    bold: (Face<'static>, Font),
}

impl Fonts {
    /// Opens the built-in files.
    pub(crate) fn open() -> Result<Self, PaperFault> {
        let open = |bytes: &'static [u8]| {
            let face = Face::parse(bytes, 0).map_err(|_| PaperFault::Typeface)?;
            let font = Font::new(bytes.into(), 0).ok_or(PaperFault::Typeface)?;
            Ok::<_, PaperFault>((face, font))
        };
        Ok(Self { regular: open(REGULAR)?, bold: open(BOLD)? })
    }

    fn of(&self, weight: Weight) -> &(Face<'static>, Font) {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The font to draw with.
    pub(crate) fn font(&self, weight: Weight) -> Font {
        self.of(weight).1.clone()
    }

    /// The glyphs of a line of text, with their widths for a size of one point.
    pub(crate) fn glyphs(&self, weight: Weight, text: &str) -> Vec<KrillaGlyph> {
        let face = &self.of(weight).0;
        text.char_indices()
            .map(|(at, letter)| KrillaGlyph {
                glyph_id: GlyphId::new(glyph(face, letter).0.into()),
                text_range: at..at + letter.len_utf8(),
                x_advance: advance(face, letter),
                x_offset: 0.0,
                y_offset: 0.0,
                y_advance: 0.0,
                location: None,
            })
            .collect()
    }

    /// The width of a line of text in points.
    pub(crate) fn width(&self, weight: Weight, size: f32, text: &str) -> f32 {
        let face = &self.of(weight).0;
        text.chars().map(|letter| advance(face, letter)).sum::<f32>() * size
    }

    /// Breaks a text into lines that fit a width; a word that is longer is broken too. Each line
    /// but the last keeps its space, so that words stay apart where the text is read aloud.
    pub(crate) fn lines(&self, weight: Weight, size: f32, text: &str, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let mut line = String::new();
            for word in paragraph.split([' ', '\t', '\r']).filter(|word| !word.is_empty()) {
                let longer =
                    if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if self.width(weight, size, &longer) <= width {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(format!("{line} "));
                }
                line = self.broken(weight, size, word, width, &mut lines);
            }
            lines.push(line);
        }
        lines
    }

    /// Puts all of a word but its end on lines of its own, and gives the end.
    fn broken(
        &self,
        weight: Weight,
        size: f32,
        word: &str,
        width: f32,
        lines: &mut Vec<String>,
    ) -> String {
        let mut piece = String::new();
        for letter in word.chars() {
            piece.push(letter);
            if self.width(weight, size, &piece) > width && piece.chars().count() > 1 {
                piece.pop();
                lines.push(std::mem::replace(&mut piece, letter.to_string()));
            }
        }
        piece
    }
}

/// Only printable characters come on paper; what the typeface lacks is shown to be missing. It
/// lacks the sign of subtraction, for which a dash of the same width stands.
pub(crate) fn printable(text: &str) -> String {
    let sign = |c: char| match c {
        '\n' => '\n',
        '−' => '–',
        c if c.is_control() => ' ',
        c => c,
    };
    text.chars().map(sign).collect()
}

fn glyph(face: &Face<'_>, letter: char) -> ttf_parser::GlyphId {
    let stand_in = || face.glyph_index(STAND_IN).or_else(|| face.glyph_index('?'));
    face.glyph_index(letter).or_else(stand_in).unwrap_or_default()
}

fn advance(face: &Face<'_>, letter: char) -> f32 {
    let width = face.glyph_hor_advance(glyph(face, letter)).unwrap_or_default();
    f32::from(width) / f32::from(face.units_per_em())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_their_width_and_lose_nothing() {
        let fonts = Fonts::open().expect("the built-in typeface");
        let text = "Opleidingsverantwoordelijkheidsverzekeringsmaatschappij in Sint-Genesius-Rode";
        let lines = fonts.lines(Weight::Regular, 10.0, text, 120.0);
        assert!(lines.len() > 2);
        for line in &lines {
            assert!(fonts.width(Weight::Regular, 10.0, line.trim_end()) <= 120.0, "{line}");
        }
        assert_eq!(lines.concat(), text);
    }

    #[test]
    fn letters_of_our_neighbours_are_there() {
        let fonts = Fonts::open().expect("the built-in typeface");
        for letter in "ÀÉîœŒßẞčŁşŢőžđεЖ€–’×".chars() {
            assert!(fonts.regular.0.glyph_index(letter).is_some(), "{letter}");
            assert!(fonts.bold.0.glyph_index(letter).is_some(), "{letter}");
        }
    }
}
