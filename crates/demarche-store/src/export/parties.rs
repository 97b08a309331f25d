//! An actor's codes and names as the layouts write them.

use demarche::record::Entity;

use super::cameo::Cameo;
use super::line;
use super::view::View;

/// An actor's CAMEO code taken apart, as GDELT's columns have it; unknown is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// Country or region.
    pub country: String,
    /// Known group: an organisation or armed group with a code of its own.
    pub group: String,
    /// People.
    pub ethnic: String,
    /// Faiths.
    pub religions: [String; 2],
    /// Roles and kinds of actor.
    pub types: [String; 3],
}

impl Parts {
    /// Takes a code apart, three letters at a time. The first three are a country unless they are a role; a region may follow (`IGOAFR…`).
    pub fn of(code: &str) -> Self {
        let kinds = &Cameo::embedded().rules.actor;
        let mut parts = Self::default();
        let chars: Vec<char> = code.chars().collect();
        for (i, three) in chars.chunks(3).map(|c| c.iter().collect::<String>()).enumerate() {
            let slot = if kinds.types.contains(&three) {
                parts.types.iter_mut().find(|t| t.is_empty())
            } else if i == 0 || (parts.country.is_empty() && kinds.regions.contains(&three)) {
                Some(&mut parts.country)
            } else if kinds.religions.contains(&three) {
                parts.religions.iter_mut().find(|r| r.is_empty())
            } else if kinds.ethnic.contains(&three) {
                Some(&mut parts.ethnic)
            } else {
                Some(&mut parts.group)
            };
            if let Some(slot) = slot
                && slot.is_empty()
            {
                *slot = three;
            }
        }
        parts
    }
}

/// The country's name as ICEWS writes it; empty for actors of no country.
pub fn icews_country(view: &View, entity: &Entity) -> String {
    let Some(country) = view.country(entity) else { return String::new() };
    let iso3 = view.knowledge.iso3(country).unwrap_or_default();
    let ours = view.knowledge.name(country);
    Cameo::embedded().rules.icews_countries.get(&iso3).map_or(ours, String::as_str).to_owned()
}

/// The name as ICEWS writes it: actors without a name of their own carry their country, `Police (India)`.
pub fn icews_name(view: &View, entity: &Entity) -> String {
    let name = line::folded(&entity.name);
    let named = entity.actor.is_some() || matches!(entity.kind.as_str(), "person" | "country" | "place");
    let Some(country) = view.country(entity).filter(|_| !named) else { return name };
    let country = view.knowledge.name(country);
    let first = name.chars().next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let rest: String = name.chars().skip(1).collect();
    if name.contains(country) { format!("{first}{rest}") } else { format!("{first}{rest} ({country})") }
}

/// ICEWS's words for the sectors, joined with commas.
pub fn icews_sectors(entity: &Entity) -> String {
    let words = &Cameo::embedded().rules.icews_sectors;
    line::joined(entity.plover.sectors.iter().map(|s| words.get(s).unwrap_or(s).as_str()), ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_apart() {
        let parts = |code| {
            let Parts { country, group, types: [a, b, c], .. } = Parts::of(code);
            [country, group, a, b, c].join("/")
        };
        assert_eq!(parts("USAGOVMIL"), "USA//GOV/MIL/");
        assert_eq!(parts("IGOUNO"), "/UNO/IGO//");
        assert_eq!(parts("IGOWSTNAT"), "WST/NAT/IGO//");
        assert_eq!(parts("AFGREBTAL"), "AFG/TAL/REB//");
        assert_eq!(parts("CVL"), "//CVL//");
        assert_eq!(parts("USAGOVMILCOPLEG"), "USA//GOV/MIL/COP");
        assert_eq!(Parts::of("IRQMOSSHI").religions, ["MOS", "SHI"]);
        assert_eq!(Parts::of("TURKUR").ethnic, "KUR");
        assert_eq!(Parts::of(""), Parts::default());
        assert_eq!(Parts::of("é").country, "é");
    }

    #[test]
    fn every_sector_of_the_knowledge_base_has_a_word() {
        let rows = include_str!("../../../../knowledge/codes.csv").lines().filter_map(|l| l.strip_prefix("plover-sector,"));
        for code in rows.filter_map(|r| r.split(',').next()) {
            assert!(Cameo::embedded().rules.icews_sectors.contains_key(code), "{code}");
        }
    }
}
