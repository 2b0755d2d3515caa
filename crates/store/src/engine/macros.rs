//! The macros by which the rest of the crate says SQL.

/// Declares the statements of a module, and `ALL`, the list of them.
///
/// ```
/// # use fla_store::statements;
/// statements! {
///     employer FIND = "SELECT name FROM employee WHERE employer_id = $1 AND id = $2";
///     employer SOME = "SELECT name FROM employee WHERE employer_id = $1 AND id IN ANY_ID($2)";
///     person OF = "SELECT id FROM employee WHERE ssin = $1";
///     global IDS = "SELECT id FROM employer";
///     pair global CLAIM = sqlite "UPDATE job_queue SET attempts = 1"
///         postgres "UPDATE job_queue SET attempts = 1 WHERE id IN \
///             (SELECT id FROM job_queue FOR UPDATE SKIP LOCKED)";
///     bulk employer ADD = "span" (employee_id id, q int, note text?) on conflict "DO NOTHING";
/// }
/// # assert_eq!(ALL.len(), 6);
/// ```
///
/// `$1` of an `employer` statement is the employer, of a `person` statement the SSIN; the scope
/// binds it, so that arguments begin at `$2`. Sets are written `IN ANY_ID($2)`, `IN ANY_TEXT($2)`,
/// `IN ANY_INT($2)`, with or without `NOT`.
///
/// A statement that forgets its tenant does not compile:
///
/// ```compile_fail,E0080
/// fla_store::statements! {
///     employer FIND = "SELECT name FROM employee WHERE id = $2";
/// }
/// ```
///
/// nor one that forgets it for one of its tables:
///
/// ```compile_fail,E0080
/// fla_store::statements! {
///     employer FIND = "SELECT s.q FROM employee e JOIN span s ON s.employee_id = e.id \
///         WHERE e.employer_id = $1";
/// }
/// ```
///
/// nor one that adds a row without it:
///
/// ```compile_fail,E0080
/// fla_store::statements! {
///     employer ADD = "INSERT INTO span (employee_id, q) VALUES ($1, $2)";
/// }
/// ```
///
/// nor a global one that reaches into an employer's tables:
///
/// ```compile_fail,E0080
/// fla_store::statements! {
///     global ALL_OF_THEM = "SELECT ssin FROM employee";
/// }
/// ```
///
/// nor one for a person that reads what belongs to others:
///
/// ```compile_fail,E0080
/// fla_store::statements! {
///     person OF = "SELECT name FROM employee";
/// }
/// ```
///
/// And a statement runs only in its own scope:
///
/// ```
/// # use fla_store::{StoreError, Tx, args, statements};
/// # use fla_domain::ids::EmployerId;
/// statements! { employer COUNT = "SELECT COUNT(*) AS n FROM employee WHERE employer_id = $1"; }
/// async fn count(tx: &mut Tx, id: EmployerId) -> Result<i64, StoreError> {
///     tx.employer(id).fetch_one(&COUNT, args![]).await?.get("n")
/// }
/// ```
///
/// ```compile_fail,E0308
/// # use fla_store::{StoreError, Tx, args, statements};
/// # use fla_domain::ids::EmployerId;
/// statements! { employer COUNT = "SELECT COUNT(*) AS n FROM employee WHERE employer_id = $1"; }
/// async fn count(tx: &mut Tx, id: EmployerId) -> Result<i64, StoreError> {
///     tx.global().fetch_one(&COUNT, args![id]).await?.get("n")
/// }
/// ```
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
        pub(crate) static $name: $crate::engine::Bulk<$crate::__scope!($scope)> =
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
        pub(crate) static $name: $crate::engine::Statement<$crate::__scope!($scope)> =
            $crate::engine::Statement::$scope(
                concat!(module_path!(), "::", stringify!($name)), $sqlite, $postgres);
        $crate::__statements! { [$($all)* $name] $($rest)* }
    };
    ([$($all:ident)*] $(#[$meta:meta])* $scope:ident $name:ident = $text:expr; $($rest:tt)*) => {
        $(#[$meta])*
        pub(crate) static $name: $crate::engine::Statement<$crate::__scope!($scope)> =
            $crate::engine::Statement::$scope(
                concat!(module_path!(), "::", stringify!($name)), $text, $text);
        $crate::__statements! { [$($all)* $name] $($rest)* }
    };
}

#[macro_export]
#[doc(hidden)]
macro_rules! __scope {
    (employer) => {
        $crate::engine::ByEmployer
    };
    (person) => {
        $crate::engine::ByPerson
    };
    (global) => {
        $crate::engine::Global
    };
}

#[macro_export]
#[doc(hidden)]
macro_rules! __type {
    (int) => {
        $crate::engine::Type::Int
    };
    (text) => {
        $crate::engine::Type::Text
    };
    (id) => {
        $crate::engine::Type::Id
    };
    (blob) => {
        $crate::engine::Type::Blob
    };
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
