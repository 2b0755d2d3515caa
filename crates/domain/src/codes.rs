//! Enums whose values have a stable code: in the store, in forms and on the wire.

/// Gives an enum `ALL`, `code` and `from_code`.
macro_rules! codes {
    ($type:ident { $($name:ident = $code:literal),+ $(,)? }) => {
        impl $type {
            /// All values, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The value of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.code() == code)
            }
        }
    };
}
