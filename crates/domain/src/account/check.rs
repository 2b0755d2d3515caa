//! Whether an account holds together.

use std::collections::BTreeMap;

use super::Account;
use super::balance::YearBalance;
use super::entry::EntryKind;
use crate::anomaly::{Anomaly, Fault, Zone};
use crate::quantity::Minutes;
use crate::time::Year;

impl Account {
    /// Whether the sums and the balance of each year are those of its entries, what is carried out
    /// of a year comes in the next for the same year of origin, and no credit but that of the
    /// running year itself is ever overdrawn.
    ///
    /// Fails with `MINUTES-245` (sums), `YEAR-245` (carrying over) or `MINUTES-008` (overdrawn),
    /// each with the year.
    pub fn check(&self) -> Result<(), Anomaly> {
        self.sums_hold()?;
        self.carried_is_whole()?;
        self.nothing_is_overdrawn()
    }

    fn sums_hold(&self) -> Result<(), Anomaly> {
        let mut sums: BTreeMap<Year, YearBalance> =
            self.years.keys().map(|year| (*year, YearBalance::default())).collect();
        for entry in &self.entries {
            sums.entry(entry.year).or_default().add(entry);
        }
        for (year, sum) in &sums {
            if self.years.get(year) != Some(sum) {
                return Err(fault(Zone::Minutes, Fault::Sum, *year));
            }
        }
        Ok(())
    }

    fn carried_is_whole(&self) -> Result<(), Anomaly> {
        let mut open: BTreeMap<(Year, Year), Minutes> = BTreeMap::new();
        for entry in &self.entries {
            let into = match entry.kind {
                EntryKind::CarriedOut => entry.year.saturating_add(1),
                EntryKind::CarriedIn => entry.year,
                _ => continue,
            };
            *open.entry((into, entry.origin_year)).or_default() += entry.minutes;
        }
        match open.into_iter().find(|(_, rest)| *rest != Minutes(0)) {
            Some(((year, _), _)) => Err(fault(Zone::Year, Fault::Sum, year)),
            None => Ok(()),
        }
    }

    fn nothing_is_overdrawn(&self) -> Result<(), Anomaly> {
        let mut credit: BTreeMap<(Year, Year), Minutes> = BTreeMap::new();
        for entry in &self.entries {
            let left = credit.entry((entry.year, entry.origin_year)).or_default();
            *left += entry.minutes;
            let own = entry.origin_year == entry.year;
            if entry.origin_year > entry.year || (*left < Minutes(0) && !own) {
                return Err(fault(Zone::Minutes, Fault::OutsideDomain, entry.year));
            }
        }
        Ok(())
    }
}

fn fault(zone: Zone, fault: Fault, year: Year) -> Anomaly {
    Anomaly::new(zone, fault).with("year", year)
}
