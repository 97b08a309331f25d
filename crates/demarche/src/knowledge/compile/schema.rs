//! Which tables there are, which columns they have, and what a column may hold.

/// What a field may hold; each is checked for every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any words.
    Text,
    /// Words, separated by `;`.
    List,
    /// The row's own id: lower case, digits, hyphens, `/` and `.`; once in the table.
    Id,
    /// The id of a row of the named table.
    Ref(&'static str),
    /// A country: id or ISO 3166-1 alpha-3 code.
    Country,
    /// An organisation: id or other id.
    Organisation,
    /// A code of the named system in `codes.csv`.
    Code(&'static str),
    /// Codes of the named system, separated by `;`.
    Codes(&'static str),
    /// A CAMEO actor code: groups of three letters, each one known.
    Cameo,
    /// A date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    Date,
    /// A whole number, not negative.
    Count,
    /// Degrees of latitude.
    Latitude,
    /// Degrees of longitude.
    Longitude,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Letters of an ISO code, so many.
    Upper(usize),
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct ColumnSpec {
    /// Its name in the header.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// True if neither the column nor a field of it may be left out.
    pub required: bool,
}

/// One table.
#[derive(Debug)]
pub struct TableSpec {
    /// File name.
    pub file: &'static str,
    /// Its columns, in the order of the index.
    pub columns: &'static [ColumnSpec],
}

const fn must(name: &'static str, kind: Kind) -> ColumnSpec {
    ColumnSpec { name, kind, required: true }
}

const fn may(name: &'static str, kind: Kind) -> ColumnSpec {
    ColumnSpec { name, kind, required: false }
}

use Kind::*;

/// Kinds of organisations.
pub const ORGANISATION_KINDS: &[&str] = &[
    "agency",
    "armed-group",
    "army",
    "bank",
    "company",
    "court",
    "government",
    "igo",
    "media",
    "ministry",
    "movement",
    "ngo",
    "parliament",
    "party",
    "police",
    "religious",
    "union",
];

/// All tables, in the order of the index. Positions of columns are used by [`super::super::record`].
pub const TABLES: &[TableSpec] = &[
    TableSpec {
        file: "countries.csv",
        columns: &[
            must("id", Id),
            may("iso3", Upper(3)),
            may("iso2", Upper(2)),
            must("name", Text),
            may("official", Text),
            may("aliases", List),
            may("adjectives", List),
            may("demonyms", List),
            may("capitals", List),
            may("metonyms", List),
            may("executive", Text),
            may("currency", Upper(3)),
            may("cameo", Upper(3)),
            may("plover", Code("plover-country")),
            may("disputed", OneOf(&["1", "PRE"])),
            may("fips", Upper(2)),
            may("cow", Count),
            may("gw", Count),
            may("geonames", Count),
            may("lat", Latitude),
            may("lon", Longitude),
            may("from", Date),
            may("to", Date),
            may("former", List),
        ],
    },
    TableSpec {
        file: "admin1.csv",
        columns: &[
            must("id", Text),
            must("country", Country),
            must("name", Text),
            may("aliases", List),
            may("geonames", Count),
            may("lat", Latitude),
            may("lon", Longitude),
        ],
    },
    TableSpec {
        file: "cities.csv",
        columns: &[
            must("geonames", Count),
            must("name", Text),
            may("aliases", List),
            must("country", Country),
            may("admin1", Ref("admin1.csv")),
            may("admin2", Text),
            must("lat", Latitude),
            must("lon", Longitude),
            may("population", Count),
        ],
    },
    TableSpec {
        file: "regions.csv",
        columns: &[
            must("id", Id),
            must("name", Text),
            may("aliases", List),
            must("kind", OneOf(&["region", "sea", "site", "unit"])),
            may("country", Country),
            must("lat", Latitude),
            must("lon", Longitude),
            may("geonames", Count),
            may("adjectives", List),
        ],
    },
    TableSpec {
        file: "organisations.csv",
        columns: &[
            must("id", Id),
            must("name", Text),
            may("aliases", List),
            may("other_ids", List),
            must("kind", OneOf(ORGANISATION_KINDS)),
            may("country", Country),
            may("plover", Code("plover-country")),
            may("sectors", Codes("plover-sector")),
            may("cameo", Cameo),
            may("from", Date),
            may("to", Date),
            may("note", Text),
        ],
    },
    TableSpec {
        file: "members.csv",
        columns: &[must("organisation", Organisation), must("country", Country), may("from", Date), may("to", Date)],
    },
    TableSpec {
        file: "governing.csv",
        columns: &[must("party", Organisation), must("role", OneOf(&["government", "opposition"])), may("from", Date), may("to", Date)],
    },
    TableSpec {
        file: "persons.csv",
        columns: &[
            must("id", Id),
            must("name", Text),
            may("aliases", List),
            may("country", Country),
            may("gender", OneOf(&["m", "f", "x"])),
            may("sectors", Codes("plover-sector")),
            may("source", Text),
        ],
    },
    TableSpec {
        file: "offices.csv",
        columns: &[
            must("id", Id),
            must("title", Text),
            may("variants", List),
            may("country", Country),
            may("organisation", Organisation),
            may("sectors", Codes("plover-sector")),
            may("cameo", Cameo),
        ],
    },
    TableSpec {
        file: "holders.csv",
        columns: &[
            must("person", Ref("persons.csv")),
            must("office", Ref("offices.csv")),
            may("from", Date),
            may("to", Date),
            may("acting", OneOf(&["0", "1"])),
            may("source", Text),
            may("sure", OneOf(&["0", "1"])),
        ],
    },
    TableSpec { file: "office_words.csv", columns: &[must("office_kind", Text), must("word", Text)] },
    TableSpec {
        file: "government.csv",
        columns: &[must("id", Id), must("title", Text), must("words", List), must("sectors", Codes("plover-sector")), may("cameo", Text)],
    },
    TableSpec {
        file: "agents.csv",
        columns: &[must("noun", Text), may("plural", Text), must("sectors", Codes("plover-sector")), may("cameo", Cameo)],
    },
    TableSpec {
        file: "codes.csv",
        columns: &[
            must("system", OneOf(&["plover-country", "plover-sector", "cameo-root", "cameo"])),
            must("code", Text),
            must("label", Text),
        ],
    },
    TableSpec {
        file: "words.csv",
        columns: &[
            must(
                "kind",
                OneOf(&[
                    "given",
                    "itself-agency",
                    "itself-armed-group",
                    "itself-bank",
                    "itself-company",
                    "itself-court",
                    "itself-igo",
                    "itself-media",
                    "itself-movement",
                    "itself-ngo",
                    "itself-party",
                    "itself-union",
                    "plain",
                    "shield-after",
                    "shield-before",
                    "place-after",
                    "particle",
                    "status",
                    "title",
                    "person-before",
                    "not-person-after",
                ]),
            ),
            must("word", Text),
        ],
    },
];

/// Position of a table in [`TABLES`], by its file name.
pub fn table_index(file: &str) -> Option<usize> {
    TABLES.iter().position(|t| t.file == file)
}
