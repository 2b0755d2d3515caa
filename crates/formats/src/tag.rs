//! The element names of `DmfA`, Dimona and batch files that mean something to the register.

use fla_domain::anomaly::Zone;

macro_rules! tags {
    ($($tag:ident = $name:literal $(, $zone:ident)?;)+) => {
        /// An element of a declaration.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Tag {
            $($tag,)+
            /// Any element that means nothing to the register.
            Other,
        }

        impl Tag {
            /// All of them, in their order.
            pub(crate) const ALL: &[Self] = &[$(Self::$tag,)+ Self::Other];

            /// The element of a name.
            pub(crate) fn of(name: &str) -> Self {
                match name { $($name => Self::$tag,)+ _ => Self::Other }
            }

            /// Its name.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$tag => $name,)+ Self::Other => "" }
            }

            /// What its value is about.
            pub(crate) const fn zone(self) -> Zone {
                match self { $($(Self::$tag => Zone::$zone,)?)+ _ => Zone::Element }
            }
        }
    };
}

tags! {
    DmfAOriginal = "DmfAOriginal";
    Dimona = "Dimona";
    Form = "Form";
    Identification = "Identification";
    FormCreationDate = "FormCreationDate";
    FormCreationHour = "FormCreationHour";
    AttestationStatus = "AttestationStatus";
    TypeForm = "TypeForm";
    EmployerDeclaration = "EmployerDeclaration";
    Quarter = "Quarter", Quarter;
    NossRegistrationNbr = "NOSSRegistrationNbr", NssoNumber;
    ProvisionalNssoNbr = "ProvisionalNSSONbr", NssoNumber;
    NossLpaRegistrationNbr = "NOSSLPARegistrationNbr", NssoNumber;
    CompanyId = "CompanyID", EnterpriseNumber;
    NaturalPerson = "NaturalPerson";
    NaturalPersonSequenceNbr = "NaturalPersonSequenceNbr";
    Inss = "INSS", Ssin;
    WorkerName = "WorkerName", FamilyName;
    WorkerFirstName = "WorkerFirstName", GivenName;
    WorkerRecord = "WorkerRecord";
    LocalUnitId = "LocalUnitID";
    Occupation = "Occupation";
    OccupationStartingDate = "OccupationStartingDate", StartDate;
    OccupationEndingDate = "OccupationEndingDate", EndDate;
    JointCommissionNbr = "JointCommissionNbr", JointCommittee;
    ContractType = "ContractType";
    RefMeanWorkingHours = "RefMeanWorkingHours", ReferenceHours;
    MeanWorkingHours = "MeanWorkingHours", WorkingHours;
    Remun = "Remun";
    RemunCode = "RemunCode";
    DimonaIn = "DimonaIn";
    DimonaOut = "DimonaOut";
    DimonaUpdate = "DimonaUpdate";
    DimonaCancel = "DimonaCancel";
    DailyRegistrationDeclaration = "DailyRegistrationDeclaration";
    DimonaPeriodId = "DimonaPeriodId";
    StartingDate = "StartingDate", StartDate;
    EndingDate = "EndingDate", EndDate;
    EmployerId = "EmployerId";
    DimonaFeatures = "DimonaFeatures";
    WorkerType = "WorkerType";
    FlaDeclaration = "FlaDeclaration";
    Reference = "Reference";
    ReferenceType = "ReferenceType";
    ReferenceOrigin = "ReferenceOrigin";
    ReferenceNbr = "ReferenceNbr", Reference;
    Motivation = "Motivation", Reason;
    EmployeeDeclaration = "EmployeeDeclaration";
    OccupationChange = "OccupationChange";
    PersonChange = "PersonChange";
    EmploymentEnd = "EmploymentEnd";
    EmployeeWithdrawal = "EmployeeWithdrawal";
    TrainingRightDeclaration = "TrainingRightDeclaration";
    TrainingRightWithdrawal = "TrainingRightWithdrawal";
    RightVerification = "RightVerification";
    TrainingDeclaration = "TrainingDeclaration";
    TrainingCompletion = "TrainingCompletion";
    TrainingWithdrawal = "TrainingWithdrawal";
    EndCause = "EndCause", EndCause;
    NaturalPersonId = "NaturalPersonId", Employee;
    EmployeeUserReference = "EmployeeUserReference", Reference;
    EmployeeId = "EmployeeID", Employee;
    WorkerBirthdate = "WorkerBirthdate", BirthDate;
    WorkerBirthplace = "WorkerBirthplace", Text;
    WorkerSex = "WorkerSex";
    Address = "Address", Text;
    OfficialLanguage = "OfficialLanguage", Language;
    EmailAddress = "EmailAddress", Email;
    Team = "Team", Text;
    Year = "Year", Year;
    RightKind = "RightKind", RightKind;
    Minutes = "Minutes", Duration;
    TrainingId = "TrainingId";
    TrainingIdNbr = "TrainingID", Training;
    TrainingUserReference = "TrainingUserReference", Reference;
    TrainingVersionNbr = "TrainingVersionNbr", Version;
    Training = "Training";
    Title = "Title", Title;
    TrainingKind = "TrainingKind", TrainingKind;
    ProviderName = "ProviderName", Text;
    Place = "Place", Text;
    Nature = "Nature", Text;
    Funding = "Funding", Text;
    ClaNbr = "CLANbr", Text;
    FieldOfEducation = "FieldOfEducation", FieldOfEducation;
    NotCountingReason = "NotCountingReason";
    Participant = "Participant", Participants;
    ParticipantUserReference = "ParticipantUserReference", Reference;
    ParticipationStatus = "ParticipationStatus", Status;
    Certificate = "Certificate";
    ValidUntil = "ValidUntil", ValidUntil;
    YearPart = "YearPart", Split;
    Absent = "Absent";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_tags_agree() {
        assert_eq!(Tag::of("INSS"), Tag::Inss);
        assert_eq!(Tag::Inss.name(), "INSS");
        assert_eq!(Tag::Inss.zone(), Zone::Ssin);
        assert_eq!(Tag::Form.zone(), Zone::Element);
        assert_eq!(Tag::of("a:INSS"), Tag::Other);
        // A token has a byte for it.
        assert!(Tag::ALL.len() <= 256);
        assert!(Tag::ALL.iter().enumerate().all(|(n, tag)| *tag as usize == n));
    }
}
