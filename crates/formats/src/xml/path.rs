//! The open elements, from the root to where the reader is.

use std::fmt;

use crate::reason::shown_name;

struct Frame {
    start: usize,
    number: u32,
}

/// A stack of element names, printed as `DmfAOriginal/Form[1]/EmployerDeclaration`.
#[derive(Default)]
pub(super) struct Path {
    names: String,
    frames: Vec<Frame>,
}

impl Path {
    pub(super) fn push(&mut self, name: &str) {
        self.frames.push(Frame { start: self.names.len(), number: 0 });
        self.names.push_str(name);
    }

    pub(super) fn pop(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.names.truncate(frame.start);
        }
    }

    /// Says the how-manieth of its name the innermost element is.
    pub(super) fn number(&mut self, number: u32) {
        if let Some(frame) = self.frames.last_mut() {
            frame.number = number;
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.frames.len()
    }

    /// The name of the innermost element.
    pub(super) fn innermost(&self) -> &str {
        self.frames.last().map_or("", |frame| &self.names[frame.start..])
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, frame) in self.frames.iter().enumerate() {
            let end = self.frames.get(i + 1).map_or(self.names.len(), |next| next.start);
            let slash = if i == 0 { "" } else { "/" };
            write!(f, "{slash}{}", shown_name(&self.names[frame.start..end]))?;
            if frame.number > 0 {
                write!(f, "[{}]", frame.number)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_numbers_of_repeated_elements() {
        let mut path = Path::default();
        path.push("DmfAOriginal");
        path.push("Form");
        path.number(2);
        path.push("EmployerDeclaration");
        assert_eq!(path.to_string(), "DmfAOriginal/Form[2]/EmployerDeclaration");
        path.pop();
        assert_eq!(path.to_string(), "DmfAOriginal/Form[2]");
        assert_eq!((path.depth(), path.innermost()), (2, "Form"));
    }
}
