//! Names of layouts.

use std::fmt;
use std::str::FromStr;

/// A layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// POLECAT: 40 columns, tabs, header.
    Polecat,
    /// ICEWS: 20 columns, tabs, header.
    Icews,
    /// GDELT 2.0 events: 61 columns, tabs, no header.
    Gdelt,
    /// GDELT 2.0 mentions: 16 columns, tabs, no header.
    GdeltMentions,
    /// NGEC: JSON lines.
    Ngec,
    /// PETRARCH2: 8 columns, tabs, no header.
    Petrarch2,
    /// GeoJSON of the events with a place.
    GeoJson,
    /// A table of our own.
    Tidy(Table, Format),
}

/// What a table of our own has a row for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Each event, whatever its status.
    Events,
    /// Each statement.
    Statements,
    /// Each commitment.
    Commitments,
    /// Each entity of each article.
    Entities,
    /// Each article.
    Articles,
}

/// How a table of our own is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Commas, quotes, header.
    Csv,
    /// Tabs, no quotes, header.
    Tsv,
    /// One JSON object a line.
    JsonLines,
    /// Parquet, Snappy-compressed.
    Parquet,
    /// Arrow IPC file (Feather version 2).
    Arrow,
}

/// A layout that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such layout: {0} (one of {names})", names = Layout::names().join(", "))]
pub struct UnknownLayout(pub String);

const PLAIN: [(&str, Layout); 7] = [
    ("polecat", Layout::Polecat),
    ("icews", Layout::Icews),
    ("gdelt", Layout::Gdelt),
    ("gdelt-mentions", Layout::GdeltMentions),
    ("ngec", Layout::Ngec),
    ("petrarch2", Layout::Petrarch2),
    ("geojson", Layout::GeoJson),
];

const TABLES: [(&str, Table); 5] = [
    ("events", Table::Events),
    ("statements", Table::Statements),
    ("commitments", Table::Commitments),
    ("entities", Table::Entities),
    ("articles", Table::Articles),
];

const FORMATS: [(&str, Format); 5] =
    [("csv", Format::Csv), ("tsv", Format::Tsv), ("jsonl", Format::JsonLines), ("parquet", Format::Parquet), ("arrow", Format::Arrow)];

impl Layout {
    /// Every name, tables with each format: `events.csv`.
    pub fn names() -> Vec<String> {
        let tables = TABLES.iter().flat_map(|(t, _)| FORMATS.iter().map(move |(f, _)| format!("{t}.{f}")));
        PLAIN.iter().map(|(name, _)| (*name).to_owned()).chain(tables).collect()
    }

    /// True if what is written is no text.
    pub fn is_binary(self) -> bool {
        matches!(self, Layout::Tidy(_, Format::Parquet | Format::Arrow))
    }

    /// The layout of this name; a table named without its format takes it from the ending of the file it goes to, or is CSV.
    ///
    /// # Errors
    /// If there is no such layout.
    pub fn named(name: &str, file_ending: Option<&str>) -> Result<Self, UnknownLayout> {
        if let Some((_, table)) = TABLES.iter().find(|(t, _)| *t == name) {
            let format = FORMATS.iter().find(|(f, _)| Some(*f) == file_ending).map_or(Format::Csv, |(_, format)| *format);
            return Ok(Layout::Tidy(*table, format));
        }
        name.parse()
    }
}

impl FromStr for Layout {
    type Err = UnknownLayout;

    fn from_str(name: &str) -> Result<Self, UnknownLayout> {
        if let Some((_, layout)) = PLAIN.iter().find(|(n, _)| *n == name) {
            return Ok(*layout);
        }
        let (table, format) = name.split_once('.').unwrap_or((name, "csv"));
        let table = TABLES.iter().find(|(t, _)| *t == table);
        let format = FORMATS.iter().find(|(f, _)| *f == format);
        table.zip(format).map(|((_, t), (_, f))| Layout::Tidy(*t, *f)).ok_or_else(|| UnknownLayout(name.to_owned()))
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = PLAIN.iter().find(|(_, layout)| layout == self) {
            return f.write_str(name);
        }
        let Layout::Tidy(table, format) = self else { return Ok(()) };
        let table = TABLES.iter().find(|(_, t)| t == table).map_or("", |(name, _)| name);
        let format = FORMATS.iter().find(|(_, t)| t == format).map_or("", |(name, _)| name);
        write!(f, "{table}.{format}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_its_layout_and_back() {
        for name in Layout::names() {
            assert_eq!(name.parse::<Layout>().expect("a layout").to_string(), name);
        }
        assert_eq!("events".parse(), Ok(Layout::Tidy(Table::Events, Format::Csv)));
        assert_eq!(Layout::named("events", Some("parquet")), Ok(Layout::Tidy(Table::Events, Format::Parquet)));
        assert_eq!(Layout::named("icews", Some("parquet")), Ok(Layout::Icews));
        assert!("acled".parse::<Layout>().is_err_and(|e| e.to_string().contains("gdelt-mentions")));
    }
}
