//! Records in the layouts that users load: POLECAT, ICEWS, GDELT, NGEC, PETRARCH2, tidy tables, Parquet, Arrow, GeoJSON.
//!
//! [`write`] takes items (a record each, and what a store knows of its events) and writes one layout; [`Exporter`] takes them one by one. Each
//! layout is one file of this module with its columns as a table; `LAYOUTS.md` beside the crate says what each column comes from.
//!
//! ```
//! use demarche_store::export::{self, Layout, Options};
//!
//! let mut out = Vec::new();
//! let layout: Layout = "icews".parse().unwrap();
//! let report = export::write(layout, Vec::new(), &Options::default(), &mut out).unwrap();
//! assert!(out.starts_with(b"Event ID\tEvent Date\tSource Name"));
//! assert_eq!(report.rows, 0);
//! ```

mod cameo;
mod choose;
mod columnar;
mod dyads;
mod gdelt;
mod geo;
mod geojson;
mod icews;
mod ids;
mod layout;
mod line;
mod mentions;
mod ngec;
mod parties;
mod petrarch;
mod polecat;
mod tidy;
mod view;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_tidy;

use std::io::{self, Write};

use demarche::knowledge::Knowledge;

pub use choose::{Extra, Extras, Report, Tellings, extra};
pub use ids::IdWidth;
pub use layout::{Format, Layout, Table, UnknownLayout};
pub use view::{Happening, Item};

use view::View;

/// Version of the tidy tables: columns may be added under the same number, never renamed or removed.
pub const SCHEMA: &str = "demarche.export/1";

/// How to write.
#[derive(Debug, Clone)]
pub struct Options<'k> {
    /// `event_id` instead of `Event ID` in the headers of ICEWS and POLECAT.
    pub snake: bool,
    /// Most pairs of actor and recipient that one event makes in layouts of two actors; the rows that run back are not counted.
    pub pairs_limit: usize,
    /// What goes out beside what happened, in layouts that cannot mark it. Negated events never do.
    pub with: Extras,
    /// Rows for each happening or each telling.
    pub tellings: Tellings,
    /// Bits of ICEWS's ids.
    pub ids: IdWidth,
    /// Names and numbers of countries.
    pub knowledge: &'k Knowledge,
}

impl Default for Options<'static> {
    fn default() -> Self {
        Self {
            snake: false,
            pairs_limit: 20,
            with: Extras::new(),
            tellings: Tellings::Once,
            ids: IdWidth::default(),
            knowledge: Knowledge::embedded(),
        }
    }
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output cannot be written.
    #[error("cannot write the export: {0}")]
    Write(#[from] io::Error),
    /// A value cannot be written as JSON.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A table cannot be written as CSV.
    #[error("cannot write CSV: {0}")]
    Csv(#[from] csv::Error),
    /// A table cannot be written as Arrow.
    #[error("cannot write Arrow: {0}")]
    Arrow(#[from] arrow_schema::ArrowError),
    /// A table cannot be written as Parquet.
    #[error("cannot write Parquet: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
}

/// One layout's way of writing.
trait Form {
    /// What stands before the first item: a header, an opening bracket.
    fn begin(&mut self, _options: &Options, _out: &mut dyn Write) -> Result<(), ExportError> {
        Ok(())
    }

    /// The rows of one record.
    fn item(&mut self, view: &View, options: &Options, report: &mut Report, out: &mut dyn Write) -> Result<(), ExportError>;

    /// What stands after the last.
    fn end(&mut self, _out: &mut dyn Write) -> Result<(), ExportError> {
        Ok(())
    }
}

/// Writes one layout, item by item. Memory does not grow with the number of items, but for the numbers that [`IdWidth::Narrow`] has given out.
pub struct Exporter<'k, 'w> {
    options: Options<'k>,
    form: Box<dyn Form>,
    out: &'w mut dyn Write,
    report: Report,
}

impl<'k, 'w> Exporter<'k, 'w> {
    /// Begins a layout: the header, if it has one, is written.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn new(layout: Layout, options: Options<'k>, out: &'w mut dyn Write) -> Result<Self, ExportError> {
        let mut form: Box<dyn Form> = match layout {
            Layout::Polecat => Box::new(polecat::Polecat),
            Layout::Icews => Box::new(icews::Icews::new(options.ids)),
            Layout::Gdelt => Box::new(gdelt::Gdelt),
            Layout::GdeltMentions => Box::new(mentions::Mentions),
            Layout::Ngec => Box::new(ngec::Ngec),
            Layout::Petrarch2 => Box::new(petrarch::Petrarch2),
            Layout::GeoJson => Box::new(geojson::GeoJson::default()),
            Layout::Tidy(table, format @ (Format::Parquet | Format::Arrow)) => Box::new(columnar::Columnar::new(table, format)?),
            Layout::Tidy(table, format) => Box::new(tidy::Text::new(table, format)),
        };
        form.begin(&options, out)?;
        Ok(Self { options, form, out, report: Report::default() })
    }

    /// Writes the rows of one item. Of the tellings of a happening that a store knows, the first is expected before the others.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn push(&mut self, item: &Item) -> Result<(), ExportError> {
        let view = View::new(item, self.options.knowledge);
        self.report.records += 1;
        self.form.item(&view, &self.options, &mut self.report, self.out)
    }

    /// Ends the layout and says what was written and left out.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn finish(mut self) -> Result<Report, ExportError> {
        self.form.end(self.out)?;
        self.out.flush()?;
        Ok(self.report)
    }
}

/// Writes all items in one layout.
///
/// # Errors
/// If the output cannot be written.
pub fn write(layout: Layout, items: impl IntoIterator<Item = Item>, options: &Options, out: &mut dyn Write) -> Result<Report, ExportError> {
    let mut exporter = Exporter::new(layout, options.clone(), out)?;
    for item in items {
        exporter.push(&item)?;
    }
    exporter.finish()
}
