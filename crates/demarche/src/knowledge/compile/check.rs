//! Checks every field of every table before anything is built from it.

use std::collections::{BTreeMap, BTreeSet};

use super::Known;
use super::fold::fold;
use super::schema::Kind;
use super::table::{Fault, MAX_FAULTS, Row, Table};

/// What the tables, with the base below them, refer to.
struct Names {
    ids: BTreeMap<&'static str, BTreeSet<String>>,
    countries: BTreeSet<String>,
    codes: BTreeSet<String>,
    base: Option<BTreeSet<String>>,
}

/// Checks `tables`; what is wrong is added to `faults`.
pub fn check(tables: &BTreeMap<&'static str, Table>, base: Option<&Known>, faults: &mut Vec<Fault>) {
    let names = gather(tables, base);
    duplicates(tables, faults);
    for table in tables.values() {
        for row in &table.rows {
            for column in 0..table.spec.columns.len() {
                if faults.len() >= MAX_FAULTS {
                    return;
                }
                field(table, row, column, &names, faults);
            }
            dates_in_order(table, row, faults);
        }
    }
}

fn gather(tables: &BTreeMap<&'static str, Table>, base: Option<&Known>) -> Names {
    let mut names = Names {
        ids: BTreeMap::new(),
        countries: BTreeSet::new(),
        codes: base.map(|b| b.codes.clone()).unwrap_or_default(),
        base: base.map(|b| b.ids.clone()),
    };
    for (file, table) in tables {
        let ids = names.ids.entry(file).or_default();
        for row in &table.rows {
            ids.insert(row.fields[0].clone());
            match *file {
                "organisations.csv" => ids.extend(row.fields[3].split(';').map(|id| id.trim().to_owned())),
                "countries.csv" => {
                    names.countries.insert(row.fields[0].clone());
                    names.countries.insert(row.fields[1].clone());
                    names.codes.insert(format!("country:{}", row.fields[1]));
                    names.codes.insert(format!("country:{}", row.fields[12]));
                }
                "codes.csv" => {
                    names.codes.insert(format!("{}:{}", row.fields[0], row.fields[1]));
                }
                _ => {}
            }
        }
    }
    names
}

/// The same id may not name two things.
fn duplicates(tables: &BTreeMap<&'static str, Table>, faults: &mut Vec<Fault>) {
    let mut seen: BTreeMap<String, (String, u64)> = BTreeMap::new();
    for file in
        ["countries.csv", "admin1.csv", "regions.csv", "organisations.csv", "persons.csv", "offices.csv", "government.csv", "cities.csv"]
    {
        let Some(table) = tables.get(file) else {
            continue;
        };
        for row in &table.rows {
            let id = row.fields[0].clone();
            if let Some((other, line)) = seen.get(&id) {
                let what = format!("the id {id:?} is there twice: also in {other}:{line}");
                faults.push(table.fault(row, 0, &what, "give one of them another id, or take one away"));
            }
            seen.insert(id, (table.file.clone(), row.line));
        }
    }
}

fn field(table: &Table, row: &Row, column: usize, names: &Names, faults: &mut Vec<Fault>) {
    let spec = &table.spec.columns[column];
    let value = row.fields[column].as_str();
    if let Some(bad) = value.chars().find(|c| c.is_control() || matches!(c, '\u{FFFD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'))
    {
        let what = format!("a character that cannot be seen, U+{:04X}, in {value:?}", bad as u32);
        faults.push(table.fault(row, column, &what, "take it out"));
        return;
    }
    if value.is_empty() {
        if spec.required {
            faults.push(table.fault(row, column, "the field is empty", "fill it in"));
        }
        return;
    }
    if let Err((what, remedy)) = value_of(spec.kind, value, names) {
        faults.push(table.fault(row, column, &what, &remedy));
    } else if spec.name == "name" && fold(value).is_empty() {
        faults.push(table.fault(row, column, &format!("a name without a letter: {value:?}"), "write it in letters"));
    }
}

type Wrong = (String, String);

fn wrong(what: String, remedy: &str) -> Result<(), Wrong> {
    Err((what, remedy.to_owned()))
}

fn value_of(kind: Kind, value: &str, names: &Names) -> Result<(), Wrong> {
    match kind {
        Kind::Text | Kind::List => Ok(()),
        Kind::Id => id(value),
        Kind::Ref(file) => reference(value, file, names),
        Kind::Organisation => reference(value, "organisations.csv", names),
        Kind::Country => country(value, names),
        Kind::Code(system) => code(value, system, names),
        Kind::Codes(system) => value.split(';').try_for_each(|v| code(v.trim(), system, names)),
        Kind::Cameo => cameo(value, names),
        Kind::Date => date(value),
        Kind::Count => match value.parse::<u64>() {
            Ok(_) => Ok(()),
            Err(_) => wrong(format!("not a whole number: {value:?}"), "write digits only"),
        },
        Kind::Latitude => degrees(value, 90.0),
        Kind::Longitude => degrees(value, 180.0),
        Kind::OneOf(words) if words.contains(&value) => Ok(()),
        Kind::OneOf(words) => wrong(format!("not a value of this column: {value:?}"), &format!("use one of {}", words.join(", "))),
        Kind::Upper(n) if value.len() == n && value.bytes().all(|b| b.is_ascii_uppercase()) => Ok(()),
        Kind::Upper(n) => wrong(format!("not a code of {n} capital letters: {value:?}"), "look the code up"),
    }
}

fn id(value: &str) -> Result<(), Wrong> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '/' | '.');
    if value.chars().all(good) {
        return Ok(());
    }
    wrong(format!("not an id: {value:?}"), "use lower-case letters without accents, digits and hyphens")
}

fn reference(value: &str, file: &'static str, names: &Names) -> Result<(), Wrong> {
    let own = names.ids.get(file).is_some_and(|ids| ids.contains(value));
    if own || names.base.as_ref().is_some_and(|ids| ids.contains(value)) {
        return Ok(());
    }
    let near = names.ids.get(file).and_then(|ids| nearest(value, ids.iter().map(String::as_str)));
    let hint = near.map(|n| format!(" (near: {n})")).unwrap_or_default();
    wrong(format!("no row of {file} has the id {value:?}"), &format!("add it there, or correct the id{hint}"))
}

fn country(value: &str, names: &Names) -> Result<(), Wrong> {
    let in_base = |v: &str| names.base.as_ref().is_some_and(|ids| ids.contains(&v.to_ascii_lowercase()));
    if names.countries.contains(value) || in_base(value) {
        return Ok(());
    }
    let near = nearest(value, names.countries.iter().map(String::as_str));
    let hint = near.map(|n| format!(" (near: {n})")).unwrap_or_default();
    wrong(format!("unknown country: {value:?}"), &format!("use an ISO 3166-1 alpha-3 code or an id of countries.csv{hint}"))
}

fn code(value: &str, system: &str, names: &Names) -> Result<(), Wrong> {
    let is_country = system == "plover-country" && names.codes.contains(&format!("country:{value}"));
    if is_country || names.codes.contains(&format!("{system}:{value}")) {
        return Ok(());
    }
    let prefix = format!("{system}:");
    let near = nearest(value, names.codes.iter().filter_map(|c| c.strip_prefix(&prefix)));
    let hint = near.map(|n| format!(" (near: {n})")).unwrap_or_default();
    wrong(format!("unknown {system} code: {value:?}"), &format!("use a code of codes.csv{hint}"))
}

/// Groups of three letters: the first names a country or an international kind, the others roles, places or organisations.
fn cameo(value: &str, names: &Names) -> Result<(), Wrong> {
    if !value.is_ascii() || !value.len().is_multiple_of(3) {
        return wrong(format!("not a CAMEO actor code: {value:?}"), "write groups of three capital letters");
    }
    for (n, at) in (0..value.len()).step_by(3).enumerate() {
        let part = &value[at..at + 3];
        let systems: &[&str] = if n == 0 { &["country", "cameo-root"] } else { &["cameo", "country", "cameo-root"] };
        if !systems.iter().any(|s| names.codes.contains(&format!("{s}:{part}"))) {
            let codes = names.codes.iter().filter_map(|c| c.split_once(':')).filter(|(s, _)| systems.contains(s)).map(|(_, c)| c);
            let hint = nearest(part, codes).map(|c| format!(" (near: {c})")).unwrap_or_default();
            return wrong(format!("unknown CAMEO code {part:?} in {value:?}"), &format!("use a code of codes.csv{hint}"));
        }
    }
    Ok(())
}

fn degrees(value: &str, most: f64) -> Result<(), Wrong> {
    match value.parse::<f64>() {
        Ok(n) if n.is_finite() && n.abs() <= most => Ok(()),
        _ => wrong(format!("not degrees: {value:?}"), &format!("write a number from -{most} to {most}")),
    }
}

fn date(value: &str) -> Result<(), Wrong> {
    if date_number(value, false).is_some() {
        return Ok(());
    }
    wrong(format!("not a date: {value:?}"), "write YYYY, YYYY-MM or YYYY-MM-DD")
}

/// A date, whole or in part, as the number YYYYMMDD; what is left open becomes 00, or 99 at the `end` of a spell.
pub fn date_number(value: &str, end: bool) -> Option<u32> {
    let mut parts = value.split('-');
    let number = |part: &str, width: usize| (part.len() == width).then(|| part.parse::<u32>().ok()).flatten();
    let year = number(parts.next()?, 4)?;
    let open = if end { 99 } else { 0 };
    let Some(month) = parts.next() else {
        return Some(year * 10_000 + open * 100 + open);
    };
    let month = number(month, 2).filter(|m| (1..=12).contains(m))?;
    let Some(day) = parts.next() else {
        return Some(year * 10_000 + month * 100 + open);
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    let day = number(day, 2).filter(|d| (1..=longest).contains(d))?;
    parts.next().is_none().then_some(year * 10_000 + month * 100 + day)
}

fn dates_in_order(table: &Table, row: &Row, faults: &mut Vec<Fault>) {
    let place = |name: &str| table.spec.columns.iter().position(|c| c.name == name);
    let (Some(from), Some(to)) = (place("from"), place("to")) else {
        return;
    };
    let (Some(start), Some(end)) = (date_number(&row.fields[from], false), date_number(&row.fields[to], true)) else {
        return;
    };
    if start > end {
        let what = format!("it ends before it begins: {} to {}", row.fields[from], row.fields[to]);
        faults.push(table.fault(row, to, &what, "correct one of the two dates"));
    }
}

/// The value at most one slip away (a letter more, less, another, or two exchanged), if there is one.
fn nearest<'a>(value: &str, all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    all.filter(|other| *other != value && one_slip(value.as_bytes(), other.as_bytes())).min()
}

fn one_slip(a: &[u8], b: &[u8]) -> bool {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - tail], &b[..b.len() - tail]) {
        ([_], [_]) | ([], [_]) | ([_], []) => true,
        ([x, y], [u, v]) => x == v && y == u,
        _ => false,
    }
}
