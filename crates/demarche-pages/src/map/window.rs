//! The stretch of the globe that a map shows, and how it lies on the drawing.

/// Least height of a map in degrees: a single city is shown among its neighbours.
const LEAST: f64 = 9.0;

/// A window on the globe. Equal steps of latitude are equal on the drawing; longitude is shortened as on the middle parallel.
pub struct Window {
    west: f64,
    north: f64,
    /// Drawing units for a degree of longitude and of latitude.
    scale: (f64, f64),
    /// Size of the drawing.
    pub size: (f64, f64),
}

impl Window {
    /// The smallest window of this width in drawing units that shows the points (longitude, latitude) with room around them. `None` without points.
    pub fn around(points: &[(f64, f64)], width: f64) -> Option<Window> {
        let west = westmost(points)?;
        let lons: Vec<f64> = points.iter().map(|p| east_of(west, p.0)).collect();
        let east = lons.iter().copied().fold(west, f64::max);
        let south = points.iter().map(|p| p.1).fold(f64::MAX, f64::min);
        let north = points.iter().map(|p| p.1).fold(f64::MIN, f64::max);
        let (mid_lon, mid_lat) = ((west + east) / 2.0, ((south + north) / 2.0).clamp(-75.0, 75.0));
        let shrink = mid_lat.to_radians().cos().max(0.25);
        // In degrees of latitude, with a margin for labels.
        let wide = ((east - west) * shrink * 1.35).max(LEAST * 1.6).min(360.0 * shrink);
        let high = ((north - south) * 1.35).max(LEAST);
        let ratio = (high / wide).clamp(0.5, 0.8);
        let wide = wide.max(high / ratio).min(360.0 * shrink);
        let unit = width / wide;
        let high = wide * ratio;
        let top = (mid_lat + high / 2.0).min(88.0).max(high - 88.0);
        Some(Window { west: mid_lon - wide / shrink / 2.0, north: top, scale: (unit * shrink, unit), size: (width, width * ratio) })
    }

    /// Where a point lies on the drawing (it may lie outside).
    pub fn place(&self, (lon, lat): (f64, f64)) -> (f64, f64) {
        ((lon - self.west) * self.scale.0, (self.north - lat) * self.scale.1)
    }

    /// As [`Window::place`], for the turn of the globe on which the point is seen; `None` if the window does not show it.
    pub fn seen(&self, (lon, lat): (f64, f64)) -> Option<(f64, f64)> {
        let (x, y) = self.place((east_of(self.west, lon), lat));
        ((0.0..=self.size.0).contains(&x) && (0.0..=self.size.1).contains(&y)).then_some((x, y))
    }

    /// West, south, east, north in degrees. East may exceed 180, west may lie below -180.
    pub fn bounds(&self) -> (f64, f64, f64, f64) {
        let (w, h) = self.size;
        (self.west, self.north - h / self.scale.1, self.west + w / self.scale.0, self.north)
    }
}

/// The meridian, as a multiple of a turn, at or east of `west`.
fn east_of(west: f64, lon: f64) -> f64 {
    west + (lon - west).rem_euclid(360.0)
}

/// The point east of the widest gap between the points: the western edge of the smallest window.
fn westmost(points: &[(f64, f64)]) -> Option<f64> {
    let mut lons: Vec<f64> = points.iter().map(|p| p.0).collect();
    lons.sort_by(f64::total_cmp);
    let last = *lons.last()?;
    let mut best = (lons[0] + 360.0 - last, lons[0]);
    for pair in lons.windows(2) {
        if pair[1] - pair[0] > best.0 {
            best = (pair[1] - pair[0], pair[1]);
        }
    }
    Some(best.1)
}

/// A ring cut at the edges of a rectangle (Sutherland–Hodgman); empty if nothing of it lies inside.
pub fn clip(ring: &[(f64, f64)], (left, top): (f64, f64), (right, bottom): (f64, f64)) -> Vec<(f64, f64)> {
    // Each edge as axis, sign and limit: inside is where sign * (limit - value) >= 0.
    let edges = [(0, -1.0, left), (0, 1.0, right), (1, -1.0, top), (1, 1.0, bottom)];
    let mut points = ring.to_vec();
    for (axis, sign, limit) in edges {
        let value = |p: &(f64, f64)| if axis == 0 { p.0 } else { p.1 };
        let inside = |p: &(f64, f64)| sign * (limit - value(p)) >= 0.0;
        let mut out = Vec::with_capacity(points.len() + 4);
        for (i, p) in points.iter().enumerate() {
            let before = &points[(i + points.len() - 1) % points.len()];
            if inside(p) != inside(before) {
                let t = (limit - value(before)) / (value(p) - value(before));
                out.push((before.0 + t * (p.0 - before.0), before.1 + t * (p.1 - before.1)));
            }
            if inside(p) {
                out.push(*p);
            }
        }
        points = out;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_over_the_date_line_is_small() {
        let window = Window::around(&[(178.0, -18.0), (-175.0, -21.0)], 640.0).expect("points");
        let (west, _, east, _) = window.bounds();
        assert!(east - west < 30.0, "{west}..{east}");
        assert!(window.seen((-175.0, -21.0)).is_some() && window.seen((178.0, -18.0)).is_some());
    }

    #[test]
    fn clipping_keeps_what_lies_inside() {
        let square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)];
        let cut = clip(&square, (5.0, 5.0), (20.0, 20.0));
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|p| (5.0..=10.0).contains(&p.0) && (5.0..=10.0).contains(&p.1)));
        assert!(clip(&square, (11.0, 0.0), (12.0, 5.0)).is_empty());
    }

    #[test]
    fn any_points_give_a_finite_window() {
        for points in [vec![(0.0, 90.0)], vec![(0.0, -90.0), (180.0, 90.0)], vec![(-180.0, 0.0), (180.0, 0.0), (0.0, 0.0)]] {
            let window = Window::around(&points, 640.0).expect("points");
            assert!(window.size.1.is_finite() && window.place((0.0, 0.0)).0.is_finite());
        }
        assert!(Window::around(&[], 640.0).is_none());
    }
}
