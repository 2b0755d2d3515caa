//! The macros by which the rest of the crate says SQL.

/// Declares the statements of a module, and `ALL`, the list of them.
///
/// ```text
/// statements! {
///     employer FIND = "SELECT name FROM employee WHERE employer_id = $1 AND id = $2";
///     person OF = "SELECT id FROM employee WHERE ssin = $1";
///     global IDS = "SELECT id FROM employer";
///     pair global CLAIM = sqlite "UPDATE …" postgres "UPDATE …";
///     bulk employer ADD = "span" (employee_id id, q int, note text?) on conflict "DO NOTHING";
/// }
/// ```
///
/// `$1` of an `employer` statement is the employer, of a `person` statement the SSIN; the scope
/// binds it, so that arguments begin at `$2`. A statement that forgets its tenant does not
/// compile. Sets are written `IN ANY_ID($2)`, `IN ANY_TEXT($2)`, `IN ANY_INT($2)`.
#[macro_export]
#[doc(hidden)]
macro_rules! statements {
    ($($body:tt)*) => { $crate::__statements! { [] $($body)* } };
}

#[macro_export]
#[doc(hidden)]
macro_rules! __statements {
    ([$($name:ident)*]) => {
        /// Every statement of this module.
        pub(crate) const ALL: &[&'static dyn $crate::engine::AnyStatement] = &[$(&$name),*];
    };
    ([$($all:ident)*] $(#[$meta:meta])* bulk $scope:ident $name:ident = $table:literal
        ($($column:ident $kind:ident $(? $($null:lifetime)?)?),+ $(,)?)
        $(on conflict $suffix:literal)?; $($rest:tt)*) => {
        $(#[$meta])*
        pub(super) static $name: $crate::engine::Bulk<$crate::__scope!($scope)> =
            $crate::engine::Bulk::$scope(
                concat!(module_path!(), "::", stringify!($name)),
                $table,
                &[$((stringify!($column), $crate::__type!($kind))),+],
                concat!("", $($suffix)?),
            );
        $crate::__statements! { [$($all)* $name] $($rest)* }
    };
    ([$($all:ident)*] $(#[$meta:meta])* pair $scope:ident $name:ident =
        sqlite $sqlite:literal postgres $postgres:literal; $($rest:tt)*) => {
        $(#[$meta])*
        pub(super) static $name: $crate::engine::Statement<$crate::__scope!($scope)> =
            $crate::engine::Statement::$scope(
                concat!(module_path!(), "::", stringify!($name)), $sqlite, $postgres);
        $crate::__statements! { [$($all)* $name] $($rest)* }
    };
    ([$($all:ident)*] $(#[$meta:meta])* $scope:ident $name:ident = $text:expr; $($rest:tt)*) => {
        $(#[$meta])*
        pub(super) static $name: $crate::engine::Statement<$crate::__scope!($scope)> =
            $crate::engine::Statement::$scope(
                concat!(module_path!(), "::", stringify!($name)), $text, $text);
        $crate::__statements! { [$($all)* $name] $($rest)* }
    };
}

#[macro_export]
#[doc(hidden)]
macro_rules! __scope {
    (employer) => { $crate::engine::ByEmployer };
    (person) => { $crate::engine::ByPerson };
    (global) => { $crate::engine::Global };
}

#[macro_export]
#[doc(hidden)]
macro_rules! __type {
    (int) => { $crate::engine::Type::Int };
    (text) => { $crate::engine::Type::Text };
    (id) => { $crate::engine::Type::Id };
    (blob) => { $crate::engine::Type::Blob };
}

/// The arguments of a statement, in order.
#[macro_export]
#[doc(hidden)]
macro_rules! args {
    ($($value:expr),* $(,)?) => {{
        let values: ::std::vec::Vec<$crate::engine::Value> =
            ::std::vec![$($crate::engine::Argument::into_value($value)),*];
        values
    }};
}
