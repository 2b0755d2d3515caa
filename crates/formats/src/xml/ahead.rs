//! Windows of a file, cut here and now or ahead of time by a thread of their own.

use std::io::Read;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};

use super::tokens::{Stop, Tokens, Window};

/// Windows that a thread has ready, besides the one it fills and the one that is read.
const READY: usize = 4;

/// Where windows come from.
pub(super) enum Windows<R> {
    Here(Box<Tokens<R>>),
    Ahead {
        filled: Receiver<Window>,
        /// Windows that were read, to be filled again.
        empty: Sender<Window>,
    },
}

impl<R: Read> Windows<R> {
    /// Windows cut when they are asked for.
    pub(super) fn here(source: R) -> Self {
        Self::Here(Box::new(Tokens::new(source)))
    }

    /// Puts the next window in the place of one that was read.
    pub(super) fn next(&mut self, window: &mut Window) {
        match self {
            Self::Here(tokens) => tokens.next(window),
            Self::Ahead { filled, empty } => {
                let read = std::mem::take(window);
                // Where nobody takes it back, the last window was cut.
                drop(empty.send(read));
                *window = filled.recv().unwrap_or_else(|_| Window::broken());
            }
        }
    }
}

impl<R: Read + Send + 'static> Windows<R> {
    /// Windows cut by a thread, which ends with the file or when nobody reads on.
    pub(super) fn ahead(source: R) -> Self {
        let (to_read, filled) = sync_channel(READY);
        let (empty, to_fill) = channel::<Window>();
        let cutting = std::thread::Builder::new().name("xml".to_owned()).spawn(move || {
            let mut tokens = Tokens::new(source);
            loop {
                let mut window = to_fill.try_recv().unwrap_or_default();
                tokens.next(&mut window);
                let last = !matches!(window.stop, Stop::Not);
                if to_read.send(window).is_err() || last {
                    break;
                }
            }
        });
        // Without a thread nothing comes, and the file is told to be unreadable.
        drop(cutting);
        Self::Ahead { filled, empty }
    }
}
