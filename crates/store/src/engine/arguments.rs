//! Arguments of a statement on their way to the database server.

use std::error::Error;

use bytes::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::Value;
use super::scope::Array;

/// A value, or a column of many rows.
pub(super) enum Argument {
    Value(Value),
    Array(Array),
    /// Such a column as it goes to the server.
    Made(Type, BytesMut),
}

impl std::fmt::Debug for Argument {
    /// Nothing of what it holds: the driver writes its arguments to a log, where that is asked to hold everything.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an argument")
    }
}

impl From<Value> for Argument {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

impl From<Array> for Argument {
    fn from(column: Array) -> Self {
        Self::Array(column)
    }
}

impl Argument {
    /// The same, of a column as it goes to the server: what is left then is to send it.
    pub(super) fn made(self) -> Self {
        let Self::Array(column) = self else { return self };
        let (mut bytes, column) = (BytesMut::new(), Self::Array(column));
        let kind = column.type_of();
        match column.to_sql(&kind, &mut bytes) {
            Ok(IsNull::No) => Self::Made(kind, bytes),
            // The driver says what is wrong with it.
            _ => column,
        }
    }

    /// The type by which the server knows it.
    pub(super) fn type_of(&self) -> Type {
        match self {
            Self::Made(kind, _) => kind.clone(),
            Self::Value(value) => type_of(value),
            Self::Array(Array::Int(_)) => Type::INT8_ARRAY,
            Self::Array(Array::Text(_)) => Type::TEXT_ARRAY,
            Self::Array(Array::Id(_)) => Type::UUID_ARRAY,
            Self::Array(Array::Blob(_)) => Type::BYTEA_ARRAY,
        }
    }
}

/// The type by which the server knows a value.
pub(super) const fn type_of(value: &Value) -> Type {
    match value {
        Value::Int(_) => Type::INT8,
        Value::Text(_) => Type::TEXT,
        Value::Id(_) => Type::UUID,
        Value::Blob(_) => Type::BYTEA,
        Value::Ints(_) => Type::INT8_ARRAY,
        Value::Texts(_) => Type::TEXT_ARRAY,
        Value::Ids(_) => Type::UUID_ARRAY,
    }
}

impl ToSql for Argument {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Value(Value::Int(value)) => value.to_sql(ty, out),
            Self::Value(Value::Text(value)) => value.to_sql(ty, out),
            Self::Value(Value::Id(value)) => value.to_sql(ty, out),
            Self::Value(Value::Blob(value)) => value.to_sql(ty, out),
            Self::Value(Value::Ints(values)) => values.to_sql(ty, out),
            Self::Value(Value::Texts(values)) => values.to_sql(ty, out),
            Self::Value(Value::Ids(values)) => values.to_sql(ty, out),
            Self::Made(_, bytes) => {
                out.extend_from_slice(bytes);
                Ok(IsNull::No)
            }
            Self::Array(Array::Int(column)) => column.to_sql(ty, out),
            Self::Array(Array::Text(column)) => column.to_sql(ty, out),
            Self::Array(Array::Id(column)) => column.to_sql(ty, out),
            Self::Array(Array::Blob(column)) => column.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
