//! Under which names a row can be found, and what kind of name each is.

use super::schema::TABLES;
use super::table::Row;

/// What kind of name an entry was found under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Form {
    /// Its own name.
    Name = 0,
    /// Another name of it.
    Alias = 1,
    /// Capital letters that must stand as capitals: `US`, `NATO`.
    Acronym = 2,
    /// An adjective of a country: *Turkish*.
    Adjective = 3,
    /// Its people: *Turks*.
    Demonym = 4,
    /// A capital that can stand for its state: *Ankara*.
    Capital = 5,
    /// A seat of government that stands for it: *the Kremlin*.
    Metonym = 6,
    /// A person's family name alone.
    Surname = 7,
    /// The title of an office, whole: *NATO chief*.
    Title = 8,
    /// A title in small letters, which many others bear too: *warlord*, *army spokesman*. It needs a country beside it.
    Epithet = 9,
}

impl Form {
    /// The form with this number; [`Form::Name`] for one that is not known.
    pub fn from_number(n: u32) -> Self {
        use Form::*;
        const ALL: [Form; 10] = [Name, Alias, Acronym, Adjective, Demonym, Capital, Metonym, Surname, Title, Epithet];
        ALL.get(n as usize).copied().unwrap_or(Name)
    }
}

/// All names of a row of the table `file`.
pub fn names(file: &str, row: &Row) -> Vec<(String, Form)> {
    let mut out = Names::default();
    let get = |name: &str| column(file, name).map_or("", |i| row.fields[i].as_str());
    match file {
        "countries.csv" => {
            out.one(get("name"), Form::Name);
            out.list(get("official"), Form::Alias);
            out.list(get("aliases"), Form::Alias);
            for former in get("former").split(';') {
                out.one(former.split('@').next().unwrap_or(""), Form::Alias);
            }
            out.list(get("adjectives"), Form::Adjective);
            out.list(get("demonyms"), Form::Demonym);
            if !get("executive").is_empty() {
                out.list(get("capitals"), Form::Capital);
                out.list(get("metonyms"), Form::Metonym);
            }
        }
        "regions.csv" => {
            out.one(get("name"), Form::Name);
            out.list(get("aliases"), Form::Alias);
            out.list(get("adjectives"), Form::Adjective);
        }
        "admin1.csv" | "cities.csv" | "organisations.csv" => {
            out.one(get("name"), Form::Name);
            out.list(get("aliases"), Form::Alias);
        }
        "persons.csv" => {
            out.one(get("name"), Form::Name);
            out.list(get("aliases"), Form::Alias);
            for surname in surnames(get("name"), get("country")) {
                out.one(&surname, Form::Surname);
            }
        }
        "offices.csv" => {
            out.one(get("title"), Form::Title);
            for variant in get("variants").split(';') {
                let own = variant.chars().any(char::is_uppercase);
                out.one(variant, if own { Form::Title } else { Form::Epithet });
                for (short, long) in WRITTEN_OUT {
                    if let Some(rest) = variant.trim().strip_prefix(short) {
                        out.one(&format!("{long}{rest}"), Form::Title);
                    }
                }
            }
        }
        _ => {}
    }
    out.0
}

/// Abbreviations at the start of a title, and what they stand for.
const WRITTEN_OUT: &[(&str, &str)] =
    &[("UN ", "United Nations "), ("EU ", "European Union "), ("US ", "American "), ("US ", "United States ")];

/// Position of a column of a table.
pub fn column(file: &str, name: &str) -> Option<usize> {
    TABLES.iter().find(|t| t.file == file)?.columns.iter().position(|c| c.name == name)
}

#[derive(Default)]
struct Names(Vec<(String, Form)>);

impl Names {
    fn one(&mut self, name: &str, form: Form) {
        let name = name.trim();
        let form = if form <= Form::Alias && is_acronym(name) { Form::Acronym } else { form };
        if !name.is_empty() && !self.0.iter().any(|(n, f)| n == name && *f == form) {
            self.0.push((name.to_owned(), form));
        }
    }

    fn list(&mut self, names: &str, form: Form) {
        names.split(';').for_each(|name| self.one(name, form));
    }
}

/// True for a name of capitals (and digits, points, hyphens) only, at most eight: `US`, `M23`, `U.N.`.
pub fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (1..=8).contains(&letters) && !name.contains(' ') && name.chars().all(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '.' | '-'))
}

/// Particles that belong to the family name that follows.
const PARTICLES: &[&str] = &[
    "al", "el", "bin", "ben", "ibn", "von", "van", "der", "den", "de", "da", "do", "dos", "del", "di", "le", "la", "du", "ould", "abu",
    "bou", "mac", "ter", "st.", "san",
];

/// Family names as news use them alone: the last word with its particles; the first in China and Korea.
fn surnames(name: &str, country: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split_whitespace().filter(|p| !matches!(*p, "Jr." | "Jr" | "Sr." | "II" | "III")).collect();
    let [first, .., last] = parts.as_slice() else {
        return Vec::new();
    };
    // "Hussein of Jordan" is no Mr Jordan.
    if parts.contains(&"of") {
        return Vec::new();
    }
    match country {
        "CHN" | "TWN" | "PRK" | "KOR" if parts.len() <= 3 => {
            // "Tsai Ing-wen", "Moon Jae-in"; a name written the western way has its family name last.
            return vec![(*first).to_owned()];
        }
        "VNM" | "KHM" | "MMR" | "LAO" if parts.len() >= 2 => return vec![(*last).to_owned()],
        "ISL" => return vec![(*first).to_owned(), (*last).to_owned()],
        _ => {}
    }
    let mut out = vec![(*last).to_owned()];
    if let Some(bare) = bare_article(last) {
        out.push(bare.to_owned());
    }
    let mut start = parts.len() - 1;
    while start > 1 && PARTICLES.contains(&parts[start - 1].to_lowercase().as_str()) {
        start -= 1;
    }
    if start < parts.len() - 1 {
        out.push(parts[start..].join(" "));
    } else if parts.len() >= 3 && is_iberian(country) {
        out.push(parts[parts.len() - 2..].join(" "));
        out.push(parts[parts.len() - 2].to_owned());
    }
    out
}

/// The name without an Arabic article tied to it: `al-Sisi` is also `Sisi`.
fn bare_article(name: &str) -> Option<&str> {
    ["al-", "el-", "Al-", "El-", "as-", "ash-", "an-", "ar-"].iter().find_map(|a| name.strip_prefix(a)).filter(|rest| rest.len() > 3)
}

fn is_iberian(country: &str) -> bool {
    const SPEAKERS: &[&str] = &[
        "ESP", "MEX", "COL", "VEN", "PER", "CHL", "ARG", "BOL", "ECU", "PRY", "URY", "CUB", "DOM", "GTM", "HND", "SLV", "NIC", "CRI",
        "PAN", "PRT", "BRA", "PHL",
    ];
    SPEAKERS.contains(&country)
}
