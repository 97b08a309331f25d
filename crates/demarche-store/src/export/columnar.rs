//! Tidy tables as Parquet and Arrow IPC files: a fixed schema, its version in the file's metadata.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_ipc::writer::FileWriter;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use jiff::civil::Date;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::tidy::{self, Kind, Value};
use super::view::{View, day};
use super::{ExportError, Form, Format, Options, Report, SCHEMA, Table};

/// Rows that are held before they are written as one group: bounds memory.
const GROUP: usize = 16_384;

/// Key of the metadata entry that names the version of the schema.
pub const METADATA_KEY: &str = "demarche.schema";

enum Writer {
    Parquet(Box<ArrowWriter<Vec<u8>>>),
    Arrow(Box<FileWriter<Vec<u8>>>),
}

/// A tidy table in columns.
pub struct Columnar {
    table: Table,
    schema: SchemaRef,
    rows: Vec<Vec<Value>>,
    /// `None` once the file is ended.
    writer: Option<Writer>,
}

/// The schema of a table. Every column may be null.
pub fn schema(table: Table) -> SchemaRef {
    let field = |&(name, kind): &(&str, Kind)| Field::new(name, data_type(kind), true);
    let fields: Vec<Field> = tidy::columns(table).iter().map(field).collect();
    Arc::new(Schema::new_with_metadata(fields, HashMap::from([(METADATA_KEY.to_owned(), SCHEMA.to_owned())])))
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Date => DataType::Date32,
        Kind::Int => DataType::Int64,
        Kind::Float => DataType::Float64,
        Kind::Bool => DataType::Boolean,
    }
}

impl Columnar {
    /// A file that begins.
    ///
    /// # Errors
    /// None in practice: memory is written to.
    pub fn new(table: Table, format: Format) -> Result<Self, ExportError> {
        let schema = schema(table);
        let writer = if format == Format::Arrow {
            Writer::Arrow(Box::new(FileWriter::try_new(Vec::new(), &schema)?))
        } else {
            let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
            Writer::Parquet(Box::new(ArrowWriter::try_new(Vec::new(), Arc::clone(&schema), Some(properties))?))
        };
        Ok(Self { table, schema, rows: Vec::new(), writer: Some(writer) })
    }

    /// Writes the rows that are held as one group, and hands on what the file has so far.
    fn flush(&mut self, out: &mut dyn Write) -> Result<(), ExportError> {
        if !self.rows.is_empty() {
            let batch = batch(&self.schema, &std::mem::take(&mut self.rows))?;
            match &mut self.writer {
                Some(Writer::Parquet(writer)) => {
                    writer.write(&batch)?;
                    writer.flush()?;
                }
                Some(Writer::Arrow(writer)) => writer.write(&batch)?,
                None => {}
            }
        }
        let buffer = match &mut self.writer {
            Some(Writer::Parquet(writer)) => writer.inner_mut(),
            Some(Writer::Arrow(writer)) => writer.get_mut(),
            None => return Ok(()),
        };
        // The writers count what they have written by themselves: the buffer can be emptied.
        Ok(out.write_all(&std::mem::take(buffer))?)
    }
}

impl Form for Columnar {
    fn item(&mut self, view: &View, _: &Options, report: &mut Report, out: &mut dyn Write) -> Result<(), ExportError> {
        let rows = tidy::rows(self.table, view);
        report.rows += rows.len();
        self.rows.extend(rows);
        if self.rows.len() >= GROUP { self.flush(out) } else { Ok(()) }
    }

    fn end(&mut self, out: &mut dyn Write) -> Result<(), ExportError> {
        self.flush(out)?;
        let rest = match self.writer.take() {
            Some(Writer::Parquet(writer)) => writer.into_inner()?,
            Some(Writer::Arrow(mut writer)) => {
                writer.finish()?;
                std::mem::take(writer.get_mut())
            }
            None => Vec::new(),
        };
        Ok(out.write_all(&rest)?)
    }
}

/// The rows as columns.
fn batch(schema: &SchemaRef, rows: &[Vec<Value>]) -> Result<RecordBatch, ArrowError> {
    let column = |(i, field): (usize, &Arc<Field>)| {
        let cells = rows.iter().map(|row| row.get(i).unwrap_or(&Value::Null));
        array(field.data_type(), cells)
    };
    let columns: Vec<ArrayRef> = schema.fields().iter().enumerate().map(column).collect();
    RecordBatch::try_new(Arc::clone(schema), columns)
}

/// One column. A cell that is not of the column's kind (a date that is none) is null.
fn array<'a>(kind: &DataType, cells: impl Iterator<Item = &'a Value>) -> ArrayRef {
    match kind {
        DataType::Int64 => {
            let mut column = Int64Builder::new();
            cells.for_each(|c| column.append_option(if let Value::Int(n) = c { Some(*n) } else { None }));
            Arc::new(column.finish())
        }
        DataType::Float64 => {
            let mut column = Float64Builder::new();
            cells.for_each(|c| column.append_option(if let Value::Float(x) = c { Some(*x) } else { None }));
            Arc::new(column.finish())
        }
        DataType::Boolean => {
            let mut column = BooleanBuilder::new();
            cells.for_each(|c| column.append_option(if let Value::Bool(b) = c { Some(*b) } else { None }));
            Arc::new(column.finish())
        }
        DataType::Date32 => {
            let mut column = Date32Builder::new();
            cells.for_each(|c| column.append_option(c.text().and_then(|t| days(&t))));
            Arc::new(column.finish())
        }
        _ => {
            let mut column = StringBuilder::new();
            cells.for_each(|c| column.append_option(c.text()));
            Arc::new(column.finish())
        }
    }
}

/// Days since 1970-01-01 of the day that a text begins with.
fn days(text: &str) -> Option<i32> {
    Date::constant(1970, 1, 1).until(day(text)?).ok().map(|span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(
            ["1970-01-01", "2023-04-20", "1969-12-31T08:00", "2023-04", "x"].map(days),
            [Some(0), Some(19_467), Some(-1), None, None]
        );
    }
}
