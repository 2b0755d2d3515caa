//! A file says the same wherever the stretches end in which it is read.

use std::io::Read;

use fla_formats::batch_file::{EXAMPLES, Form, Reader};
use jiff::civil::Date;

const TODAY: Date = Date::constant(2026, 11, 26);
/// All that can stand in a text and around it, where a stretch may end.
const TITLE: &str = "<Title>Zware <!-- é > --> machines, deel 1 &amp; 2 &#233;&#x20AC; \
                     <![CDATA[a < b]] & ]]><?one two?> é</Title>";

/// Gives bytes as far as the next of some places, however many are asked for.
struct Stretches<'a> {
    bytes: &'a [u8],
    at: usize,
    ends: [usize; 2],
}

impl Read for Stretches<'_> {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        let end = self.ends.into_iter().find(|end| *end > self.at).unwrap_or(self.bytes.len());
        let mut rest = &self.bytes[self.at..end];
        let n = rest.read(target)?;
        self.at += n;
        Ok(n)
    }
}

fn forms(source: impl Read) -> Result<Vec<Form>, String> {
    let mut reader = Reader::open(source, TODAY).map_err(|fault| fault.to_string())?;
    let mut forms = Vec::new();
    while let Some(form) = reader.next().map_err(|fault| format!("{fault} {:?}", fault.args))? {
        forms.push(form);
    }
    Ok(forms)
}

#[test]
fn a_stretch_may_end_anywhere() {
    let (_, example) = EXAMPLES.iter().find(|(name, _)| name.ends_with("register.xml")).unwrap();
    let (_, example) = example.split_once("?>").unwrap();
    let (root, rest) = example.trim_start().split_once(">\n").unwrap();
    let (before, after) = rest.split_once("<Title>Veilig werken op hoogte</Title>").unwrap();
    // So much is read of comments alone that what follows is cut where the bytes end.
    let aside = format!("<!--{}--><!--{}-->", "x".repeat(60_000), "y".repeat(10_000));
    let start = root.len() + 2 + aside.len();
    let text = format!("{root}>\n{aside}{before}{TITLE}{after}");
    let whole = forms(text.as_bytes()).unwrap();
    assert_eq!(whole.len(), 2);
    let title = start + before.len();
    for end in start..title + TITLE.len() + 20 {
        let source = Stretches { bytes: text.as_bytes(), at: 0, ends: [33_000, end] };
        let found = forms(source);
        assert!(found.as_ref() == Ok(&whole), "{:?}: {found:?}", text.get(end - 9..end));
    }
}
