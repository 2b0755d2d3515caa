//! How a yearly notice reached an employee, and what trainings cost for the social balance sheet.

use serde::{Deserialize, Serialize};

/// How a notice reached an employee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Handing {
    /// Handed over on paper.
    ByHand,
    /// Sent by post.
    ByPost,
    /// Sent by e-mail.
    ByEmail,
}

codes!(Handing { ByHand = "byHand", ByPost = "byPost", ByEmail = "byEmail" });

/// A heading of the social balance sheet under which training is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Heading {
    /// Formal further training: items 5801 to 5803 for men, 5811 to 5813 for women.
    Formal,
    /// Less formal and informal further training: items 5821 to 5823 and 5831 to 5833.
    Informal,
    /// Initial training: items 5841 to 5843 and 5851 to 5853.
    Initial,
}

codes!(Heading { Formal = "formal", Informal = "informal", Initial = "initial" });

/// The columns of the social balance sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Gender {
    /// Men.
    Men,
    /// Women.
    Women,
}

codes!(Gender { Men = "men", Women = "women" });

impl Gender {
    /// The column of a person whose gender is kept as `m` or `f`; none where it is not known, or
    /// is another.
    pub fn of(code: Option<&str>) -> Option<Self> {
        match code {
            Some("m") => Some(Self::Men),
            Some("f") => Some(Self::Women),
            _ => None,
        }
    }
}

impl Heading {
    /// The first two digits after 58 of its items: `0` and `1` for formal training, and so on.
    const fn base(self, gender: Gender) -> u16 {
        let heading = match self {
            Self::Formal => 0,
            Self::Informal => 20,
            Self::Initial => 40,
        };
        let column = match gender {
            Gender::Men => 0,
            Gender::Women => 10,
        };
        5800 + heading + column
    }

    /// The item that holds the number of employees concerned.
    pub const fn people_item(self, gender: Gender) -> u16 {
        self.base(gender) + 1
    }

    /// The item that holds the hours.
    pub const fn hours_item(self, gender: Gender) -> u16 {
        self.base(gender) + 2
    }

    /// The item that holds the net cost.
    pub const fn cost_item(self, gender: Gender) -> u16 {
        self.base(gender) + 3
    }
}

/// What trainings cost, in cents, as the employer's books say. The hours of those who follow are
/// part of the gross cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// Gross cost that comes with the trainings directly.
    pub gross: i64,
    /// Contributions and payments to collective funds.
    pub contributions: i64,
    /// Subsidies and other financial advantages received, as a positive number.
    pub subsidies: i64,
}

impl Cost {
    /// Net cost: gross and contributions less subsidies.
    pub const fn net(&self) -> i64 {
        self.gross + self.contributions - self.subsidies
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_those_of_the_model_accounts() {
        let items: Vec<[u16; 3]> = Heading::ALL
            .iter()
            .flat_map(|h| Gender::ALL.iter().map(move |g| (h, g)))
            .map(|(h, g)| [h.people_item(*g), h.hours_item(*g), h.cost_item(*g)])
            .collect();
        assert_eq!(
            items,
            [
                [5801, 5802, 5803],
                [5811, 5812, 5813],
                [5821, 5822, 5823],
                [5831, 5832, 5833],
                [5841, 5842, 5843],
                [5851, 5852, 5853],
            ]
        );
    }

    #[test]
    fn net_cost_takes_subsidies_off() {
        let cost = Cost { gross: 120_000, contributions: 5_050, subsidies: 20_000 };
        assert_eq!(cost.net(), 105_050);
    }
}
