//! Faults of an object store in our words. What the store itself says can hold its address with what
//! signs a request, and is not handed on.

use std::io;

/// The fault of an object store as one of files.
pub(crate) fn io(error: &object_store::Error) -> io::Error {
    use object_store::Error;
    match error {
        Error::NotFound { .. } => io::Error::new(io::ErrorKind::NotFound, "it is not there"),
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
            io::Error::new(io::ErrorKind::PermissionDenied, "the object store refuses our key")
        }
        _ => io::Error::other("the object store does not answer as one does"),
    }
}
