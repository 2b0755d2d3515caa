//! gzip, member by member.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use super::{Counted, too_many};

/// The members of a file, one after the other.
pub(super) struct Gzip<R> {
    /// The member that is being unpacked; always there but while it is replaced.
    member: Option<GzDecoder<Counted<R>>>,
    members: u64,
    done: bool,
}

impl<R: BufRead> Gzip<R> {
    pub(super) fn new(source: Counted<R>) -> Self {
        Self { member: Some(GzDecoder::new(source)), members: 1, done: false }
    }

    /// Bytes that were taken from the source.
    pub(super) fn taken(&self) -> u64 {
        self.member.as_ref().map_or(0, |member| member.get_ref().taken)
    }

    /// Unpacks more, where so much came out before.
    pub(super) fn read(&mut self, target: &mut [u8], out: u64) -> io::Result<usize> {
        if target.is_empty() {
            return Ok(0);
        }
        while !self.done {
            let Some(member) = &mut self.member else { return Err(io::ErrorKind::Other.into()) };
            match member.read(target) {
                Ok(0) => self.next_member(out)?,
                Ok(n) => return Ok(n),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(member.get_ref().explain(error)),
            }
        }
        Ok(0)
    }

    /// Goes to the next member, if anything follows.
    fn next_member(&mut self, out: u64) -> io::Result<()> {
        let Some(member) = &mut self.member else { return Ok(()) };
        if member.get_mut().at_end()? {
            self.done = true;
            return Ok(());
        }
        self.members += 1;
        if too_many(self.members, out) {
            return Err(member.get_ref().explain(io::ErrorKind::InvalidData.into()));
        }
        self.member = self.member.take().map(|member| GzDecoder::new(member.into_inner()));
        Ok(())
    }
}
