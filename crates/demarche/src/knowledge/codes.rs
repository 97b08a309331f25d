//! Codes of an entry: PLOVER, CAMEO, FIPS 10-4, Correlates of War, Gleditsch–Ward; and membership on a date.

use jiff::civil::Date;

use super::Knowledge;
use super::actor::Plover;
use super::compile::check::date_number;
use super::entry::{Entry, EntryKind, country, organisation};

/// Sectors of PLOVER with the role of CAMEO that says the same, in the order in which CAMEO writes them.
const ROLES: &[(&str, &str)] = &[("JRN", "MED"), ("MED", "HLH"), ("SOC", "NGO")];

/// A day as the number YYYYMMDD.
pub(super) fn day(date: Date) -> u32 {
    date.year().max(0) as u32 * 10_000 + date.month() as u32 * 100 + date.day() as u32
}

/// True if the spell from `from` to `to` (either may be empty: open) covers the day; without a day, if it is still open.
pub(super) fn covers(from: &str, to: &str, on: Option<u32>) -> bool {
    let Some(on) = on else { return to.is_empty() };
    date_number(from, false).is_none_or(|start| start <= on) && date_number(to, true).is_none_or(|end| on <= end)
}

impl Knowledge {
    /// The name of an entry on a day: North Macedonia was Macedonia until 12 February 2019.
    pub fn name_on(&self, entry: Entry, on: Option<Date>) -> &str {
        if let (EntryKind::Country, Some(on)) = (entry.kind, on) {
            for former in self.field(entry, country::FORMER).split(';') {
                if let Some((name, until)) = former.split_once('@')
                    && date_number(until, true).is_some_and(|until| day(on) < until)
                {
                    return name;
                }
            }
        }
        self.name(entry)
    }

    /// ISO 3166-1 alpha-3 of the country of an entry; of a partly recognised state, of the country that it lies in by PLOVER.
    pub fn iso3(&self, entry: Entry) -> Option<String> {
        let country = self.country_of(entry)?;
        let partly = self.field(country, country::DISPUTED) == "PRE";
        some(self.field(country, country::ISO3)).or_else(|| some(self.field(country, country::PLOVER)).filter(|_| partly))
    }

    /// FIPS 10-4 code of the country of an entry, as GDELT writes places.
    pub fn fips(&self, entry: Entry) -> Option<String> {
        some(self.field(self.country_of(entry)?, country::FIPS))
    }

    /// Number of the country of an entry in the Correlates of War state system.
    pub fn cow(&self, entry: Entry) -> Option<u16> {
        self.field(self.country_of(entry)?, country::COW).parse().ok()
    }

    /// Gleditsch and Ward's number of the country of an entry.
    pub fn gw(&self, entry: Entry) -> Option<u16> {
        self.field(self.country_of(entry)?, country::GW).parse().ok()
    }

    /// ISO 4217 code of the currency of the country of an entry.
    pub fn currency(&self, entry: Entry) -> Option<String> {
        some(self.field(self.country_of(entry)?, country::CURRENCY))
    }

    /// PLOVER's country code for a country of the tables.
    pub(super) fn plover_country(&self, entry: Entry) -> Option<String> {
        let country = self.country_of(entry)?;
        some(self.field(country, country::PLOVER)).or_else(|| some(self.field(country, country::ISO3)))
    }

    /// CAMEO's code for a country of the tables.
    pub(super) fn cameo_country(&self, entry: Entry) -> Option<String> {
        let country = self.country_of(entry)?;
        some(self.field(country, country::CAMEO)).or_else(|| some(self.field(country, country::ISO3)))
    }

    /// PLOVER's codes of an entry by itself, without offices.
    pub fn plover(&self, entry: Entry) -> Plover {
        match entry.kind {
            EntryKind::Organisation => Plover {
                country: some(self.field(entry, organisation::PLOVER))
                    .or_else(|| self.plover_country(entry))
                    .or_else(|| international(self.field(entry, organisation::KIND))),
                sectors: sectors(self.field(entry, organisation::SECTORS)),
            },
            EntryKind::Person | EntryKind::Office => Plover { country: self.plover_country(entry), sectors: sectors(self.field(entry, 5)) },
            EntryKind::Country => {
                let partly = self.field(entry, country::DISPUTED) == "PRE";
                Plover { country: self.plover_country(entry), sectors: if partly { vec!["PRE".into()] } else { Vec::new() } }
            }
            _ => Plover { country: self.plover_country(entry), sectors: Vec::new() },
        }
    }

    /// What a party is on a day by `governing.csv`: its sector and its CAMEO code. `None` for an organisation without a row there.
    pub(super) fn party_on(&self, party: Entry, on: Option<Date>) -> Option<(&'static str, Option<String>)> {
        let spells = self.terms("go", &self.id(party));
        if spells.is_empty() {
            return None;
        }
        let governs = spells.iter().any(|&(layer, row)| {
            let table = &self.layers[layer];
            table.field(row, 1) == "government" && covers(table.field(row, 2), table.field(row, 3), on.map(day))
        });
        let role = if governs { "GOV" } else { "OPP" };
        Some((role, self.country_of(party).and_then(|c| self.cameo_country(c)).map(|c| c + role)))
    }

    /// CAMEO's actor code of an entry by itself.
    pub fn cameo(&self, entry: Entry) -> Option<String> {
        match entry.kind {
            EntryKind::Organisation => some(self.field(entry, organisation::CAMEO)),
            EntryKind::Office => some(self.field(entry, 6)),
            EntryKind::Person => self.cameo_code(self.country_of(entry), &self.plover(entry).sectors),
            _ => self.cameo_country(entry),
        }
    }

    /// A CAMEO actor code from a country and PLOVER sectors: `SYRREB`, `USAGOVMIL`. At most three groups after the country.
    pub fn cameo_code(&self, country: Option<Entry>, sectors: &[String]) -> Option<String> {
        let mut code = country.and_then(|c| self.cameo_country(c)).unwrap_or_default();
        for sector in sectors.iter().filter(|s| *s != "PRE" && *s != "UNK").take(3) {
            let role = ROLES.iter().find(|(plover, _)| plover == sector).map_or(sector.as_str(), |(_, cameo)| cameo);
            code.push_str(role);
        }
        some(&code)
    }

    /// True if the country was a member of the organisation on that day; without a day, if it is one now.
    /// `organisation` is an id (`nato`), `country` an ISO alpha-3 code or id.
    pub fn is_member(&self, organisation: &str, country: &str, on: Option<Date>) -> bool {
        let Some(organisation) = self.by_id(organisation).filter(|e| e.kind == EntryKind::Organisation) else {
            return false;
        };
        let country = country.to_ascii_lowercase();
        self.terms("mo", &self.id(organisation)).into_iter().any(|(layer, row)| {
            let layer = &self.layers[layer];
            layer.field(row, 1).eq_ignore_ascii_case(&country) && covers(layer.field(row, 2), layer.field(row, 3), on.map(day))
        })
    }

    /// The members of an organisation on that day, as ISO alpha-3 codes, sorted.
    pub fn members(&self, organisation: &str, on: Option<Date>) -> Vec<String> {
        let Some(organisation) = self.by_id(organisation).filter(|e| e.kind == EntryKind::Organisation) else {
            return Vec::new();
        };
        let rows = self.terms("mo", &self.id(organisation)).into_iter();
        let mut out: Vec<String> = rows
            .map(|(layer, row)| (&self.layers[layer], row))
            .filter(|(layer, row)| covers(layer.field(*row, 2), layer.field(*row, 3), on.map(day)))
            .map(|(layer, row)| layer.field(row, 1).to_ascii_uppercase())
            .collect();
        out.sort();
        out.dedup();
        out
    }
}

/// PLOVER's code for an organisation of no country.
fn international(kind: &str) -> Option<String> {
    let code = match kind {
        "igo" | "bank" | "court" => "IGO",
        "ngo" | "religious" | "union" => "NGO",
        "armed-group" => "IMG",
        "company" | "media" => "MNC",
        "movement" => "ISM",
        _ => return None,
    };
    Some(code.to_owned())
}

/// The text, if there is any.
pub(super) fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Sectors of a field; CAMEO's HLH is PLOVER's MED.
pub(super) fn sectors(field: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for sector in field.split(';').map(str::trim).filter(|s| !s.is_empty()) {
        let sector = if sector == "HLH" { "MED" } else { sector };
        if !out.iter().any(|s| s == sector) {
            out.push(sector.to_owned());
        }
    }
    out
}
