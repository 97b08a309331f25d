//! Precision, recall and F.

/// Right, found and wanted things.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Found and right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// In the annotation.
    pub gold: usize,
}

impl Count {
    /// Share of what was found that is right; 1 if nothing was found.
    pub fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { self.right as f64 / self.found as f64 }
    }

    /// Share of what is annotated that was found; 1 if nothing is annotated.
    pub fn recall(self) -> f64 {
        if self.gold == 0 { 1.0 } else { self.right as f64 / self.gold as f64 }
    }

    /// Harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    /// Adds another count.
    pub fn add(&mut self, other: Count) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// A share of decisions that are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Right ones.
    pub right: usize,
    /// All.
    pub all: usize,
}

impl Share {
    /// Notes one decision.
    pub fn note(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    /// The share; 1 if there is no decision.
    pub fn rate(self) -> f64 {
        if self.all == 0 { 1.0 } else { self.right as f64 / self.all as f64 }
    }

    /// Adds another share.
    pub fn add(&mut self, other: Share) {
        self.right += other.right;
        self.all += other.all;
    }
}
