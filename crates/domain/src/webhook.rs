//! What an organisation can have itself told, and by which names the events go.

/// A subject of which an organisation wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Trainings and participations.
    Trainings,
    /// Rights, and credit that was adjusted.
    Rights,
    /// People and their employment.
    Employees,
    /// Questions of employees, and trainings that providers reported.
    Questions,
}

codes!(Topic {
    Trainings = "trainings",
    Rights = "rights",
    Employees = "employees",
    Questions = "questions",
});

/// The name of the service in events (`be.<organisation>.<api>.v1`, rule `async-svctype` of the
/// Belgif REST guide).
pub const SERVICE: &str = "be.fla.register.v1";

/// What happened, as an event says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happened {
    /// Of which subject.
    pub topic: Topic,
    /// With which resource.
    pub resource: &'static str,
    /// What happened to it.
    pub what: &'static str,
}

impl Happened {
    /// What a kind of change means to those who are told; `None` for what nobody is told: access,
    /// mandates, settings, papers.
    pub fn of(kind: &str) -> Option<Self> {
        let (topic, resource, what) = match kind {
            "registerTraining" | "registerSeries" => (Topic::Trainings, "trainings", "created"),
            "correctTraining" => (Topic::Trainings, "trainings", "changed"),
            "completeTraining" => (Topic::Trainings, "trainings", "completed"),
            "withdrawTraining" => (Topic::Trainings, "trainings", "withdrawn"),
            "restoreTraining" => (Topic::Trainings, "trainings", "restored"),
            "attachEvidence" | "removeEvidence" => (Topic::Trainings, "evidence", "changed"),
            "acceptReported" | "acceptReportedChanged" | "mergeReported" => {
                (Topic::Trainings, "trainings", "created")
            }
            "sheetCarriedOut" | "sheetUndone" => (Topic::Trainings, "trainings", "imported"),
            "setRight"
            | "computeRight"
            | "setAverage"
            | "computeAverage"
            | "giveCompanyDays"
            | "withdrawCompanyDays"
            | "setOptOut"
            | "endOptOut"
            | "recalculateAll"
            | "recalculation" => (Topic::Rights, "trainingRights", "changed"),
            "verifyRights" => (Topic::Rights, "trainingRights", "verified"),
            "adjustCredit" | "withdrawAdjustment" => (Topic::Rights, "credits", "changed"),
            "addEmployee" => (Topic::Employees, "employees", "created"),
            "changePerson" | "setTeam" | "changeOccupations" => {
                (Topic::Employees, "employees", "changed")
            }
            "endService" => (Topic::Employees, "employees", "left"),
            "removeEmployee" | "erase" => (Topic::Employees, "employees", "removed"),
            "importDeclarations" | "sheetReceived" => (Topic::Employees, "employees", "imported"),
            "askAbout" => (Topic::Questions, "questions", "created"),
            "askAgain" => (Topic::Questions, "questions", "changed"),
            "takeBack" => (Topic::Questions, "questions", "withdrawn"),
            "answerQuestion" => (Topic::Questions, "questions", "answered"),
            "reportTraining" | "confirmAttendance" => (Topic::Questions, "reports", "created"),
            "withdrawReport" => (Topic::Questions, "reports", "withdrawn"),
            "disputeReported" => (Topic::Questions, "reports", "disputed"),
            "reopenReported" => (Topic::Questions, "reports", "changed"),
            _ => return None,
        };
        Some(Self { topic, resource, what })
    }

    /// The type of the event.
    pub fn kind(self) -> String {
        format!("{SERVICE}.{}.notify.{}", self.resource, self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_named_by_what_happened() {
        let named = |kind: &str| Happened::of(kind).map(Happened::kind);
        let created = "be.fla.register.v1.trainings.notify.created";
        assert_eq!(named("registerTraining").as_deref(), Some(created));
        assert_eq!(Happened::of("askAbout").unwrap().topic, Topic::Questions);
        for nobodys in ["giveAccess", "addClient", "giveMandate", "changeSettings", "makePapers"] {
            assert_eq!(named(nobodys), None, "{nobodys}");
        }
    }
}
