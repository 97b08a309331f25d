//! How far a confidence can be taken at its word, and the line that mends it.

/// One tenth of the scale of confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tenth {
    /// How many decisions.
    pub all: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share of them that is right.
    pub right: f64,
}

/// The decisions by tenths of their confidence; empty tenths have `all` 0.
pub fn reliability(decisions: &[(f32, bool)]) -> [Tenth; 10] {
    let mut out = [Tenth::default(); 10];
    for &(confidence, right) in decisions {
        let bin = &mut out[((confidence * 10.0) as usize).min(9)];
        bin.all += 1;
        bin.confidence += f64::from(confidence);
        bin.right += f64::from(u8::from(right));
    }
    for bin in out.iter_mut().filter(|b| b.all > 0) {
        bin.confidence /= bin.all as f64;
        bin.right /= bin.all as f64;
    }
    out
}

/// Expected calibration error: the mean distance between confidence and share of right decisions over the tenths, weighted by their size.
pub fn expected_error(decisions: &[(f32, bool)]) -> f64 {
    let bins = reliability(decisions);
    bins.iter().map(|b| b.all as f64 * (b.right - b.confidence).abs()).sum::<f64>() / decisions.len().max(1) as f64
}

/// Slope and offset of the log-odds that fit the decisions best (Platt, "Probabilistic outputs for support vector machines", 1999), by Newton's
/// method; `(1, 0)` where there is nothing to fit.
pub fn fit(decisions: &[(f32, bool)]) -> (f64, f64) {
    let (mut slope, mut offset) = (1.0, 0.0);
    if decisions.iter().all(|d| d.1) || decisions.iter().all(|d| !d.1) {
        return (slope, offset);
    }
    for _ in 0..100 {
        // A little of the unit matrix keeps the step finite where all confidences are equal.
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 1e-6, 0.0, 1e-6);
        for &(confidence, right) in decisions {
            let x = log_odds(f64::from(confidence));
            let p = 1.0 / (1.0 + (-(slope * x + offset)).exp());
            let (d, w) = (p - f64::from(u8::from(right)), p * (1.0 - p));
            g0 += d * x;
            g1 += d;
            h00 += w * x * x;
            h01 += w * x;
            h11 += w;
        }
        let det = h00 * h11 - h01 * h01;
        let (ds, d0) = ((h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det);
        // A step that overshoots is halved until the loss falls.
        let before = loss(decisions, slope, offset);
        let Some(share) = (0..30).map(|k| 0.5f64.powi(k)).find(|k| loss(decisions, slope - k * ds, offset - k * d0) < before) else {
            break;
        };
        slope -= share * ds;
        offset -= share * d0;
    }
    (slope, offset)
}

/// Mean negative log-likelihood of the decisions under a line.
fn loss(decisions: &[(f32, bool)], slope: f64, offset: f64) -> f64 {
    let one = |&(confidence, right): &(f32, bool)| {
        let z = slope * log_odds(f64::from(confidence)) + offset;
        let z = if right { -z } else { z };
        // ln(1 + e^z) without overflow
        z.max(0.0) + (-z.abs()).exp().ln_1p()
    };
    decisions.iter().map(one).sum::<f64>() / decisions.len().max(1) as f64
}

/// Log-odds of a probability, kept finite.
fn log_odds(p: f64) -> f64 {
    let p = p.clamp(1e-6, 1.0 - 1e-6);
    (p / (1.0 - p)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A thousand decisions at 0.9 of which 700 are right, a thousand at 0.5 of which 400 are.
    fn overconfident() -> Vec<(f32, bool)> {
        (0..2000).map(|i| if i < 1000 { (0.9, i < 700) } else { (0.5, i < 1400) }).collect()
    }

    #[test]
    fn the_line_mends_the_error() {
        let decisions = overconfident();
        assert!((expected_error(&decisions) - 0.15).abs() < 1e-6);
        let (slope, offset) = fit(&decisions);
        let mended: Vec<(f32, bool)> = decisions
            .iter()
            .map(|&(p, right)| (1.0 / (1.0 + (-(slope * log_odds(f64::from(p)) + offset)).exp()), right))
            .map(|(p, right)| (p as f32, right))
            .collect();
        assert!(expected_error(&mended) < 1e-4, "{slope} {offset}");
    }

    #[test]
    fn nothing_to_fit() {
        assert_eq!(fit(&[]), (1.0, 0.0));
        assert_eq!(fit(&[(0.4, true)]), (1.0, 0.0));
    }
}
