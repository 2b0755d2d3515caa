//! XML documents as tables: whatever repeats is a row, what stands in it are its cells, and what
//! stands around it (the employee around the trainings) is repeated in each.
//!
//! Read twice: first to see what repeats, then to take it. Nothing is expanded, nothing fetched; a
//! document type is refused.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use crate::guard::declares_a_type;
use crate::read::Gathering;
use crate::{Cell, Form, Limits, Row, SheetError, Table};

/// Elements within elements.
const DEPTH: usize = 32;
/// Different places of elements in a document.
const PLACES: usize = 4_000;

/// Whether a file is an XML document, and not a page for browsers.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(512)];
    let start: String = start.iter().filter(|b| **b != 0).map(|b| char::from(*b)).collect();
    let start = start.trim_start_matches(['ï', '»', '¿', 'ÿ', 'þ']).trim_start();
    let lower = start.to_ascii_lowercase();
    if lower.starts_with("<html") || lower.starts_with("<!doctype html") {
        return false;
    }
    lower.starts_with("<?xml")
        || lower.starts_with("<!doctype")
        || (start.starts_with('<')
            && start[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '_'))
}

/// The encoding that a document names.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let start: String =
        bytes.iter().take(200).filter(|b| **b != 0).map(|b| char::from(*b)).collect();
    let (_, rest) = start.split_once("encoding=")?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Encoding::for_label(rest[1..].split(quote).next()?.as_bytes())
}

/// The text of a document in the encoding it names.
fn text_of(bytes: &[u8]) -> Result<String, SheetError> {
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = encoding.or_else(|| named(bytes)).unwrap_or(UTF_8);
    let (text, _, broken) = encoding.decode(bytes);
    if broken { Err(SheetError::Damaged) } else { Ok(text.into_owned()) }
}

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Table, SheetError> {
    if declares_a_type(&bytes[..bytes.len().min(64 << 10)]) {
        return Err(SheetError::DocumentType);
    }
    let text = text_of(bytes)?;
    let mut shape = Shape::default();
    walk(&text, limits, &mut shape)?;
    let record = shape.record().ok_or(SheetError::NoRecords)?;
    let mut taking = Taking::new(record, shape, limits);
    walk(&text, limits, &mut taking)?;
    taking.table(limits)
}

/// What is done with a document as it goes by.
trait Visitor {
    /// An element opens; `path` holds the names of all that are open, it among them.
    fn open(&mut self, path: &[String]) -> Result<(), SheetError>;
    /// A value: an attribute, or the text of an element in which no other element is.
    fn value(&mut self, path: &[String], value: &str) -> Result<(), SheetError>;
    /// The element closes.
    fn close(&mut self, path: &[String]) -> Result<(), SheetError>;
}

/// The name of an element without its prefix.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn walk(text: &str, limits: &Limits, visitor: &mut impl Visitor) -> Result<(), SheetError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut path: Vec<String> = Vec::new();
    // Of each open element, whether another stands in it, and its text so far.
    let mut open: Vec<(bool, String)> = Vec::new();
    let most = limits.text as usize * 4;
    loop {
        match reader.read_event().map_err(|_| SheetError::Damaged)? {
            Event::Eof if path.is_empty() => return Ok(()),
            Event::Eof => return Err(SheetError::Damaged),
            Event::DocType(_) => return Err(SheetError::DocumentType),
            Event::Start(element) => {
                if path.len() >= DEPTH {
                    return Err(SheetError::Deep);
                }
                if let Some(last) = open.last_mut() {
                    last.0 = true;
                }
                path.push(local(element.name().as_ref()));
                open.push((false, String::new()));
                visitor.open(&path)?;
                attributes(&element, &mut path, visitor)?;
            }
            Event::End(_) => {
                let Some((parent, text)) = open.pop() else { return Err(SheetError::Damaged) };
                if !parent {
                    visitor.value(&path, text.trim())?;
                }
                visitor.close(&path)?;
                path.pop();
            }
            Event::Text(piece) => add(&mut open, &piece, most)?,
            Event::CData(piece) => add(&mut open, &piece, most)?,
            Event::GeneralRef(name) => {
                let piece = match name.resolve_char_ref().map_err(|_| SheetError::Damaged)? {
                    Some(c) => c.to_string(),
                    None => resolve_predefined_entity(&name).ok_or(SheetError::Damaged)?.to_owned(),
                };
                add(&mut open, &piece, most)?;
            }
            _ => {}
        }
    }
}

fn add(open: &mut [(bool, String)], piece: &str, most: usize) -> Result<(), SheetError> {
    let Some((_, text)) = open.last_mut() else { return Ok(()) };
    if text.len() + piece.len() > most {
        let max = u32::try_from(most / 4).unwrap_or(u32::MAX);
        return Err(SheetError::LongCell { row: 0, max });
    }
    text.push_str(piece);
    Ok(())
}

fn attributes(
    element: &BytesStart<'_>,
    path: &mut Vec<String>,
    visitor: &mut impl Visitor,
) -> Result<(), SheetError> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| SheetError::Damaged)?;
        let key = attribute.key.as_ref();
        // What says of which vocabulary the document is, is no value.
        if key.starts_with("xmlns") || key.starts_with("xsi:") || key.starts_with("xml:") {
            continue;
        }
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        let value = value.map_err(|_| SheetError::Damaged)?;
        path.push(local(key));
        visitor.value(path, value.trim())?;
        path.pop();
    }
    Ok(())
}

/// The places of elements: how often each occurs, and which hold values of their own.
#[derive(Default)]
struct Shape {
    places: BTreeMap<Vec<String>, Place>,
    /// Of each open element, how often each name stood in it.
    inside: Vec<BTreeMap<String, u32>>,
}

#[derive(Default)]
struct Place {
    /// How often it occurs.
    count: u64,
    /// Whether it holds values itself.
    value: bool,
    /// Whether it occurs several times in one element.
    repeats: bool,
}

impl Shape {
    fn at(&mut self, path: &[String]) -> Result<&mut Place, SheetError> {
        if !self.places.contains_key(path) {
            if self.places.len() >= PLACES {
                return Err(SheetError::NoRecords);
            }
            self.places.insert(path.to_vec(), Place::default());
        }
        self.places.get_mut(path).ok_or(SheetError::NoRecords)
    }

    /// How many values are an element's own: not those of something that repeats within it.
    fn own(&self, path: &[String]) -> u64 {
        let own = self.places.iter().filter(|(other, place)| {
            let below = place.value && other.len() > path.len() && other.starts_with(path);
            let between = || (path.len() + 1..other.len()).map(|end| &other[..end]);
            below && !between().any(|p| self.places.get(p).is_some_and(|p| p.repeats))
        });
        own.count() as u64
    }

    /// The element that is a row: the innermost that repeats and of which at least three things
    /// are said, else two; of several as deep, that of which the most is said.
    fn record(&self) -> Option<Vec<String>> {
        let found: Vec<_> = self
            .places
            .iter()
            .map(|(path, place)| (path, place, self.own(path)))
            .filter(|(_, _, own)| *own >= 2)
            .collect();
        let best = found.iter().max_by_key(|(path, place, own)| {
            (place.repeats && *own >= 3, place.repeats, path.len(), place.count * own)
        });
        best.map(|(path, _, _)| (*path).clone())
    }
}

impl Visitor for Shape {
    fn open(&mut self, path: &[String]) -> Result<(), SheetError> {
        let mut repeats = false;
        if let (Some(inside), Some(name)) = (self.inside.last_mut(), path.last()) {
            let times = inside.entry(name.clone()).or_default();
            *times += 1;
            repeats = *times > 1;
        }
        self.inside.push(BTreeMap::new());
        let place = self.at(path)?;
        place.count += 1;
        place.repeats |= repeats;
        Ok(())
    }

    fn value(&mut self, path: &[String], value: &str) -> Result<(), SheetError> {
        self.at(path)?.value |= !value.is_empty();
        Ok(())
    }

    fn close(&mut self, _: &[String]) -> Result<(), SheetError> {
        self.inside.pop();
        Ok(())
    }
}

/// Rows in the making.
struct Taking<'l> {
    record: Vec<String>,
    shape: Shape,
    limits: &'l Limits,
    /// The columns found so far, each by its place.
    columns: BTreeMap<Vec<String>, usize>,
    titles: Vec<Vec<String>>,
    /// Values of the elements around, by place, with how deep the element lies that they are of.
    around: Vec<(usize, Vec<String>, String)>,
    /// The row that is open.
    current: Option<Vec<(usize, String)>>,
    rows: Vec<Vec<(usize, String)>>,
    cells: usize,
}

impl<'l> Taking<'l> {
    fn new(record: Vec<String>, shape: Shape, limits: &'l Limits) -> Self {
        Self {
            record,
            shape,
            limits,
            columns: BTreeMap::new(),
            titles: Vec::new(),
            around: Vec::new(),
            current: None,
            rows: Vec::new(),
            cells: 0,
        }
    }

    /// Of which of the elements around the rows something is said, by how deep it lies; `None`
    /// where it is of another row.
    fn around(&self, path: &[String]) -> Option<usize> {
        let shared = self.record.iter().zip(path).take_while(|(a, b)| a == b).count();
        let between = (shared + 1..path.len()).map(|end| &path[..end]);
        let repeats = |p: &[String]| self.shape.places.get(p).is_some_and(|place| place.repeats);
        (shared < path.len() && !{ between }.any(repeats)).then_some(shared)
    }

    fn column(&mut self, path: &[String]) -> Result<usize, SheetError> {
        if let Some(column) = self.columns.get(path) {
            return Ok(*column);
        }
        let column = self.titles.len();
        if column >= self.limits.columns as usize {
            return Err(SheetError::TooManyColumns { max: self.limits.columns });
        }
        self.columns.insert(path.to_vec(), column);
        self.titles.push(path.to_vec());
        Ok(column)
    }

    /// The last name of each place; where two are the same, with the name before it.
    fn headings(&self) -> Vec<String> {
        let last = |path: &Vec<String>| path.last().cloned().unwrap_or_default();
        let names: Vec<String> = self.titles.iter().map(last).collect();
        self.titles
            .iter()
            .zip(&names)
            .map(|(path, name)| {
                let twice = names.iter().filter(|other| *other == name).count() > 1;
                match path.len().checked_sub(2).map(|at| &path[at]) {
                    Some(before) if twice => format!("{before} {name}"),
                    _ => name.clone(),
                }
            })
            .collect()
    }

    fn table(self, limits: &Limits) -> Result<Table, SheetError> {
        let headings = self.headings();
        let mut rows = vec![Row {
            number: 0,
            cells: headings.iter().map(|title| Cell::text(title)).collect(),
        }];
        let mut gathering = Gathering::new(limits);
        for (number, row) in (0..).zip(&self.rows) {
            for (column, value) in row {
                let column = u32::try_from(*column).unwrap_or(u32::MAX);
                gathering.cell(number, column, Cell::text(value))?;
            }
        }
        rows.extend(gathering.rows());
        let record = self.record.last().cloned().unwrap_or_default();
        Ok(Table { form: Form::Xml { record }, rows, from_1904: false, others: Vec::new() })
    }
}

impl Visitor for Taking<'_> {
    fn open(&mut self, path: &[String]) -> Result<(), SheetError> {
        if self.current.is_none() && path == self.record {
            if self.rows.len() >= self.limits.rows as usize {
                return Err(SheetError::TooManyRows { max: self.limits.rows });
            }
            let around: Vec<(Vec<String>, String)> =
                self.around.iter().map(|(_, path, value)| (path.clone(), value.clone())).collect();
            let mut row = Vec::new();
            for (path, value) in around {
                row.push((self.column(&path)?, value));
            }
            self.cells += row.len();
            self.current = Some(row);
        }
        Ok(())
    }

    fn value(&mut self, path: &[String], value: &str) -> Result<(), SheetError> {
        if value.is_empty() {
            return Ok(());
        }
        if self.current.is_none() {
            if let Some(of) = self.around(path)
                && self.around.len() < self.limits.columns as usize
            {
                self.around.retain(|(_, known, _)| known != path);
                self.around.push((of, path.to_vec(), value.to_owned()));
            }
            return Ok(());
        }
        let column = self.column(path)?;
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(SheetError::TooManyCells);
        }
        if let Some(row) = &mut self.current {
            // What is said several times of one row stands in one cell.
            match row.iter_mut().find(|(known, _)| *known == column) {
                Some((_, text)) if *text != value && text.len() < 4_000 => {
                    text.push_str(", ");
                    text.push_str(value);
                }
                Some(_) => {}
                None => row.push((column, value.to_owned())),
            }
        }
        Ok(())
    }

    fn close(&mut self, path: &[String]) -> Result<(), SheetError> {
        if path == self.record
            && let Some(row) = self.current.take()
        {
            self.rows.push(row);
        }
        if self.current.is_none() {
            // What was said of this element holds no longer.
            self.around.retain(|(of, _, _)| *of < path.len());
        }
        Ok(())
    }
}
