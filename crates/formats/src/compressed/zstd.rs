//! zstd, frame by frame.

use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::{Bounds, Counted, Flaw, too_many};
use crate::reason::Reason;

/// Whether a file begins with a frame, or with one that is to be skipped.
pub(super) fn begins(head: &[u8]) -> bool {
    matches!(head, [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// The frames of a file, one after the other.
pub(super) struct Zstd<R> {
    source: Counted<R>,
    decoder: FrameDecoder,
    frames: u64,
    /// Whether a frame is being unpacked.
    inside: bool,
}

impl<R: BufRead> Zstd<R> {
    pub(super) fn new(source: Counted<R>) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(Bounds::WINDOW);
        Self { source, decoder, frames: 0, inside: false }
    }

    /// Bytes that were taken from the source.
    pub(super) const fn taken(&self) -> u64 {
        self.source.taken
    }

    /// Unpacks more, where so much came out before.
    pub(super) fn read(&mut self, target: &mut [u8], out: u64) -> io::Result<usize> {
        loop {
            if !self.inside && !self.next_frame(out)? {
                return Ok(0);
            }
            if !self.inside {
                continue;
            }
            if self.decoder.can_collect() > 0 {
                return self.decoder.read(target);
            }
            if self.decoder.is_finished() {
                self.check()?;
                self.inside = false;
                continue;
            }
            let one = BlockDecodingStrategy::UptoBlocks(1);
            if let Err(error) = self.decoder.decode_blocks(&mut self.source, one) {
                return Err(self.source.explain(io::Error::other(error)));
            }
        }
    }

    /// Goes to the next frame; `false` at the end of the file.
    fn next_frame(&mut self, out: u64) -> io::Result<bool> {
        if self.source.at_end()? {
            return Ok(false);
        }
        self.frames += 1;
        if too_many(self.frames, out) {
            return Err(self.damaged());
        }
        match self.decoder.reset(&mut self.source) {
            Ok(()) => self.inside = true,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length,
                ..
            })) => self.skip(u64::from(length))?,
            Err(FrameDecoderError::WindowSizeTooBig { .. }) => {
                let argument = ("limit", Bounds::WINDOW >> 20);
                return Err(Flaw { reason: Reason::PackedWindow, argument }.error());
            }
            Err(error) => return Err(self.source.explain(io::Error::other(error))),
        }
        Ok(true)
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        let skipped = io::copy(&mut self.source.by_ref().take(length), &mut io::sink())?;
        if skipped == length { Ok(()) } else { Err(self.damaged()) }
    }

    /// Compares the checksum of a frame that has one.
    fn check(&self) -> io::Result<()> {
        let given = self.decoder.get_checksum_from_data();
        if given.is_none() || given == self.decoder.get_calculated_checksum() {
            Ok(())
        } else {
            Err(self.damaged())
        }
    }

    fn damaged(&self) -> io::Error {
        self.source.explain(io::ErrorKind::InvalidData.into())
    }
}
