//! The types of the client library say what the contract says.

use std::collections::BTreeMap;

use fla_client::types::*;
use fla_client::{Issue, Problem};
use serde::de::value::Error as Captured;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde::{Serialize, forward_to_deserialize_any};
use serde_json::{Map, Value, json};

use crate::contract::{resolve, schema};

/// The properties of a schema: each with whether it is required.
fn properties(of: &'static Value) -> BTreeMap<String, (&'static Value, bool)> {
    let of = resolve(of);
    let mut found = BTreeMap::new();
    for part in of["allOf"].as_array().into_iter().flatten() {
        found.extend(properties(part));
    }
    let required = of["required"].as_array().cloned().unwrap_or_default();
    for (name, schema) in of["properties"].as_object().into_iter().flatten() {
        found.insert(name.clone(), (schema, required.contains(&json!(name))));
    }
    found
}

/// An example of a schema, with nothing that is not required or with everything.
fn example(of: &'static Value, whole: bool) -> Value {
    let of = resolve(of);
    match of["type"].as_str() {
        Some("string") if of["enum"].is_array() => of["enum"][0].clone(),
        Some("string") => json!("text"),
        Some("integer") => json!(1),
        Some("boolean") => json!(true),
        Some("array") => json!([example(&of["items"], whole)]),
        _ => {
            let wanted = properties(of).into_iter().filter(|(_, (_, required))| whole || *required);
            wanted
                .map(|(name, (schema, _))| (name, example(schema, whole)))
                .collect::<Map<_, _>>()
                .into()
        }
    }
}

/// Takes the names of a struct's fields and stops.
struct Names<'a>(&'a mut Vec<&'static str>);

impl<'de> Deserializer<'de> for Names<'_> {
    type Error = Captured;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Captured> {
        self.0.extend(fields);
        Err(Captured::custom("only the names"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Captured> {
        Err(Captured::custom("not a struct"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// A type that is answered knows no field that the contract does not, and reads what has as little
/// and as much as the contract allows.
fn answered<T: DeserializeOwned>(name: &str) {
    let schema = schema(name);
    let mut names = Vec::new();
    assert!(T::deserialize(Names(&mut names)).is_err());
    assert!(!names.is_empty(), "{name}");
    let known = properties(schema);
    for field in names {
        assert!(known.contains_key(field), "the contract knows no {name}.{field}");
    }
    for whole in [false, true] {
        let example = example(schema, whole);
        if let Err(fault) = serde_json::from_value::<T>(example.clone()) {
            panic!("{name}: {fault}: {example}");
        }
    }
}

/// A type that is sent has the fields of the contract, and no others; those that are not required
/// can be left out.
fn sent<T: Default + Serialize>(name: &str) {
    let said = serde_json::to_value(T::default()).unwrap();
    let known = properties(schema(name));
    let fields: Vec<_> = said.as_object().unwrap().keys().collect();
    assert_eq!(fields, known.keys().collect::<Vec<_>>(), "{name}");
    for (field, (_, required)) in &known {
        assert!(!(*required && said[field].is_null()), "{name}.{field} is required");
    }
}

macro_rules! all {
    ($check:ident: $($name:ident),* $(,)?) => { $($check::<$name>(stringify!($name));)* };
}

#[test]
fn the_types_are_those_of_the_contract() {
    answered::<EmployerDetails>("Employer");
    answered::<ChangeOutcome>("CreditAdjustmentOutcome");
    all!(answered: EmployerLink, MandateInForce, EmployeeLine, Credit, FoundEmployee,
        EmployeeReceipt, Employee, ServicePeriod, Occupation, Account, AccountYear, TrainingRight,
        LedgerEntry, CreditAdjustment, TrainingLine, Training, Participation, TrainingReceipt,
        BatchFileUpload, BatchFileReceipt, BatchFile, BatchFileForm, BatchFileAnomaly, BatchReceipt, Batch, BatchStatus, BatchProblem, BatchItem, Problem, Issue);
    all!(sent: NewEmployee, NewOccupation, TrainingDetails, NewTraining, NewParticipation, YearPart,
        TrainingCorrection, Completion, Selection, Person, RightOverride, RightOverrideWithdrawal,
        NewCompanyDays, NewCreditAdjustment, NewBatchItem, BatchCorrection, BatchParticipation,
        BatchCompletion, BatchSelection, BatchWithdrawal, Withdrawal);
}
