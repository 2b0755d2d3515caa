//! Reads a file ahead on a thread of its own: what understands a declaration then never waits for
//! its bytes.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Bytes read at once.
const BLOCK: usize = 256 * 1024;
/// Blocks read and not used yet.
const AHEAD: usize = 3;

/// A source that is read ahead. Dropped, it reads no more.
pub(crate) struct Ahead {
    read: Receiver<io::Result<Vec<u8>>>,
    used: SyncSender<Vec<u8>>,
    block: Vec<u8>,
    at: usize,
}

impl Ahead {
    pub(crate) fn start(mut source: impl Read + Send + 'static) -> Self {
        let (send, read) = sync_channel(AHEAD);
        let (used, back) = sync_channel::<Vec<u8>>(AHEAD + 2);
        std::thread::spawn(move || {
            loop {
                let mut block = back.try_recv().unwrap_or_default();
                block.resize(BLOCK, 0);
                let outcome = source.read(&mut block).map(|read| {
                    block.truncate(read);
                    block
                });
                let last = !matches!(&outcome, Ok(block) if !block.is_empty());
                if send.send(outcome).is_err() || last {
                    return;
                }
            }
        });
        Self { read, used, block: Vec::new(), at: 0 }
    }
}

impl BufRead for Ahead {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.block.len() {
            // After the last block, which is empty, nothing is sent any more.
            let next = self.read.recv().unwrap_or_else(|_| Ok(Vec::new()))?;
            let used = std::mem::replace(&mut self.block, next);
            self.at = 0;
            let _ = self.used.try_send(used);
        }
        Ok(&self.block[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl Read for Ahead {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let from = self.fill_buf()?;
        let amount = from.len().min(to.len());
        to[..amount].copy_from_slice(&from[..amount]);
        self.consume(amount);
        Ok(amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Broken(usize);

    impl Read for Broken {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::Error::other("the disk is gone"));
            }
            let amount = self.0.min(to.len());
            to[..amount].fill(7);
            self.0 -= amount;
            Ok(amount)
        }
    }

    #[test]
    fn every_byte_comes_in_order() {
        let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| n.to_le_bytes()[n as usize % 3]).collect();
        let mut back = Vec::new();
        Ahead::start(io::Cursor::new(bytes.clone())).read_to_end(&mut back).unwrap();
        assert!(back == bytes);
        let mut nothing = Ahead::start(io::empty());
        assert!(nothing.fill_buf().unwrap().is_empty());
        assert!(nothing.fill_buf().unwrap().is_empty());
    }

    #[test]
    fn a_fault_comes_after_the_bytes_before_it() {
        let mut ahead = Ahead::start(Broken(BLOCK + 10));
        let mut back = Vec::new();
        assert_eq!(ahead.read_to_end(&mut back).unwrap_err().to_string(), "the disk is gone");
        assert_eq!(back.len(), BLOCK + 10);
    }

    #[test]
    fn dropped_early_it_ends() {
        let mut ahead = Ahead::start(io::repeat(1));
        assert_eq!(ahead.fill_buf().unwrap().len(), BLOCK);
    }
}
