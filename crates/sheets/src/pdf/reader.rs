//! Has a PDF read by another process, and does not wait for it longer than a while.

use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::child::{Answer, MARK, SECONDS};
use crate::{Cell, Form, Limits, Row, SheetError, Table};

/// Who reads PDF documents: a program that calls [`super::serve`].
#[derive(Clone, Debug)]
pub struct Reader {
    program: PathBuf,
    arguments: Vec<OsString>,
}

/// The longest that is waited. Longer than the work may take: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(SECONDS * 3);
/// Most bytes of an answer.
const ANSWER: u64 = 64 << 20;

impl Reader {
    /// A reader that runs a program with arguments.
    pub fn new<A: Into<OsString>>(
        program: impl Into<PathBuf>,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        Self { program: program.into(), arguments: arguments.into_iter().map(Into::into).collect() }
    }

    /// Reads the table of a PDF. Blocks until that is done, or half a minute at most.
    ///
    /// # Errors
    /// Where there is no table in it, it is protected, or it takes too much.
    pub fn read(&self, bytes: &[u8], limits: &Limits) -> Result<Table, SheetError> {
        if bytes.len() as u64 > limits.bytes {
            return Err(SheetError::TooBig { max: limits.bytes });
        }
        let rows = self.answer(bytes)?.into_rows()?;
        let mut cells = 0;
        let mut taken = Vec::new();
        for (number, texts) in rows {
            let used = texts.iter().filter(|text| !text.is_empty()).count();
            cells += used;
            if cells > limits.cells {
                return Err(SheetError::TooManyCells);
            }
            if number > limits.rows {
                return Err(SheetError::TooManyRows { max: limits.rows });
            }
            let cells = texts.iter().map(|text| Cell::text(text)).collect();
            taken.push(Row { number, cells });
        }
        if taken.is_empty() {
            return Err(SheetError::NoTableInPdf);
        }
        Ok(Table { form: Form::Pdf, rows: taken, from_1904: false, others: Vec::new() })
    }

    fn answer(&self, bytes: &[u8]) -> Result<Answer, SheetError> {
        // Nothing of this process is known to the other: no settings, no secrets, no folder.
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| SheetError::PdfNotRead)?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(mut input), Some(output)) = (input, output) else {
            end(&mut child);
            return Err(SheetError::PdfNotRead);
        };
        let said = std::thread::scope(|scope| {
            // One that ends early does not take all of it.
            scope.spawn(move || input.write_all(bytes));
            let listening = scope.spawn(move || {
                let mut said = Vec::new();
                let whole = output.take(ANSWER).read_to_end(&mut said);
                whole.map(|_| said)
            });
            let until = Instant::now() + PATIENCE;
            while !listening.is_finished() && Instant::now() < until {
                std::thread::sleep(Duration::from_millis(5));
            }
            end(&mut child);
            listening.join()
        });
        let Ok(Ok(said)) = said else { return Err(SheetError::HardPdf) };
        let said = String::from_utf8_lossy(&said);
        let (_, answer) = said.split_once(MARK).ok_or(SheetError::HardPdf)?;
        let mut answers = serde_json::Deserializer::from_str(answer).into_iter::<Answer>();
        answers.next().and_then(Result::ok).ok_or(SheetError::HardPdf)
    }
}

/// Ends a process, if it did not end by itself, and takes note of it.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}
