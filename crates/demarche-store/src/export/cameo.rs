//! CAMEO's side of the exports: labels, Goldstein scores, quad classes, and the rules of `cameo.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// The rules and the codes.
#[derive(Debug)]
pub struct Cameo {
    /// The rules of `cameo.toml`.
    pub rules: Rules,
    codes: BTreeMap<String, Code>,
}

#[derive(Debug, Deserialize)]
struct Code {
    code: String,
    label: String,
    goldstein: f64,
}

/// What `cameo.toml` says; its comments explain each table.
#[derive(Debug, Deserialize)]
pub struct Rules {
    quad: BTreeMap<String, u8>,
    back: BTreeMap<String, String>,
    among: Among,
    requests: Requests,
    statements: BTreeMap<String, Stance>,
    icews_intensity: BTreeMap<String, f64>,
    /// ICEWS's word for each of PLOVER's sectors.
    pub icews_sectors: BTreeMap<String, String>,
    /// ICEWS's names of countries where they are not ours.
    pub icews_countries: BTreeMap<String, String>,
    /// The kinds of three-letter codes that an actor's code is made of.
    pub actor: ActorCodes,
}

#[derive(Debug, Deserialize)]
struct Among {
    codes: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
struct Requests {
    demands: BTreeSet<String>,
    from: String,
    to: String,
}

#[derive(Debug, Deserialize)]
struct Stance {
    code: String,
    own: Option<String>,
}

/// Which three letters of an actor's code mean what.
#[derive(Debug, Deserialize)]
pub struct ActorCodes {
    /// Roles and kinds of actor.
    pub types: BTreeSet<String>,
    /// Regions, which stand in the place of a country.
    pub regions: BTreeSet<String>,
    /// Faiths.
    pub religions: BTreeSet<String>,
    /// Peoples.
    pub ethnic: BTreeSet<String>,
}

static CAMEO: LazyLock<Cameo> = LazyLock::new(|| {
    let rules = toml::from_str(include_str!("cameo.toml")).expect("cameo.toml is part of the program and parses");
    let rows: Result<Vec<Code>, csv::Error> = csv::Reader::from_reader(include_str!("cameo.csv").as_bytes()).deserialize().collect();
    let codes = rows.expect("cameo.csv is part of the program and parses").into_iter().map(|row| (row.code.clone(), row)).collect();
    Cameo { rules, codes }
});

impl Cameo {
    /// The tables that the program carries.
    pub fn embedded() -> &'static Cameo {
        &CAMEO
    }

    /// What a code is called; of a code that is not in the table, the label of the code above it.
    pub fn label(&self, code: &str) -> &str {
        self.find(code).map_or("", |row| &row.label)
    }

    /// Goldstein's score as extended to CAMEO, by GDELT's table; 0 for a code that nothing stands above.
    pub fn goldstein(&self, code: &str) -> f64 {
        self.find(code).map_or(0.0, |row| row.goldstein)
    }

    /// The score that ICEWS prints instead of `goldstein`, if it prints another.
    pub fn icews_intensity(&self, code: &str, goldstein: f64) -> f64 {
        self.rules.icews_intensity.get(code).copied().unwrap_or(goldstein)
    }

    fn find(&self, code: &str) -> Option<&Code> {
        (2..=code.len()).rev().filter_map(|n| code.get(..n)).find_map(|prefix| self.codes.get(prefix))
    }

    /// GDELT's quad class (1 to 4) of a code, by its root.
    pub fn quad(&self, code: &str) -> Option<u8> {
        self.rules.quad.get(code.get(..2)?).copied()
    }

    /// The code of the row that runs back from recipient to actor, if one does.
    pub fn back(&self, code: &str) -> Option<&str> {
        self.rules.back.get(code).map(String::as_str)
    }

    /// True if several actors without a recipient did this with each other.
    pub fn is_among(&self, code: &str) -> bool {
        self.rules.among.codes.contains(code)
    }

    /// The code of a request, by what the ledger calls it: an appeal unless it is a demand.
    pub fn request(&self, code: &str, commitment: Option<&str>) -> String {
        let rules = &self.rules.requests;
        match code.strip_prefix(&*rules.from) {
            Some(rest) if !commitment.is_some_and(|kind| rules.demands.contains(kind)) => format!("{}{rest}", rules.to),
            _ => code.to_owned(),
        }
    }

    /// The code of a statement by its stance; `own`: an act told inside it is the speaker's own side's.
    pub fn statement(&self, stance: &str, own: bool) -> Option<&str> {
        let rule = self.rules.statements.get(stance)?;
        Some(rule.own.as_ref().filter(|_| own).unwrap_or(&rule.code))
    }
}

/// A code as ICEWS and GDELT write it: at least three digits, so that the root 04 is 040.
pub fn three_digits(code: &str) -> String {
    if code.len() == 2 { format!("{code}0") } else { code.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche::codebook::Codebook;

    #[test]
    fn every_code_of_the_codebook_and_the_rules_has_a_label_and_a_quad_class() {
        let cameo = Cameo::embedded();
        let book = Codebook::embedded();
        let ours = book.types.values().flat_map(|t| t.modes.values().map(|m| &m.cameo).chain([&t.cameo]));
        let rules = &cameo.rules;
        let ruled = rules.back.iter().flat_map(|(a, b)| [a, b]).chain(&rules.among.codes).chain(rules.icews_intensity.keys());
        let said = rules.statements.values().flat_map(|s| [&s.code].into_iter().chain(&s.own));
        for code in ours.chain(ruled).chain(said).chain(cameo.codes.keys()) {
            assert!(cameo.codes.contains_key(code), "{code}");
            assert!(!cameo.label(code).is_empty() && cameo.quad(code).is_some(), "{code}");
            assert!((-10.0..=10.0).contains(&cameo.goldstein(code)), "{code}");
        }
    }

    #[test]
    fn codes_keep_their_zeros() {
        assert_eq!(three_digits("04"), "040");
        assert_eq!(three_digits("0874"), "0874");
        assert_eq!(Cameo::embedded().label("04"), Cameo::embedded().label("040"));
    }

    #[test]
    fn requests_are_appeals_and_demands_stay() {
        let cameo = Cameo::embedded();
        assert_eq!(cameo.request("103", Some("request")), "023");
        assert_eq!(cameo.request("1053", None), "0253");
        assert_eq!(cameo.request("10", Some("application")), "02");
        assert_eq!(cameo.request("104", Some("demand")), "104");
        assert_eq!(cameo.request("111", None), "111");
    }

    #[test]
    fn every_parallel_of_a_demand_exists() {
        let cameo = Cameo::embedded();
        for code in cameo.codes.keys().filter(|c| c.starts_with("10")) {
            assert!(cameo.codes.contains_key(&cameo.request(code, None)), "{code}");
        }
    }

    #[test]
    fn an_unknown_code_takes_the_label_above_it() {
        let cameo = Cameo::embedded();
        assert_eq!(cameo.label("1959"), "Employ aerial weapons");
        assert_eq!(cameo.label(""), "");
        assert_eq!(cameo.label("é9"), "");
    }

    #[test]
    fn every_stance_has_a_code() {
        let cameo = Cameo::embedded();
        for stance in ["asserts", "denies", "doubts", "demands", "promises", "warns", "confirms", "declines", "asks"] {
            assert!(cameo.statement(stance, false).is_some(), "{stance}");
        }
        assert_eq!(cameo.statement("denies", true), Some("016"));
        assert_eq!(cameo.statement("sings", true), None);
    }
}
