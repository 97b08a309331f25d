//! The outlines of countries: `knowledge/outlines.csv`.

use std::sync::LazyLock;

/// One ring of a country or of a disputed territory.
pub struct Outline {
    /// ISO 3166-1 alpha-3 code; `None` for a territory that is drawn as nobody's.
    pub iso3: Option<String>,
    /// Name of the country or territory.
    pub name: String,
    /// True if states differ on whose it is.
    pub disputed: bool,
    /// Longitude and latitude in degrees, the last point joined to the first.
    pub ring: Vec<(f64, f64)>,
    /// West, south, east, north.
    pub bounds: (f64, f64, f64, f64),
}

/// All rings, countries first, disputed territories over them.
pub static OUTLINES: LazyLock<Vec<Outline>> = LazyLock::new(|| read(include_str!("../../../../knowledge/outlines.csv")));

/// Rows that are not of the table's shape are left out; a test sees to it that there are none.
fn read(table: &str) -> Vec<Outline> {
    csv::Reader::from_reader(table.as_bytes()).records().filter_map(|row| outline(&row.ok()?)).collect()
}

fn outline(row: &csv::StringRecord) -> Option<Outline> {
    let steps: Vec<i32> = row.get(3)?.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    let (mut x, mut y) = (0, 0);
    let mut ring = Vec::with_capacity(steps.len() / 2);
    for step in steps.chunks_exact(2) {
        (x, y) = (x + step[0], y + step[1]);
        ring.push((f64::from(x) / 100.0, f64::from(y) / 100.0));
    }
    let bounds =
        ring.iter().fold((f64::MAX, f64::MAX, f64::MIN, f64::MIN), |b, p| (b.0.min(p.0), b.1.min(p.1), b.2.max(p.0), b.3.max(p.1)));
    let iso3 = row.get(0).filter(|c| !c.is_empty()).map(str::to_owned);
    (ring.len() > 2).then(|| Outline {
        iso3,
        name: row.get(1).unwrap_or("").to_owned(),
        disputed: row.get(2) == Some("disputed"),
        ring,
        bounds,
    })
}

#[cfg(test)]
mod tests {
    use super::OUTLINES;

    #[test]
    fn every_row_is_a_ring_on_the_globe() {
        let rows = include_str!("../../../../knowledge/outlines.csv").lines().count() - 1;
        assert_eq!(OUTLINES.len(), rows);
        for o in OUTLINES.iter() {
            assert!(o.bounds.0 >= -180.0 && o.bounds.2 <= 180.0 && o.bounds.1 >= -90.0 && o.bounds.3 <= 90.0, "{}", o.name);
            assert!(o.iso3.is_some() || o.disputed || o.name.starts_with("Br.") || !o.name.is_empty(), "{}", o.name);
        }
        assert!(OUTLINES.iter().any(|o| o.iso3.as_deref() == Some("MDA")));
        assert!(OUTLINES.iter().any(|o| o.disputed && o.iso3.is_none() && o.name == "Crimea"));
    }
}
