//! From characters with places to rows with cells: characters on one height are a line, a wide gap
//! within it parts two cells, and where hardly any line writes a column ends.

/// A character with its place on a page, in points from the upper left corner.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Where it begins.
    pub x: f64,
    /// Where the next one would begin.
    pub end: f64,
    /// The height of the line it stands on.
    pub y: f64,
    /// Its size.
    pub size: f64,
    /// What it says.
    pub text: String,
}

/// A run of characters without a wide gap.
struct Piece {
    x: f64,
    end: f64,
    text: String,
}

struct Line {
    page: usize,
    y: f64,
    size: f64,
    pieces: Vec<Piece>,
}

/// A gap wider than this part of the size of the writing parts two cells.
const GAP: f64 = 0.75;
/// A gap wider than this parts two words.
const BLANK: f64 = 0.15;
/// Points in which a column can begin or end.
const WIDE: u16 = 4_000;

/// The rows of the one table that the pages hold, with the number of the line of each in the
/// document; empty where there is none.
pub fn table(pages: &[Vec<Glyph>]) -> Vec<(u32, Vec<String>)> {
    let lines: Vec<Line> =
        pages.iter().enumerate().flat_map(|(page, glyphs)| lines(page, glyphs)).collect();
    let Some(usual) = usual(&lines) else { return Vec::new() };
    let columns = columns(&lines, usual);
    if columns.len() < 2 {
        return Vec::new();
    }
    rows(&lines, &columns, usual)
}

fn lines(page: usize, glyphs: &[Glyph]) -> Vec<Line> {
    let mut sorted: Vec<&Glyph> = glyphs.iter().collect();
    sorted.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<(f64, f64, Vec<&Glyph>)> = Vec::new();
    for glyph in sorted {
        match lines.last_mut() {
            Some((y, size, line)) if glyph.y - *y < size.min(glyph.size) * 0.4 => line.push(glyph),
            _ => lines.push((glyph.y, glyph.size, vec![glyph])),
        }
    }
    lines
        .into_iter()
        .map(|(y, size, glyphs)| Line { page, y, size, pieces: pieces(glyphs) })
        .filter(|line| !line.pieces.is_empty())
        .collect()
}

fn pieces(mut glyphs: Vec<&Glyph>) -> Vec<Piece> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut last_x, mut last_text) = (f64::MIN, "");
    let mut blank = false;
    for glyph in glyphs {
        // Bold writing is sometimes made by writing twice.
        if glyph.text == last_text && glyph.x - last_x < glyph.size * 0.1 {
            continue;
        }
        (last_x, last_text) = (glyph.x, &glyph.text);
        if glyph.text.chars().all(|c| c.is_whitespace() || c == '\u{a0}') {
            blank = true;
            continue;
        }
        let text: String = glyph.text.chars().filter(|c| !c.is_control()).collect();
        match pieces.last_mut() {
            Some(piece) if glyph.x - piece.end < glyph.size * GAP => {
                if blank || glyph.x - piece.end > glyph.size * BLANK {
                    piece.text.push(' ');
                }
                piece.text.push_str(&text);
                piece.end = piece.end.max(glyph.end);
            }
            _ => pieces.push(Piece { x: glyph.x, end: glyph.end, text }),
        }
        blank = false;
    }
    pieces
}

/// How many cells the lines of the table have: the number by which the most is said.
fn usual(lines: &[Line]) -> Option<usize> {
    let most = lines.iter().map(|line| line.pieces.len()).max()?;
    (2..=most)
        .map(|count| (count, lines.iter().filter(|l| l.pieces.len() == count).count()))
        .filter(|(_, lines)| *lines > 0)
        .max_by_key(|(count, lines)| count * lines)
        .map(|(count, _)| count)
}

/// A line that counts for where the columns are.
fn tells(line: &Line, usual: usize) -> bool {
    line.pieces.len() >= usual.div_ceil(2).max(2)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range")]
fn point(x: f64) -> usize {
    x.clamp(0.0, f64::from(WIDE) - 1.0) as usize
}

/// From where to where each column goes: between stretches in which hardly any line writes.
fn columns(lines: &[Line], usual: usize) -> Vec<(f64, f64)> {
    let mut written = vec![0_usize; usize::from(WIDE)];
    let mut telling = 0;
    for line in lines.iter().filter(|line| tells(line, usual)) {
        telling += 1;
        for piece in &line.pieces {
            for place in &mut written[point(piece.x)..=point(piece.end)] {
                *place += 1;
            }
        }
    }
    let few = telling / 40;
    let mut columns = Vec::new();
    let mut start = None;
    for (x, written) in (0..).zip(written.iter().copied().chain([0])) {
        match (written > few, start) {
            (true, None) => start = Some(x),
            (false, Some(from)) => {
                columns.push((f64::from(from), f64::from(x)));
                start = None;
            }
            _ => {}
        }
    }
    columns
}

/// The column in which most of a piece lies.
fn column_of(piece: &Piece, columns: &[(f64, f64)]) -> Option<usize> {
    let overlap = |(from, to): (f64, f64)| piece.end.min(to) - piece.x.max(from);
    (0..columns.len())
        .max_by(|a, b| overlap(columns[*a]).total_cmp(&overlap(columns[*b])))
        .filter(|at| overlap(columns[*at]) > -2.0)
}

/// The lines of a cell stand closer together than this many sizes of the writing.
const CLOSE: f64 = 1.45;

fn rows(lines: &[Line], columns: &[(f64, f64)], usual: usize) -> Vec<(u32, Vec<String>)> {
    let apart = apart(lines, usual);
    let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
    let mut before: Option<&Line> = None;
    for (number, line) in (1..).zip(lines) {
        let mut cells = vec![String::new(); columns.len()];
        for piece in &line.pieces {
            if let Some(column) = column_of(piece, columns) {
                add(&mut cells[column], &piece.text);
            }
        }
        let near = before.is_some_and(|above| {
            above.page == line.page && line.y - above.y < above.size.max(line.size) * CLOSE
        });
        // Where rows stand apart, what is close is one row, whichever of its cells it wraps; where
        // they do not, a line that begins nothing goes on with what is above it.
        let goes_on = near && (apart || cells[0].is_empty());
        match rows.last_mut() {
            Some((_, above)) if goes_on => {
                above.iter_mut().zip(&cells).for_each(|(above, cell)| add(above, cell));
            }
            _ => rows.push((number, cells)),
        }
        before = Some(line);
    }
    // A row of one cell is a title, or the foot of a page.
    rows.retain(|(_, cells)| cells.iter().filter(|cell| !cell.is_empty()).count() >= 2);
    // Headings stand again on each page.
    if let Some((_, head)) = rows.first().cloned() {
        let mut seen = false;
        rows.retain(|(_, cells)| *cells != head || !std::mem::replace(&mut seen, true));
    }
    rows
}

/// Adds a line to a cell.
fn add(cell: &mut String, text: &str) {
    if !cell.is_empty() && !text.is_empty() {
        cell.push(' ');
    }
    cell.push_str(text);
}

/// Whether rows stand further apart than the lines of one cell: nearly all lines that fill most
/// columns have nothing as full close by.
fn apart(lines: &[Line], usual: usize) -> bool {
    let full: Vec<&Line> =
        lines.iter().filter(|l| l.pieces.len() * 10 >= usual * 7 && l.pieces.len() >= 2).collect();
    let mut gaps: Vec<f64> = full
        .windows(2)
        .filter(|two| two[0].page == two[1].page)
        .map(|two| (two[1].y - two[0].y) / two[0].size)
        .collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 10).is_some_and(|gap| *gap > CLOSE)
}
