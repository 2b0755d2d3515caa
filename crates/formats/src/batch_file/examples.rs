//! The examples that are published with the schema: one of every case, valid by it.

macro_rules! examples {
    ($($name:literal),+ $(,)?) => {
        /// The examples that are published with the schema: the name of each file and what it says.
        pub const EXAMPLES: &[(&str, &str)] = &[$((
            concat!("FlaDeclaration_20264_", $name, ".xml"),
            include_str!(concat!("../../schemas/FlaDeclaration_20264_", $name, ".xml")),
        )),+];
    };
}

examples! {
    "every_case",
    "employee_add",
    "occupation_change",
    "person_change",
    "employment_end",
    "employee_withdraw",
    "right_set",
    "right_change",
    "right_withdraw",
    "right_verify",
    "training_register",
    "training_plan",
    "training_correct",
    "training_complete",
    "training_withdraw",
    "export",
}
