//! The elements of a form, pulled in the order of the schema: what is out of order, what is
//! missing, and each value with its place.

use std::io::Read;

use fla_domain::anomaly::{Anomaly, Fault, Zone};

use super::found::Found;
use super::layout::{Layout, Order, Step};
use super::places::{Places, Spot};
use crate::field::{stray_text, unexpected};
use crate::reason::Reason;
use crate::tag::Tag;
use crate::xml::{Child, Position, Xml};

/// A form being read.
pub(super) struct Content<'x, R> {
    pub(super) xml: &'x mut Xml<R>,
    pub(super) places: Places,
    pub(super) found: Found,
}

/// An element that holds a value, about to be read.
#[derive(Clone, Copy)]
pub(super) struct Leaf {
    pub(super) tag: Tag,
    pub(super) parent: Spot,
}

/// An element that holds elements, being read.
pub(super) struct Inside {
    pub(super) spot: Spot,
    pub(super) order: Order,
}

impl<R: Read> Content<'_, R> {
    /// Goes into the element that just began.
    pub(super) fn enter(&mut self, tag: Tag, number: u32, parent: Spot, layout: Layout) -> Inside {
        self.xml.number(number);
        self.no_attributes(tag);
        let at = self.xml.position();
        Inside { spot: self.places.add(tag, number, parent, at), order: Order::new(layout) }
    }

    /// The next child that is to be read, with its number; `None` once the element ends, and then
    /// what is missing in it is noted.
    pub(super) fn next(&mut self, inside: &mut Inside) -> Result<Option<(Tag, u32)>, Anomaly> {
        loop {
            let tag = match self.xml.child()? {
                Child::Element(tag) => tag,
                Child::Text => {
                    let text = stray_text(self.xml);
                    self.found.push(text);
                    continue;
                }
                Child::End => {
                    self.missing(inside, usize::MAX);
                    return Ok(None);
                }
            };
            match inside.order.step(tag) {
                Step::Read(number) => return Ok(Some((tag, number))),
                Step::Late(number) => {
                    let late = unexpected(self.xml);
                    self.found.push(late);
                    return Ok(Some((tag, number)));
                }
                Step::Unknown => {
                    let unknown = unexpected(self.xml);
                    self.found.push(unknown);
                }
                Step::Twice => self.fault(Reason::Twice, tag),
                Step::Over(None) => {}
                Step::Over(Some(most)) => {
                    let at = self.xml.position();
                    self.push_at(Reason::TooManyInForm.anomaly().with("limit", most), tag, at);
                }
            }
            self.xml.skip()?;
        }
    }

    /// Notes what is missing among the first so many children.
    pub(super) fn missing(&mut self, inside: &Inside, among: usize) {
        if inside.order.is_whole() {
            return;
        }
        for tags in inside.order.missing(among) {
            let place = self.places.of(inside.spot);
            let anomaly = if let [tag] = tags {
                let anomaly = match tag.zone() {
                    Zone::Element => Reason::Missing.anomaly(),
                    zone => Anomaly::new(zone, Fault::Missing),
                };
                let path = format!("{}/{}", place.path, tag.name());
                anomaly.with("element", tag.name()).at(path)
            } else {
                let names: Vec<&str> = tags.iter().map(|tag| tag.name()).collect();
                let anomaly = Reason::OneOf.anomaly().with("element", place.element);
                anomaly.with("expected", names.join(", ")).at(place.path)
            };
            self.found.push(anomaly.in_file(place.line, place.column));
        }
    }

    /// Reads a value; `None` where it cannot be read, which is noted.
    pub(super) fn value<T>(
        &mut self,
        leaf: Leaf,
        parse: impl FnOnce(&str) -> Result<T, Anomaly>,
    ) -> Result<Option<T>, Anomaly> {
        self.whole_value(leaf, |whole| parse(whole.trim_matches([' ', '\t', '\r', '\n'])))
    }

    /// The same of a value with the white space around it.
    pub(super) fn whole_value<T>(
        &mut self,
        leaf: Leaf,
        parse: impl FnOnce(&str) -> Result<T, Anomaly>,
    ) -> Result<Option<T>, Anomaly> {
        self.no_attributes(leaf.tag);
        let (at, nested) = self.xml.leaf()?;
        self.places.add(leaf.tag, 0, leaf.parent, at);
        let value =
            if nested { Err(Reason::Nested.anomaly()) } else { parse(self.xml.whole_text()) };
        match value {
            Ok(value) => Ok(Some(value)),
            Err(anomaly) => {
                self.push_at(anomaly, leaf.tag, at);
                Ok(None)
            }
        }
    }

    /// Notes an anomaly of an element whose place is known.
    pub(super) fn fault_at(&mut self, anomaly: Anomaly, spot: Spot) {
        let place = self.places.of(spot);
        let anomaly = anomaly.with("element", place.element);
        self.found.push(anomaly.at(place.path).in_file(place.line, place.column));
    }

    /// The same where there is one.
    pub(super) fn fault_if(&mut self, anomaly: Option<Anomaly>, spot: Spot) {
        if let Some(anomaly) = anomaly {
            self.fault_at(anomaly, spot);
        }
    }

    fn fault(&mut self, reason: Reason, tag: Tag) {
        let at = self.xml.position();
        self.push_at(reason.anomaly(), tag, at);
    }

    /// Notes an anomaly of the innermost element.
    fn push_at(&mut self, anomaly: Anomaly, tag: Tag, at: Position) {
        let anomaly = anomaly.with("element", tag.name()).at(self.xml.path());
        self.found.push(anomaly.in_file(at.line, at.column));
    }

    fn no_attributes(&mut self, tag: Tag) {
        if self.xml.has_attributes() {
            self.fault(Reason::Attributes, tag);
        }
    }
}
