//! Tidy tables of our own: one row an event, statement, commitment, entity or article, everything that the record knows, codes as text.

mod articles;
mod commitments;
mod entities;
mod events;
mod statements;
mod value;

use std::io::Write;

pub use value::{Kind, Value};

use super::view::{Side, View};
use super::{ExportError, Form, Format, Options, Report, Table, line};

/// Defines `COLUMNS` (name and kind) and `values` (one row) of a table, so that a name and its value stand in one line.
macro_rules! table {
    (|$r:ident: &$row:ident| $($name:literal $kind:ident = $value:expr;)+) => {
        /// Names and kinds of the columns.
        pub const COLUMNS: &[(&str, super::Kind)] = &[$(($name, super::Kind::$kind)),+];

        /// The cells of a row, in the order of the columns.
        fn values($r: &$row) -> Vec<super::Value> {
            vec![$(super::Value::from($value)),+]
        }
    };
}
use table;

/// The columns of a table.
pub fn columns(table: Table) -> &'static [(&'static str, Kind)] {
    match table {
        Table::Events => events::COLUMNS,
        Table::Statements => statements::COLUMNS,
        Table::Commitments => commitments::COLUMNS,
        Table::Entities => entities::COLUMNS,
        Table::Articles => articles::COLUMNS,
    }
}

/// The rows that a record has in a table.
pub fn rows(table: Table, view: &View) -> Vec<Vec<Value>> {
    match table {
        Table::Events => events::rows(view),
        Table::Statements => statements::rows(view),
        Table::Commitments => commitments::rows(view),
        Table::Entities => entities::rows(view),
        Table::Articles => articles::rows(view),
    }
}

/// CSV, TSV or JSON lines.
pub struct Text {
    table: Table,
    format: Format,
}

impl Text {
    /// A table as text.
    pub fn new(table: Table, format: Format) -> Self {
        Self { table, format }
    }

    /// One line of CSV or TSV. Control characters are replaced one by one with spaces, so that readers without a notion of quotes keep the rows
    /// apart and offsets stay true.
    fn line(&self, cells: impl Iterator<Item = String>, out: &mut dyn Write) -> Result<(), ExportError> {
        let cells: Vec<String> = cells.map(|c| line::plain(&c).into_owned()).collect();
        if self.format == Format::Tsv {
            out.write_all((cells.join("\t") + "\n").as_bytes())?;
            return Ok(());
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(cells)?;
        out.write_all(&writer.into_inner().map_err(|e| e.into_error())?)?;
        Ok(())
    }
}

impl Form for Text {
    fn begin(&mut self, _: &Options, out: &mut dyn Write) -> Result<(), ExportError> {
        if self.format == Format::JsonLines {
            return Ok(());
        }
        self.line(columns(self.table).iter().map(|(name, _)| (*name).to_owned()), out)
    }

    fn item(&mut self, view: &View, _: &Options, report: &mut Report, out: &mut dyn Write) -> Result<(), ExportError> {
        for row in rows(self.table, view) {
            report.rows += 1;
            if self.format == Format::JsonLines {
                let names = columns(self.table).iter().map(|(name, _)| (*name).to_owned());
                let object: serde_json::Map<_, _> = names.zip(row.into_iter().map(Value::json)).collect();
                out.write_all((serde_json::to_string(&object)? + "\n").as_bytes())?;
            } else {
                self.line(row.iter().map(|cell| cell.text().unwrap_or_default()), out)?;
            }
        }
        Ok(())
    }
}

/// One text for each side, side by side with the other columns of the same sides: missing members stay as empty texts; no member at all, no list.
fn each(sides: &[Side], value: impl Fn(&Side) -> Option<String>) -> Vec<String> {
    let list: Vec<String> = sides.iter().map(|s| value(s).unwrap_or_default()).collect();
    if list.iter().all(String::is_empty) { Vec::new() } else { list }
}

/// COW number of the country that a side acts for.
fn cow(view: &View, side: &Side) -> Option<String> {
    Some(view.knowledge.cow(view.country(side.entity)?)?.to_string())
}

/// Gleditsch and Ward's number.
fn gw(view: &View, side: &Side) -> Option<String> {
    Some(view.knowledge.gw(view.country(side.entity)?)?.to_string())
}
