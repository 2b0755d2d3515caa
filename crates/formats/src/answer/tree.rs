//! A form of an answer as a small tree, read before anything is made of it.

use std::io::Read;
use std::str::FromStr;

use fla_domain::anomaly::{Anomaly, Zone};
use jiff::civil::DateTime;

use crate::field;
use crate::reason::Reason;
use crate::xml::{Child, Position, Xml};

/// Elements that hold elements; all others hold a value, or mean nothing to us.
const BLOCKS: [&str; 13] = [
    "Form",
    "FileReference",
    "FileReceptionInformation",
    "HandledOriginalFile",
    "HandledOriginalForm",
    "Reference",
    "EmployerId",
    "HandledReference",
    "HandlingResult",
    "ReceptionResult",
    "AnomalyReport",
    "AnomalyLocation",
    "ApplicationData",
];
/// The same, repeated for each training and person.
const REPEATED: [&str; 2] = ["HandledTraining", "HandledEmployee"];
/// Elements of one form: ten thousand people with three each, and room.
const MOST: u32 = 60_000;

/// An element.
pub(super) struct Node {
    name: String,
    text: String,
    path: String,
    at: Position,
    children: Vec<Self>,
}

impl Node {
    /// Reads the element that was just begun to its end.
    pub(super) fn read<R: Read>(xml: &mut Xml<R>) -> Result<Self, Anomaly> {
        let mut left = MOST;
        Self::limited(xml, &mut left)
    }

    fn limited<R: Read>(xml: &mut Xml<R>, left: &mut u32) -> Result<Self, Anomaly> {
        let (name, path, at) = (xml.name(), xml.path(), xml.position());
        let mut node = Self { name, path, at, text: String::new(), children: Vec::new() };
        *left = left.checked_sub(1).ok_or_else(|| {
            let anomaly = node.fault(Reason::TooMany).with("element", &node.name);
            anomaly.with("limit", MOST)
        })?;
        let name = &*node.name;
        if BLOCKS.contains(&name) || REPEATED.contains(&name) {
            loop {
                match xml.child()? {
                    Child::Element(_) => node.children.push(Self::limited(xml, left)?),
                    Child::Text => return Err(field::stray_text(xml)),
                    Child::End => return Ok(node),
                }
            }
        }
        node.at = xml.leaf()?.0;
        xml.text().clone_into(&mut node.text);
        Ok(node)
    }

    /// An anomaly of this element.
    pub(super) fn fault(&self, reason: Reason) -> Anomaly {
        let anomaly = reason.anomaly().with("element", &self.name);
        anomaly.at(&*self.path).in_file(self.at.line, self.at.column)
    }

    /// The children of a name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The child of a name, if there is one; there may not be two.
    pub(super) fn find(&self, name: &str) -> Result<Option<&Self>, Anomaly> {
        let mut all = self.all(name);
        let first = all.next();
        match all.next() {
            Some(second) => Err(second.fault(Reason::Twice)),
            None => Ok(first),
        }
    }

    /// The child of a name.
    pub(super) fn need(&self, name: &str) -> Result<&Self, Anomaly> {
        self.find(name)?.ok_or_else(|| {
            let path = format!("{}/{name}", self.path);
            self.fault(Reason::Missing).with("element", name).at(path)
        })
    }

    /// The text of a child.
    pub(super) fn text(&self, name: &str) -> Result<String, Anomaly> {
        Ok(self.need(name)?.text.clone())
    }

    /// The text of a child, if there is one.
    pub(super) fn maybe_text(&self, name: &str) -> Result<Option<String>, Anomaly> {
        Ok(self.find(name)?.map(|child| child.text.clone()))
    }

    /// The value of this element.
    pub(super) fn own<T: FromStr>(&self) -> Result<T, Anomaly> {
        self.text.parse().map_err(|_| self.fault(Reason::Form))
    }

    /// The value of a child.
    pub(super) fn value<T: FromStr>(&self, name: &str) -> Result<T, Anomaly> {
        self.need(name)?.own()
    }

    /// The value of a child, if there is one.
    pub(super) fn maybe<T: FromStr>(&self, name: &str) -> Result<Option<T>, Anomaly> {
        self.find(name)?.map(Self::own).transpose()
    }

    /// The value of a child out of a list.
    pub(super) fn one_of<T>(&self, name: &str, list: &[(&str, T)]) -> Result<T, Anomaly>
    where
        T: Copy,
    {
        let child = self.need(name)?;
        let found = list.iter().find(|(code, _)| *code == child.text);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let codes: Vec<_> = list.iter().map(|(code, _)| *code).collect();
            child.fault(Reason::Value).with("expected", codes.join(" "))
        })
    }

    /// The moment of two children.
    pub(super) fn moment(&self, date: &str, hour: &str) -> Result<DateTime, Anomaly> {
        let (date, hour) = (self.need(date)?, self.need(hour)?);
        let day = field::date(&date.text, Zone::Element).map_err(|_| date.fault(Reason::Form))?;
        let time = field::time(&hour.text).map_err(|_| hour.fault(Reason::Form))?;
        Ok(day.to_datetime(time))
    }
}
